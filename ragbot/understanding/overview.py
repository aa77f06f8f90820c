"""Questions that ask for no fact but for all of it: what became of something, or who somebody is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from ragbot import text

_PLEASE = (
    r"\W*(?:(?:please|okay|ok|so|and|hi|hello|hey|sorry)\b[\s,]*){0,3}"
    r"(?:(?:can|could|would|will) you (?:please )?|i(?:['’]d| would) like (?:you to )?|i (?:want|need) (?:you to )?)?"
)
_KIND = r"(?:summary|overview|time ?line|chronology|recap|run-?down|round-?up|synopsis|gist|low-?down|saga|short version|story so far)"
_WHAT = r"what(?:['’]s| is| was| are| were)"
_ASKING = "|".join(
    (
        r"(?:tell|show) me (?:(?:a bit|a little|more|something|everything|all|what you know) ){0,2}(?:about|of)",
        rf"(?:(?:give|show|write|get|make) (?:me |us )?|gimme )?(?:(?:an?|the|your) )?(?:(?:(?:short|brief|quick|little|full|rough|general|good|detailed|complete) ){{0,2}}){_KIND} (?:of|on|about|for)",
        r"(?:(?:briefly|quickly) )?(?:summari[sz]e|sum up|recap|outline)",
        r"(?:catch|bring|fill|brief|update|run|walk|talk|take) me (?:(?:up (?:to (?:date|speed) )?|in )?(?:on|about|with)|through)",
        r"what (?:do (?:we|you) know|is known|has been (?:reported|written)) (?:so far )?(?:about|of|on)",
        rf"{_WHAT} the (?:main|key|most important) (?:points?|facts?|events?|things?) (?:of|in|about|on)",
        rf"{_WHAT} (?:the (?:whole |full )?(?:story|fuss)|(?:it )?all (?:that|this)|(?:all )?(?:that|this)) (?:of|about|behind|with)",
        r"what(?:['’]s| is| was| has)? (?:(?:ever )?happened|happening|going on|been going on|become|became) (?:to|of|with|at)",
        rf"{_KIND}(?:,? please)?\s*[:–-]",
    )
)
_TAIL = r"(?:,? (?:please|for me|would you|could you|can you|if you can|so far|up to now|in short|in brief|in a nutshell|thanks?|thank you))*[\s.?!]*$"
_STORY = re.compile(rf"{_PLEASE}(?:{_ASKING})\s+(?P<what>.+?){_TAIL}", re.IGNORECASE)
_BEHIND = re.compile(
    rf"\W*(?P<what>.+?)(?:[\s,:–-]+(?:(?:an?|the) )?(?:\w+ )?{_KIND}"
    rf"|\s*[,:–-]+\s+(?:{_WHAT} (?:the story|happened)|what happened|(?:bring|catch) me up(?: to (?:speed|date))?)){_TAIL}",
    re.IGNORECASE,
)
_CAPITAL = r"[^\W\d_a-z][\w.’'-]*"
_NAME = re.compile(
    rf"\W*(?:(?i:and|so|but)\s+)?(?:(?i:sorry),\s+)?(?i:who|what)(?:['’]?s|\s+(?:is|was|are|were))\s+(?:the |this )?(?P<name>{_CAPITAL}(?:\s+(?:of |the |de |von |van )?{_CAPITAL}){{0,5}})"
    r"(?:,? and (?:what|why)\b.{0,60}|,? please)?[\s?!.]*$"
)
# "What happened to the man who …?", "give me a summary of how it came to that" and "did he make a timeline" ask for one thing.
_PARTICULAR = re.compile(
    r"\b(?:who(?:m|se)?|what|which|when|where|why|how|did|does|do|was|were|is|are|has|have|had)\b", re.IGNORECASE
)
# "The Kordas case" is found by Kordas.
_SUCH = re.compile(r"\s+(?:affair|case|events?|incident|issue|matter|news|saga|situation|story)$")
# "Who is Prime Minister of Tarn?" and "what is the GDP of Tarn?" name nobody.
_OFFICE = re.compile(r"(?:\S+ ){0,3}(?:of|for) \S+$")
_NOBODY = re.compile(r"(?:tell|say|said|he|she|they|it|i|we|you)\b", re.IGNORECASE)
_LONG = 200  # characters
_WORDS = 12


@dataclass(frozen=True, slots=True)
class Overview:
    """`subject` is what is to be told of; of a `name`, who or what it is."""

    subject: str
    kind: Literal["story", "name"]


def read_overview(question: str) -> Overview | None:
    """None for a question that asks for something in particular."""
    question = " ".join(question.split())
    if len(question) > _LONG:
        return None
    if found := _NAME.match(question):
        name = found["name"].rstrip(".")
        return None if _OFFICE.match(name) or set(text.words(name)) <= text.TITLES else Overview(name, "name")
    found = _STORY.match(question) or _BEHIND.match(question)
    what = _SUCH.sub("", found["what"]) if found else ""
    if len(what.split()) > _WORDS:
        what = what.partition(", ")[0]
    known = what and not _NOBODY.match(what) and not _PARTICULAR.search(what) and len(what.split()) <= _WORDS
    return Overview(what, "story") if known else None
