"""Whose figure it is: that of the sentence which says most of what is asked, not any number of the same article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from ragbot import text
from ragbot.citations.listing import Quote
from ragbot.domain import Evidence
from ragbot.text import dates

_LITTLE = 2  # words of question and claim in the sentence that a figure is quoted from
_MARGIN = 2  # words of question and claim that another sentence must have more
_GOES_ON = re.compile(r"\W*(?:it|its|that|this|these|those|they|their|he|she|his|her)\b", re.IGNORECASE)
# What has changed since is told with few words.
_UPDATED = re.compile(r"\b(?:since|now|meanwhile|risen|rose|grown|climbed|later|final|latest)\b", re.IGNORECASE)
_BACK = 200  # characters


def is_outdone(claim: str, question: str, quotes: Sequence[Quote], evidence: Sequence[Evidence]) -> bool:
    """Whether a figure of the claim is quoted from a sentence that says little of what is asked, and a sentence beside it
    is as near to the question, says more of it and counts the same, with another figure.

    Of a sentence and the one in front of it, which says what "it" is.
    """
    asked = text.senses(_told(f"{question} {claim}"))
    for mine in text.quantities(claim):
        if mine.value in text.numbers(question):
            continue
        own = [q for q in quotes if mine.value in text.numbers(q.sentence.text)]
        if not own or any(_UPDATED.search(q.sentence.text) for q in own):
            continue
        if _counts_kin(mine, own, evidence):
            return True
        best = max(_share(asked, _with_its_subject(q)) for q in own)
        articles, score = {q.source.article.id for q in own}, max(q.sentence.score for q in own)
        near = (q for q in _sentences(evidence) if q.source.article.id in articles)
        beside = (q for q in near if q.sentence.score >= score)
        rivals = (q.sentence.text for q in beside if _is_rival(mine, claim, question, q))
        if best <= _LITTLE and any(_share(asked, rival) >= best + _MARGIN for rival in rivals):
            return True
    return False


def _counts_kin(mine: text.Quantity, own: Sequence[Quote], evidence: Sequence[Evidence]) -> bool:
    """Whether the quotes count another noun of the same kind than the claim, 2,184 passengers for "2,184 people", and a
    better sentence beside them counts the claim's own.
    """
    meant = text.senses(mine.units)
    told = {
        unit for q in own for n in dates.quantities(q.sentence.text, None) if n.value == mine.value for unit in n.units
    }
    if meant & text.senses(told) or not text.kinds(mine.units) & text.kinds(told):
        return False
    articles, score = {q.source.article.id for q in own}, max(q.sentence.score for q in own)
    better = (q for q in _sentences(evidence) if q.source.article.id in articles and q.sentence.score > score)
    return any(_numbers_of(meant, q) - {mine.value} for q in better)


def _numbers_of(nouns: AbstractSet[str], quote: Quote) -> set[str]:
    return {q.value for q in dates.quantities(quote.sentence.text, None) if text.senses(q.units) & nouns}


def _sentences(evidence: Sequence[Evidence]) -> Iterator[Quote]:
    return (Quote(source, sentence) for source in evidence for sentence in source.sentences)


def _is_rival(mine: text.Quantity, claim: str, question: str, quote: Quote) -> bool:
    """Whether a sentence counts what the claim counts and has none of its figures."""
    told = dates.quantities(quote.sentence.text, None)
    if {q.value for q in told} & text.numbers(claim):
        return False
    units = mine.units or text.stems(question)
    return any(
        (q.measure == mine.measure if q.measure or mine.measure else bool(text.senses(q.units) & text.senses(units)))
        for q in told
    )


def _with_its_subject(quote: Quote) -> str:
    """A sentence; one that begins with "it" or "that" with what stands in front of it."""
    words, start = quote.sentence.text, quote.sentence.start
    return f"{quote.source.article.body[max(0, start - _BACK) : start]} {words}" if _GOES_ON.match(words) else words


def _share(asked: AbstractSet[str], words: str) -> int:
    return len(asked & text.senses(_told(words)))


def _told(words: str) -> set[str]:
    return {s for s in text.content_stems(words) if not text.has_number(s)}
