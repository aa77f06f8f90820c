"""Who holds an office: "Transport Minister Britta Anselm", "Jonas Ferrand, the bridge engineer"."""

from __future__ import annotations

import re
from functools import lru_cache

from ragbot.text.words import CALENDAR, STOPWORDS, squash, stem, stems

# "Who is the transport minister of Tesmark?"; `now` where today's holder is asked for
_WHO = re.compile(
    r"^\W*(?:(?:and|but|so)\s+)?who(?:(?P<now>['’]s|\s+is|\s+are)|\s+(?:was|were|became))\s+(?:now\s+|currently\s+)?(?:the\s+)?"
    r"(?:(?P<current>current|new|present)\s+)?"
    r"(?P<office>(?-i:[a-z])[\w-]*(?:\s+(?-i:[a-z])[\w-]*)*?)"
    r"(?=\s+(?:of|in|for|at|on|to|who|that|now|when)\b|['’]s\b|\s+(?-i:[A-Z])|\W*$)",
    re.IGNORECASE,
)
# "Who runs the transport ministry?"
_MINISTRY = re.compile(
    r"^\W*(?:(?:and|but|so)\s+)?who(?:(?P<now>['’]s in charge of|\s+(?:now\s+)?(?:is in charge of|runs|heads|leads))|\s+(?:was in charge of|ran|headed|led))"
    r"\s+(?:the\s+)?(?:(?P<kind>[\w-]+)\s+ministry|ministry\s+(?:of|for)\s+(?:the\s+)?(?P<of>[\w-]+))\b",
    re.IGNORECASE,
)
# At most five words: a page of nothing but capitals must not be read anew from each of them.
_NAME = r"(?-i:[A-Z][\w’'-]+(?:\s+(?:de\s|von\s|van\s|al-)?[A-Z][\w’'-]+){0,4})"
_SOME = r"(?:[\w’'-]+\s+){0,4}?"
_OTHERS = re.compile(r"\b(?:former|ex|late|outgoing|deputy|acting|then|previous|vice|assistant|shadow|un)[\s-]*$", re.IGNORECASE)  # fmt: skip
_NO_NAMES = {stem(word) for word in CALENDAR | STOPWORDS}


def office(question: str) -> str:
    """The office whose holder is asked for, in small letters; "" where none is. A "minister" of no kind is one, too."""
    if found := _WHO.match(question):
        return squash(found["office"]).lower()
    ministry = _MINISTRY.match(question)
    return f"{ministry['kind'] or ministry['of']} minister".lower() if ministry else ""


def is_held_now(question: str) -> bool:
    """Whether it is asked who holds the office today."""
    if found := _WHO.match(question):
        return bool(found["now"] or found["current"])
    ministry = _MINISTRY.match(question)
    return bool(ministry and ministry["now"])


def holder(office: str, sentence: str) -> frozenset[str]:
    """Stems of the name of the one to whom a sentence gives the office; empty where it names nobody with it."""
    for match in _holding(office).finditer(squash(sentence)):
        if not _OTHERS.search(match.string[: match.start("office")]):
            name = next((n for n in match.group("behind", "between", "before") if n), "")
            if found := frozenset(stems(name)) - _NO_NAMES - set(office.split()):
                return found
    return frozenset()


def is_another(office: str, sentence: str) -> bool:
    """Whether a sentence names the office only as a former or a deputy's."""
    found = [bool(_OTHERS.search(m.string[: m.start("office")])) for m in _holding(office).finditer(squash(sentence))]
    return bool(found) and all(found)


@lru_cache(64)
def _holding(office: str) -> re.Pattern[str]:
    words = rf"\b(?P<office>{re.escape(office).replace(chr(92) + ' ', chr(92) + 's+')})\b"
    return re.compile(
        rf"(?:(?P<before>{_NAME})(?:,\s+{_SOME}|\s+(?:is|as|becomes|became|remains|stays|was\s+(?:elected|appointed|named|made|sworn\s+in))\s+{_SOME}))?"
        rf"{words}(?:\s+(?P<behind>{_NAME})|(?:\s+of\s+[\w\s’'-]{{1,40}})?,\s+(?P<between>{_NAME})(?=[,.]))?",
        re.IGNORECASE,
    )
