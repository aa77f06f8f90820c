"""From Enter to the proven answer: one exchange, redrawn as its events come."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, Callable, Generator
from contextlib import aclosing, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from ragbot.catalogue import Kept
from ragbot.domain import Answer, Event
from ragbot.errors import RagbotError
from ragbot.ui.contract import ChatBot
from ragbot.ui.exchange import Conversation, Exchange
from ragbot.ui.line import Line, Turn
from ragbot.ui.pump import Pump

_PAUSE_S = 0.13  # seven or eight redraws a second: reads as flowing, and does not heat the browser
_LOOK_S = 0.5  # how often who waits is told anew
KEPT = 50  # exchanges a page keeps; older ones leave the screen and the history

Keep = Callable[[Conversation, Exchange], None]

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Session:
    """What the server keeps for one open page."""

    conversation: Conversation = field(default_factory=Conversation)
    pump: Pump | None = None
    turn: Turn | None = None

    def stop(self) -> None:
        if self.turn:
            self.turn.leave()
        if self.pump:
            self.pump.stop()


async def ask(
    bot: ChatBot,
    session: Session,
    question: str,
    *,
    line: Line,
    keep: Keep | None = None,
    without: str = "",
    **limits: Any,
) -> AsyncGenerator[Exchange, None]:
    """The exchange, again each time that it has changed. Problems become part of it; nothing is raised.

    `keep` is called in a thread with the exchange that got its answer, before it is given for the last time.
    `limits` are `ChatBot.stream`'s since, until, outlet, as_of and infer; what is empty limits nothing.
    `without` tells the reader what these limits leave aside of the question.
    """
    session.stop()
    history = session.conversation.history()
    exchange = session.conversation.begin(question, without)
    del session.conversation.exchanges[:-KEPT]
    yield exchange

    def stream() -> Generator[Event, None, None]:
        given: dict[str, Any] = {k: None if v == "" else v for k, v in limits.items()}
        return bot.stream(question, history=history, **given)

    try:
        async with aclosing(_followed(session, exchange, line, stream)) as updates:
            async for _ in updates:
                yield exchange
    except RagbotError as error:
        exchange.error = str(error)
    except Exception as error:
        log.exception("An answer failed")
        exchange.error = f"Something went wrong inside ragbot ({type(error).__name__}). Nothing was changed; the server's log says more. Ask again."
    if not exchange.over:
        exchange.stopped = True
    if exchange.answer:
        exchange.versions = await asyncio.to_thread(_versions, bot, exchange.answer)
    if exchange.answer and keep:
        await asyncio.to_thread(keep, session.conversation, exchange)
    yield exchange


def _versions(bot: ChatBot, answer: Answer) -> dict[str, tuple[Kept, ...]]:
    """Of each cited story that came out more than once, what was out when the answer looks at it."""
    seen, now = answer.filters.as_of, datetime.now(UTC)
    found: dict[str, tuple[Kept, ...]] = {}
    with suppress(RagbotError):  # the answer stands without them
        for cited in dict.fromkeys(c.article_id for c in answer.citations):
            usable = [v for v in bot.versions(cited) if v.article.is_readable(now) and v.out]
            out = tuple(v for v in usable if not seen or (v.out and v.out <= seen))
            found |= {cited: out} if len(out) > 1 else {}
    return found


async def _followed(
    session: Session, exchange: Exchange, line: Line, stream: Callable[[], Generator[Event, None, None]]
) -> AsyncGenerator[None, None]:
    """Wait for a turn, then take what the stream brings; yields after each change. Raises what the stream raises."""
    session.turn = turn = line.join()
    try:
        async for exchange.ahead in turn.waits(_LOOK_S):
            yield
        exchange.ahead = None
        if turn.given_up:
            return
        session.pump = pump = Pump(stream)
        async with aclosing(pump.batches(_PAUSE_S)) as batches:
            async for batch in batches:
                for event in batch:
                    exchange.take(event)
                yield
    finally:
        turn.leave()
