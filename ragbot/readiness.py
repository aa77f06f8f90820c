"""Whether the language model that is set can word an answer, as far as that shows without asking it anything."""

from __future__ import annotations

from ragbot import llm, models
from ragbot.assembly import LOCAL_MODEL
from ragbot.errors import LlmError, RagbotError
from ragbot.local_llm import check_model
from ragbot.paths import named
from ragbot.settings import Settings

_TIMEOUT_S = 5.0
_NAMED = 5


def needed_weights(settings: Settings) -> set[str]:
    """Which of the weights that are known by name these settings need."""
    try:
        spec = llm.parse_spec(settings.llm)
    except RagbotError:
        return {settings.embedder}
    return {settings.embedder} | ({LOCAL_MODEL} if spec == llm.LlmSpec("local") else set())


def look(settings: Settings) -> str:
    """What was found, in a sentence. Raises RagbotError, saying what to do, where no answer can come of it.

    Only the server of an `openai-compatible` LLM is asked over the network, for the names of its models.
    """
    spec = llm.parse_spec(settings.llm)
    if spec.kind == "extractive":
        return "The LLM extractive needs no model: the best proven sentence is the answer."
    if spec.kind == "local":
        return _local(settings, spec.target)
    if spec.kind == "openai-compatible":
        return _served(settings, spec)
    key = settings.llm_key.get_secret_value()
    model = llm.build_chat_model(settings.llm, timeout_s=_TIMEOUT_S, max_tokens=settings.answer_tokens, key=key)
    lacking = llm.missing_key(model)
    if lacking:
        raise LlmError(f"The LLM {settings.llm!r} has no API key. Set {lacking} in the environment.")
    return f"The LLM {settings.llm}: its package is installed and it has what it signs in with. It was not called."


def _local(settings: Settings, target: str) -> str:
    if not target:
        return f"The LLM local runs {LOCAL_MODEL}."
    hub = target.removeprefix("hf:")
    path = named(target) if hub == target else models.locate_hf(hub, settings.cache)
    check_model(path)
    return f"The LLM {settings.llm}: {path} is a model file."


def _served(settings: Settings, spec: llm.LlmSpec) -> str:
    try:
        found = llm.served_models(settings.llm, timeout_s=_TIMEOUT_S, key=settings.llm_key.get_secret_value())
    except LlmError as error:
        raise LlmError(f"The LLM {settings.llm}: {error}") from error
    answers = f"The LLM {settings.llm}: its server answers"
    if found is None:
        return (
            f"{answers}, but does not list its models. If questions fail, check that the URL is whole; most end in /v1."
        )
    if spec.target in found:
        return f"{answers} and has the model."
    names = ", ".join(found[:_NAMED]) or "none"
    more = f" and {len(found) - _NAMED} more" if len(found) > _NAMED else ""
    return f"{answers}, but does not list {spec.target}. It lists {names}{more}. If questions fail, name one of these."
