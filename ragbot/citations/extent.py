"""How far a claim reaches: "only" of what the quotes do not limit, or "all" of what they tell of some."""

from __future__ import annotations

import re
from collections import Counter

from ragbot import text
from ragbot.citations.beside import NEXT_DEED, nearest, sides
from ragbot.citations.said import Said

_NEAR = 60  # characters behind "all" or "some"
_DAY = rf"(?:{'|'.join(text.CALENDAR)})"
# "Only when", "only days later" and "arrived only to find it burnt" limit nothing that the quotes have to.
_ONLY = re.compile(
    r"(?<!not )\b(?:only|solely|exclusively)\b(?! (?:about |some |around |nearly |\$)?(?:\d|an?\b|half\b)"
    rf"| (?:after|when|if|until|(?:on|in|at) (?:the )?(?:{_DAY}|\d|late|early|recent|last|past|end|part|dawn|dusk|noon|night|midnight|morning|evening|spring|summer|autumn|winter)|(?:minute|hour|day|week|month|year)s)\b| to (?:find|discover|learn|hear|reali[sz]e)\b)",
    re.IGNORECASE,
)
# What limits the words beside it
_LIMITS = re.compile(
    r"\b(?:only|just|sole(?:ly)?|single|lone|unique\w*|alone|exclusive\w*|merely|purely|strictly|nothing but|(?:but|and) not"
    r"|(?:every|any|all|no)(?:one|body|thing| one| \w+)? but|(?:limit|restrict|confin)(?:s|es?|ed|ing)?(?: [\w-]+){0,4}? to"
    r"|reserv(?:es?|ed|ing)(?: [\w-]+){0,4}? for)\b",
    re.IGNORECASE,
)
# What speaks of all the others: it limits what the clause before it tells, too
_OTHERS = re.compile(
    r"\b(?:except|other than|no(?:body|thing|where| one)? (?:else|others?))\b|(?:\b(?:not|never)|n['’]t)(?: \w+){0,3} (?:else|others?)\b",
    re.IGNORECASE,
)
_SAID_OF_ALL = re.compile(r"(?<!not )(?<!nearly )(?<!almost )\b(?:all|every|each)\b", re.IGNORECASE)
_SAID_OF_SOME = re.compile(r"\b(?:some|several|many|most|part|half|few|none)\b", re.IGNORECASE)
# What stands between "all" and the noun, beside figures
_COUNTING = frozenset(
    ["of", "the", "his", "her", "their", "its", "these", "those", "a", "hundred", "thousand", "million", "dozen"]
)


def is_widened(claim: str, said: Said) -> bool:
    """Whether the claim says "only" of what the quotes do not limit, or "all his powers" of "some powers"."""
    limits = [claim[m.end() :].split(maxsplit=1)[:1] for m in _ONLY.finditer(claim)]
    if any(not (word and text.has_number(word[0])) for word in limits) and not _is_limited(claim, said):
        return True
    return _is_all_of_some(claim, said)


def _is_limited(claim: str, said: Said) -> bool:
    """Whether the quotes limit something that the claim speaks of, or leave out all others."""
    known = f"{said.quoted} {said.lent} {said.around}"
    if _OTHERS.search(known) or _LIMITS.search(said.question):
        return True
    mine = text.senses(text.stems(claim))
    return any(text.senses(nearest(sides(known, *m.span()))) & mine for m in _LIMITS.finditer(known))


def _is_all_of_some(claim: str, said: Said) -> bool:
    """Whether the claim says of all what a clause of the quotes says of some."""
    known = f"{said.quoted} {said.lent} {said.question} {said.around}"
    whole = _nouns(_SAID_OF_ALL, claim) - _nouns(_SAID_OF_ALL, known) - _nouns(_SAID_OF_SOME, claim)
    if not whole:
        return False
    often = Counter(map(text.stem, text.words(said.quoted)))  # of what stands there twice, some may be others
    stems = set(text.content_stems(claim))
    clauses = [(clause, set(text.content_stems(clause))) for clause in NEXT_DEED.split(said.quoted)]
    most = max(len(own & stems) for _, own in clauses)
    return any(
        often[noun] == 1 and (len(own & stems) == most or len(own & stems - {noun}) > len(own - {noun}) / 2)
        for clause, own in clauses
        for noun in _nouns(_SAID_OF_SOME, clause) & whole
    )


def _nouns(pattern: re.Pattern[str], words: str) -> set[str]:
    """Stems of what is spoken of as all or some: the first word behind that is no number; "some forty" are all there are."""
    found = set[str]()
    for match in pattern.finditer(words):
        behind = text.words(words[match.end() : match.end() + _NEAR])
        if behind and match[0].lower() == "some" and text.has_number(behind[0]):
            continue
        noun = next((w for w in behind if w not in _COUNTING and not text.has_number(w)), "")
        if noun not in text.STOPWORDS:
            found.add(text.stem(noun))
    return found - {""}
