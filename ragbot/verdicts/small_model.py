"""What is held against a model that may decline what the articles tell, or take the older of two figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from ragbot import citations, text
from ragbot.citations import Proof, Quote
from ragbot.retrieval.rescheduled import replaces
from ragbot.text import dates
from ragbot.understanding import checking, strict, wanted
from ragbot.verdicts.untold import find_untold
from ragbot.verdicts.verdict import BEHIND, in_their_words

_TELLING = 100  # smaller numbers stand in many sentences
_READ_THERE = 0.6  # in score: so much worse may be the sentence that a model took its figure from
# On the newsroom a model of 1.5 billion parameters declined 29 answerable questions whose best sentence scored so much, and
# two that have no answer: docs/decisions/018-revisions-and-reading.md
_SURE = 1.1
# Of five questions that do not tell what kind of thing they want, were answered in a way that could not be proven and had a
# best sentence of so much, four had the answer in it and the one beside it; of thirteen below, one in the best.
_PLAIN = 1.2
_COVERED = 0.6  # of a question's words: what holds so many answers yes or no, or why
_REASON = re.compile(
    r"\b(?:because|due to|owing to|on account of|thanks to|so that|in order (?:to|that)|for fear)\b|\bsince (?:it|he|she|they|there|nobody|no)\b",
    re.IGNORECASE,
)
_AROUND = 400  # characters before and behind a sentence
_PERSONAL, _FURTHER = re.compile(r"\W*(?:he|she|his|her)\b", re.IGNORECASE), 1200  # who that is stands in front of it
_DIED = re.compile(
    r"\b(?:did|has|have|had) .{1,60}\bdied?\b|\b[Hh]ow many (?:people )?(?:\w+ )?(?:died|were killed)\b|\b[Ww]ho (?:died|was killed)\b"
)
_DEATH = re.compile(
    r"\b(?:die[sd]?|dying|succumb\w*|casualt\w*|lifeless|dead|deadly|deaths?|kill\w*|fatal\w*|perish\w*|murder\w*|homicides?|slain|suicide|drown\w*|funerals?|buried|burial|victims?|bod(?:y|ies)|executed"
    r"|execution|lives|life|toll|passed away|late|mourn\w*)\b",
    re.IGNORECASE,
)
_DONE = re.compile(r"\b(?:did|was|were)\b", re.IGNORECASE)  # what is asked for has come to pass
_PLANNED = re.compile(r"\b(?:due|set|scheduled|supposed|meant|expected|planned|going)\b", re.IGNORECASE)
_WHY = re.compile(
    r"^\W*(?:(?:and|but|so)\s+)?(?:why|how come|for (?:what|which) reasons?|what (?:is|was|are|were) the (?:reason|cause)s?)\b"
    r"|, (?:so )?why\b",
    re.IGNORECASE,
)


def stand_in(question: str, draft: str, fitting: Sequence[Quote], *, sure: bool = False) -> list[Quote]:
    """What to quote where a model's draft is unproven: of the best sentences that hold the kind of thing asked for, the
    one nearest to the draft; none where none does, or the question does not tell what kind of thing it asks for.

    Where it must be `sure` (the model declined), only what can be told to be an answer: a figure or a time in a sentence
    that fits well, or most of the words of a question for yes or no, or why.
    """
    draft = text.unmarked(draft)
    fitting = [q for q in fitting if not _is_of_nobody(question, q) and not _is_of_the_living(question, q)]
    if not fitting or strict.is_name(question):
        return []
    if found := _covering(question, fitting) or _anchored(question, fitting) or _translated(question, draft, fitting):
        return found
    if draft and wanted.is_open(question) and not _WHY.match(question) and fitting[0].sentence.score >= _PLAIN:
        return in_their_words(question, fitting)
    if sure and (counted := _only_count(question, draft, fitting)):
        return counted
    able = _able(question, fitting, sure=sure and not (_is_of_a_day(question) and dates.mentions(draft, None)))
    return [_in_force(old, fitting) for old in _nearest(question, draft, able, fitting[0].sentence.score)]


def _is_of_a_day(question: str) -> bool:
    return wanted.answer_type(question) == "time"


def _able(question: str, fitting: Sequence[Quote], *, sure: bool) -> list[Quote]:
    """The sentences near the best that hold the kind of thing asked for; where it must be `sure`, what can be told to."""
    kind, units, best = wanted.answer_type(question), wanted.unit(question), fitting[0].sentence.score
    if sure and (best < _SURE or kind not in ("figure", "time")):
        return []
    holds, priced = strict.kind_test(question) or wanted.holds(question), text.priced(question)
    able = [q for q in fitting if q.sentence.score >= best - _READ_THERE and holds(q.sentence.text)]
    if kind == "figure":
        known = text.numbers(question)  # the sum that it names is not the one it asks for
        able = [q for q in able if text.numbers(q.sentence.text) - known or not known]
        able = [q for q in able if not (sure and units) or wanted.counts(units, q.sentence.text)]
    able = [q for q in able if not priced or priced & text.stems(f"{q.source.article.headline} {q.sentence.text}")]
    if _DONE.search(question) and not _PLANNED.search(question):
        able = [q for q in able if not citations.is_ahead(q.sentence.text)] or able
    if days := _days(question, None):
        able = [q for q in able if days & _days(q.sentence.text, q.source.article.day)] or able
    return able


def _nearest(question: str, draft: str, able: Sequence[Quote], best: float) -> list[Quote]:
    """The one sentence that is nearest to a draft. Its words may be its own; the figure that it gives has been read somewhere."""
    figures = text.numbers(draft) - text.numbers(question)
    near = [q for q in able if _same_day(draft, q)] if _is_of_a_day(question) else []
    near = near or [q for q in able if figures & text.numbers(q.sentence.text)]
    near = near or [q for q in able if q.sentence.score >= best - BEHIND]
    added = set(text.content_stems(draft)) - text.stems(question)
    return sorted(near, key=lambda q: (-len(added & text.stems(q.sentence.text)), -q.sentence.score))[:1]


def _only_count(question: str, draft: str, fitting: Sequence[Quote]) -> list[Quote]:
    """The one sentence near the best that counts what is asked for, where a model answered with a number of something else."""
    units = frozenset[str]() if wanted.is_money(question) else wanted.unit(question)
    if not units or not text.numbers(draft) - text.numbers(question):
        return []
    near = [q for q in fitting if q.sentence.score >= fitting[0].sentence.score - _READ_THERE]
    counting = [(q, _counted(units, q.sentence.text) - text.numbers(question)) for q in near]
    counting = [(q, values) for q, values in counting if values]
    return [counting[0][0]] if len(set().union(*(values for _, values in counting))) == 1 else []


def _counted(units: frozenset[str], sentence: str) -> set[str]:
    """The numbers of these, or, where there are none, of others of their kind: of "participants" for people."""
    read = dates.quantities(sentence, None)
    return wanted.counted(units, sentence) or {q.value for q in read if text.kinds(units) & text.kinds(q.units)}


def _is_of_nobody(question: str, quote: Quote) -> bool:
    """Whether somebody whom the question gives a first name or a title is named nowhere near the sentence."""
    article, start, end = quote.source.article, quote.sentence.start, quote.sentence.end
    back = _FURTHER if _PERSONAL.match(quote.sentence.text) else _AROUND
    near = article.body[max(0, start - back) : end + _AROUND]
    words = f"{article.headline} {article.byline} {article.outlet} {near}"
    told = text.stems(words) | text.kindred(words) | {initials for initials, _ in text.initials(words)}
    known = told | text.shortened(words)
    return any(named and not named & known for named in _named(question))


def _named(question: str) -> list[set[str]]:
    """The stems of each whole name, without the titles."""
    runs = (text.words(run) for run in text.whole_names(question))
    return [{text.stem(w) for w in run if w not in text.TITLES and w not in text.STOPWORDS} for run in runs]


def _is_of_the_living(question: str, quote: Quote) -> bool:
    """Whether a death is asked for, and the article tells of none."""
    return bool(_DIED.search(question)) and not _DEATH.search(
        f"{quote.source.article.headline} {quote.source.article.body}"
    )


def _in_force(quote: Quote, fitting: Sequence[Quote]) -> Quote:
    """The sentence, or the one that puts another day in the place of its own, or what replaces that in turn."""
    known = [quote]
    while newer := next((q for q in fitting if q not in known and _replaces(q, known[-1])), None):
        known.append(newer)
    return known[-1]


def _replaces(new: Quote, old: Quote) -> bool:
    """Whether a sentence puts another day in the place of the one that an older article's sentence names."""
    return replaces(new.sentence.text, new.source.article, old.sentence.text, old.source.article)


def _anchored(question: str, fitting: Sequence[Quote]) -> list[Quote]:
    """The one sentence that has the sum or count that the question names, "What was bought for 740,000 crowns?"."""
    named = [q for q in dates.quantities(question, None) if q.units and float(q.value) >= _TELLING]
    if not named or wanted.answer_type(question) == "figure":  # its own sum is not the one it asks for
        return []
    has = [q for q in fitting if {n.value for n in named} <= text.numbers(q.sentence.text)]
    return has if len({q.source.article.id for q in has}) == len(has) == 1 else []


def _translated(question: str, draft: str, fitting: Sequence[Quote]) -> list[Quote]:
    """The sentence of an article in another language than English that has every figure, day and name that a draft adds,
    or, where it adds none, most of its words.

    Proof compares words and reads English: of such an article it bears out little, and the sentence itself can be shown.
    """
    added = set(text.content_stems(draft)) - text.stems(question)
    figures, names = text.numbers(draft) - text.numbers(question), text.names(draft) & added
    dated = bool(dates.mentions(draft, None))
    for quote in (q for q in fitting if not q.source.article.is_english):
        told = text.stems(quote.sentence.text)
        holds = _same_day(draft, quote) if dated else figures <= text.numbers(quote.sentence.text) and names <= told
        if holds and (dated or figures or names or len(added & told) >= _COVERED * len(added) > 1):
            return [quote]
    return []


def _same_day(draft: str, quote: Quote) -> bool:
    """Whether a sentence names a day that a draft names, too."""
    written = quote.source.article.day
    told = {r for m in dates.mentions(quote.sentence.text, written) for r in m.readings}
    return any(r in told and r[0] == r[1] for m in dates.mentions(draft, written) for r in m.readings)


def _covering(question: str, fitting: Sequence[Quote]) -> list[Quote]:
    """The best sentences, where a question for yes or no, or why, has most of its words in them."""
    if _WHY.match(question):
        shown = [q for q in fitting[:1] if _REASON.search(q.sentence.text) and not _is_of_others(question, q)]
    else:
        shown = in_their_words(question, fitting) if checking.is_polar(question) else []
        shown = [] if find_untold(question, shown) else shown
    asked = set(text.content_stems(question))
    told = text.stems(" ".join(f"{q.source.article.headline} {q.sentence.text}" for q in shown))
    return shown if asked and len(asked & told) >= _COVERED * len(asked) else []


def _is_of_others(question: str, quote: Quote) -> bool:
    return citations.is_of_others(question, citations.Said([(quote.sentence.text, quote.source.article)]))


def newer(question: str, proof: Proof, fitting: Sequence[Quote], *, latest: bool = False) -> Quote | None:
    """The best sentence, where it counts what is asked and all that a proof quotes are older counts of the same; or
    where the `latest` is asked for and all quotes are older; or the one that puts another day in the place of those
    that the proof quotes.

    The best sentence has been chosen with regard to time; a small model takes the figure whose words are nearest.
    """
    if wanted.answer_type(question) == "time":
        found = next((q for q in fitting if proof.citations and _puts_off(q, proof, fitting)), None)
        return found and _in_force(found, fitting)
    if latest and not wanted.answer_type(question):
        return fitting[0] if _is_newer(fitting[0], proof, fitting) else None
    units = wanted.unit(question) - {"%"}
    best = fitting[0]
    if text.is_held_now(question):
        return best if _is_held_by_another(text.office(question), best, proof, fitting) else None
    if not wanted.counts(units, best.sentence.text):
        return None
    said = " ".join(s.text for s in proof.sentences)
    if (wanted.counted(units, best.sentence.text) or text.numbers(best.sentence.text)) & (
        wanted.counted(units, said) or text.numbers(said)
    ):
        return None
    alike = all(wanted.counts(units, c.quote) for c in proof.citations)
    return best if alike and _is_newer(best, proof, fitting) else None


def _days(words: str, written: date | None) -> set[tuple[int, int]]:
    """Months and days that a text names."""
    readings = (m.readings[0] for m in dates.mentions(words, written))
    return {(first.month, first.day) for first, last in readings if first == last}


def _is_held_by_another(office: str, best: Quote, proof: Proof, fitting: Sequence[Quote]) -> bool:
    """Whether the best sentence gives an office to somebody whom an answer from older articles does not name."""
    holder, said = text.holder(office, best.sentence.text), text.stems(" ".join(s.text for s in proof.sentences))
    return bool(holder and not holder & said) and _is_newer(best, proof, fitting)


def _is_newer(best: Quote, proof: Proof, fitting: Sequence[Quote]) -> bool:
    """Whether all that a proof quotes are of older articles."""
    out = {q.source.article.id: q.source.article.out for q in fitting}
    mine = best.source.article.out
    older = [told for c in proof.citations if (told := out.get(c.article_id)) and mine and told < mine]
    return bool(proof.citations) and len(older) == len(proof.citations)


def _puts_off(new: Quote, proof: Proof, fitting: Sequence[Quote]) -> bool:
    known = {q.source.article.id: q.source.article for q in fitting}
    cited = [(c.quote, known.get(c.article_id)) for c in proof.citations]
    return all(old is not None and replaces(new.sentence.text, new.source.article, quote, old) for quote, old in cited)
