"""Serves the page on exactly the address that was asked for."""

from __future__ import annotations

import contextlib
import errno
import socket
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ragbot.errors import PortError
from ragbot.ui.page import build_ui
from ragbot.ui.protocol import ChatBot

STYLE = Path(__file__).with_name("style.css")


def serve(
    bot: ChatBot, *, host: str, port: int, ready: Callable[[str], None] | None = None, block: bool = True
) -> Callable[[], None]:
    """Serve until interrupted (or, with block=False, until the returned function is called).

    `ready` is called with the address once it answers; port 0 takes a free one. Raises PortError when
    the port is taken or the address is not this machine's.
    """
    port = _free(host, port)
    page = build_ui(bot)
    _, address, _ = page.launch(
        server_name=host,
        server_port=port,
        prevent_thread_lock=True,
        quiet=True,
        inbrowser=False,
        share=False,
        show_error=False,
        enable_monitoring=False,
        strict_cors=True,
        ssr_mode=False,
        mcp_server=False,
        pwa=False,
        allowed_paths=[],
        max_file_size=0,
        footer_links=[],
        theme=_theme(),
        css_paths=[STYLE],
    )
    if ready:
        ready(address)
    if block:
        with contextlib.suppress(KeyboardInterrupt):
            while True:
                time.sleep(3600)
        page.close()
    return page.close


def _free(host: str, port: int) -> int:
    """The port, if it can be had: gradio would otherwise fail with a stack trace."""
    with contextlib.closing(socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            why = (
                "is taken by another program"
                if error.errno == errno.EADDRINUSE
                else f"cannot be used ({error.strerror})"
            )
            raise PortError(
                f"Port {port} on {host} {why}. Choose another: ragbot chat --port {port + 1 if port else 7861}"
            ) from error
        return int(probe.getsockname()[1])


def _theme() -> Any:
    import gradio as gr

    # Fonts of the reader's machine: a page that fetches fonts tells others who reads it.
    text, code = ["system-ui", "sans-serif"], ["ui-monospace", "monospace"]
    return gr.themes.Base(primary_hue="slate", neutral_hue="stone", font=text, font_mono=code)
