"""Of a question with a description in it, who or what that is: the first of two answers."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, replace

from ragbot import citations
from ragbot.answering import reply
from ragbot.answering.ask import Ask, Draft
from ragbot.citations import Proof
from ragbot.domain import Answer, Token
from ragbot.verdicts import Nested


@dataclass(frozen=True, slots=True)
class Bridge:
    """The name of what a question describes, what proves it, and the tokens that it took to find out."""

    name: str
    proof: Proof
    ask: Ask
    draft: Draft


def find_name(
    nested: Nested, first: Ask, write: Callable[[Ask, Draft], Iterator[Token]], prove: Callable[[Ask, Draft], Proof]
) -> Generator[Token, None, Bridge | None]:
    """Asks for what is described; None where no name is proven. Of its tokens none is shown: a reader cannot know what for."""
    if not first.verdict.fitting:
        return None
    draft, proof = Draft(), first.verdict.proof
    if proof is None:
        for _ in write(first, draft):
            yield Token("")  # a place to stop at
        proof = prove(first, draft) if draft.wrote else None
    articles = {e.article.id: e.article for e in first.retrieval.evidence}
    if proof and (name := nested.name(proof, articles)):
        return Bridge(name, proof, first, draft)
    best = first.verdict.fitting[0]
    name = nested.name_beside(best.sentence.text)
    return Bridge(name, citations.quoted(best), first, draft) if name else None


def over(bridge: Bridge, answer: Answer) -> Answer:
    """The second answer, with the first before it: each with its own quotes."""
    told = Proof(answer.text, answer.sentences, answer.citations)
    if {s.text for s in bridge.proof.sentences} <= {s.text for s in told.sentences}:
        return answer
    both = citations.joined(bridge.proof, told)
    evidence = reply.lent(answer, bridge.ask.retrieval.evidence, both)
    timings = dict(answer.timings)
    for name in ("prompt_tokens", "completion_tokens"):
        spent = getattr(bridge.draft.stats, name, None)
        if spent and timings.get(name) is not None:
            timings[name] += spent
    return replace(
        answer, text=both.text, sentences=both.sentences, citations=both.citations, evidence=evidence, timings=timings
    )
