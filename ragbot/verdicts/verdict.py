"""What the evidence alone decides, before a model is asked, and what may stand of what the model wrote."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ragbot import citations, text
from ragbot.citations import Proof, Quote
from ragbot.domain import Evidence, Status
from ragbot.retrieval import wanted
from ragbot.retrieval.rescheduled import replaces
from ragbot.verdicts.attribution import attribute
from ragbot.verdicts.conflict import Side, find_conflict
from ragbot.verdicts.gaps import Asked, Gap, find_gap, names_nowhere

_SECOND = 0.4  # in score below the best: a second sentence that may stand beside it
_READ_THERE = 0.6  # in score: so much worse may be the sentence that a model took its figure from
_BEHIND = 0.3  # in score: the best sentence has a gap, and what is so much worse is about something else
# In score below the best: what lies further down costs more time than it brings answers; a few are always read, for
# a best sentence that stands out by its words may lack the answer.
_FOR_THE_MODEL = 0.3
_ALWAYS_READ = 5
# On the newsroom a model of 1.5 billion parameters declined 29 answerable questions whose best sentence scored so much, and
# two that have no answer: docs/decisions/018-revisions-and-reading.md
_SURE = 1.1


@dataclass(frozen=True, slots=True)
class Verdict:
    """`fitting` are the sentences that may answer, best first. Where there are none, `gap` is what the best one lacks.

    `admissible` is the evidence that may prove an answer: of the time and with the names that the question gives.
    `proof` is an answer that needs no model, with its `status`; one that is `tentative` a trusted model may word better.
    """

    fitting: tuple[Quote, ...]
    gap: Gap | None = None
    admissible: tuple[Evidence, ...] = ()
    proof: Proof | None = None
    status: Status = "answered"
    tentative: bool = False


def weigh(asked: Asked, evidence: Sequence[Evidence], among: Sequence[Evidence] | None = None) -> Verdict:
    """Which sentences may answer, and whether outlets disagree about it.

    `among` are the only sentences that may answer, where `evidence` holds those of another question too.
    """
    only = None if among is None else {(e.article.id, s.start): s for e in among for s in e.sentences}
    gaps = {q: find_gap(asked, q.source.article, q.sentence.start, q.sentence.end) for q in citations.ranked(evidence)}
    nowhere = names_nowhere(asked, [e.article for e in evidence])
    if nowhere:
        return Verdict((), nowhere)
    admissible = _only(
        evidence,
        {(q.source.n, q.sentence.start) for q, g in gaps.items() if g is None or g.kind == "kind" or g.elsewhere},
    )
    may = [q for q in gaps if only is None or (q.source.article.id, q.sentence.start) in only]
    if only is not None:
        may.sort(key=lambda q: -only[q.source.article.id, q.sentence.start].score)
    fitting = _fitting(may, gaps, max((q.sentence.score for q in gaps), default=0.0) if only is None else 0.0)
    if not fitting:
        return Verdict((), next(filter(None, gaps.values()), None), admissible)
    sides = find_conflict(asked.asks, fitting)
    proof = _conflicting(sides) if sides else attribute(asked.asks, fitting)
    return Verdict(tuple(fitting), None, admissible, proof, "conflicting" if sides else "answered")


def _fitting(may: Sequence[Quote], gaps: Mapping[Quote, Gap | None], best: float) -> list[Quote]:
    """Those without a gap, unless all of them are far behind the best; then also those of an article that names the
    time elsewhere: it tells of it in its other sentences, too.
    """
    strict = [q for q in may if gaps[q] is None]
    loose = [q for q in may if (gap := gaps[q]) is None or gap.elsewhere]
    return next((f for f in (strict, loose) if f and f[0].sentence.score >= best - _BEHIND), [])


def _only(evidence: Sequence[Evidence], kept: set[tuple[int, int]]) -> tuple[Evidence, ...]:
    found = [replace(e, sentences=tuple(s for s in e.sentences if (e.n, s.start) in kept)) for e in evidence]
    return tuple(e for e in found if e.sentences)


def worth_reading(evidence: Sequence[Evidence]) -> list[Evidence]:
    """The evidence without sentences far behind the best: what the model gets to read."""
    scores = sorted((s.score for e in evidence for s in e.sentences), reverse=True)
    least = min(scores[0] - _FOR_THE_MODEL, scores[:_ALWAYS_READ][-1]) if scores else 0.0
    kept = [replace(e, sentences=tuple(s for s in e.sentences if s.score >= least)) for e in evidence]
    return [e for e in kept if e.sentences]


def in_their_words(question: str, fitting: Sequence[Quote]) -> list[Quote]:
    """The best sentence, and with it the next best that holds words of the question which the best one lacks.

    A question's words are often spread over a sentence that names the thing and one that says what became of it. Two
    that count the same are no such pair: one of them is of another time.
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


def stand_in(question: str, draft: str, fitting: Sequence[Quote], *, sure: bool = False) -> Quote | None:
    """What to quote where a model's draft is unproven: of the best sentences that hold the kind of thing asked for, the
    one nearest to the draft; None where none does, or the question does not tell what kind of thing it asks for, or
    where it must be `sure` (the model declined) and the best sentence fits too little, or whether it holds a figure or
    a time, which can be told, was not the question.
    """
    if sure and (fitting[0].sentence.score < _SURE or wanted.answer_type(question) not in ("figure", "time")):
        return None
    holds = wanted.strict(question) or wanted.holds(question)
    best = fitting[0].sentence.score
    able = [q for q in fitting if q.sentence.score >= best - _READ_THERE and holds(q.sentence.text)]
    # The words of a draft may be its own; the figure that it gives has been read somewhere.
    figures = text.numbers(draft) - text.numbers(question)
    near = [q for q in able if figures & text.numbers(q.sentence.text)]
    near = near or [q for q in able if q.sentence.score >= best - _BEHIND]
    added = set(text.content_stems(draft)) - text.stems(question)
    return max(near, key=lambda q: (len(added & text.stems(q.sentence.text)), q.sentence.score), default=None)


def newer(question: str, proof: Proof, fitting: Sequence[Quote]) -> Quote | None:
    """The best sentence, where it counts what is asked and all that a proof quotes are older counts of the same; or the
    one that puts another day in the place of those that the proof quotes.

    The best sentence has been chosen with regard to time; a small model takes the figure whose words are nearest.
    """
    if wanted.answer_type(question) == "time":
        return next((q for q in fitting if proof.citations and _puts_off(q, proof, fitting)), None)
    units = wanted.unit(question) - {"%"}
    best = fitting[0]
    out = {q.source.article.id: q.source.article.out for q in fitting}
    mine = best.source.article.out
    if not proof.citations or not mine or not wanted.counts(units, best.sentence.text):
        return None
    said = " ".join(s.text for s in proof.sentences)
    if (wanted.counted(units, best.sentence.text) or text.numbers(best.sentence.text)) & (
        wanted.counted(units, said) or text.numbers(said)
    ):
        return None
    older = all(
        wanted.counts(units, c.quote) and (told := out.get(c.article_id)) and told < mine for c in proof.citations
    )
    return best if older else None


def _puts_off(new: Quote, proof: Proof, fitting: Sequence[Quote]) -> bool:
    known = {q.source.article.id: q.source.article for q in fitting}
    cited = [(c.quote, known.get(c.article_id)) for c in proof.citations]
    return all(old is not None and replaces(new.sentence.text, new.source.article, quote, old) for quote, old in cited)


def _conflicting(sides: Sequence[Side]) -> Proof:
    """Each outlet's statement in its own words, newest first."""
    return citations.assemble([(_told(side), [side.quote]) for side in sides])


def _told(side: Side) -> str:
    article = side.article
    day = f", {article.published:%B} {article.published.day}, {article.published.year}" if article.published else ""
    return f"{article.outlet}{day}: {' '.join(side.quote.sentence.text.split())}"
