"""`Ragbot`: the public face, for Python, the command line, the chat and the evaluation alike."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self

from langchain_core.embeddings import Embeddings
from langchain_core.language_models import BaseChatModel
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import Runnable

from ragbot.assembly import Parts, assemble
from ragbot.catalogue import After, Kept, Leaf
from ragbot.domain import Answer, Article, Coverage, Done, Event, Filters, IngestionReport, Turn
from ragbot.errors import QuestionError, RagbotError
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
        self._parts = parts

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
        there is not made but a MissingError. Raises SettingsError, ArchiveError.
        """
        flags = {"home": named(home) if home else None, "llm": llm if isinstance(llm, str) else None}
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
        """Read files and folders into the archive; what is reported is on disk."""
        return self._parts.ingestor.ingest([named(p) for p in paths], progress)

    def remove(self, article_id: str) -> bool:
        """Take an article out; False if there is none with this id."""
        return self._parts.ingestor.remove(article_id)

    def stream(
        self,
        question: str,
        *,
        history: Sequence[Turn | Sequence[str] | Mapping[str, str]] = (),
        since: When = None,
        until: When = None,
        outlet: str | None = None,
        as_of: When = None,
        infer: bool = True,
    ) -> Generator[Event, None, None]:
        """`Retrieved` at once, `Token`s as they come, `Done(answer)` last. Closing it stops the model.

        `history` holds earlier turns as ("user" | "assistant", text), or as dicts with role and content. Dates are ISO 8601 strings, dates or
        datetimes; a bare day is whole. `infer` lets the question itself set filters ("according to the Courier",
        "since 5 May"), which `Answer.filters.inferred` tells. Raises QuestionError, FilterError, LlmError.
        """
        settled = self._parts.ingestor.sync()
        filters = self._filters(since, until, outlet, as_of)
        yield from self._parts.answerer.stream(
            question, [_turn(t) for t in history], filters, infer=infer, settled=settled
        )

    def ask(self, question: str, **options: Any) -> Answer:
        """The whole answer; options as for `stream`."""
        with closing(self.stream(question, **options)) as events:
            for event in events:
                if isinstance(event, Done):
                    return event.answer
        raise RagbotError("The answer ended without a result. Please report this with the question.")

    def as_runnable(self) -> Runnable[Any, Answer]:
        """A LangChain Runnable from a question (or a dict of `stream`'s arguments) to an `Answer`."""
        from ragbot.langchain import AnswerRunnable

        return AnswerRunnable(self)

    def as_retriever(self, k: int = 4) -> BaseRetriever:
        """A LangChain retriever: the evidence of the `k` best articles as `Document`s."""
        from ragbot.langchain import EvidenceRetriever

        return EvidenceRetriever(bot=self, k=k)

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
        """A page of the archive, newest first."""
        return self._parts.catalogue.browse(limit, offset, text)

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
        self._parts.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _filters(self, since: When, until: When, outlet: str | None, as_of: When) -> Filters:
        outlets = self.outlets() if outlet else []
        return build_filters(since, until, outlet, as_of, outlets)


_ROLES: Mapping[str, Literal["user", "assistant"]] = {
    "user": "user",
    "human": "user",
    "assistant": "assistant",
    "ai": "assistant",
}


def _turn(turn: Turn | Sequence[str] | Mapping[str, str]) -> Turn:
    """An earlier turn, written as a pair or as providers write messages."""
    pair = (turn.get("role", ""), turn.get("content", "")) if isinstance(turn, Mapping) else tuple(turn)
    if len(pair) != 2 or pair[0] not in _ROLES or not isinstance(pair[1], str):  # noqa: PLR2004  # who, and what
        raise QuestionError(
            f"The history holds {turn!r}. Write each turn as ('user', text) or ('assistant', text), or as a dict with role and content."
        )
    return _ROLES[pair[0]], pair[1]
