"""What every question asks of the whole archive: read once for as long as the archive stays the same."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from ragbot.catalogue import rows
from ragbot.catalogue.memo import Memo
from ragbot.catalogue.shapes import Window
from ragbot.domain import Coverage

_NO_MOMENT = datetime.min.replace(tzinfo=UTC)


class Overview:
    """Names, coverage and embargoes, each with one look at the sequence. `select` runs a statement."""

    def __init__(self, select: Callable[..., list[Any]]) -> None:
        self._select = select
        self._memo = Memo()

    @property
    def sequence(self) -> int:
        return int(self._select("SELECT value FROM meta WHERE key = 'sequence'")[0]["value"])

    def state(self, now: datetime) -> tuple[int, int]:
        """The sequence, and how many embargoes have ended by `now`: while both stay, the same articles can be seen."""
        sequence = self.sequence
        return sequence, bisect_right(self._memo.get(sequence, "embargoes", self._embargoes), rows.epoch(now) or 0)

    def coverage(self, window: Window) -> Coverage:
        sequence, ended = self.state(window.now)
        seen = (ended, replace(window, now=_NO_MOMENT))
        return self._memo.get(sequence, seen, lambda: self._coverage(window))

    def outlets(self) -> list[str]:
        return list(self._memo.get(self.sequence, "outlets", self._outlets))

    def bylines(self) -> list[str]:
        return list(self._memo.get(self.sequence, "bylines", self._bylines))

    def _embargoes(self) -> tuple[int, ...]:
        sql = "SELECT DISTINCT embargoed_ts FROM articles WHERE embargoed_ts IS NOT NULL ORDER BY embargoed_ts"
        return tuple(r[0] for r in self._select(sql))

    def _coverage(self, window: Window) -> Coverage:
        where, values = window.sql()
        row = self._select(
            "SELECT count(*) AS n, count(DISTINCT nullif(outlet, '')) AS outlets, "
            "min(iif(doubt = '', published_ts, NULL)) AS first, max(iif(doubt = '', published_ts, NULL)) AS last "
            f"FROM articles a WHERE {where}",  # built from constants, values are bound
            values,
        )[0]
        first, last = (
            datetime.fromtimestamp(t, UTC).isoformat() if t is not None else None for t in (row["first"], row["last"])
        )
        return Coverage(row["n"], row["outlets"], first, last)

    def _outlets(self) -> tuple[str, ...]:
        found = self._select("SELECT DISTINCT outlet FROM articles WHERE outlet <> '' ORDER BY outlet")
        return tuple(r["outlet"] for r in found)

    def _bylines(self) -> tuple[str, ...]:
        found = self._select("SELECT DISTINCT byline FROM articles WHERE byline <> ''")
        return tuple(sorted({name.strip() for r in found for name in r["byline"].split(",")} - {""}))
