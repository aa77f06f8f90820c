"""What ragbot gives to LangChain programs: a Runnable and a retriever."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from typing import Any, Protocol

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import Runnable, RunnableConfig

from ragbot.domain import Answer, Done, Event, Evidence, Retrieved, Token, Turn, citation_dates


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
    """A question, or a dict with `question` and `stream`'s other arguments → `Answer`.

    `stream` yields the answer as it grows (status "interrupted" until the last one), so that
    whatever is piped behind it gets the same type as from `invoke`.
    """

    def __init__(self, bot: Asks) -> None:
        self._bot = bot

    def invoke(self, input: Any, config: RunnableConfig | None = None, **kwargs: Any) -> Answer:  # noqa: A002  # LangChain's name
        return self._call_with_config(lambda given: self._bot.ask(**_arguments(given)), input, config, **kwargs)

    def stream(self, input: Any, config: RunnableConfig | None = None, **kwargs: Any) -> Iterator[Answer]:  # noqa: A002, ARG002  # as above
        found: Retrieved | None = None
        draft = ""
        with closing(self._bot.stream(**_arguments(input))) as events:
            for event in events:
                if isinstance(event, Done):
                    yield event.answer
                elif isinstance(event, Retrieved):
                    found = event
                elif isinstance(event, Token) and found:
                    draft += event.text
                    yield _partial(_arguments(input)["question"], draft, found)


class EvidenceRetriever(BaseRetriever):
    """The evidence sentences of the best articles, one `Document` an article, with its metadata and span offsets."""

    bot: Any
    k: int = 4

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:  # noqa: ARG002  # LangChain's signature
        with closing(self.bot.stream(query)) as events:
            for event in events:
                if isinstance(event, Retrieved):
                    return [_document(e) for e in event.evidence[: self.k]]
        return []


def _arguments(given: Any) -> dict[str, Any]:
    if isinstance(given, str):
        return {"question": given}
    if isinstance(given, dict):
        known = ("question", "history", "since", "until", "outlet", "as_of", "infer")
        if "question" in given and set(given) <= set(known):
            return dict(given)
    raise TypeError(
        "A question as text, or a dict with 'question' and any of history, since, until, outlet, as_of, infer is needed."
    )


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
