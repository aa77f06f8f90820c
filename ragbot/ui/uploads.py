"""Files on their way in: names that are only names, and one place for each, so that a file sent again is a new version."""

from __future__ import annotations

import re
import shutil
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from ragbot import fetching
from ragbot.domain import IngestionReport
from ragbot.errors import StorageError
from ragbot.records.files import new_id
from ragbot.ui.jobs import Tell
from ragbot.ui.site import Library

_LONGEST = 100
_UNFIT = re.compile(r'[<>:"|?*\x00-\x1f\x7f/\\]+')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)


def safe_name(given: str) -> str:
    """The last part of a file's name, fit for every file system; never hidden, never a device, never empty."""
    last = unicodedata.normalize("NFC", given).replace("\\", "/").rpartition("/")[2]
    plain = _UNFIT.sub("_", "".join(c for c in last if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn")))
    stem, dot, ending = plain.strip().rpartition(".")
    stem, ending = (stem, dot + ending.strip()[:20].lower()) if dot else (ending, "")
    stem = stem.strip(" .") or "article"
    stem = f"_{stem}" if _RESERVED.fullmatch(stem) else stem
    while len(f"{stem}{ending}".encode()) > _LONGEST and len(stem) > 1:
        stem = stem[:-1]
    return f"{stem}{ending}"


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
        shutil.rmtree(inbox, ignore_errors=True)
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
            moved.append(path.replace(place / path.name))  # noqa: PERF401  # those before one that fails are known, too
        return library.ingest(*moved, progress=tell)
    except OSError as error:
        raise StorageError(f"{place} cannot be written: {error.strerror}. Free space on that disk.") from error
    finally:
        shutil.rmtree(inbox, ignore_errors=True)
        for path in moved:
            path.unlink(missing_ok=True)


def discard(inbox: Path) -> None:
    shutil.rmtree(inbox, ignore_errors=True)
