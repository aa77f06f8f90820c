"""Files on their way in: one place for each, so that a file sent again is a new version."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from ragbot import fetching
from ragbot.domain import IngestionReport
from ragbot.errors import StorageError
from ragbot.paths import safe_name
from ragbot.records.files import new_id
from ragbot.ui.jobs import Tell
from ragbot.ui.site import Library


def keep(folder: Path, files: Iterable[tuple[str, BinaryIO]]) -> Path:
    """Write files into a new folder of their own below `folder`. Raises StorageError."""
    inbox = folder / new_id()
    try:
        inbox.mkdir(parents=True)
        for given, file in files:
            name = Path(safe_name(given))
            path, n = inbox / name, 1
            while path.exists():
                n += 1
                path = inbox / f"{name.stem}-{n}{name.suffix}"
            with path.open("xb") as out:
                shutil.copyfileobj(file, out)
    except OSError as error:
        discard(inbox)
        raise StorageError(f"{folder} cannot be written: {error.strerror}. Free space on that disk.") from error
    return inbox


def keep_page(folder: Path, url: str) -> Path:
    """Fetch a page or feed of the public internet into a new folder below `folder`. Raises as `fetching.fetch`."""
    inbox = folder / new_id()
    try:
        fetching.fetch(url, inbox)
    except BaseException:
        discard(inbox)
        raise
    return inbox


def take_in(library: Library, inbox: Path, tell: Tell) -> IngestionReport:
    """Ingest what `keep` wrote, then remove the files: the catalogue holds what they said.

    A file without an address of its own is known by where it lay, so that is the same place for the same name.
    """
    place = inbox.parent / "received"
    moved: list[Path] = []
    try:
        place.mkdir(exist_ok=True)
        for path in sorted(inbox.iterdir()):
            if path.is_dir():  # one may lie there of a fetch that was cut short, and no folder is moved onto another
                discard(place / path.name)
            moved.append(path.replace(place / path.name))
        return library.ingest(*moved, progress=tell)
    except OSError as error:
        raise StorageError(f"{place} cannot be written: {error.strerror}. Free space on that disk.") from error
    finally:
        for path in (inbox, *moved):
            discard(path)


def discard(path: Path) -> None:
    """Remove a file, or a folder with all that is in it."""
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
