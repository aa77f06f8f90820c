"""What people ask in their own words: holidays for days, two reports in one question, counts that a small model misreads."""

from __future__ import annotations

import pytest

from ragbot.citations import ranked
from ragbot.verdicts import asked_for, is_empty, stand_in
from tests.proofs import evidence, prove


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("Which tanker blew up in Tarn just after Christmas 2023?", {"tarn"}),
        ("Who won in Tarn on New Year's Day?", {"tarn"}),
        ("Which bridge was closed over Thanksgiving in Tarn?", {"tarn"}),
        ("Who opened the Christmas market in Tarn?", {"christma", "tarn"}),
    ],
)
def test_a_holiday_that_only_says_when_is_no_name_that_an_article_must_have(question, names):
    assert asked_for(question, {}).names == names


def test_what_a_question_tells_ahead_may_stand_in_another_article(ask):
    died = (
        "Tarn Courier",
        "2026-01-04",
        "Samuel Allison and Barry Samsten died in the hospital of Tarn, their families said.",
    )
    sued = (
        "Tarn Courier",
        "2026-02-27",
        "The first lawsuit over the tap water names nurse Dani Schofield as a defendant.",
    )
    asked = "Samuel Allison and Barry Samsten died in Tarn. Which nurse is named as a defendant in the first lawsuit over tap water?"
    assert "Schofield" in ask(asked, died, sued).text


@pytest.mark.parametrize(
    ("question", "said", "source", "empty"),
    [
        ("At which hospital was Benno Hask treated?", "He was treated at the hospital.", "Benno Hask was treated at the hospital and wept.", True),
        ("At which hospital was Benno Hask treated?", "He was treated at the regional hospital.", "Benno Hask was treated at the regional hospital.", False),
        ("At which hospital was Benno Hask treated?", "He was treated at the hospital in Holm.", "Benno Hask was treated at the hospital in Holm.", False),
        ("Which hospital has 40 beds?", "A hospital in Holm.", "A hospital in Holm has 40 beds.", False),
    ],
)  # fmt: skip
def test_the_kind_of_thing_that_is_asked_for_is_no_answer(question, said, source, empty):
    proof = prove(f"{said} [1]", question, source)
    assert proof.sentences
    assert is_empty(question, proof) is empty


SHIP = "The harbour turned the ship away as 15 people on board were ill. There were 2,184 passengers on board the ship."


@pytest.mark.parametrize(
    ("claim", "source", "proven"),
    [
        ("2,184 people on board the ship were sick when the harbour turned it away.", SHIP, False),
        ("15 people on board the ship were sick when the harbour turned it away.", SHIP, True),
        ("2,184 people were on board the ship.", "There were 2,184 passengers on board the ship.", True),
    ],
)
def test_of_two_counts_of_people_the_one_that_counts_people_is_meant(claim, source, proven):
    assert bool(prove(f"{claim} [1]", "How many people were sick on board the ship?", source).sentences) is proven


@pytest.mark.parametrize(
    ("claim", "source", "proven"),
    [
        ("Ortiz was sentenced to 190 years in prison.", "No day is set for the sentence of Ortiz, who faces up to 190 years in prison.", False),
        ("Ortiz faces up to 190 years in prison.", "No day is set for the sentence of Ortiz, who faces up to 190 years in prison.", True),
        ("Ortiz was sentenced to 19 years in prison.", "Ortiz, who faces up to 40 more in Holm, was sentenced to 19 years in prison.", True),
    ],
)  # fmt: skip
def test_a_punishment_that_somebody_faces_is_not_his_sentence(claim, source, proven):
    assert bool(prove(f"{claim} [1]", "How many years did the judge give Ortiz?", source).sentences) is proven


def test_where_somebody_spoke_is_not_who_spoke():
    source = "“I have come to honor my mother,” she said at the Disco Hill burial site, where many victims were buried."
    assert prove("The burial ground is the Disco Hill burial site. [1]", "Which burial ground is it?", source).sentences


@pytest.mark.parametrize(
    ("question", "draft", "source", "told"),
    [
        ("How many people took part?", "17", "The home was one of 17 care homes of the land in the study of 245 participants. It likes them.", "245"),
        ("How many false vaccinations did Ada Lund give?", "15,049 vaccinations", "Ada Lund is a midwife. She gave 12,449 of the false vaccinations to 1,500 pupils.", "12,449"),
        ("How many people took part?", "17", "The home was one of 17 homes in the study. Of 245 participants 40 people left.", ""),
        ("How many people took part?", "", "The home was one of 17 care homes of the land in the study of 245 participants. It likes them.", ""),
        ("After the 47 million crown deal, how much did the earlier case cost?", "9 million", "The town will pay 47 million crowns. In 2010 it paid 3.3 million crowns in such a case.", "3.3"),
    ],
)  # fmt: skip
def test_what_a_model_miscounts_is_told_by_the_one_sentence_that_counts_it(question, draft, source, told):
    instead = stand_in(question, draft, ranked(evidence(source)), sure="crown" not in question)
    assert told in " ".join(q.sentence.text for q in instead) if told else not instead


def test_a_sentence_ahead_of_a_question_leaves_the_kind_of_answer_as_it_is():
    asked = asked_for("The cup final in Tarn was moved. What time did it kick off?", {})
    assert asked.holds
    assert not asked.holds("The final was played before 6,318 people.")
    assert asked.holds("The final began at six.")
