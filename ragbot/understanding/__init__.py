"""What a question asks for beside its subject, read without a language model: dates, outlets, authors, latest or first.

English only: in another language nothing is inferred, which is better than something wrong.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from ragbot import text
from ragbot.understanding.checking import plain_check
from ragbot.understanding.manner import find_order, find_speaker, without_wish
from ragbot.understanding.model import Order, TimeSpan, Understanding
from ragbot.understanding.names import find_byline, find_outlet
from ragbot.understanding.opening import without_opening
from ragbot.understanding.overview import Overview, read_overview
from ragbot.understanding.spans import find_span

__all__ = [
    "Order",
    "Overview",
    "TimeSpan",
    "Understanding",
    "plain_check",
    "read_overview",
    "understand",
    "without_manner",
]

_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»|„[^“]*“")
_APOSTROPHE = re.compile("['’]")
_READ = 600  # characters; what is longer is no question but a text that was pasted


def without_manner(question: str) -> str:
    """The question without a greeting and without how to answer it."""
    return without_opening(without_wish(question))


def is_reworded(asked: str, standalone: str) -> bool:
    """Whether a question was understood in other words than the asker's; capitals, apostrophes and what comes before a
    question are none.
    """
    read = plain_check(without_manner(asked))
    was, now = (set(text.content_words(_APOSTROPHE.sub("", words))) for words in (read, standalone))
    return was != now


def understand(
    question: str, *, now: datetime, outlets: Sequence[str] = (), bylines: Sequence[str] = ()
) -> Understanding:
    """What `question` asks for; days without a year and "last week" are read as of `now` (aware).

    `outlets` and `bylines` are the names in the archive: no other is ever inferred. Never raises for any text.
    """
    question = question[:_READ]
    outlet, explicit = find_outlet(question, outlets)
    byline = find_byline(question, bylines)
    # What somebody is quoted as saying is no wish of the asker's.
    own = _QUOTED.sub(lambda quote: " " * len(quote[0]), question)
    span = find_span(own, now, about_media=explicit or byline is not None)
    order, order_words = find_order(own)
    speaker = find_speaker(question)
    words = {"outlet": question[outlet.start : outlet.end]} if outlet else {}
    if outlet and words["outlet"] in speaker:
        speaker = ""
    words |= {"byline": question[byline.start : byline.end]} if byline else {}
    words |= {"order": order_words, "speaker": speaker}
    return Understanding(
        span, outlet.name if outlet else "", explicit, byline.name if byline else "", order, speaker, words
    )
