"""Structured output: a hosted model answers by a JSON schema, which is told as text while it comes.

"A sentence. [1][3]" is what proof reads, so that there is one path behind it. What the provider's LangChain package does
with the schema is its own affair (https://docs.langchain.com/oss/python/langchain/structured-output).
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterable, Sequence
from contextlib import closing
from http import HTTPStatus
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import BaseMessage
from langchain_core.utils.json import parse_partial_json

from ragbot import llm
from ragbot.errors import LlmError

SCHEMA: dict[str, Any] = {
    "title": "answer",
    "description": "The answer to the question, from the numbered sources alone.",
    "type": "object",
    "properties": {
        "sentences": {
            "type": "array",
            "description": "As few sentences as answer it; none where the sources do not give the answer.",
            "items": {
                "type": "object",
                "properties": {
                    "text": {"type": "string", "description": "One sentence, without the numbers of its sources."},
                    "sources": {
                        "type": "array",
                        "items": {"type": "integer"},
                        "description": "The numbers of the sources that say so.",
                    },
                },
                "required": ["text", "sources"],
                "additionalProperties": False,
            },
        }
    },
    "required": ["sentences"],
    "additionalProperties": False,
}
_REFUSAL = "Not in these articles."  # as prompts/answer.md words it
_FENCE = "```json"
_NO_SCHEMA = frozenset(
    {HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_FOUND, HTTPStatus.UNPROCESSABLE_ENTITY, HTTPStatus.NOT_IMPLEMENTED}
)
_LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")


class StructuredOutput:
    """Asks for answers by a schema where the model's provider has it; in plain text once that was refused."""

    def __init__(self) -> None:
        self._refused = False

    def stream(
        self, model: BaseChatModel, messages: Sequence[BaseMessage], stats: llm.StreamStats
    ) -> Generator[str, None, None]:
        """The answer's text as it comes, whichever way it was asked for; "" where nothing of it can be told yet, which is a
        place to stop at. Raises LlmError as `llm.stream_text` does.

        A server that does not take the schema, or a model that does not keep to it, is asked again without.
        """
        bound = None if self._refused else _bound(model)
        if bound is not None:
            try:
                with closing(llm.stream_text(bound, messages, stats)) as pieces:
                    kept_to_it = yield from _told(pieces)
            except LlmError as error:
                if error.status not in _NO_SCHEMA:
                    raise
                kept_to_it = None
            self._refused = not kept_to_it
            if kept_to_it is not None:
                return
        yield from llm.stream_text(model, messages, stats)


def _bound(model: BaseChatModel) -> Any:
    """The model with the schema, without LangChain's parser, which would keep token counts to itself; or None."""
    if not (getattr(model, "profile", None) or {}).get("structured_output"):
        return None
    try:
        chain = model.with_structured_output(SCHEMA, method="json_schema")
    except (NotImplementedError, ValueError, TypeError, ImportError):
        return None  # each provider has its own idea of what it cannot do
    return getattr(chain, "first", None)


def _told(pieces: Iterable[str]) -> Generator[str, None, bool | None]:
    """The text of an answer in JSON, as it comes. True where it was one, False where the model wrote plain text instead,
    which is told as it is, None where it wrote neither.
    """
    raw, said, answer = "", "", None
    for piece in pieces:
        raw += piece
        body = raw.lstrip()
        if _FENCE.startswith(body):  # or nothing yet
            yield ""
            continue
        body = body.removeprefix(_FENCE).removeprefix("```").lstrip()
        if body and not body.startswith("{"):
            yield raw
            yield from pieces
            return False
        answer = _parsed(body) or answer
        text = _text(answer, whole=False)
        if text.startswith(said):
            yield text[len(said) :]
            said = text
    if not isinstance(answer, dict) or not isinstance(answer.get("sentences"), list):
        return None
    text = _text(answer, whole=True) or _REFUSAL
    yield text[len(said) :] if text.startswith(said) else ""
    return True


def _parsed(body: str) -> Any:
    """What the beginning of a JSON text says; None where that is nothing yet."""
    try:
        return parse_partial_json(body)
    except (ValueError, RecursionError):
        return None


def _text(answer: Any, *, whole: bool) -> str:
    """The sentences with their markers; the last one is told without, until it is known to be complete."""
    found = answer.get("sentences") if isinstance(answer, dict) else None
    sentences: list[Any] = found if isinstance(found, list) else []
    told = []
    for at, sentence in enumerate(sentences):
        words = sentence.get("text") if isinstance(sentence, dict) else None
        if not isinstance(words, str):
            continue
        words = " ".join(_LONE_SURROGATE.sub("", words).split())
        complete = whole or at + 1 < len(sentences)
        if any(c.isalnum() for c in words):
            told.append(words + (_markers(sentence.get("sources")) if complete else ""))
    return " ".join(told)


def _markers(sources: Any) -> str:
    numbers = [n for n in sources if type(n) is int and n > 0] if isinstance(sources, list) else []
    return f" {''.join(f'[{n}]' for n in dict.fromkeys(numbers))}" if numbers else ""
