"""Latest or first, who spoke, and how the answer is wished for."""

from __future__ import annotations

import re

from ragbot import text
from ragbot.text.speech import ASKED
from ragbot.understanding.model import Order

_FIGURE = r"(?:figures?|counts?|results?|tolls?|tally|numbers?|costs?|sums?|prices?|bills?|scores?|estimates?|versions?|reports?|totals?|news|state|status|word|deadline|date|developments?|stand(?:ings?)?)"  # fmt: skip
_LATEST = re.compile(
    r"\b(?:currently|at\s+present|right\s+now|at\s+the\s+moment|so\s+far|to\s+date|in\s+the\s+end|finally|eventually"
    r"|at\s+last\s+count|as\s+it\s+stands|as\s+things\s+stand|end(?:s|ed)?\s+up|nowadays|these\s+days|ultimately)\b"
    rf"|\b(?:latest|newest|most\s+recent|final|current|up-to-date)\s+(?:\w+\s+){{0,3}}?{_FIGURE}\b"
    rf"|\b(?:latest|newest|most\s+recent|current)\b(?=\s+(?:[\w-]+\s+){{0,3}}?{text.AMOUNTS}\b)"
    r"|\bwhat(?:['’]s|\s+is)\s+the\s+(?:latest|newest)(?=\s+(?:in|on|about|from|with|concerning)\b|\W*$)|(?<!until )(?<!just )(?<!up to )\bnow\b(?!\s+(?:defunct|former|infamous|famous))"
    r"|\bat\s+the\s+(?:newest|latest|current)\b",
    re.IGNORECASE,
)
_FIRST = re.compile(
    r"\b(?:originally|initially|at\s+first|to\s+begin\s+with)\b"
    r"|\bfirst\s+(?:reported|said|announced|estimated|thought|believed|claimed|published|told|given|named|planned)\b"
    r"|\b(?:first|earliest|original|initial|preliminary)\s+(?:\w+\s+)?(?:reports?|articles?|accounts?|estimates?|figures?|counts?|versions?|tolls?|tally|plans?)\b",
    re.IGNORECASE,
)
# Answering and thinking, too: this is told to the asker, and decides nothing.
_SAID = rf"(?:{ASKED}|critici[sz]ed?|think|believe|deny|denied|ask(?:ed)?(?:\s+for)?|respond(?:ed)?|react(?:ed)?|comment(?:ed)?|put\s+it)"
_SPEAKER = re.compile(rf"\b(?:did|does|has|had)\s+((?:[\w’'.-]+\s+){{0,4}}?[A-Z][\w’'.-]*(?:\s+[A-Z][\w’'.-]*){{0,3}})\s+(?:\w+ly\s+)?{_SAID}\b")  # fmt: skip
# "… or August 2026? I need both numbers." tells how to answer; "Only on Monday", "Only the injured" and "Give me the names of
# the dead" tell what to look for.
_WISH = re.compile(
    r"\s+(?:(?:please|and|but|just|also)[,\s]+)*(?:give|tell|show|name|list|answer|state|say|include|keep|only|both|in\s+(?:one|two|a|short)"
    r"|i(?:['’]d|\s+would)?\s+(?:just\s+|only\s+)?(?:need|want|like))\b(?!.*\b(?:wh\w+|how|if)\b).{0,80}$",
    re.IGNORECASE,
)
_LONG = 120  # characters; a longer text behind a question tells of its matter, too
_MANNER = re.compile(
    r"\b(?:answers?|both|brief(?:ly)?|dates?|figures?|names?|numbers?|sentences?|short|words?)\b", re.IGNORECASE
)
_MATTER = re.compile(
    r"\d|\b(?:of|for|from|about|on|at|by|with|since|until|during|yesterday|today|days?|weeks?|months?|years?)\b",
    re.IGNORECASE,
)


def without_wish(question: str) -> str:
    """The question without a last sentence that says nothing but how to answer it."""
    asked, mark, wish = question.rpartition("?")
    if not mark or len(wish) > _LONG or not _WISH.match(wish):
        return question
    tells = _MANNER.search(wish) and not _MATTER.search(wish) and not text.names(wish)
    return asked + mark if tells else question


def find_order(question: str) -> tuple[Order, str]:
    """Whether the state of things now or at the beginning is asked for, and the words that say so."""
    first = _FIRST.search(question)
    if first:
        return "first", first[0]
    latest = _LATEST.search(question)
    return ("latest", latest[0]) if latest else ("", "")


def find_speaker(question: str) -> str:
    """The person whose words are asked for."""
    found = _SPEAKER.search(question)
    return found[1] if found else ""
