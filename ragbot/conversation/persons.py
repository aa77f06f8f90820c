"""Whom "he" and "she" of a question mean, among those that a conversation has named."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ragbot import text

_PRONOUN = re.compile(r"\b(?:(?P<own>his|her(?=\s+[a-z]))|he|she|him|her)\b", re.IGNORECASE)
_NAMES = re.compile(r"(?<![\w’'-])[A-Z][\w’'-]+(?:\s+(?:(?:van|von|de|al|bin)\s+)?[A-Z](?:\.|[\w’'-]+))+")
_WHERE = re.compile(r"\b(?:in|near|at|around|outside|between)\s+(?:the\s+)?$", re.IGNORECASE)
_BEFORE = 20  # characters in which such a word stands
# Words of what is written like a person's name and is none; nobody's last name, as Judge and Banks are.
_NO_PERSON = re.compile(
    r"(?:minister|president|secretary|governor|commissioner|director|council|party|union|league|government|ministry|police"
    r"|orchestra|museum|company|agency|newspaper|university|hospital)$",
    re.IGNORECASE,
)


def with_name(question: str, said: Sequence[str]) -> str:
    """The question with a full name in the place of its first "he" or "she", if it has none before that: the first name of
    the turns that were `said`, the last turn first.

    A name behind a "he" is somebody else's: "He was a witness in the trial of Ignaz Kordas."
    """
    pronoun = _PRONOUN.search(question)
    if not pronoun or _first_person(question[: pronoun.start()]):
        return question
    name = next(filter(None, (_first_person(_PRONOUN.split(words, maxsplit=1)[0]) for words in said)), "")
    if not name:
        return question
    return _PRONOUN.sub(lambda m: f"{name}’s" if m["own"] else name, question, count=1)


def _first_person(words: str) -> str:
    """The first full name of a person; "near Lower Quill" names none."""
    runs = (m for m in _NAMES.finditer(words) if not _WHERE.search(words[max(0, m.start() - _BEFORE) : m.start()]))
    return next(filter(None, (_person(m[0]) for m in runs)), "")


def _person(run: str) -> str:
    """Of words with capitals, those that may be a person's full name, without the office before it."""
    words = run.split()
    while words and (words[0].lower() in text.STOPWORDS | text.CALENDAR or _is_title(words)):
        words = words[1:]
    offices = [at for at, word in enumerate(words) if _NO_PERSON.match(word)]
    rest = words[offices[-1] + 1 :] if offices else words
    return " ".join(rest).removesuffix("’s").removesuffix("'s") if len(rest) > 1 else ""


def _is_title(words: Sequence[str]) -> bool:
    """Whether the first word is the title of a full name behind it: a judge, where Aaron Judge is none."""
    return len(words) > 2 and words[0].rstrip(".").lower() in text.TITLES  # noqa: PLR2004  # a first and a last name
