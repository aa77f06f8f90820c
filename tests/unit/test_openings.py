"""Greetings before a question, and the claim behind "is it true that"."""

from __future__ import annotations

import pytest

from ragbot.understanding import is_reworded, plain_check, without_manner
from ragbot.understanding.checking import is_check, is_polar
from ragbot.understanding.opening import without_opening


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("hey so how many people died in the flood", "so how many people died in the flood"),
        ("Hi, can you tell me who won?", "who won?"),
        (
            "morning, need this fast: that haulier, how many lorries has he got",
            "that haulier, how many lorries has he got",
        ),
        ("hi quick one what's the name of the dog", "what's the name of the dog"),
        ("Do you know how many seats the Greens got?", "how many seats the Greens got?"),
        ("and can you tell me who said that", "and who said that"),
        ("All right, when is it?", "when is it?"),
        ("Remind me what the verdict was", "what the verdict was"),
        ("i'm wondering why the dyke is dearer", "why the dyke is dearer"),
        ("Ok. Who is Ada Renn?", "Who is Ada Renn?"),
    ],
)
def test_what_comes_before_a_question_is_left_out(said, asked):
    assert without_opening(said) == asked


@pytest.mark.parametrize(
    "question",
    [
        "Hello World magazine: who owns it?",
        "Well water in Dunmarrow: is it safe?",
        "Morning rush: how late were the trains?",
        "Right whale deaths in 2024?",
        "All three suspects were arrested when?",
        "Do you know the mayor's name?",
        "Tell me about the theft",
        "Right-wing parties in the assembly?",
        "Hi-tech firms in Tarn: who owns them?",
        "UH-60 crash: who died?",
        "Sorry state of the roads: who is to blame?",
        "hey jude was sung by whom",
        "Hello! magazine was sold to whom?",
        "thanks",
        "ok",
        "",
    ],
)
def test_what_is_asked_stays(question):
    assert without_opening(question) == question


@pytest.mark.parametrize(
    ("asked", "claim"),
    [
        ("Is it true that the bridge is open?", "Whether the bridge is open?"),
        ("Are we right to say 12,400 homes were dark?", "Whether 12,400 homes were dark?"),
        ("Can we print that Kordas appealed?", "Whether Kordas appealed?"),
        ("The mayor resigned, didn't he?", "Whether the mayor resigned?"),
        ("so the bridge is open again, right?", "Whether the bridge is open again?"),
        ("So they are not shutting the airfield after all?", "Whether they are not shutting the airfield after all?"),
        ("Fact check: Kordas got five years", "Whether Kordas got five years?"),
        ("Has the bridge been closed, yes or no?", "Has the bridge been closed?"),
    ],
)
def test_a_claim_to_be_checked_is_told_from_what_leads_up_to_it(asked, claim):
    assert plain_check(asked) == claim
    assert is_check(claim)


@pytest.mark.parametrize(
    "question",
    [
        "Is it right to shoot wolves?",
        "Did the Valley Farmers vote no?",
        "Did the van turn right?",
        "Is the report about the wolf true?",
        "Is it true?",
        "Name everyone that was there?",
        "Are we safe from bird flu?",
        "Can I claim compensation for flood damage?",
        "Should we report a wolf sighting?",
        "Is it known for its glass?",
        "Can you confirm the number of dead?",
        "And the name of the shepherd that was found dead?",
        "So many houses were flooded in Brennick?",
        "And in Sorley, was there?",
        "Can we trust the count?",
        "What's wrong, is it the bearing?",
        "so who said that?",
        "Was it arson or a bearing, right?",
        "key dates still to come for the budget?",
        "The dog, what was it called?",
    ],
)
def test_what_is_no_claim_stays_as_it_is(question):
    assert plain_check(question) == question


def test_whether_outlets_agree_is_no_claim_to_be_checked():
    assert is_polar("Do the papers agree on the price?")
    assert not is_check("Do the papers agree on the price?")


@pytest.mark.parametrize(
    "question",
    [
        "May budget figures: how high are they?",
        "If the dyke is built, how much will it cost?",
        "Can you give me the number of dead?",
        "Do you know the name of the shepherd?",
        "Is there a figure for the flood damage?",
        "Did they say why the bridge fell?",
        "Is it known who set the mill on fire?",
    ],
)
def test_what_asks_for_something_else_is_no_check(question):
    assert not is_check(question)


@pytest.mark.parametrize(
    ("asked", "understood", "reworded"),
    [
        ("hey whos tilda maric", "who's Tilda Maric", False),
        ("Is it true that it closed?", "Whether it closed?", False),
        ("who won in dunmarow", "who won in Dunmarrow", True),
        ("And in Ohio?", "Who won in Ohio?", True),
        ("Who won the right-wing vote?", "Who won the wing vote?", True),
    ],
)
def test_it_is_said_when_a_question_was_understood_in_other_words(asked, understood, reworded):
    assert is_reworded(asked, understood) is reworded


@pytest.mark.parametrize(
    "piece",
    [
        ",",
        " ",
        " – ",
        "yes or no ",
        "hey ",
        "ok, ",
        "so ",
        "is it true that ",
        "right, ",
        "do you know who ",
        "can you tell me ",
    ],
)
def test_a_text_that_was_pasted_takes_no_longer(piece):
    for times in (290 // len(piece), 20_000):
        plain_check(without_manner(piece * times))
        is_check(piece * times)
