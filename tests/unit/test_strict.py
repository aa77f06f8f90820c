"""Whether a sentence can hold what is asked for, where the question leaves no doubt: an hour, a day, a sum, a name."""

from __future__ import annotations

import pytest

from ragbot.understanding import strict
from ragbot.verdicts import is_empty
from tests.proofs import prove

KICK_OFF = "What time did the cup final kick off?"
SINCE = "Since when has Philippa Orme run the museum?"
STARTS = "On what date does the ban start?"
HELD = "What are the names of the two people arrested in Tarn?"


@pytest.mark.parametrize(
    ("question", "sentence", "can"),
    [
        (KICK_OFF, "The final was played before 6,318 people and ended 3–2.", False),
        (KICK_OFF, "They lost by 28 votes to 33.", False),
        (KICK_OFF, "It cost 12.04 million.", False),
        (KICK_OFF, "The final began at six.", True),
        (KICK_OFF, "The final began at twenty past nine in the evening.", True),
        (KICK_OFF, "The final began at 12.04 p.m. on Sunday.", True),
        (KICK_OFF, "2026-05-09 | 19:30 | Final", True),
        ("What time of the year is it?", "In spring.", True),
        (SINCE, '"He walked past two pictures," said Philippa Orme.', False),
        (SINCE, "Philippa Orme has run it since 2019.", True),
        (STARTS, "The town said Wednesday that it would ban fires.", False),
        (STARTS, "The mayor told the council on Monday that fires are banned.", False),
        (STARTS, "The ban starts on Wednesday, the mayor said on Monday.", True),
        ("On what day did the mayor announce the ban?", "The mayor announced the ban on Monday.", True),
        (STARTS, "The last of the three is promised until 24.4. only.", True),
        (KICK_OFF, "The final began at seven thirty.", True),
        (KICK_OFF, "The final begins at 7 local time.", True),
        ("What time did the runner finish the race in?", "She finished in 2 hours and 5 minutes.", True),
        ("What time zone is it in?", "It is in the zone of the coast.", True),
        (SINCE, "Philippa Orme has run it since the flood.", True),
        ("On what day was the mayor arrested?", "Police said the mayor was arrested Thursday.", True),
        ("On what day did the mayor promise to resign?", "The mayor promised on Tuesday to resign.", True),
        ("On what day was the plan unveiled?", "The plan was announced on Monday.", True),
        ("What day care centre was closed?", "The Tarn day care was closed.", True),
        ("What bail conditions were set?", "She may not leave the town.", True),
        ("What did the film earn?", "It earned seven nominations.", True),
        ("How much compensation did the family get?", "The family got £5m.", True),
        (HELD, "Two people were arrested.", False),
        (HELD, "Ann Poole and Tim Ross were arrested.", True),
        ("What is Ann Poole paid as mayor?", "Ann Poole is paid 9,000 crowns.", True),
        ("What is Ann Poole paid as mayor?", "Ann Poole is the mayor.", False),
        ("What is the mayor paid for?", "For her advice.", True),
        ("How much compensation did the shepherd get?", "The shepherd lost 14 animals.", False),
        ("How much compensation did the shepherd get?", "The shepherd got 900 crowns.", True),
    ],
)
def test_what_a_sentence_must_hold_to_answer(question, sentence, can):
    test = strict.kind_test(question)
    assert (test is None or test(sentence)) == can


@pytest.mark.parametrize(
    ("claim", "source", "empty"),
    [
        ("Two people were arrested in Tarn.", "Two people were arrested in Tarn, the sheriff said.", True),
        ("Ann Poole and Tim Ross were arrested.", "Ann Poole and Tim Ross were arrested.", False),
        ("Poole and Ross.", "The two people arrested are Poole and Ross.", False),
    ],
)
def test_an_answer_without_a_name_is_empty_where_names_are_asked_for(claim, source, empty):
    proof = prove(f"{claim} [1]", HELD, source)
    assert proof.sentences
    assert is_empty(HELD, proof) == empty


@pytest.mark.parametrize(
    "question",
    [
        "What is the name of the woman who found the dog?",
        "whats the name of the guy who found it",
        "what's the full name of the mayor?",
        "Give me the names of the victims",
    ],
)
def test_a_name_of_somebody_is_asked_for_in_so_many_words(question):
    assert strict.is_name(question)


@pytest.mark.parametrize(
    "question",
    [
        "What is done in the name of the town?",
        "Who named the boat?",
        "What is it?",
        "What is the name of the disease?",
        "What is the new boat called?",
        "What were the people named in the suit accused of?",
    ],
)
def test_a_name_is_not_asked_for_where_the_word_only_stands(question):
    assert not strict.is_name(question)


@pytest.mark.parametrize(
    ("claim", "source", "empty"),
    [
        ("The shepherd got 14 animals.", "The shepherd got 14 animals from the region.", True),
        ("The shepherd got 900 crowns.", "The shepherd got 900 crowns from the region.", False),
        ("The shepherd got nothing from the region.", "The shepherd got nothing from the region.", False),
    ],
)
def test_a_count_of_something_else_is_no_sum(claim, source, empty):
    question = "How much compensation did the shepherd get?"
    proof = prove(f"{claim} [1]", question, source)
    assert proof.sentences
    assert is_empty(question, proof) == empty
