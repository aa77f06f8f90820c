"""The content-security policy: only scripts that this server wrote itself, nothing from elsewhere."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

NAME = b"content-security-policy"
# Gradio compiles its templates in the browser, hence "unsafe-eval"; Svelte writes style attributes.
_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-eval'{scripts}; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; frame-src 'none'; object-src 'none'; "
    "base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
)
_INLINE = re.compile(rb"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", re.DOTALL | re.IGNORECASE)


def policy(page: bytes = b"") -> bytes:
    """The policy under which `page` may be shown: of inline scripts, only those that stand in it run.

    An article's or a model's markup could not run one even if it got past `escape`: its hash is not named here.
    """
    hashes = (hashlib.sha256(script.replace(b"\r\n", b"\n")).digest() for script in _INLINE.findall(page))
    named = "".join(f" 'sha256-{base64.b64encode(h).decode()}'" for h in dict.fromkeys(hashes))
    return _POLICY.format(scripts=named).encode()


class NamingScripts:
    """An ASGI `send` that holds an HTML page back until all of it is there, and names its scripts in its policy."""

    def __init__(self, send: Callable[[MutableMapping[str, Any]], Awaitable[None]]) -> None:
        self._send = send
        self._start: MutableMapping[str, Any] | None = None
        self._body = b""

    async def __call__(self, message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            headers = dict(message["headers"])
            if headers.get(b"content-type", b"").startswith(b"text/html") and headers.get(NAME) == policy():
                self._start = message
                return
        if self._start is None:
            await self._send(message)
            return
        self._body += message.get("body", b"")
        if not message.get("more_body"):
            start, named = self._start, policy(self._body)
            start["headers"] = [(k, named if k == NAME else v) for k, v in start["headers"]]
            await self._send(start)
            await self._send({"type": "http.response.body", "body": self._body})


def readable(scope: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """The request, asking for a page uncompressed, so that its scripts can be read."""
    accepted = dict(scope["headers"])
    if b"text/html" not in accepted.get(b"accept", b""):
        return scope
    return {**scope, "headers": [(k, v) for k, v in scope["headers"] if k != b"accept-encoding"]}
