"""Serves the page on a port that was really free, behind headers that keep the page to itself."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import os
import socket
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ragbot.errors import PortError
from ragbot.ui import pages
from ragbot.ui.access import Access
from ragbot.ui.contract import ChatBot
from ragbot.ui.guard import Guard
from ragbot.ui.page import build_ui
from ragbot.ui.rules import Rules
from ragbot.ui.site import Site

if TYPE_CHECKING:
    import uvicorn

_HERE = Path(__file__).parent
_START_S = 60.0
_GRACE_S = 2  # open pages hold a connection each; they are not waited for longer than this
_SANS = ("ui-sans-serif", "system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "sans-serif")
_MONO = ("ui-monospace", "SFMono-Regular", "Menlo", "Consolas", "monospace")


class Serving:
    """A chat that is being served in the background, at `url`."""

    def __init__(self, url: str, server: uvicorn.Server, thread: threading.Thread) -> None:
        self.url = url
        self._server = server
        self._thread = thread

    def close(self) -> None:
        """Stop serving and free the port."""
        self._server.should_exit = True
        self._thread.join(_GRACE_S + 5)


def serve(
    bot: ChatBot,
    *,
    host: str,
    port: int,
    site: Site | None = None,
    ready: Callable[[str], object] | None = None,
    block: bool = True,
) -> Serving | None:
    """Serve the chat; `ready(url)` is called once it answers. Port 0 takes any free one.

    With a `site`, the archive, permanent links, history and feedback stand beside it; without, nothing is kept.

    With `block` it returns None when it is ended by Ctrl-C; without, it returns at once, serving in a thread.
    Raises PortError if it cannot listen there; another port is never taken instead.
    """
    listener = _listen(host, port)
    try:
        server, url = _server(bot, site, host, listener, ready)
        if not block:
            thread = threading.Thread(target=server.run, args=([listener],), name="ragbot-chat", daemon=True)
            thread.start()
            return _started(Serving(url, server, thread), server, thread)
        with contextlib.suppress(KeyboardInterrupt):  # uvicorn raises it again once it has shut down in order
            server.run([listener])
    except BaseException:
        listener.close()
        raise
    return None


def _server(
    bot: ChatBot, site: Site | None, host: str, listener: socket.socket, ready: Callable[[str], object] | None
) -> tuple[uvicorn.Server, str]:
    import fastapi
    import uvicorn

    url = _url(host, listener.getsockname()[1])
    outer = fastapi.FastAPI(docs_url=None, redoc_url=None, openapi_url=None, redirect_slashes=False)
    if site:
        pages.add(outer, site)
    with ThreadPoolExecutor(1) as worker:  # where no event loop runs, Gradio makes one per lock and never closes it
        worker.submit(asyncio.run, _mount(outer, bot, site, host, listener.getsockname()[1])).result()
    config = uvicorn.Config(
        Access(Guard(outer), site.rules if site else Rules()),
        log_level="warning",
        access_log=False,
        timeout_graceful_shutdown=_GRACE_S,
        lifespan="on",
    )

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            if self.started and ready:
                ready(url)

    return Server(config), url


async def _mount(outer: Any, bot: ChatBot, site: Site | None, host: str, port: int) -> None:
    demo = build_ui(bot, site)  # before Gradio is imported here: it sets the environment that Gradio reads
    import gradio as gr

    gr.mount_gradio_app(
        outer,
        demo,
        path="/",
        root_path=(site.root if site else "") or None,
        server_name=host,
        server_port=port,
        footer_links=[],
        run_history=False,
        allowed_paths=[],
        show_error=False,
        max_file_size="1kb",
        ssr_mode=False,
        enable_monitoring=False,
        pwa=False,
        mcp_server=False,
        theme=_theme(),
        css_paths=sorted(_HERE.glob("*.css")),
        js=(_HERE / "page.js").read_text(encoding="utf-8"),
    )


def _theme() -> Any:
    from gradio import themes

    # named as system fonts one by one: Gradio's default is a font file, and a Google font would be a request
    return themes.Base(
        primary_hue=themes.colors.slate,
        neutral_hue=themes.colors.stone,
        radius_size=themes.sizes.radius_sm,
        font=[themes.Font(name) for name in _SANS],
        font_mono=[themes.Font(name) for name in _MONO],
    )


def _listen(host: str, port: int) -> socket.socket:
    try:
        family, kind, proto, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except (OSError, UnicodeError) as error:
        raise PortError(
            f"The chat cannot listen on host {host!r}: it is no address of this machine. Use 127.0.0.1."
        ) from error
    listener = socket.socket(family, kind, proto)
    try:
        if os.name == "posix":  # elsewhere this option would let two servers share the port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(128)
    except OSError as error:
        listener.close()
        raise PortError(_why(host, port, error)) from error
    return listener


def _why(host: str, port: int, error: OSError) -> str:
    another = "Choose another with --port (or RAGBOT_PORT); 0 takes any free one."
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} on {host} is taken by another program, perhaps another chat. {another}"
    if error.errno == errno.EACCES:
        return f"Port {port} on {host} may not be used without administrator's rights. {another}"
    if error.errno == errno.EADDRNOTAVAIL:
        return f"The chat cannot listen on {host}: it is no address of this machine. Use --host 127.0.0.1."
    return f"The chat cannot listen on {host}, port {port}: {error.strerror}. {another}"


def _url(host: str, port: int) -> str:
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]", "": "127.0.0.1"}.get(host, host)  # noqa: S104  # only read, to show a reachable address
    return f"http://{f'[{shown}]' if ':' in shown and not shown.startswith('[') else shown}:{port}"


def _started(serving: Serving, server: uvicorn.Server, thread: threading.Thread) -> Serving:
    deadline = time.monotonic() + _START_S
    while not server.started:
        if not thread.is_alive() or time.monotonic() > deadline:
            raise PortError(
                f"The chat did not start at {serving.url}. Its log says why; try again or choose another port."
            )
        time.sleep(0.01)
    return serving
