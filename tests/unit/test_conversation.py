"""What a question of a longer talk leaves to the turns before it."""

from __future__ import annotations

import pytest

from ragbot import conversation

WARD = [
    ("user", "Why was the ward of the Ollen General shut in 2024?"),
    ("assistant", "Nine of its 21 posts could not be filled [1]."),
    ("user", "And when did it open again?"),
    ("assistant", "On 2 March 2026 [1]."),
]


def understood(question, history):
    return conversation.resolve(question, conversation.settled(history))


def test_what_the_last_question_left_to_the_one_before_it_is_carried_on():
    beds = understood("How many beds are there?", WARD)
    assert beds.about == "When did it open again? Why was the ward of the Ollen General shut in 2024"


def test_turns_that_name_what_they_are_about_stay_as_they_were_said():
    talk = [("user", "Who won the Tesmark Cup in 2026?"), ("assistant", "Brennick Rovers [1].")]
    assert conversation.settled(talk) == talk
    resolved = conversation.settled(WARD)
    assert resolved[0] == WARD[0]
    assert conversation.settled(resolved) == resolved


def test_he_is_whom_the_question_was_about_where_the_answer_calls_him_he():
    talk = [
        ("user", "Why was the haulier Jasper Ilgen in court?"),
        ("assistant", "He was heard as a witness in the trial of Ignaz Kordas [1]."),
    ]
    assert understood("Was he arrested?", talk).asks == "Was Jasper Ilgen arrested?"


def test_he_may_have_been_named_some_turns_ago_and_is_no_place():
    talk = [
        ("user", "Whose sheep did the wolf kill near Lower Quill?"),
        ("assistant", "Those of Yorick Umber [1]."),
        ("user", "How many of them died?"),
        ("assistant", "Nine [1]."),
    ]
    assert understood("What did he get for them?", talk).asks == "What did Yorick Umber get for them?"


def test_he_is_the_one_whom_the_question_itself_names():
    talk = [("user", "Who was Ignaz Kordas?"), ("assistant", "Ignaz Kordas sold flats [1].")]
    asked = "And Ignaz Kordes from Dunmarrow, what was he convicted of?"
    assert understood(asked, talk).asks == "Ignaz Kordes from Dunmarrow, what was he convicted of?"


def test_a_name_takes_the_place_of_another_with_one_article():
    talk = [("user", "What did the exit poll say about the Tesmark Union?"), ("assistant", "19 seats [1].")]
    assert understood("And the Labour League?", talk).asks == "What did the exit poll say about the Labour League?"


@pytest.mark.parametrize(
    "question",
    [
        "Does the healing spring do anything for bad knees?",
        "And what did the new library cost?",
        "And the oil dealer, what had his prosecutor asked for?",
    ],
)
def test_what_says_enough_may_be_about_something_new(question):
    assert conversation.may_turn(question)


@pytest.mark.parametrize(
    "question",
    [
        "What did it cost the town to mend the bridge?",  # it
        "How many beds?",  # says too little
        "If I only come after work, say at seven?",  # no question by itself
        "Why?",
    ],
)
def test_what_leans_on_the_talk_goes_on(question):
    assert not conversation.may_turn(question)


@pytest.mark.parametrize(
    "said",
    ["In Lower Quill, " * 4_000, "he " * 20_000, "Ada Brandt " * 6_000, "the " * 20_000 + ","],
    ids=["places", "he", "names", "the"],
)
def test_long_turns_are_settled_in_a_moment(said):
    talk = [("user", said), ("assistant", said)] * 8
    assert understood("When did she resign?", talk).asks
