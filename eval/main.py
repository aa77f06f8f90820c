"""`ragbot eval`: settings → bot → run → table, files, verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console

from eval import experiments
from eval.compare import below
from eval.files import read_result, write_result
from eval.render import table
from eval.report import write_report
from eval.run import OpenBot, Run, run_suite
from eval.suite import Suite, load_suite
from ragbot.errors import SuiteError
from ragbot.ingestion import Progress
from ragbot.settings import Settings


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to do with a suite, beyond asking it."""

    suite: Path
    out: Path | None = None
    report: Path | None = None
    baseline: Path | None = None
    limit: int | None = None
    held: bool = False
    retrieval_only: bool = False
    fresh: bool = False
    judge: str | None = None


def evaluate(
    wanted: Wanted, settings: Settings, progress: Progress | None = None, open_bot: OpenBot | None = None
) -> int:
    """Exit code: 0, or 1 where the result falls below the baseline. Raises SuiteError before anything is run.

    `open_bot` puts another pipeline in place of `Ragbot`, to be asked the same.
    """
    suite = load_suite(wanted.suite, wanted.limit, held=wanted.held)
    base = read_result(wanted.baseline, "baseline") if wanted.baseline else None
    if base:
        below({"suite": suite.name}, base)
    result = ask(suite, wanted, settings, progress, open_bot)
    console = Console(highlight=False, markup=False)
    console.print(table(result))
    for row in result["cases"]:
        if row["error"]:
            console.print(f"failed: {row['id']}: {row['error']}")
    if wanted.report:
        write_report(result, wanted.report, base if base and base.get("cases") else None)
        console.print(f"Report: {wanted.report}")
    worse = below(result, base) if base else []
    for sentence in worse:
        console.print(sentence)
    return 1 if worse else 0


def ask(
    suite: Suite, wanted: Wanted, settings: Settings, progress: Progress | None, open_bot: OpenBot | None = None
) -> dict[str, Any]:
    """Run a suite, judge it if a judge is named, write the result; then the run need not be kept any longer."""
    result, journal = run_suite(suite, how(wanted, settings, progress, open_bot))
    if wanted.judge:
        _judge(result, wanted.judge, settings, progress)
    if wanted.out:
        write_result(wanted.out, result)
    journal.forget()
    return result


def ablate(wanted: Wanted, files: Sequence[Path], llm: str | None, progress: Progress | None = None) -> str:
    """Run a suite as it is and once for each experiment; gives the table in Markdown. All files are read first."""
    suite = load_suite(wanted.suite, wanted.limit, held=wanted.held)
    found = [experiments.load_experiment(path) for path in files]
    base = ask(suite, wanted, Settings.load(llm=llm), progress)
    others = []
    for experiment in found:
        settings = Settings.load(**{"llm": llm, **experiment.overrides})
        others.append((experiment.name, ask(suite, wanted, settings, progress)))
    return experiments.ablation(base, others)


def how(wanted: Wanted, settings: Settings, progress: Progress | None, open_bot: OpenBot | None = None) -> Run:
    """The run that settings ask for."""
    from ragbot import assembly, chunking
    from ragbot.bot import Ragbot

    return Run(
        open_bot=open_bot or (lambda folder: Ragbot.open(folder, settings=settings, progress=progress)),
        cache=settings.cache,
        fingerprint=f"{settings.embedder}-{chunking.fingerprint(settings.passage_words or assembly.PASSAGE_WORDS)}",
        retrieval_only=wanted.retrieval_only,
        fresh=wanted.fresh,
        progress=progress,
    )


def _judge(result: dict[str, Any], spec: str, settings: Settings, progress: Progress | None) -> None:
    from eval.judge import judge
    from ragbot.assembly import build_writer

    writer = build_writer(settings.model_copy(update={"llm": spec}), None, progress)
    try:
        model = writer.model()
        if model is None:
            raise SuiteError(f"{spec!r} has no language model to judge with. Name one: --judge local, --judge openai:…")
        judge(result, model, spec, progress)
    finally:
        writer.close()
