"""A question as the archive spells it: "who is tilda maric" has a name in it, "Dunmarow" is Dunmarrow."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from itertools import pairwise

from ragbot import text
from ragbot.catalogue import Catalogue, Memo, Window
from ragbot.text import spelling

_READ = 8  # articles, the newest with a word, that tell how it is written
_SHORT = 5  # letters; a shorter word has too many others one letter away
_LETTERS = re.compile(r"[^\W\d_]+$")

Bodies = Callable[[Sequence[str]], Sequence[str]]


class Spelling:
    """Puts capitals where the archive has them, and mends a letter of a word that no article has."""

    def __init__(self, catalogue: Catalogue, knows: Callable[[str], bool]) -> None:
        """`knows` tells words of the language from slips, where it can."""
        self._catalogue = catalogue
        self._knows = knows
        self._memo = Memo()

    def __call__(self, question: str, now: datetime) -> str:
        """The question, its words in their places; what the archive does not tell stays as it was typed."""
        sequence, ended = self._catalogue.state(now)
        return self._memo.get(sequence, (ended, question), lambda: self._spelt(question, now))

    def _spelt(self, question: str, now: datetime) -> str:
        bodies = partial(self._read, now)
        small = spelling.is_small(question)
        typed = question.lower() if small and question.isupper() else question
        typed = spelling.with_apostrophes(typed)
        found = list(text.WORD.finditer(typed))
        words = [self._in_place(found, at, now) for at in range(len(found))]
        if small:
            words = _with_capitals(words, bodies)
        for match, word in zip(reversed(found), reversed(words), strict=True):
            typed = typed[: match.start()] + word + typed[match.end() :]
        return spelling.with_days(typed) if small else typed

    def _in_place(self, found: Sequence[re.Match[str]], at: int, now: datetime) -> str:
        """A word as it was typed, or mended; of the first one, which asks, only a name."""
        typed = found[at][0]
        word, *beside = (spelling.bare(m[0]) for m in (found[at], *found[max(0, at - 1) : at], *found[at + 1 : at + 2]))
        if not _may_slip(word) or self._knows(word) or self._catalogue.holding([word], 1, Window(now)):
            return typed
        mended = _mended(word, beside, partial(self._read, now))
        if not mended or (at == 0 and mended.islower()):
            return typed
        return (mended.capitalize() if typed[:1].isupper() and mended.islower() else mended) + typed[len(word) :]

    def _read(self, now: datetime, words: Sequence[str]) -> tuple[str, ...]:
        """What the newest articles say that have any of the runs of words."""
        ids = self._catalogue.holding(words, _READ, Window(now))
        return tuple(f"{article.headline}\n{article.body}" for article in self._catalogue.articles(ids).values())


def _may_slip(word: str) -> bool:
    return (
        len(word) >= _SHORT and bool(_LETTERS.match(word)) and word not in text.STOPWORDS and word not in text.CALENDAR
    )


def _mended(word: str, beside: Sequence[str], bodies: Bodies) -> str:
    """The word that one in no article is a slip of, best one that stands beside its neighbours; "" where it is of none."""
    for slips, least, named in spelling.slips(word):
        texts = bodies(sorted(slips))
        counts = Counter(bare for body in texts for w in text.WORD.findall(body) if (bare := spelling.bare(w)) in slips)
        beside_it = {near: any(bodies([f"{b} {near}", f"{near} {b}"]) for b in beside) for near in counts}
        for near in sorted(counts, key=lambda near: (-beside_it[near], -counts[near], near)):
            name = spelling.written([near], texts)
            if (name and (beside_it[near] or len(word) >= named)) or len(word) >= least:
                return name or near
    return ""


def _with_capitals(words: Sequence[str], bodies: Bodies) -> list[str]:
    """Each word as the archive writes it, alone or with the next."""
    found = list(words)
    plain = [spelling.bare(w) for w in words]
    for at, word in enumerate(plain):
        if _tells(word) and (name := spelling.written([word], bodies([word]))):
            found[at] = name + words[at][len(word) :]
    for at, (one, other) in enumerate(pairwise(plain)):
        alone = found[at][:1].isupper() and found[at + 1][:1].isupper()
        if alone or not (_tells(one) and _tells(other)):
            continue
        name = spelling.written([one, other], bodies([f"{one} {other}"]))
        if name:
            first, second = name.split()
            found[at], found[at + 1] = first + words[at][len(one) :], second + words[at + 1][len(other) :]
    return found


def _tells(word: str) -> bool:
    return word.isalpha() and len(word) > 1 and word not in text.STOPWORDS and word not in text.CALENDAR
