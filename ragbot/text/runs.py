"""Names as they stand in a question, word by word: what an archive is searched for in that order."""

from __future__ import annotations

import re
from typing import NamedTuple

from ragbot.text.names import TITLES
from ragbot.text.words import CALENDAR, STOPWORDS, squash, stem, words

_RUN = re.compile(r"(?<![\w'-])[^\W\d_a-z][\w.'-]*(?:(?<!'s)(?<!s') (?:(?:de|del|della|di|da|der|den|van|von|la|le|of|the|al) ){0,2}[^\W\d_a-z][\w.'-]*){0,6}'?")  # fmt: skip
_AROUND = 30  # characters on each side in which the words beside a name stand
_ASKED = re.compile(
    r"\b(?:do|does|did|is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|for|to|against|with|in|at|near|and|or|both)\s+$",
    re.IGNORECASE,
)
_ALSO = re.compile(r"\s+(?:and|or)\s+[A-Z]")
_OWN = ("'s", "s'")
_OF = re.compile(r"([^\W\d_]+) of (?:the )?$")
_THING = re.compile(r"\s+([^\W\d_]+)")


class Run(NamedTuple):
    """A name of one word or more, in lower case, without a title in front.

    `asked`: the question is about what is so called, as "did Ada Lund say" or "in Tarn", or needs it beside another. In
    "the mill that Ada Lund sold" and "Ada Lund's mill" the name only says which mill is meant.
    `thing`: the word for what is the name's, "mill" in "Ada Lund's mill" and "the mill of Ada Lund"; else "".
    """

    words: tuple[str, ...]
    stems: frozenset[str]
    asked: bool
    thing: str


def name_runs(text: str) -> list[Run]:
    """Capitalised words that stand together, in order."""
    plain, found = squash(text), []
    for match in _RUN.finditer(plain):
        own = words(match[0])
        while own and own[0] in STOPWORDS | CALENDAR | TITLES:
            own = own[1:]
        if own:
            before = plain[max(0, match.start() - _AROUND) : match.start()]
            after = plain[match.end() : match.end() + _AROUND]
            owns = match[0].endswith(_OWN)
            asked = not owns and bool(_ASKED.search(before) or _ALSO.match(after))
            thing = _THING.match(after) if owns else _OF.search(before)
            found.append(Run(tuple(own), frozenset(map(stem, own)), asked, thing[1].lower() if thing else ""))
    return found


def is_anothers(run: Run, text: str) -> bool:
    """Whether a text gives the name's thing to somebody else: "the mill of Jon Renn" for "Ada Lund's mill"."""
    if not run.thing:
        return False
    thing, plain = re.escape(run.thing), squash(text)
    owners = [m[1] for m in re.finditer(rf"\b([A-Z][\w-]{{1,40}})(?:'s|(?<=s)') (?:[\w-]{{1,40}} )?{thing}\b", plain)]
    owners += [m[1] for m in re.finditer(rf"\b(?i:{thing}) of (?:the )?([A-Z][\w-]{{1,40}})", plain)]
    return any(stem(owner.lower()) not in run.stems for owner in owners)
