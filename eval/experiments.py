"""An experiment is a small TOML file of settings that differ; its file name is its name."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.compare import compare
from eval.render import markdown
from ragbot.errors import SettingsError, SuiteError
from ragbot.settings import Settings

Result = Mapping[str, Any]
# Where things are is the machine's, not the experiment's.
_NOT_OURS = frozenset({"home", "cache", "host", "port"})
_SHOWN = ("hit@1", "mrr@10", "answer_in_evidence", "accuracy", "abstained_when_it_should", "over_refusal")


@dataclass(frozen=True, slots=True)
class Experiment:
    name: str
    overrides: Mapping[str, Any]


def load_experiment(path: Path) -> Experiment:
    """Raises SuiteError for a file that is none, naming it and the setting that is not known or cannot be so."""
    try:
        overrides = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SuiteError(f"The experiment {path} cannot be read: {error.strerror}.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SuiteError(f"The experiment {path} is not valid TOML: {error}.") from error
    unknown = sorted(overrides.keys() - (Settings.model_fields.keys() - _NOT_OURS))
    if unknown:
        known = ", ".join(sorted(Settings.model_fields.keys() - _NOT_OURS))
        raise SuiteError(f"The experiment {path} sets {unknown[0]!r}, which it cannot. Settings: {known}.")
    try:
        Settings.load(**overrides)
    except SettingsError as error:
        raise SuiteError(f"The experiment {path} cannot be run: {error}") from error
    return Experiment(path.stem, overrides)


def ablation(base: Result, others: Sequence[tuple[str, Result]]) -> str:
    """A Markdown table: the base's figures, and what each experiment changes, with p in brackets below 0.05."""
    figures = {**base["retrieval"], **(base["answers"] or {})}
    shown = [name for name in _SHOWN if figures.get(name) is not None]
    rows = [["as it is", *(f"{figures[name]:.3f}" for name in shown)]]
    for name, result in others:
        found = {d.name: d for d in compare(base, result).differences}
        cells = [found.get(metric) for metric in shown]
        rows.append([name, *(_change(d.change, d.p) if d else "–" for d in cells)])
    return markdown(rows, ("experiment", *shown))


def _change(change: float, p: float) -> str:
    sure = f" (p {p:.3f})" if change and p < 0.05 else ""  # noqa: PLR2004  # the usual level
    return f"{change:+.3f}{sure}" if change else "="
