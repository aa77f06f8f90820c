"""What a question asks, in a conversation: by itself, or with what it leaves to the turns before it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ragbot import conversation, llm, prompting, understanding
from ragbot.answering.writer import Writer
from ragbot.conversation import Standalone
from ragbot.domain import Turn
from ragbot.errors import LlmError, WeightsError


class Resolver:
    """Puts what a follow-up leaves out into it: by code, or by the writer's model where that is good at it."""

    def __init__(self, prompts: Mapping[str, prompting.Prompt], writer: Writer) -> None:
        self._prompt = prompts["condense_question"]
        self._writer = writer

    def __call__(self, question: str, history: Sequence[Turn]) -> Standalone:
        question = understanding.without_manner(question)
        overview = understanding.read_overview(question)
        if (overview and conversation.stands_alone(question, overview.subject)) or not conversation.needs_context(
            question, history
        ):
            return Standalone(understanding.plain_check(question))
        resolved = conversation.resolve(question, conversation.settled(history))
        resolved = replace(resolved, asks=understanding.plain_check(resolved.asks))
        if not self._writer.rewrites:
            return resolved
        try:
            model = self._writer.model()
            if model is None:
                return resolved
            messages = prompting.condense_messages(self._prompt, question, history)
            rewrite = "".join(llm.stream_text(model, messages, llm.StreamStats())).strip()
        except (LlmError, WeightsError):
            return resolved  # the answer itself will meet the same failure and report it
        return Standalone(rewrite) if conversation.usable_rewrite(rewrite, question, history) else resolved

    def last(self, asked: str, earlier: Sequence[Turn]) -> Standalone:
        """What an earlier turn of the conversation asked; a chat may keep it as it was shown, resolved."""
        return conversation.read(asked) or self(asked, earlier)
