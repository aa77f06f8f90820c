"""Who says a sentence of an article: the name that stands at its verb of speech, or the one that its pronoun means.

The rules are those by which quotations are given to speakers in news text (Pareti et al., Automatically Detecting and
Attributing Indirect Quotations, EMNLP 2013): the name nearest the verb, else the last one that spoke. Where two names
may be meant, nobody is named.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from ragbot import text
from ragbot.domain import Span
from ragbot.text.speech import SPOKEN

_SPEECH = re.compile(rf"\b(?:{SPOKEN}|according to|used to say)\b", re.IGNORECASE)
_TITLE = r"(?:Dr|Mr|Mrs|Ms|Gen|Gov|Sen|Rep|St|Lt|Col|Sgt|Prof|Rev|Jr|Sr)\.|[A-Z]\."
_NAME = re.compile(
    rf"(?<![\w’'-])(?:{_TITLE}|[A-Z][\w’-]*[\w](?:'[A-Z]\w+)?)(?: (?:de |van |von |al-)?(?:{_TITLE}|[A-Z][\w’-]*\w))*"
)
_PRONOUN = re.compile(
    rf"\b(?:he|she|they|I)(?: \w+ly| also| then| later)? {SPOKEN}\b|(?<=[,\"” ] )(?:said|says) (?:he|she)\b",
    re.IGNORECASE,
)
_END = re.compile(
    r"(?<=[.!?])(?<!\bDr\.)(?<!\bMr\.)(?<!\bMs\.)(?<!\bSt\.)(?<!\bMrs\.)(?<!\bGov\.)(?<!\bGen\.)(?<!\bSen\.)(?<!\bRep\.)(?<!\bRev\.)(?<![ (][A-Z]\.)"
    r"[\"”’']?\s+(?=[\"“‘]?[A-Z])|\n+"
)
_CLAUSE_END = re.compile(
    r"(?:(?<!\bDr)(?<!\bMr)(?<!\bMs)(?<!\bSt)(?<!\bMrs)(?<!\bGov)(?<!\bGen)(?<!\bSen)(?<!\bRep)(?<!\bRev)(?<![ (][A-Z])\.|[;\"“”:])\s|\bthat\b"
)
_TO_OTHERS = frozenset({"told", "tell", "tells", "telling"})
_QUOTE = re.compile(r"[\"“]([^\"“”]{2,})[\"”]")
_NO_PERSON = frozenset(
    word.capitalize()
    for word in text.STOPWORDS
    | text.CALENDAR
    | {"according", "but", "even", "one", "two", "three", "yes", "last", "though", "although", "since", "nobody"}
)
_BACK = 3  # sentences before a quotation in which its speaker may have been named


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks, as the article names them at fullest, and the sentence of the article that names them."""

    name: str
    named: Span


def quotations(words: str) -> list[str]:
    """What stands between quotation marks."""
    return _QUOTE.findall(words)


def find_speaker(body: str, sentences: Sequence[Span], at: int) -> Speaker | None:
    """Who says the sentence `sentences[at]` of an article's body; None where that is not safe to tell."""
    words = body[sentences[at].start : sentences[at].end]
    plain = _QUOTE.sub(lambda m: " " * len(m[0]), words)
    if _PRONOUN.search(plain) and not _names_one(plain):
        return _before(body, sentences, at)
    if name := _names_one(plain):
        return Speaker(_fullest(name, body), sentences[at])
    if _is_bare(words, plain) or (_SPEECH.search(plain) is None and quotations(words)):
        return _before(body, sentences, at)
    return None


@lru_cache(maxsize=64)
def _cut(body: str) -> tuple[Span, ...]:
    """Sentences, near enough to tell who spoke last."""
    ends = [0, *(m.end() for m in _END.finditer(body)), len(body)]
    return tuple(Span(a, b) for a, b in pairwise(ends) if body[a:b].strip())


@lru_cache(maxsize=512)
def who_says(body: str, quote: str) -> str:
    """The name of the one who says a passage of the body; "" where that is not safe to tell."""
    start = body.find(quote)
    if start < 0:
        return ""
    spans = [s for s in _cut(body) if s.end <= start][-_BACK:]
    found = find_speaker(body, [*spans, Span(start, start + len(quote))], len(spans))
    return found.name if found else ""


def _names_one(plain: str) -> str:
    """The name at the verb of speech: behind it, or its subject in front of it."""
    for verb in _SPEECH.finditer(plain):
        behind = _CLAUSE_END.split(plain[verb.end() :], maxsplit=1)[0]
        turned = re.match(r"\s+(?:by |to )?(?:the |a |an )?(?:[a-z’'-]+ |[a-z’'-]+, )*", behind)
        told = verb[0].lower() in _TO_OTHERS  # who is told does not speak
        if turned and not told and not re.match(r"(?:he|she|they|it|reporters|him|her|them|on)\b", behind.lstrip()):
            name = _NAME.match(behind, turned.end())
            # "Said the chairman of the Valley Farmers, Hollis Ditmar": the office's holder, not the office.
            if name and re.search(r"\b(?:of|for|at)(?: the)? $", behind[: name.start()]):
                name = _NAME.match(behind, name.end() + 2) if behind.startswith(", ", name.end()) else None
            if name and _person(name[0]) and _may_follow(plain, verb):
                return _person(name[0])
        if verb[0].lower() != "according to" and (name_ahead := _subject(plain[: verb.start()])):
            return name_ahead
    colon = re.match(r"([^:\"“]{4,120}):\s*$", plain.rstrip(" .") + " ") or re.match(r"([^:\"“]{4,120}): {8,}", plain)
    found = _people(colon[1]) if colon else []
    return found[0] if len(found) == 1 else ""


def _may_follow(plain: str, verb: re.Match[str]) -> bool:
    """Whether the verb stands behind a quotation or a comma: "…," said Vance."""
    ahead = plain[: verb.start()].rstrip()
    return verb[0].lower() == "according to" or not ahead or ahead[-1] in ",;" or plain[: verb.start()].endswith("  ")


def _subject(ahead: str) -> str:
    """The subject of a verb behind `ahead`: the last name, or the one that an apposition between commas is of."""
    clauses = re.split(r"[;:]|  +|\b(?:and|but|that|while)\b", ahead)
    if len(clauses) > 1 and not clauses[-1].strip():  # "Borgwick spoke of a warning and said"
        only = _people(ahead)
        return only[0] if len(only) == 1 and ahead.lstrip().startswith(only[0]) else ""
    clause = clauses[-1]
    found = _people(clause)
    if not found:
        return ""
    first = clause.find(found[0]) + len(found[0])
    rest = clause[first:].strip()
    if (
        not rest
        or (rest.startswith(",") and rest.endswith(","))
        or re.fullmatch(r"(?:also|has|had|\w+ly|of the [\w ]+)", rest)
    ):
        return found[0]
    return found[-1] if clause.rstrip().endswith(found[-1]) else ""


def _before(body: str, sentences: Sequence[Span], at: int) -> Speaker | None:
    """The one who spoke last; else the only person of the sentence before."""
    for i in range(at - 1, max(-1, at - 1 - _BACK), -1):
        words = body[sentences[i].start : sentences[i].end]
        plain = _QUOTE.sub(lambda m: " " * len(m[0]), words)
        people = list(dict.fromkeys(_fullest(p, body) for p in _people(plain)))
        if name := _names_one(plain):
            return Speaker(_fullest(name, body), sentences[i])
        full = [p for p in people if " " in p and re.search(rf"{re.escape(p)},? (?:who|of|\d|a|the|an|from|had|has|is|was|will|stood|sat|keeps|runs)\b|, {re.escape(p)}", plain)]  # fmt: skip
        if len(full) == 1:
            return Speaker(full[0], sentences[i])
        if people:
            return None
    return None


def _people(words: str) -> list[str]:
    found = (_person(m[0]) for m in _NAME.finditer(words))
    return [name for name in found if name]


def _person(run: str) -> str:
    words = run.removesuffix("’s").removesuffix("'s").split()
    while words and words[0] in _NO_PERSON:
        words = words[1:]
    return "" if not words or words[-1] in _NO_PERSON or (words[0].isupper() and len(words[0]) > 2) else " ".join(words)  # noqa: PLR2004  # "AP" and "BRENNICK" are places and papers


def _fullest(name: str, body: str) -> str:
    """The longest name of the article that ends in this one."""
    if " " in name:
        return name
    longer = {p for p in _people(body) if p.split()[-1] == name and " " in p}
    ends = {p.split()[-2] for p in longer}
    return max(longer, key=len) if len(ends) == 1 else name


def _is_bare(words: str, plain: str) -> bool:
    return bool(quotations(words)) and not any(c.isalnum() for c in plain)
