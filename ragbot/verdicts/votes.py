"""How votes end: "by 34 votes to 26", which tells how many voted for and how many against."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ragbot import text
from ragbot.citations import Quote

_VOTE = re.compile(r"\b(?:vot(?:e[ds]?|ing)|ballots?|majority)\b", re.IGNORECASE)
_TALLY = re.compile(
    r"(?<![\w.,–-])(\d[\d,]{0,14})(?: votes?)?(?: ?[-–] ?| to | against )(\d[\d,]{0,14})(?![\d–-])", re.IGNORECASE
)  # nobody has more votes, and int() refuses thousands of digits
_HOW_MANY = re.compile(
    r"\bhow many\b.{0,80}?\b(?:voted|vote|were) (?:for|against|in favou?r of|yes|no)\b", re.IGNORECASE
)
_COUNTED = re.compile(r"\b(?:\d[\d,]*|[a-z-]+) (?:\w+ ){0,3}(?:voted|backed|voting)\b", re.IGNORECASE)
# "by 34 votes to 26", "voted 34-26": nothing else that is so much to so much
_ENDED = re.compile(
    r"\b(?:by|with|votes?|voted|vote of|voting)(?: about| a vote of)? \d[\d,]*(?: votes?)?(?: ?[-–] ?| to | against )\d[\d,]*(?: votes?)?"
    r"(?! (?:percent|per cent|years?|degrees|points|goals))(?!\s?%)",
    re.IGNORECASE,
)
_FORECAST = re.compile(r"\b(?:polls?|expect\w*|odds|predict\w*|forecast\w*|would|could|might)\b", re.IGNORECASE)
_ALONE = re.compile(r"\b(?:percent|per cent)\b|%", re.IGNORECASE)
_BEHIND = 0.3  # in score: a vote that is told so far behind the best sentence is another one


def is_of_vote(question: str) -> bool:
    return bool(_VOTE.search(question))


def tallies(sentence: str) -> list[text.Quantity]:
    """How a vote ended, "118 to 74", whichever side is named first."""
    pairs = [sorted(int(m[n].replace(",", "")) for n in (1, 2)) for m in _TALLY.finditer(sentence)]
    return [text.Quantity(f"{most}-{least}", frozenset({"vote"})) for least, most in pairs]


def tallied(question: str, fitting: Sequence[Quote]) -> Quote | None:
    """To how many voted for something, or against it: the best sentence that tells how one vote ended.

    It has none of the words that count the voters, and a small model takes the number that has: "her coalition has 33 members".
    """
    if not (is_of_vote(question) and _HOW_MANY.search(question)) or _ALONE.search(question):
        return None
    near = [q for q in fitting if q.sentence.score >= fitting[0].sentence.score - _BEHIND]
    if any(_counts_voters(q.sentence.text) for q in near):
        return None
    told = next((q for q in near if _tells_how_one_ended(q.sentence.text)), None)
    return told if told and _is_of(question, told) else None


def _counts_voters(sentence: str) -> bool:
    return any(text.numbers(m[0]) for m in _COUNTED.finditer(sentence))


def _tells_how_one_ended(sentence: str) -> bool:
    return bool(_ENDED.search(sentence)) and not _FORECAST.search(sentence) and len(tallies(sentence)) == 1


def _is_of(question: str, told: Quote) -> bool:
    """Whether the sentence, or the headline of an article that tells of no other vote, has a word of what was voted on."""
    article, match = told.source.article, _HOW_MANY.search(question)
    topic = text.senses(text.content_stems(question[match.end() :])) if match else set()
    alone = len(tallies(article.body)) == 1
    words = f"{article.headline} {told.sentence.text}" if alone else told.sentence.text
    return bool(topic & text.senses(text.content_stems(words)))
