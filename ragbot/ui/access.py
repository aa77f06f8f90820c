"""Who may come in, under which name, and from where: the outermost wall, in front of the chat and the pages alike."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from urllib.parse import quote, urlsplit

from ragbot.records import is_id
from ragbot.records.files import new_id
from ragbot.ui import cookies
from ragbot.ui.guard import App, Message, Receive, Scope, Send
from ragbot.ui.keeping import USER
from ragbot.ui.rules import LOOPBACK, Rules
from ragbot.ui.sessions import Sessions, TooManyError

_YEAR_S = 31_536_000
_OPEN = frozenset({"/login", "/pages.css"})
_HEALTH = "/health"
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_LONGEST_NAME = 200

Refusal = tuple[int, str, str]
"""Status, sentence, and where to go instead ("": nowhere)."""


class Access:
    """ASGI middleware. Refuses strangers and other sites' requests, and tells the pages who is asking."""

    def __init__(self, app: App, rules: Rules) -> None:
        self._app = app
        self._rules = rules

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":  # there are no web sockets here
            await send({"type": "websocket.close", "code": 1008})
            return
        if self._rules.root and scope["path"] == self._rules.root:  # Gradio's addresses are relative
            await _refuse(send, 308, "It is one folder further down.", f"{self._rules.root}/")
            return
        scope = {**scope, "path": self._inside(scope["path"])}
        headers = _headers(scope)
        if scope["path"] == _HEALTH:
            await self._app(scope, receive, send)
            return
        refused = await self._refused(scope, headers)
        if refused:
            await _refuse(send, *refused)
            return
        user, fresh = self._user(scope, headers)
        scope[USER] = user
        if not fresh:
            await self._app(scope, receive, send)
            return
        secure = cookies.is_https(scope.get("scheme", ""), headers.get("x-forwarded-proto", []))
        cookie = cookies.written(cookies.USER, fresh, _YEAR_S, root=self._rules.root, secure=secure)

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", []), (b"set-cookie", cookie.encode())]
            await send(message)

        await self._app(scope, receive, marked)

    def _inside(self, path: str) -> str:
        """The path as the app knows it, whether or not the proxy has taken the root off."""
        root = self._rules.root
        return path[len(root) :] or "/" if root and f"{path}/".startswith(f"{root}/") else str(path)

    async def _refused(self, scope: Scope, headers: Mapping[str, list[str]]) -> Refusal | None:
        """None where the request may pass."""
        host = "".join(headers.get("host", [])[:1])
        if self._rules.hosts and name_of(host) not in self._rules.hosts:
            return 421, "This chat does not answer to that name. Whoever runs it can add it: RAGBOT_HOSTS.", ""
        if scope["method"] not in _SAFE and is_foreign(headers, host, self._rules.hosts):
            return 403, "Requests that change something are taken from this site's own pages only.", ""
        if self._rules.user_header and not self._named(headers):
            return 401, "Sign in at the proxy in front of this chat. It did not say who is asking.", ""
        return await self._locked(self._rules.sessions, scope, headers) if self._rules.sessions else None

    async def _locked(self, sessions: Sessions, scope: Scope, headers: Mapping[str, list[str]]) -> Refusal | None:
        if scope["path"] in _OPEN or sessions.is_valid(cookies.read(headers).get(cookies.PASS, "")):
            return None
        try:
            if await self._knows_password(sessions, headers):
                return None
        except TooManyError as error:
            return 429, str(error), ""
        if scope["method"] == "GET" and "text/html" in "".join(headers.get("accept", [])):
            return 303, "Sign in first.", f"{self._rules.root}/login?next={quote(scope['path'], safe='/')}"
        return 401, "Sign in first, or send the password with HTTP basic authentication.", ""

    async def _knows_password(self, sessions: Sessions, headers: Mapping[str, list[str]]) -> bool:
        kind, _, given = "".join(headers.get("authorization", [])[:1]).partition(" ")
        if kind.lower() != "basic":
            return False
        try:
            _, _, password = base64.b64decode(given, validate=True).decode("utf-8").partition(":")
        except ValueError:
            return False
        return await sessions.opens(password)

    def _named(self, headers: Mapping[str, list[str]]) -> str:
        """Whom the proxy names. Two headers, or none, name nobody."""
        given = headers.get(self._rules.user_header.lower(), [])
        name = given[0].strip() if len(given) == 1 else ""
        return name if len(name) <= _LONGEST_NAME else ""

    def _user(self, scope: Scope, headers: Mapping[str, list[str]]) -> tuple[str, str]:
        """Who is asking ("" for one who only reads), and an id to give to a new one."""
        if self._rules.user_header:
            return f"proxy:{self._named(headers)}", ""
        known = cookies.read(headers).get(cookies.USER, "")
        if is_id(known):
            return f"cookie:{known}", ""
        fresh = new_id() if _may_be_named(scope, headers) else ""
        return (f"cookie:{fresh}" if fresh else ""), fresh


def _may_be_named(scope: Scope, headers: Mapping[str, list[str]]) -> bool:
    """Whether a browser without our cookie has none: one that follows a link from another site does not send it.

    As few requests as can be: two that are under way at once would be given two names.
    """
    if scope["method"] == "POST":
        return not scope["path"].startswith("/gradio_api/") or scope["path"].endswith("/queue/join")
    return scope["path"] == "/" and "".join(headers.get("sec-fetch-site", [])) in ("none", "same-origin")


def is_foreign(headers: Mapping[str, list[str]], host: str, hosts: frozenset[str]) -> bool:
    """Whether another site's page has sent this. A program that says nothing of origins is no page."""
    site = "".join(headers.get("sec-fetch-site", []))
    if site:
        return site not in ("same-origin", "none")
    origin = "".join(headers.get("origin", []))
    return bool(origin) and not is_own(origin, host, hosts)


def is_own(origin: str, host: str, hosts: frozenset[str]) -> bool:
    try:
        parts = urlsplit(origin)
    except ValueError:
        return False
    return parts.netloc.lower() == host.lower() or parts.hostname in hosts - LOOPBACK


def name_of(host: str) -> str:
    """The name in a Host header, without port and brackets; "" where it is none."""
    try:
        return (urlsplit(f"//{host}").hostname or "").rstrip(".")
    except ValueError:
        return ""


def _headers(scope: Scope) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in scope["headers"]:
        found.setdefault(name.decode("latin-1").lower(), []).append(value.decode("latin-1"))
    return found


async def _refuse(send: Send, status: int, sentence: str, location: str) -> None:
    headers: list[tuple[bytes, bytes]] = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
        (b"x-content-type-options", b"nosniff"),
        (b"cache-control", b"no-store"),
    ]
    if location:
        headers.append((b"location", location.encode("ascii", "replace")))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": f"{sentence}\n".encode()})
