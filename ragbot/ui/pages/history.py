"""/history: the user's own conversations, to read again, rename, delete and take away."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from ragbot.records import Asked, Conversation
from ragbot.ui.pages import export, forms
from ragbot.ui.pages.render import Renderer, Routes
from ragbot.ui.pages.view import View
from ragbot.ui.site import Site

_AT_ONCE = 50


def routes(site: Site, renderer: Renderer) -> Routes:
    pages = _History(site, renderer)
    one = "/history/{conversation_id}"
    return [
        ("/history", ["GET"], pages.overview),
        (one, ["GET"], pages.show),
        (f"{one}/export.md", ["GET"], pages.markdown),
        (f"{one}/export.json", ["GET"], pages.json),
        (f"{one}/rename", ["POST"], pages.rename),
        (f"{one}/delete", ["POST"], pages.delete),
    ]


class _History:
    """Each page looks among the asker's own conversations only: those of others are not there."""

    def __init__(self, site: Site, renderer: Renderer) -> None:
        self._site = site
        self._renderer = renderer
        self._kept = site.records.conversations

    def overview(self, request: Request) -> Response:
        given = request.query_params.get("from", "")
        start = int(given) if given.isascii() and given.isdigit() and len(given) < len("1000000") else 0
        found = self._kept.listing(forms.user(request)) if forms.user(request) else []
        return self._renderer.page(
            "history.html",
            conversations=found[start : start + _AT_ONCE],
            following=start + _AT_ONCE if len(found) > start + _AT_ONCE else 0,
        )

    def show(self, request: Request) -> Response:
        known = self._mine(request)
        if known is None:
            return self._unknown()
        return self._renderer.page("conversation.html", conversation=known, exchanges=self._exchanges(known))

    def markdown(self, request: Request) -> Response:
        known = self._mine(request)
        if known is None:
            return self._unknown()
        text = export.markdown(known, self._exchanges(known))
        return Response(text, media_type="text/markdown; charset=utf-8", headers=_attached(known, "md"))

    def json(self, request: Request) -> Response:
        known = self._mine(request)
        if known is None:
            return self._unknown()
        return JSONResponse(export.plain(known, self._exchanges(known)), headers=_attached(known, "json"))

    async def rename(self, request: Request) -> Response:
        try:
            given = await forms.fields(request)
        except forms.TooLargeError:
            return self._renderer.told("Too long", "That is more than a title can be. Write less.", 413)

        def renamed() -> Response:
            known = self._mine(request)
            if known is None:
                return self._unknown()
            self._kept.rename(forms.user(request), known.id, given.get("title", ""))
            return forms.see(self._site.root, f"/history/{known.id}")

        return await run_in_threadpool(renamed)

    def delete(self, request: Request) -> Response:
        known = self._mine(request)
        if known is None:
            return self._unknown()
        self._kept.remove(forms.user(request), known.id)
        for asked in known.asked:
            self._site.records.answers.remove(asked.answer_id)
        return forms.see(self._site.root, "/history")

    def _mine(self, request: Request) -> Conversation | None:
        user = forms.user(request)
        return self._kept.get(user, request.path_params["conversation_id"]) if user else None

    def _exchanges(self, known: Conversation) -> list[export.Told]:
        return [self._told(asked) for asked in known.asked]

    def _told(self, asked: Asked) -> export.Told:
        stored = self._site.records.answers.get(asked.answer_id)
        return export.Told(asked.question, asked.answer_id, View.of(self._site.library, stored) if stored else None)

    def _unknown(self) -> Response:
        sentence = "You have no such conversation. Conversations belong to the browser, or the name, that held them."
        return self._renderer.told("No such conversation", sentence, 404)


def _attached(known: Conversation, ending: str) -> dict[str, str]:
    name = f"ragbot-{known.began:%Y-%m-%d}-{known.id[:6]}.{ending}"
    return {"content-disposition": f'attachment; filename="{name}"', "cache-control": "no-store"}
