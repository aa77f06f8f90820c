"""Rows of an unfinished run, on disk as they come, so that a stopped run goes on where it was."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any


class Journal:
    """One JSON Lines file. Rows of cases that failed are asked again; a line cut short by a kill is dropped."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.rows: dict[str, dict[str, Any]] = {}
        if path.exists():
            for line in path.read_text(encoding="utf-8").split("\n"):
                self._keep(line)

    def add(self, row: Mapping[str, Any]) -> None:
        """On disk when it returns."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._path.open("a", encoding="utf-8") as file:
            # A line before, not after: one that was cut short must not swallow the next.
            file.write("\n" + json.dumps(row, ensure_ascii=False))
        self.rows[row["id"]] = dict(row)

    def forget(self) -> None:
        """The run is over and its result is kept elsewhere."""
        self._path.unlink(missing_ok=True)

    def _keep(self, line: str) -> None:
        try:
            row = json.loads(line)
            if not row["error"]:
                self.rows[row["id"]] = row
        except (ValueError, KeyError, TypeError):
            return
