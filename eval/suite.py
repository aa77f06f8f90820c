"""A folder with suite.toml and files of cases → `Suite`, or an error that names file and line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from eval.case import Case, read_case
from ragbot.errors import SuiteError

_NEEDED = "name, articles (their folder) and cases (their file), each a text"


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
    meta = _meta(about)
    name, articles, pattern = (_named(meta, key, about) for key in ("name", "articles", "cases"))
    files = _files(folder, pattern, about)
    lines = [(f, n, line) for f in files for n, line in enumerate(_lines(f), start=1) if line.strip()]
    cases = [read_case(line, f"{file} line {n}") for file, n, line in lines]
    if not cases:
        raise SuiteError(f"{' and '.join(map(str, files))} has no cases. Write one JSON object a line.")
    _check_ids(cases)
    held_in = folder / articles
    if not _there(held_in.is_dir):
        raise SuiteError(
            f"{about} names the articles {held_in}, which is no folder. Name theirs, relative to {folder}."
        )
    for case in cases:
        _check_articles(case, held_in)
    chosen = tuple(c for c in cases if held or not c.held)[:limit]
    if not chosen:
        raise SuiteError(f"{folder} has held-out cases only. Run them with --held.")
    return Suite(name, folder, held_in, chosen, _tolerance(meta, about))


def file_of(path: str) -> str:
    """The file of an article's path: "feed.xml#3" is the third article of feed.xml."""
    return re.sub(r"#\d+$", "", path)


def _meta(about: Path) -> Mapping[str, Any]:
    try:
        return tomllib.loads(_text(about))
    except tomllib.TOMLDecodeError as error:
        raise SuiteError(f"{about} is not valid TOML: {error}. Mend it; a suite needs {_NEEDED}.") from error


def _named(meta: Mapping[str, Any], key: str, about: Path) -> str:
    value = meta.get(key)
    if not isinstance(value, str) or not value.strip() or "\0" in value:
        had = f"has {key} = {value!r}, which is no name" if key in meta else f"has no {key}"
        raise SuiteError(f"{about} {had}. A suite needs {_NEEDED}.")
    return value


def _tolerance(meta: Mapping[str, Any], about: Path) -> Mapping[str, float]:
    given = meta.get("tolerance", {})
    if not isinstance(given, dict):
        raise SuiteError(
            f"{about} has tolerance = {given!r}. Write a table: [tolerance], and below it accuracy = 0.05."
        )
    for metric, slack in given.items():
        if isinstance(slack, bool) or not isinstance(slack, int | float) or not slack >= 0:
            raise SuiteError(f"{about} has the tolerance {metric} = {slack!r}. Write a number from 0 on, such as 0.05.")
    return {metric: float(slack) for metric, slack in given.items()}


def _files(folder: Path, pattern: str, about: Path) -> list[Path]:
    try:
        found = sorted(p for p in folder.glob(pattern) if _there(p.is_file))
    # What glob makes of "", "/abs", "**x" and long names.
    except (ValueError, IndexError, NotImplementedError, OSError):
        found = []
    one = folder / pattern
    if not found and not _there(one.is_file):
        raise SuiteError(
            f"{about} names the cases {pattern!r}, but {one} is no file. Name a file or a pattern such as *.jsonl."
        )
    return found or [one]


def _there(check: Callable[[], bool]) -> bool:
    """What `check` finds; a name that no file system takes, for one, is nowhere."""
    try:
        return check()
    except OSError:
        return False


def _lines(file: Path) -> list[str]:
    return _text(file).split("\n")


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise SuiteError(
            f"{file} cannot be read: {error.strerror}. A suite is a folder with suite.toml and its cases."
        ) from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise SuiteError(f"{file} line {line} is not UTF-8. Save the file as UTF-8.") from error


def _check_ids(cases: list[Case]) -> None:
    seen: dict[str, str] = {}
    for case in cases:
        if case.id in seen:
            raise SuiteError(f"{case.where} has the id {case.id!r}, as has {seen[case.id]}. Give each case its own.")
        seen[case.id] = case.where


def _check_articles(case: Case, folder: Path) -> None:
    for field_, paths in (("gold", case.gold), ("copies", case.copies), ("about", case.about)):
        for path in paths:
            if not _there((folder / file_of(path)).is_file):
                raise SuiteError(
                    f"{case.where}: the {field_} article {path} is not in {folder}. Write its path relative to that folder."
                )
