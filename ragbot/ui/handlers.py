"""What the page's events call. Gradio reads the annotations, so they are plain."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from datetime import UTC, datetime
from typing import Any

from ragbot.domain import Article
from ragbot.errors import RagbotError
from ragbot.ui import asking, chips, filters, keeping, messages, progress, reader, sources
from ragbot.ui.contract import ChatBot
from ragbot.ui.exchange import Exchange
from ragbot.ui.filters import Limits
from ragbot.ui.line import Line
from ragbot.ui.site import Site

_EXAMPLES = 3
_SHOWN = 8


class Handlers:
    """Handlers over a bot. What they show is, in this order: conversation, sources, reader, chips, spoken state,
    question, and the buttons to ask and to stop.
    """

    def __init__(self, bot: ChatBot, site: Site | None, line: Line) -> None:
        import gradio as gr

        self._bot = bot
        self._site = site
        self._line = line
        self._open: dict[str, asking.Session] = {}
        # Gradio looks here for what to pass, and cannot resolve a name that is imported inside a function
        passed = {"request": ("ask", "without", "unload", "load"), "event": ("read", "drop", "without")}
        hints = {"request": gr.Request, "event": gr.EventData}
        for name, handlers in passed.items():
            for handler in handlers:
                getattr(Handlers, handler).__annotations__[name] = hints[name]
        Handlers.pick.__annotations__["event"] = gr.SelectData

    async def ask(
        self, question: str, session: asking.Session, request: Any, *limits: Any
    ) -> AsyncGenerator[tuple[Any, ...], None]:
        """The answer as it grows. A new question ends the one before; nothing, or the same again, is a second press of Enter."""
        self._open[request.session_hash] = session
        running = session.conversation.last
        if running and not running.over and (question or "").strip() in ("", running.question.strip()):
            yield _as_it_is()
            return
        async for shown in self._asked(session, request, question or "", Limits(*limits), Limits(*limits)):
            yield shown

    async def without(
        self, session: asking.Session, event: Any, request: Any, *limits: Any
    ) -> AsyncGenerator[tuple[Any, ...], None]:
        """The last question again, with one thing left out that had been read in it."""
        self._open[request.session_hash] = session
        last = next((e for e in reversed(session.conversation.exchanges) if e.retrieved), None)
        found = last.retrieved.filters if last and last.retrieved else None
        told = chips.inferred(found)
        if not last or not found or event.name not in told:
            yield _as_it_is()
            return
        given = Limits(*limits)
        again = chips.leaving_out(event.name, found, given)
        async for shown in self._asked(session, request, last.question, again, given, without=told[event.name]):
            yield shown

    async def _asked(
        self, session: asking.Session, request: Any, question: str, limits: Limits, given: Limits, *, without: str = ""
    ) -> AsyncGenerator[tuple[Any, ...], None]:
        """`limits` are those of this question, `given` what stands in the controls."""
        import gradio as gr

        box, closed = "", ""
        keep = keeping.keeper(self._site, request)
        how: dict[str, Any] = {"line": self._line, "keep": keep, "without": without}
        async for exchange in asking.ask(self._bot, session, question, **how, **limits._asdict()):
            if exchange is not session.conversation.last:  # another question was asked since: the page shows that one
                yield _as_it_is()
                continue
            ended = exchange.over
            buttons = gr.Button(visible=ended), gr.Button(visible=not ended)
            yield (*self._shown(session, exchange, given, closed), box, *buttons)
            box = closed = gr.skip()

    def read(self, session: asking.Session, event: Any) -> str:
        """The article that a link of this page names."""
        passage = reader.find(session.conversation, str(event.key))
        return reader.page(self._article(passage.article_id), passage) if passage else ""

    def drop(self, event: Any) -> tuple[Any, ...]:
        """The controls, one of them cleared."""
        import gradio as gr

        free = Limits()._asdict()
        return tuple(value if name == event.name else gr.skip() for name, value in free.items())

    def limited(self, session: asking.Session, *limits: Any) -> str:
        """The chips, after a control was changed."""
        return chips.bar(Limits(*limits), session.conversation.last)

    # The line belongs to the event loop: whoever leaves it does so there, not in one of Gradio's threads.
    async def unload(self, request: Any) -> None:
        """The page was closed: nobody waits for its answer any more."""
        session = self._open.pop(request.session_hash, None)
        if session:
            session.stop()

    async def stop(self, session: asking.Session) -> None:
        session.stop()

    async def fresh(self, session: asking.Session, *limits: Any) -> tuple[Any, ...]:
        import gradio as gr

        session.stop()
        session.conversation.clear()
        buttons = gr.Button(visible=True), gr.Button(visible=False)
        return (*self._shown(session, None, Limits(*limits), ""), "", *buttons)

    def load(self, session: asking.Session, request: Any) -> tuple[Any, ...]:
        """What stands on the page as it opens: today's archive, and the conversation that its address names."""
        import gradio as gr

        choices = filters.choices(self.outlets())
        known = keeping.resume(self._site, request, asking.KEPT)
        if known and not session.conversation.exchanges:
            session.conversation = known
        talk = session.conversation
        said: Any = messages.chat(talk.exchanges)
        chat = gr.Chatbot(value=said, examples=self.examples()) if said else gr.Chatbot(examples=self.examples())
        return self.head(), chat, sources.panel(talk.last_answered), gr.Dropdown(choices=choices)

    def pick(self, event: Any) -> str:
        """The example that was chosen."""
        return str(event.value["text"])

    def head(self) -> str:
        try:
            line = messages.archive_line(self._bot.coverage(), self._bot.describe())
        except RagbotError as error:
            line = messages.problem(error)
        return f'<header><h1>ragbot</h1><p class="rb-archive">{line}</p>{keeping.links(self._site)}</header>'

    def outlets(self) -> list[str]:
        try:
            return self._bot.outlets()
        except RagbotError:
            return []  # the line under the title tells the problem

    def examples(self) -> list[Any]:
        try:
            return [{"text": text} for text in self._bot.examples()[:_EXAMPLES]]
        except RagbotError:
            return []

    def _article(self, article_id: str) -> Article | None:
        """The newest version instead, where that says that nothing of the story may be read now."""
        try:
            versions = self._bot.versions(article_id)
            newest = versions[-1].article if versions else None
            barred = newest is not None and not newest.is_readable(datetime.now(UTC))
            return newest if barred else self._bot.article(article_id)
        except RagbotError:
            return None

    @staticmethod
    def _shown(session: asking.Session, exchange: Exchange | None, given: Limits, read: Any) -> tuple[Any, ...]:
        talk, told = session.conversation, exchange
        if exchange and exchange.error:
            exchange = talk.last_answered  # its sources still belong to the answer above
        panels = sources.panel(exchange), read, chips.bar(given, exchange), progress.spoken(told)
        return messages.chat(talk.exchanges), *panels


def _as_it_is() -> tuple[Any, ...]:
    """Leaves the page alone. Gradio sends an event's last output again as it ends, and blanks the page where there was none."""
    import gradio as gr

    return (gr.skip(),) * _SHOWN
