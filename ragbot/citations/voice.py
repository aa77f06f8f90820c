"""Whose word it is: what the police or a prosecutor say is not said in the answer's own voice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ragbot import text
from ragbot.citations.speakers import who_says
from ragbot.domain import Article

_OFFICE = r"(?:police|prosecutors?|investigators?|authorities|officials|lawyers?|attorneys|plaintiffs|witness(?:es)?|neighbou?rs?|coroner)"
_DOUBTED = re.compile(
    r"\balleg(?:e|es|ed|edly|ing|ations?)\b|\baccus(?:e|es|ed|ing|ations?)\b|\bsuspected\b|\bpurported(?:ly)?\b|\breportedly\b"
    r"|\bclaim(?:s|ed|ing)? (?:that|to|he|she|they|it|the)\b",
    re.IGNORECASE,
)
# What an office only says or alleges is its word; what it announces or confirms is news.
_SAID_BY = re.compile(rf"\b(?P<office>(?:(?:the|an?) (?:[a-z]+ )?)?{_OFFICE}) (?:\w+ )?(?:said|say|says|allege|alleged|claim|believe)\b|\baccording to (?P<source>(?:the |a |an )?[^,.;:\"“”]{{3,60}}?)(?=[,.;:\"“”]|$| (?:and|but|who|which|that)\b)", re.IGNORECASE)  # fmt: skip
# What is only thought, and by whom: "Aas believes that …", "…, the owner believes". "Suspects", "fears" and "thought" are
# things as well as deeds, so these count only in front of what is thought.
_THINKS = r"(?:believe[sd]?|thinks?|assume[sd]?|presume[sd]?|reckon(?:s|ed)?)"
_MAY_THINK = r"(?:suspect(?:s|ed)?|fear(?:s|ed)?|thought)"
_WHO = r"(?:^|[,;–—] ?)(?P<who>[^,.;:\"“”–—]{3,60}?) (?:\w+ly )?(?:now |also |still )?"
_BELIEVED = re.compile(
    rf"{_WHO}(?:{_THINKS}(?! (?:to|in)\b)|{_MAY_THINK}(?= (?:that|it|he|she|they|there)\b))"
    rf"|\b(?:is|are|was|were|be|been) (?:\w+ly )?(?:{_THINKS}|{_MAY_THINK}) to\b",
)
_CLAUSE = re.compile(r"\b(?:and|but|while|because|that|which|when|where|who|after|before) ")
_NOBODY = re.compile(r"\b(?:is|are|was|were|be|been|being|has|have|had|do|does|did|not|amid|despite)$", re.IGNORECASE)
_MOST_WORDS = 6  # more are a clause
_DETERMINERS = frozenset(["the", "a", "an", "its", "their", "his", "her", "our"])
_ACCUSER = re.compile(
    rf"^(?:[^,]{{0,40}} – |[^,]{{0,40}} — )?(?P<who>(?:The |Federal |State )?{_OFFICE})\b", re.IGNORECASE
)
_OWNED = re.compile(
    r"\b(?:said|says|say|told|tells|stated|alleg\w*|accus\w*|claim\w*|suspect\w*|purported\w*|reportedly|according to|charg(?:ed|es)|indict\w*"
    r"|believ\w*|think\w*|thought|assum\w*|presum\w*|fear\w*|reckon\w*|argu\w*|wrote|writes|announced|warned|denied|denies|testified|sued|reported|called|described|estimate\w*|expect\w*)\b",
    re.IGNORECASE,
)


def owned(claim: str, question: str, quote: str, article: Article) -> str:
    """The claim, given back to the one whose word it is; "" where that is somebody, but nobody can tell who.

    A claim that says itself whose word it is, or that a question asks of somebody, stays as it is.
    """
    if _OWNED.search(claim) or re.search(r"\baccording to\b", question, re.IGNORECASE):
        return claim
    stems = set(text.content_stems(claim))
    said = [m for m in _SAID_BY.finditer(quote) if _covers(quote, m, stems)]
    doubted = [m for m in _DOUBTED.finditer(quote) if _covers(quote, m, stems)]
    thought = [m for m in _BELIEVED.finditer(quote) if _covers(quote, m, stems)]
    if not said and not doubted and not thought:
        return claim
    source = _source(said, quote, article) or next(filter(None, map(_thinker, thought)), "")
    return f"According to {source}, {_inside(claim, quote)}" if source else ""


def _covers(quote: str, cue: re.Match[str], stems: set[str]) -> bool:
    """Whether the claim is of what the cue speaks of: its own sentence part, not one behind a semicolon or "but"."""
    part = next(p for p in _parts(quote) if p[0] <= cue.start() < p[1])
    here = set(text.content_stems(quote[part[0] : part[1]]))
    return len(stems & here) * 2 > len(stems & set(text.content_stems(quote)))


def _parts(quote: str) -> Sequence[tuple[int, int]]:
    ends = [0, *(m.start() for m in re.finditer(r";|, but\b|, while\b", quote)), len(quote) + 1]
    return list(pairwise(ends))


def _source(said: Sequence[re.Match[str]], quote: str, article: Article) -> str:
    for match in said:
        if match["source"]:
            return " ".join(match["source"].split())
        return _lowered(match["office"])
    if accuser := _ACCUSER.match(quote):
        return _lowered(accuser["who"])
    return who_says(article.body, quote)


def _thinker(match: re.Match[str]) -> str:
    """Who is said to think so; "" where it is only "believed", or that cannot be told."""
    who = _CLAUSE.split(match["who"] or "")[-1].split()
    if not who or len(who) > _MOST_WORDS or who[-1].lower() in text.STOPWORDS or _NOBODY.search(who[-1]):
        return ""
    return _lowered(" ".join(who)) if who[0].lower() in _DETERMINERS else " ".join(who)


def _lowered(name: str) -> str:
    return name[:1].lower() + name[1:]


def _inside(claim: str, quote: str) -> str:
    """With a small first letter, unless the quotes have that word with a capital inside a sentence."""
    first = claim.split(maxsplit=1)[0].strip("\"“'’,")
    named = re.search(rf"(?<=[a-z,] ){re.escape(first)}\b", quote) or text.stem(first.lower()) in {
        s for n in text.named(quote) for s in n.stems
    }
    common = first.lower() in text.STOPWORDS | {
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "people",
        "police",
    }
    return claim[:1].lower() + claim[1:] if common or not named else claim
