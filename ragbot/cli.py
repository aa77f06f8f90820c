"""`ragbot …`: reads flags, calls the bot, prints. No logic of its own."""

from __future__ import annotations

import io
import json
import sys
from contextlib import closing
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from eval.cli import app as eval_app
from ragbot import console, resources
from ragbot.errors import RagbotError, UsageError
from ragbot.paths import named
from ragbot.settings import Settings

app = typer.Typer(
    help="Ask an archive of news articles; every sentence of the answer is proven by a verbatim quote.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
articles_app = typer.Typer(help="Look into the archive.", no_args_is_help=True)
feedback_app = typer.Typer(help="What readers thought of answers.", no_args_is_help=True)
models_app = typer.Typer(help="The weights: fetch, list, verify.", no_args_is_help=True)
app.add_typer(articles_app, name="articles")
app.add_typer(models_app, name="models")
app.add_typer(feedback_app, name="feedback")
app.add_typer(eval_app, name="eval")

out = Console(highlight=False, markup=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, markup=False, soft_wrap=True)

Home = Annotated[
    Path | None,
    typer.Option("--home", help="The archive's folder.", parser=named, metavar="PATH", show_default=False),
]
Llm = Annotated[
    str | None,
    typer.Option("--llm", help="local, extractive, openai:…, openai-compatible:MODEL@URL, …", show_default=False),
]
Day = Annotated[str | None, typer.Option(help="A day, 2025-10-01, or a moment in ISO 8601.", show_default=False)]


@app.command()
def ingest(
    paths: Annotated[
        list[str] | None, typer.Argument(help="Files, folders, addresses of pages and feeds.", show_default=False)
    ] = None,
    *,
    sample: Annotated[bool, typer.Option("--sample", help="The sample newsroom that comes with ragbot.")] = False,
    home: Home = None,
) -> None:
    """Bring articles into the archive. Running it again changes nothing."""
    wanted = [*(paths or []), *([str(resources.folder("corpus"))] if sample else [])]
    if not wanted:
        raise UsageError("Nothing to ingest. Name files or folders, or try the sample newsroom: ragbot ingest --sample")
    for item in wanted:
        named(item)  # an empty name is refused before an archive is made for it
    from ragbot.bot import Ragbot

    settings = Settings.load(home=home, llm="extractive")
    with console.progress(err) as tell, Ragbot.open(settings=settings, progress=tell) as bot:
        try:
            report = bot.ingest(*wanted, progress=tell)
        except KeyboardInterrupt:
            console.stopped(err, bot.count())
            raise typer.Exit(130) from None
    console.report(out, report)
    raise typer.Exit(0 if report.usable and not report.failed else 1)


@app.command()
def ask(
    question: Annotated[str, typer.Argument(show_default=False)],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print one Answer as JSON and nothing else.")] = False,
    since: Day = None,
    until: Day = None,
    outlet: Annotated[str | None, typer.Option(help="Only articles of this outlet.", show_default=False)] = None,
    as_of: Day = None,
    infer: Annotated[bool, typer.Option(help="Let the question set dates, outlet and byline.")] = True,
    llm: Llm = None,
    home: Home = None,
) -> None:
    """Stream the answer, then the numbered sources with their quotes."""
    from ragbot.bot import Ragbot

    where: dict[str, Any] = {"since": since, "until": until, "outlet": outlet, "as_of": as_of, "infer": infer}
    settings = Settings.load(home=home, llm=llm)
    with console.progress(err) as tell, Ragbot.open(settings=settings, progress=tell, create=False) as bot:
        if as_json:
            sys.stdout.write(json.dumps(bot.ask(question, **where).to_dict(), ensure_ascii=True) + "\n")
            return
        with closing(bot.stream(question, **where)) as events:
            console.answer(out, err, events)


@app.command()
def chat(
    host: Annotated[str | None, typer.Option(show_default=False)] = None,
    port: Annotated[int | None, typer.Option(show_default=False)] = None,
    llm: Llm = None,
    home: Home = None,
) -> None:
    """Open the chat in the browser's page."""
    import threading

    from ragbot import ui
    from ragbot.bot import Ragbot

    settings = Settings.load(host=host, port=port, llm=llm, home=home)
    with console.progress(err) as tell, Ragbot.open(settings=settings, progress=tell) as bot:

        def ready(url: str) -> None:
            err.print(f"The chat is at {url} (Ctrl-C ends it)")
            if warning := ui.exposed(settings):
                err.print(warning, style="bold")
            # Not earlier: the page would come seconds later, and nobody can ask before it is there.
            threading.Thread(target=bot.warm_quietly, daemon=True).start()

        bot.start_model()
        ui.serve(bot, host=settings.host, port=settings.port, site=ui.Site.of(bot, settings), ready=ready)


@articles_app.command("list")
def articles_list(
    text: Annotated[str, typer.Argument(help="Part of a headline, outlet or path.")] = "",
    limit: int = 50,
    offset: int = 0,
    home: Home = None,
) -> None:
    """A page of the archive, newest first."""
    with _archive(home) as bot:
        found = bot.articles(limit, offset, text)
        console.articles(out, found)
        if not found:
            console.nothing_listed(out, text, bot.count(text), bot.count())


@articles_app.command("show")
def articles_show(article_id: str, home: Home = None) -> None:
    """One article, whole."""
    with _archive(home) as bot:
        console.article(out, _found(bot.article(article_id), article_id))


@articles_app.command("remove")
def articles_remove(article_id: str, home: Home = None) -> None:
    """Take one article out."""
    with _archive(home) as bot:
        _found(bot.article(article_id), article_id)
        bot.remove(article_id)
        out.print(f"Removed {article_id}.")


@feedback_app.command("export")
def feedback_export(home: Home = None) -> None:
    """Print a case for `ragbot eval` for each answer that was judged, a JSON object a line.

    Where a thumb does not tell what a right answer must say, `todo` says what to write by hand.
    """
    from ragbot.assembly import expect_archive
    from ragbot.records import Records

    settings = Settings.load(home=home)
    expect_archive(settings.home)
    cases = Records(settings.home).feedback.cases()
    for case in cases:
        sys.stdout.write(json.dumps(case, ensure_ascii=True) + "\n")
    undone = sum("todo" in case for case in cases)
    err.print(f"{len(cases)} cases, {undone} of them to be completed by hand.")


@models_app.command("fetch")
def models_fetch() -> None:
    """Fetch and verify the embedding model and the default language model, and arrange them for this processor."""
    from ragbot import models
    from ragbot.assembly import LOCAL_MODEL, embedder_weights, local_weights

    settings = Settings.load()
    with console.progress(err) as tell:
        for name in models.REGISTRY:
            out.print(f"{name}: {models.fetch(name, settings.cache, progress=tell)}")
        embedder = settings.embedder
        out.print(f"{embedder}, as this processor runs it: {embedder_weights(embedder, settings.cache, tell)}")
        out.print(f"{LOCAL_MODEL}, as this processor runs it: {local_weights(settings.cache, tell)}")


@models_app.command("list")
def models_list() -> None:
    """What is known, and what is here."""
    from ragbot import models

    for name, size, here in models.listing(Settings.load().cache):
        out.print(f"{name}  {size / 1e6:,.0f} MB  {'here' if here else 'not here (ragbot models fetch)'}")


@models_app.command("path")
def models_path(name: str) -> None:
    """Where a model lies, for other programs."""
    from ragbot import models

    out.print(str(models.locate(name, Settings.load().cache)))


@models_app.command("verify")
def models_verify() -> None:
    """Hash every file again."""
    from ragbot import models

    problems = [p for name in models.REGISTRY for p in models.verify(name, Settings.load().cache)]
    for problem in problems:
        err.print(problem)
    if not problems:
        out.print("All weights are the publisher's.")
    raise typer.Exit(1 if problems else 0)


@app.command()
def doctor(
    *,
    repair: Annotated[bool, typer.Option("--repair", help="Rebuild what is broken or was built otherwise.")] = False,
    home: Home = None,
) -> None:
    """Check settings, LLM, weights, catalogue and index; say what to do."""
    from ragbot import maintenance

    with console.progress(err) as tell:
        findings = maintenance.examine(Settings.load(home=home), repair=repair, progress=tell)
    for finding in findings:
        out.print(("ok    " if finding.ok else "WRONG ") + console.printable(finding.text))
    raise typer.Exit(0 if all(f.ok for f in findings) else 1)


def main() -> None:
    """Entry point: errors become one sentence on stderr and the right exit code."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a terminal or pipe may not know the characters of the news
    try:
        app()
    except RagbotError as error:
        err.print(f"ragbot: {console.printable(str(error))}")
        raise SystemExit(error.exit_code) from None
    except KeyboardInterrupt:
        err.print("ragbot: stopped.")
        raise SystemExit(130) from None


def _archive(home: Path | None) -> Any:
    from ragbot.bot import Ragbot

    return Ragbot.open(settings=Settings.load(home=home, llm="extractive"), create=False)


def _found(article: Any, article_id: str) -> Any:
    if article is None:
        raise RagbotError(f"No article has the id {article_id!r}. List them: ragbot articles list")
    return article


if __name__ == "__main__":
    main()
