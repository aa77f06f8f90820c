"""What the evidence alone decides, before a model is asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ragbot import citations, text
from ragbot.citations import Proof, Quote
from ragbot.domain import Evidence, Status
from ragbot.understanding import wanted
from ragbot.verdicts.attribution import attribute
from ragbot.verdicts.conflict import Side, find_conflict
from ragbot.verdicts.gaps import Asked, Gap, find_gap, names_nowhere
from ragbot.verdicts.linked import Link, Ties, find_links, foremost, linked_gaps
from ragbot.verdicts.votes import tallied

_SECOND = 0.4  # in score below the best: a second sentence that may stand beside it
BEHIND = 0.3  # in score: the best sentence has a gap, and what is so much worse is about something else
# In score below the best, how far a sentence may lie that is read, and how many are always read: a best sentence that
# stands out by its words may lack the answer.
_BEST = 0.3, 5
_MORE = 0.5, 8


@dataclass(frozen=True, slots=True)
class Verdict:
    """`fitting` are the sentences that may answer, best first. Where there are none, `gap` is what the best one lacks.

    `admissible` is the evidence that may prove an answer: of the time and with the names that the question gives.
    `timely` is what is of that time at least.
    `links` bear out names of the question that articles of it lack.
    `read` is what the model has read of it already, in its order, for the question before.
    `proof` is an answer that needs no model, with its `status`; one that is `tentative` a trusted model may word better.
    """

    fitting: tuple[Quote, ...]
    gap: Gap | None = None
    admissible: tuple[Evidence, ...] = ()
    timely: tuple[Evidence, ...] = ()
    proof: Proof | None = None
    status: Status = "answered"
    tentative: bool = False
    read: tuple[Evidence, ...] = ()
    links: tuple[Link, ...] = ()


def weigh(
    asked: Asked,
    evidence: Sequence[Evidence],
    among: Sequence[Evidence] | None = None,
    ties: Ties | None = None,
) -> Verdict:
    """Which sentences may answer, and whether outlets disagree about it.

    `among` are the only sentences that may answer, where `evidence` holds those of another question too.
    `ties` tells the article that bears out a name which another one lacks.
    """
    only = None if among is None else {(e.article.id, s.start): s for e in among for s in e.sentences}
    gaps = {q: find_gap(asked, q.source.article, q.sentence.start, q.sentence.end) for q in citations.ranked(evidence)}
    links = find_links(asked, gaps, ties) if ties else ()
    if links:
        gaps = linked_gaps(asked, gaps, links)
    nowhere = None if links else names_nowhere(asked, [e.article for e in evidence])
    if nowhere:
        return Verdict((), nowhere)
    timely = {q: g for q, g in gaps.items() if g is None or g.kind != "time" or g.elsewhere}
    admissible = _only(evidence, (q for q, g in timely.items() if g is None or g.kind != "name"))
    may = [q for q in gaps if only is None or (q.source.article.id, q.sentence.start) in only]
    if only is not None:
        may.sort(key=lambda q: -only[q.source.article.id, q.sentence.start].score)
    fitting = _fitting(may, gaps, max((q.sentence.score for q in gaps), default=0.0) if only is None else 0.0)
    if not fitting:
        return Verdict((), next(filter(None, gaps.values()), None), admissible, _only(evidence, timely))
    if links:
        fitting = foremost(asked, fitting, links)
    sides = find_conflict(asked.asks, fitting)
    proof = conflicting(sides) if sides else attribute(asked.asks, fitting)
    status: Status = "conflicting" if sides else "answered"
    tally = None if proof else tallied(asked.asks, fitting)
    proof = citations.quoted(tally) if tally else proof
    return Verdict(
        tuple(fitting), None, admissible, _only(evidence, timely), proof, status, tentative=bool(tally), links=links
    )


def _fitting(may: Sequence[Quote], gaps: Mapping[Quote, Gap | None], best: float) -> list[Quote]:
    """Those without a gap, unless all of them are far behind the best; then also those of an article that names the
    time elsewhere: it tells of it in its other sentences, too.
    """
    strict = [q for q in may if gaps[q] is None]
    loose = [q for q in may if (gap := gaps[q]) is None or gap.elsewhere]
    return next((f for f in (strict, loose) if f and f[0].sentence.score >= best - BEHIND), [])


def _only(evidence: Sequence[Evidence], quotes: Iterable[Quote]) -> tuple[Evidence, ...]:
    kept = {(q.source.n, q.sentence.start) for q in quotes}
    found = [replace(e, sentences=tuple(s for s in e.sentences if (e.n, s.start) in kept)) for e in evidence]
    return tuple(e for e in found if e.sentences)


def readings(question: str, evidence: Sequence[Evidence]) -> list[list[Evidence]]:
    """What the model gets to read, without sentences far behind the best: at first, and where no answer comes of that.

    Further down stand figures, days and names that are not those asked for. What a question does not give the kind of is
    often told in a sentence with few of its words: it is looked for in more of them, then in the best.
    """
    best = _worth_reading(evidence, *_BEST)
    more = _worth_reading(evidence, *_MORE) if wanted.is_open(question) else best
    return [best] if more == best else [more, best]


def _worth_reading(evidence: Sequence[Evidence], behind: float, always: int) -> list[Evidence]:
    scores = sorted((s.score for e in evidence for s in e.sentences), reverse=True)
    least = min(scores[0] - behind, scores[:always][-1]) if scores else 0.0
    kept = [replace(e, sentences=tuple(s for s in e.sentences if s.score >= least)) for e in evidence]
    return [e for e in kept if e.sentences]


def in_their_words(question: str, fitting: Sequence[Quote]) -> list[Quote]:
    """The best sentence, and with it the next best that holds words of the question which the best one lacks.

    A question's words are often spread over a sentence that names the thing and one that says what became of it. Two
    that count the same are no such pair: one of them is of another time. Where there is no other, it is the sentence right
    after the best one that stands with it, unless the best one counts what is asked.
    """
    units = wanted.unit(question)
    best, *others = fitting
    left = set(text.content_stems(question)) - set(text.content_stems(best.sentence.text))
    counted = wanted.counts(units, best.sentence.text)
    near = [
        q
        for q in others
        if q.sentence.score >= best.sentence.score - _SECOND and not (counted and wanted.counts(units, q.sentence.text))
    ]
    second = next((q for q in near if left & set(text.content_stems(q.sentence.text))), None)
    if not second and not counted:
        second = next((q for q in near if _goes_on(best, q)), None)
    return [best, second] if second else [best]


def _goes_on(best: Quote, other: Quote) -> bool:
    """Whether a sentence comes right after the best one: "the election is on 18 April" often does, and says "it"."""
    between = best.source.article.body[best.sentence.end : other.sentence.start]
    return best.source.n == other.source.n and other.sentence.start >= best.sentence.end and not between.strip()


def conflicting(sides: Sequence[Side]) -> Proof:
    """Each outlet's statement in its own words, newest first."""
    return citations.assemble([(_told(side), [side.quote]) for side in sides])


def _told(side: Side) -> str:
    article = side.article
    day = f", {article.dated}" if article.dated else ""
    return f"{article.outlet}{day}: {side.quote.words}"
