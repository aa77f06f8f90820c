"""The page: what stands where, and which event does what."""

from __future__ import annotations

import os
from collections.abc import Generator
from html import escape
from typing import TYPE_CHECKING, Any

from ragbot.domain import Turn
from ragbot.ui import sources
from ragbot.ui.conversation import View, Wishes, converse
from ragbot.ui.protocol import ChatBot

if TYPE_CHECKING:
    import gradio as gr

# One model writes at a time; a few more may search meanwhile. Beyond the queue people are told that it is full.
CONCURRENT = 4
WAITING = 32
Messages = list[dict[str, Any]]


def build_ui(bot: ChatBot) -> gr.Blocks:
    """The page for a bot, not yet served. All state is per browser session."""
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # read when gradio is imported
    import gradio as gr

    page: gr.Blocks
    with gr.Blocks(title="ragbot", analytics_enabled=False, fill_width=True) as page:
        gr.HTML(_heading(bot))
        turns = gr.State([])
        with gr.Row(elem_id="rb-main"):
            with gr.Column(scale=3, min_width=320):
                chat = gr.Chatbot(
                    elem_id="rb-chat",
                    label="Conversation",
                    height="60vh",
                    layout="panel",
                    # Every message is escaped before it gets here (_said): without Markdown the component still
                    # reads HTML, and its sanitizer lets images through, which would tell others what is read.
                    render_markdown=False,
                    sanitize_html=True,
                    allow_tags=False,
                    buttons=["copy"],
                    feedback_options=None,
                    placeholder="Ask about the articles. Every sentence of the answer is proven by a quote.",
                )
                status = gr.HTML(elem_id="rb-status")
                with gr.Row():
                    box = gr.Textbox(
                        elem_id="rb-question",
                        label="Question",
                        show_label=False,
                        placeholder="Ask about the articles",
                        scale=6,
                        autofocus=True,
                        lines=1,
                        max_lines=6,
                    )
                    send = gr.Button("Ask", elem_id="rb-send", variant="primary", scale=1, min_width=80)
                    stop = gr.Button("Stop", elem_id="rb-stop", variant="stop", scale=1, min_width=80)
                with gr.Accordion("Only articles …", open=False), gr.Row():
                    since = gr.Textbox(label="Since", placeholder="2026-01-31", elem_id="rb-since")
                    until = gr.Textbox(label="Until", placeholder="2026-12-31", elem_id="rb-until")
                    outlet = gr.Dropdown(["", *bot.outlets()], label="Outlet", value="", elem_id="rb-outlet")
                gr.Examples(
                    [[e] for e in bot.examples()], inputs=[box], label="To begin with", api_visibility="private"
                )
            with gr.Column(scale=2, min_width=320):
                panel = gr.HTML(sources.EMPTY, elem_id="rb-sources")

        shown = [chat, panel, status, turns]
        asked = gr.on(
            [send.click, box.submit],
            lambda question, chat: ("", [*chat, _said("user", question)], question),
            [box, chat],
            [box, chat, held := gr.State("")],
            queue=False,
            api_visibility="private",
        )
        running = asked.then(
            _respond(bot),
            [held, chat, turns, since, until, outlet],
            shown,
            show_progress="hidden",
            api_visibility="private",
        )
        # The generator is closed by the cancellation, and with it the model's stream.
        chat.clear(_cleared, None, [panel, status, turns], queue=False, api_visibility="private")
        stop.click(_stopped, [chat], [chat, status], cancels=[running], queue=False, api_visibility="private")
        gr.events.api(_endpoint(bot), api_name="chat")
    page.queue(default_concurrency_limit=CONCURRENT, max_size=WAITING)
    return page


def _respond(bot: ChatBot) -> Any:
    def respond(  # noqa: PLR0917  # gradio passes inputs by position
        question: str, chat: Messages, turns: list[Turn], since: str | None, until: str | None, outlet: str | None
    ) -> Generator[tuple[Messages, str, str, list[Turn]], None, None]:
        for view in converse(bot, question, turns, Wishes((since or "").strip(), (until or "").strip(), outlet or "")):
            yield [*chat, *_message(view)], view.panel, _status(view.status), list(view.turns)

    return respond


def _endpoint(bot: ChatBot) -> Any:
    def chat(question: str) -> dict[str, Any]:
        """Answer a question about the articles. Gives the documented Answer as JSON."""
        from ragbot.domain import Done

        return next(e.answer.to_dict() for e in bot.stream(question) if isinstance(e, Done))

    return chat


def _said(role: str, words: str) -> dict[str, Any]:
    return {"role": role, "content": escape(words, quote=False)}


def _message(view: View) -> Messages:
    return [_said("assistant", view.message)] if view.message else []


def _stopped(chat: Messages) -> tuple[Messages, str]:
    if chat and chat[-1]["role"] == "user":
        chat = [*chat, _said("assistant", "Stopped before the answer was written.")]
    return chat, _status("Stopped. What stands above is a draft that was not proven.")


def _cleared() -> tuple[str, str, list[Turn]]:
    return sources.EMPTY, "", []


def _status(words: str) -> str:
    return f'<p role="status">{escape(words)}</p>' if words else ""


def _heading(bot: ChatBot) -> str:
    return (
        '<header class="rb-head"><h1>ragbot</h1><p>Ask the archive; every sentence is proven by a quote. '
        f"{escape(bot.coverage().describe())}. Answers: {escape(bot.describe())}.</p></header>"
    )
