"""The page: lays the panels out and wires them to one conversation per open page."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from ragbot.ui import api, asking, chips, escape, filters, sources
from ragbot.ui.contract import ChatBot
from ragbot.ui.handlers import Handlers
from ragbot.ui.line import Line
from ragbot.ui.site import Site

if TYPE_CHECKING:
    import gradio as gr

_AT_ONCE = 4  # answers being worked on at the same time; the others wait in line
_IN_LINE = 32  # those who may wait; the next is told that the chat is busy
_COME_IN = 2 * (_AT_ONCE + _IN_LINE)  # what Gradio lets through, so that the line can tell the others that it is full
_SESSIONS = 1000
_HINT = (
    "Ask about anything in these articles. Each sentence of an answer carries the number of the source that proves it."
)
# page.js finds the reader's link; Gradio finds the event's name here.
_READ = "document.addEventListener('ragbot:read', (event) => trigger('read', { key: event.detail }));"
_CLOSE = "document.addEventListener('ragbot:close', () => { props.value = ''; });"


def build_ui(bot: ChatBot, site: Site | None = None) -> gr.Blocks:
    """The whole page over a bot, ready to be served (`ragbot.ui.serve`). Nothing is sent anywhere."""
    # Gradio reads these when it is imported and when Blocks are made; both would otherwise phone home.
    os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    # Statistics for a monitoring page that is switched off, worked out in pandas after every event: never.
    os.environ.setdefault("GRADIO_ANALYTICS_CACHE_FREQUENCY", "1000000000")
    import gradio as gr

    line = Line(_AT_ONCE, _IN_LINE)
    events = Handlers(bot, site, line)
    demo: gr.Blocks
    with gr.Blocks(title="ragbot", analytics_enabled=False, fill_width=True, delete_cache=(3600, 3600)) as demo:
        session = gr.State(asking.Session())
        head = gr.HTML(events.head(), elem_id="rb-head")
        with gr.Row(elem_id="rb-main", equal_height=False):
            with gr.Column(scale=3, min_width=320, elem_id="rb-talk"):
                chatbot = _chatbot(events.examples())
                limits = gr.HTML("", elem_id="rb-chips", js_on_load=chips.SCRIPT, apply_default_css=False)
                question, send, stop = _ask_row()
                with gr.Row(elem_id="rb-tools"):
                    controls = filters.build(events.outlets())
                    gr.Button("Sources", size="sm", scale=0, min_width=90, elem_id="rb-drawer")
                    fresh = gr.Button("New conversation", size="sm", scale=0, min_width=160, elem_id="rb-new")
                spoken = gr.HTML("", elem_id="rb-spoken", apply_default_css=False)
            with gr.Column(scale=2, min_width=300, elem_id="rb-side"):
                gr.Button("Close", size="sm", scale=0, elem_id="rb-close")
                panel = gr.HTML(sources.panel(None), elem_id="rb-panel", js_on_load=_READ)
                reader = gr.HTML("", elem_id="rb-reader", js_on_load=_CLOSE)

        shown = [chatbot, panel, reader, limits, spoken, question, send, stop]
        wire: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
        now: dict[str, Any] = {"queue": False, **wire}
        model: dict[str, Any] = {"concurrency_limit": _COME_IN, "concurrency_id": "answers"}
        given = [question, session, *controls]
        for trigger in (question.submit, send.click):
            trigger(events.ask, given, shown, trigger_mode="multiple", **wire, **model)
        chatbot.example_select(events.pick, None, question, **now).then(events.ask, given, shown, **wire, **model)
        limits.without(events.without, [session, *controls], shown, **wire, **model)
        limits.drop(events.drop, None, list(controls), **now)
        gr.on([c.change for c in controls], events.limited, [session, *controls], limits, **now)
        panel.read(events.read, session, reader, **now).then(None, js="() => window.ragbot.opened()", **now)
        stop.click(events.stop, session, None, **now)
        gr.on([fresh.click, chatbot.clear], events.fresh, [session, *controls], shown, **now)
        demo.unload(events.unload)
        demo.load(events.load, session, [head, chatbot, panel, controls.outlet], **now)
        gr.events.api(api.endpoint(bot, line), api_name="chat", **model)
    demo.queue(max_size=_COME_IN, default_concurrency_limit=_AT_ONCE, api_open=False)
    demo.state_session_capacity = _SESSIONS
    return demo


def _ask_row() -> tuple[gr.Textbox, gr.Button, gr.Button]:
    import gradio as gr

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
    return question, send, stop


def _chatbot(examples: list[Any]) -> gr.Chatbot:
    import gradio as gr

    return gr.Chatbot(
        label="Conversation",
        show_label=False,
        container=False,
        layout="panel",
        height="100%",
        placeholder=f'<p class="rb-hint">{escape.text(_HINT)}</p>',
        examples=examples,
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
