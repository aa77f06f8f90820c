"""Draft → proof: each sentence with verbatim quotes, or it is not shown. Pure.

A sentence is proven when nothing in it is otherwise than in the quotes (`checks`) and most of the words that it adds
to the question stand there. The model's markers are a hint only: an unknown one is dropped, a wrong one is replaced
by the source that does hold the sentence.
"""

from __future__ import annotations

from collections.abc import Sequence

from ragbot import text
from ragbot.citations.checks import mismatch
from ragbot.citations.claims import Splitter, claims
from ragbot.citations.listing import Proof, Quote, assemble
from ragbot.citations.said import Said
from ragbot.domain import Evidence

_SUPPORT = 0.6  # share of the words which a sentence adds to the question that its quotes must hold
_MAX_QUOTES = 3


def prove(draft: str, question: str, evidence: Sequence[Evidence], split: Splitter) -> Proof:
    """Keep the sentences of a draft that quotes from the evidence prove, cited; drop the others."""
    kept: list[tuple[str, list[Quote]]] = []
    dropped: list[str] = []
    for claim, marked in claims(draft, split):
        quotes = _find_proof(claim, question, evidence, marked)
        if quotes:
            kept.append((claim, quotes))
        else:
            dropped.append(claim)
    return assemble(kept, dropped)


def quoted(*quotes: Quote) -> Proof:
    """Evidence sentences as an answer in the articles' own words."""
    return assemble([(" ".join(q.sentence.text.split()), [q]) for q in quotes])


def ranked(evidence: Sequence[Evidence]) -> list[Quote]:
    """All evidence sentences, best first."""
    return sorted((Quote(e, s) for e in evidence for s in e.sentences), key=lambda q: -q.sentence.score)


def _find_proof(claim: str, question: str, evidence: Sequence[Evidence], marked: list[int]) -> list[Quote]:
    """Quotes that prove the claim: from the sources it names, else from any one source, else from all together."""
    named = [e for e in evidence if e.n in marked]
    tries: list[Sequence[Evidence]] = [named] if named else []
    tries += [[e] for e in evidence if e not in named]
    if len(evidence) > 1:
        tries.append(evidence)
    for sources in tries:
        quotes = _cover(claim, question, sources)
        if quotes and _holds(claim, question, quotes):
            return quotes
    return []


def _cover(claim: str, question: str, sources: Sequence[Evidence]) -> list[Quote]:
    """Greedily the fewest sentences that together hold what the claim adds to the question."""
    need = _parts(claim)
    pool = {Quote(e, s): _parts(s.text) for e in sources for s in e.sentences}
    chosen: list[Quote] = []
    left = need - _parts(question) or need
    while pool and len(chosen) < _MAX_QUOTES:
        best = max(pool, key=lambda q: (_weight(left & pool[q]), _weight(need & pool[q])))
        gain = left & pool.pop(best)
        if not gain and chosen:
            break
        chosen.append(best)
        left = left - gain
        if not left:
            break
    return chosen


def _holds(claim: str, question: str, quotes: Sequence[Quote]) -> bool:
    said = Said([(q.sentence.text, q.source.article) for q in quotes], question)
    stems = text.content_stems(claim)
    if mismatch(claim, said) or not set(stems) & said.stems:
        return False
    # Words of the question prove nothing that they did not ask.
    added = [s for s in stems if s not in said.asked]
    return sum(s in said.stems for s in added) >= _SUPPORT * len(added)


def _parts(words: str) -> set[str]:
    return {f"#{n}" for n in text.numbers(words)} | set(text.content_stems(words))


def _weight(parts: set[str]) -> int:
    return sum(3 if p.startswith("#") else 1 for p in parts)
