"""A copy of a model as this processor wants it: made once, beside its source, whole or not at all."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

from filelock import FileLock

from ragbot.errors import WeightsError
from ragbot.models.sources import check_disk

_MADE = "made.json"
_MODEL = "model.bin"
_SAID = 300  # characters: a converter may put a whole matrix into its complaint


def arranged(source: Path, folder: Path, version: int, size: int, make: Callable[[Path], None]) -> Path:
    """`folder` as `make` filled it from `source`, made again when either file or `version` is another than then.

    `make` writes "model.bin" and what belongs to it into the folder that it is given; `size` is in bytes.
    Raises WeightsError when the disk is too small, or `make` fails.
    """
    if _is_made_from(source, folder, version):
        return folder
    with FileLock(folder.with_name(f"{folder.name}.lock")):
        if not _is_made_from(source, folder, version):
            part = folder.with_name(f"{folder.name}.part")
            for old in (part, folder):
                shutil.rmtree(old, ignore_errors=True)
            check_disk(folder.parent, size, "The model as this processor runs it")
            try:
                part.mkdir()
                make(part)
                (part / _MADE).write_text(json.dumps(_stamp(source, part, version)), encoding="utf-8")
                for made in part.iterdir():
                    with made.open("rb") as file:
                        os.fsync(file.fileno())
                part.replace(folder)
            except Exception as error:  # a damaged file breaks its reader in any way
                raise WeightsError(
                    f"The model {source} cannot be arranged for this processor: {repr(error)[:_SAID]}. Run: ragbot models verify"
                ) from error
            finally:
                shutil.rmtree(part, ignore_errors=True)
    return folder


def _stamp(source: Path, folder: Path, version: int) -> list[object]:
    """What it was made from, and how long it became: a copy that was cut short is made again."""
    found = source.stat()
    return [version, found.st_size, found.st_mtime_ns, (folder / _MODEL).stat().st_size]


def _is_made_from(source: Path, folder: Path, version: int) -> bool:
    try:
        return bool(json.loads((folder / _MADE).read_text(encoding="utf-8")) == _stamp(source, folder, version))
    except (OSError, ValueError):
        return False
