"""What Python code hands in → what it means, or an error that names the argument and what was given for it."""

from __future__ import annotations

import operator
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, SupportsIndex

from langchain_core.embeddings import Embeddings
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage, ChatMessage, HumanMessage, SystemMessage, ToolMessage

from ragbot.domain import Turn
from ragbot.errors import QuestionError, RagbotError, SettingsError, UsageError
from ragbot.settings import Settings

Said = Turn | Sequence[str] | Mapping[str, Any] | BaseMessage

_SHOWN = 100
_LLM = 'a spec such as "local" or "openai:gpt-5.5", or a LangChain chat model'
_ROLES: Mapping[object, Literal["user", "assistant"]] = {
    "user": "user",
    "human": "user",
    "assistant": "assistant",
    "ai": "assistant",
}
_ASIDE = frozenset({"system", "developer", "tool", "function"})


def check_opening(home: object, llm: object, embedder: object, settings: object, progress: object) -> None:
    """Raises SettingsError for what `Ragbot.open` cannot work with, UsageError for an empty or impossible home."""
    _expect("llm", llm, (str, BaseChatModel), _LLM)
    if isinstance(llm, str) and not llm.strip():
        raise SettingsError(_not("llm", llm, _LLM))
    _expect("embedder", embedder, Embeddings, "a LangChain Embeddings object; a name goes into Settings(embedder=…)")
    _expect("settings", settings, Settings, "a ragbot.settings.Settings, such as Settings.load(port=8000)")
    if home is not None:
        path("home", home, SettingsError)
    check_progress(progress)


def check_progress(progress: object) -> None:
    if progress is not None and not callable(progress):
        raise SettingsError(_not("progress", progress, "a function of (what, done, total)"))


def path(name: str, given: object, error: type[RagbotError] = UsageError) -> str | Path:
    """A file's or folder's name as text or Path. Raises `error` for anything else."""
    if isinstance(given, os.PathLike):
        given = os.fspath(given)
        if isinstance(given, str):
            given = Path(given)
    if not isinstance(given, str | Path):
        raise error(_not(name, given, "a path as text or pathlib.Path"))
    if "\0" in str(given):
        raise error(_not(name, given, "a path without NUL characters"))
    return given


def paths(given: Sequence[object]) -> list[str | Path]:
    """What `ingest` was called with. Raises UsageError for what names no file, folder or address."""
    for one in given:
        if isinstance(one, Iterable) and not isinstance(one, str | bytes | os.PathLike):
            raise UsageError("ingest takes paths one by one, not several as one argument. Write bot.ingest(*paths).")
    return [path("ingest's argument", one) for one in given]


def whole(name: str, given: object, least: int) -> int:
    """A whole number that is not too small, also one of numpy's. Raises UsageError for anything else."""
    if isinstance(given, SupportsIndex) and not _is_bool(given) and operator.index(given) >= least:
        return operator.index(given)
    raise UsageError(_not(name, given, f"a whole number from {least} on"))


def yes_or_no(name: str, given: object) -> bool:
    if _is_bool(given):
        return bool(given)
    raise UsageError(_not(name, given, "True or False"))


def _is_bool(given: object) -> bool:
    """Whether it is Python's own or numpy's, which is not loaded for this: its name tells it."""
    return isinstance(given, bool) or (type(given).__module__ == "numpy" and type(given).__name__ in ("bool", "bool_"))


def history(given: object) -> list[Turn]:
    """Earlier turns, in order; None is none. Raises QuestionError for what is no conversation."""
    if given is None:
        return []
    if isinstance(given, str | bytes | Mapping) or not isinstance(given, Sequence):
        raise QuestionError(_not("history", given, "a list of earlier turns, each ('user' or 'assistant', text)"))
    return [turn for one in given if (turn := _turn(one))]


def _turn(given: Any) -> Turn | None:
    """An earlier turn, written as a pair, as providers write messages, or as LangChain keeps them.

    None for what nobody of the two has said: orders to a model, what tools gave, a call of one without a word.
    """
    role, said = _role_and_words(given)
    if isinstance(role, str) and role in _ASIDE:
        return None
    if isinstance(role, str) and role in _ROLES and isinstance(said, str):
        wordless = isinstance(given, AIMessage) and not said.strip()
        return None if wordless else (_ROLES[role], said)
    raise QuestionError(
        f"The history holds {_short(repr(given))}. Write each turn as ('user', text) or ('assistant', text), or as a dict with role and content."
    )


def _role_and_words(turn: Any) -> tuple[object, object]:
    if isinstance(turn, BaseMessage):
        return _role(turn), str(turn.text)
    if isinstance(turn, Mapping):
        said = turn.get("content")
        parts = isinstance(said, list) and all(isinstance(part, str | dict) for part in said)
        return turn.get("role"), str(HumanMessage(said).text) if parts else said
    pair = tuple(turn) if isinstance(turn, Sequence) and not isinstance(turn, str | bytes) else ()
    return (pair[0], pair[1]) if len(pair) == 2 else (None, None)  # noqa: PLR2004  # who, and what


def _role(message: BaseMessage) -> str:
    """By its class: a piece of a stream has a `type` of its own."""
    kinds = {HumanMessage: "user", AIMessage: "assistant", SystemMessage: "system", ToolMessage: "tool"}
    if isinstance(message, ChatMessage):
        return message.role
    return next((role for kind, role in kinds.items() if isinstance(message, kind)), message.type)


def _expect(name: str, given: object, kinds: Any, wanted: str) -> None:
    if given is not None and not isinstance(given, kinds):
        raise SettingsError(_not(name, given, wanted))


def _not(name: str, given: object, wanted: str) -> str:
    return f"{name} cannot be {_shown(given)}. Give it {wanted}."


def _shown(given: object) -> str:
    """What was given; of anything but a plain value only the type, for it may hold a key."""
    plain = isinstance(given, str | bytes | int | float | None)
    return _short(repr(given)) if plain else f"an object of the type {type(given).__name__}"


def _short(words: str) -> str:
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"
