"""`Answerer`: the one path from a question to its answer."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Hashable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

from langchain_core.messages import BaseMessage

from ragbot import chunking, citations, conversation, prompting, verdicts
from ragbot.answering import continued, reply, sides
from ragbot.answering.ask import Ask, Draft
from ragbot.answering.cache import AnswerCache
from ragbot.answering.cross_check import CrossCheck
from ragbot.answering.drafting import Drafting
from ragbot.answering.hop import find_name, over
from ragbot.answering.lookup import Lookup
from ragbot.answering.question import checked, encodable
from ragbot.answering.resolving import Resolver
from ragbot.answering.topics import Topics
from ragbot.answering.writer import Writer
from ragbot.catalogue import Catalogue, Window, WriterLock
from ragbot.citations import Proof
from ragbot.conversation import Standalone
from ragbot.domain import Answer, Considered, Done, Event, Filters, Retrieved, Token, Turn, citation_dates
from ragbot.errors import QuestionError
from ragbot.retrieval import Retrieval, Retriever, Ties, window
from ragbot.verdicts import Verdict

_CONSIDERED = 20
_UNPROVEN = "What the model wrote could not be proven by the articles, so it is not shown."
_INSTEAD = "What the model wrote could not be proven by the articles; this is their own best sentence."
_NEWER = "The articles tell a newer figure than the model took; this is their own sentence."
_ALL_THE_SAME = "The model found no answer in the articles; this is their own best sentence."


class Answerer:
    """Answers questions. `stream` is the one path; everything else drains it."""

    def __init__(
        self,
        catalogue: Catalogue,
        retriever: Retriever,
        prompts: Mapping[str, prompting.Prompt],
        writer: Writer,
        *,
        spell: Callable[[str, Window], str],
        receipt: Callable[[], Mapping[str, Any]],
        clock: Callable[[], datetime],
        question_chars: int,
        evidence_tokens: int,
        answers_kept: int,
    ) -> None:
        self._catalogue = catalogue
        self._spell = spell
        self._look_up = Lookup(retriever, Ties(catalogue), evidence_tokens)
        self._cross_check = CrossCheck(retriever)
        self._prompts = prompts
        self._writer = writer
        self.receipt = receipt
        self._clock = clock
        self._limit = question_chars
        self._cache = AnswerCache(answers_kept)
        self._readings = continued.Readings()
        self._resolve = Resolver(prompts, writer)
        self._topics = Topics(retriever.retrieve)
        self._drafting = Drafting(prompts, writer, lambda ask, draft: bool(self._prove(ask, draft).sentences))

    def stream(
        self, question: str, history: Sequence[Turn], filters: Filters, *, infer: bool = True, settled: bool = True
    ) -> Generator[Event, None, None]:
        """`Retrieved`, then `Token`s as the model writes, then `Done` with the proven answer.

        Where the index is in step with the catalogue (`settled`), an answer that was given already comes at once.
        Closing the iterator stops the model. Raises QuestionError for an empty or overlong question
        and LlmError when a hosted model fails before its first token.
        """
        started = time.perf_counter()
        question = checked(question, self._limit)
        see = window(filters, self._clock())
        if conversation.is_small_talk(question):
            yield Done(self._small_talk(question, filters, see, started))
            return
        history = [(role, encodable(words)) for role, words in history]
        history = conversation.with_questions(history, lambda words: self._spell(words, see))
        asked = self._resolve(self._spell(question, see), history)
        standalone = self._topics(asked, see, infer=infer)
        key = self._key(standalone, filters, see, infer=infer) if settled else None
        if kept := self._cache.get(key):
            yield from kept.again(question, started)
            return
        looked_up = partial(self._ask, question, filters=filters, see=see, started=started, infer=infer)
        read = self._read_before(history, filters, see, infer=infer)
        ask = looked_up(standalone, read=read)
        if key:
            self._readings.put(key, read, self._drafting.reading(ask) or read)
        found = Retrieved(
            standalone.text,
            ask.retrieval.evidence,
            ask.considered,
            ask.coverage,
            ask.filters,
            ask.retrieval.trace,
            ask.retrieve_s,
        )
        yield found
        by_steps = (yield from self._of_both(ask, standalone, looked_up)) or (
            yield from self._hopped(ask, standalone, looked_up)
        )
        answer, failed = by_steps or (yield from self._answered(ask))
        if not by_steps:
            answer = self._cross_check(ask, answer)
        if key and answer.status != "interrupted" and not failed:
            self._cache.put(key, found, answer)
        yield Done(answer)

    def _answered(self, ask: Ask) -> Generator[Token, None, tuple[Answer, bool]]:
        """The answer, and whether the model failed on the way."""
        draft = Draft()
        if self._drafting.is_wanted(ask):
            yield from self._drafting.write(ask, draft)
        failed = bool(draft.notice)
        return self._judge(ask, draft), failed

    def _of_both(
        self, ask: Ask, standalone: Standalone, look_up: Callable[[Standalone], Ask]
    ) -> Generator[Token, None, tuple[Answer, bool] | None]:
        """The answer to a question about two, by way of one about each; None for any other question.

        A hosted model is asked once: it keeps two things apart.
        """
        hosted = self._writer.trusted and not self._writer.optional
        asked = None if hosted else sides.read(ask, standalone)
        if not asked:
            return None
        return (yield from sides.answer_both(asked, ask, look_up, self._answered, self.receipt()))

    def _hopped(
        self, ask: Ask, standalone: Standalone, look_up: Callable[[Standalone], Ask]
    ) -> Generator[Token, None, tuple[Answer, bool] | None]:
        """The answer to a question that describes something, by way of its name; None where that leads to none."""
        nested = None if standalone.about or ask.verdict.proof else verdicts.read_nested(standalone.text)
        if not nested:
            return None
        bridge = yield from find_name(nested, look_up(Standalone(nested.first)), self._drafting.write, self._prove)
        if not bridge:
            return None
        answer, failed = yield from self._answered(look_up(Standalone(nested.second(bridge.name))))
        return (over(bridge, answer), failed) if answer.status == "answered" else None

    def _ask(
        self,
        question: str,
        standalone: Standalone,
        *,
        filters: Filters,
        see: Window,
        started: float,
        infer: bool,
        read: continued.Reading = (),
    ) -> Ask:
        """What is found for a question, and what that decides by itself."""
        before = time.perf_counter()
        retrieval, verdict = self._look_up(standalone, see, infer=infer, read=read)
        return Ask(
            question=question,
            standalone=standalone.text,
            asks=standalone.asks,
            filters=replace(filters, inferred=retrieval.inferred),
            coverage=self._catalogue.coverage(retrieval.window),
            started=started,
            retrieve_s=time.perf_counter() - before,
            retrieval=retrieval,
            considered=self._considered(retrieval),
            verdict=verdict,
        )

    def _read_before(self, history: Sequence[Turn], filters: Filters, see: Window, *, infer: bool) -> continued.Reading:
        """What the model was given to read for the last question of a conversation; nothing where it forgets it."""
        asked = conversation.questions(history)
        if len(asked) % continued.TURNS == 0 or not self._writer.remembers:
            return ()
        earlier = history[: asked[-1]]
        try:
            question = checked(history[asked[-1]][1], self._limit)
        except QuestionError:
            return ()
        standalone = self._topics(self._resolve.last(question, earlier), see, infer=infer)
        read = self._read_before(earlier, filters, see, infer=infer)

        def look_up() -> continued.Reading:
            ask = self._ask(question, standalone, filters=filters, see=see, started=0.0, infer=infer, read=read)
            return self._drafting.reading(ask) or read

        return self._readings.get(self._key(standalone, filters, see, infer=infer), read, look_up)

    def _key(self, standalone: Standalone, filters: Filters, see: Window, *, infer: bool) -> Hashable:
        """All that an answer depends on. The day is part of it: "last week" moves on with it."""
        asked = (standalone, filters.since, filters.until, filters.outlet, filters.as_of, infer)
        return asked, self._catalogue.state(see.now), see.now.date(), tuple(sorted(self.receipt().items()))

    def opening(self) -> list[BaseMessage]:
        """A prompt as short as one can be: it begins as every question's does."""
        return prompting.answer_messages(self._prompts["answer"], "?", ())

    def _judge(self, ask: Ask, draft: Draft) -> Answer:
        verdict, receipt = ask.verdict, self.receipt()
        if verdict.proof and not draft.wrote and not draft.broken:
            return reply.answer(ask, draft, verdict.status, verdict.proof, receipt)
        if not verdict.fitting:
            why = reply.missing(verdict.gap) if ask.retrieval.evidence else self._empty_hint()
            return reply.answer(ask, draft, "not_found", reply.not_found(ask, why), receipt)
        if not draft.wrote and not draft.broken:
            own = verdicts.own_words(ask.standalone, ask.asks, verdict.fitting)
            if untold := verdicts.find_untold(ask.asks, own):
                return reply.answer(ask, draft, "not_found", reply.not_found(ask, reply.missing(untold)), receipt)
            return reply.answer(ask, draft, "answered", verdicts.told(ask.asks, own), receipt)
        return self._written(ask, draft)

    def _written(self, ask: Ask, draft: Draft) -> Answer:
        """What stands of what the model wrote: its proven sentences, else the article's own best one, else nothing.

        A small model declines much that the articles tell; where their best sentence is what was asked for, it counts more.
        """
        receipt, declined = self.receipt(), draft.wrote and citations.is_refusal(draft.text)
        proof = Proof("", (), ()) if declined else self._prove(ask, draft)
        newer = None
        if not self._writer.trusted and not draft.broken:
            latest = ask.filters.inferred.get("order") == "latest"
            newer = verdicts.newer(ask.asks, proof, ask.verdict.fitting, latest=latest)
        if newer:
            draft.wrote, draft.notice = False, _NEWER
            return reply.answer(ask, draft, "answered", verdicts.told(ask.asks, [newer]), receipt)
        if proof.sentences:
            return reply.answer(ask, draft, "interrupted" if draft.broken else "answered", proof, receipt)
        if ask.verdict.proof and not declined:
            draft.wrote, draft.notice = False, draft.notice or _INSTEAD
            return reply.answer(ask, draft, ask.verdict.status, ask.verdict.proof, receipt)
        refused = declined or citations.is_refusal(draft.again)
        words = "" if declined else draft.text
        instead = verdicts.stand_in(ask.asks, words, ask.verdict.fitting, sure=refused)
        if not instead or (refused and self._writer.trusted):
            why = "" if declined else _UNPROVEN
            return reply.answer(ask, draft, "not_found", reply.not_found(ask, why), receipt)
        draft.wrote, draft.notice = False, _ALL_THE_SAME if declined else _INSTEAD
        return reply.answer(ask, draft, "answered", verdicts.told(ask.asks, instead), receipt)

    def _prove(self, ask: Ask, draft: Draft) -> Proof:
        proof = citations.prove(draft.again or draft.text, ask.standalone, ask.verdict.admissible, chunking.sentences)
        return Proof("", (), ()) if verdicts.is_empty(ask.asks, proof) else proof

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
        nothing = Retrieval((), (), (), see)
        ask = Ask(question, question, question, filters, coverage, started, 0.0, nothing, (), Verdict(()))
        proof = Proof(f"Ask me something about the articles. {coverage.sentence()}", (), ())
        return reply.answer(ask, Draft(), "not_found", proof, self.receipt())

    def _empty_hint(self) -> str:
        if self._catalogue.count_passages():
            return ""
        writer = WriterLock(self._catalogue.path.parent).holder()
        if writer:
            return f"The archive is still empty, and {writer} is writing to it. Ask again when that is done."
        return "The archive is empty: run ragbot ingest PATH first."
