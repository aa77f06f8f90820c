"""Results and comparisons as tables: for a terminal (rich) and for a pull request (Markdown)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich.table import Table

from eval.compare import Comparison

_NAMED = 12


def table(result: Mapping[str, Any]) -> Table:
    """Every figure of a result, a row each, with its 95 % interval where it has one."""
    shown = _table(f"{result['suite']}: {result['n']} cases, {written_by(result)}", "metric", "value", "95 %")
    intervals = result["intervals"]
    for part in ("retrieval", "answers", "timings", "ingest"):
        for name, value in (result.get(part) or {}).items():
            if value is not None:
                shown.add_row(name, f"{value:g}", span(intervals.get(name)))
        shown.add_section()
    for kind, figures in result["by_kind"].items():
        shown.add_row(f"{kind} ({figures['n']})", f"{figures['accuracy']:g}", span(figures.get("interval")))
    shown.add_section()
    for stage, figures in result["stages"].items():
        shown.add_row(f"after {stage}", f"{figures['hit@1']:g}", f"hit@1; recall@10 {figures['recall@10']:g}")
    return shown


def written_by(result: Mapping[str, Any]) -> str:
    """The language model of a result, and what ran it."""
    engine = result["receipt"].get("engine")
    return f"{result['llm']} in {engine}" if engine else str(result["llm"])


def compared(comparison: Comparison, before: str, after: str) -> Table:
    """The differences, a metric a row."""
    shown = _table(f"{before} → {after}", "metric", "n", "before", "after", "change", "p", "")
    for d in comparison.differences:
        shown.add_row(d.name, str(d.n), f"{d.before:g}", f"{d.after:g}", f"{d.change:+g}", f"{d.p:g}", d.verdict)
    return shown


def flips(comparison: Comparison) -> list[str]:
    """Which cases changed sides and what is not compared, in sentences."""
    lines = [
        f"{word} ({len(ids)}): {_list(ids)}"
        for word, ids in (("now right", comparison.gained), ("now wrong", comparison.lost))
        if ids
    ]
    if comparison.judged and not lines:
        lines.append("No case changed sides.")
    if comparison.unjudged:
        lines.append(
            f"right or wrong not compared, where a result has no answer, as with --retrieval-only ({len(comparison.unjudged)}): {_list(comparison.unjudged)}"
        )
    if comparison.missing:
        lines.append(f"figures that one result has alone, not compared: {', '.join(comparison.missing)}")
    if comparison.only:
        lines.append(f"in one result only, left out ({len(comparison.only)}): {_list(comparison.only)}")
    return lines


def markdown(rows: Iterable[Sequence[str]], head: Sequence[str]) -> str:
    """A GitHub table; cells may hold anything."""
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join("| " + " | ".join(cell(c) for c in line) + " |" for line in lines)


def cell(value: str) -> str:
    return " ".join(value.split()).replace("|", "\\|").replace("<", "&lt;")


def span(interval: Sequence[float] | None) -> str:
    return f"{interval[0]:.2f}–{interval[1]:.2f}" if interval else ""


def _list(ids: Sequence[str]) -> str:
    more = f" and {len(ids) - _NAMED} more" if len(ids) > _NAMED else ""
    return ", ".join(ids[:_NAMED]) + more


def _table(title: str, *columns: str) -> Table:
    shown = Table(title=title, title_justify="left")
    for i, column in enumerate(columns):
        shown.add_column(column, justify="right" if i else "left")
    return shown
