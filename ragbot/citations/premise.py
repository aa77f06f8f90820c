"""Whether what a claim gives a reason for has happened at all: "Casselby resigned because …", where Caddoway resigned."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from ragbot import text
from ragbot.citations.said import Said

_REASON = re.compile(r"\b(?:because|due to|owing to|on account of)\b")
_SENTENCE = re.compile(r"(?<=[.!?])[\"”']?\s+")
_PRONOUN = re.compile(r"\b(?:he|she|they|it)\b", re.IGNORECASE)


def is_unfounded(claim: str, said: Said) -> bool:
    """Whether the claim gives a reason for what did not happen, as `is_of_others` tells it."""
    reason = _REASON.search(claim)
    return reason is not None and is_of_others(claim[: reason.start()], said)


def is_of_others(event: str, said: Said) -> bool:
    """Whether the quotes do not tell of an event, and their articles tell it of others only than those it names."""
    about = text.names(event)
    untold = _told_of(about, event) - about - said.stems
    if not about or not untold:
        return False
    told: dict[str, list[bool]] = {stem: [] for stem in untold}
    for sentence, stems in _sentences(said):
        if here := untold & stems:
            of_others = bool(text.names(sentence) - about) and not stems & about and not _PRONOUN.search(sentence)
            for stem in here:
                told[stem].append(of_others)
    return any(found and all(found) for found in told.values())


def _told_of(about: AbstractSet[str], event: str) -> set[str]:
    """What an event says behind the first of the names: "Sorley" in "The region shut the airfield in Sorley" did nothing."""
    spoken = text.words(event)
    first = next((at for at, word in enumerate(spoken) if text.stem(word) in about), len(spoken))
    return set(text.content_stems(" ".join(spoken[first:])))


def _sentences(said: Said) -> Iterator[tuple[str, set[str]]]:
    for _, article in said.quotes:
        for sentence in _SENTENCE.split(article.body):
            yield sentence, text.stems(sentence)
