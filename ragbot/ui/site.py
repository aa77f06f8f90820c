"""What stands beside the chat: the archive to read, the records to keep, and what visitors may do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from ragbot.catalogue import After, Kept, Leaf
from ragbot.domain import Coverage, IngestionReport
from ragbot.records import Records
from ragbot.settings import Settings
from ragbot.ui.rules import LOOPBACK, Rules
from ragbot.ui.sessions import Sessions, stored_key


class Library(Protocol):
    """An archive as its reading pages need it; `ragbot.Ragbot` is one."""

    def leaf(
        self,
        text: str = "",
        *,
        outlet: str | None = None,
        since: str | None = None,
        until: str | None = None,
        after: After | None = None,
        limit: int = 50,
    ) -> Leaf: ...

    def versions(self, article_id: str) -> list[Kept]: ...

    def carried_by(self, article_id: str) -> tuple[str, ...]: ...

    def outlets(self) -> list[str]: ...

    def coverage(self) -> Coverage: ...

    def receipt(self) -> Mapping[str, Any]: ...

    def ingest(
        self, *paths: str | Path, progress: Callable[[str, int, int], None] | None = None
    ) -> IngestionReport: ...

    def remove(self, article_id: str) -> bool: ...


@dataclass(frozen=True, slots=True)
class Site:
    """`uploads` is a folder for files on their way in.

    `editing` says whether visitors may add and remove articles; with `private`, only those whom no proxy let in.
    """

    library: Library
    records: Records
    uploads: Path
    rules: Rules = field(default_factory=Rules)
    editing: bool = False
    private: bool = False

    @property
    def root(self) -> str:
        """The path under which a proxy shows the site: "" or like "/news"."""
        return self.rules.root

    @classmethod
    def of(cls, library: Library, settings: Settings) -> Site:
        """What stands beside the chat over this archive, by its settings."""
        records = Records(settings.home)
        return cls(
            library,
            records,
            settings.home / "uploads",
            _rules(settings, records),
            _editing(settings),
            _is_private(settings),
        )


def exposed(settings: Settings) -> str:
    """What whoever starts the chat must know before others do; "" where only people at this machine can reach it, or a
    login or a proxy stands before it.
    """
    if settings.host.lower() in LOOPBACK or settings.password.get_secret_value() or settings.user_header:
        return ""
    return (
        f"Anyone who can reach this machine at {settings.host} can ask and read all articles: there is no password. "
        "Set RAGBOT_PASSWORD, or RAGBOT_HOST=127.0.0.1 to keep it to this machine."
    )


def _rules(settings: Settings, records: Records) -> Rules:
    password = settings.password.get_secret_value()
    hosts = frozenset(name.lower() for name in settings.hosts)
    if not hosts and _is_private(settings):
        # a page of another site can point a name of its own at this machine; it cannot call itself localhost
        hosts = LOOPBACK | {settings.host.lower()}
    sessions = Sessions(password, stored_key(records.folder / "key")) if password else None
    return Rules(hosts, settings.root_path, settings.user_header, sessions)


def _editing(settings: Settings) -> bool:
    return _is_private(settings) if settings.archive_editing is None else settings.archive_editing


def _is_private(settings: Settings) -> bool:
    """Whether only people at this machine can reach the chat: nothing says that a proxy lets others in."""
    proxied = settings.root_path or settings.user_header or settings.hosts
    return settings.host.lower() in LOOPBACK and not proxied
