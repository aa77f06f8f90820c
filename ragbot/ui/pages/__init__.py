"""The pages beside the chat: plain HTML from templates, without any script. One file per page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ragbot.errors import RagbotError
from ragbot.ui.site import Site

if TYPE_CHECKING:
    import fastapi


def add(app: fastapi.FastAPI, site: Site) -> None:
    """Add the pages' routes to an app. Before Gradio is mounted on it: that takes every path that is left."""
    from ragbot.ui.pages import answer, archive, article, editing, health, history, login, opinion, render

    renderer = render.Renderer(site)
    app.add_exception_handler(RagbotError, lambda _, error: renderer.told("That did not work", str(error), 503))
    for page in (render, health, login, answer, opinion, editing, article, archive, history):
        for path, methods, endpoint in page.routes(site, renderer):
            app.add_route(path, endpoint, methods=methods, include_in_schema=False)
