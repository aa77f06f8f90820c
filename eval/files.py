"""Results on disk."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ragbot.errors import SuiteError

# What a result of another program may leave out.
_NOTHING_ELSE: dict[str, Any] = {
    "llm": "?", "embedder": "?", "when": "", "receipt": {}, "retrieval": {}, "answers": None, "intervals": {},
    "by_kind": {}, "stages": {}, "ingest": {}, "timings": {},
}  # fmt: skip
_NOTHING_OF_A_CASE: dict[str, Any] = {
    "kind": "", "question": "", "history": [], "as_of": None, "expect": {}, "gold": [], "quotes": [], "ok": None,
    "status": None, "text": None, "cited": [], "proofs": [], "considered": [], "evidence": "", "error": "",
}  # fmt: skip


def read_result(path: Path, role: str = "result") -> dict[str, Any]:
    """Raises SuiteError, with the command that makes one, for a file that cannot be read or is no result."""
    remedy = f"Make one with ragbot eval SUITE --out {path}"
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise SuiteError(f"The {role} {path} cannot be read: {error}. {remedy}") from error
    if not isinstance(data, dict) or not isinstance(data.get("suite"), str):
        raise SuiteError(f"The {role} {path} is no result. {remedy}")
    rows = data.get("cases") or []
    if not isinstance(rows, list) or not all(isinstance(r, dict) and isinstance(r.get("id"), str) for r in rows):
        raise SuiteError(f"The {role} {path} is no result: one of its cases has no id. {remedy}")
    cases = [_NOTHING_OF_A_CASE | row for row in rows]
    return _NOTHING_ELSE | {"n": len(cases)} | data | {"cases": cases}


def write_result(path: Path, result: Mapping[str, Any]) -> None:
    """Whole or not at all. Raises SuiteError where it cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(path.name + ".part")
        part.write_text(json.dumps(result, indent=1, ensure_ascii=False), encoding="utf-8")
        os.replace(part, path)  # noqa: PTH105  # atomic, and said so by its name
    except OSError as error:
        raise SuiteError(
            f"The result {path} cannot be written: {error.strerror}. Name another with --out; what was asked is kept."
        ) from error
