"""Names as they stand in a question, word by word: what an archive is searched for in that order."""

from __future__ import annotations

import re
from typing import NamedTuple

from ragbot.text.names import TITLES
from ragbot.text.words import CALENDAR, STOPWORDS, squash, stem, words

_RUN = re.compile(r"(?<![\w’'-])[^\W\d_a-z][\w.’'-]*(?: (?:(?:de|del|della|di|da|der|den|van|von|la|le|of|the|al) ){0,2}[^\W\d_a-z][\w.’'-]*){0,6}")  # fmt: skip
_AHEAD = 20  # characters; the longest of these
_VERB = re.compile(
    r"\b(?:do|does|did|is|are|was|were|has|have|had|will|would|can|could|may|might|must|should)\s+$", re.IGNORECASE
)
_OF_IT = re.compile(r"(?:['’]s|s['’])$")


class Run(NamedTuple):
    """A name of one word or more, in lower case, without a title in front.

    `topic`: the question is about what is so called, as "did Ada Lund say"; in "the mill that Ada Lund sold" and "Ada
    Lund's mill" the name only says which mill is meant.
    """

    words: tuple[str, ...]
    stems: frozenset[str]
    topic: bool


def name_runs(text: str) -> list[Run]:
    """Capitalised words that stand together, in order."""
    plain, found = squash(text), []
    for match in _RUN.finditer(plain):
        own = words(match[0])
        while own and own[0] in STOPWORDS | CALENDAR | TITLES:
            own = own[1:]
        if own:
            ahead = plain[max(0, match.start() - _AHEAD) : match.start()]
            topic = _VERB.search(ahead) is not None and not _OF_IT.search(plain[: match.end()][-2:])
            found.append(Run(tuple(own), frozenset(map(stem, own)), topic))
    return found
