"""The answer to a question about two, from the answers about each."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from ragbot import verdicts
from ragbot.answering import reply
from ragbot.answering.ask import Ask, Draft
from ragbot.citations import Proof
from ragbot.conversation import Standalone
from ragbot.domain import Answer, Token
from ragbot.verdicts import Comparison

_TOLD = ("answered", "conflicting")
Answered = Generator[Token, None, tuple[Answer, bool]]


def read(ask: Ask, standalone: Standalone) -> Comparison | None:
    """The two that a question sets beside each other, where nothing has answered it yet; None for any other question.

    What only an "and" joins is taken for two where no article names both.
    """
    if standalone.about or (ask.verdict.proof and not ask.verdict.tentative):
        return None
    asked = verdicts.read_comparison(standalone.text)
    if not asked and not ask.verdict.fitting and ask.verdict.gap and ask.verdict.gap.kind == "name":
        asked = verdicts.read_coordinated(standalone.text)
    return None if asked and asked.tells == "together" else asked


def answer_both(
    asked: Comparison,
    ask: Ask,
    look_up: Callable[[Standalone], Ask],
    answer: Callable[[Ask], Answered],
    receipt: Mapping[str, Any],
) -> Generator[Token, None, tuple[Answer, bool] | None]:
    """Asks about each of two, and compares what is answered. None where one has no answer and the question may be more
    than these two; a refusal where it is no more.
    """
    asks = [look_up(Standalone(question)) for question in asked.questions]
    for name, one in zip(asked.names, asks, strict=True):
        if not one.verdict.fitting:
            return (_nothing(f"about: {name}", ask, receipt), False) if asked.sure else None
    answers: list[Answer] = []
    failed = False
    for one in asks:
        told, broken = yield from answer(one)
        failed |= broken
        if told.status not in _TOLD:
            return None
        answers.append(told)
        yield Token(" ")
    first, second = (Proof(a.text, a.sentences, a.citations) for a in answers)
    articles = {e.article.id: e.article for one in asks for e in one.retrieval.evidence}
    by_model = [a.receipt.get("llm") != "extractive" for a in answers]
    settled = verdicts.settle(asked, (first, second), articles, written=(by_model[0], by_model[1]))
    if settled:
        return _paired(reply.answer(ask, Draft(), "answered", settled, receipt), answers, settled), failed
    if asked.sure and not ask.verdict.proof:
        return _nothing("that tells the two apart", ask, receipt), failed
    return None


def _nothing(missing: str, ask: Ask, receipt: Mapping[str, Any]) -> Answer:
    why = f"Nothing was found {missing}."
    return reply.answer(ask, Draft(), "not_found", reply.not_found(ask, why), receipt)


def _paired(told: Answer, answers: Sequence[Answer], settled: Proof) -> Answer:
    """With what was read, written and found for either."""
    evidence = reply.lent(told, [e for one in answers for e in one.evidence], settled)
    timings = dict(told.timings)
    for name in ("prompt_tokens", "completion_tokens"):
        spent = [n for a in answers if (n := a.timings.get(name)) is not None]
        timings[name] = sum(spent) if spent else None
    timings["ttft_s"] = next((t for a in answers if (t := a.timings.get("ttft_s")) is not None), None)
    written = next((a.receipt for a in answers if a.receipt.get("llm") != "extractive"), told.receipt)
    notice = " ".join(dict.fromkeys(n for n in (told.notice, *(a.notice for a in answers)) if n))
    return replace(told, evidence=evidence, timings=timings, receipt=written, notice=notice)
