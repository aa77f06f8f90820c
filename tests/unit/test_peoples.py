"""A country by its people, and a long name by its initials, are what they stand for: nothing is refused for the word."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from ragbot import text
from ragbot.domain import Article
from ragbot.text import peoples
from ragbot.verdicts import asked_for, find_gap
from tests.proofs import prove


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("the Danish minister", "Denmark's minister"),
        ("the minister of Denmark", "a Danish minister"),
        ("the UK government", "the government of Britain"),
        ("British doctors", "doctors in the United Kingdom"),
        ("American troops", "U.S. troops"),
        ("the UN envoy", "the United Nations said"),
        ("European Union rules", "the EU wants"),
        ("a court in California", "SACRAMENTO, Calif. (AP)"),
    ],
)
def test_a_country_is_told_by_its_people_and_by_its_short_name(asked: str, told: str):
    assert not text.untold(text.names(f"it was {asked}"), text.stems(told) | text.kindred(told))


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("American troops", "the troops told us"),
        ("the Danish minister", "the Dutch minister"),
        ("Dan Poole", "a Danish minister"),
    ],
)
def test_other_countries_and_other_words_stay_apart(asked: str, told: str):
    assert text.untold(text.names(f"it was {asked}"), text.stems(told) | text.kindred(told))


def test_a_people_is_in_one_group_only():
    groups = set(peoples._groups().values())
    assert sum(map(len, groups)) == len(set().union(*groups))


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("at New York University Langone", "nyu"),
        ("The Food and Drug Administration said", "fda"),
        ("the World Health Organization and the Red Cross of Tarn", "who"),
    ],
)
def test_what_is_spelt_out_has_its_initials_too(name: str, short: str):
    assert short in {initials for initials, _ in text.initials(name)}


def gap(question: str, body: str) -> object:
    article = Article(
        id="1", headline="Story", body=body, outlet="Tarn Courier", source_path="1.md",
        published=datetime(2026, 5, 2, tzinfo=UTC),
    )  # fmt: skip
    return find_gap(asked_for(question, {}), article, 0, len(body))


@pytest.mark.parametrize(
    ("question", "body"),
    [
        ("Where did the NYU doctor eat?", "The doctor of New York University Langone ate at the Golden Otter."),
        ("What did the Food and Drug Administration ban?", "The FDA has banned a colouring for sweets."),
        ("What did the Danish state pay?", "Denmark paid two million."),
    ],
)
def test_an_article_that_tells_a_name_otherwise_has_no_gap(question: str, body: str):
    assert gap(question, body) is None


@pytest.mark.parametrize(
    ("question", "body"),
    [
        ("Who was stabbed in the ICU in Tarn?", "A nurse was stabbed in the intensive care unit in Tarn."),
        ("What was seized at the LA airport?", "Vapes were seized at the Los Angeles airport."),
        ("What did the DOJ want?", "The Department of Justice wanted a trial."),
        ("How old is John Tann?", "John Alfred Tann is 111 years old. Ada Tann and John Poole are not."),
        ("How old is George Tann?", "George W. Tann is 90 years old. Ada Tann and George Poole are not."),
    ],
)
def test_initials_that_an_article_spells_out_and_a_middle_name_that_it_tells_are_no_gap(question: str, body: str):
    assert gap(question, body) is None


@pytest.mark.parametrize(
    ("question", "body"),
    [
        ("Who was stabbed in the ICU in Tarn?", "A nurse was stabbed in the care home in Tarn."),
        ("What was seized at the LA airport?", "The lost articles were seized at the airport."),
        ("What did the IMF say?", "It made for a long evening in Tarn, they say."),
        ("How old is John Tann?", "John Poole met Alfred Tann, who is 111 years old, and Ada."),
    ],
)
def test_initials_and_names_of_others_are_a_gap(question: str, body: str):
    assert gap(question, body)


def test_another_name_is_a_gap_as_before():
    assert gap("What did the Danish state pay?", "Sweden paid two million.")


def test_an_answer_may_name_the_country_of_a_people():
    told = "The Danish state paid two million crowns for the ship."
    assert prove("Denmark paid two million crowns for the ship [1].", "Who paid?", told).sentences
    assert not prove("Sweden paid two million crowns for the ship [1].", "Who paid?", told).sentences


@pytest.mark.parametrize(
    ("asked", "told", "answered"),
    [
        ("Dunmarrowers", "in Dunmarrow", True),
        ("Upper Quillers", "of Upper Quill", True),
        ("Harlers", "near Harle", True),
        ("Dunmarrowers", "of a man called Dunmar", False),
        ("Zoë Pérez and friends", "of Zoe Perez and friends", True),
        ("Zoe Perez and friends", "of Zoë Pérez and friends", True),
    ],
)
def test_the_people_of_a_town_and_names_without_accents_are_known(ask, asked, told, answered):
    story = ("Tarn Courier", "2026-05-02", f"The soup {told} costs 8 crowns at the market.")
    status = ask(f"What do {asked} pay for the soup at the market?", story).status
    assert status == ("answered" if answered else "not_found")


def test_a_last_name_is_no_people(ask):
    story = ("Tarn Courier", "2026-05-02", "The soup at the market in Hyde Park costs 8 crowns.")
    assert ask("What does the soup of Parker cost at the market?", story).status == "not_found"


def test_a_chain_of_hyphens_is_read_in_one_pass():
    assert text.dwellers("A-" * 100_000 + "ers") == frozenset()
