"""What a question asks of and no article near it has a word for: whether a driver was charged, how high the bail was."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ragbot import text
from ragbot.citations import Quote
from ragbot.text.lexicon import LIGHT
from ragbot.understanding import checking, wanted
from ragbot.verdicts.gaps import Gap, is_english, told_by

# The score of a sentence that is nearer to the question than its words tell: on 235 questions for yes or no or a figure,
# of 21 answers below it whose article lacked a word of the question, 2 were right, 8 had better been refused, and 11 were
# wrong anyway. Other kinds are worded too freely (docs/decisions/036-as-people-type.md).
_NEAR = 1.0
_EXISTS = re.compile(r"\b(?:is|are|was|were) there (?:an? |any |still |now )*([\w’'-]+)", re.IGNORECASE)
_LIGHT = frozenset(map(text.stem, LIGHT.split())) | frozenset(map(text.stem, text.CALENDAR))


def find_untold(question: str, quotes: Sequence[Quote]) -> Gap | None:
    """The words of a question for yes or no, or for a figure, that the articles of the quotes do not have, in any words
    for them, where no quote is near it otherwise; and what it asks if there is, where no quote speaks of it. None where
    there are none.
    """
    if (
        not quotes
        or not is_english(question)
        or not (checking.is_check(question) or wanted.answer_type(question) == "figure")
    ):
        return None
    exists = _EXISTS.search(question) if checking.is_check(question) else None
    if exists and text.stem(exists[1].lower()) not in text.stems(" ".join(_spoken(q) for q in quotes)):
        return Gap("name", exists[1])
    if max(q.sentence.score for q in quotes) >= _NEAR:
        return None
    told = text.senses(set().union(*(told_by(q.source.article) for q in quotes)))
    lacked = [
        word
        for word in text.content_words(question)
        if (stem := text.stem(word)) not in _LIGHT and word.isalpha() and not text.senses([stem]) <= told
    ]
    return Gap("name", ", ".join(lacked)) if lacked else None


def _spoken(quote: Quote) -> str:
    return f"{quote.source.article.headline} {quote.sentence.text}"
