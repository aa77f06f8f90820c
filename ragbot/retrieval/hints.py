"""What a question hints at without asking for it: when it was, and in which paper."""

from __future__ import annotations

import re
from datetime import timedelta

from ragbot.domain import Article
from ragbot.understanding import Understanding

_TIME = 0.2
_OUTLET = 0.05
_AFTER = timedelta(days=31)  # a month's figures come out in the next


def subject(question: str, wishes: Understanding) -> str:
    """The question without the words that say how to search ("the latest figure", "according to the Courier")."""
    names = ("order", *(("outlet",) if wishes.outlet_explicit else ()), "byline")
    for words in filter(None, (wishes.words.get(name) for name in names)):
        question = re.sub(rf"(?<!\w){re.escape(words)}(?!\w)", " ", question, count=1)  # "now" is not in "know"
    return question


def worth(wishes: Understanding, article: Article) -> float:
    """What an article gains by being of the time and outlet that the question mentions."""
    span, out = wishes.span, article.published
    timely = (
        span is not None
        and not span.explicit
        and out is not None
        and not article.doubt
        and (span.since is None or out >= span.since)
        and (span.until is None or out <= span.until + _AFTER)
    )
    mentioned = wishes.outlet and not wishes.outlet_explicit and wishes.outlet == article.outlet
    return (_TIME if timely else 0.0) + (_OUTLET if mentioned else 0.0)
