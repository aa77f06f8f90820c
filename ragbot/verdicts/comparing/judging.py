"""Which of two it is, by the figures or the days that are told of each: compared by code, shown with each side's quote."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ragbot import text
from ragbot.citations import Proof, Quote, assemble, headed, joined
from ragbot.domain import Article
from ragbot.verdicts.comparing import times
from ragbot.verdicts.comparing.about import Told, answered, does, is_about, may_be_of, of_years, quoted
from ragbot.verdicts.comparing.comparison import Comparison
from ragbot.verdicts.comparing.figures import figures, shared, shown

_PRONOUN = re.compile(r"\W*(?:he|she|it|they|that|this)\b", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:the|a|an|in|on|at)\s+", re.IGNORECASE)
_FEW = 4  # words
_BEST = 3  # sentences of each side


def compare(asked: Comparison, sides: tuple[Sequence[Quote], Sequence[Quote]]) -> tuple[Proof, bool]:
    """Each side in its article's words, under which it is where their figures or days can be compared; and whether they
    can. An empty proof where one side has no sentence about it.

    `sides` are the fitting sentences for each, best first.
    """
    about = [
        [q for q in side if is_about(quoted(q), name, question)]
        for side, name, question in zip(sides, asked.names, asked.questions, strict=True)
    ]
    if not all(about):
        return assemble([]), False
    found = None if _is_exact(asked) else _comparable(asked, (about[0], about[1]))
    verdict, pair = found or ("", (about[0][0], about[1][0]))
    claims = [(q.words, [q]) for q in dict.fromkeys(pair)]
    return assemble([(verdict, list(pair)), *claims] if verdict else claims), bool(verdict)


def _is_event(asked: Comparison) -> bool:
    return asked.cue in ("earlier", "later")


def settle(
    asked: Comparison, answers: tuple[Proof, Proof], articles: Mapping[str, Article], *, written: tuple[bool, bool]
) -> Proof | None:
    """The answers to both sides' questions, under what they come to where their figures or days can be compared.

    None where one of them is not of its side, or both are the same. `written`: which of them a model has worded. Such a
    sentence has been held against its quotes, so it is about what it says; what hangs on the very day is told of two such
    sentences only.
    """
    said = [answered(answer, articles) for answer in answers]
    each = list(zip(said, asked.names, asked.questions, written, strict=True))
    if not all(any(may_be_of(t, name, question) for t in side) for side, name, question, _ in each):
        return None
    if _are_one(*answers):
        return None
    told = [
        [t for t in side if _tells(asked, t, name, question, by_model=by_model)]
        for side, name, question, by_model in each
    ]
    pairs = [(a, b) for a in told[0] for b in told[1]] if all(written) or not _is_exact(asked) else []
    found = _first(asked, pairs)
    # Without a word of the model's, sentences that come to nothing answer only if each is about its own side.
    if not found and not all(written) and not all(any(is_about(t, *at) for t in side) for side, *at, _ in each):
        return None
    named = [_under(name, answer) for name, answer in zip(asked.names, answers, strict=True)]
    if not found:
        return joined(*named)
    verdict, n = found
    return headed(verdict, pairs[n][0].cited | pairs[n][1].cited, *named)


def _are_one(first: Proof, second: Proof) -> bool:
    """Whether two answers are the same, or give the same figures from the same quotes: 62 metres are of one chimney only."""
    said = [" ".join(s.text for s in answer.sentences) for answer in (first, second)]
    quotes = [{(c.article_id, c.start) for c in answer.citations} for answer in (first, second)]
    alike = text.numbers(said[0]) == text.numbers(said[1]) != set()
    return said[0] == said[1] or (quotes[0] == quotes[1] and alike)


def _tells(asked: Comparison, told: Told, name: str, question: str, *, by_model: bool) -> bool:
    if not does(told, asked.deed):
        return False
    if by_model and told.words != told.quote and not _is_event(asked):
        return may_be_of(told, name, question)
    same = by_model or _is_event(asked) or _is_of_the_same(told, asked)
    return same and is_about(told, name, question, event=_is_event(asked) and not by_model)


def _is_exact(asked: Comparison) -> bool:
    """Whether it hangs on the very day: how far apart two are, or whether one was over by the other."""
    return _is_event(asked) and asked.tells != "which"


def _under(name: str, answer: Proof) -> Proof:
    """An answer of a few words, such as a sum, under the name of what it is of."""
    first, *others = answer.sentences
    if others or len(first.text.split()) > _FEW:
        return answer
    return replace(answer, sentences=(replace(first, text=f"{name[:1].upper()}{name[1:]}: {first.text.rstrip('.')}."),))


def _first(asked: Comparison, pairs: Sequence[tuple[Told, Told]]) -> tuple[str, int] | None:
    """What the first pair that can be compared comes to, and its place; before all, one whose words give both days."""
    for reported in (False, True):
        for n, pair in enumerate(pairs):
            if verdict := _verdict(asked, pair, reported=reported):
                return verdict, n
    return None


def _comparable(
    asked: Comparison, sides: tuple[Sequence[Quote], Sequence[Quote]]
) -> tuple[str, tuple[Quote, Quote]] | None:
    """Of the best of each side that tell of the same, what the first two that can be compared come to."""
    fit = [
        [q for q in side if _may_be_compared(q, asked, name, question)][:_BEST]
        for side, name, question in zip(sides, asked.names, asked.questions, strict=True)
    ]
    pairs = sorted(((a, b) for a in fit[0] for b in fit[1] if a != b), key=_rank)
    found = _first(asked, [(quoted(a), quoted(b)) for a, b in pairs])
    return (found[0], pairs[found[1]]) if found else None


def _may_be_compared(quote: Quote, asked: Comparison, name: str, question: str) -> bool:
    if _is_event(asked):
        return is_about(quoted(quote), name, question, event=True)
    return _is_of_the_same(quoted(quote), asked) and does(quoted(quote), asked.deed)


def _is_of_the_same(told: Told, asked: Comparison) -> bool:
    """Whether a figure may be of what both are asked about: "more money for roads" is not told by the whole budget."""
    words = shared(asked)
    # "It fell to 46,280": the headline tells what did. Two years of one thing are mostly told without its name.
    said = told.beside if _PRONOUN.match(told.words) or of_years(asked) else told.words
    return not words or bool(words & set(text.content_stems(said)))


def _rank(pair: tuple[Quote, Quote]) -> float:
    return -sum(q.sentence.score for q in pair)


def _verdict(asked: Comparison, pair: tuple[Told, Told], *, reported: bool) -> str:
    """What the two come to, in a sentence; "" where they cannot be compared, by the day of a report only if that may be."""
    if _is_event(asked):
        return _order(asked, pair, reported=reported)
    return _amount(asked, pair) if asked.cue else ""


def _order(asked: Comparison, pair: tuple[Told, Told], *, reported: bool) -> str:
    names = [_ARTICLE.sub("", name) for name in asked.names]
    one, other = (times.when(told, name) for told, name in zip(pair, names, strict=True))
    if not one or not other or not times.are_apart(one, other) or (one.reported or other.reported) != reported:
        return ""
    told, first = (one, other), int(other.days < one.days)
    if asked.tells == "difference":
        apart = times.between(one, other)
        return apart and f"{apart}: from {told[first].shown} to {told[1 - first].shown}."
    won = first if asked.cue == "earlier" else 1 - first
    place = "First" if asked.cue == "earlier" else "Last"
    return f"{_polar(asked, won)}{place}: {names[won]} ({told[won].shown}; {names[1 - won]}: {told[1 - won].shown})."


def _amount(asked: Comparison, pair: tuple[Told, Told]) -> str:
    names = [_ARTICLE.sub("", name) for name in asked.names]
    found = figures(asked, pair)
    if not found:
        return ""
    if asked.tells == "difference":
        apart = abs(float(found[0]) - float(found[1]))
        return f"Difference: {shown(str(apart))} ({shown(found[0])} against {shown(found[1])})."
    if found[0] == found[1]:
        return f"{_polar(asked, 1)}The same: {shown(found[0])}."
    larger = int(float(found[1]) > float(found[0]))
    won = larger if asked.cue == "more" else 1 - larger
    return f"{_polar(asked, won)}{asked.cue.capitalize()}: {names[won]} ({shown(found[won])} against {shown(found[1 - won])})."


def _polar(asked: Comparison, won: int) -> str:
    return "" if asked.tells != "whether" else "No. " if won else "Yes. "
