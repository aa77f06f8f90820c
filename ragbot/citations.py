"""Draft → proof: each sentence with verbatim quotes, or it is not shown. Pure.

A sentence is proven when its numbers, names and most of its other words occur in quotes from
the articles the model was shown (names and numbers of the question itself are given). The
model's markers are a hint only: an unknown one is dropped, a wrong one is replaced by the
source that does hold the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from ragbot import text
from ragbot.domain import AnswerSentence, Article, Citation, Evidence, EvidenceSentence, Span, citation_dates

Splitter = Callable[[str], Sequence[Span]]
_MARKER = re.compile(r"\s*[\[【]\s*(\d{1,3}(?:\s*[,;]\s*\d{1,3})*)\s*[\]】]")
_REFUSAL = re.compile(
    r"^\W*not in these articles|\b(sources?|articles?|texts?)\b[^.]{0,40}\b(do(es)? not|don't|doesn't|did not)\b"
    r"[^.]{0,20}\b(say|mention|specif|provide|contain|give|state|include|report)",
    re.IGNORECASE,
)
_NEGATION = re.compile(r"\b(not|no|never|none|nobody|nothing|neither|nor|without|cannot)\b|n['’]t\b", re.IGNORECASE)
_SUPPORT = 0.6  # share of the words which a sentence adds to the question that its quotes must hold
_MAX_QUOTES = 3


@dataclass(frozen=True, slots=True)
class Proof:
    """What is left of a draft: the answer's text with markers, its sentences, its citations, what was dropped."""

    text: str
    sentences: tuple[AnswerSentence, ...]
    citations: tuple[Citation, ...]
    dropped: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Quote:
    source: Evidence
    sentence: EvidenceSentence


def is_refusal(draft: str) -> bool:
    """Whether the model says that the sources do not hold the answer."""
    return bool(_REFUSAL.search(draft.strip()[:300]))


def prove(draft: str, question: str, evidence: Sequence[Evidence], split: Splitter) -> Proof:
    """Keep the sentences of a draft that quotes from the evidence prove, cited; drop the others."""
    kept: list[tuple[str, list[_Quote]]] = []
    dropped: list[str] = []
    for claim, marked in _claims(draft, split):
        quotes = _find_proof(claim, question, evidence, marked)
        if quotes:
            kept.append((claim, quotes))
        else:
            dropped.append(claim)
    return _assemble(kept, dropped)


def quote_best(evidence: Sequence[Evidence], count: int = 1) -> Proof:
    """The best evidence sentences as an answer in the articles' own words: what `extractive` says."""
    ranked = sorted(((s, e) for e in evidence for s in e.sentences), key=lambda pair: -pair[0].score)[:count]
    return _assemble([(" ".join(s.text.split()), [_Quote(e, s)]) for s, e in ranked], [])


def missing_names(question: str, articles: Iterable[Article]) -> set[str]:
    """Names of the question (stemmed) that occur in none of the articles: a sign of a near miss."""
    have: set[str] = set()
    for article in articles:
        have.update(
            text.stem(w) for w in text.words(f"{article.headline} {article.body} {article.outlet} {article.byline}")
        )
    return text.names(question) - have


def _claims(draft: str, split: Splitter) -> list[tuple[str, list[int]]]:
    """Sentences without markers, each with the numbers that stood in or right behind it."""
    plain, marks, last = "", list[tuple[int, int]](), 0
    for match in _MARKER.finditer(draft):
        plain += draft[last : match.start()]
        marks += [(len(plain), int(n)) for n in re.findall(r"\d+", match.group(1))]
        last = match.end()
    plain += draft[last:]
    claims = []
    spans = list(split(plain))
    for i, span in enumerate(spans):
        following = spans[i + 1].start if i + 1 < len(spans) else len(plain) + 1
        numbers = [
            n for at, n in marks if span.start < at <= following and not (at == following and i + 1 < len(spans))
        ]
        words = " ".join(plain[span.start : span.end].split())
        if any(c.isalnum() for c in words):
            claims.append((words, list(dict.fromkeys(numbers))))
    return claims


def _find_proof(claim: str, question: str, evidence: Sequence[Evidence], marked: list[int]) -> list[_Quote]:
    """Quotes that prove the claim: from the sources it names, else from any one source, else from all together."""
    named = [e for e in evidence if e.n in marked]
    tries: list[Sequence[Evidence]] = [named] if named else []
    tries += [[e] for e in evidence if e not in named]
    if len(evidence) > 1:
        tries.append(evidence)
    for sources in tries:
        quotes = _cover(claim, question, sources)
        if quotes and _holds(claim, question, quotes):
            return quotes
    return []


def _cover(claim: str, question: str, sources: Sequence[Evidence]) -> list[_Quote]:
    """Greedily the fewest sentences that together hold what the claim adds to the question."""
    need = _parts(claim)
    pool = [_Quote(e, s) for e in sources for s in e.sentences]
    given = _parts(question)
    chosen: list[_Quote] = []
    left = need - given or need
    while pool and len(chosen) < _MAX_QUOTES:
        best = max(pool, key=lambda q: (_weight(left & _quote_parts(q)), _weight(need & _quote_parts(q))))
        gain = left & _quote_parts(best)
        if not gain and chosen:
            break
        chosen.append(best)
        pool.remove(best)
        left = left - gain
        if not left:
            break
    return chosen


def _holds(claim: str, question: str, quotes: Sequence[_Quote]) -> bool:
    quoted = " ".join(q.sentence.text for q in quotes)
    around = " ".join({f"{q.source.article.headline} {q.source.article.outlet}" for q in quotes})
    if not text.numbers(claim) <= text.numbers(quoted) | text.numbers(question) | _dates(quotes):
        return False
    quoted_stems, asked_stems = ({text.stem(w) for w in text.words(words)} for words in (quoted, question))
    if not text.names(claim) <= quoted_stems | asked_stems | {text.stem(w) for w in text.words(around)}:
        return False
    if _NEGATION.search(claim) and not _NEGATION.search(f"{quoted} {question}"):
        return False
    stems = text.content_stems(claim)
    if not set(stems) & quoted_stems:
        return False
    # A headline may lend a name, never a fact; words of the question prove nothing that they did not ask.
    added = [s for s in stems if s not in asked_stems]
    return sum(s in quoted_stems for s in added) >= _SUPPORT * len(added)


def _dates(quotes: Sequence[_Quote]) -> set[str]:
    """A quote that says "on Monday" may be told with the year and day its article carries."""
    days = [d for q in quotes for d in (q.source.article.published, q.source.article.updated) if d]
    return {str(part) for d in days for part in (d.year, d.day)}


def _parts(words: str) -> set[str]:
    return {f"#{n}" for n in text.numbers(words)} | set(text.content_stems(words))


def _quote_parts(quote: _Quote) -> set[str]:
    return _parts(quote.sentence.text)


def _weight(parts: set[str]) -> int:
    return sum(3 if p.startswith("#") else 1 for p in parts)


def _assemble(kept: Sequence[tuple[str, list[_Quote]]], dropped: Sequence[str]) -> Proof:
    citations: list[Citation] = []
    sentences = []
    shown = []
    for claim, quotes in kept:
        numbers = sorted({_number(citations, source, span) for source, span in _merge(quotes)})
        sentences.append(AnswerSentence(claim, tuple(numbers), proven=True))
        shown.append(_with_markers(claim, numbers))
    return Proof(" ".join(shown), tuple(sentences), tuple(citations), tuple(dropped))


def _merge(quotes: Sequence[_Quote]) -> list[tuple[Evidence, Span]]:
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


def _with_markers(claim: str, numbers: Sequence[int]) -> str:
    markers = "".join(f"[{n}]" for n in numbers)
    core = claim.rstrip(".")
    return f"{core} {markers}." if claim.endswith(".") and core and core[-1].isalnum() else f"{claim} {markers}"
