"""How many voted for something is told by how the vote ended."""

from __future__ import annotations

import pytest

QUESTION = "How many members of the council voted for Ruta Aas as mayor of Tarn?"
SIZE = "Her coalition in the Tarn council has 33 members, so that one from the other side must have voted for Ruta Aas."


def test_a_tally_goes_before_the_number_that_has_the_questions_words(ask):
    ended = "The council of Tarn elected Ruta Aas mayor on Thursday, by 34 votes to 26."
    answer = ask(QUESTION, ("Tarn Courier", "2026-05-02", f"{ended} {SIZE}"))
    assert answer.text.startswith(ended.removesuffix("."))
    assert answer.citations[0].quote == ended


@pytest.mark.parametrize(
    "other",
    [
        "The council of Tarn raised the pay of mayor Ruta Aas from 34 to 46 crowns a day.",
        "Rovers of Tarn beat the council of Holm by 3 to 2 while Ruta Aas, the mayor, looked on.",
    ],
)
def test_what_is_no_vote_is_no_tally(ask, other):
    answer = ask(QUESTION, ("Tarn Courier", "2026-05-02", f"{other} {SIZE}"))
    assert SIZE.removesuffix(".") in answer.text


@pytest.mark.parametrize(
    "other",
    [
        "The council of Tarn rejected an earlier mayor, Jon Holm, by 40 votes to 20.",
        "Bookmakers gave odds of 3 to 1 that the council would vote for Ruta Aas as mayor.",
        "A poll expects the council to vote for Ruta Aas as mayor by 30 to 20.",
    ],
)
def test_voters_that_are_counted_go_before_any_tally(ask, other):
    counted = "Thirty-four members of the council voted for Ruta Aas as mayor of Tarn."
    answer = ask(QUESTION, ("Tarn Courier", "2026-05-02", f"{counted} {other}"))
    assert answer.text.startswith(counted.removesuffix("."))


def test_a_tally_of_five_thousand_digits_in_the_same_article_is_no_error(ask):
    ended = "The council of Tarn elected Ruta Aas mayor on Thursday, by 34 votes to 26."
    answer = ask(QUESTION, ("Tarn Courier", "2026-05-02", f"{ended} It drew by {'9' * 5_000} to 3."))
    assert answer.text.startswith(ended.removesuffix("."))
