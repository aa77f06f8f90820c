"""The one endpoint for programs: a question in, the documented Answer out."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import aclosing
from typing import Any

from ragbot.domain import Done
from ragbot.errors import RagbotError
from ragbot.ui.contract import ChatBot
from ragbot.ui.line import Line
from ragbot.ui.pump import Pump


def endpoint(bot: ChatBot, line: Line) -> Callable[..., Awaitable[dict[str, Any]]]:
    """A function for `gr.api`; a RagbotError reaches the caller as its message."""
    import gradio as gr

    async def chat(  # noqa: PLR0917  # every argument has a name in the published API
        question: str, since: str = "", until: str = "", outlet: str = "", as_of: str = "", infer: bool = True
    ) -> dict:  # type: ignore[type-arg]  # Gradio reads the hint and knows plain dict only
        """Answer a question from the archive. Dates are YYYY-MM-DD; empty means no limit."""
        days: dict[str, Any] = {"since": since or None, "until": until or None, "as_of": as_of or None}
        turn = None
        try:
            turn = line.join()
            async for _ in turn.waits(60):
                pass
            pump = Pump(lambda: bot.stream(question, **days, outlet=outlet or None, infer=infer))
            async with aclosing(pump.batches(0)) as batches:
                async for batch in batches:
                    for event in batch:
                        if isinstance(event, Done):
                            return event.answer.to_dict()
        except RagbotError as error:
            raise gr.Error(str(error), print_exception=False) from error
        finally:
            if turn:
                turn.leave()
        raise gr.Error("The answer ended without a result. Ask again.", print_exception=False)

    return chat
