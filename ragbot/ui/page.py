"""The page: lays the panels out and wires them to one conversation per open page."""

from __future__ import annotations

import os
from collections.abc import AsyncGenerator
from typing import TYPE_CHECKING, Any

from ragbot.errors import RagbotError
from ragbot.ui import api, asking, escape, filters, keeping, messages, sources
from ragbot.ui.contract import ChatBot
from ragbot.ui.exchange import Exchange
from ragbot.ui.line import Line
from ragbot.ui.site import Site

if TYPE_CHECKING:
    import gradio as gr

_AT_ONCE = 4  # answers being worked on at the same time; the others wait in line
_IN_LINE = 32  # those who may wait; the next is told that the chat is busy
_COME_IN = 2 * (_AT_ONCE + _IN_LINE)  # what Gradio lets through, so that the line can tell the others that it is full
_SESSIONS = 1000
_EXAMPLES = 3
_HINT = (
    "Ask about anything in these articles. Each sentence of an answer carries the number of the source that proves it."
)


def build_ui(bot: ChatBot, site: Site | None = None) -> gr.Blocks:
    """The whole page over a bot, ready to be served (`ragbot.ui.serve`). Nothing is sent anywhere."""
    # Gradio reads these when it is imported and when Blocks are made; both would otherwise phone home.
    os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    # Statistics for a monitoring page that is switched off, worked out in pandas after every event: never.
    os.environ.setdefault("GRADIO_ANALYTICS_CACHE_FREQUENCY", "1000000000")
    import gradio as gr

    demo: gr.Blocks
    with gr.Blocks(title="ragbot", analytics_enabled=False, fill_width=True, delete_cache=(3600, 3600)) as demo:
        session = gr.State(asking.Session())
        head = gr.HTML(_head(bot, site), elem_id="rb-head")
        with gr.Row(elem_id="rb-main", equal_height=False):
            with gr.Column(scale=3, min_width=320, elem_id="rb-talk"):
                chatbot = _chatbot(bot)
                with gr.Row(elem_id="rb-ask"):
                    question = gr.Textbox(
                        placeholder="Ask the archive",
                        label="Your question",
                        show_label=False,
                        container=False,
                        lines=1,
                        max_lines=6,
                        scale=1,
                        autofocus=True,
                        elem_id="rb-question",
                    )
                    send = gr.Button("Ask", variant="primary", scale=0, min_width=88, elem_id="rb-send")
                    stop = gr.Button("Stop", variant="stop", scale=0, min_width=88, visible=False, elem_id="rb-stop")
                with gr.Row(elem_id="rb-tools"):
                    controls = filters.build(_outlets(bot))
                    fresh = gr.Button("New conversation", size="sm", scale=0, min_width=160, elem_id="rb-new")
            with gr.Column(scale=2, min_width=300, elem_id="rb-side"):
                panel = gr.HTML(sources.panel(None), elem_id="rb-panel")

        shown = [chatbot, panel, question, send, stop]
        given = [question, session, *controls]
        line = Line(_AT_ONCE, _IN_LINE)
        events = _Handlers(bot, site, line, gr.Request)
        wire: dict[str, Any] = {"api_visibility": "private", "show_progress": "minimal", "show_progress_on": chatbot}
        model: dict[str, Any] = {"concurrency_limit": _COME_IN, "concurrency_id": "answers"}
        for trigger in (question.submit, send.click):
            trigger(events.ask, given, shown, trigger_mode="once", **wire, **model)
        picked = chatbot.example_select(_picker(), None, question, queue=False, **wire)
        picked.then(events.ask, given, shown, **wire, **model)
        stop.click(events.stop, session, None, queue=False, **wire)
        gr.on([fresh.click, chatbot.clear], events.fresh, session, shown, queue=False, **wire)
        demo.unload(events.unload)
        demo.load(events.load, None, [head, chatbot, controls.outlet], queue=False, **wire)
        gr.events.api(api.endpoint(bot, line), api_name="chat", **model)
    demo.queue(max_size=_COME_IN, default_concurrency_limit=_AT_ONCE, api_open=False)
    demo.state_session_capacity = _SESSIONS
    return demo


class _Handlers:
    """What the page's events call. Gradio reads their annotations, so they are plain."""

    def __init__(self, bot: ChatBot, site: Site | None, line: Line, request: type) -> None:
        self._bot = bot
        self._line = line
        self._site = site
        self._open: dict[str, asking.Session] = {}
        # Gradio looks here for what to pass, and cannot resolve a name that is imported inside a function
        for handler in (_Handlers.ask, _Handlers.unload):
            handler.__annotations__["request"] = request

    async def ask(  # noqa: PLR0917  # Gradio passes inputs by position
        self,
        question: str,
        session: asking.Session,
        since: str,
        until: str,
        outlet: str,
        as_of: str,
        infer: bool,
        request: Any,  # as above
    ) -> AsyncGenerator[tuple[Any, ...], None]:
        import gradio as gr

        self._open[request.session_hash] = session
        ended = False
        first = True
        limits = {"since": since, "until": until, "outlet": outlet, "as_of": as_of, "infer": infer}
        keep = keeping.keeper(self._site, request)
        updates = asking.ask(self._bot, session, question or "", line=self._line, keep=keep, **limits)
        async for exchange in updates:
            ended = exchange.over
            box = gr.skip() if not first else ""
            first = False
            yield (*self._shown(session, exchange), box, gr.Button(visible=ended), gr.Button(visible=not ended))

    def unload(self, request: Any) -> None:
        """The page was closed: nobody waits for its answer any more."""
        session = self._open.pop(request.session_hash, None)
        if session:
            session.stop()

    def stop(self, session: asking.Session) -> None:
        session.stop()

    def fresh(self, session: asking.Session) -> tuple[Any, ...]:
        import gradio as gr

        session.stop()
        session.conversation.clear()
        return (*self._shown(session, None), "", gr.Button(visible=True), gr.Button(visible=False))

    def load(self) -> tuple[Any, ...]:
        import gradio as gr

        choices = filters.choices(_outlets(self._bot))
        return _head(self._bot, self._site), gr.Chatbot(examples=_examples(self._bot)), gr.Dropdown(choices=choices)

    def _shown(self, session: asking.Session, exchange: Exchange | None) -> tuple[Any, ...]:
        talk = session.conversation
        if exchange and exchange.error:
            exchange = talk.last_answered  # its sources still belong to the answer above
        return messages.chat(talk.exchanges), sources.panel(exchange)


def _picker() -> Any:
    import gradio as gr

    def pick(event: Any) -> str:
        return str(event.value["text"])

    # Gradio looks here for what to pass, and cannot resolve a name that is imported inside a function
    pick.__annotations__["event"] = gr.SelectData
    return pick


def _chatbot(bot: ChatBot) -> gr.Chatbot:
    import gradio as gr

    return gr.Chatbot(
        label="Conversation",
        show_label=False,
        container=False,
        layout="panel",
        height="100%",
        placeholder=f'<p class="rb-hint">{escape.text(_HINT)}</p>',
        examples=_examples(bot),
        buttons=[],
        feedback_options=None,
        # our own markup is all there is to render: every word in it has been through `escape`
        render_markdown=True,
        sanitize_html=True,
        allow_tags=False,
        latex_delimiters=[],
        allow_file_downloads=False,
        elem_id="rb-chat",
    )


def _head(bot: ChatBot, site: Site | None) -> str:
    try:
        line = messages.archive_line(bot.coverage(), bot.describe())
    except RagbotError as error:
        line = escape.text(str(error))
    return f'<h1>ragbot</h1><p class="rb-archive">{line}</p>{keeping.links(site)}'


def _outlets(bot: ChatBot) -> list[str]:
    try:
        return bot.outlets()
    except RagbotError:
        return []  # the line under the title tells the problem


def _examples(bot: ChatBot) -> list[Any]:
    try:
        return [{"text": text} for text in bot.examples()[:_EXAMPLES]]
    except RagbotError:
        return []
