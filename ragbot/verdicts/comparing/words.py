"""The words that compare, and what they ask of each of two: "taller" asks how tall each is."""

from __future__ import annotations

import re

from ragbot.verdicts.comparing.comparison import Cue

_MORE = {
    "higher": "high", "taller": "tall", "longer": "long", "older": "old", "heavier": "heavy", "larger": "large",
    "bigger": "large", "greater": "large", "deeper": "deep", "wider": "wide", "farther": "far", "further": "far",
    "faster": "fast", "hotter": "hot", "warmer": "warm", "stronger": "strong", "harsher": "long", "stiffer": "long",
}  # fmt: skip
_LESS = {
    "lower": "high", "smaller": "large", "shorter": "long", "younger": "old", "lighter": "heavy", "slower": "fast",
    "colder": "cold", "cooler": "cold", "weaker": "strong", "milder": "long", "closer": "far", "nearer": "far",
}  # fmt: skip
_DEARER, _CHEAPER = ("dearer", "costlier", "pricier"), ("cheaper",)
_SUPERLATIVES = {f"{w[:-1]}st": w for w in (*_MORE, *_LESS, *_DEARER, *_CHEAPER)} | {"furthest": "further"}
MORE = (
    rf"more|most|{'|'.join((*_MORE, *_DEARER, *(s for s, w in _SUPERLATIVES.items() if w in _MORE or w in _DEARER)))}"
)
LESS = rf"less|least|fewer|fewest|{'|'.join((*_LESS, *_CHEAPER, *(s for s, w in _SUPERLATIVES.items() if w in _LESS or w in _CHEAPER)))}"
EARLIER = r"first|earlier|earliest|sooner|before"
LATER = r"last|later|latest|after"
CUE = re.compile(rf"\b(?:(?P<more>{MORE})|(?P<less>{LESS})|(?P<earlier>{EARLIER})|(?P<later>{LATER}))\b", re.IGNORECASE)
# "More people"; "more expensive" counts nothing, nor does "more of them"
COUNTED = re.compile(
    r"\b(?:more|most|fewer|fewest|less|least)\s+(?!(?:than|of|in|at|on|for|expensive|costly|often|likely|or)\b)(?P<noun>[a-z]+)",
    re.IGNORECASE,
)
_PRICED = re.compile(
    rf"\b(?:{'|'.join((*_DEARER, *_CHEAPER))}|dearest|cheapest|(?:more|most|less|least) (?:expensive|costly)|in money|money)\b",
    re.IGNORECASE,
)
# What is high or heavy about these is a sum of money; what is heavy about a sentence is its length.
_SUMS = re.compile(r"\b(?:fines?|fees?|bills?|costs?|prices?|pay|paid|restitution|damages?|compensation|settlement|takeover|deal|deficit|budget|loan|salary|wage|wages)\b", re.IGNORECASE)  # fmt: skip
_TERMS = re.compile(r"\b(?:sentences?|prison|jail|terms?)\b", re.IGNORECASE)
# Compared with what is no second thing: "than expected", "than 300 metres", "than last year", "than economists had feared".
NO_SIDE = re.compile(
    r"^(?:(?:was |were |had been |first |originally |previously )?(?:expected|planned|forecast|feared|hoped|thought|announced|usual|normal|ever|before|average|now|today|that|this|half|(?-i:[a-z]\w*))"
    r"|(?:a|one|the|last|this) (?:year|month|week|day|decade)(?: (?:ago|before|earlier))?|(?:any|all|half|an? (?:third|quarter|hour|day|week|month|year))\b.*"
    r"|\$?\d[\d,.]*(?: \w+){0,2}|(?:\w+ ){1,3}(?:(?:had |have |was |were )?(?:expected|feared|planned|hoped|thought|predicted|said|says?|claims?))\b.*)$",
    re.IGNORECASE,
)
_PEOPLE = ("people", "children", "women", "men", "sheep", "staff")


READ = 600  # characters of a question; a longer one is none
YEAR = re.compile(r"(?:(?:in|of)\s+)?((?:19|20)\d{2})", re.IGNORECASE)
CLAUSE = re.compile(r"[;:—–]|,(?!\d)|\b(?:and|but|while)\b(?= in\b)")


def cue_of(match: re.Match[str]) -> Cue:
    return match.lastgroup  # type: ignore[return-value]  # the groups are named so


def how(words: str) -> str:
    """How the question about one of two begins: "How many people", "How tall"; "" where the words do not tell."""
    if _PRICED.search(words):
        return "How much money"
    if counted := COUNTED.search(words):
        noun = counted["noun"].lower()
        if _SUMS.fullmatch(noun):
            return "How much money"
        return f"How {'many' if noun.endswith('s') or noun in _PEOPLE else 'much'} {counted['noun']}"
    for match in CUE.finditer(words):
        word = match[0].lower()
        word = _SUPERLATIVES.get(word, word)
        if base := _MORE.get(word) or _LESS.get(word):
            if base in ("high", "heavy", "large") and _SUMS.search(words):
                return "How much money"
            return "How long" if base == "heavy" and _TERMS.search(words) else f"How {base}"
    return ""
