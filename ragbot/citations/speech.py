"""What a claim has somebody say, and whether the quotes are of that."""

from __future__ import annotations

import re

from ragbot import text
from ragbot.citations.said import Said
from ragbot.text.speech import SPOKEN

_HAS_SAID = re.compile(rf"\b(?:{SPOKEN}|states|told [^,.]{{1,40}}) that (?P<what>[^\"“”]+)", re.IGNORECASE)
_ENOUGH = 3  # words; fewer may all be put otherwise
_SHARE = 1 / 3


def is_other_speech(claim: str, said: Said) -> bool:
    """Whether somebody is made to say what no quote speaks of: "said that a bus line is a gift" from other words of theirs.

    The question's own words are what a small model puts into a speaker's mouth, so they count here as any other do.
    """
    have = said.stems | text.stems(f"{said.lent} {said.around}")
    for match in _HAS_SAID.finditer(claim):
        what = set(text.content_stems(match["what"]))
        if len(what) >= _ENOUGH and len(what & have) < _SHARE * len(what):
            return True
    return False
