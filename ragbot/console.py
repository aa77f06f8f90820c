"""What the command line shows: progress, reports, answers. Untrusted text is made printable first."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from ragbot import understanding
from ragbot.domain import Answer, Article, Done, Event, IngestionReport, Retrieved, Token, listed

_PLAIN_EVERY_S = 5.0
_NAMED = 20


def printable(text: str) -> str:
    """Text that cannot move the cursor, colour the terminal or hide itself."""
    return "".join(c if c.isprintable() or c == "\n" else "�" for c in text)


@contextmanager
def progress(console: Console) -> Iterator[Callable[[str, int, int], None]]:
    """A bar on a terminal, plain lines elsewhere; called as (what, done, total)."""
    if not console.is_terminal:
        yield _plain(console)
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as bars:
        tasks: dict[str, object] = {}

        def tell(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = bars.add_task(what, total=total)
            bars.update(tasks[what], completed=done, total=total)  # type: ignore[arg-type]  # rich's TaskID is an int by another name

        yield tell


def report(out: Console, result: IngestionReport) -> None:
    out.print(
        f"{result.added} added, {result.updated} updated, {result.unchanged} unchanged, {len(result.skipped)} skipped "
        f"({result.passages:,} passages embedded in {result.seconds:.1f} s)."
    )
    for skip in result.skipped[:_NAMED]:
        out.print(f"  {'failed' if skip.failed else 'skipped'}: {printable(skip.path)} {printable(skip.reason)}")
    if len(result.skipped) > _NAMED:
        out.print(f"  … and {len(result.skipped) - _NAMED} more.")


def answer(out: Console, err: Console, events: Iterable[Event]) -> None:
    """The draft as it is written (on a terminal), then the proven answer and its sources."""
    drafted = False
    for event in events:
        if isinstance(event, Retrieved):
            if understood := event.filters.understood():
                err.print(printable(understood), style="dim")
            err.print(f"{event.coverage.sentence()} Reading {len(event.evidence)} of them.", style="dim")
        elif isinstance(event, Token) and err.is_terminal:
            err.print(printable(event.text), end="", style="dim")
            drafted = True
        elif isinstance(event, Done):
            if drafted:
                err.print()
            _done(out, err, event.answer)


def _done(out: Console, err: Console, result: Answer) -> None:
    if understanding.is_reworded(result.question, result.standalone_question):
        err.print(f"Understood as: {printable(result.standalone_question)}", style="dim")
    if result.notice:
        err.print(printable(result.notice))
    if result.status == "interrupted":
        err.print("The answer was interrupted; this is the part that could be proven.")
    out.print(printable(result.text))
    for citation in result.citations:
        day = (citation.published or "no date")[:10]
        head = " · ".join(part for part in (citation.headline, citation.outlet, day, citation.byline) if part)
        updated = f"    updated {citation.updated[:10]}" if citation.updated else ""
        note = f"{updated or '   '} Note: {citation.note}" if citation.note else updated
        carried = f"    also carried by {listed(citation.carried_by)}" if citation.carried_by else ""
        doubt = f"    its date is in doubt: {citation.doubt}" if citation.doubt else ""
        out.print(f"\n[{citation.n}] {printable(head)}\n    “{printable(citation.quote)}”")
        for line in filter(None, (note, carried, doubt)):
            out.print(printable(line))
        out.print(f"    {printable(citation.url or citation.source_path)}")
    if result.status == "not_found" and result.considered:
        out.print("\nNearest articles:")
        for near in result.considered[:3]:
            out.print(f"  {printable(near.headline)} · {printable(near.outlet)} · {(near.published or 'no date')[:10]}")


def articles(out: Console, found: Sequence[Article]) -> None:
    for item in found:
        day = f"{item.published:%Y-%m-%d}" if item.published else "no date   "
        out.print(
            f"{item.id}  {day}  {printable(item.outlet)}  {printable(item.headline)}  ({printable(item.source_path)})"
        )


def nothing_listed(out: Console, text: str, matching: int, total: int) -> None:
    """Why a list is empty: of `total` articles, `matching` have the text."""
    if not total:
        out.print("No articles. Bring some in: ragbot ingest PATH")
    elif not matching:
        out.print(f"No article matches {printable(text)!r}. The archive has {_articles(total)}: ragbot articles list")
    else:
        out.print(f"Nothing to list there: {_articles(matching)} in all. Change --limit or --offset.")


def stopped(err: Console, stored: int) -> None:
    err.print(f"ragbot: stopped. The archive has {_articles(stored)} now. Run the same command again to go on.")


def _articles(count: int) -> str:
    return "1 article" if count == 1 else f"{count:,} articles"


def article(out: Console, item: Article) -> None:
    for name in (
        "headline",
        "outlet",
        "byline",
        "published",
        "updated",
        "url",
        "source_path",
        "kind",
        "origin",
        "status",
        "note",
        "doubt",
    ):
        value = getattr(item, name)
        if value:
            out.print(f"{name}: {printable(str(value))}")
    out.print(f"\n{printable(item.body)}")


def _plain(console: Console) -> Callable[[str, int, int], None]:
    last = [0.0]

    def tell(what: str, done: int, total: int) -> None:
        now = time.monotonic()
        if done >= total or now - last[0] > _PLAIN_EVERY_S:
            last[0] = now
            console.print(f"{what}: {done:,} of {total:,}")

    return tell
