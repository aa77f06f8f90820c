"""Who did it, and whom a pronoun means: "painted by Nordheim" directs nobody, and "He is 78" is not Ines Falkner."""

from __future__ import annotations

import re

from ragbot import text
from ragbot.citations.said import Said

_BY = re.compile(r"\sby (?P<name>[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){0,3})")
_CLAUSE = re.compile(r"[.;:,\"“”]")
_PARTICIPLE = re.compile(r"\w{2,}(?:ed|en|wn|ught|lt|nt|un|ung|ade|ut|ld|id)$", re.IGNORECASE)
_BETWEEN, _REACH = 6, 150  # words, and characters, between a participle and its "by"
_OPENING = re.compile(r"^\s*(?:and |but |so |yet )?(?:he|she)\b", re.IGNORECASE)
_PERSON = re.compile(r"[A-Z][\w’'-]+ (?:(?:de|von|van|al) )?[A-Z][\w’'-]+")
_NAME = 3  # letters; the stem of "Ines" is that of "in"
_BEHIND, _NEAR = 700, 300  # characters in front of a pronoun within which the one it means is named


def is_other_agent(claim: str, said: Said) -> bool:
    """Whether the claim says that something was done by somebody who, in the quotes, did something else to it."""
    told = _deeds(said.quoted)
    for deed, name in _deeds(claim):
        others = [d for d, n in told if n & name]
        if others and deed not in others and deed not in said.stems:
            return True
    return False


def _deeds(words: str) -> list[tuple[str, set[str]]]:
    """Each "painted by Aurel Nordheim" as the participle's stem and those of the name."""
    found = []
    for match in _BY.finditer(words):
        before = text.words(_CLAUSE.split(words[max(0, match.start() - _REACH) : match.start()])[-1])[-_BETWEEN:]
        deed = next((w for w in reversed(before) if _PARTICIPLE.match(w)), "")
        if deed:
            found.append((text.stem(deed), text.stems(match["name"])))
    return found


def is_other_person(claim: str, said: Said) -> bool:
    """Whether the claim takes the "he" or "she" that a quote begins with for somebody whom the article has not named
    before it, while it has named somebody else.
    """
    for name in text.named(claim):
        stems = {s for s in name.stems if len(s) >= _NAME}
        if stems & (said.stems | text.stems(said.credits)) or len(name.stems) < 2:  # noqa: PLR2004  # a first and a last name
            continue
        for quote, article in said.quotes:
            at = article.body.find(quote)
            if at <= 0 or not _OPENING.match(quote):
                continue
            before = article.body[max(0, at - _BEHIND) : at]
            if not stems & text.stems(before) and _PERSON.search(before[-_NEAR:]):
                return True
    return False
