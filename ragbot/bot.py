"""`Ragbot`: the public face, for Python, the command line, the chat and the evaluation alike."""

from __future__ import annotations

import os
from collections.abc import Generator, Mapping, Sequence
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from langchain_core.embeddings import Embeddings
from langchain_core.language_models import BaseChatModel
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import Runnable

from ragbot import arguments, fetching
from ragbot.arguments import Said
from ragbot.assembly import Parts, assemble
from ragbot.catalogue import After, Kept, Leaf
from ragbot.domain import Answer, Article, Coverage, Done, Event, Filters, IngestionReport
from ragbot.errors import RagbotError, UsageError
from ragbot.ingestion import Progress
from ragbot.paths import named
from ragbot.retrieval import build_filters, window
from ragbot.retrieval.filters import When
from ragbot.settings import Settings
from ragbot.text import words

_TERMS = 12  # words of a search in the archive that count


class Ragbot:
    """An open archive that answers questions. Use `Ragbot.open(...)`; it is a context manager.

    Safe to share between threads for questions; one ingest at a time.
    """

    def __init__(self, parts: Parts) -> None:
        if not isinstance(parts, Parts):
            raise UsageError("An archive is opened with Ragbot.open(home), not with Ragbot(home).")
        self._made = parts
        self._closed = False
        self._process = os.getpid()

    @property
    def _parts(self) -> Parts:
        home = self._made.settings.home
        # Opened again unasked, the model's process and the files would be nobody's to close.
        if self._closed:
            raise UsageError(
                f"The archive {home} was closed. Open it again: Ragbot.open(…); what it is asked belongs inside the with block."
            )
        # The index's threads are not in a forked process: a question would wait for them for ever.
        if self._process != os.getpid():
            raise UsageError(
                f"The archive {home} was opened by another process, of which this one is a fork. Open it here: Ragbot.open(…)."
            )
        return self._made

    def __repr__(self) -> str:
        return f"<Ragbot of {self._made.settings.home}{', closed' if self._closed else ''}>"

    @classmethod
    def open(
        cls,
        home: str | Path | None = None,
        *,
        llm: str | BaseChatModel | None = None,
        embedder: Embeddings | None = None,
        settings: Settings | None = None,
        progress: Progress | None = None,
        create: bool = True,
    ) -> Ragbot:
        """Open the archive in `home` (made if it is not there), with an LLM spec or a LangChain chat model.

        Weights are fetched and loaded at first use; `warm()` does it ahead. Without `create`, an archive that is not
        there is not made but a MissingError. Raises SettingsError, ArchiveError, and UsageError for an empty home.
        """
        arguments.check_opening(home, llm, embedder, settings, progress)
        flags = {"home": None if home is None else named(home), "llm": llm if isinstance(llm, str) else None}
        chosen = (
            settings.model_copy(update={k: v for k, v in flags.items() if v}) if settings else Settings.load(**flags)
        )
        model = llm if isinstance(llm, BaseChatModel) else None
        parts = assemble(chosen, embedder=embedder, chat_model=model, progress=progress, create=create)
        try:
            parts.ingestor.sync(progress)
        except BaseException:
            parts.close()
            raise
        return cls(parts)

    def ingest(self, *paths: str | Path, progress: Progress | None = None) -> IngestionReport:
        """Read files, folders and addresses ("https://…", as text) into the archive; what is reported is on disk.

        Addresses of this machine's network are asked too: hand in none that a stranger wrote. An address that gives
        nothing is named in the report, and an error where it is all that is wanted. Raises UsageError for what is not
        there, ArticleError for a folder without articles, LockedError, StorageError.
        """
        arguments.check_progress(progress)
        parts = self._parts
        with fetching.fetched(arguments.paths(paths), parts.settings.home / "uploads" / "received") as here:
            return here.told(parts.ingestor.ingest(here.paths, progress, origins=here.origins))

    def remove(self, article_id: str) -> bool:
        """Take an article out; False if there is none with this id."""
        return self._parts.ingestor.remove(article_id)

    def stream(
        self,
        question: str,
        *,
        history: Sequence[Said] | None = (),
        since: When = None,
        until: When = None,
        outlet: str | None = None,
        as_of: When = None,
        infer: bool = True,
    ) -> Generator[Event, None, None]:
        """`Retrieved` at once, `Token`s as they come, `Done(answer)` last. Closing it stops the model.

        `history` holds earlier turns as ("user" | "assistant", text), as dicts with role and content, or as LangChain
        messages. Dates are ISO 8601 strings, dates or datetimes; a bare day is whole. `infer` lets the question itself
        set filters ("according to the Courier", "since 5 May"), which `Answer.filters.inferred` tells.
        Raises QuestionError, FilterError, LlmError with the first event, none before.
        """
        before, infer = arguments.history(history), arguments.yes_or_no("infer", infer)
        settled = self._parts.ingestor.sync()
        filters = self._filters(since, until, outlet, as_of)
        yield from self._parts.answerer.stream(question, before, filters, infer=infer, settled=settled)

    def ask(self, question: str, **options: Any) -> Answer:
        """The whole answer; options as for `stream`."""
        with closing(self.stream(question, **options)) as events:
            for event in events:
                if isinstance(event, Done):
                    return event.answer
        raise RagbotError("The answer ended without a result. Please report this with the question.")

    def as_runnable(self) -> Runnable[Any, Answer]:
        """A LangChain Runnable from a question (or a dict of `stream`'s arguments) to an `Answer`.

        `stream`'s other arguments may be bound as well: `bot.as_runnable().bind(outlet="Tarn Courier")`.
        """
        from ragbot.langchain import AnswerRunnable

        return AnswerRunnable(self)

    def as_retriever(
        self,
        k: int = 4,
        *,
        since: When = None,
        until: When = None,
        outlet: str | None = None,
        as_of: When = None,
        infer: bool = True,
    ) -> BaseRetriever:
        """A LangChain retriever: the evidence of the best articles as `Document`s, one an article, the best first.

        At most `k` of them, and no more than the evidence of one answer holds (RAGBOT_EVIDENCE_TOKENS). The other
        arguments limit what is searched, as in `stream`; `retriever.invoke(question, k=2, outlet=…)` sets them for
        one call. Raises UsageError for a `k` below 1, FilterError for a date or an outlet that is none.
        """
        from ragbot.langchain import EvidenceRetriever

        self._filters(since, until, outlet, as_of)  # told here, not with the first question of a chain
        options = {"since": since, "until": until, "outlet": outlet, "as_of": as_of, "infer": infer}
        arguments.yes_or_no("infer", infer)
        return EvidenceRetriever(bot=self, k=arguments.whole("k", k, least=1), options=options)

    def start_model(self) -> None:
        """Begin loading the local model, in a process of its own, without waiting; what fails is told when it is asked."""
        with suppress(RagbotError):
            self._parts.writer.start()

    def warm(self) -> None:
        """Load what the first question would wait for."""
        self._parts.writer.start()
        self._parts.encoder.embed_query("warm")
        self._parts.writer.model()
        self._parts.writer.read_ahead(self._parts.answerer.opening())

    def warm_quietly(self) -> None:
        """`warm`, where nobody waits for it: what fails here fails again, and is told, with the first question."""
        with suppress(RagbotError):
            self.warm()

    def body(self, article_id: str) -> str:
        """The text that an article's offsets refer to; empty if it is not in the archive."""
        article = self.article(article_id)
        return article.body if article else ""

    def article(self, article_id: str) -> Article | None:
        return self._parts.catalogue.article(article_id)

    def articles(self, limit: int = 50, offset: int = 0, text: str = "") -> list[Article]:
        """A page of the archive, newest first: at most `limit` articles behind the first `offset`.

        Raises UsageError for a negative one, such as the -1 that means all elsewhere.
        """
        page = arguments.whole("limit", limit, least=0), arguments.whole("offset", offset, least=0)
        return self._parts.catalogue.browse(*page, text)

    def count(self, text: str = "") -> int:
        """How many articles `articles` lists in all."""
        return self._parts.catalogue.count_articles(text)

    def leaf(
        self,
        text: str = "",
        *,
        outlet: str | None = None,
        since: When = None,
        until: When = None,
        after: After | None = None,
        limit: int = 50,
    ) -> Leaf:
        """A page of what can be read now, newest first, behind `after`; `text` is words of one passage or headline.

        Raises FilterError for a date that is none, or an outlet that the archive does not have.
        """
        filters = self._filters(since, until, outlet, None)
        terms = words(text)[:_TERMS]
        if text.strip() and not terms:
            return Leaf((), None)
        return self._parts.catalogue.leaf(window(filters, datetime.now(UTC)), terms, after, limit)

    def versions(self, article_id: str) -> list[Kept]:
        """All versions of an article's story, whichever of them the id names; the newest last."""
        return self._parts.catalogue.versions(article_id)

    def carried_by(self, article_id: str) -> tuple[str, ...]:
        """Other outlets that carry the same text now."""
        family = self._parts.catalogue.families([article_id], window(Filters(), datetime.now(UTC))).get(article_id)
        if family is None:
            return ()
        held = self._parts.catalogue.articles([article_id, family.origin, *family.others])
        own = held[article_id].outlet if article_id in held else ""
        members = [held[i].outlet for i in (family.origin, *family.others) if i in held and i != article_id]
        return tuple(dict.fromkeys(name for name in members if name and name != own))

    def outlets(self) -> list[str]:
        return self._parts.catalogue.outlets()

    def coverage(self) -> Coverage:
        return self._parts.catalogue.coverage(window(Filters(), datetime.now(UTC)))

    def examples(self) -> list[str]:
        """Questions to begin with, from the newest headlines."""
        return [f"What is known about “{a.headline}”?" for a in self.articles(limit=3)]

    def receipt(self) -> Mapping[str, Any]:
        """What answers are made with: llm, embedder, prompt id, settings fingerprint, index generation."""
        return self._parts.answerer.receipt()

    def describe(self) -> str:
        """The model in use, for people."""
        return str(self.receipt()["llm"])

    def close(self) -> None:
        """End the model and let go of the archive; once is enough. What is called afterwards raises UsageError."""
        self._closed = True
        if self._process == os.getpid():  # what was opened by another process is that one's to close
            self._made.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _filters(self, since: When, until: When, outlet: str | None, as_of: When) -> Filters:
        outlets = self.outlets() if outlet else []
        return build_filters(since, until, outlet, as_of, outlets)
