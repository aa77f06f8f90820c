"""What an answer to the question would hold: a figure, a time, a name. Sentences that hold one are worth more."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from itertools import takewhile

from ragbot import text
from ragbot.text import calendar, dates
from ragbot.text.speech import ASKED_ALONE, ASKED_OF_ONE, ASKED_WHO
from ragbot.understanding.checking import is_polar

_FIGURE = re.compile(
    r"\bhow (?:many|much|far|long|high|old|fast|big|large|often|tall|deep|wide|heavy|few)\b"
    r"|\b(?:what|which) (?:(?!(?:the|an?|his|her|its|their|up|down)\b)\w+ ){0,3}(?:percentage|share|sum|number|price|amount|rate|score|figure)\b|\b(?P<aside>costs?)\b"
    r"|\b(?:agree|disagree|differ)\b.{1,30}\b(?:price|sum|number|amount|toll|rate|score|figure|cost|turnout|size)s?\b"
    rf"|\b(?:what(?:['’]s|s| (?:is|was|were|are)) the (?:[\w-]+ ){{0,3}}{text.AMOUNTS}|(?:insured|covered|valued) (?:for|at))\b",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"\b(?P<aside>when)\b|\b(?:what|which) (?:day|date|year|time|month|week)\b|\bsince when\b", re.IGNORECASE
)
_ASKS = re.compile(r"\b(?:who(?:m|se)?|what|which|when|where|why|how)\b", re.IGNORECASE)
_PERSON = re.compile(r"\bwho(?:m|se)?\b", re.IGNORECASE)
TIME_WORD = re.compile(
    rf"\b(?:(?-i:{calendar.MONTH_IN_FULL})\b|{calendar.MONTH_IN_SHORT}\.|{calendar.WEEKDAY}"
    r"|weeks?|years?|months?|today|tomorrow|yesterday|noon|midnight|morning|evening|night|[ap]\.?m\b|o['’]clock)",
    re.IGNORECASE,
)

_YEAR_ASKED = re.compile(r"\b(?:what|which) year\b", re.IGNORECASE)
_DAY_ASKED = re.compile(r"\b(?:what|which) (?:day|date|evening|morning|night|weekday)\b", re.IGNORECASE)
_YEAR = re.compile(
    r"\b(?:1[5-9]|20)\d{2}s?\b|\b(?:last|this|next) year\b|\byears? (?:ago|later|earlier|before|after)\b", re.IGNORECASE
)
_DAY = re.compile(
    rf"\b{calendar.WEEKDAY}\b|\b(?:today|tomorrow|yesterday|tonight)\b|\b\d{{1,2}}(?:st|nd|rd|th)\b"
    rf"|\b\d{{1,2}}\.? (?:of )?{calendar.MONTH}(?!\w)|\b{calendar.MONTH} \d{{1,2}}\b",
    re.IGNORECASE,
)

MONEY = re.compile(
    r"\bhow much (?:money|(?:do|does|did|will|would|has|have|had) .{1,80} (?:cost|pay|paid))\b|\bwhat (?:does|did|will|would|do) .{1,80} cost\b"
    r"|\bhow much (?:in )?(?:compensation|damages|ransom|prize money|bail|rent|pension|funding|backpay|back pay)\b|\bwhat ransom\b"
    r"|\bwhat(?:['’]s| (?:is|was|are|were)) (?:(?!for\b)[\w’'-]+ ){1,4}(?:paid|earning)\b(?! (?:for|by|to|with|in)\b)"
    r"|\bfor how much\b|\b(?:insured|covered) (?:for|at)\b|\b(?:what|which) (?:price|sum)\b|\bhow (?:high|big|large) (?:is|was|were|are) the (?:fine|bail|price|fee|loan|reward|bill)\b",
    re.IGNORECASE,
)
_COST = re.compile(r"\b(?:costs?|insured|price|paid?|worth|money|sum|crowns|dollars|euros|pounds)\b", re.IGNORECASE)
_RATE = re.compile(r"\b(?:turnout|rate|inflation|percentage|per ?cent|rents?|prices?)\b", re.IGNORECASE)
# The count that news is asked for most, and that it words most freely
_DEATHS = re.compile(
    r"\bhow many\b.{1,60}\b(?:die[ds]?|killed|dead|deaths|victims|fatalities|(?:lost|lose) their li(?:fe|ves)|perished)\b|\bdeath toll\b"
    r"|\bhow many lives\b(?!.*\bsaved?\b)",
    re.IGNORECASE,
)
_DEAD = "dead died dies death killed victim lives life fatalities perished"
_NTH = re.compile(r"\b(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth) (\w+)", re.IGNORECASE)
_SUFFERED = re.compile(
    r"\bhow many (?:\w+ )?(?:people|persons|residents|passengers|workers)\b.{0,20}?\b(?:were|was|have been|had been|been|got)\s+(?:\w+ly )?"
    r"(injured|hurt|wounded|evacuated|arrested|missing|homeless|infected|rescued)\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"(?:\bhow many|\b(?:what|which)\b.{0,40}?\b(?:number|count|total) of(?: the)?)\s+((?:[\w'’-]+[ ,?]*){1,3})",
    re.IGNORECASE,
)
_LENGTHS = "metres meters centimetres centimeters kilometres kilometers km cm feet foot inches miles yards"
_TIMES = "seconds minutes hours days weeks months years decades"
_MEASURES = {
    "high": _LENGTHS, "tall": _LENGTHS, "deep": _LENGTHS, "wide": _LENGTHS, "far": _LENGTHS, "long": f"{_TIMES} {_LENGTHS}",
    "heavy": "kilos kilograms kilogrammes kg tonnes tons pounds grams", "large": "hectares acres", "fast": "kilometres kilometers miles km knots",
}  # fmt: skip
_MEASURE = re.compile(rf"\bhow ({'|'.join(_MEASURES)})\b", re.IGNORECASE)
PERCENT = re.compile(
    r"\b(?:what|which) (?:percentage|per ?cent|share|proportion)\b|\bhow many per ?cent\b", re.IGNORECASE
)

_ONE = r"(?:(?:the|an?|his|her|its|their|our|this|that) )?(?!(?:the|an?|his|her|its|their|our)\b)[\w’'.-]+(?: [\w’'.-]+){0,5}?"
_SAID = re.compile(
    rf"\b{ASKED_ALONE}\b|\bwho (?:\w+ly )?{ASKED_WHO}\b|\b(?:did|do|does|will|would)(?:n['’]t)? {_ONE} {ASKED_OF_ONE}\b",
    re.IGNORECASE,
)
_QUOTE = re.compile(r"[\"“”„«»]")

Test = Callable[[str], bool]


def answer_type(question: str) -> str:
    """Whether "figure", "time" or "person"; "" where the words do not tell."""
    first = _ASKS.search(question)  # "what did the man who …" asks for no person
    word = first[0].lower() if first else ""
    if _asked(_FIGURE, question, by_itself=word not in ("who", "whom", "why", "when", "where")):
        return "figure"
    if _asked(_TIME, question, by_itself=word in ("", "when")):
        return "time"
    return "person" if _PERSON.match(word) else ""


def _asked(kind: re.Pattern[str], question: str, *, by_itself: bool) -> bool:
    """Whether a question asks for a kind of thing. "When" and "cost" may also stand `aside`: "who drove when it crashed?"."""
    return any(by_itself or not match["aside"] for match in kind.finditer(question))


def holds(question: str) -> Test:
    """Whether a sentence holds what is asked for, beyond what the question itself says (answer typing:
    Prager et al., Question-Answering by Predictive Annotation, SIGIR 2000).
    """
    numbers, names = text.numbers(question), text.names(question)
    tests: dict[str, Test] = {
        "figure": lambda sentence: bool(text.numbers(sentence) - numbers),
        "time": _names_a_time(question, numbers),
        "person": lambda sentence: bool(text.names(sentence) - names),
    }
    return tests.get(answer_type(question), lambda _: False)


def _names_a_time(question: str, numbers: set[str]) -> Test:
    """Whether a sentence names a time of the kind that is asked for: a year, a day, or any."""
    if _YEAR_ASKED.search(question):
        return lambda sentence: bool(_YEAR.search(sentence))
    if _DAY_ASKED.search(question):
        return lambda sentence: bool(_DAY.search(sentence))
    return lambda sentence: bool(TIME_WORD.search(sentence) or text.numbers(sentence) - numbers)


def unit(question: str) -> frozenset[str]:
    """What the number that is asked for counts: "money", "%", the stems of what measures it ("how high", "how long"),
    of the words for death, or of the one or two words behind "how many"; empty where the question does not tell.
    """
    if is_toll(question):
        return _stems_of(_DEAD)
    counted = _COUNTED.search(question)
    if counted:
        # "How many crowns", "how many per cent"
        if kinds := {"money", "%"}.intersection(*(q.units for q in text.quantities(f"2 {counted[1]}"))):
            return frozenset(kinds)
        words = " ".join(takewhile(lambda w: w.lower() not in text.STOPWORDS, counted[1].split()))
        told = _SUFFERED.search(question)  # "the number of injured" counts the people who were
        return frozenset([text.stem(w) for w in text.words(words)][:2]) | _stems_of(told[1] if told else "")
    if is_money(question):
        return frozenset({"money"})
    if is_share(question):
        return frozenset({"%"})
    measured = _MEASURE.search(question)
    return _stems_of(_MEASURES[measured[1].lower()]) if measured else frozenset()


@lru_cache
def _stems_of(units: str) -> frozenset[str]:
    return frozenset(text.stem(w) for w in units.split())


def counts(units: frozenset[str], sentence: str) -> bool:
    """Whether a sentence numbers any of these: "431 houses", "the number of houses has grown to 431", "a third house"."""
    return bool(units) and (
        bool(counted(units, sentence)) or any(text.stem(word.lower()) in units for word in _NTH.findall(sentence))
    )


def tells(question: str) -> Test:
    """Whether a sentence numbers what the question counts, or gives the office that it asks for to somebody by name."""
    units, office = unit(question), text.office(question)
    if office:
        return lambda sentence: bool(text.holder(office, sentence))
    return lambda sentence: counts(units, sentence)


def counted(units: frozenset[str], sentence: str) -> set[str]:
    """The numbers, in canonical digits, that a sentence gives of any of these."""
    read = dates.quantities(sentence, None) if units else ()
    meant = text.senses(units)
    return {q.value for q in read if text.senses(q.units or q.before) & meant}


def is_toll(question: str) -> bool:
    """Whether it is asked how many have died: a count that reports only ever raise."""
    return bool(_DEATHS.search(question))


def reworded(question: str, stems: set[str]) -> set[str]:
    """A text's stems, with those of the question's words for death if the text has other words for it."""
    if is_toll(question) and stems & _stems_of(_DEAD):
        return stems | _stems_of(f"{_DEAD} people lost lose")
    return stems


def is_open(question: str) -> bool:
    """Whether the question does not tell what kind of thing it asks for: what, how, why, where, which."""
    return not answer_type(question) and not is_polar(question)


def is_said(question: str) -> bool:
    """Whether somebody's own words are asked for."""
    return bool(_SAID.search(question))


def is_quoted(sentence: str) -> bool:
    return bool(_QUOTE.search(sentence))


def is_money(question: str) -> bool:
    """Whether a sum of money is asked for."""
    return bool(MONEY.search(question) or _COST.search(question))


def is_share(question: str) -> bool:
    """Whether a share or a rate is asked for."""
    return bool(PERCENT.search(question) or is_rate(question))


def is_rate(question: str) -> bool:
    """Whether a rate is asked for, which is one of its month or its year."""
    return bool(_RATE.search(question))
