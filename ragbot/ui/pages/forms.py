"""What a page's form sends: read only up to a limit, and fields as plain text."""

from __future__ import annotations

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import Message

from ragbot.ui.keeping import USER

_FORM_BYTES = 65_536


class TooLargeError(Exception):
    """More was sent than is read."""


async def fields(request: Request) -> dict[str, str]:
    """The fields of a small form. Raises TooLargeError; a body that is no form has no fields."""
    form = await read(request, _FORM_BYTES, files=0)
    return {k: v for k, v in form.items() if isinstance(v, str)}


async def read(request: Request, limit: int, *, files: int) -> FormData:
    """A form of at most `limit` bytes and so many files. Raises TooLargeError before more is read."""
    if int(_length(request)) > limit:
        raise TooLargeError
    taken = 0

    async def receive() -> Message:
        nonlocal taken
        message = await request.receive()
        taken += len(message.get("body", b""))
        if taken > limit:
            raise TooLargeError
        return message

    try:
        return await Request(request.scope, receive).form(max_files=files, max_fields=50, max_part_size=_FORM_BYTES)
    except HTTPException as error:
        raise TooLargeError from error


def user(request: Request) -> str:
    """Who is asking; "" for a browser that has not sent anything yet."""
    return str(request.scope.get(USER, ""))


def see(root: str, path: str) -> Response:
    """Go on to a page, by GET."""
    return RedirectResponse(f"{root}{path}", 303)


def _length(request: Request) -> str:
    given = request.headers.get("content-length", "")
    return given if given.isascii() and given.isdigit() and len(given) < len("1000000000000") else "0"
