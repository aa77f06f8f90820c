"""A true claim made false in one place: the corruptions of FactCC (Kryściński et al., EMNLP 2020), and some of news."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass

from eval.mutations import opposites
from eval.mutations.pairs import Pair
from ragbot import text
from ragbot.text import dates
from ragbot.text.calendar import MONTHS, WEEKDAYS

_NUMBER = re.compile(r"(?<![\w.,:-])\d[\d,]*(?<!,)(?:\.\d+)?(?![\w:-]|[.,]\d)")
_WORDED = [
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "twenty",
    "thirty",
    "forty",
    "fifty",
]
_FULL = re.compile(r"(?<![.!?] )(?<!^)\b([A-Z][a-z’'-]+) ([A-Z][a-z’'-]{2,})\b(?! [A-Z])|^([A-Z][a-z’'-]+) ([A-Z][a-z’'-]{2,})\b(?! [A-Z])")  # fmt: skip
_ONE = re.compile(r"(?<=[a-z,] )([A-Z][a-z’'-]{2,})\b(?! [A-Z])")
_NOT_NAMES = {*MONTHS, *WEEKDAYS, "The", "This", "That", "These", "But", "And", "For", "When", "While", "After", "Its", "His", "Her", "Their", "Some", "Most", "Many", "One", "Two", "Three", "Oct", "Nov", "Dec", "Jan", "Feb", "Sept"}  # fmt: skip
_VERBS = re.compile(
    r"\b(is|are|was|were|has|have|had|will|would|can|could|should|must)\b(?! (?:not|no|never)\b)(?!n['’]t)"
)
_PAST = re.compile(r"(?<=[a-z] )(said|announced|approved|agreed|voted|won|bought|sold|opened|closed|rose|fell|signed|ordered|found|killed|received|received|paid|resigned|accepted|confirmed|began|started|issued|told|took|made|gave|showed|reported|died)\b")  # fmt: skip
_DENIALS = re.compile(
    r"\b(?:not|never|no longer)\s|(?<=\w)n['’]t\b|\bwithout\b|\bdenied\b|\bfailed to\b|\brefused to\b|\bno\b"
)


@dataclass(frozen=True, slots=True)
class Lie:
    """A changed claim; `category` is what the figures are counted by, `how` the way in which it was changed."""

    category: str
    how: str
    claim: str


def lies(pair: Pair) -> list[Lie]:
    """Each way in which the claim can be made false, once; the same for the same pair."""
    draw = random.Random(pair.id)  # noqa: S311  # planted mistakes, no secrets
    found: dict[tuple[str, str], Lie] = {}
    for make in (_numbers, _dates, _names, _negations, _directions, _quotations, _certainties, _voices):
        made = list(make(pair, draw))
        draw.shuffle(made)
        for lie in made:
            if text.squash(lie.claim) != text.squash(pair.claim):
                found.setdefault((lie.category, lie.how), lie)
    return list(found.values())


def _numbers(pair: Pair, draw: random.Random) -> Iterator[Lie]:
    claim = pair.claim
    times = dates.mentions(claim, pair.article.day)
    spans = [m for m in _NUMBER.finditer(claim) if not any(t.start < m.end() and m.start() < t.end for t in times)]
    own = " ".join(s.text for s in pair.evidence[pair.source - 1].sentences)
    bare = dates.without(own, dates.mentions(own, pair.article.day))
    rivals = sorted(m for m in {m[0] for m in _NUMBER.finditer(bare)} if not text.numbers(m) & text.numbers(claim))
    for match in spans:
        value = float(match[0].replace(",", ""))
        other = value + draw.choice([1, 2, 3, 7, 10]) if "." not in match[0] else value + draw.choice([0.1, 0.3, 1.2])
        shown = f"{other:,.{len(match[0].partition('.')[2])}f}"
        yield Lie("number", "other number", _put(claim, match.span(), shown))
        if value >= 10:  # noqa: PLR2004  # two digits to swap
            digits = str(int(value) * 10)
            yield Lie("number", "ten times", _put(claim, match.span(), digits))
        if rivals:
            yield Lie("number", "number of the same article", _put(claim, match.span(), draw.choice(rivals)))
    for word in re.finditer(rf"\b({'|'.join(_WORDED)})\b(?![- ](?:{'|'.join(_WORDED)}|hundred))", claim):
        if not any(t.start < word.end() and word.start() < t.end for t in times):
            other_word = draw.choice([w for w in _WORDED if w != word[0]])
            yield Lie("number", "other number in words", _put(claim, word.span(), other_word))
    if len({m[0] for m in spans}) == 2 and len(spans) == 2:  # noqa: PLR2004  # two to swap
        one, two = spans
        swapped = claim[: one.start()] + two[0] + claim[one.end() : two.start()] + one[0] + claim[two.end() :]
        yield Lie("unit", "numbers swapped", swapped)
    for unit, wrong in (("million", "billion"), ("billion", "million"), ("percent", "people"), ("crowns", "euros"), ("metres", "kilometres"), ("years", "months"), ("months", "weeks"), ("days", "weeks"), ("thousand", "million"), ("hours", "minutes")):  # fmt: skip
        if found := re.search(rf"(?<=\d ){unit}\b", claim):
            yield Lie("unit", "other unit", _put(claim, found.span(), wrong))


def _dates(pair: Pair, draw: random.Random) -> Iterator[Lie]:
    claim, day = pair.claim, pair.article.day
    times = dates.mentions(claim, day)
    own = [m for s in pair.evidence[pair.source - 1].sentences for m in [s.text]]
    rivals = sorted({s[m.start : m.end] for s in own for m in dates.mentions(s, day)})
    said = {r for m in times for r in m.readings}
    for time in times:
        words = claim[time.start : time.end]
        span = (time.start, time.end)
        for match in re.finditer(r"\b(?:19|20)\d\d\b", words):
            year = str(int(match[0]) + draw.choice([-2, -1, 1, 3]))
            yield Lie("date", "other year", _put(claim, _shift(match.span(), time.start), year))
        for match in re.finditer(rf"\b({'|'.join(MONTHS)})\b", words):
            month = draw.choice([m for m in MONTHS if m != match[0]])
            yield Lie("date", "other month", _put(claim, _shift(match.span(), time.start), month))
        for match in re.finditer(rf"\b({'|'.join(WEEKDAYS)})\b", words):
            other = draw.choice([d for d in WEEKDAYS if d != match[0]])
            yield Lie("date", "other weekday", _put(claim, _shift(match.span(), time.start), other))
        for match in re.finditer(r"\b\d{1,2}\b", words):
            other = str(draw.choice([d for d in range(1, 29) if d != int(match[0])]))
            yield Lie("date", "other day", _put(claim, _shift(match.span(), time.start), other))
        fitting = [r for r in rivals if _form(r) == _form(words) and not said & {x for m in dates.mentions(r, day) for x in m.readings}]  # fmt: skip
        if fitting:
            yield Lie("date", "date of the same article", _put(claim, span, draw.choice(fitting)))


def _form(words: str) -> str:
    return re.sub(r"\d+", "9", re.sub(r"[A-Z][a-z]+", "A", words))


def _names(pair: Pair, draw: random.Random) -> Iterator[Lie]:
    claim = pair.claim
    every = " ".join(s.text for e in pair.evidence for s in e.sentences)
    own = " ".join(s.text for s in pair.evidence[pair.source - 1].sentences) + " . " + pair.article.headline
    full = [m for m in _FULL.finditer(claim) if not set(m[0].split()) & _NOT_NAMES]
    pairs = sorted({m[0] for m in _FULL.finditer(own) if not set(m[0].split()) & _NOT_NAMES} - {m[0] for m in full})
    for match in full:
        first = match[0].split()[0]
        rivals = [p for p in pairs if not _words(p) & _words(claim)]
        yield Lie(
            "name",
            "unknown name",
            _put(claim, match.span(), f"{first} {draw.choice(['Quentin', 'Halloway', 'Brisk'])}"),
        )
        if rivals:
            other = draw.choice(rivals)
            yield Lie("name", "name of the same article", _put(claim, match.span(), other))
            yield Lie("name", "names crossed", _put(claim, match.span(), f"{first} {other.split()[1]}"))
            if _speaks(claim, match):
                yield Lie("speaker", "other speaker", _put(claim, match.span(), other))
    whole = {n for m in [*full] for n in m[0].split()}
    here = [m for m in _ONE.finditer(claim) if m[1] not in _NOT_NAMES | whole]
    singles = sorted({m[1].strip("’'") for m in _ONE.finditer(every)} - _NOT_NAMES - _words(claim))
    singles = [
        word for word in singles if word.removesuffix("s") not in _NOT_NAMES and "'" not in word and "’" not in word
    ]
    for match in here:
        yield Lie(
            "name", "unknown name alone", _put(claim, match.span(), draw.choice(["Quentin", "Marlow", "Oberstadt"]))
        )
        if singles:
            yield Lie("name", "other name of the evidence", _put(claim, match.span(), draw.choice(singles)))
    if pair.kind == "outlet in front":
        outlet = pair.article.outlet
        yield Lie("name", "other outlet", claim.replace(outlet, draw.choice(["The Daily Globe", "Radio Marlow"]), 1))


def _words(claim: str) -> set[str]:
    return {word.strip("’'").removesuffix("'s").removesuffix("’s") for word in re.findall(r"[\w’'-]+", claim)}


def _speaks(claim: str, match: re.Match[str]) -> bool:
    around = claim[max(0, match.start() - 30) : match.end() + 30]
    return bool(
        re.search(r"\b(?:said|told|says|stated|added|warned|called|announced|according)\b", around, re.IGNORECASE)
    )


def _negations(pair: Pair, draw: random.Random) -> Iterator[Lie]:
    claim = pair.claim
    for match in list(_VERBS.finditer(claim))[:1]:
        yield Lie("negation", "not put in", _put(claim, match.span(), f"{match[0]} not"))
        yield Lie("negation", "no longer put in", _put(claim, match.span(), f"{match[0]} no longer"))
    for match in list(_PAST.finditer(claim))[:1]:
        how = draw.choice(["never", "denied having", "failed to have"])
        yield Lie("negation", f"{how.split()[0]} put in", _put(claim, match.span(), f"{how} {match[0]}"))
    for match in list(_DENIALS.finditer(claim))[:1]:
        words = match[0].strip()
        other = {"without": "with", "denied": "admitted", "failed to": "managed to", "refused to": "agreed to", "no": "a"}.get(words, "")  # fmt: skip
        yield Lie(
            "negation", "taken out", " ".join(_put(claim, match.span(), other + " " * match[0].endswith(" ")).split())
        )


def _directions(pair: Pair, _draw: random.Random) -> Iterator[Lie]:
    for kind, span, opposite in opposites.turned(pair.claim):
        yield Lie("direction", kind, _put(pair.claim, span, opposite))


def _quotations(pair: Pair, draw: random.Random) -> Iterator[Lie]:
    for match in re.finditer(r"[\"“]([^\"“”]{12,})[\"”]", pair.claim):
        words = list(re.finditer(r"\b[a-z]{4,}\b", match[1]))
        if words:
            word = draw.choice(words)
            span = _shift(word.span(), match.start(1))
            yield Lie(
                "quotation", "a word changed", _put(pair.claim, span, draw.choice(["marble", "harbour", "tender"]))
            )


def _certainties(pair: Pair, _draw: random.Random) -> Iterator[Lie]:
    for match in re.finditer(r"\b(?:may|might|could)\b(?! not\b)", pair.claim):
        yield Lie("certainty", "may made will", _put(pair.claim, match.span(), "will"))
    for match in re.finditer(r"\b(?:plans|wants|hopes|intends|aims|expects|is expected|are expected|plan|want|hope) to\b", pair.claim):  # fmt: skip
        yield Lie("certainty", "plan made deed", _put(pair.claim, match.span(), "did"))


def _voices(pair: Pair, _draw: random.Random) -> Iterator[Lie]:
    """Not false, but said in the answer's own voice."""
    for pattern in (
        r", (?:the )?(?:police|prosecutors|investigators|authorities|officials) (?:said|say)(?: on)?(?: [A-Z]\w+day)?(?=[.,])",
        r",? according to (?:the |a )?[^,.\"“”]+(?=\.$|,)",
        r"\ballegedly |\balleged ",
    ):
        if match := re.search(pattern, pair.claim):
            bare = _put(pair.claim, match.span(), "")
            if not re.search(r"said|accord|alleg|told|claim|accus|report", bare):
                yield Lie("voice", "whose word it is left out", bare)


def _put(claim: str, span: tuple[int, int], words: str) -> str:
    return claim[: span[0]] + words + claim[span[1] :]


def _shift(span: tuple[int, int], by: int) -> tuple[int, int]:
    return span[0] + by, span[1] + by
