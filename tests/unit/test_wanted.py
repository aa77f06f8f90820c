"""What kind of thing a question asks for."""

from __future__ import annotations

import pytest

from ragbot.understanding import wanted


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Who scored the goal?", "person"),
        ("Whose dog was it?", "person"),
        ("What did the man who lost his sheep say?", ""),
        ("Which museum is it whose painting was stolen?", ""),
        ("How many sheep did the man who called lose?", "figure"),
        ("When did the man who called arrive?", "time"),
        ("Who was driving when the bus crashed?", "person"),
        ("What did the mayor say when the bridge closed?", ""),
        ("Until when is the bridge closed?", "time"),
        ("What does the boat cost?", "figure"),
        ("Why does the boat cost nothing?", ""),
        ("Who pays the costs of the bridge?", "person"),
        ("What is the latest population of Tarn?", "figure"),
        ("What was the final attendance at the match?", "figure"),
        ("What is the name of the boat?", ""),
    ],
)
def test_a_relative_clause_does_not_ask(question, kind):
    assert wanted.answer_type(question) == kind


@pytest.mark.parametrize(
    ("question", "is_open"),
    [
        ("How did the thief get in?", True),
        ("Why was the field saved?", True),
        ("What is the boat called?", True),
        ("Which judge was it?", True),
        ("How many boats are there?", False),
        ("Who was it?", False),
        ("Was the boat saved?", False),
        ("On what day did it open?", False),
    ],
)
def test_a_question_is_open_where_it_does_not_tell_what_kind_of_thing_it_wants(question, is_open):
    assert wanted.is_open(question) == is_open


@pytest.mark.parametrize(
    ("sentence", "tells"),
    [
        ("It opened on 12 December.", True),
        ("It opened on 12 Dec.", True),
        ("It opened on Sept. 12.", True),
        ("It opened on Friday.", True),
        ("It ran for 12 decades.", False),
        ("It was kept by 20 marines.", False),
        ("It opened in December.", False),
    ],
)
def test_a_day_is_a_weekday_or_stands_with_its_month(sentence, tells):
    assert wanted.holds("On which day did the mill open?")(sentence) == tells


@pytest.mark.parametrize(
    ("question", "is_money"),
    [
        ("How much did the Lune group pay for the mill?", True),
        ("How much has the town paid?", True),
        ("How far ahead did the mill have to pay for its gas?", False),
        ("Why was the pay agreement rejected?", False),
    ],
)
def test_a_sum_of_money_is_asked_for_by_what_somebody_pays(question, is_money):
    assert wanted.is_money(question) == is_money


@pytest.mark.parametrize(
    ("question", "sentence", "counts"),
    [
        ("How many people were injured in the fire?", "The number of injured has risen to eleven.", True),
        ("How many people have been evacuated from Tarn?", "So far 900 have been evacuated.", True),
        ("How many boats were hurt?", "The number of injured has risen to eleven.", False),
        ("What is the number of farms in Tarn?", "Eleven farms are left.", True),
        ("Who raised the number of farms?", "Eleven farms are left.", False),
    ],
)
def test_people_to_whom_something_happened_are_counted_by_what_happened(question, sentence, counts):
    assert wanted.counts(wanted.unit(question), sentence) == counts


@pytest.mark.parametrize(
    ("question", "sentence", "counts"),
    [
        ("By how many crowns would the tax rise?", "The tax would rise by 300 crowns.", True),
        ("By how many crowns would the tax rise?", "The tax would rise for 300 lorries.", False),
        ("How many million dollars did the mill cost?", "The mill cost $3.2 million.", True),
        ("How many per cent of the voters came?", "Of the voters 66.4 per cent came.", True),
        ("How many per cent of the voters came?", "Of the voters 664 came.", False),
    ],
)
def test_how_many_of_a_currency_or_of_a_hundred_asks_for_sums_and_shares(question, sentence, counts):
    assert wanted.tells(question)(sentence) == counts


@pytest.mark.parametrize(
    ("question", "is_said"),
    [
        ("What did the mayor say about the bridge?", True),
        ("What did the mayor of Tarn demand?", True),
        ("What did she call the bridge?", True),
        ("What do the fishers claim?", True),
        ("Who claims that the bridge is safe?", True),
        ("Who promised the money?", True),
        ("How much did demand for housing grow?", False),
        ("Did the demand for housing grow?", False),
        ("How many insurance claims were filed?", False),
        ("What promise did the ferry break?", False),
        ("What is the stress on the bridge?", False),
        ("Which jokes were cut?", False),
        ("What is the reply deadline?", False),
    ],
)
def test_a_thing_that_is_named_like_speech_asks_for_nobodys_words(question, is_said):
    assert wanted.is_said(question) == is_said
