"""A line of a file of cases → `Case`, or an error that names file, line and field, and what belongs there."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NoReturn

from ragbot.domain import Turn
from ragbot.errors import FilterError, SuiteError
from ragbot.retrieval import build_filters

_FILTERS = ("outlet", "since", "until")
_EXPECTED = ("abstain", "all", "corrects", "none")
_SHOWN = 80


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

    `kind` is any name: figures are told by it. `gold` are articles that hold the answer and `quotes` their verbatim
    words; `copies` carry a gold article's text; `about` are the articles nearest to a question that has no answer, and
    `terms` what would have to stand together in one passage if it had one. `held` cases are kept out of day-to-day
    runs. `where` is file and line, `line` what stands there. docs/suites.md tells it to who writes one.
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


def read_case(line: str, where: str) -> Case:
    """Fields that no case has are its writer's notes. Raises SuiteError."""
    fields = _Fields(_parsed(line, where), where)
    lists = {name: fields.texts(name) for name in ("gold", "quotes", "copies", "about")}
    case = Case(
        id=fields.text("id"),
        kind=fields.text("kind"),
        question=fields.text("question"),
        expect=_expected(fields.part("expect", _EXPECTED)),
        where=where,
        line=line,
        history=tuple(fields.turns("history")),
        as_of=fields.day("as_of"),
        filters=_limits(fields.part("filters", _FILTERS)),
        **lists,
        terms=fields.patterns("terms"),
        held=fields.yes_or_no("held"),
    )
    if case.answerable and not case.expect.every:
        raise SuiteError(f"{where} expects nothing: give patterns under 'all', or 'abstain': true.")
    return case


def _parsed(line: str, where: str) -> Mapping[str, Any]:
    try:
        data = json.loads(line)
    except json.JSONDecodeError as error:
        raise SuiteError(
            f"{where} is not JSON: {error.msg} at column {error.colno}. Write one JSON object a line, without a break in it."
        ) from error
    except (RecursionError, ValueError) as error:
        raise SuiteError(
            f"{where} is not JSON that can be read: it is nested too deeply or a number too long."
        ) from error
    if not isinstance(data, dict):
        raise SuiteError(
            f"{where} is no case but {_shown(data)}. Write a JSON object with id, kind, question and expect."
        )
    return data


def _expected(fields: _Fields) -> Expected:
    return Expected(
        fields.patterns("all"), fields.patterns("none"), fields.yes_or_no("abstain"), fields.patterns("corrects")
    )


def _limits(fields: _Fields) -> Mapping[str, str]:
    found = {name: fields.day(name) if name != "outlet" else fields.maybe(name) for name in fields.data}
    return {name: value for name, value in found.items() if value is not None}


@dataclass(frozen=True, slots=True)
class _Fields:
    """An object of JSON whose values are checked as they are taken; null is as good as absent."""

    data: Mapping[str, Any]
    where: str
    path: str = ""

    def text(self, name: str) -> str:
        value = self.maybe(name)
        if value is None:
            raise SuiteError(f"{self.where} has no {name!r}. A case needs id, kind, question and expect.")
        if not value.strip():
            raise SuiteError(f"{self.where}: its {name} is empty. Write it.")
        return value

    def maybe(self, name: str) -> str | None:
        value = self.data.get(name)
        if value is not None and not isinstance(value, str):
            self._refuse(name, value, "a text")
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        value = self.data.get(name) or []
        if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
            self._refuse(name, value, 'a list of texts, ["…", "…"]')
        return tuple(value)

    def patterns(self, name: str) -> tuple[re.Pattern[str], ...]:
        return tuple(self._pattern(name, written) for written in self.texts(name))

    def yes_or_no(self, name: str) -> bool:
        value = self.data.get(name)
        if value is not None and not isinstance(value, bool):
            self._refuse(name, value, "true or false")
        return bool(value)

    def day(self, name: str) -> str | None:
        """A date that the bot will take."""
        value = self.maybe(name)
        if value is None:
            return None
        try:
            build_filters(value, None, None, None, ())
        except FilterError:
            self._refuse(name, value, "a date such as 2025-10-01 or 2025-10-01T14:30+02:00")
        return value.strip() or None

    def turns(self, name: str) -> list[Turn]:
        value = self.data.get(name) or []
        wanted = 'a list of turns, [["user", "…"], ["assistant", "…"]]'
        if not isinstance(value, list):
            self._refuse(name, value, wanted)
        turns: list[Turn] = []
        for turn in value:
            match turn:
                case [("user" | "assistant") as role, str(words)]:
                    turns.append((role, words))
                case _:
                    self._refuse(name, turn, wanted)
        return turns

    def part(self, name: str, known: tuple[str, ...]) -> _Fields:
        value = self.data.get(name)
        value = {} if value is None else value
        if not isinstance(value, dict):
            self._refuse(name, value, f"an object with any of {', '.join(known)}")
        for key in value:
            if key not in known:
                raise SuiteError(f"{self.where}: {name} has {_shown(key)}, which it cannot. Known: {', '.join(known)}.")
        return _Fields(value, self.where, f"{name}.")

    def _pattern(self, name: str, written: str) -> re.Pattern[str]:
        try:
            return re.compile(written, re.IGNORECASE)
        except (re.error, RecursionError, OverflowError) as error:
            raise SuiteError(
                f"{self.where}: {self.path}{name} has the pattern {_shown(written)}, which is no regular expression: {error}. Mend it; a backslash is written twice in JSON."
            ) from error

    def _refuse(self, name: str, value: object, wanted: str) -> NoReturn:
        raise SuiteError(f"{self.where}: {self.path}{name} has {_shown(value)}. It must be {wanted}.")


def _shown(value: object) -> str:
    words = json.dumps(value, ensure_ascii=False)
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"
