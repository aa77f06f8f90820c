"""A folder with suite.toml and a file of cases → `Suite`, or an error that names file and line."""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ragbot.domain import Turn
from ragbot.errors import SuiteError


@dataclass(frozen=True, slots=True)
class Case:
    """One question and what its answer must be. Patterns are case-insensitive and searched in the answer's text."""

    id: str
    kind: str
    question: str
    history: tuple[Turn, ...]
    as_of: str | None
    expect_all: tuple[re.Pattern[str], ...]
    expect_none: tuple[re.Pattern[str], ...]
    abstain: bool
    gold: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Suite:
    name: str
    folder: Path
    articles: Path
    cases: tuple[Case, ...]


def load_suite(folder: Path, limit: int | None = None) -> Suite:
    """Read and check a suite. Raises SuiteError for what is missing, malformed or without cases."""
    about = folder / "suite.toml"
    try:
        meta = tomllib.loads(about.read_text(encoding="utf-8"))
        name, articles, file = meta["name"], folder / meta["articles"], folder / meta["cases"]
        lines = file.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise SuiteError(
            f"{error.filename or about} cannot be read: {error.strerror}. A suite is a folder with suite.toml and its cases."
        ) from error
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise SuiteError(f"{about} is no suite: {error}. It needs name, articles and cases.") from error
    if not articles.is_dir():
        raise SuiteError(f"{about} names the articles {articles}, which is no folder.")
    cases = tuple(_case(line, f"{file} line {n}", articles) for n, line in enumerate(lines, start=1) if line.strip())
    ids = [c.id for c in cases]
    doubled = sorted({i for i in ids if ids.count(i) > 1})
    if doubled:
        raise SuiteError(f"{file} has the id {doubled[0]!r} more than once. Give each case its own.")
    if not cases:
        raise SuiteError(f"{file} has no cases. Write one JSON object a line.")
    return Suite(str(name), folder, articles, cases[:limit])


def _case(line: str, where: str, articles: Path) -> Case:
    try:
        data = json.loads(line)
        expect = data["expect"]
        case = Case(
            id=str(data["id"]),
            kind=str(data["kind"]),
            question=str(data["question"]),
            history=tuple(
                ("assistant" if role == "assistant" else "user", str(words))
                for role, words in data.get("history") or ()
            ),
            as_of=data.get("as_of"),
            expect_all=_patterns(expect, "all"),
            expect_none=_patterns(expect, "none"),
            abstain=bool(expect.get("abstain")),
            gold=tuple(str(g) for g in data.get("gold") or ()),
        )
    except re.error as error:
        raise SuiteError(f"{where}: the pattern {error.pattern!r} is no regular expression: {error}.") from error
    except json.JSONDecodeError as error:
        raise SuiteError(f"{where} is not JSON: {error.msg} at column {error.colno}.") from error
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise SuiteError(f"{where} is no case: {error!r}. It needs id, kind, question and expect.") from error
    if not case.abstain and not case.expect_all:
        raise SuiteError(f"{where} expects nothing: give patterns under 'all', or 'abstain': true.")
    for gold in case.gold:
        if not (articles / gold).is_file():
            raise SuiteError(f"{where}: the gold article {gold} is not in {articles}.")
    return case


def _patterns(expect: dict[str, Any], key: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(p, re.IGNORECASE) for p in expect.get(key) or ())
