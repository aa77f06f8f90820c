"""Proves a suite from its articles alone: `ragbot eval validate SUITE`, or `validate()`.

What holds of every sound suite: an answerable pattern is found in a gold article, a gold quote is verbatim, the key
terms of a question without an answer never meet in one passage, and no two cases ask the same. A case need not name
gold, quotes or terms; what it names is held to this. A strict suite, as the project's own is, names them in every
case and asks about every article. No answer of any bot is looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path

from eval.case import Case
from eval.suite import Suite
from ragbot import articles, chunking, text
from ragbot.domain import Article
from ragbot.errors import SuiteError

_PASSAGE_WORDS = 150
_SEVERAL = frozenset({"multi-hop", "comparison", "order-in-time"})
_ALIKE = 0.5  # share of content words that two questions with the same answer may have in common


def validate(suite: Suite, *, strict: bool = False) -> list[str]:
    """One sentence for each thing that is wrong, naming file and line of the case; empty for a sound suite.

    With `strict`, also for what a case does not name and for each article that none asks about.
    """
    held = read_articles(suite.articles)
    wrong = [problem for case in suite.cases for problem in _case(case, held)]
    wrong += _twins(suite.cases)
    if strict:
        wrong += [f"{case.where} ({case.id}) {lack}." for case in suite.cases for lack in _lacks(case)]
        asked = {path for case in suite.cases for path in (*case.gold, *case.copies, *case.about)}
        wrong += [f"{path} is asked about by no case." for path in sorted(held.keys() - asked)]
    return wrong


def unproven(suite: Suite) -> list[str]:
    """The ids of cases that name nothing by which they could be proven from the articles."""
    return [c.id for c in suite.cases if not (c.gold and (_patterns(c) or c.quotes)) and not c.terms]


def read_articles(folder: Path) -> Mapping[str, Article]:
    """Every article below a folder, by its path as a case names it; a story's versions are articles of their own.

    Raises SuiteError for a file that cannot be read: a suite's own articles must all be sound.
    """
    found, skipped = articles.find_files([folder])
    items = [item for source in found for item in articles.load(source)]
    bad = [f"{s.path} {s.reason}" for s in (*skipped, *items) if not isinstance(s, Article) and s.failed]
    if bad:
        raise SuiteError(f"{folder} holds what is no article: {bad[0]}")
    return {a.source_path: a for a in items if isinstance(a, Article)}


def _case(case: Case, held: Mapping[str, Article]) -> Iterator[str]:
    unknown = [p for p in (*case.gold, *case.copies, *case.about) if p not in held]
    if unknown:
        yield f"{case.where} ({case.id}): {unknown[0]} is no article of the suite."
        return
    yield from _answer(case, held)
    if not case.answerable:
        yield from _refusal(case, held)
    moment = _moment(case.as_of)
    if moment:
        late = [p for p in case.gold if (_said(held[p]) or moment) > moment]
        yield from (f"{case.where} ({case.id}): {p} was published after as_of." for p in late)


def _answer(case: Case, held: Mapping[str, Article]) -> Iterator[str]:
    """Patterns are in gold articles, each of which holds one; quotes are verbatim, and one holds a pattern."""
    patterns, here = _patterns(case), f"{case.where} ({case.id})"
    if case.quotes and not case.gold:
        yield f"{here} has quotes and names no gold article to look for them in."
    if not case.gold:
        return
    yield from _quotes(case, held, patterns)
    if not patterns:
        return
    texts = {p: _text(held[p]) for p in case.gold}
    lacking = [p.pattern for p in patterns if not any(map(p.search, texts.values()))]
    yield from (f"{here}: {pattern!r} is in no gold article." for pattern in lacking)
    # Where the way to an answer leads over two articles, the first need not hold the last word.
    idle = [p for p, words in texts.items() if case.kind not in _SEVERAL and not any(q.search(words) for q in patterns)]
    yield from (f"{here}: the gold article {path} holds no pattern." for path in idle)


def _quotes(case: Case, held: Mapping[str, Article], patterns: Sequence[re.Pattern[str]]) -> Iterator[str]:
    if not case.quotes:
        return
    here = f"{case.where} ({case.id})"
    strange = [q for q in case.quotes if not any(q in held[p].body for p in case.gold)]
    yield from (f"{here}: the quote {q[:60]!r} is in no gold article, character for character." for q in strange)
    if patterns and not any(p.search(q) for p in patterns for q in case.quotes):
        yield f"{here}: no quote holds a pattern."
    if case.answerable:
        barred = [p.pattern for p in case.expect.none if any(map(p.search, case.quotes))]
        yield from (f"{here}: {pattern!r} must not be said, but a gold quote says it." for pattern in barred)


def _refusal(case: Case, held: Mapping[str, Article]) -> Iterator[str]:
    if not case.terms:
        return
    if len(case.terms) == 1:
        yield f"{case.where} ({case.id}) names one term only, which cannot meet another. Name two or more."
        return
    moment = _moment(case.as_of) or datetime.now(UTC)
    for path, article in held.items():
        if not article.is_readable(moment) or (case.as_of and (_said(article) or moment) > moment):
            continue
        for passage in chunking.passages(article, _PASSAGE_WORDS):
            words = f"{article.headline}\n{passage.text}"
            if all(t.search(words) for t in case.terms):
                yield f"{case.where} ({case.id}): its terms meet in {path}: {passage.text[:80]!r}…"
                return


def _lacks(case: Case) -> Iterator[str]:
    """What a case does not name, which leaves a part of it unproven."""
    if _patterns(case):
        if not case.gold:
            yield "has patterns and no gold article that they could be found in"
        elif not case.quotes:
            yield "has no gold quote"
    if not case.answerable and not case.terms:
        yield "is to be refused and needs two or more terms that no passage joins"


def _patterns(case: Case) -> Sequence[re.Pattern[str]]:
    """What a right answer holds, also where it may instead be refused."""
    return case.expect.every if case.answerable else case.expect.corrects


def _twins(cases: tuple[Case, ...]) -> Iterator[str]:
    """Two cases ask the same when their words are, or when most are and the answer is the same."""
    stems = {c.id: frozenset(text.content_stems(c.question)) for c in cases}
    for one, two in combinations(cases, 2):
        if (one.as_of, one.filters, one.history) != (two.as_of, two.filters, two.history):
            continue
        a, b = stems[one.id], stems[two.id]
        alike = len(a & b) / len(a | b) if a | b else 1.0
        answer = one.answerable and [p.pattern for p in one.expect.every] == [p.pattern for p in two.expect.every]
        if a == b or (answer and one.gold == two.gold and alike > _ALIKE):
            yield f"{two.where} ({two.id}) asks what {one.where} ({one.id}) asks."


def _text(article: Article) -> str:
    return f"{article.headline}\n{article.body}\n{article.note}"


def _said(article: Article) -> datetime | None:
    """When this version was out."""
    return article.updated or article.published


def _moment(value: str | None) -> datetime | None:
    moment = datetime.fromisoformat(value) if value else None
    return moment.replace(tzinfo=UTC) if moment and not moment.tzinfo else moment
