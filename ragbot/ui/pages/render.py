"""Templates → pages that nothing can be run in: every value is escaped, and the policy forbids scripts altogether."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response

from ragbot.ui import escape
from ragbot.ui.site import Site

Endpoint = Callable[[Request], Response] | Callable[[Request], Awaitable[Response]]
Routes = list[tuple[str, list[str], Endpoint]]

_HERE = Path(__file__).parent
_HEADERS = {
    "content-security-policy": (
        "default-src 'none'; style-src 'self'; img-src 'none'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "cache-control": "no-store",
}


class Renderer:
    """Fills templates. A name that a template needs and is not given raises: no page is shown half."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._templates = jinja2.Environment(
            loader=jinja2.FileSystemLoader(_HERE / "templates"),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            finalize=_inert,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.filters |= {"day": _day, "original": _original, "lines": str.splitlines}
        self._templates.globals |= {"root": site.root, "editing": site.editing}

    def page(self, template: str, status: int = 200, *, refresh_s: int = 0, **values: Any) -> Response:
        """A page; with `refresh_s` the browser asks for it again after so many seconds."""
        words = self._templates.get_template(template).render(**values)
        headers = _HEADERS | ({"refresh": str(refresh_s)} if refresh_s else {})
        return HTMLResponse(words, status, headers)

    def told(self, title: str, sentence: str, status: int) -> Response:
        """A page of one sentence: what is wrong, and what can be done."""
        return self.page("told.html", status, title=title, sentence=sentence)


def routes(_site: Site, _renderer: Renderer) -> Routes:
    def style(_: Request) -> Response:
        return FileResponse(_HERE / "pages.css", media_type="text/css", headers={"cache-control": "max-age=300"})

    return [("/pages.css", ["GET"], style)]


def _inert(value: Any) -> Any:
    """Text without control characters, and without those that make one word look like another."""
    return escape.readable(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _day(value: datetime | str | None) -> Markup:
    iso = value.isoformat() if isinstance(value, datetime) else value
    return Markup(escape.day(iso))  # noqa: S704  # escape's output is markup already


def _original(url: str | None) -> Markup:
    return Markup(escape.link(url))  # noqa: S704  # as above
