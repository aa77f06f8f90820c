"""Names that an article leaves to another one of its story.

A question calls things by names that the report with the answer may lack: "the Nordheim painting", where it says only
"the painting". Such a name is borne out where the archive ties it to that report's story.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from ragbot import text
from ragbot.citations import Quote
from ragbot.domain import Article
from ragbot.verdicts.gaps import Asked, Gap, find_gap, missing

Ties = Callable[[Article, Sequence[str]], Article | None]

_ARTICLES = 3  # the best ones that lack a name
_BEHIND = 0.32  # in score below the best sentence: the name's own words may be all that is between them
_NAMES = 2


@dataclass(frozen=True, slots=True)
class Link:
    """The article of this id lacks a name of the question with these stems, which `other`, of the same story, has."""

    article_id: str
    name: str
    stems: frozenset[str]
    other: Article


def find_links(asked: Asked, gaps: Mapping[Quote, Gap | None], ties: Ties) -> tuple[Link, ...]:
    """For the articles of the best sentences that lack a name.

    What is asked of somebody is not answered by an article that does not name him, however near its story is.
    """
    found: list[Link] = []
    seen: set[str] = set()
    best = max((q.sentence.score for q in gaps), default=0.0)
    for quote, gap in gaps.items():
        article = quote.source.article
        if quote.sentence.score < best - _BEHIND or len(seen) == _ARTICLES:
            break
        if gap and gap.kind == "name" and article.id not in seen:
            seen.add(article.id)
            found += _links(asked, article, ties)
    return tuple(found)


def _links(asked: Asked, article: Article, ties: Ties) -> list[Link]:
    lacked = missing(asked, article)
    runs = [run for run in text.name_runs(asked.question) if run.stems & lacked]
    if not lacked or len(runs) > _NAMES or lacked.difference(*(run.stems for run in runs)):
        return []
    if any(run.asked or text.is_anothers(run, article.body) for run in runs):
        return []
    found = []
    spelt = {word.lower(): word for word in text.capitalised(asked.question)}
    for run in runs:
        other = ties(article, run.words)
        if other is None:
            return []
        name = " ".join(spelt.get(word, word.capitalize()) for word in run.words)
        found.append(Link(article.id, name, run.stems, other))
    return found


def linked_gaps(asked: Asked, gaps: Mapping[Quote, Gap | None], links: Sequence[Link]) -> dict[Quote, Gap | None]:
    """The gaps that are left where what the links bear out is missed no longer."""
    borne: dict[str, frozenset[str]] = {}
    for link in links:
        borne[link.article_id] = borne.get(link.article_id, frozenset()) | link.stems
    return {
        quote: _gap(asked, quote, borne[quote.source.article.id]) if quote.source.article.id in borne else gap
        for quote, gap in gaps.items()
    }


def _gap(asked: Asked, quote: Quote, borne: frozenset[str]) -> Gap | None:
    left = replace(
        asked,
        names=asked.names - borne,
        pairs=frozenset(pair for pair in asked.pairs if not borne.intersection(map(text.stem, pair))),
    )
    return find_gap(left, quote.source.article, quote.sentence.start, quote.sentence.end)


def foremost(asked: Asked, fitting: Sequence[Quote], links: Sequence[Link]) -> list[Quote]:
    """The sentences, with one first that covers more of the question beside the name that links bear out.

    The name's own article has the name in it, for which its sentences are found first, whatever they tell.
    """
    ids = {link.article_id for link in links}
    borne = frozenset().union(*(link.stems for link in links))
    wanted = text.senses(text.content_stems(text.in_one_word(asked.asks))) - borne

    def covered(quote: Quote) -> int:
        return len(wanted & text.senses(text.content_stems(text.in_one_word(quote.sentence.text))))

    best = max((q for q in fitting if q.source.article.id in ids), key=covered, default=None)
    if best is None or covered(best) <= covered(fitting[0]) or fitting[0].source.article.id in ids:
        return list(fitting)
    return [best, *(q for q in fitting if q is not best)]
