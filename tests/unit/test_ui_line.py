"""Who waits is told for how many; who cannot be taken is told so at once; nobody is passed by."""

from __future__ import annotations

import asyncio
from collections.abc import Generator
from typing import Any

import pytest

from ragbot.domain import Event
from ragbot.ui import asking, messages
from ragbot.ui.exchange import Exchange
from ragbot.ui.line import BusyError, Line
from tests.browser.scripted import Gate, ScriptedBot, article, done, retrieved


async def told(line: Line, name: str, log: list[str], leave: asyncio.Event) -> None:
    turn = line.join()
    async for ahead in turn.waits(0.01):
        log.append(f"{name} {ahead}")  # noqa: PERF401  # at once, not at the end
    log.append(f"{name} in")
    await leave.wait()
    turn.leave()


async def seen(log: list[str], line: str) -> None:
    async with asyncio.timeout(20):
        while line not in log:  # noqa: ASYNC110  # a list is simpler to compare than events
            await asyncio.sleep(0.01)


def test_first_come_first_served_and_each_knows_how_many_are_ahead() -> None:
    async def run() -> list[str]:
        line, log = Line(1, 2), list[str]()
        gates = {name: asyncio.Event() for name in "abc"}
        tasks = [asyncio.create_task(told(line, name, log, gates[name])) for name in "abc"]
        await seen(log, "c 1")
        with pytest.raises(BusyError, match=r"1 questions are being answered and 2 are waiting\."):
            line.join()
        gates["a"].set()
        await seen(log, "c 0")
        gates["b"].set()
        gates["c"].set()
        await asyncio.gather(*tasks)
        return log

    log = asyncio.run(run())
    told_of = {name: [line for line in log if line.startswith(name)] for name in "abc"}
    assert told_of == {"a": ["a in"], "b": ["b 0", "b in"], "c": ["c 1", "c 0", "c in"]}
    assert log.index("b in") < log.index("c in")


def test_who_leaves_the_line_makes_room_for_the_others() -> None:
    async def run() -> None:
        line = Line(1, 1)
        first, second = line.join(), line.join()
        second.leave()
        second.leave()
        third = line.join()
        first.leave()
        assert [n async for n in third.waits(0.01)] == []
        third.leave()
        fourth = line.join()
        assert [n async for n in fourth.waits(0.01)] == []

    asyncio.run(run())


def ask(bot: ScriptedBot, session: asking.Session, line: Line, question: str) -> Any:
    return asking.ask(bot, session, question, line=line)


async def last(updates: Any) -> Exchange:
    async for exchange in updates:
        kept = exchange
    return kept  # type: ignore[no-any-return]


def test_the_page_says_that_one_waits_and_that_the_chat_is_busy() -> None:
    async def run() -> None:
        bot, gate, line = ScriptedBot(), Gate(), Line(1, 1)
        source = article("Headline", "A fact.")
        final = done("q", [("A fact.", (1,))], [(source, "A fact.")])
        bot.will(retrieved("q"), gate, final)
        bot.will(final)
        first = asyncio.create_task(last(ask(bot, asking.Session(), line, "first?")))
        while not bot.calls:  # noqa: ASYNC110  # the bot runs in a thread
            await asyncio.sleep(0.01)
        waiting = ask(bot, asking.Session(), line, "second?")
        await anext(waiting)
        shown = messages.reply(await anext(waiting))
        assert "You are next" in shown
        refused = await last(ask(bot, asking.Session(), line, "third?"))
        assert "The chat is busy" in messages.reply(refused)
        assert len(bot.calls) == 1
        gate.open()
        assert (await first).answer
        assert (await last(waiting)).answer

    asyncio.run(run())


def test_who_stops_while_waiting_is_never_asked_for() -> None:
    async def run() -> None:
        bot, gate, line = ScriptedBot(), Gate(), Line(1, 1)
        final = done("q", [("A fact.", ())])
        bot.will(gate, final)
        first = asyncio.create_task(last(ask(bot, asking.Session(), line, "first?")))
        while not bot.calls:  # noqa: ASYNC110  # the bot runs in a thread
            await asyncio.sleep(0.01)
        session = asking.Session()
        waiting = ask(bot, session, line, "second?")
        await anext(waiting)
        await anext(waiting)
        session.stop()
        assert (await last(waiting)).stopped
        gate.open()
        await first
        assert len(bot.calls) == 1

    asyncio.run(run())


def test_a_failed_answer_gives_its_place_up() -> None:
    class Failing(ScriptedBot):
        def stream(self, question: str, **options: Any) -> Generator[Event, None, None]:
            raise KeyError(question)

    async def run() -> None:
        line = Line(1, 0)
        for _ in range(3):
            assert "KeyError" in (await last(ask(Failing(), asking.Session(), line, "q"))).error

    asyncio.run(run())
