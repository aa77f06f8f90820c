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
