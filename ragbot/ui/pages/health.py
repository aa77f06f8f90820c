"""/health: whether questions can be answered, for a monitor. Tells nothing of what is in the archive."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from ragbot.errors import RagbotError
from ragbot.ui.pages.render import Renderer, Routes
from ragbot.ui.site import Site


def routes(site: Site, _renderer: Renderer) -> Routes:
    def health(_: Request) -> Response:
        try:
            site.library.versions("")  # the catalogue can be read
            generation = site.library.receipt().get("generation")
        except RagbotError:
            return JSONResponse({"ok": False}, 503, {"cache-control": "no-store"})
        return JSONResponse({"ok": True, "generation": generation}, headers={"cache-control": "no-store"})

    return [("/health", ["GET", "HEAD"], health)]
