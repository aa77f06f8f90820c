"""What ragbot gives to LangChain programs: a Runnable and a retriever."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import closing
from typing import Any, Protocol

from langchain_core.callbacks import AsyncCallbackManagerForRetrieverRun, CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import Runnable, RunnableConfig, run_in_executor

from ragbot import arguments
from ragbot.domain import Answer, Done, Event, Evidence, Retrieved, Token, Turn, citation_dates
from ragbot.errors import QuestionError

_KNOWN = ("question", "history", "since", "until", "outlet", "as_of", "infer")


class Asks(Protocol):
    """What both need of a bot."""

    def ask(self, question: str, **options: Any) -> Answer: ...

    def stream(
        self,
        question: str,
        *,
        history: Sequence[Turn | Sequence[str]] = (),
        since: Any = None,
        until: Any = None,
        outlet: str | None = None,
        as_of: Any = None,
        infer: bool = True,
    ) -> Generator[Event, None, None]: ...


class AnswerRunnable(Runnable[Any, Answer]):
    """A question, or a dict with `question` and `stream`'s other arguments, which may be bound as well → `Answer`.

    `stream` yields the answer as it grows (status "interrupted" until the last one), so that
    whatever is piped behind it gets the same type as from `invoke`.
    """

    def __init__(self, bot: Asks) -> None:
        self._bot = bot

    def invoke(self, input: Any, config: RunnableConfig | None = None, **kwargs: Any) -> Answer:  # noqa: A002  # LangChain's name
        return self._call_with_config(lambda given: self._bot.ask(**_arguments(given, kwargs)), input, config)

    def stream(self, input: Any, config: RunnableConfig | None = None, **kwargs: Any) -> Iterator[Answer]:  # noqa: A002  # as above
        def grown(given: Iterator[Any]) -> Iterator[Answer]:
            for one in given:
                yield from self._grown(_arguments(one, kwargs))

        yield from self._transform_stream_with_config(iter([input]), grown, config)

    def _grown(self, asked: dict[str, Any]) -> Iterator[Answer]:
        found: Retrieved | None = None
        draft = ""
        with closing(self._bot.stream(**asked)) as events:
            for event in events:
                if isinstance(event, Done):
                    yield event.answer
                elif isinstance(event, Retrieved):
                    found = event
                elif isinstance(event, Token) and found:
                    draft += event.text
                    yield _partial(asked["question"], draft, found)


class EvidenceRetriever(BaseRetriever):
    """The evidence sentences of the best articles, one `Document` an article, with its metadata and span offsets.

    `options` are `stream`'s arguments that limit what is searched.
    """

    bot: Any
    k: int = 4
    options: dict[str, Any] = {}  # noqa: RUF012  # pydantic copies it for each

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,  # noqa: ARG002  # LangChain's signature
        **given: Any,
    ) -> list[Document]:
        k = arguments.whole("k", given.pop("k", self.k), least=1)
        with closing(self.bot.stream(**_arguments(query, self.options | given))) as events:
            for event in events:
                if isinstance(event, Retrieved):
                    return [_document(e) for e in event.evidence[:k]]
        return []

    async def _aget_relevant_documents(
        self, query: str, *, run_manager: AsyncCallbackManagerForRetrieverRun, **given: Any
    ) -> list[Document]:
        # LangChain's own takes no arguments beside the question
        return await run_in_executor(
            None, self._get_relevant_documents, query, run_manager=run_manager.get_sync(), **given
        )


def _arguments(given: Any, bound: Mapping[str, Any]) -> dict[str, Any]:
    """`stream`'s arguments. Raises QuestionError for what is neither a question nor a dict of them."""
    asked = dict(given) if isinstance(given, Mapping) else {"question": given}
    asked = {**bound, **asked}
    unknown = [str(name) for name in asked if name not in _KNOWN]
    if unknown or "question" not in asked:
        what = f"{unknown[0]!r} is no argument of a question" if unknown else "The dict has no 'question'"
        raise QuestionError(
            f"{what}. Give a question as text, or a dict with 'question' and any of {', '.join(_KNOWN[1:])}."
        )
    return asked


def _partial(question: str, draft: str, found: Retrieved) -> Answer:
    return Answer(
        status="interrupted",
        text=draft,
        question=question,
        standalone_question=found.standalone_question,
        sentences=(),
        citations=(),
        considered=found.considered,
        coverage=found.coverage,
        filters=found.filters,
        receipt={},
        timings={"retrieve_s": found.seconds},
        evidence=found.evidence,
        trace=found.trace,
    )


def _document(evidence: Evidence) -> Document:
    article = evidence.article
    published, updated = citation_dates(article)
    return Document(
        page_content=" ".join(s.text for s in evidence.sentences),
        metadata={
            "article_id": article.id,
            "source": article.source_path,
            "headline": article.headline,
            "outlet": article.outlet,
            "published": published,
            "updated": updated,
            "url": article.url,
            "score": evidence.score,
            "spans": [[s.start, s.end] for s in evidence.sentences],
        },
    )
