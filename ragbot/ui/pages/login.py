"""/login: the password, once in thirty days."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from ragbot.ui import cookies
from ragbot.ui.pages import forms
from ragbot.ui.pages.render import Renderer, Routes
from ragbot.ui.sessions import TooManyError
from ragbot.ui.site import Site


def routes(site: Site, renderer: Renderer) -> Routes:
    sessions = site.rules.sessions
    if sessions is None:
        return []

    def show(request: Request) -> Response:
        return renderer.page("login.html", problem="", following=_inside(request.query_params.get("next", "")))

    async def enter(request: Request) -> Response:
        try:
            given = await forms.fields(request)
        except forms.TooLargeError:
            given = {}
        following = _inside(given.get("next", ""))
        try:
            right = await sessions.opens(given.get("password", ""))
        except TooManyError as error:
            return renderer.told("Wait a moment", str(error), 429)
        if right:
            reply = forms.see(site.root, following)
            secure = cookies.is_https(request.url.scheme, request.headers.getlist("x-forwarded-proto"))
            kept = cookies.written(cookies.PASS, sessions.begin(), sessions.lasts_s, root=site.root, secure=secure)
            reply.headers.append("set-cookie", kept)
            return reply
        return renderer.page("login.html", 401, problem="That is not the password.", following=following)

    return [("/login", ["GET"], show), ("/login", ["POST"], enter)]


def _inside(path: str) -> str:
    """A path of this site; the chat's own where it is none."""
    inside = (
        path.startswith("/") and not path.startswith(("//", "/\\", "/login")) and path.isascii() and path.isprintable()
    )
    return path if inside else "/"
