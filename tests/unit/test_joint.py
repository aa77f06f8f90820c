"""What several have together none of them has alone."""

from __future__ import annotations

import pytest

from tests.proofs import prove

SEATS = "The two lists together hold 28 seats, as do the Labour League and the River Greens."


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("The Labour League holds 28 seats.", SEATS),
        ("The River Greens hold 28 seats.", SEATS),
        ("Ann Pell raised 300 crowns.", "Ann Pell and Ben Holt raised 300 crowns between them."),
        ("Tarn pays 12,000 crowns.", "Tarn and Harle pay 12,000 crowns combined; neither says how it is shared."),
    ],
)
def test_what_several_have_together_is_not_given_to_one(claim, source):
    assert not prove(f"{claim} [1]", "", source).sentences


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("The Labour League and the River Greens together hold 28 seats.", SEATS),
        ("The Labour League and the River Greens hold 28 seats.", SEATS),
        ("Ann Pell and Ben Holt raised 300 crowns.", "In Tarn, Ann Pell and Ben Holt together raised 300 crowns."),
        ("Tarn pays 7,000 crowns.", "Tarn and Harle pay 12,000 crowns together; Tarn pays 7,000 crowns of it."),
        ("The mills in Tarn employ 310 people.", "Together the two mills in Tarn employ 310 people."),
    ],
)
def test_what_is_told_of_all_or_of_one_stands(claim, source):
    assert prove(f"{claim} [1]", "", source).sentences
