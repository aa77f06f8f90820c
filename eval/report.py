"""A result as a page that needs nothing but itself, or as Markdown for a pull request."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from eval.compare import Comparison, compare
from eval.failures import MEANING, reason, reasons
from eval.metrics import LOWER_IS_BETTER
from eval.render import flips, markdown, span
from ragbot.errors import SuiteError

Result = Mapping[str, Any]
_TILES = ("accuracy", "hit@1", "over_refusal", "abstained_when_it_should", "citation_precision", "sentences_proven")


def write_report(result: Result, to: Path, against: Result | None = None) -> None:
    """Write `to`: Markdown if it ends in .md, else one HTML file. `against` is an earlier result of the suite.

    Raises SuiteError for a result of another suite, or a place that cannot be written.
    """
    comparison = compare(against, result) if against else None
    text = as_markdown(result, comparison) if to.suffix == ".md" else as_html(result, comparison)
    try:
        to.parent.mkdir(parents=True, exist_ok=True)
        to.write_text(text, encoding="utf-8")
    except OSError as error:
        raise SuiteError(f"The report {to} cannot be written: {error.strerror}. Name another with --out.") from error


def as_html(result: Result, comparison: Comparison | None = None) -> str:
    """Everything in it comes from articles and models and is escaped; no address outside is asked for anything."""
    from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

    pages = Environment(
        loader=PackageLoader("eval"), autoescape=select_autoescape(), undefined=StrictUndefined, trim_blocks=True
    )
    pages.filters["span"] = span
    failed = [dict(row) | {"reason": why} for row in result["cases"] if (why := reason(row))]
    return pages.get_template("report.html").render(
        result=result,
        tiles=[(n, v, result["intervals"].get(n)) for n in _TILES if (v := _value(result, n)) is not None],
        lower=LOWER_IS_BETTER,
        comparison=comparison,
        flips=flips(comparison) if comparison else [],
        failed=failed,
        reasons=reasons(result["cases"]),
        meaning=MEANING,
    )


def as_markdown(result: Result, comparison: Comparison | None = None) -> str:
    """Figures, what changed, and the failed cases by where they went wrong."""
    title = f"### {result['suite']}: {result['n']} cases, `{result['llm']}`"
    parts = [title, _comparison(comparison) if comparison else _figures(result)]
    kinds = [(k, str(f["n"]), f"{f['accuracy']:g}", span(f.get("interval"))) for k, f in result["by_kind"].items()]
    if kinds:
        parts.append(markdown(kinds, ("kind", "n", "right", "95 %")))
    found = reasons(result["cases"])
    if found and result["answers"]:
        rows = [(name, str(count), MEANING[name]) for name, count in found.items()]
        parts.append(markdown(rows, ("failures", "n", "meaning")))
    return "\n\n".join(parts) + "\n"


def _figures(result: Result) -> str:
    intervals = result["intervals"]
    parts = ("retrieval", "answers", "timings")
    figures = [(n, v) for part in parts for n, v in (result.get(part) or {}).items() if v is not None]
    return markdown([(n, f"{v:g}", span(intervals.get(n))) for n, v in figures], ("metric", "value", "95 %"))


def _comparison(comparison: Comparison) -> str:
    rows = [
        (d.name, str(d.n), f"{d.before:g}", f"{d.after:g}", f"{d.change:+g}", f"{d.p:g}", d.verdict)
        for d in comparison.differences
    ]
    table = markdown(rows, ("metric", "n", "before", "after", "change", "p", "verdict"))
    return "\n\n".join([table, *flips(comparison)])


def _value(result: Result, name: str) -> float | None:
    for part in ("retrieval", "answers"):
        value = (result.get(part) or {}).get(name)
        if value is not None:
            return float(value)
    return None
