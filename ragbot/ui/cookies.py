"""The two cookies of the site: which browser is asking, and that it has given the password."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from http.cookies import CookieError, SimpleCookie

USER = "ragbot_user"
PASS = "ragbot_pass"  # noqa: S105  # a cookie's name


def read(headers: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """By name, what a browser sent."""
    try:
        return {k: m.value for k, m in SimpleCookie("; ".join(headers.get("cookie", []))).items()}
    except CookieError:
        return {}


def written(name: str, value: str, seconds: int, *, root: str, secure: bool) -> str:
    """A cookie that no script reads and no other site sends, for all of a site below `root`."""
    where = f"Path={root}/; Max-Age={seconds}; HttpOnly; SameSite=strict"
    return f"{name}={value}; {where}{'; Secure' if secure else ''}"


def is_https(scheme: str, forwarded: Sequence[str]) -> bool:
    """Whether the browser came by https: here, or, by `X-Forwarded-Proto`, at the first of the proxies.

    Each proxy writes how it was reached behind what the ones before it wrote, in the same header or in another.
    """
    first = ",".join(forwarded).partition(",")[0]
    return "https" in (scheme, first.strip().lower())
