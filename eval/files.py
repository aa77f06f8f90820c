"""Results on disk."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ragbot.errors import SuiteError


def read_result(path: Path, role: str = "result") -> dict[str, Any]:
    """Raises SuiteError, with the command that makes one, for a file that cannot be read or is no result."""
    remedy = f"Make one with ragbot eval SUITE --out {path}"
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise SuiteError(f"The {role} {path} cannot be read: {error}. {remedy}") from error
    if not isinstance(data, dict) or not isinstance(data.get("suite"), str):
        raise SuiteError(f"The {role} {path} is no result. {remedy}")
    return data


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
