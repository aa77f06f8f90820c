"""A report that names the figure it replaces is the newer count, however few of the question's words it has."""

from __future__ import annotations

import pytest

from ragbot import Ragbot
from ragbot.understanding.wanted import counts, unit
from tests.fakes import WordHashEncoder

OLD = "A power cut in Tarn left some 9,000 households of the town without electricity on Thursday."


@pytest.fixture
def ask(tmp_path):
    folder = tmp_path / "news"
    folder.mkdir()
    with Ragbot.open(tmp_path / "archive", llm="extractive", embedder=WordHashEncoder()) as bot:

        def asked(question, *stories, **how):
            for i, (day, body) in enumerate(stories):
                front = f"id: s{i}\ntitle: Report {i}\nsource: Tarn Courier\npublished: 2026-{day}"
                (folder / f"s{i}.md").write_text(f"---\n{front}\n---\n\n{body}", encoding="utf-8")
            bot.ingest(folder)
            return bot.ask(question, **how)

        yield asked


def first(answer):
    return answer.evidence[0].article.source_path


@pytest.mark.parametrize(
    "later",
    [
        "A mole is to blame. Some 10,400 households had been cut off, and not the 9,000 of the first evening.",
        "A mole is to blame. It first spoke of 9,000 homes. The true figure is 10,400.",
        "A mole is to blame. It cut off 10,400 households, 1,400 more than on the first evening.",
        "A mole is to blame. The number of households has grown from 9,000 to 10,400.",
    ],
)
def test_a_later_report_that_names_the_old_figure_goes_first(ask, later):
    answer = ask("How many households of Tarn were without electricity?", ("07-09", OLD), ("07-11", later))
    assert first(answer) == "s1.md"
    assert answer.status == "answered"
    assert "10,400" in answer.text or "1,400 more" in answer.text


def test_the_question_may_have_another_word_for_what_is_counted(ask):
    later = "A mole is to blame. Some 10,400 households had been cut off, and not the 9,000 of the first evening."
    answer = ask("How many homes of Tarn were without electricity?", ("07-09", OLD), ("07-11", later))
    assert first(answer) == "s1.md"


@pytest.mark.parametrize(("day", "goes_first"), [("07-11", "s1.md"), ("07-30", "s0.md")])
def test_what_happened_on_a_day_is_put_right_in_the_days_after_it(ask, day, goes_first):
    later = "A mole is to blame. Some 10,400 households had been cut off, and not the 9,000 of the first evening."
    question = "How many households of Tarn were without electricity on 9 July 2026?"
    assert first(ask(question, ("07-09", OLD), (day, later))) == goes_first


@pytest.mark.parametrize(
    ("why", "later"),
    [
        ("another thing", "The fair at Tarn drew 9,000 visitors. It sold 12,000 pies."),
        ("far from the old figure", "The cut of 9,000 households was bad. The grid company counts 2 million households."),
        ("no new figure", "After the cut that hit 9,000 households the town bought a generator."),
    ],
)  # fmt: skip
def test_what_repeats_the_old_figure_without_replacing_it_stays_behind(ask, why, later):
    answer = ask("How many households of Tarn were without electricity?", ("07-09", OLD), ("07-11", later))
    assert first(answer) == "s0.md", why
    assert "9,000" in answer.text


def test_as_of_a_day_before_the_revision_the_old_figure_holds(ask):
    later = "Some 10,400 households had been cut off, and not the 9,000 of the first evening."
    answer = ask(
        "How many households of Tarn were without electricity?",
        ("07-09", OLD),
        ("07-11", later),
        as_of="2026-07-10T12:00:00Z",
    )
    assert first(answer) == "s0.md"


def test_a_named_time_is_not_answered_with_a_later_revision(ask):
    answer = ask(
        "How many households of Tarn were without electricity in July 2026?",
        ("07-09", OLD),
        ("09-01", "Some 10,400 households were cut off, not 9,000 as in summer."),
    )
    assert first(answer) == "s0.md"


@pytest.mark.parametrize("asked", ["How many people died", "How many people lost their lives", "How many were killed"])
def test_of_a_toll_the_newest_is_told_in_whatever_words(ask, asked):
    answer = ask(
        f"{asked} in the Tarn flood?",
        ("02-01", "The flood in Tarn has killed two people, the police in Tarn said on Sunday."),
        ("02-03", "The flood in Tarn has cost a third life."),
        ("02-05", "A service for the four dead of the flood will be held in Tarn."),
    )
    assert "four dead" in answer.text


def test_what_is_counted_may_be_spelt_with_a_capital():
    assert counts(unit("How many Republicans were elected?"), "Nine Republicans were elected.")
    assert not counts(unit("How many people in Tarn fell ill?"), "Tarn has 5 schools.")


SOON = "The repair of the Tarn bridge goes well, and the bridge in Tarn will open again on 30 April, the town said."
TARN = "When will the Tarn bridge open again?"


@pytest.mark.parametrize(
    "later",
    [
        "A strip of steel is missing. It wants to open it on 12 June, not on 30 April, the mayor told the council.",
        "A strip of steel is missing. The ribbon, due to be cut on 30 April, was put off until 12 June.",
        "A strip of steel is missing. Cars instead have to wait from April 30 to June 12.",
    ],
)
def test_a_day_that_was_put_off_gives_way_to_the_new_one(ask, later):
    answer = ask(TARN, ("01-14", SOON), ("03-19", later))
    assert first(answer) == "s1.md"
    assert "12" in answer.text


def test_a_day_that_was_moved_twice_is_followed_twice(ask):
    stories = [
        ("01-14", SOON),
        ("03-19", "It wants to cut the ribbon on 12 June, not on 30 April, the mayor told the council."),
        ("06-05", "One week before, it was put off again: the day is 26 June, and not 12 June."),
    ]
    assert first(ask(TARN, *stories)) == "s2.md"
    assert first(ask(TARN, *stories, as_of="2026-04-01T12:00:00Z")) == "s1.md"


@pytest.mark.parametrize(
    ("why", "later"),
    [
        ("nothing is replaced", "The fair runs from 30 April to 12 June."),
        ("another day", "The fair was put off from 3 May to 12 June."),
        ("no new day", "The fair will not be held on 30 April."),
    ],
)  # fmt: skip
def test_what_names_the_day_without_replacing_it_stays_behind(ask, why, later):
    assert first(ask(TARN, ("01-14", SOON), ("03-19", later))) == "s0.md", why


def test_of_the_state_of_things_the_newest_word_goes_first_though_no_report_has_all_the_words(ask):
    question = "What is going to happen to furnace two of the Tarn glassworks of the Pell family now?"
    answer = ask(
        question, ("04-14", "Furnace two stays out, it was said."), ("06-18", "Furnace two will be lit again.")
    )
    assert first(answer) == "s1.md"
    assert first(ask(question, as_of="2026-05-01T12:00:00Z")) == "s0.md"


BUS = "The school bus will leave Holm at 7:35 a.m. and need 18 minutes to the school in Tarn, the office said."


@pytest.mark.parametrize(
    ("later", "goes_first"),
    [
        ("The bell has moved. It waits at the church now and leaves at 7:15, twenty minutes earlier than planned.", "s1.md"),
        ("The bell has moved. It leaves Holm at five past eight, half an hour later than parents were told.", "s1.md"),
        ("The bell has moved. It leaves at 8:05 a.m., half an hour later than parents were told.", "s1.md"),
        ("The bell has moved. It leaves at 8:35 a.m., an hour later than parents were told.", "s1.md"),
        ("The bell has moved. It leaves at 7:15, ten minutes earlier than the train does.", "s0.md"),
        ("The bell has moved. It leaves at 7:15.", "s0.md"),
        ("The bell has moved. It leaves at 12:35 p.m., 1.5 hours later than the train.", "s0.md"),
    ],
)  # fmt: skip
def test_a_later_report_that_tells_by_how_much_an_hour_moved_goes_first(ask, later, goes_first):
    question = "When does the school bus leave Holm for the school in Tarn?"
    assert first(ask(question, ("02-19", BUS), ("08-24", later))) == goes_first
    assert first(ask(question, ("08-24", BUS), ("02-19", later))) == "s0.md"
