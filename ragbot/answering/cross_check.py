"""A figure that is about to be told, held against what other outlets told of the same at the time."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from ragbot import citations, verdicts
from ragbot.answering import reply
from ragbot.answering.ask import Ask
from ragbot.catalogue import Window
from ragbot.citations import Proof
from ragbot.domain import Answer
from ragbot.retrieval import Retriever


class CrossCheck:
    """Looks for other outlets' figures by the sentence that an answer quotes: a question may have other words than either."""

    def __init__(self, retriever: Retriever) -> None:
        self._retriever = retriever

    def __call__(self, ask: Ask, answer: Answer) -> Answer:
        """The answer; or, where another outlet gave another figure, both, each in its outlet's words."""
        window = ask.retrieval.window
        if answer.status != "answered" or window.outlet or window.byline or verdicts.read_parts(ask.standalone):
            return answer
        told = Proof(answer.text, answer.sentences, answer.citations)
        mine = verdicts.stated(ask.asks, told, answer.evidence)
        if not mine:
            return answer
        article = mine.quote.source.article
        if article.doubt or not article.out:
            return answer
        found = self._retriever.retrieve(mine.quote.sentence.text, _around(window, article.out), infer=False)
        sides = verdicts.find_rival(ask.asks, mine, citations.ranked(found.evidence))
        if not sides:
            return answer
        proof = verdicts.conflicting(sides)
        return replace(
            answer,
            status="conflicting",
            text=proof.text,
            sentences=proof.sentences,
            citations=proof.citations,
            evidence=reply.lent(answer, found.evidence, proof),
            receipt={**answer.receipt, "llm": "extractive"},
            notice=reply.notes(ask, proof),
        )


def _around(window: Window, out: datetime) -> Window:
    """The part of a window in which articles are of the same time as one."""
    first, last = out - verdicts.SAME_TIME, out + verdicts.SAME_TIME
    return replace(
        window,
        since=max(first, window.since) if window.since else first,
        until=min(last, window.until) if window.until else last,
    )
