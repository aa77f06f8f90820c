"""Does a question need the conversation to be understood, and what it then asks.

What an earlier turn was about is kept apart from what is asked now: both are searched for, and the second counts more
(conversational search with weighted history: Voskarides et al., Query Resolution, SIGIR 2020).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ragbot import text
from ragbot.conversation.persons import with_name
from ragbot.domain import Turn

_LEANS_BACK = re.compile(
    r"\b(he|she|it|they|him|her|them|his|hers|its|their|theirs|this|that|these|those|there|then|same|"
    r"former|latter|else|instead)\b",
    re.IGNORECASE,
)
_OPENS_IN_MIDDLE = re.compile(
    r"^\s*(and|but|so|or|also|what about|how about|why|when|where|who|how (much|many))\b", re.IGNORECASE
)
_GOES_ON = re.compile(r"^\s*(?:and|but|so|or|also|what about|how about)\b[\s,]*", re.IGNORECASE)
_PEOPLE = re.compile(r"\b(?:they|them|theirs?)\b", re.IGNORECASE)
_GOES_BACK = re.compile(
    r"\s*(?:and|but|so)?\s*(?:(?:going )?back to |as for |about )?the [^,:?]{2,40}[,:]\s", re.IGNORECASE
)
_VERB = re.compile(
    r"\b(?:whether|who|whom|whose|what|which|when|where|why|how|is|are|was|were|do|does|did|has|have|had|will|would|can|could|should)\b",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"^(?:(?P<before>in|at|for|on|from|by|of|with|to|during|after|before)\s+)?(?P<what>.+)$", re.IGNORECASE
)
_NAME = re.compile(r"[A-Z][\w'’-]+(?:\s+(?:of\s+|the\s+)?[A-Z][\w'’-]+)*")
_YEAR = re.compile(r"(?:[A-Z][a-z]{2,8}\s+)?\b(?:19|20)\d{2}\b")
_A_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
_YEARS_ON = re.compile(
    r"\b(?:(?P<count>a|one|two|three|four|five|ten|\d{1,2}) years? (?P<way>later|after(?:wards)?|on|earlier|before)"
    r"|the (?P<next>next|following|previous) year|the year (?P<beside>after|before))\b",
    re.IGNORECASE,
)
_BACK = ("earlier", "before", "previous")
_PART = re.compile(r"[?;] ?")
_THANKS = re.compile(
    r"^\W*(thanks?( you)?|thank you( very much)?|ok(ay)?|great|hello|hi|hey|bye|good (morning|evening))\W*$",
    re.IGNORECASE,
)
_SHORT = 5  # words: "and in Ohio?", "who said that?"
_NAMELESS = 9  # words, at most, of a question that is about what was talked of where it names nothing itself
_WHOLE = 3  # content words of a question that needs no other one to be understood
_LAST = 8  # questions of a talk that the next one may go on from
_ABOUT = " (about: "
_MAX_REWRITE = 400
_MAX_CONTEXT = 400  # characters


@dataclass(frozen=True, slots=True)
class Standalone:
    """What is asked, and what it is asked about if the question leaves that to an earlier turn."""

    asks: str
    about: str = ""

    @property
    def text(self) -> str:
        """Both as one line: what is searched for, shown and put to a model."""
        return f"{self.asks}{_ABOUT}{self.about})" if self.about else self.asks


def questions(history: Sequence[Turn]) -> list[int]:
    """Where in a conversation something was asked."""
    return [at for at, (role, words) in enumerate(history) if role == "user" and not is_small_talk(words)]


def with_questions(history: Sequence[Turn], put: Callable[[str], str]) -> list[Turn]:
    """The same turns, the last questions, from which the next one may go on, as `put` has them."""
    turns = list(history)
    for at in questions(history)[-_LAST:]:
        turns[at] = turns[at][0], put(turns[at][1])
    return turns


def read(question: str) -> Standalone | None:
    """A question that was resolved before, as `Standalone.text` words it; None for any other."""
    asks, _, about = question.removesuffix(")").partition(_ABOUT)
    return Standalone(asks, about) if asks and about and question.endswith(")") else None


def is_small_talk(question: str) -> bool:
    """Thanks and greetings: nothing to search for."""
    return bool(_THANKS.match(question))


def needs_context(question: str, history: Sequence[Turn]) -> bool:
    """Whether the question leans on an earlier one: it goes on from it, has a pronoun, or is short, and names nothing."""
    if not questions(history):
        return False
    short = len(question.split()) <= _SHORT
    if _GOES_ON.match(question) or (short and _OPENS_IN_MIDDLE.match(question)):
        return True
    if text.names(question):
        return short and bool(_LEANS_BACK.search(question))
    named = text.has_number(question) or len(question.split()) > _NAMELESS  # "how big was the crowd?" has neither
    return not named or bool(_LEANS_BACK.search(question))


def stands_alone(question: str, subject: str) -> bool:
    """Whether a question tells what it wants to be told of: "summarise the theft" does, "tell me more about it" does not,
    and "what happened to the driver?" asks for the one of the talk.
    """
    if not text.content_stems(subject) or _LEANS_BACK.search(subject) or _GOES_ON.match(question):
        return False
    return bool(text.names(f"of {subject}")) or not _VERB.match(question)


def may_turn(question: str) -> bool:
    """Whether a question that names nothing may all the same be about something new: it has no "it", says enough to be
    looked for by itself, and is a whole question.
    """
    back = _GOES_BACK.match(question)
    rest = question[back.end() :] if back else _GOES_ON.sub("", question)
    leans = bool(_LEANS_BACK.search(rest)) and not back
    whole = bool(_VERB.match(rest.strip()))
    return whole and not leans and len(text.content_stems(question)) >= _WHOLE


def settled(history: Sequence[Turn]) -> list[Turn]:
    """The same turns, its last questions with what they left to those before them: "How long did it last?" names nothing
    that the next one could go on about.
    """
    turns = list(history)
    for at in questions(history)[-_LAST:]:
        role, words = turns[at]
        if read(words) is None and needs_context(words, turns[:at]):
            turns[at] = role, resolve(words, turns[:at]).text
    return turns


def resolve(question: str, history: Sequence[Turn]) -> Standalone:
    """The question with what it leaves out, taken from the last turns; no model is asked.

    "And in Ohio?" puts Ohio into the last question; any other keeps its words and is about the last question, and
    about whom its answer names where a pronoun may mean them. Shape: `asks` is never empty.
    """
    asked = questions(history)
    last = history[asked[-1]][1] if asked else ""
    answer = next((words for role, words in history[asked[-1] :] if role == "assistant"), "") if asked else ""
    before = " ".join(_subject(last).rstrip(" ?.").split())
    own = _GOES_ON.sub("", question.strip())
    if not _VERB.search(own) and len(own.split()) <= _SHORT:
        moved = _years_on(own, before)
        swapped = f"{moved}?" if moved != before else _swap(own.rstrip(" ?.!"), before)
        if swapped:
            return Standalone(swapped)
    about = [_years_on(own, before)]
    told = with_name(own, [words for _, words in reversed(history[-2 * _LAST :])])
    if told != own:
        own = told
    elif not text.content_stems(own):  # "Why?", "Who said that?"
        about.append(answer)
    elif _PEOPLE.search(own):
        named = (n for n in _NAME.findall(answer) if n.lower() not in text.STOPWORDS)
        about.append(", ".join(dict.fromkeys(named)))
    return Standalone(own[:1].upper() + own[1:] or question, "; ".join(filter(None, about))[:_MAX_CONTEXT])


def _subject(last: str) -> str:
    """The last question and, of those that it is about in turn, what it leaves open: what names something, what says
    anything. A long talk is not about all that was ever asked in it.
    """
    known = read(last)
    if not known:
        return last
    told = [part for part in _PART.split(known.about) if text.content_stems(part)]
    kept = [known.asks.rstrip(" ?.")] if text.content_stems(known.asks) else told[:1]
    if len(text.content_stems(" ".join(kept))) < _WHOLE and not any(map(text.names, kept)):
        kept += [*(part for part in told if text.names(part)), *told][:1]
    return "? ".join(dict.fromkeys(kept))


def _years_on(question: str, before: str) -> str:
    """What an earlier turn was about, its years moved where the question asks of "a year later"."""
    found = _YEARS_ON.search(question)
    if not found:
        return before
    count = text.numbers(found["count"] or "one") or {"1"}
    years = int(min(count)) * (-1 if (found["way"] or found["next"] or found["beside"]).lower() in _BACK else 1)
    return _A_YEAR.sub(lambda year: str(int(year[0]) + years), before)


def _swap(fragment: str, before: str) -> str:
    """The last question with the fragment in the place of what is like it: a time, or a name behind the same word."""
    found = _PLACE.match(fragment)
    if not found or not before:
        return ""
    behind = rf"(?<=\b{found['before'].lower()}\s)(?:the\s+)?" if found["before"] else ""
    like = _YEAR if _YEAR.search(fragment) else _NAME
    found_there = re.finditer(f"{behind}(?:{like.pattern})", before)
    likes = [m for m in found_there if m.start() and (like is _YEAR or m[0].split()[0].lower() not in text.CALENDAR)]
    if not likes:
        return f"{before} {fragment}?" if found["before"] else ""
    ahead = before[: likes[-1].start()]
    what = found["what"].removeprefix("the ") if ahead.lower().endswith("the ") else found["what"]
    return f"{ahead}{what}{before[likes[-1].end() :]}?"


def usable_rewrite(rewrite: str, question: str, history: Sequence[Turn]) -> bool:
    """A rewrite is kept only if it is one short line and brings no name from outside the conversation."""
    line = rewrite.strip()
    if not line or "\n" in line or len(line) > _MAX_REWRITE:
        return False
    said = {text.stem(w) for w in text.words(" ".join([question, *(words for _, words in history)]))}
    return text.names(line) <= said
