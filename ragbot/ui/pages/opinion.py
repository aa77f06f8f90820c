"""The form under a kept answer: did it help, and if not, why."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from ragbot.errors import RagbotError
from ragbot.records import REASONS, Opinion
from ragbot.ui.pages import answer, forms
from ragbot.ui.pages.render import Renderer, Routes
from ragbot.ui.site import Site


def routes(site: Site, renderer: Renderer) -> Routes:
    async def judge(request: Request) -> Response:
        try:
            given = await forms.fields(request)
        except forms.TooLargeError:
            return renderer.told("Too long", "That is more than is read. Write less.", 413)
        return await run_in_threadpool(_judged, request, given)

    def _judged(request: Request, given: dict[str, str]) -> Response:
        stored = site.records.answers.get(request.path_params["answer_id"])
        if stored is None:
            return answer.unknown(renderer)
        verdict = given.get("verdict")
        if verdict not in ("up", "down"):
            return renderer.told("Nothing chosen", "Choose whether the answer helped, then send it again.", 400)
        reason = given.get("reason", "") if verdict == "down" else ""
        opinion = Opinion(
            "up" if verdict == "up" else "down", reason if reason in REASONS else "", given.get("comment", "")
        )
        try:
            site.records.feedback.add(stored, forms.user(request), opinion)
        except RagbotError as error:
            return renderer.told("Not kept", str(error), 507)
        return forms.see(site.root, f"/answer/{stored.id}?thanks=1#opinion")

    return [("/answer/{answer_id}/opinion", ["POST"], judge)]
