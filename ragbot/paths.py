"""Files and folders as people and strangers name them."""

from __future__ import annotations

import os
import re
import unicodedata
from pathlib import Path

from ragbot.errors import UsageError

_LONGEST = 100
_UNFIT = re.compile(r'[<>:"|?*\x00-\x1f\x7f/\\]+')
# Windows goes by what stands before the first dot, and takes raised figures for figures.
_RESERVED = re.compile(r"(con|prn|aux|nul|(com|lpt)[0-9¹²³]) *(\.|$)", re.IGNORECASE)


def named(path: str | Path) -> Path:
    """The file or folder that is meant: a leading ~ is the user's own folder, also where no shell has put it in.

    Raises UsageError for an empty name, which Python takes for the current folder.
    """
    if isinstance(path, str) and not path.strip():
        raise UsageError("An empty name is no file or folder. Write a path; the current folder is written as a dot.")
    return Path(os.path.expanduser(path))  # noqa: PTH111  # Path.expanduser() raises for a user who is not there


def safe_name(given: str, mark: str = "") -> str:
    """The last part of a file's name, fit for every file system; never hidden, never a device, never empty.

    However much is cut, a `mark` stands before the ending.
    """
    last = unicodedata.normalize("NFC", given).replace("\\", "/").rpartition("/")[2]
    plain = _UNFIT.sub("_", "".join(c for c in last if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn")))
    stem, dot, ending = plain.strip().rpartition(".")
    if dot:
        ending = ending.strip()[:20].lower()
        ending = f".{ending}" if ending else ""
    else:
        stem, ending = ending, ""
    stem = stem.strip(" .") or "article"
    stem = f"_{stem}" if _RESERVED.match(stem) else stem
    while len(f"{stem}{mark}{ending}".encode()) > _LONGEST and len(stem) > 1:
        stem = stem[:-1]
    return f"{stem}{mark}{ending}"
