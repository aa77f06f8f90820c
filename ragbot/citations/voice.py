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
_SAID_BY = re.compile(rf"\b(?P<office>(?:(?:the|an?) (?:[a-z]+ )?)?{_OFFICE}) (?:\w+ )?(?:said|say|says|allege|alleged|claim|believe)\b|\baccording to (?P<source>(?:the |a |an )?[^,.;:\"“”]{{3,60}}?)(?=[,.;:\"“”]|$| (?:and|but|who|which|that)\b)", re.IGNORECASE)  # fmt: skip
# What is only thought, and by whom where it says so
_THOUGHT = r"(?:belie(?:ve[sd]?)|thinks?|thought|suspects?|suspected|assumes?|assumed|presumes?|presumed|fears?|feared|reckons?|reckoned)"
_BELIEVED = re.compile(
    rf"(?:^|[,;–—] ?)(?P<who>[^,.;:\"“”–—]{{3,60}}?) (?:\w+ly )?(?:now |also |still )?{_THOUGHT}\b(?! to\b)"
    rf"|\b(?:is|are|was|were|be|been) (?:\w+ly )?{_THOUGHT} to\b",
)
_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being|has|have|had)$")
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
        return match["office"].lower()
    if accuser := _ACCUSER.match(quote):
        return accuser["who"].lower()
    return who_says(article.body, quote)


def _thinker(match: re.Match[str]) -> str:
    """Who is said to think so; "" where it is only "believed"."""
    who = " ".join((match["who"] or "").split())
    if not who or _PASSIVE.search(who):
        return ""
    first, rest = who[:1], who[1:]
    return first.lower() + rest if who.split()[0] in ("The", "A", "An", "Its", "Their", "His", "Her") else who


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
