"""`ragbot eval`: run, show, write, compare."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from eval.compare import below
from eval.run import Bot, Progress, run_suite
from eval.suite import load_suite
from ragbot.errors import SuiteError


def evaluate(
    folder: Path,
    *,
    open_bot: Callable[[Path], Bot],
    cache: Path,
    fingerprint: str,
    progress: Progress | None = None,
    out: Path | None = None,
    limit: int | None = None,
    retrieval_only: bool = False,
    baseline: Path | None = None,
) -> int:
    """Exit code: 0, or 1 where the result falls below the baseline. Raises SuiteError before anything is run."""
    suite = load_suite(folder, limit)
    held = _read(baseline) if baseline else None
    if held:
        below({"suite": suite.name}, held)
    result = run_suite(
        suite, open_bot=open_bot, cache=cache, fingerprint=fingerprint, retrieval_only=retrieval_only, progress=progress
    )
    console = Console(highlight=False, markup=False)
    console.print(render(result))
    for row in result["cases"]:
        if row["error"]:
            console.print(f"failed: {row['id']}: {row['error']}")
    if out:
        _write(out, result)
    worse = below(result, held) if held else []
    for sentence in worse:
        console.print(sentence)
    return 1 if worse else 0


def render(result: Mapping[str, Any]) -> Table:
    """The figures of a result, a row each."""
    table = Table(title=f"{result['suite']}: {result['n']} cases, {result['llm']}", title_justify="left")
    table.add_column("metric")
    table.add_column("value", justify="right")
    for part in ("retrieval", "answers", "timings", "ingest"):
        for name, value in (result.get(part) or {}).items():
            table.add_row(name, "–" if value is None else f"{value:g}")
        table.add_section()
    for kind, figures in result["by_kind"].items():
        table.add_row(f"{kind} ({figures['n']})", f"{figures['accuracy']:g}")
    return table


def _read(path: Path) -> dict[str, Any]:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SuiteError(
            f"The baseline {path} cannot be read: {error}. Make one with ragbot eval SUITE --out {path}"
        ) from error
    if not isinstance(data, dict):
        raise SuiteError(f"The baseline {path} is no result. Make one with ragbot eval SUITE --out {path}")
    return data


def _write(path: Path, result: Mapping[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    part.write_text(json.dumps(result, indent=1, ensure_ascii=False), encoding="utf-8")
    os.replace(part, path)  # noqa: PTH105  # atomic, and said so by its name
