"""Which of two: each side is looked up on its own, and code compares what the quotes say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ragbot import text
from ragbot.citations import Proof, Quote, assemble
from ragbot.text import dates
from ragbot.text.calendar import Days
from ragbot.understanding import wanted

Cue = Literal["more", "less", "earlier", "later", ""]
_MORE = r"more|most|higher|highest|larger|largest|bigger|biggest|longer|longest|older|oldest|harsher|costlier|dearer|greater|heavier|farther|faster"  # fmt: skip
_LESS = r"less|least|fewer|fewest|lower|lowest|smaller|smallest|shorter|shortest|younger|youngest|cheaper|cheapest|milder"  # fmt: skip
_EARLIER = r"first|earlier|earliest|sooner|before"
_LATER = r"last|later|latest|after"
_CUE = re.compile(
    rf"\b(?:(?P<more>{_MORE})|(?P<less>{_LESS})|(?P<earlier>{_EARLIER})|(?P<later>{_LATER}))\b", re.IGNORECASE
)
_BEFORE_OR_AFTER = re.compile(
    r"^(?:did|was|were|is|had|does)\s+(?P<a>.+?)\s*,?\s+(?:before\s+or\s+after|after\s+or\s+before|earlier\s+or\s+later\s+than)\s+(?P<b>[^?]+)",
    re.IGNORECASE,
)
_CHOICE = re.compile(r"(?P<head>.*?\b(?:who|which|what|whose|where)\b.*?)[,:–—]\s*(?P<a>[^,:?]{2,90}?),?\s+or\s+(?P<b>[^,:?]{2,90})", re.IGNORECASE)  # fmt: skip
# "At which derby, 2025 or 2026, were there more spectators": what decides may come last.
_INSERTED = re.compile(r"(?P<head>[^,:?]*?\b(?:who|which|what|whose|where)\b[^,:?]*),\s*(?P<a>[^,:?]{2,90}?)\s+or\s+(?P<b>[^,:?]{2,90}),\s*(?P<tail>[^,:?]+)", re.IGNORECASE)  # fmt: skip
# "Did the exit poll or the first count promise more seats": the second side has as many words as the first, articles aside.
_EITHER = re.compile(r"(?P<verb>did|do|does|was|were|is|are|has|have|had)\s+(?P<a>[^,:?]{2,60}?)\s+or\s+(?P<rest>[^,:?]+)", re.IGNORECASE)  # fmt: skip
_YEAR = re.compile(r"(?:(?:in|of)\s+)?((?:19|20)\d{2})", re.IGNORECASE)
_A_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
_WHICH_YEAR = re.compile(r"\b(?:(?:in|of)\s+)?(?:which|what)\s+(?:year(?:['’]s)?\b|(?=of the\b))\s*", re.IGNORECASE)
_PART = re.compile(
    r"\b(?:half|quarter) of\b|\b(?:weeks?|months?) of (?:the year|this year|last year|(?:\w+ )?(?:19|20)\d{2})\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\b(?:more|most|fewer|fewest|less|least)\s+(?!(?:than|of|in|at|on|for)\b)(?P<noun>[a-z]+)", re.IGNORECASE
)
_SEVERAL = 2
_RESTRICTS = 2  # words that both are asked of; fewer are often worded otherwise
_READ = 600  # characters
_PRONOUN = re.compile(r"\W*(?:he|she|it|they|that|this)\b", re.IGNORECASE)
_CLAUSE = re.compile(r"[;:—–]|,(?!\d)|\b(?:and|but|while)\b(?= in\b)")
_ARTICLE = re.compile(r"^(?:the|a|an|in|on|at)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Comparison:
    """A question about two: their names, the question about each, and what decides."""

    names: tuple[str, str]
    questions: tuple[str, str]
    cue: Cue
    shared: str = ""  # what is asked of both, less the word that compares and what is counted


def read_comparison(question: str) -> Comparison | None:
    """The two sides of a question that compares; None for any other, and for what is too long to be a question."""
    question = " ".join(question.split())
    if len(question) > _READ:
        return None
    both = _BEFORE_OR_AFTER.match(question)
    if both:
        a, b = both["a"].strip(), both["b"].strip()
        return Comparison((a, b), (f"When did {a}?", f"When was {b}?"), "earlier")
    found = _choice(question)
    cue = _CUE.search(found.head) if found else None
    if not found or not cue:
        return None
    head, shared = _counting(found.head)
    # "…, and how much was it?" is asked of both.
    asked = tuple(f"{head}, {side}{found.rest and f', {found.rest}'}?" for side in found.sides)
    return Comparison(found.sides, (asked[0], asked[1]), cue.lastgroup, shared)  # type: ignore[arg-type]  # the groups are named so


@dataclass(frozen=True, slots=True)
class _Choice:
    head: str
    sides: tuple[str, str]
    rest: str = ""


def _choice(question: str) -> _Choice | None:
    """What is asked, of which two, and what else is asked of both; the three ways to word it."""
    if found := _CHOICE.match(question):
        choice = _Choice(found["head"].strip(), _both(found), question[found.end() :].strip(" ,?"))
        if _CUE.search(choice.head):
            return _of_years(choice)
    if (found := _INSERTED.match(question)) and _CUE.search(found["tail"]):
        rest = question[found.end() :].strip(" ,?")
        return _of_years(_Choice(f"{found['head'].strip()} {found['tail'].strip()}", _both(found), rest))
    found = _EITHER.match(question)
    # Without something that is counted "more", "last" and "before" belong to a question for yes or no.
    if found and _COUNTED.search(found["rest"]):
        words, size = found["rest"].split(), len(_ARTICLE.sub("", found["a"]).split())
        size += bool(_ARTICLE.match(found["rest"]))
        while size < len(words) and words[size - 1][0].isupper() and words[size][0].isupper():
            size += 1
        rest = question[found.end() :].strip(" ,?")
        return _Choice(f"{found['verb']} {' '.join(words[size:])}", (found["a"], " ".join(words[:size])), rest)
    return None


def _both(found: re.Match[str]) -> tuple[str, str]:
    return found["a"].strip(), found["b"].strip()


def _of_years(choice: _Choice) -> _Choice:
    """Where the two are years, each is asked "in 2025" instead of "in which year"."""
    years = [_YEAR.fullmatch(side) for side in choice.sides]
    if not years[0] or not years[1]:
        return choice
    return _Choice(_WHICH_YEAR.sub("", choice.head), (f"in {years[0][1]}", f"in {years[1][1]}"), choice.rest)


def _counting(head: str) -> tuple[str, str]:
    """Of "Which fraud had more victims", what is asked of each side: how many victims; and what else is asked of both."""
    counted = _COUNTED.search(head)
    if not counted:
        return head, _CUE.sub(" ", head)
    noun = counted["noun"]
    many = "many" if noun.endswith("s") or noun in ("people", "children", "women", "men") else "much"
    others = " ".join((head[: counted.start()] + head[counted.end() :]).split())
    return f"How {many} {noun}: {others}", others


def compare(asked: Comparison, sides: tuple[Sequence[Quote], Sequence[Quote]]) -> Proof:
    """Each side in its article's words, and which it is where their figures or days can be compared.

    `sides` are the fitting sentences for each, best first; empty proof where one has none.
    """
    about = [[q for q in side if _is_about(q, name)] for side, name in zip(sides, asked.names, strict=True)]
    if not all(about):
        return assemble([])
    comparable = _comparable(asked, (about[0], about[1]))
    pair = comparable or (about[0][0], about[1][0])
    claims = [(" ".join(q.sentence.text.split()), [q]) for q in dict.fromkeys(pair)]
    verdict = _verdict(asked, pair) if comparable else ""
    return assemble([(verdict, list(pair)), *claims] if verdict else claims)


def _is_about(quote: Quote, name: str) -> bool:
    if year := _YEAR.fullmatch(name):
        told = set(_A_YEAR.findall(quote.sentence.text))
        return not _PART.search(quote.sentence.text) and (not told or year[1] in told)
    named = set(text.content_stems(name))
    have = set(text.content_stems(f"{quote.source.article.headline} {quote.sentence.text}"))
    return len(named & have) * 2 >= len(named)


def _comparable(asked: Comparison, sides: tuple[Sequence[Quote], Sequence[Quote]]) -> tuple[Quote, Quote] | None:
    """Of the best three of each side that tell of the same, the first two that can be compared."""
    fit = [[q for q in side if _is_of_the_same(q, asked)][:3] for side in sides]
    pairs = [(a, b) for a in fit[0] for b in fit[1] if a != b]
    return next((pair for pair in sorted(pairs, key=_rank) if _verdict(asked, pair)), None)


def _is_of_the_same(quote: Quote, asked: Comparison) -> bool:
    """Whether a figure may be of what both are asked about: "more money for roads" is not told by the whole budget."""
    words = _shared(asked)
    told = quote.sentence.text
    # "It fell to 46,280": the headline tells what did. Two years of one thing are mostly told without its name.
    if _PRONOUN.match(told) or all(map(_YEAR.fullmatch, asked.names)):
        told = f"{quote.source.article.headline} {told}"
    return asked.cue not in ("more", "less") or not words or bool(words & set(text.content_stems(told)))


def _shared(asked: Comparison) -> set[str]:
    """The words that both are asked of; empty where they are too few to tell."""
    words = set(text.content_stems(asked.shared)) - wanted.unit(asked.questions[0])
    return words if len(words) >= _RESTRICTS else set()


def _rank(pair: tuple[Quote, Quote]) -> float:
    return -sum(q.sentence.score for q in pair)


def _verdict(asked: Comparison, pair: tuple[Quote, Quote]) -> str:
    names = [_ARTICLE.sub("", name) for name in asked.names]
    if asked.cue in ("earlier", "later"):
        days = [_when(q, name) for q, name in zip(pair, names, strict=True)]
        if not days[0] or not days[1] or not _are_apart(days[0], days[1]):
            return ""
        first = int(days[1] < days[0])
        won = first if asked.cue == "earlier" else 1 - first
        shown = [dates.name(d) for d in (days[won], days[1 - won]) if d]
        return (
            f"{'First' if asked.cue == 'earlier' else 'Last'}: {names[won]} ({shown[0]}; {names[1 - won]}: {shown[1]})."
        )
    figures = _figures(asked, pair)
    if not figures:
        return ""
    larger = int(float(figures[1]) > float(figures[0]))
    won = larger if asked.cue == "more" else 1 - larger
    return f"{asked.cue.capitalize()}: {names[won]} ({_shown(figures[won])} against {_shown(figures[1 - won])})."


def _are_apart(one: Days, other: Days) -> bool:
    """Whether two times can be put in order. A year and a day are mostly of different things: "opened in 1931"."""
    alike = (one[0] == one[1]) == (other[0] == other[1])
    return alike and (one[1] < other[0] or other[1] < one[0])


def _figures(asked: Comparison, pair: tuple[Quote, Quote]) -> tuple[str, str] | None:
    """The figures of two sentences that have one each, of the same thing, which is what the question is about.

    A figure that does not say what it counts may be another one of the same thing: it counts where it is of the year that
    is asked for, or both say as little and stand with the words that both are asked of: "roads and bridges 58.4 million".
    """
    counted = set(text.content_stems(asked.questions[0]))
    found = [_told(asked, q) for q in pair]
    if any(len(quantities) != 1 for quantities in found):
        return None
    a, b = found[0][0], found[1][0]
    same = a.units & b.units
    of_years = all(map(_YEAR.fullmatch, asked.names)) and not (a.units and b.units)
    alike = (
        same & (counted | {"money", "%"})
        or (of_years and (a.units | b.units) & counted)
        or (_shared(asked) and not a.units and not b.units)
    )
    return (a.value, b.value) if a.value != b.value and alike else None


def _told(asked: Comparison, quote: Quote) -> list[text.Quantity]:
    """The quantities of a sentence that can be what is asked; of several, those of the clauses that name what both are asked of."""
    units, written = wanted.unit(asked.questions[0]), quote.source.article.day
    words, of_years = _shared(asked), all(map(_YEAR.fullmatch, asked.names))

    def read(part: str) -> list[text.Quantity]:
        found = dates.quantities(part, written)
        own = [q for q in found if q.units & units or not units or not _is_measured(q)]
        # Of a year "48,620 passengers, of whom four in five …" tells one count.
        return ([q for q in own if q.units & units] if of_years else []) or own

    whole = read(quote.sentence.text)
    if len(whole) < _SEVERAL or not words:
        return whole
    parts = [c for c in _CLAUSE.split(quote.sentence.text) if words & set(text.content_stems(c))]
    return [q for part in parts for q in read(part)]


def _is_measured(figure: text.Quantity) -> bool:
    return bool(figure.measure or figure.units & {"money", "%"})


def _when(quote: Quote, name: str) -> Days | None:
    """The one time that the sentence names; of several, the one in the clause that names the side."""
    written = quote.source.article.day
    found = {m.readings[0] for m in dates.mentions(quote.sentence.text, written)}
    if len(found) > 1:
        named = set(text.content_stems(name))
        parts = [c for c in _CLAUSE.split(quote.sentence.text) if named & set(text.content_stems(c))]
        found = {m.readings[0] for part in parts for m in dates.mentions(part, written)}
    return next(iter(found)) if len(found) == 1 else None


def _shown(figure: str) -> str:
    return f"{float(figure):,.2f}".rstrip("0").rstrip(".")
