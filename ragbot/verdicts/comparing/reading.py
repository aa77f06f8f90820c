"""A question about two, read by its words."""

from __future__ import annotations

import re
from collections.abc import Callable

from ragbot.verdicts.comparing.choices import read_announced, read_choice, read_either
from ragbot.verdicts.comparing.comparison import Comparison
from ragbot.verdicts.comparing.distances import read_difference, read_interval
from ragbot.verdicts.comparing.pairs import read_each
from ragbot.verdicts.comparing.polar import read_before_or_after, read_order, read_than
from ragbot.verdicts.comparing.words import READ

_LEAD = re.compile(r"^(?:(?:and|but|so|ok|okay|well)\b,?\s+)+", re.IGNORECASE)
_FORMS: tuple[Callable[[str], Comparison | None], ...] = (
    read_before_or_after,
    read_interval,
    read_difference,
    read_than,
    read_order,
    read_choice,
    read_either,
    read_announced,
    read_each,
)
# "He" is somebody of the question before; the two of a comparison have names.
_NOBODY = re.compile(r"^(?:he|she|it|they|them|him)\b", re.IGNORECASE)


def read_comparison(question: str) -> Comparison | None:
    """The two sides of a question that compares; None for any other, and for what is too long to be a question."""
    question = _LEAD.sub("", " ".join(question.split()))
    if len(question) > READ:
        return None
    for read in _FORMS:
        found = read(question)
        if found:
            return None if any(map(_NOBODY.match, found.names)) else found
    return None
