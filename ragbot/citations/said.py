"""What may be said of some quotes: their own words, what stands around them, and what the question has given."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from ragbot import text
from ragbot.citations.speakers import who_says
from ragbot.domain import Article
from ragbot.text import clock, dates

# Where and when it was filed, in front of the first sentence.
DATELINE = re.compile(r"[A-Z][A-Z .'’-]{1,40}(?:, [^–—\n]{1,40}?)?(?: ?\([^()\n]{2,40}\))? (?:[–—-])\s")
# What stands in front of the day on which somebody tells of it: "announced on", "told reporters", "said in an interview on"
TOLD_ON = re.compile(
    r"(?<!was )(?<!were )(?<!been )\b(?:said|says|told [\w ]{2,40}?|announced|stated|wrote|added|confirmed|reported)(?: (?:in|during|at) an? [\w ]{4,30}?)?(?: late| early)?(?: on| in| at)? ?$"
)
_DESCRIBED = re.compile(r"\b([A-Z][\w’'-]+), (?:an?|the) (?:[a-z]\w* ){0,2}([A-Z][\w’'-]+)")
_OF = re.compile(r"\b([A-Z][\w’'-]+) (?:of|from) (?:the )?(?:[A-Z][\w’'-]+ )*([A-Z][\w’'-]+)")
_TITLES = {
    short: text.stem(full)
    for short, full in (
        *(("gov", "governor"), ("lt", "lieutenant"), ("sen", "senator"), ("rep", "representative"), ("gen", "general")),
        *(("prof", "professor"), ("col", "colonel"), ("sgt", "sergeant"), ("capt", "captain"), ("rev", "reverend")),
    )
}
# "Israeli Army" and "Israeli Prime Minister" may both be right
_ADJECTIVE = re.compile(r"(?:ian|ean|can|ish|ese|ic|al|ern|ist|eli|aqi|ani)$")
_LOWER = re.compile(r"(?<![^\W_])[^\W\d_A-Z][^\W\d_]+")


@dataclass(frozen=True)
class Said:
    """The quotes that are to prove a claim, each with its article, and the question that the claim answers.

    `beside` are quotes that are cited with them: these may add what the quotes leave open, never say it otherwise.
    """

    quotes: Sequence[tuple[str, Article]]
    question: str = ""
    beside: Sequence[tuple[str, Article]] = ()

    @cached_property
    def described(self) -> set[tuple[str, str]]:
        """Last names with the name that says what or whence they are, "Line, a Korean app", "Hale of Tarn": it is nobody else's."""
        words = f"{self.quoted} {self.lent}"
        found = (m for pattern in (_DESCRIBED, _OF) for m in pattern.finditer(words))
        return {(text.stem(m[1].lower()), text.stem(m[2].lower())) for m in found}

    @cached_property
    def asking(self) -> str:
        """The question with a small first letter: "Will it open?" asks for a plan as "when will it open?" does.

        "May" stays: it is a month more often.
        """
        return self.question if self.question.startswith("May ") else self.question[:1].lower() + self.question[1:]

    @cached_property
    def quoted(self) -> str:
        return " ".join(quote for quote, _ in self.quotes)

    @cached_property
    def stems(self) -> set[str]:
        return text.stems(self.quoted)

    @cached_property
    def asked(self) -> set[str]:
        return text.stems(self.question)

    @cached_property
    def around(self) -> str:
        """Headlines, outlets and authors: these lend a name, never a fact."""
        return " ".join(dict.fromkeys(f"{a.headline} {a.outlet} {a.byline}" for _, a in self.quotes))

    @cached_property
    def credits(self) -> str:
        return " ".join(dict.fromkeys(f"{a.outlet} {a.byline} {a.origin}" for _, a in self.quotes))

    @cached_property
    def outlets(self) -> set[str]:
        return {a.outlet for _, a in self.quotes if a.outlet}

    @cached_property
    def speakers(self) -> set[str]:
        """Stems of the names of those who say the quotes, where that is safe to tell."""
        return _speakers(self.quotes)

    @cached_property
    def speakers_beside(self) -> set[str]:
        return _speakers(self.beside)

    @cached_property
    def whole(self) -> str:
        return " ".join(article.body for _, article in self.quotes)

    @cached_property
    def lent(self) -> str:
        return " ".join(quote for quote, _ in self.beside)

    @cached_property
    def names(self) -> list[text.Name]:
        return text.named(" ".join(DATELINE.sub("", quote, count=1) for quote, _ in self.quotes))

    @cached_property
    def names_beside(self) -> list[text.Name]:
        return text.named(self.lent)

    @cached_property
    def shortened(self) -> set[str]:
        """The initials of names that the quotes spell out, the words of names whose initials they have, and the people of
        each country that they name, and the other way round.
        """
        spelt = {run for _, a in (*self.quotes, *self.beside) for run in _initials(a.body) if run[0] in self.stems}
        told = text.stems(f"{self.quoted} {self.lent}")
        titles = {full for short, full in _TITLES.items() if text.stem(short) in told}
        return self.acronyms.union(titles, text.kindred(f"{self.quoted} {self.lent}"), *(words for _, words in spelt))

    @cached_property
    def acronyms(self) -> set[str]:
        """The initials of names that the quotes spell out."""
        return {initials for initials, _ in _initials(f"{self.quoted} {self.lent}")}

    def is_misnamed(self, pair: text.Pair) -> bool:
        """Whether the articles join the first half to another name wherever they have it: "Oprah Sistani" of Oprah Winfrey."""
        first, second = pair
        told = [_followers(a.body).get(first, frozenset[str]()) for _, a in (*self.quotes, *self.beside)]
        if pair in self.pairs or second in text.CALENDAR | text.TITLES or _ADJECTIVE.search(first):
            return False
        return any(told) and not any(second in behind for behind in told)

    @cached_property
    def pairs(self) -> set[text.Pair]:
        """First and last names wherever the articles or the question join them."""
        known = {pair for _, a in (*self.quotes, *self.beside) for pair in _pairs(a.body)}
        return known | text.name_pairs(f"{self.around} {self.question}")

    @cached_property
    def written(self) -> date | None:
        return next((a.day for _, a in self.quotes if a.day and not a.doubt), None)

    @cached_property
    def days(self) -> list[dates.Mention]:
        """Times in the quotes, each read on the day its article was written."""
        return [m for q, a in self.quotes for m in dates.mentions(q, a.day)]

    @cached_property
    def out(self) -> list[date]:
        """The days on which the articles were published and updated."""
        return [d.date() for _, a in self.quotes for d in (a.published, a.updated) if d]

    @cached_property
    def quantities(self) -> list[text.Quantity]:
        return _quantities(self.quotes)

    @cached_property
    def quantities_beside(self) -> list[text.Quantity]:
        return _quantities(self.beside)

    def is_common(self, word: str) -> bool:
        """Whether the articles write the word in lower case somewhere: then it is no name."""
        return any(word.lower() in _common(a.body) for _, a in self.quotes)


def _speakers(quotes: Sequence[tuple[str, Article]]) -> set[str]:
    found = (who_says(a.body, words) for words, a in quotes)
    return {stem for name in found for stem in text.stems(name)}


def _quantities(quotes: Sequence[tuple[str, Article]]) -> list[text.Quantity]:
    """What the quotes count; times of day count nothing."""
    return [q for words, a in quotes for q in dates.quantities(clock.without(words), a.day)]


@lru_cache(maxsize=256)
def _initials(body: str) -> frozenset[text.Spelt]:
    return text.initials(body)


@lru_cache(maxsize=64)
def _pairs(body: str) -> frozenset[text.Pair]:
    return frozenset(text.name_pairs(body))


@lru_cache(maxsize=64)
def _followers(body: str) -> dict[str, frozenset[str]]:
    return text.followers(body)


@lru_cache(maxsize=64)
def _common(body: str) -> frozenset[str]:
    return frozenset(m.group() for m in _LOWER.finditer(body))
