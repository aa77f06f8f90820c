"""A question as the archive spells it: "who is tilda maric" has a name in it, "dunmarow" is Dunmarrow."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise

from ragbot import text
from ragbot.catalogue import Catalogue, Memo, Window
from ragbot.text import typed

_READ = 8  # articles, those that came last with a word, that tell how it is written
_SHORT = 5  # letters; a shorter word has too many others one letter away
_MENDED = 8  # words of a question; each unknown one is looked for in many spellings
_LONG = 600  # characters; what is longer is no question but a text that was pasted
_LETTERS = re.compile(r"[^\W\d_]+$")

Bodies = Callable[[Sequence[str]], Sequence[str]]


class Spelling:
    """Puts capitals where the archive has them, and mends a letter of a word that no article has.

    Who sets capitals is taken at his word: of such a question only a name is mended, that is long or stands beside words
    that it stands beside in the articles. Another Hofmann must not become the Hoffmann of the archive.
    """

    def __init__(self, catalogue: Catalogue, knows: Callable[[str], bool]) -> None:
        """`knows` tells words of the language; what it knows is no slip."""
        self._catalogue = catalogue
        self._knows = knows
        self._memo = Memo()

    def __call__(self, question: str, see: Window) -> str:
        """The question, its words in their places; what the articles of the time do not tell stays as it was typed."""
        if len(question) > _LONG:
            return question
        seen = Window(see.now, as_of=see.as_of)  # what lies outside of other limits is named like what lies within
        sequence, ended = self._catalogue.state(see.now)
        return self._memo.get(sequence, (ended, see.as_of, question), lambda: self._spelt(question, seen))

    def _spelt(self, question: str, see: Window) -> str:
        bodies = partial(self._read, see, {})
        small = typed.is_small(question)
        if small:
            question = typed.with_apostrophes(typed.lowered(question))
        found = list(text.WORD.finditer(question))
        unknown = [at for at, match in enumerate(found) if self._is_unknown(match[0], see)][:_MENDED]
        words = [
            self._in_place(found, at, bodies, small=small) if at in unknown else m[0] for at, m in enumerate(found)
        ]
        if small:
            words = _with_capitals(words, bodies)
        for match, word in zip(reversed(found), reversed(words), strict=True):
            question = question[: match.start()] + word + question[match.end() :]
        return typed.with_days(question) if small else question

    def _is_unknown(self, word: str, see: Window) -> bool:
        plain = typed.bare(word)
        if len(plain) < _SHORT or not _LETTERS.match(plain) or plain in text.STOPWORDS or plain in text.CALENDAR:
            return False
        return not self._knows(plain) and not self._catalogue.holding([plain], 1, see)

    def _in_place(self, found: Sequence[re.Match[str]], at: int, bodies: Bodies, *, small: bool) -> str:
        """An unknown word as it was typed, or mended; of the first one, which asks, only a name."""
        word = found[at][0]
        beside = [typed.bare(m[0]) for m in (*found[max(0, at - 1) : at], *found[at + 1 : at + 2])]
        mended = _mended(typed.bare(word), [b for b in beside if b not in text.STOPWORDS], bodies, small=small)
        if not mended or (at == 0 and mended.islower()):
            return word
        return mended + typed.ending(word)

    def _read(self, see: Window, known: dict[str, str], runs: Sequence[str]) -> list[str]:
        """What the articles that came last say that have any of the runs of words; `known` are those read before."""
        ids = self._catalogue.holding(runs, _READ, see)
        found = self._catalogue.articles([i for i in ids if i not in known])
        known.update((i, f"{article.headline}\n{article.body}") for i, article in found.items())
        return [known[i] for i in ids if i in known]


def _mended(word: str, beside: Sequence[str], bodies: Bodies, *, small: bool) -> str:
    """The word that one in no article is a slip of, best one that stands beside its neighbours; "" where it is of none."""
    for slips, plain, named, careful in typed.slips(word):
        texts = bodies(sorted(slips))
        counts = Counter(bare for body in texts for w in text.WORD.findall(body) if (bare := typed.bare(w)) in slips)
        beside_them = {near: _beside(near, beside, bodies) for near in counts}
        for near in sorted(counts, key=lambda near: (not beside_them[near], -counts[near], near)):
            if beside_them[near]:
                return beside_them[near]
            name = typed.written([near], texts, apart=False)
            if name and len(word) >= (named if small else careful):
                return name
            if small and plain and len(word) >= plain and not _is_inflected(word, near):
                return name or near
    return ""


def _beside(word: str, others: Sequence[str], bodies: Bodies) -> str:
    """The word as the archive writes it beside one of the others, if with capitals: "Nixie" of the Nixie Baths."""
    for other in others:
        for pair in ((other, word), (word, other)):
            if name := typed.written(pair, bodies([" ".join(pair)])):
                return name.split()[pair.index(word)]
    return ""


def _is_inflected(word: str, other: str) -> bool:
    return word.startswith(other) or other.startswith(word)


def _with_capitals(words: Sequence[str], bodies: Bodies) -> list[str]:
    """Each word as the archive writes it, alone or with the next."""
    found = list(words)
    plain = [typed.bare(w) for w in words]
    for at, word in enumerate(plain):
        if _tells(word) and (name := typed.written([word], bodies([word]))):
            found[at] = name + typed.ending(words[at])
    for at, (one, other) in enumerate(pairwise(plain)):
        alone = found[at][:1].isupper() and found[at + 1][:1].isupper()
        if alone or not (_tells(one) and _tells(other)):
            continue
        if name := typed.written([one, other], bodies([f"{one} {other}"])):
            first, second = name.split()
            found[at], found[at + 1] = first + typed.ending(words[at]), second + typed.ending(words[at + 1])
    return found


def _tells(word: str) -> bool:
    return word.isalpha() and len(word) > 1 and word not in text.STOPWORDS and word not in text.CALENDAR
