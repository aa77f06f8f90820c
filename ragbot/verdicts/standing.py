"""How things stand by the articles, where it is asked whether something is so: what one has told may be over since."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from ragbot.citations import Quote
from ragbot.understanding import checking
from ragbot.verdicts.verdict import in_their_words

_BESIDE = 0.6  # in score below the best: what a later article tells of the matter is worded otherwise


def own_words(question: str, asks: str, fitting: Sequence[Quote]) -> list[Quote]:
    """The articles' own sentences that answer best; with the best one, where yes or no is asked for, goes the best of a
    later article.

    `asks` is the part of the question that tells what kind of answer it wants.
    """
    best, *others = fitting
    out = _out(best)
    if out and checking.is_check(asks):
        later = next((q for q in others if (its := _out(q)) and its > out), None)
        if later and later.sentence.score >= best.sentence.score - _BESIDE:
            return [best, later]
    return in_their_words(question, fitting)


def _out(quote: Quote) -> datetime | None:
    return None if quote.source.article.doubt else quote.source.article.out
