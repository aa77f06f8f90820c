"""How votes end: "by 34 votes to 26", which tells how many voted for and how many against."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ragbot import text
from ragbot.citations import Quote

_VOTE = re.compile(r"\b(?:vot(?:e[ds]?|ing)|ballots?|majority)\b", re.IGNORECASE)
_TALLY = re.compile(
    r"(?<![\w.,–-])(\d[\d,]*)(?: votes?)?(?: ?[-–] ?| to | against )(\d[\d,]*)(?![\d–-])", re.IGNORECASE
)
_HOW_MANY = re.compile(
    r"\bhow many\b.{0,80}?\b(?:voted|vote|were) (?:for|against|in favou?r of|yes|no)\b", re.IGNORECASE
)
_ENDED = re.compile(
    r"\b(?:elected|chosen|chose|adopted|passed|approved|backed|rejected|defeated|lost|failed|carried|decided)\b",
    re.IGNORECASE,
)
_ROSE = re.compile(r"\bfrom (?:about |some )?\d[\d,]* to \d", re.IGNORECASE)
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
    return next((q for q in near if _tells_how_one_ended(q.sentence.text)), None)


def _tells_how_one_ended(sentence: str) -> bool:
    ended = is_of_vote(sentence) or _ENDED.search(sentence)
    return bool(ended) and not _ROSE.search(sentence) and len(tallies(sentence)) == 1
