"""Rows of tables: "Adults | 4.50 | 6.00" says little without the line that names its columns."""

from __future__ import annotations

import re

_CELL = re.compile(r"\s*\|\s*")
_FIGURE = re.compile(r"[^\w]*\d[\d.,:%\s-]*[^\w]*")
_YEAR = re.compile(r"(?:19|20)\d\d")


def spelt_out(row: str, body: str, start: int) -> str:
    """The row at `body[start:]`, each cell with its column's name: "Ticket: Adults; 2024: 4.50; 2026: 6.00.".

    The text as it is where it is no row of a table, or where no line above names the columns.
    """
    if "|" not in row or "\n" in row.strip():
        return row
    cells, columns = _CELL.split(row.strip()), _columns(row, body[:start])
    if len(columns) != len(cells):
        return row
    return "; ".join(f"{column}: {cell}" for column, cell in zip(columns, cells, strict=True) if cell) + "."


def _columns(row: str, above: str) -> list[str]:
    """The cells of the first line of the table that has as many, all of them words or years."""
    table: list[str] = []
    for line in reversed([line for line in above.split("\n") if line.strip()]):
        if "|" not in line:
            break
        table.append(line)
    width = row.count("|")
    for line in reversed(table):
        cells = _CELL.split(line.strip())
        if line.count("|") == width and all(c and (_YEAR.fullmatch(c) or not _FIGURE.fullmatch(c)) for c in cells):
            return cells
    return []
