"""Which of two, by figures and by times: two years of one thing, a sum among other sums, a year or a month for a day."""

from __future__ import annotations

import pytest

from ragbot import Ragbot
from tests.fakes import WordHashEncoder


@pytest.fixture
def ask(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()

    def put_and_ask(question, *stories):
        for n, (published, body) in enumerate(stories):
            title, _, told = body.rpartition(" | ")
            front = f'id: "{n}"\ntitle: "{title or f"Story {n}"}"\nsource: "Tarn Courier"\npublished: "{published}"'
            (folder / f"{n}.md").write_text(f"---\n{front}\n---\n\n{told}", encoding="utf-8")
        with Ragbot.open(tmp_path / "archive", llm="extractive", embedder=WordHashEncoder()) as bot:
            bot.ingest(folder)
            return bot.ask(question)

    return put_and_ask


FIELD = "In which year did the airfield near Tarn have more passengers, 2024 or 2025?"
BEFORE = ("2025-01-24", "In 2024 the airfield had 48,620 passengers.")
ROADS = "Which has more money for roads and bridges, the budget of Pell or the budget of Tarn?"
PELL = "The budget of Pell: schools 31.2 million, roads and bridges 58.4 million, culture 4.1 million."
TARN = "The budget of Tarn: schools 28.9 million, roads and bridges 61.7 million, culture 5.2 million."
FIRST = "Which came first, the workshop of Greta Lund or the orchestra of Ada Renn?"


@pytest.mark.parametrize(
    ("told", "more"),
    [
        ("Passengers at the airfield | It fell to 46,280 in 2025.", "2024 (48,620 against 46,280)"),
        ("Passengers at the airfield | In 2025 it rose to 51,300.", "2025 (51,300 against 48,620)"),
        ("The airfield of Tarn counts | That came to 51,300 in 2025.", "2025 (51,300 against 48,620)"),
    ],
)
def test_of_two_years_one_may_be_told_without_what_is_counted(ask, told, more):
    answer = ask(FIELD, BEFORE, ("2026-01-23", told))
    assert answer.text.startswith(f"More: {more} [1][2].")
    assert len(answer.citations) == 2


@pytest.mark.parametrize(
    "told",
    [
        "Passengers at the airfield | It fell to 46,280 crowns in 2025.",
        "Passengers at the airfield | It fell to 46,280 from 51,300 in 2025.",
        "Passengers at the airfield | In the first half of 2025 it came to 46,280.",
        "Passengers at the airfield | In the first months of 2025 it came to 46,280.",
    ],
)
def test_what_counts_something_else_or_not_the_whole_year_is_not_compared(ask, told):
    assert not ask(FIELD, BEFORE, ("2026-01-23", told)).text.startswith("More:")


def test_months_that_are_of_no_year_make_no_part_of_one(ask):
    told = "In 2025 the airfield, after months of work, had 51,300 passengers."
    assert ask(FIELD, BEFORE, ("2026-01-23", told)).text.startswith("More: 2025")


def test_among_other_sums_the_one_that_stands_with_what_is_asked_is_compared(ask):
    answer = ask(ROADS, ("2026-05-02", PELL), ("2026-08-02", TARN))
    assert answer.text.startswith("More: budget of Tarn (61,700,000 against 58,400,000) [1][2].")


def test_where_less_is_asked_the_other_one_is_named(ask):
    answer = ask(ROADS.replace("more", "less"), ("2026-05-02", PELL), ("2026-08-02", TARN))
    assert answer.text.startswith("Less: budget of Pell (58,400,000 against 61,700,000)")


@pytest.mark.parametrize(
    "other",
    [
        "The budget of Tarn: schools 28.9 million, culture 61.7 million, roads and bridges as before.",
        "The budget of Tarn: schools 28.9 million, roads and bridges 61.7 million for now and 70.2 million by May.",
    ],
)
def test_sums_of_which_none_or_two_stand_with_what_is_asked_are_not_compared(ask, other):
    assert not ask(ROADS, ("2026-05-02", PELL), ("2026-08-02", other)).text.startswith("More:")


WORKSHOP = "Greta Lund learned from her aunt; {} she opened her own workshop."
ORCHESTRA = "Ada Renn played the viola; {} she founded the orchestra."


@pytest.mark.parametrize(
    ("workshop", "orchestra", "told"),
    [
        ("in 1964", "in 1972", "First: workshop of Greta Lund (1964; orchestra of Ada Renn: 1972) [1][2]."),
        ("in 1964", "in September 1972", "First: workshop of Greta Lund (1964; orchestra of Ada Renn: September 1972) [1][2]."),
        ("in October 1972", "in September 1972", "First: orchestra of Ada Renn (September 1972; workshop of Greta Lund: October 1972)"),
        ("on 3 May 1972", "on 2 May 1972", "First: orchestra of Ada Renn (May 2, 1972; workshop of Greta Lund: May 3, 1972)"),
    ],
)  # fmt: skip
def test_years_and_months_are_put_in_order_as_days_are(ask, workshop, orchestra, told):
    answer = ask(FIRST, ("2026-05-02", WORKSHOP.format(workshop)), ("2026-08-02", ORCHESTRA.format(orchestra)))
    assert answer.text.startswith(told)
    assert len(answer.citations) == 2


@pytest.mark.parametrize(
    ("workshop", "orchestra"),
    [
        ("in 1964", "on 12 June 1972"),
        ("on 12 June 1964", "in September 1972"),
        ("in 1972", "in September 1972"),
        ("in 1972", "in 1972"),
    ],
)
def test_a_year_and_a_day_and_times_that_overlap_are_told_and_not_put_in_order(ask, workshop, orchestra):
    answer = ask(FIRST, ("2026-05-02", WORKSHOP.format(workshop)), ("2026-08-02", ORCHESTRA.format(orchestra)))
    assert not answer.text.startswith("First:")
    assert len(answer.citations) == 2


@pytest.mark.parametrize(
    ("born", "told"),
    [
        ("Her aunt", "First: workshop of Greta Lund (1964; orchestra of Ada Renn: September 1972)"),
        ("Greta Lund", "Greta"),
    ],
)
def test_of_two_times_in_a_sentence_the_one_in_the_clause_that_names_the_side_counts(ask, born, told):
    answer = ask(
        FIRST,
        ("2026-05-02", f"{born} was born in 1941; the workshop of Greta Lund opened in 1964."),
        ("2026-08-02", "The orchestra of Ada Renn was founded in September 1972, the hall in 1951."),
    )
    assert answer.text.startswith(told)
