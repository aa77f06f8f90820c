"""/answer/ID: an answer as it was given, held against today's archive each time that it is looked at."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from ragbot.records import REASONS, StoredAnswer
from ragbot.ui.pages import forms
from ragbot.ui.pages.render import Renderer, Routes
from ragbot.ui.pages.view import View
from ragbot.ui.site import Site


def routes(site: Site, renderer: Renderer) -> Routes:
    def answer(request: Request) -> Response:
        stored = site.records.answers.get(request.path_params["answer_id"])
        return unknown(renderer) if stored is None else _shown(site, renderer, stored, request)

    return [("/answer/{answer_id}", ["GET"], answer)]


def unknown(renderer: Renderer) -> Response:
    return renderer.told(
        "No such answer",
        "No answer is kept under this address. Check that the link is whole; who asked may also have deleted it.",
        404,
    )


def _shown(site: Site, renderer: Renderer, stored: StoredAnswer, request: Request) -> Response:
    said = site.records.feedback.opinion(stored.id, forms.user(request)) if forms.user(request) else None
    wanted = request.query_params.get("verdict", "")
    return renderer.page(
        "answer.html",
        stored=stored,
        answer=stored.answer,
        view=View.of(site.library, stored),
        verdict=wanted if wanted in ("up", "down") else said.verdict if said else "",
        reason=said.reason if said else "",
        comment=said.comment if said else "",
        reasons=REASONS,
        thanks="thanks" in request.query_params,
        generation=site.library.receipt().get("generation"),
    )
