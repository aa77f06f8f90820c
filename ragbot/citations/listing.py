"""Proven claims → the answer's text with markers, its sentences and its citations."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from ragbot.citations.said import DATELINE
from ragbot.domain import AnswerSentence, Citation, Evidence, EvidenceSentence, Span, citation_dates

_DASH = re.compile(r"\s[–—-]\s")
_PLACE = 4  # letters of a place, at least
_PLACE_OR_TIME = re.compile(
    r"\b(?:where|when|(?:what|which) (?:day|date|year|month|week|time|town|city|place|country|village|region))\b",
    re.IGNORECASE,
)
Place = tuple[str, int]  # an article's id, and where in its body a quote begins


@dataclass(frozen=True, slots=True)
class Proof:
    """What is left of a draft: the answer's text with markers, its sentences, its citations, what was dropped."""

    text: str
    sentences: tuple[AnswerSentence, ...]
    citations: tuple[Citation, ...]
    dropped: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence of the evidence, with the article it stands in."""

    source: Evidence
    sentence: EvidenceSentence

    @property
    def words(self) -> str:
        """The sentence as an answer gives it: on one line, without where it was filed."""
        return undated(" ".join(self.sentence.text.split()), [self])


def undated(sentence: str, quotes: Sequence[Quote]) -> str:
    """A sentence without the place, the day and the agency that the article opens with, which one of its quotes has, too.

    "UK – EU talks resumed" and "OPEC – Saudi Arabia above all – cut output" open with none.
    """
    filed = DATELINE.match(sentence)
    if not filed or not any(
        q.sentence.start == 0 and q.sentence.text.split()[:1] == sentence.split()[:1] for q in quotes
    ):
        return sentence
    rest = sentence[filed.end() :]
    place = filed[0].split(maxsplit=1)[0]
    return sentence if rest[:1].islower() or _DASH.search(rest) or len(place) < _PLACE else rest


def keeps_dateline(question: str) -> bool:
    """Whether where or when an article was filed may be what is asked for."""
    return bool(_PLACE_OR_TIME.search(question))


def assemble(kept: Sequence[tuple[str, Sequence[Quote]]], dropped: Sequence[str] = (), *, apart: str = " ") -> Proof:
    """Numbers the citations in the order in which the claims need them; `apart` stands between two claims."""
    citations: list[Citation] = []
    sentences = []
    shown = []
    for claim, quotes in kept:
        numbers = sorted({_number(citations, source, span) for source, span in _merge(quotes)})
        sentences.append(AnswerSentence(claim, tuple(numbers), proven=True))
        shown.append(_with_markers(claim, numbers))
    return Proof(apart.join(shown), tuple(sentences), tuple(citations), tuple(dropped))


def joined(*proofs: Proof) -> Proof:
    """Several proofs as one, their citations numbered on."""
    citations: list[Citation] = []
    sentences: list[AnswerSentence] = []
    for proof in proofs:
        numbers = {c.n: _renumbered(citations, c) for c in proof.citations}
        sentences += [replace(s, citations=tuple(sorted({numbers[n] for n in s.citations}))) for s in proof.sentences]
    shown = " ".join(_with_markers(s.text, s.citations) for s in sentences)
    return Proof(shown, tuple(sentences), tuple(citations), tuple(d for p in proofs for d in p.dropped))


def headed(claim: str, places: Collection[Place], *proofs: Proof) -> Proof:
    """Several proofs as one, under a claim that those of their quotes bear out which stand at `places`."""
    told = joined(*proofs)
    numbers = tuple(c.n for c in told.citations if (c.article_id, c.start) in places)
    sentences = (AnswerSentence(claim, numbers, proven=True), *told.sentences)
    return replace(told, text=f"{_with_markers(claim, numbers)} {told.text}", sentences=sentences)


def _renumbered(citations: list[Citation], new: Citation) -> int:
    for known in citations:
        if (known.article_id, known.start, known.end) == (new.article_id, new.start, new.end):
            return known.n
    citations.append(replace(new, n=len(citations) + 1))
    return len(citations)


def _merge(quotes: Sequence[Quote]) -> list[tuple[Evidence, Span]]:
    """Quotes that follow each other in an article become one."""
    merged: list[tuple[Evidence, Span]] = []
    for quote in sorted(quotes, key=lambda q: (q.source.n, q.sentence.start)):
        source, start, end = quote.source, quote.sentence.start, quote.sentence.end
        if merged and merged[-1][0].n == source.n and not source.article.body[merged[-1][1].end : start].strip():
            merged[-1] = (source, Span(merged[-1][1].start, end))
        else:
            merged.append((source, Span(start, end)))
    return merged


def _number(citations: list[Citation], source: Evidence, span: Span) -> int:
    article = source.article
    for known in citations:
        if (known.article_id, known.start, known.end) == (article.id, span.start, span.end):
            return known.n
    published, updated = citation_dates(article)
    citations.append(
        Citation(
            n=len(citations) + 1,
            article_id=article.id,
            headline=article.headline,
            outlet=article.outlet,
            byline=article.byline,
            published=published,
            updated=updated,
            url=article.url,
            source_path=article.source_path,
            quote=article.body[span.start : span.end],
            start=span.start,
            end=span.end,
            note=article.note,
            kind=article.kind,
            origin=article.origin,
            carried_by=source.carried_by,
            doubt=article.doubt,
        )
    )
    return len(citations)


_ABBREVIATED = re.compile(r"\b[ap]\.m\.$|\b[A-Z]\.(?:[A-Z]\.)+$")  # the dot belongs to the word


def _with_markers(claim: str, numbers: Sequence[int]) -> str:
    markers = "".join(f"[{n}]" for n in numbers)
    core = claim.rstrip(".")
    return (
        f"{core} {markers}."
        if claim.endswith(".") and core and (core[-1].isalnum() or core[-1] == ")") and not _ABBREVIATED.search(claim)
        else f"{claim} {markers}"
    )
