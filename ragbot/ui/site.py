"""What stands beside the chat: the archive to read, the records to keep, and what visitors may do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from ragbot.catalogue import After, Kept, Leaf
from ragbot.domain import Coverage, IngestionReport
from ragbot.records import Records
from ragbot.settings import Settings


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
    """`root` is the path under which a proxy shows the site ("" or "/news"); `uploads` a folder for files on their way in.

    `editing` says whether visitors may add and remove articles.
    """

    library: Library
    records: Records
    uploads: Path
    root: str = ""
    editing: bool = False

    @classmethod
    def of(cls, library: Library, settings: Settings) -> Site:
        """What stands beside the chat over this archive, by its settings."""
        return cls(library, Records(settings.home), settings.home / "uploads")
