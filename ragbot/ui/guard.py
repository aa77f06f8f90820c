"""A wall around Gradio's server: no foreign content in the page, and no route that the chat does not use."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from ragbot.ui.policy import NAME, NamingScripts, policy, readable

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

_HEADERS = (
    (NAME, policy()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),  # "no-referrer" would send our own forms with the origin "null"
    (b"cross-origin-opener-policy", b"same-origin"),
)
# Uploads, files of the server, its proxy, statistics and editing helpers: the chat has no use for any.
_CLOSED = (
    "/monitoring",
    "/pwa_icon",
    *(
        f"/gradio_api/{name}"
        for name in (
            "api/",
            "component_server",
            "custom_component",
            "deep_link",
            "dev/",
            "file",
            "openapi.json",
            "process_recording",
            "profiling",
            "proxy",
            "run-history",
            "runs",
            "stream",
            "undo-vibe-edit",
            "upload",
            "vibe",
        )
    ),
)


class Guard:
    """ASGI middleware. Plain, because Starlette's base class would buffer the streams."""

    def __init__(self, app: App) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        scope, send = readable(scope), NamingScripts(send)

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = message.get("headers", [])
                # a page without scripts brings a stricter policy of its own
                strict = any(k.lower() == NAME and v.startswith(b"default-src 'none'") for k, v in given)
                ours = [(k, v) for k, v in _HEADERS if not (strict and k == NAME)]
                named = {name for name, _ in ours}
                message["headers"] = [*((k, v) for k, v in given if k.lower() not in named), *ours]
            await send(message)

        if scope["path"].startswith(_CLOSED):
            await guarded({"type": "http.response.start", "status": 404, "headers": [(b"content-type", b"text/plain")]})
            await send({"type": "http.response.body", "body": b"Not part of this chat.\n"})
            return
        await self._app(scope, receive, guarded)
