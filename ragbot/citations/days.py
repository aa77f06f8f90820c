"""Days that a claim gives otherwise than its quotes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from itertools import compress, pairwise

from ragbot import text
from ragbot.citations.parts import ENDS, joint
from ragbot.citations.plans import is_ahead
from ragbot.citations.said import DATELINE, TOLD_ON, Said
from ragbot.domain import Article
from ragbot.text import dates
from ragbot.text.calendar import MONTH, WEEKDAYS, Days

Quoted = tuple[str, Article]

_PUBLISHED = re.compile(r"\b(?:as of|reported|published|updated|article|wrote)\b", re.IGNORECASE)
# What "debuts Friday" or "can be borrowed, starting on Friday" is still to come.
_STARTS = re.compile(
    r"\b(?:(?P<as>starting|beginning)|effective|starts|begins|debuts|premieres|opens|reopens|airs|returns|expires|runs out|takes effect|kicks off|goes into effect)(?: (?:on|from|this|next))? $"
)
_SAYS = re.compile(r"\b(?:said|told|announced|added|confirmed|reported)\b")
_NEAR = 80  # characters in front of a time
_FAR = 200  # days; a day without its year is one of the months around the article
_CLAUSE = re.compile(r"[,;] (?!\d{4}|(?:to|until|through) )|\b(?:and|but|while|until|which|who|instead of)\b")
# "…, which went cold in March, …": its words are its own
_ASIDE = re.compile(r", (?:in |on |at |of )?(?:which|who|whose|where|when)\b[^,;:—–]*,")
_OF_NOUN = re.compile(r"\b(?:an?|the|this|its|his|her|their) $", re.IGNORECASE)  # "an October letter"
_OF_THING = re.compile(rf"\b(?:an?|the|this|its|his|her|their) {MONTH}(?: [\d–-]{{1,7}})? [a-z]", re.IGNORECASE)
_WORD = 10  # characters; no article or pronoun is longer
_NOUN = re.compile(r" ([a-z]\w+)")
_TELLS = re.compile(r"\b(?:announced|stated|wrote|added|confirmed|reported)\b")  # and so may be the event itself
_TOLD_THEN = re.compile(r" that\b")  # "told it in an interview on Wednesday that"
_WEEKDAY = re.compile(rf"({'|'.join(WEEKDAYS)})\b")
_SUBJECT = re.compile(r"\b(?:was|were|had|did|it|he|she|they|who|which)\b")
_MOST = 0.75
_SAME_EVENT = 3  # words; so many around two years tell of one thing
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_YEAR_BEFORE = re.compile(r"\b(?:the (?:year before|previous year)|a year (?:earlier|before))\b", re.IGNORECASE)
_PARTS = (
    frozenset({"morning", "afternoon", "evening", "midnight", "noon", "night"}),
    frozenset({"spring", "summer", "autumn", "winter"}),
)
_PART = re.compile(rf"\b({'|'.join(sorted(frozenset[str]().union(*_PARTS)))})s?\b")
# "Is expected", "to be opened": no deed yet, though the verb has the ending of one.
_PAST = re.compile(
    r"\b(?:was|were|had|did|said|told)\b"
    r"|(?<!\bbe )(?<!\bbeen )(?<!\bto )\b(?!expect|schedul|plann|suppos|need|un(?!veil|earth|load|cover|lock|it))[a-z]{3,}ed\b"
)


def is_other_date(claim: str, said: Said) -> bool:
    """Whether a time is none that the quotes or the question name, nor lies around one."""
    if _is_other_part(claim, said):
        return True
    claimed = dates.mentions(claim, said.written)
    if not claimed:
        return False
    given = [r for m in dates.mentions(said.question, said.written) for r in m.readings]
    have = _had(said.quotes)
    events = _had(said.quotes, of_events=True)
    if not (have or _had(said.beside)) or _PUBLISHED.search(claim):
        have += [(d, d) for d in said.out]
    for mention in claimed:
        known = [*have, *given]
        if not have:
            known += _had(_nearest(claim, mention, said.beside))
        elif not events and not TOLD_ON.search(_in_front(claim, mention)):
            # The quote tells only when it was told of; when it was, another may that tells of it, too.
            known += _had([q for q in _nearest(claim, mention, said.beside) if _tells(q[0], claim, mention)])
        if _is_of_another_weekday(claim, mention, known):
            return True
        if not _is_within(mention, known) and not _is_within(mention, _of_closest(claim, mention, said)):
            return True
    return any(_is_anothers_day(claim, m, said) or _is_of_another_year(claim, m, said) for m in claimed)


def _is_of_another_weekday(claim: str, mention: dates.Mention, known: Sequence[Days]) -> bool:
    """Whether the claim names a day with a weekday that it was not: "Monday, 14 November 2025" was a Friday."""
    named = _WEEKDAY.match(claim, mention.start, mention.end)
    if not named or not any(c.isdigit() for c in claim[mention.start : mention.end]):
        return False
    days = [first for first, last in mention.readings if first == last]
    days = [day for day in days if any(first <= day <= last for first, last in known)] or days
    return bool(days) and all(WEEKDAYS[day.weekday()] != named[1] for day in days)


def _is_of_another_year(claim: str, claimed: dates.Mention, said: Said) -> bool:
    """Whether the claim has its year from the question, and the quotes say the same of another year only."""
    told = [
        (words, m)
        for words, a in said.quotes
        for m in dates.mentions(words, a.day)
        if _YEAR.fullmatch(words[m.start : m.end])
    ]
    year = claim[claimed.start : claimed.end]
    if not _YEAR.fullmatch(year) or len(told) != 1 or year in said.quoted:
        return False
    words, mention = told[0]
    mine = _around(claim, claimed) - {year}
    alike = mine & _around(words, mention)
    return words[mention.start : mention.end] not in claim and len(alike) >= max(_SAME_EVENT, len(mine) / 2)


def _is_other_part(claim: str, said: Said) -> bool:
    """Whether the claim names another part of the day, or another season, than the quotes do."""
    mine, told = (set(_PART.findall(words)) for words in (claim, f"{said.quoted} {said.lent} {said.question}"))
    return any(mine & parts and told & parts and not mine & parts & told for parts in _PARTS)


def _had(quotes: Sequence[Quoted], *, of_events: bool = False) -> list[Days]:
    """The times of some quotes; `of_events` leaves those out that only say when it was told."""
    times = [(words, m, a.day) for words, a in quotes for m in dates.mentions(words, a.day)]
    times = [t for t in times if not (of_events and TOLD_ON.search(_in_front(t[0], t[1])))]
    found = [r for words, mention, written in times for r in _likely(words, mention, written)]
    if any(_YEAR_BEFORE.search(words) for words, _ in quotes):
        found += [(date(y - 1, 1, 1), date(y - 1, 12, 31)) for y in {r[0].year for r in found} if y > 1]
    return found


def _of_closest(claim: str, mention: dates.Mention, said: Said) -> list[Days]:
    """The days of a quote that says more of what the claim says of this day than the one it is held against."""
    # The day itself is what is asked about.
    day = text.stems(claim[mention.start : mention.end])
    mine = _around(claim, mention) - day
    if not text.content_stems(claim[: mention.start]):  # "In 2022, …"
        mine = mine or set(text.content_stems(claim)) - day
    home = max((len(mine & text.stems(words)) for words, _ in said.quotes), default=0)
    return _had([quote for quote in said.beside if len(mine & text.stems(quote[0])) > home])


def _nearest(claim: str, mention: dates.Mention, quotes: Sequence[Quoted]) -> list[Quoted]:
    """Of quotes that may lend a day those that say most of what the claim says of it."""
    quotes = [(DATELINE.sub("", words), a) for words, a in quotes]
    quotes = [quote for quote in quotes if _had([quote])]
    mine = _around(claim, mention) - text.stems(claim[mention.start : mention.end])
    fits = [len(mine & text.stems(words)) for words, _ in quotes]
    return [quote for quote, fit in zip(quotes, fits, strict=True) if fit == max(fits)]


def _tells(words: str, claim: str, mention: dates.Mention) -> bool:
    """Whether a text has most of what the claim says of a day."""
    mine = _around(claim, mention) - text.stems(claim[mention.start : mention.end])
    return len(mine & text.stems(words)) >= _MOST * len(mine)


def _likely(words: str, mention: dates.Mention, written: date | None) -> tuple[Days, ...]:
    """Of the stretches that a time without its year may be, those that fit the tense it is told in, else the nearest."""
    if not written or len(mention.readings) == 1:
        return mention.readings
    clause = _clause(words, mention)
    ahead, past = is_ahead(clause), bool(_PAST.search(clause))
    starts = _STARTS.search(_in_front(words, mention))
    if starts and not (starts["as"] and _is_past(_SAYS.sub("", words))):
        ahead, past = True, False
    if _goes_on(words, clause) and not _SUBJECT.search(clause):  # "will be mended and turned on 2 November"
        ahead, past = True, False
    if ahead != past:
        fitting = tuple(r for r in mention.readings if (r[1] >= written if ahead else r[0] <= written))
        if past and _names_a_thing(words, mention) and all((written - r[1]).days > _FAR for r in fitting):
            fitting = ()  # "confirmed the September visit", told in April
    else:
        years = _YEAR.findall(words)
        near = [min(abs((d - written).days) for d in r) <= _FAR or str(r[0].year) in years for r in mention.readings]
        fitting = tuple(compress(mention.readings, near))
    return fitting or mention.readings


def _is_past(words: str) -> bool:
    return bool(_PAST.search(words)) or not set(text.PAST).isdisjoint(text.words(words))


def _goes_on(words: str, clause: str) -> bool:
    """Whether an "and" joins the clause to one that tells of what is to come."""
    at = words.find(clause)
    return clause.startswith("and ") and is_ahead(_CLAUSE.split(words[:at])[-1])


def _is_anothers_day(claim: str, claimed: dates.Mention, said: Said) -> bool:
    """Whether the quotes say of another day what the claim says of this one."""
    mine = next((words for times, words in _parts(claim, said.written) if claimed in times), frozenset[str]())
    told = [(at, part) for at, (words, a) in enumerate(said.quotes) for part in _told(words, a.day, mine)]
    same = [(at, words) for at, (times, words) in told if any(_is_within(claimed, t.readings) for t in times)]
    if not _TELLS.search(claim) and not TOLD_ON.search(_in_front(claim, claimed)):
        telling = [_telling(words, a.day) for words, a in said.quotes]  # no rival of when it happened
        told = [(at, (times, own)) for at, (times, own) in told if not all(t in telling[at] for t in times)]
    others = [(at, words) for at, (times, words) in told if not any(_overlaps(claimed, t) for t in times)]
    return bool(same) and any(
        all(_is_rather(mine, words, own, beside=at == here) for here, own in same) for at, words in others
    )


def _told(words: str, written: date | None, mine: AbstractSet[str]) -> list[tuple[list[dates.Mention], frozenset[str]]]:
    """The times of a quote with their own words; not those that only say which one, "an October letter", or when it was told."""
    outer = _ASIDE.sub(lambda m: " " * len(m[0]), words)
    # What an aside tells is told of the words in front of it, too.
    asides = [words[: m.end()] for m in _ASIDE.finditer(words)]
    parts = [part for clause in (outer, *asides) for part in _parts(clause, written)]
    return [
        (times, own)
        for times, own in parts
        if not all(_is_of_noun(words, t, mine) or _TOLD_THEN.match(words, t.end) for t in times)
    ]


def _telling(words: str, written: date | None) -> list[dates.Mention]:
    return [m for m in dates.mentions(words, written) if TOLD_ON.search(_in_front(words, m))]


def _is_of_noun(words: str, time: dates.Mention, mine: AbstractSet[str]) -> bool:
    noun = _NOUN.match(words, time.end) if _OF_NOUN.search(words[max(0, time.start - _WORD) : time.start]) else None
    return noun is not None and text.stem(noun[1]) not in mine


def _names_a_thing(words: str, time: dates.Mention) -> bool:
    """Whether a time only says which one: "the May 2-13 visit"."""
    return any(m.start() <= time.start and time.end <= m.end() for m in _OF_THING.finditer(words))


def _is_rather(mine: AbstractSet[str], rival: AbstractSet[str], own: AbstractSet[str], *, beside: bool) -> bool:
    """Whether a claim's words are of the rival's part rather than of its own: of one sentence a single word may tell."""
    if not own:
        return False
    for_rival, for_own = len(mine & rival - own), len(mine & own - rival)
    return for_rival > for_own + (bool(for_own) or not beside)


def _overlaps(one: dates.Mention, other: dates.Mention) -> bool:
    return any(a[0] <= b[1] and b[0] <= a[1] for a in one.readings for b in other.readings)


def _parts(words: str, written: date | None) -> list[tuple[list[dates.Mention], frozenset[str]]]:
    """The times of a text, the two ends of a span as one, each with the words of its own part of the sentence."""
    found = dates.mentions(words, written)
    bare = dates.without(words, found)
    spans: list[list[dates.Mention]] = []
    for mention in found:
        if spans and ENDS.fullmatch(words[spans[-1][-1].end : mention.start]):
            spans[-1].append(mention)
        else:
            spans.append([mention])
    ends = [0, *(joint(bare, one[-1].end, other[0].start) for one, other in pairwise(spans)), len(bare)]
    return [
        (span, frozenset(text.content_stems(bare[a:b]))) for span, (a, b) in zip(spans, pairwise(ends), strict=False)
    ]


def _clause(words: str, mention: dates.Mention) -> str:
    """The clause that names the time."""
    ends = [0, *(m.start() for m in _CLAUSE.finditer(words)), len(words)]
    start = max(e for e in ends if e <= mention.start)
    return words[start : min(e for e in ends if e > mention.start)]


def _in_front(words: str, mention: dates.Mention) -> str:
    return words[max(0, mention.start - _NEAR) : mention.start]


def _around(words: str, mention: dates.Mention) -> set[str]:
    return set(text.content_stems(_clause(words, mention)))


def _is_within(claimed: dates.Mention, known: Sequence[Days]) -> bool:
    """Whether a stretch that the claim may mean has one of those known in it."""
    return any(first <= day[0] and day[1] <= last for first, last in claimed.readings for day in known)
