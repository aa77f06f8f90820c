"""/archive: all articles that can be read, newest first, by page; searched by word, outlet and date."""

from __future__ import annotations

import re
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from ragbot.catalogue import After, Leaf
from ragbot.errors import FilterError
from ragbot.ui.pages.render import Renderer, Routes
from ragbot.ui.site import Site

_AT = re.compile(r"(-?[0-9]{1,12}|undated)\.([0-9]{1,12})")
_LONGEST = 200  # characters of a search
_FIELDS = ("q", "outlet", "since", "until")


def routes(site: Site, renderer: Renderer) -> Routes:
    def archive(request: Request) -> Response:
        asked = {name: request.query_params.get(name, "").strip()[:_LONGEST] for name in _FIELDS}
        problem, leaf = "", Leaf((), None)
        try:
            leaf = site.library.leaf(
                asked["q"],
                outlet=asked["outlet"] or None,
                since=asked["since"] or None,
                until=asked["until"] or None,
                after=_after(request.query_params.get("after", "")),
            )
        except FilterError as error:
            problem = str(error)
        following = _address({**asked, "after": _written(leaf.after)}) if leaf.after else ""
        return renderer.page(
            "archive.html",
            400 if problem else 200,
            asked=asked,
            outlets=site.library.outlets(),
            coverage=site.library.coverage(),
            problem=problem,
            leaf=leaf,
            following=following,
            start=_address(asked) if request.query_params.get("after") else "",
            narrowed=any(asked.values()),
        )

    return [("/archive", ["GET"], archive)]


def _address(values: dict[str, str]) -> str:
    return "/archive?" + urlencode({k: v for k, v in values.items() if v}, errors="replace")


def _written(after: After) -> str:
    return f"{'undated' if after.published is None else after.published}.{after.at}"


def _after(text: str) -> After | None:
    found = _AT.fullmatch(text)
    if not found:
        return None
    return After(None if found[1] == "undated" else int(found[1]), int(found[2]))
