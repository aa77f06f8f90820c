"""By which names the site may be called, where it stands behind a proxy, and how users are known."""

from __future__ import annotations

from dataclasses import dataclass

from ragbot.ui.sessions import Sessions

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


@dataclass(frozen=True, slots=True)
class Rules:
    """`hosts` are the names that the site may be called by (empty: any); `root` is its path behind a proxy.

    With `sessions` a password is asked for. `user_header` names the header in which a proxy tells who has signed in
    there: set it only where nobody can reach this port past the proxy.
    """

    hosts: frozenset[str] = frozenset()
    root: str = ""
    user_header: str = ""
    sessions: Sessions | None = None
