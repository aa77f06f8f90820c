"""Draft → proof: each sentence with verbatim quotes, or it is not shown. Pure.

A sentence is proven when nothing in it is otherwise than in the quotes (`checks`) and most of the words that it adds
to the question stand there. The model's markers are a hint only: an unknown one is dropped, and the best source that
holds the sentence is cited, whichever was named.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache

from ragbot import text
from ragbot.citations import content
from ragbot.citations.amounts import restated
from ragbot.citations.checks import mismatch
from ragbot.citations.claims import Splitter, claims
from ragbot.citations.contest import is_outdone
from ragbot.citations.listing import Proof, Quote, assemble, keeps_dateline, undated
from ragbot.citations.said import DATELINE, Said
from ragbot.citations.voice import owned
from ragbot.domain import Article, Evidence
from ragbot.text import dates

_SUPPORT = 0.6  # share of the words which a sentence adds to the question that its quotes must hold
_HOME = 0.4  # share of what a clause speaks of that one quote alone must hold
# Share of what a claim repeats of its question that the cited articles must speak of: of 127 claims of a small model (drafts
# to five prompts, about the same questions) the 7 below it, to 5 questions, were wrong. Up to a half are right ones, too.
_TOPIC = 0.41
_TELLING = 3  # words; fewer tell no topic
# In score: what fits the question so well is about it in other words. Of ten claims of a small model below the share, the seven
# wrong ones quoted sentences of 0.44 to 0.80 (and one of 0.94), the right ones of 0.95 and 1.07.
_FITS = 0.9
_MAX_QUOTES = 3
_RUN, _OFTEN = 4, 2  # so many words so often in one sentence are a slip at most
_CLAUSE_WORDS = 5
_ASKS_WHEN = re.compile(r"\b(?:when|dates?|days?|until|since)\b", re.IGNORECASE)
_YES_OR_NO = re.compile(r"^(?:Yes|No)[,;:–—-] *(?=\w)")  # what follows is what can be proven
_CALENDAR = frozenset(text.stem(word) for word in text.CALENDAR)
_PRONOUN = re.compile(r"\W*(?:and |but |so |yet )?(?:he|she)\b", re.IGNORECASE)
_SOURCE = re.compile(r"^According to [^,]{1,60}, |,? (?:19|20)\d\d\b")
_ATTRIBUTION = re.compile(r",? according to (?:the )?[^,.;]{1,60}")


def prove(draft: str, question: str, evidence: Sequence[Evidence], split: Splitter) -> Proof:
    """Keep the sentences of a draft that quotes from the evidence prove, cited; drop the others."""
    kept: list[tuple[str, list[Quote]]] = []
    dropped: list[str] = []
    for claim, marked in claims(draft, split):
        quotes = [] if _goes_in_circles(claim) else _find_proof(claim, question, evidence, marked)
        if all(_is_dateline(claim, q.sentence.text) for q in quotes):
            quotes = []
        told = _owned(claim, question, quotes) if quotes else ""
        if told:
            told = dates.spelt(told)
            kept.append((told if keeps_dateline(question) else undated(told, quotes), quotes))
        else:
            dropped.append(claim)
    return assemble(kept, dropped)


def _goes_in_circles(claim: str) -> bool:
    """Whether a model has lost its way: the same words for the third time in one sentence."""
    said = text.words(claim)
    runs = Counter(zip(*(said[at:] for at in range(_RUN)), strict=False))
    return max(runs.values(), default=0) > _OFTEN


def _is_dateline(claim: str, quote: str) -> bool:
    """Whether the claim is nothing but where and when the quote was filed, "Lower Quill, Nov. 20"."""
    filed = DATELINE.match(quote)
    return filed is not None and set(text.content_stems(_SOURCE.sub("", claim))) <= text.stems(filed[0])


def _owned(claim: str, question: str, quotes: Sequence[Quote]) -> str:
    home, article = _home(claim, [(q.sentence.text, q.source.article) for q in quotes])
    return owned(claim, question, home, article)


def quoted(*quotes: Quote) -> Proof:
    """Evidence sentences as an answer in the articles' own words."""
    return assemble([(q.words, [q]) for q in quotes])


def ranked(evidence: Sequence[Evidence]) -> list[Quote]:
    """All evidence sentences, best first."""
    return sorted((Quote(e, s) for e in evidence for s in e.sentences), key=lambda q: -q.sentence.score)


def _find_proof(claim: str, question: str, evidence: Sequence[Evidence], marked: list[int]) -> list[Quote]:
    """Quotes that prove the claim: the sentence that it is; else from one source, the sources it names, or all together."""
    named = [e for e in evidence if e.n in marked]
    for source in sorted(evidence, key=lambda e: e.n not in marked):
        whole = next((s for s in source.sentences if text.squash(s.text) == text.squash(claim)), None)
        if whole and not _is_unpriced(question, [source.article]):
            return [Quote(source, whole)]
    plain, day = content.dated(claim, evidence[0].article.day) if evidence else (claim, frozenset[str]())
    if day and _ASKS_WHEN.search(question) and not text.content_stems(plain):
        return _bare_day(claim, question, evidence)
    # The evidence comes best first: of several sources that hold it, the best is cited, whichever the model copied from.
    tries: list[Sequence[Evidence]] = [[e] for e in evidence]
    if len(named) > 1:
        tries.append(named)
    if len(evidence) > 1:
        tries.append(evidence)
    for sources in tries:
        said = restated(claim, [s.text for source in sources for s in source.sentences])
        quotes = _cover(said, question, sources)
        if quotes and _holds(said, question, quotes) and not is_outdone(said, question, quotes, evidence):
            return quotes
    return []


def _bare_day(claim: str, question: str, evidence: Sequence[Evidence]) -> list[Quote]:
    """A day without a word beside it, "June 7, 2024", answers as the best sentence that gives any day has it; "on Monday"
    is one where no sentence has a day by its number, and the sentence has half of the question's words.
    """
    quotes = [(q, q.sentence.text, q.source.article) for q in ranked(evidence)]
    told = [(q, words, a, content.dated(words, a.day)[1]) for q, words, a in quotes]
    if not any(days for *_, days in told):
        asked = set(text.content_stems(question))
        near = [one for one in quotes if len(asked & text.stems(one[1])) >= len(asked) / 2]
        told = [(q, words, a, content.days(words, a.day)) for q, words, a in near]
    for quote, words, article, days in told:
        if days:
            mine = content.dated(claim, article.day)[1]
            said = Said([(words, article)], question)
            return [quote] if mine and mine & days and not mismatch(claim, said) else []
    return []


def _cover(claim: str, question: str, sources: Sequence[Evidence]) -> list[Quote]:
    """Greedily the fewest sentences that together hold what the claim adds to the question."""
    need = content.parts(claim, sources[0].article.day)
    told = ((Quote(e, s), s.text, e.article.day) for e in sources for s in e.sentences)
    pool = {quote: content.parts(words, day) | content.days(words, day) for quote, words, day in told}
    chosen: list[Quote] = []
    left = need - content.parts(question, sources[0].article.day) or need
    while pool and len(chosen) < _MAX_QUOTES:
        best = max(pool, key=lambda q: (content.weight(left & pool[q]), content.weight(need & pool[q])))
        gain = left & pool.pop(best)
        if not gain and chosen:
            break
        chosen.append(best)
        left = left - gain
        if not left:
            break
    return chosen


def _holds(claim: str, question: str, quotes: Sequence[Quote]) -> bool:
    said = [(q.sentence.text, q.source.article) for q in quotes]
    have = text.stems(" ".join(words for words, _ in said)).union(*(content.days(words, a.day) for words, a in said))
    plain, named = content.dated(claim, said[0][1].day)
    stems, asked = text.content_stems(plain), text.stems(question)
    # Words of the question prove nothing that they did not ask. "Yes" says them all.
    polar = _YES_OR_NO.match(claim)
    added, hours = content.added(plain, frozenset[str]() if polar else asked)
    claim = claim[polar.end() :] if polar else claim
    quoted = " ".join(words for words, _ in said)
    found = content.found(added, hours, quoted, have)
    # A day may be written in words and in digits; whether it is the right one is a check of its own.
    found += bool(named & have)
    if (
        not (set(stems) & have or (hours and found))
        or found < _SUPPORT * (len(added) + len(hours) + bool(named))
        or _is_bare(added, plain, quoted)
        or _is_elsewhere(set(stems) & asked, question, quotes)
    ):
        return False
    if len(said) == 1:
        return not mismatch(claim, Said(said, question))
    for clause in _clauses(claim):
        home = _home(clause, said)
        need = _need(clause, home, said) - text.stems(f"{home[1].outlet} {home[1].byline}")
        if max(_share(need, home[0]), _share(need - asked, home[0])) < _HOME:
            return False
        if mismatch(clause, Said([home], question, [s for s in said if s is not home])):
            return False
    return True


def _is_bare(added: Sequence[str], claim: str, quoted: str) -> bool:
    """Whether the quotes have no word of what a claim tells but who says it: "the shape of a rectangle, according to Meret
    Pascoe" of what she says about a tear.
    """
    told = _ATTRIBUTION.sub(" ", claim)
    if told == claim or text.names(told) & {text.stem(w) for w in added}:
        return False
    own = {text.stem(w) for w in added if w.isalpha() and not text.has_number(w) and w not in text.PAST} & text.stems(
        told
    )
    spoken = {s for s in own if text.measure(s) == "-"}
    return bool(spoken) and not text.senses(spoken) & text.senses(text.stems(quoted))


def _is_elsewhere(repeated: AbstractSet[str], question: str, quotes: Sequence[Quote]) -> bool:
    """Whether the articles are about something else than the question: its words alone must not carry a claim."""
    telling = {s for s in repeated if not s.isdigit()} - _CALENDAR
    told = frozenset[str]().union(*(_spoken_of(q.source.article) for q in quotes))
    fits = max(q.sentence.score for q in quotes) >= _FITS
    spread = not fits and len(telling) >= _TELLING and len(telling & told) < _TOPIC * len(telling)
    return spread or _is_unpriced(question, [q.source.article for q in quotes])


def _is_unpriced(question: str, articles: Sequence[Article]) -> bool:
    """Whether a sum is asked for of something that the articles do not speak of."""
    priced = text.priced(question)
    return bool(priced) and not any(priced & _spoken_of(a) for a in articles)


@lru_cache(maxsize=64)
def _spoken_of(article: Article) -> frozenset[str]:
    return frozenset(text.stems(f"{article.headline} {article.body} {article.outlet} {article.byline}"))


def _share(need: AbstractSet[str], quote: str) -> float:
    return len(need & content.spoken_of(quote)) / len(need) if need else 0.0


def _clauses(claim: str) -> list[str]:
    """The claim cut where one statement may end and another begin."""
    found = [""]
    for part in content.JOINT.split(claim):
        # A piece without anything to compare belongs to the one before it, and no quotation is cut.
        within = sum(found[-1].count(mark) for mark in '"“”') % 2
        if (
            within
            or len(text.content_stems(part)) < _CLAUSE_WORDS
            or len(text.content_stems(found[-1])) < _CLAUSE_WORDS
        ):
            found[-1] += part
        else:
            found.append(part)
    return found


def _home(clause: str, said: Sequence[tuple[str, Article]]) -> tuple[str, Article]:
    """The quote that says most of the clause: what it says of it, no other quote may say otherwise.

    Figures are held against one that has some of them, where another one has no figures at all.
    """
    best = max(said, key=lambda s: _share(_need(clause, s, said), s[0]))
    figures = text.numbers(content.dated(clause, best[1].day)[0])
    if not figures or text.numbers(content.dated(best[0], best[1].day)[0]):
        return best
    able = [s for s in said if figures & text.numbers(s[0]) and _share(_need(clause, s, said), s[0]) >= _HOME]
    return max(able or [best], key=lambda s: _share(_need(clause, s, said), s[0]))


def _need(clause: str, quote: tuple[str, Article], said: Sequence[tuple[str, Article]]) -> AbstractSet[str]:
    """What the clause speaks of that a quote should hold; of one that begins with "he" or "she" not the names which the
    headline or other quotes of its article have.
    """
    words, article = quote
    beside = " ".join([article.headline, *(other for other, of in said if of is article and other != words)])
    return content.spoken_of(clause) - (text.names(beside) if _PRONOUN.match(words) else set())
