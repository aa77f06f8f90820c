"""What a model writes to a question: from more evidence, from less, and once more, until something of it is proven."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import BaseMessage

from ragbot import citations, llm, prompting, verdicts
from ragbot.answering import continued
from ragbot.answering.ask import Ask, Draft
from ragbot.answering.writer import Writer
from ragbot.domain import Evidence, Token
from ragbot.errors import LlmError, WeightsError
from ragbot.structured import StructuredOutput
from ragbot.understanding import checking


class Drafting:
    """Asks the writer's model; `is_proven` tells whether anything of a draft would be shown."""

    def __init__(
        self, prompts: Mapping[str, prompting.Prompt], writer: Writer, is_proven: Callable[[Ask, Draft], bool]
    ) -> None:
        self._prompts = prompts
        self._writer = writer
        self._is_proven = is_proven
        self._structured = StructuredOutput()

    def write(self, ask: Ask, draft: Draft) -> Iterator[Token]:
        """The first draft's tokens, then empty ones as places to stop at; what went wrong is left in the draft.

        Raises LlmError or WeightsError where a model that must answer fails before its first token.
        """
        readings = self._readings(ask)
        messages = self._messages(ask, readings[0])
        try:
            model = self._writer.model()
            if model is None:
                return
            draft.stats = llm.StreamStats()
            with closing(self._structured.stream(model, messages, draft.stats)) as tokens:
                for token in tokens:
                    if token and draft.first_s is None:
                        draft.first_s = time.perf_counter() - ask.started
                    draft.text += token
                    yield Token(token)
            draft.wrote = True
        except (LlmError, WeightsError) as error:
            draft.broken = bool(draft.text)
            if not draft.text and not self._writer.optional:
                raise
            draft.notice = f"{error} The best proven sentence is shown instead."
            return
        for fewer in readings[1:]:
            if self._stands(ask, draft):
                return
            messages = self._messages(ask, fewer)
            draft.text = (yield from self._unseen(model, messages)) or draft.text
        if not citations.is_refusal(draft.text) and not self._is_proven(ask, draft):
            again = prompting.again_messages(messages, draft.text, self._prompts["answer_again"])
            draft.again = yield from self._unseen(model, again)

    def _readings(self, ask: Ask) -> Sequence[Sequence[Evidence]]:
        # What was at another time can prove nothing, and would only lead astray.
        evidence = ask.verdict.timely or ask.retrieval.evidence
        # Of two questions in one, the second's sentences may all score below the first's.
        if ask.verdict.tentative:
            return [evidence]
        best, *fewer = verdicts.readings(ask.asks, evidence)
        first = continued.behind(ask.verdict.read, best)
        return [first] if self._writer.trusted else [first, *fewer]

    def is_wanted(self, ask: Ask) -> bool:
        """Whether the model is asked at all. A small one says yes to whatever it is asked, in the question's own words
        (docs/decisions/036-as-people-type.md): it is not asked whether something is so.
        """
        verdict, trusted = ask.verdict, self._writer.trusted
        says_yes = checking.is_check(ask.asks) and not trusted
        return bool(verdict.fitting) and not says_yes and (not verdict.proof or (verdict.tentative and trusted))

    def reading(self, ask: Ask) -> continued.Reading:
        """What the model reads first; nothing where it is not asked."""
        return tuple(self._readings(ask)[0]) if self.is_wanted(ask) and not ask.verdict.proof else ()

    def _messages(self, ask: Ask, shown: Sequence[Evidence]) -> list[BaseMessage]:
        return prompting.answer_messages(self._prompts["answer"], ask.standalone, shown)

    def _stands(self, ask: Ask, draft: Draft) -> bool:
        return not citations.is_refusal(draft.text) and self._is_proven(ask, draft)

    def _unseen(self, model: BaseChatModel, messages: Sequence[BaseMessage]) -> Generator[Token, None, str]:
        """What the model writes without a reader; what came of it, if it fails."""
        words = ""
        try:
            with closing(self._structured.stream(model, messages, llm.StreamStats())) as tokens:
                for token in tokens:
                    words += token
                    yield Token("")
        except LlmError:
            pass  # the draft before it is judged
        return words
