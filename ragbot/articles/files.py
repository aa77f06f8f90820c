"""Which files of what the user named are articles at all."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ragbot.articles import clean
from ragbot.articles.loading import LOADERS, endings, unknown
from ragbot.domain import Origin, Skipped
from ragbot.errors import ArticleError, UsageError


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to read; `source_path` is relative to the folder that was ingested, with forward slashes.

    Where the folder stands in for something else, that is its `origin`, and the file is known to lie at `place`.
    """

    path: Path
    source_path: str
    origin: Origin | None = None
    place: Path | None = None

    @property
    def location(self) -> str:
        """Where the file is known to lie: what keeps its identity."""
        return os.path.abspath(self.place or self.path)  # noqa: PTH100  # resolve() would follow a link, whose target may move

    def told(self, skipped: Skipped) -> Skipped:
        """What was skipped of this file, by the name that the user knows it by."""
        if self.origin is None:
            return skipped
        return replace(skipped, path=self.origin.name + skipped.path.removeprefix(clean.path(self.source_path)))


def find_files(
    paths: Sequence[Path], archive: Path | None = None, origins: Mapping[Path, Origin] | None = None
) -> tuple[list[SourceFile], list[Skipped]]:
    """Article files under the paths, each once, sorted within a folder; and what was passed over, with reasons.

    Hidden files, read-me files and the `archive`'s own folder are left alone; links that lead out of a folder and
    devices are not read. `origins` tells what folders among the paths stand in for. Raises UsageError for a path that does not exist or cannot be opened and for the `archive`
    itself, ArticleError for a folder without articles.
    """
    found: list[SourceFile] = []
    skipped: list[Skipped] = []
    apart = archive.resolve() if archive else None
    for path in paths:
        kind = _kind(path)
        if kind == "folder":
            if path.resolve() == apart:
                raise UsageError(
                    f"{path} is the archive's own folder. Name the folder that the articles lie in, or keep the archive apart with --home."
                )
            inside = _walk(path.resolve(), apart, skipped)
            known = [f for f in inside if _known(f.path)]
            if not known:
                raise ArticleError(f"{path} holds no articles. Files that can be read end in {endings()}.")
            origin = (origins or {}).get(path)
            found += [_from(origin, path.resolve(), f) for f in known] if origin else known
            skipped += [Skipped(f.source_path, unknown(f.path), failed=False) for f in inside if not _known(f.path)]
        elif kind == "file" and _known(path):
            # The link's own name, not its target's: the ending and the identity go by what the user named.
            found.append(SourceFile(path.parent.resolve() / path.name, clean.path(path.name)))
        else:
            reason = "is neither a file nor a folder (a device or a pipe). Save it as a file first."
            skipped.append(Skipped(clean.path(path.name), unknown(path) if kind == "file" else reason))
    return list({f.path: f for f in reversed(found)}.values())[::-1], skipped


def _from(origin: Origin, folder: Path, file: SourceFile) -> SourceFile:
    return replace(file, origin=origin, place=origin.place.resolve() / file.path.relative_to(folder))


def _kind(path: Path) -> str:
    try:
        if path.is_dir():
            return "folder"
        if path.is_file():
            return "file"
        if path.exists():
            return "device"
    except OSError as error:
        raise UsageError(f"{path} cannot be opened: {error.strerror}. Check the path and its permissions.") from None
    raise UsageError(f"{path} does not exist. Check the spelling; paths are read from {Path.cwd()}.")


def _known(path: Path) -> bool:
    return path.suffix.lower() in LOADERS


def _walk(folder: Path, apart: Path | None, skipped: list[Skipped]) -> list[SourceFile]:
    """Every plain file below, once, in order of its path; folders that cannot be opened are added to `skipped`."""

    def closed(error: OSError) -> None:
        where = clean.path(os.path.relpath(error.filename, folder))
        skipped.append(Skipped(where, f"cannot be opened: {error.strerror}. Check the folder's permissions."))

    inside: list[Path] = []
    for where, folders, names in os.walk(folder, onerror=closed):
        folders[:] = [f for f in folders if not f.startswith(".") and Path(where, f) != apart]
        inside += [Path(where, n) for n in names if not n.startswith(".") and Path(n).stem.lower() != "readme"]
    # Links come last, so that a file which is also linked to keeps its own name.
    inside.sort(key=lambda p: (p.is_symlink(), p))
    once: dict[Path, Path] = {}
    for path in inside:
        if path.is_file() and path.resolve().is_relative_to(folder):
            once.setdefault(path.resolve(), path)
    return [SourceFile(p, clean.path(p.relative_to(folder).as_posix())) for p in sorted(once.values())]
