"""The question's order: standalone question → retrieval → prompt → model → proof → `Answer`."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Protocol

from langchain_core.language_models import BaseChatModel

from ragbot import chunking, citations, conversation, llm, prompting
from ragbot.catalogue import Catalogue, Window
from ragbot.citations import Proof
from ragbot.domain import (
    Answer,
    Considered,
    Coverage,
    Done,
    Event,
    Filters,
    Retrieved,
    Status,
    Token,
    Turn,
    citation_dates,
)
from ragbot.errors import LlmError, QuestionError, WeightsError
from ragbot.retrieval import Retrieval, Retriever, window

_CONSIDERED = 20
_NOT_FOUND = "Not in these articles."


class Writer(Protocol):
    """Who words the answer. `model()` is None where the articles' own sentences are the answer."""

    @property
    def name(self) -> str: ...

    @property
    def optional(self) -> bool:
        """Whether an answer without it is better than an error."""
        ...

    def model(self) -> BaseChatModel | None: ...


@dataclass(slots=True)
class _Draft:
    """What the model has written so far, and how it ended."""

    text: str = ""
    first_s: float | None = None
    notice: str = ""
    wrote: bool = False
    broken: bool = False
    stats: llm.StreamStats | None = None


@dataclass(frozen=True, slots=True)
class _Ask:
    """One question on its way, with all that is known of it so far."""

    question: str
    standalone: str
    filters: Filters
    coverage: Coverage
    started: float
    retrieve_s: float
    retrieval: Retrieval
    considered: tuple[Considered, ...]


class Answerer:
    """Answers questions. `stream` is the one path; everything else drains it."""

    def __init__(
        self,
        catalogue: Catalogue,
        retriever: Retriever,
        prompts: Mapping[str, prompting.Prompt],
        writer: Writer,
        *,
        receipt: Callable[[], Mapping[str, Any]],
        clock: Callable[[], datetime],
        question_chars: int,
    ) -> None:
        self._catalogue = catalogue
        self._retriever = retriever
        self._prompts = prompts
        self._writer = writer
        self.receipt = receipt
        self._clock = clock
        self._limit = question_chars

    def stream(
        self, question: str, history: Sequence[Turn], filters: Filters, *, infer: bool = True
    ) -> Generator[Event, None, None]:
        """`Retrieved`, then `Token`s as the model writes, then `Done` with the proven answer.

        Closing the iterator stops the model. Raises QuestionError for an empty or overlong question
        and LlmError when a hosted model fails before its first token.
        """
        started = time.perf_counter()
        question = self._checked(question)
        see = window(filters, self._clock())
        if conversation.is_small_talk(question):
            yield Done(self._small_talk(question, filters, see, started))
            return
        standalone = self._standalone(question, history)
        before = time.perf_counter()
        retrieval = self._retriever.retrieve(standalone, see, infer=infer)
        filters = replace(filters, inferred=retrieval.inferred)
        ask = _Ask(
            question=question,
            standalone=standalone,
            filters=filters,
            coverage=self._catalogue.coverage(retrieval.window),
            started=started,
            retrieve_s=time.perf_counter() - before,
            retrieval=retrieval,
            considered=self._considered(retrieval),
        )
        yield Retrieved(
            standalone, retrieval.evidence, ask.considered, ask.coverage, filters, retrieval.trace, ask.retrieve_s
        )
        draft = _Draft()
        if retrieval.evidence:
            yield from self._write(ask, draft)
        yield Done(self._judge(ask, draft))

    def _write(self, ask: _Ask, draft: _Draft) -> Iterator[Token]:
        """The model's tokens; what went wrong, if anything, is left in the draft."""
        try:
            model = self._writer.model()
            if model is None:
                return
            messages = prompting.answer_messages(self._prompts["answer"], ask.standalone, ask.retrieval.evidence)
            draft.stats = llm.StreamStats()
            with closing(llm.stream_text(model, messages, draft.stats)) as tokens:
                for token in tokens:
                    if draft.first_s is None:
                        draft.first_s = time.perf_counter() - ask.started
                    draft.text += token
                    yield Token(token)
            draft.wrote = True
        except (LlmError, WeightsError) as error:
            draft.broken = bool(draft.text)
            if not draft.text and not self._writer.optional:
                raise
            draft.notice = f"{error} The best proven sentence is shown instead."

    def _judge(self, ask: _Ask, draft: _Draft) -> Answer:
        evidence = ask.retrieval.evidence
        if not evidence:
            return self._not_found(ask, draft, self._empty_hint())
        if draft.wrote or draft.broken:
            if draft.wrote and citations.is_refusal(draft.text):
                return self._not_found(ask, draft)
            proof = citations.prove(draft.text, ask.standalone, evidence, chunking.sentences)
        else:
            proof = citations.quote_best(evidence)
        if not proof.sentences:
            return self._not_found(
                ask, draft, "What the model wrote could not be proven by the articles, so it is not shown."
            )
        missing = self._missing(ask, proof)
        if missing:
            return self._not_found(ask, draft, f"The nearest articles do not mention: {', '.join(sorted(missing))}.")
        status: Status = "interrupted" if draft.broken else "answered"
        return self._answer(ask, draft, status, proof, draft.notice)

    def _missing(self, ask: _Ask, proof: Proof) -> set[str]:
        """Names of the question that no article of the evidence mentions: the answer is about something else."""
        cited = self._catalogue.articles(list({c.article_id for c in proof.citations}))
        shown = {e.article.id: e.article for e in ask.retrieval.evidence} | cited
        return citations.missing_names(ask.standalone, shown.values())

    def _not_found(self, ask: _Ask, draft: _Draft, why: str = "") -> Answer:
        proof = Proof(" ".join(part for part in (_NOT_FOUND, why, ask.coverage.sentence()) if part), (), ())
        return self._answer(ask, draft, "not_found", proof, draft.notice)

    def _answer(self, ask: _Ask, draft: _Draft, status: Status, proof: Proof, notice: str) -> Answer:
        receipt = dict(self.receipt())
        if not draft.wrote and not draft.broken:
            receipt["llm"] = "extractive"
        stats = draft.stats
        return Answer(
            status=status,
            text=proof.text,
            question=ask.question,
            standalone_question=ask.standalone,
            sentences=proof.sentences,
            citations=proof.citations,
            considered=ask.considered,
            coverage=ask.coverage,
            filters=ask.filters,
            receipt=receipt,
            timings={
                "retrieve_s": round(ask.retrieve_s, 4),
                "ttft_s": round(draft.first_s, 4) if draft.first_s is not None else None,
                "total_s": round(time.perf_counter() - ask.started, 4),
                "prompt_tokens": stats.prompt_tokens if stats else None,
                "completion_tokens": stats.completion_tokens if stats else None,
            },
            evidence=ask.retrieval.evidence,
            trace=ask.retrieval.trace,
            notice=" ".join(filter(None, (_relaxed(ask.filters), notice))),
        )

    def _standalone(self, question: str, history: Sequence[Turn]) -> str:
        if not conversation.needs_context(question, history):
            return question
        joined = conversation.join(question, history)
        try:
            model = self._writer.model()
            if model is None:
                return joined
            messages = prompting.condense_messages(self._prompts["condense_question"], question, history)
            rewrite = "".join(llm.stream_text(model, messages, llm.StreamStats())).strip()
        except (LlmError, WeightsError):
            return joined  # the answer itself will meet the same failure and report it
        return rewrite if conversation.usable_rewrite(rewrite, question, history) else joined

    def _considered(self, retrieval: Retrieval) -> tuple[Considered, ...]:
        best: dict[str, float] = {}
        for hit in retrieval.hits:
            best.setdefault(hit.article_id, hit.score)
        found = self._catalogue.articles(list(best)[:_CONSIDERED])
        return tuple(
            Considered(
                i,
                found[i].source_path,
                round(score, 5),
                found[i].headline,
                found[i].outlet,
                citation_dates(found[i])[0],
            )
            for i, score in best.items()
            if i in found
        )

    def _small_talk(self, question: str, filters: Filters, see: Window, started: float) -> Answer:
        coverage = self._catalogue.coverage(see)
        ask = _Ask(question, question, filters, coverage, started, 0.0, Retrieval((), (), (), see), ())
        proof = Proof(f"Ask me something about the articles. {coverage.sentence()}", (), ())
        return self._answer(ask, _Draft(), "not_found", proof, "")

    def _empty_hint(self) -> str:
        return "" if self._catalogue.count_passages() else "The archive is empty: run ragbot ingest PATH first."

    def _checked(self, question: str) -> str:
        plain = " ".join("".join(c if c.isprintable() else " " for c in question).split())
        if not any(c.isalnum() for c in plain):
            raise QuestionError("The question is empty. Write what you want to know, in words.")
        if len(plain) > self._limit:
            raise QuestionError(
                f"The question has {len(plain):,} characters; at most {self._limit:,} are read. Shorten it, or raise RAGBOT_QUESTION_CHARS."
            )
        return plain


def _relaxed(filters: Filters) -> str:
    """What the question asked for and the archive does not have, in a sentence."""
    dropped = filters.inferred.get("relaxed", ())
    words = filters.inferred.get("words", {})
    named = [f"“{words[key]}”" for name in dropped for key in ("since", "until") if name == "dates" and key in words][
        :1
    ]
    named += [f"“{words[name]}”" for name in dropped if name in words]
    return f"No article matches {' and '.join(named) or 'that limit'}, so it was left aside." if dropped else ""
