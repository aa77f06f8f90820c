"""Numbers and what they count, however they are written."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import NamedTuple

from ragbot.text.words import STOPWORDS, WORD, squash, stem, words

_ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()  # fmt: skip
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_VALUES = {word: n for n, word in enumerate(_ONES)} | {word: 10 * n for n, word in enumerate(_TENS, start=2)}
_MULTIPLES = {"twice": 2, "decade": 10, "dozen": 12}
_MULTIPLE = re.compile(rf"\b({'|'.join(_MULTIPLES)})\b", re.IGNORECASE)
_SCALE = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "bn": 1e9}
_SPELLED = "|".join([*_ONES, *_TENS])
_NUMBER = re.compile(
    r"(?P<money>[$€£¥]\s?)?(?P<digits>\d[\d,]*(?:(?<=\d,) \d{3}(?![\d,]))?(?:\.\d+)?)(?P<ordinal>st|nd|rd|th)?\b"
    rf"|\b(?P<tens>{'|'.join(_TENS)})-(?P<ones>{'|'.join(_ONES[1:10])})\b|\b(?P<word>{_SPELLED})\b",
    re.IGNORECASE,
)
_SCALED = re.compile(rf"[\s-]?({'|'.join(_SCALE)})\b", re.IGNORECASE)
_HALF = re.compile(r"\s+and\s+a\s+half\b")
# "80–85 percent", "5 to 6 euros": the unit is that of both
_RANGE = re.compile(r"\s?(?:-|to|or)\s?[$€£¥]?(?=\d)")
_PERCENT = re.compile(r"\s?(?:%|percent\b|per cent\b|pct\b)")
_OTHER_MONEY = "zloty zlotys|peso pesos|rupee rupees|shekel shekels|rupiah|naira|hryvnia hryvnias|dirham dirhams|rand|lira liras|baht|forint forints"
_MONEY = frozenset(
    map(
        stem,
        f"crown krona kronor krone kroner dollar euro pound yen franc mark rouble ruble yuan cent {_OTHER_MONEY.replace('|', ' ')}".split(),
    )
)
_UNITS = _MONEY | {"percent", "per", "cent", "pct"}
_UNIT_WORDS = 3
_CURRENCIES = {"$": "dollar", "€": "euro", "£": "pound", "¥": "yen"}
_DEGREES = re.compile(r"\s?°")
_MEASURES = {
    stem(form): stem(forms.split()[0])
    for forms in (
        f"crown crowns krona kronor krone kroner|dollar dollars|euro euros|pound pounds|yen|franc francs|yuan|rouble roubles ruble rubles|cent cents|{_OTHER_MONEY}"
        "|second seconds|minute minutes|hour hours|day days|week weeks|month months|year years|decade decades"
        "|millimetre millimetres mm|centimetre centimetres centimeter centimeters cm|metre metres meter meters"
        "|kilometre kilometres kilometer kilometers km|mile miles|foot feet|inch inches|acre acres|hectare hectares"
        "|gram grams|kilogram kilograms kg|ton tons tonne tonnes|ounce ounces|litre litres liter liters"
        "|gallon gallons|degree degrees|person persons people"
    ).split("|")
    for form in forms.split()
}


class Quantity(NamedTuple):
    """A number in canonical digits, and what it counts: "%", "money", or the stems of the words behind it.

    `before` are the stems of the words in front of it; `measure` is the unit of measurement behind it, or "". `behind`
    are the stems of the words behind money and shares: "for a turkey".
    """

    value: str
    units: frozenset[str]
    before: frozenset[str] = frozenset()
    measure: str = ""
    behind: frozenset[str] = frozenset()


class NumberSpan(NamedTuple):
    """Where a number stands, its value, the step to which it is given and its canonical digits."""

    start: int
    end: int
    value: float
    step: float
    digits: str


def numbers(text: str) -> set[str]:
    """Every number in a canonical form: "1,200", "1.2 thousand" and "five" give "1200", "1200" and "5"."""
    plain = squash(text)
    found = {_canonical(value) for value, _, _ in _read(plain)}
    return found | {str(_MULTIPLES[word.lower()]) for word in _MULTIPLE.findall(plain)}


def has_number(text: str) -> bool:
    """Whether a text holds any number: quicker than reading them."""
    return bool(_NUMBER.search(text))


def number_spans(plain: str) -> list[NumberSpan]:
    """Where a squashed text has its numbers, scales included."""
    return [NumberSpan(m.start(), end, value, _step(m, value), _canonical(value)) for value, m, end in _read(plain)]


def _step(match: re.Match[str], value: float) -> float:
    """What the last digit of a number that is not zero stands for, "16.96 million" for ten thousand; 1 for words."""
    digits = (match["digits"] or "").replace(",", "").replace(" ", "")
    own = float(digits or 0)
    if not own or not math.isfinite(value):
        return 1.0
    scale = value / own
    if "." in digits:
        return float(scale * 10.0 ** -len(digits.partition(".")[2]))
    return float(scale) if scale > 1 else 10.0 ** (len(digits) - len(digits.rstrip("0")))


def quantities(text: str) -> list[Quantity]:
    """Every number of a text, in order, with its unit."""
    plain = squash(text)
    found = []
    read = list(_read(plain))
    for i, (value, match, end) in enumerate(read):
        to = _RANGE.match(plain, end)
        unit = read[i + 1][2] if to and i + 1 < len(read) and read[i + 1][1].start() <= to.end() else end
        behind = plain[unit : unit + 60]
        units, before = _units(behind, money=bool(match["money"])), _before(plain[: match.start()])
        after = frozenset(_behind(behind)) - _UNITS if units & {"money", "%"} else frozenset[str]()
        found.append(Quantity(_canonical(value), units, before, _measure(behind, match["money"]), after))
    return found


def _read(plain: str) -> Iterator[tuple[float, re.Match[str], int]]:
    """Each number's value, where it stands, and where it and its scale end."""
    for match in _NUMBER.finditer(plain):
        value, end = _value(match), match.end()
        if half := _HALF.match(plain, end):
            value, end = value + 0.5, half.end()
        while scale := _SCALED.match(plain, end):
            value, end = value * _SCALE[scale[1].lower()], scale.end()
        yield value, match, end


def _value(match: re.Match[str]) -> float:
    if match["digits"]:
        return float(match["digits"].replace(",", "").replace(" ", "").rstrip("."))
    if match["tens"]:
        return float(_VALUES[match["tens"].lower()] + _VALUES[match["ones"].lower()])
    return float(_VALUES[match["word"].lower()])


def _units(behind: str, *, money: bool) -> frozenset[str]:
    if _PERCENT.match(behind):
        return frozenset({"%"})
    if _DEGREES.match(behind):
        return frozenset({stem("degrees")})
    stems = _behind(behind)[:_UNIT_WORDS]
    return frozenset({"money"}) if money or (stems and stems[0] in _MONEY) else frozenset(stems)


def _behind(words: str) -> list[str]:
    """Stems of the content words of the clause that goes on behind a number."""
    clause = re.split(r"[,.;:()\"]|\band\b", words, maxsplit=1)[0]
    found = (re.sub(r"'s$", "", match.group().lower()) for match in WORD.finditer(clause))
    return [stem(word) for word in found if word not in STOPWORDS and not word[0].isdigit()]


def _before(ahead: str) -> frozenset[str]:
    clause = re.split(r"[.;:()\"]\s", ahead[-80:])[-1]
    found = [w for w in words(clause) if w not in STOPWORDS and not w[0].isdigit()]
    return frozenset(stem(w) for w in found[-_UNIT_WORDS:])


def measure(word: str) -> str:
    """What a word measures in, as quantities tell it: "dollars" and "$" are one; "-" where it is no measure."""
    return "%" if word in ("percent", "pct") else _MEASURES.get(stem(word), "-")


def _measure(behind: str, money: str | None) -> str:
    if money:
        return _CURRENCIES.get(money.strip(), money.strip())
    if _PERCENT.match(behind):
        return "point" if re.match(r"\s?\S+(?: cent)?(?:age)? points?\b", behind) else "%"
    if _DEGREES.match(behind):
        return _MEASURES[stem("degrees")]
    found = re.match(r"[\s-](?:[^\W\d_]+ly )?([^\W\d_]+)", behind)
    unit = stem(found[1].lower()) if found else ""
    return _MEASURES.get(unit, "")


def _canonical(value: float) -> str:
    return f"{value:.6f}".rstrip("0").rstrip(".")
