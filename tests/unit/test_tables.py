"""Rows of tables are read with the names of their columns."""

from __future__ import annotations

import pytest

from ragbot import text

PRICES = "Prices, in crowns | |\n\nTicket | 2024 | 2026\n\nAdults | 4.50 | 6.00\n\nSeniors | | 3.00"
SCORES = "Rovers | 3 | 1\nAthletic | 2 | 2"


@pytest.mark.parametrize(
    ("body", "row", "told"),
    [
        (PRICES, "Adults | 4.50 | 6.00", "Ticket: Adults; 2024: 4.50; 2026: 6.00."),
        (PRICES, "Seniors | | 3.00", "Ticket: Seniors; 2026: 3.00."),
        (PRICES, "Ticket | 2024 | 2026", "Ticket | 2024 | 2026"),
        (SCORES, "Athletic | 2 | 2", "Athletic | 2 | 2"),
        (f"{SCORES}\nHe won. She lost.", "She lost.", "She lost."),
        (f"Name | Age\nThe end.\n{SCORES}", "Rovers | 3 | 1", "Rovers | 3 | 1"),
    ],
)
def test_a_cell_stands_with_the_name_of_its_column_where_there_is_one(body, row, told):
    assert text.spelt_out(row, body, body.index(row)) == told
