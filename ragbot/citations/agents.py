"""Who did it, and whom a pronoun means: "painted by Nordheim" directs nobody, and "He is 78" is not Ines Falkner."""

from __future__ import annotations

import re

from ragbot import text
from ragbot.citations.said import Said

_NAMED = r"(?P<name>(?-i:[A-Z][\w’'-]+)(?:\s(?-i:[A-Z][\w’'-]+)){0,3})"
_BY = re.compile(
    rf"\b(?P<deed>\w+(?:ed|en|wn|ught|ld|nt|un|ung|de|ut))\b(?P<between>[^.;:,]{{0,40}}?)\sby {_NAMED}", re.IGNORECASE
)
_OPENING = re.compile(r"^\W*(?:and |but |so |yet )?(?:he|she)\b", re.IGNORECASE)
_PERSON = re.compile(r"[A-Z][\w’'-]+ (?:(?:de|von|van|al) )?[A-Z][\w’'-]+")
_BEHIND, _NEAR = 700, 300  # characters in front of a pronoun within which the one it means is named


def is_other_agent(claim: str, said: Said) -> bool:
    """Whether the claim says that something was done by somebody who, in the quotes, did something else to it."""
    told = [(text.stem(m["deed"].lower()), text.stems(m["name"])) for m in _BY.finditer(said.quoted)]
    for match in _BY.finditer(claim):
        deed, name = text.stem(match["deed"].lower()), text.stems(match["name"])
        others = [d for d, n in told if n & name]
        if others and deed not in others and deed not in said.stems:
            return True
    return False


def is_other_person(claim: str, said: Said) -> bool:
    """Whether the claim takes the "he" or "she" that a quote begins with for somebody whom the article has not named
    before it, while it has named somebody else.
    """
    for name in text.named(claim):
        if name.stems & said.stems or len(name.stems) < 2:  # noqa: PLR2004  # a first and a last name
            continue
        for quote, article in said.quotes:
            at = article.body.find(quote)
            if at <= 0 or not _OPENING.match(quote):
                continue
            before = article.body[max(0, at - _BEHIND) : at]
            if not name.stems & text.stems(before) and _PERSON.search(before[-_NEAR:]):
                return True
    return False
