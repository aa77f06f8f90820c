"""A folder with suite.toml and files of cases → `Suite`, or an error that names file and line."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from ragbot.domain import Turn
from ragbot.errors import SuiteError

_FILTERS = frozenset({"since", "until", "outlet"})
_EXPECTED = frozenset({"all", "none", "abstain", "corrects"})


@dataclass(frozen=True, slots=True)
class Expected:
    """Patterns, case-insensitive, searched in the answer's text.

    `every` must all be found and `none` not; `abstain` asks for a refusal, instead of which a text
    that holds all of `corrects` is as right: it names the question's false premise.
    """

    every: tuple[re.Pattern[str], ...] = ()
    none: tuple[re.Pattern[str], ...] = ()
    abstain: bool = False
    corrects: tuple[re.Pattern[str], ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """One question and what its answer must be.

    `gold` are articles that hold the answer and `quotes` their verbatim words; `copies` carry a gold article's
    text; `about` are the articles nearest to a question that has no answer, and `terms` what would have to stand
    together in one passage if it had one. `held` cases are kept out of day-to-day runs. `where` is file and line,
    `line` what stands there.
    """

    id: str
    kind: str
    question: str
    expect: Expected
    where: str
    line: str = ""
    history: tuple[Turn, ...] = ()
    as_of: str | None = None
    filters: Mapping[str, str] = field(default_factory=dict)
    gold: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    terms: tuple[re.Pattern[str], ...] = ()
    held: bool = False

    @property
    def answerable(self) -> bool:
        return not self.expect.abstain


@dataclass(frozen=True, slots=True)
class Suite:
    """`tolerance` is by metric: how much a result may lie below its baseline."""

    name: str
    folder: Path
    articles: Path
    cases: tuple[Case, ...]
    tolerance: Mapping[str, float] = field(default_factory=dict)


def load_suite(folder: Path, limit: int | None = None, *, held: bool = True) -> Suite:
    """Read and check a suite; `held=False` leaves the held-out cases out.

    `cases` in suite.toml is a file or a pattern such as "*.jsonl".
    Raises SuiteError for what is missing, malformed or without cases.
    """
    about = folder / "suite.toml"
    try:
        meta = tomllib.loads(about.read_text(encoding="utf-8"))
        name, articles, pattern = str(meta["name"]), folder / meta["articles"], str(meta["cases"])
        tolerance = {str(k): float(v) for k, v in meta.get("tolerance", {}).items()}
        files = sorted(folder.glob(pattern)) or [folder / pattern]
        lines = [(f, n, line) for f in files for n, line in enumerate(_lines(f), start=1) if line.strip()]
    except OSError as error:
        raise SuiteError(
            f"{error.filename or about} cannot be read: {error.strerror}. A suite is a folder with suite.toml and its cases."
        ) from error
    except UnicodeDecodeError as error:
        raise SuiteError(f"{about} or a file of its cases is not UTF-8: {error}. Save it as UTF-8.") from error
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise SuiteError(f"{about} is no suite: {error}. It needs name, articles and cases.") from error
    if not articles.is_dir():
        raise SuiteError(f"{about} names the articles {articles}, which is no folder.")
    cases = [_case(line, f"{file} line {n}", articles) for file, n, line in lines]
    if not cases:
        raise SuiteError(f"{' and '.join(map(str, files))} has no cases. Write one JSON object a line.")
    _check_ids(cases)
    chosen = tuple(c for c in cases if held or not c.held)[:limit]
    if not chosen:
        raise SuiteError(f"{folder} has held-out cases only. Run them with --held.")
    return Suite(name, folder, articles, chosen, tolerance)


def file_of(path: str) -> str:
    """The file of an article's path: "feed.xml#3" is the third article of feed.xml."""
    return re.sub(r"#\d+$", "", path)


def _lines(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8-sig").split("\n")


def _check_ids(cases: list[Case]) -> None:
    seen: dict[str, str] = {}
    for case in cases:
        if case.id in seen:
            raise SuiteError(f"{case.where} has the id {case.id!r}, as has {seen[case.id]}. Give each case its own.")
        seen[case.id] = case.where


def _case(line: str, where: str, articles: Path) -> Case:
    try:
        data = json.loads(line)
        case = Case(
            id=str(data["id"]),
            kind=str(data["kind"]),
            question=str(data["question"]),
            expect=_expected(data["expect"]),
            where=where,
            line=line,
            history=tuple(
                ("assistant" if role == "assistant" else "user", str(words))
                for role, words in data.get("history") or ()
            ),
            as_of=_moment(data.get("as_of")),
            filters=_filters(data.get("filters") or {}),
            **{name: _texts(data, name) for name in ("gold", "quotes", "copies", "about")},
            terms=_patterns(data, "terms"),
            held=bool(data.get("held")),
        )
    except re.error as error:
        raise SuiteError(f"{where}: the pattern {error.pattern!r} is no regular expression: {error}.") from error
    except json.JSONDecodeError as error:
        raise SuiteError(f"{where} is not JSON: {error.msg} at column {error.colno}.") from error
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise SuiteError(f"{where} is no case: {error!r}. It needs id, kind, question and expect.") from error
    if not case.question.strip():
        raise SuiteError(f"{where} asks nothing: its question is empty.")
    if case.answerable and not case.expect.every:
        raise SuiteError(f"{where} expects nothing: give patterns under 'all', or 'abstain': true.")
    for path in (*case.gold, *case.copies, *case.about):
        if not (articles / file_of(path)).is_file():
            raise SuiteError(f"{where}: the gold article {path} is not in {articles}.")
    return case


def _expected(data: Any) -> Expected:
    unknown = sorted(data.keys() - _EXPECTED)
    if unknown:
        raise ValueError(f"expect has {unknown[0]!r}; known: {', '.join(sorted(_EXPECTED))}")
    return Expected(
        _patterns(data, "all"), _patterns(data, "none"), bool(data.get("abstain")), _patterns(data, "corrects")
    )


def _filters(data: Mapping[str, Any]) -> Mapping[str, str]:
    unknown = sorted(data.keys() - _FILTERS)
    if unknown:
        raise ValueError(f"filters has {unknown[0]!r}; known: {', '.join(sorted(_FILTERS))}")
    return {k: str(v) for k, v in data.items()}


def _moment(value: Any) -> str | None:
    if value is None:
        return None
    datetime.fromisoformat(value)
    return str(value)


def _texts(data: Mapping[str, Any], key: str) -> tuple[str, ...]:
    value = data.get(key) or ()
    if isinstance(value, str):
        raise TypeError(f"{key} is a text, not a list")
    return tuple(str(v) for v in value)


def _patterns(data: Mapping[str, Any], key: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(p, re.IGNORECASE) for p in _texts(data, key))
