"""A name that another article of the story has: borne out, and said so; any other name that is lacking is refused."""

from __future__ import annotations

import pytest

from ragbot import text
from ragbot.domain import Article, Evidence, EvidenceSentence
from ragbot.verdicts import asked_for, weigh

THEFT = (
    "Tarn Courier",
    "2026-05-02",
    (
        "Thieves cut the painting of the washerwomen out of its frame in the museum of Tarn. "
        "The museum got the painting from Aurel Nordheim."
    ),
)
FOUND = (
    "Holm Post",
    "2026-07-15",
    (
        "The painting of the washerwomen that thieves cut out of its frame in the museum of Tarn is back. "
        "The painting is insured for 420,000 crowns."
    ),
)
FAIR = ("Holm Post", "2026-06-01", "The spring fair on the meadows drew 4,300 guests, said its founder Ida Brandt.")
INSURED = "What is the {} painting insured for?"


def test_a_name_that_another_article_of_the_story_has_is_borne_out(ask):
    answer = ask(INSURED.format("Nordheim"), THEFT, FOUND, FAIR)
    assert answer.status == "answered"
    assert answer.sentences[0].text == "The painting is insured for 420,000 crowns."
    assert answer.citations[0].outlet == "Holm Post"


def test_what_rests_on_another_article_says_so(ask):
    answer = ask(INSURED.format("Nordheim"), THEFT, FOUND, FAIR)
    assert answer.notice == "“Nordheim” is named in another article on this: “Story 0” (Tarn Courier, May 2, 2026)."


@pytest.mark.parametrize("name", ["Vermeer", "Ida Brandt", "Brandt"])
def test_a_name_of_another_story_or_of_none_is_refused(ask, name):
    answer = ask(INSURED.format(name), THEFT, FOUND, FAIR)
    assert answer.status == "not_found"
    assert name.split()[-1] in answer.text
    assert answer.notice == ""


def test_a_name_of_many_stories_ties_nothing(ask):
    told = ("won the race.", "lost a lawsuit over a ditch.", "was chosen as head of the choir.", "sold 40 cows.")
    others = [("Tarn Courier", "2026-05-03", f"Aurel Nordheim {deed}") for deed in told]
    assert ask(INSURED.format("Nordheim"), THEFT, FOUND, *others).status == "not_found"


@pytest.mark.parametrize(
    "question",
    ["What was Aurel Nordheim insured for?", "What is the painting for Aurel Nordheim insured for?"],
)
def test_what_is_asked_of_somebody_is_not_told_by_an_article_without_him(ask, question):
    assert "420,000" not in "".join(s.text for s in ask(question, THEFT, FOUND, FAIR).sentences)


def test_an_ordinary_word_is_no_name(ask):
    plain = (THEFT[0], THEFT[1], f"{THEFT[2]} It took patience.")
    assert ask(INSURED.format("Patience"), plain, FOUND, FAIR).status == "not_found"


@pytest.mark.parametrize(
    ("question", "told", "anothers"),
    [
        ("Who burned Ada Lund's mill?", "The mill of Jon Renn burned.", True),
        ("Who burned the mill of Ada Lund?", "Renn's old mill burned.", True),
        ("Who burned Ada Lund's mill?", "The mill burned.", False),
        ("Who burned Ada Lund's mill?", "Lund's mill burned.", False),
        ("Who burned the mill that Ada Lund sold?", "The mill of Jon Renn burned.", False),
    ],
)
def test_a_thing_that_is_somebody_elses_is_another_thing(question, told, anothers):
    (run,) = text.name_runs(question)
    assert run.words == ("ada", "lund")
    assert text.is_anothers(run, told) is anothers


def test_names_are_looked_up_for_few_articles_only():
    evidence = []
    for n in range(30):
        body = f"The painting number {n} is insured for 420,000 crowns."
        article = Article(id=str(n), source_path=str(n), headline="H", body=body)
        evidence.append(Evidence(n + 1, article, (EvidenceSentence(0, len(body), body, 1.0),)))
    looked_up = []
    weigh(
        asked_for("What is Ada Lund's Nordheim painting insured for?", {}),
        evidence,
        ties=lambda article, name: looked_up.append((article.id, name)) or article,
    )
    assert 0 < len(looked_up) <= 6
    looked_up.clear()
    weigh(
        asked_for("What is Ada Lund's Nordheim painting of Jon Renn's insured for?", {}),
        evidence,
        ties=lambda *seen: looked_up.append(seen),
    )
    assert looked_up == []
