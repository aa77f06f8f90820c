"""An overview without a model: what the articles of a story tell, one after the other, or who somebody is.

Every sentence is one of an article, with the day it was written: what was so then may have changed since, and the next
one tells.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime

from ragbot import text
from ragbot.citations import Proof, Quote, assemble
from ragbot.domain import Article
from ragbot.verdicts.gaps import told_by

_TURNS = 6  # of a story
_NEAR = 0.3  # in worth below the best, what may begin the story or end it
_COVERED = 0.5  # of the words of what is to be told that an article must open with
_KNOWN = 0.66  # of the words that are no names, that one article must have somewhere
_LONG, _ENDING = 6, 2  # letters of a stem, and of those that may differ
_LEAD = 400  # characters of an article that tell what it is about
_LEADS = 0.15  # in score
_HEADED = 0.5  # in score: a sentence that says what the headline says tells the news
_LEANS = re.compile(
    r"\W*(?:[\"“„«]|(?:he|she|it|they|his|her|its|their|this|that|these|those|there|here|but|and|so|then|both|one)\b)",
    re.IGNORECASE,
)
_TELLS_NOTHING = re.compile(r"\?[\"”]?$|\|")
_UNDATED = datetime.max.replace(tzinfo=UTC)  # stands last
_FEWEST = 5  # words of a sentence that tells anything by itself
_OF_ONE = 3  # sentences where one article alone tells of it
_NO_TITLE = re.compile(r"\b(?:said|says|told|asked|by|of|for|with|to|and|as|than|from|while|when|that|met|near|in|at)\s+$", re.IGNORECASE)  # fmt: skip


def tell_story(subject: str, fitting: Sequence[Quote]) -> Proof:
    """The best sentence of each of some articles that tell of the subject, in the order of their days: the first and the
    last that tell much of it, and between them the best; of the last one two. Each on a line. Nothing where none tells of it.
    """
    articles = {q.source.article.id: q.source.article for q in fitting}
    about = {i for i, article in articles.items() if _is_about(subject, article)}
    if not _is_told(subject, [articles[i] for i in about]):
        return Proof("", (), ())
    own = [q for q in fitting if q.source.article.id in about]
    ranked = sorted(_alone(own) or own, key=_worth, reverse=True)
    of_articles = {q.source.article.id: q for q in reversed(ranked)}
    if len(of_articles) == 1:
        return assemble([(q.words, [q]) for q in sorted(ranked[:_OF_ONE], key=_start)])
    of_days: dict[object, Quote] = {}
    for quote in sorted(of_articles.values(), key=_worth, reverse=True):
        of_days.setdefault(_day(quote), quote)
    told = sorted(_turns(list(of_days.values())), key=_out)
    last = [q for q in ranked if q.source.article.id == told[-1].source.article.id][:2]
    first, *then = sorted(last, key=_start)
    turns = [*((_dated(q), [q]) for q in [*told[:-1], first]), *((q.words, [q]) for q in then)]
    return assemble(turns, apart="\n")


def _turns(ranked: Sequence[Quote]) -> list[Quote]:
    """Of the quotes, best first, the best few, with the first and the last in time of those that are not far behind."""
    near = sorted((q for q in ranked if _worth(q) >= _worth(ranked[0]) - _NEAR), key=_out)
    return list(dict.fromkeys([near[0], near[-1], *ranked]))[:_TURNS]


def tell_name(name: str, fitting: Sequence[Quote]) -> Proof:
    """The sentence that says who or what bears the name, and the best others that have it. Nothing where none does."""
    called = _untitled(name)
    whole, last = _whole(called), text.words(called)[-1:]
    named = [q for q in fitting if {*last} & {*text.words(q.sentence.text)} and whole.search(q.source.article.body)]
    ranked = sorted(_alone(named) or named, key=_worth, reverse=True)
    if not ranked:
        return Proof("", (), ())
    who = max(ranked, key=lambda q: _describes(called, q.sentence.text))
    first = {q.source.article.id: q for q in reversed(ranked) if q.source.article.id != who.source.article.id}
    elsewhere = sorted(first.values(), key=_worth, reverse=True)
    told = dict.fromkeys([who, *elsewhere, *ranked])
    return assemble([(q.words, [q]) for q in list(told)[:_OF_ONE]])


def _whole(name: str) -> re.Pattern[str]:
    """The name's first word and its last near each other: 'Richard “Rick” Slayman' is Rick Slayman."""
    first, last = (re.escape(word) for word in (name.split(maxsplit=1)[0], name.rsplit(maxsplit=1)[-1]))
    between = rf"{first}(?!\w)(?:\W{{1,3}}\w{{1,30}}){{0,2}}?\W{{1,3}}" if first != last else ""
    return re.compile(rf"(?<!\w){between}{last}(?!\w)", re.IGNORECASE)


def _untitled(name: str) -> str:
    """The name without what stands before it: "Dr. Ada Lund" is Ada Lund."""
    words = name.split()
    while len(words) > 1 and words[0].rstrip(".").lower() in text.TITLES:
        words = words[1:]
    return " ".join(words)


def _alone(quotes: Sequence[Quote]) -> list[Quote]:
    """The sentences that can be understood by themselves; a line of a table cannot, and a question tells nothing."""
    return [
        q
        for q in quotes
        if q.source.article.kind != "opinion"
        and not (_LEANS.match(q.words) or _TELLS_NOTHING.search(q.words))
        and len(q.words.split()) >= _FEWEST
    ]


def _is_about(subject: str, article: Article) -> bool:
    """Whether an article opens with the subject: half of its words, or others that mean the same, stand there."""
    opening = f"{article.headline} {article.body[:_LEAD]}"
    have = text.senses(text.stems(opening) | text.kindred(opening))
    asked, common = _asked(subject)
    own = re.sub(r"^the\s+", "", subject, flags=re.IGNORECASE)
    # "Corvane Steel" is not Corvane Glass, where half of the words would do for "the Corvane strike"
    whole = common or not asked or _whole(own).search(f"{article.headline} {article.body}")
    return bool(asked and whole) and _share(asked, have) >= _COVERED


def _is_told(subject: str, articles: Sequence[Article]) -> bool:
    """Whether one article has nearly all that is no name: "the volcano in Tarn" is not told by what is of Tarn."""
    _, common = _asked(subject)
    return any(_share(common, text.senses(told_by(article))) >= _KNOWN for article in articles)


def _asked(subject: str) -> tuple[set[str], set[str]]:
    """The subject's words, and those of them that are no names; when it was tells nothing."""
    own = (w for w in text.words(subject) if w not in text.CALENDAR and not text.has_number(w))
    asked = text.senses(text.content_stems(" ".join(own)))
    return asked, asked - text.senses(text.names(f"of {subject}"))


def _share(asked: set[str], have: set[str]) -> float:
    """How many of some stems are there; of a long one its beginning may be: "closure" and "closed"."""
    found = [s for s in asked if s in have or (len(s) >= _LONG and any(h.startswith(s[:-_ENDING]) for h in have))]
    return len(found) / len(asked) if asked else 1.0


def _worth(quote: Quote) -> float:
    headline = set(text.content_stems(quote.source.article.headline))
    told = len(headline & set(text.content_stems(quote.sentence.text))) / max(1, len(headline))
    return quote.sentence.score + _HEADED * told + _LEADS * (quote.sentence.start < _LEAD)


def _day(quote: Quote) -> object:
    return quote.source.article.day or quote.source.article.id


def _start(quote: Quote) -> int:
    return quote.sentence.start


def _out(quote: Quote) -> datetime:
    return quote.source.article.published or _UNDATED


def _dated(quote: Quote) -> str:
    day = "" if quote.source.article.doubt else quote.source.article.dated
    return f"{day}: {quote.words}" if day else quote.words


def _describes(name: str, sentence: str) -> int:
    """How plainly a sentence says who or what it is: "Ada Lund is a diver", "Ada Lund, a diver," "the diver Ada Lund"."""
    called = re.escape(name.rsplit(maxsplit=1)[-1])
    if re.search(rf"\b{called} (?:is|was|has been|became|works as|serves as) (?:an?|the|one)\b", sentence):
        return 3
    if re.search(rf"\b{called},(?: \d{{1,3}},)? (?:(?:an?|the|its|his|her|their|who|whose|aged|of|from)\b|[a-z]+ (?:of|at|for)\b)", sentence):  # fmt: skip
        return 2
    before = re.search(rf"\b(?:(?:the|an?|its|their|our)\s(?:[\w’'-]{{1,30}}\s){{1,4}}|(?:[A-Z][\w’'-]{{1,30}}\s){{1,2}})(?={re.escape(name)}\b)", sentence)  # fmt: skip
    return 1 if before and not _NO_TITLE.search(sentence[: before.end()]) else 0
