"""Files and folders as people name them."""

from __future__ import annotations

import os
from pathlib import Path

from ragbot.errors import UsageError


def named(path: str | Path) -> Path:
    """The file or folder that is meant: a leading ~ is the user's own folder, also where no shell has put it in.

    Raises UsageError for an empty name, which Python takes for the current folder.
    """
    if isinstance(path, str) and not path.strip():
        raise UsageError("An empty name is no file or folder. Write a path; the current folder is written as a dot.")
    return Path(os.path.expanduser(path))  # noqa: PTH111  # Path.expanduser() raises for a user who is not there
