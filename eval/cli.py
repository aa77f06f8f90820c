"""`ragbot eval …`: reads flags, calls the suite, prints. No logic of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from typer.core import TyperGroup

from ragbot import console
from ragbot.paths import named
from ragbot.settings import Settings


class _RunByDefault(TyperGroup):
    """`ragbot eval SUITE` means `ragbot eval run SUITE`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if args and args[0] not in self.commands and args[0] not in ("--help", "-h"):
            args = ["run", *args]
        return super().parse_args(ctx, args)


app = typer.Typer(
    cls=_RunByDefault,
    no_args_is_help=True,
    help="Ask a suite of questions, and see whether answers got better or worse. `ragbot eval SUITE` runs one.",
)
out = Console(highlight=False, markup=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, markup=False, soft_wrap=True)

_AS_NAMED: dict[str, Any] = {"parser": named, "metavar": "PATH"}
SuiteFolder = Annotated[
    Path, typer.Argument(help="A folder with suite.toml and its cases.", show_default=False, parser=named)
]
Result = Annotated[Path, typer.Argument(help="A result that --out wrote.", show_default=False, parser=named)]
Llm = Annotated[
    str | None,
    typer.Option("--llm", help="local, extractive, openai:…, openai-compatible:MODEL@URL, …", show_default=False),
]
OutFile = Annotated[
    Path | None, typer.Option("--out", help="Write the result here, as JSON.", show_default=False, **_AS_NAMED)
]
Limit = Annotated[int | None, typer.Option(min=1, help="Ask the first few cases only.", show_default=False)]
Held = Annotated[bool, typer.Option("--held", help="Ask the held-out cases too.")]


@app.command("run")
def run(
    suite: SuiteFolder,
    out_file: OutFile = None,
    report: Annotated[
        Path | None, typer.Option(help="Write a page (.html) or .md.", show_default=False, **_AS_NAMED)
    ] = None,
    limit: Limit = None,
    *,
    held: Held = False,
    retrieval_only: Annotated[bool, typer.Option("--retrieval-only", help="Search, but write no answers.")] = False,
    fresh: Annotated[bool, typer.Option("--fresh", help="Do not go on with a run that was stopped.")] = False,
    baseline: Annotated[
        Path | None, typer.Option(help="Exit 1 if the result falls below this one.", show_default=False, **_AS_NAMED)
    ] = None,
    experiment: Annotated[
        Path | None, typer.Option(help="A TOML file of settings that differ.", show_default=False, **_AS_NAMED)
    ] = None,
    judge: Annotated[
        str | None, typer.Option(help="An LLM whose opinion is reported apart.", show_default=False)
    ] = None,
    llm: Llm = None,
) -> None:
    """Ask every case, print the figures, compare them with a baseline. A stopped run goes on where it was."""
    from eval.experiments import load_experiment
    from eval.main import Wanted, evaluate

    overrides = dict(load_experiment(experiment).overrides) if experiment else {}
    chosen = {"llm": "extractive"} if retrieval_only else {"llm": llm} if llm else {}
    settings = Settings.load(**overrides | chosen)
    wanted = Wanted(suite, out_file, report, baseline, limit, held, retrieval_only, fresh, judge)
    with console.progress(err) as tell:
        code = evaluate(wanted, settings, tell)
    raise typer.Exit(code)


@app.command("compare")
def compare(before: Result, after: Result) -> None:
    """Two results of one suite: each metric's change with its p-value, and which cases changed sides."""
    from eval.compare import compare as compared
    from eval.files import read_result
    from eval.render import compared as shown
    from eval.render import flips, written_by

    results = read_result(before), read_result(after)
    comparison = compared(*results)
    out.print(shown(comparison, before.stem, after.stem))
    writers = [written_by(result) for result in results]
    if comparison.judged and writers[0] != writers[1]:
        out.print(f"written by different models or engines: {writers[0]}; {writers[1]}")
    for line in flips(comparison):
        out.print(line)


@app.command("report")
def report(
    result: Result,
    out_file: Annotated[Path, typer.Option("--out", help="A page (.html) or Markdown (.md).", **_AS_NAMED)] = Path(
        "report.html"
    ),
    against: Annotated[
        Path | None, typer.Option(help="An earlier result of the suite.", show_default=False, **_AS_NAMED)
    ] = None,
) -> None:
    """Write a result as one self-contained page, or as Markdown for a pull request."""
    from eval.files import read_result
    from eval.report import write_report

    write_report(read_result(result), out_file, read_result(against) if against else None)
    out.print(str(out_file))


@app.command("ablate")
def ablate(
    suite: SuiteFolder,
    experiments: Annotated[
        list[Path], typer.Argument(help="TOML files of settings.", show_default=False, parser=named)
    ],
    limit: Limit = None,
    *,
    held: Held = False,
    retrieval_only: Annotated[bool, typer.Option("--retrieval-only", help="Search, but write no answers.")] = False,
    llm: Llm = None,
) -> None:
    """Run a suite as it is and once for each experiment; print what each changes, in Markdown."""
    from eval.main import Wanted
    from eval.main import ablate as table

    wanted = Wanted(suite, limit=limit, held=held, retrieval_only=retrieval_only)
    with console.progress(err) as tell:
        text = table(wanted, experiments, "extractive" if retrieval_only else llm, tell)
    out.print(text)


@app.command("validate")
def validate(
    suite: SuiteFolder,
    *,
    strict: Annotated[
        bool,
        typer.Option("--strict", help="Gold, quotes or terms in every case, and every article asked about."),
    ] = False,
) -> None:
    """Prove a suite from its articles: patterns in gold, quotes verbatim, no question twice."""
    from eval.suite import load_suite
    from eval.validate import unproven
    from eval.validate import validate as problems

    loaded = load_suite(suite)
    found = problems(loaded, strict=strict)
    for sentence in found:
        out.print(sentence)
    if not found:
        left = len(unproven(loaded))
        out.print(f"{suite} is sound.")
        if left:
            out.print(
                f"{left} of its {len(loaded.cases)} cases name nothing to prove: no gold with a pattern or a quote, no terms."
            )
    raise typer.Exit(1 if found else 0)
