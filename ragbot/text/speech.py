"""Verbs of speech in the forms that articles and questions have them in, as patterns to be used ignoring case."""

from __future__ import annotations

from collections.abc import Mapping

# With their pasts: speech wherever they stand.
_SAYING = {
    "say": "said", "tell": "told", "call": "called", "claim": "claimed", "warn": "warned", "complain": "complained",
    "promise": "promised", "demand": "demanded", "announce": "announced", "explain": "explained", "argue": "argued",
    "joke": "joked", "admit": "admitted", "write": "wrote", "insist": "insisted", "stress": "stressed",
    "reply": "replied", "remark": "remarked", "predict": "predicted", "grumble": "grumbled",
}  # fmt: skip
# In a question these ask for a deed: "What did the club add?"
_TELLING = {"state": "stated", "add": "added"}
# Who does these in an article speaks, but what stands behind them is as often a thing as their words: "confirmed the story".
_OWNING = {
    "recall": "recalled", "reckon": "reckoned", "note": "noted", "ask": "asked", "deny": "denied", "testify": "testified",
    "shout": "shouted", "confirm": "confirmed", "declare": "declared", "acknowledge": "acknowledged",
}  # fmt: skip
# A question that has one asks for somebody's words; an article has them of things, too: "the report describes".
_LIKENING = {"describe": "described", "compare": "compared", "liken": "likened", "think": "thought"}
# "States" and "notes" are things more often than they are deeds.
_THINGS = frozenset({"state", "note", "joke", "reply", "promise", "demand", "recall", "remark", "shout", "stress"})

# These are things as often as deeds where a question has them: "insurance claims", "the demand for housing".
_NOUNS = frozenset({"call", "claim", "promise", "demand", "joke", "reply", "remark", "stress"})


def _third(verb: str) -> str:
    if verb.endswith("y") and verb != "say":
        return f"{verb[:-1]}ies"
    return f"{verb}{'es' if verb.endswith('s') else 's'}"


def _any_of(words: set[str]) -> str:
    return f"(?:{'|'.join(sorted(words, reverse=True))})"


def _reported(verbs: Mapping[str, str]) -> str:
    return _any_of({"say", *verbs.values(), *(_third(verb) for verb in verbs.keys() - _THINGS)})


SAID = _reported(_SAYING | _TELLING)
"""What gives somebody's words in an article; "say" as of several."""
SPOKEN = _reported(_SAYING | _TELLING | _OWNING)
"""What the one who speaks does in an article."""
_VERBS = _SAYING | _LIKENING
ASKED = _any_of({*_VERBS.keys(), *_VERBS.values(), *map(_third, _VERBS)})
"""What somebody does of whom a question asks the words."""
ASKED_ALONE = _any_of({*_VERBS.values(), *(_VERBS.keys() - _NOUNS), *map(_third, _VERBS.keys() - _NOUNS)})
"""Of these, what is speech wherever it stands."""
ASKED_OF_ONE = _any_of({*_NOUNS})
"""Of these, what is speech behind whoever it is asked of: "did the mayor demand"."""
ASKED_WHO = _any_of(set(map(_third, _NOUNS)))
"""Of these, what is speech behind "who"."""
