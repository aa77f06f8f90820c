"""Which files of what the user named are articles at all."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ragbot.articles.loading import LOADERS
from ragbot.domain import Skipped
from ragbot.errors import ArticleError, UsageError


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to read; `source_path` is relative to the folder that was ingested, with forward slashes."""

    path: Path
    source_path: str


def find_files(paths: Sequence[Path]) -> tuple[list[SourceFile], list[Skipped]]:
    """Article files under the paths, sorted, and what was passed over, with reasons.

    Hidden files and read-me files are left alone; links that lead out of a folder and devices are not read.
    Raises UsageError for a path that does not exist, ArticleError for a folder without articles.
    """
    found: list[SourceFile] = []
    skipped: list[Skipped] = []
    for path in paths:
        if path.is_dir():
            inside = list(_walk(path.resolve()))
            known = [f for f in inside if f.path.suffix.lower() in LOADERS]
            if not known:
                raise ArticleError(f"{path} holds no articles. Files that can be read end in {_endings()}.")
            found += known
            skipped += [_unknown(f, failed=False) for f in inside if f not in known]
        elif path.is_file():
            source = SourceFile(path.resolve(), path.name)
            if path.suffix.lower() in LOADERS:
                found.append(source)
            else:
                skipped.append(_unknown(source, failed=True))
        elif path.exists():
            skipped.append(
                Skipped(path.name, "is neither a file nor a folder (a device or a pipe). Save it as a file first.")
            )
        else:
            raise UsageError(f"{path} does not exist. Check the spelling; paths are read from {Path.cwd()}.")
    return list(dict.fromkeys(found)), skipped


def _walk(folder: Path) -> Iterator[SourceFile]:
    for where, folders, names in os.walk(folder):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for name in sorted(names):
            path = Path(where) / name
            if name.startswith(".") or path.stem.lower() == "readme":
                continue
            if not path.is_file() or not path.resolve().is_relative_to(folder):
                continue
            yield SourceFile(path, path.relative_to(folder).as_posix())


def _unknown(source: SourceFile, *, failed: bool) -> Skipped:
    ending = source.path.suffix or "no ending"
    return Skipped(source.source_path, f"has {ending}, which ragbot cannot read. It reads {_endings()}.", failed)


def _endings() -> str:
    return ", ".join(sorted(LOADERS))
