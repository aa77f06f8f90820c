"""The user's cache of weights: fetched once, proven by SHA-256, shared by all archives."""

from __future__ import annotations

import hashlib
import json
import logging
import os
import re
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import httpx
from filelock import FileLock

from ragbot.errors import WeightsError
from ragbot.models.registry import REGISTRY, File, Model
from ragbot.models.sources import HUB, Carriers, Hub, Source, SourceUnavailableError, check_disk

# Called as (what is being fetched and from where, bytes done, bytes in all).
Progress = Callable[[str, int, int], None]
_LOG = logging.getLogger(__name__)
_CHUNK = 1 << 20


def fetch(
    name: str,
    cache: Path,
    *,
    progress: Progress | None = None,
    sources: Sequence[Source] | None = None,
    registry: dict[str, Model] | None = None,
) -> Path:
    """The model's file, or its folder if it has several; fetched from the first source that has it.

    Raises WeightsError when the disk is too small, no source can be reached, or the bytes are not the publisher's.
    """
    model = _known(name, registry)
    folder = _folder(model, cache)
    if _sound(model, folder):
        return _handle(model, folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WeightsError(
            f"The folder {folder} cannot be made: {error.strerror}. Set RAGBOT_CACHE to a folder you can write."
        ) from error
    with FileLock(folder.with_name(f"{name}.lock")):
        if not _sound(model, folder):
            check_disk(folder, model.size, name)
            _fetch(model, folder, sources if sources is not None else (Hub(), Carriers()), progress)
    return _handle(model, folder)


def locate(name: str, cache: Path) -> Path:
    """The model in the cache. Raises WeightsError when it is not there or was changed."""
    model = _known(name, None)
    if not _sound(model, _folder(model, cache)):
        raise WeightsError(f"The weights {name} are not in {cache}, or were changed. Run: ragbot models fetch")
    return _handle(model, _folder(model, cache))


def verify(name: str, cache: Path) -> list[str]:
    """Hash every file again; one sentence for each that is missing or damaged, none when all is well."""
    model = _known(name, None)
    folder = _folder(model, cache)
    problems = [p for p in (_problem(f, folder) for f in model.files) if p]
    if problems:
        (folder / "verified.json").unlink(missing_ok=True)
    return problems


def listing(cache: Path) -> list[tuple[str, int, bool]]:
    """(name, size in bytes, whether it is in the cache) of every model known."""
    return [(m.name, m.size, _sound(m, _folder(m, cache))) for m in REGISTRY.values()]


def fetch_hf(spec: str, cache: Path, *, progress: Progress | None = None) -> Path:
    """A GGUF file OWNER/REPO/FILE.gguf from Hugging Face, checked against the SHA-256 the hub states for it."""
    name, repository, path = _on_the_hub(spec)
    known = cache / "models" / name / "spec.json"
    told = _remembered(known)
    file = told or _ask_hub(repository, path)
    model = Model(name, repository, (file,), ())
    found_path = fetch(name, cache, progress=progress, sources=[Hub()], registry={name: model})
    if told is None:
        with _writing(name, known.parent), FileLock(known.parent.with_name(f"{name}.lock")):
            _write(known, {"path": file.path, "size": file.size, "sha256": file.sha256})
    return found_path


def locate_hf(spec: str, cache: Path) -> Path:
    """The GGUF file that `fetch_hf` has fetched. Raises WeightsError when it is not there or was changed."""
    name, repository, _ = _on_the_hub(spec)
    file = _remembered(cache / "models" / name / "spec.json")
    model = Model(name, repository, (file,), ()) if file else None
    if model is None or not _sound(model, _folder(model, cache)):
        raise WeightsError(
            f"The weights {spec} are not in {cache}. The first question fetches them: ragbot ask QUESTION --llm local:hf:{spec}"
        )
    return _handle(model, _folder(model, cache))


def _on_the_hub(spec: str) -> tuple[str, str, str]:
    """The name in the cache, the repository and the path of OWNER/REPO/FILE.gguf."""
    found = re.fullmatch(r"([\w.-]+/[\w.-]+)/([\w./-]+\.gguf)", spec)
    if not found or ".." in spec:
        raise WeightsError(f"{spec!r} is not OWNER/REPO/FILE.gguf. Write it as local:hf:OWNER/REPO/FILE.gguf")
    return spec.replace("/", "--"), found[1], found[2]


def _remembered(known: Path) -> File | None:
    """What the hub said of a file when it was fetched; None where that is not known, or was written half."""
    try:
        return File(**json.loads(known.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def _ask_hub(repository: str, path: str) -> File:
    try:
        answer = httpx.head(f"{HUB}/{repository}/resolve/main/{path}", timeout=httpx.Timeout(10, connect=3))
        digest = answer.headers.get("x-linked-etag", "").strip('"')
        size = int(answer.headers.get("x-linked-size", 0))
    except (httpx.HTTPError, ValueError) as error:
        raise WeightsError(
            f"{repository}/{path} cannot be fetched: Hugging Face does not answer ({error}). Use a file: local:/path/model.gguf"
        ) from error
    if not re.fullmatch(r"[0-9a-f]{64}", digest) or not size:
        raise WeightsError(
            f"Hugging Face states no SHA-256 for {repository}/{path} ({answer.status_code}). Check the name; it is case-sensitive."
        )
    return File(path, size, digest)


def _fetch(model: Model, folder: Path, sources: Sequence[Source], progress: Progress | None) -> None:
    for file in model.files:
        if _problem(file, folder):
            (folder / file.path).unlink(missing_ok=True)
    failures = []
    for source in sources:
        done = 0

        def arrived(size: int, source: Source = source) -> None:
            nonlocal done
            done += size
            if progress:
                progress(f"Fetching {model.name} from {source.name}", min(done, model.size), model.size)

        try:
            with _writing(model.name, folder):
                source.get(model, folder, arrived)
                _prove(model, folder)
        except SourceUnavailableError as reason:
            failures.append(f"{source.name}: {reason}")
            _LOG.info("%s cannot give %s: %s", source.name, model.name, reason)
        else:
            return
    raise WeightsError(
        f"The weights {model.name} cannot be had. {'; '.join(failures)}. Connect once and run: ragbot models fetch (or use --llm extractive for answers)."
    )


def _prove(model: Model, folder: Path) -> None:
    """Only the publisher's bytes stay. A damaged file is removed and the next source is tried."""
    for file in model.files:
        problem = _problem(file, folder)
        if problem:
            (folder / file.path).unlink(missing_ok=True)
            raise SourceUnavailableError(problem)
        with (folder / file.path).open("rb") as written:
            os.fsync(written.fileno())
    shutil.rmtree(folder / "parts", ignore_errors=True)
    _write(folder / "verified.json", _stamps(model, folder))


def _write(path: Path, data: Mapping[str, object]) -> None:
    """Whole or not at all."""
    part = path.with_suffix(".part")
    part.write_text(json.dumps(data), encoding="utf-8")
    part.replace(path)


@contextmanager
def _writing(name: str, folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise WeightsError(
            f"{name} cannot be written to {folder}: {error.strerror}. Free space, or set RAGBOT_CACHE."
        ) from error


def _sound(model: Model, folder: Path) -> bool:
    """Whether the files are those that were proven: by size and time of change, and by hash where these differ."""
    try:
        proven = json.loads((folder / "verified.json").read_text(encoding="utf-8"))
        if proven == _stamps(model, folder):
            return True
        if any(_problem(f, folder) for f in model.files):
            return False
        _prove(model, folder)
    except (OSError, ValueError):
        return False
    return True


def _stamps(model: Model, folder: Path) -> dict[str, list[object]]:
    stats = {f.path: (folder / f.path).stat() for f in model.files}
    return {f.path: [stats[f.path].st_size, stats[f.path].st_mtime_ns, f.sha256] for f in model.files}


def _problem(file: File, folder: Path) -> str:
    path = folder / file.path
    if not path.exists():
        return f"{file.path} is missing. Run: ragbot models fetch"
    digest = hashlib.sha256()
    with path.open("rb") as data:
        while chunk := data.read(_CHUNK):
            digest.update(chunk)
    if digest.hexdigest() == file.sha256:
        return ""
    return f"{file.path} has SHA-256 {digest.hexdigest()[:12]}…, the publisher's is {file.sha256[:12]}…: refused. Run: ragbot models fetch"


def _known(name: str, registry: dict[str, Model] | None) -> Model:
    model = (registry if registry is not None else REGISTRY).get(name)
    if model is None:
        raise WeightsError(f"No model is called {name!r}. Known: {', '.join(REGISTRY)}.")
    return model


def _folder(model: Model, cache: Path) -> Path:
    return cache / "models" / model.name


def _handle(model: Model, folder: Path) -> Path:
    return folder / model.files[0].path if len(model.files) == 1 else folder
