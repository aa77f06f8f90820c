"""`python -m eval.bench [PART…] [--sizes 1000 10000] [--out FILE]`: one table in Markdown, a child process per part."""

from __future__ import annotations

import argparse
import importlib
import json
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from eval.bench.machine import describe
from eval.bench.row import Row, table
from eval.bench.work import Work

# In the order in which they run: "ingest" makes the archive that those after it open.
PARTS = {
    "ingest": "Ingest, end to end (the sample newsroom)",
    "embedding": "Embedding",
    "start": "Start and memory",
    "answers": "Answers with the local model",
    "browser": "In the browser, with the local model",
    "throughput": "Several askers",
    "scale": "Growth (synthetic above the sample's size)",
}
_HERE = "--in-this-process"


def main() -> int:
    wanted = _arguments()
    if wanted.here:
        return _measure(wanted.parts[0], Work(wanted.here, tuple(wanted.sizes)))
    began = time.perf_counter()
    today = datetime.now(UTC)
    pages = [f"`make bench`, {today.day} {today:%B %Y}. {describe()}."]
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        for part in [p for p in PARTS if p in wanted.parts or p == "ingest" or not wanted.parts]:
            rows = _child(part, Path(folder), wanted.sizes)
            failed |= not rows
            pages.append(table(PARTS[part], rows) if rows else f"**{PARTS[part]} failed**: its error is above.")
            _say(pages[-1])
    pages.append(f"Took {time.perf_counter() - began:.0f} s in all.")
    text = "\n\n".join(pages) + "\n"
    if wanted.out:
        wanted.out.write_text(text, encoding="utf-8")
    sys.stdout.write(text)
    return int(failed)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m eval.bench", description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help="all, if none is named")
    parser.add_argument("--sizes", nargs="+", type=int, default=[1000, 10_000], help="passages, for the growth")
    parser.add_argument("--out", type=Path, help="write the tables there as well")
    parser.add_argument(_HERE, dest="here", type=Path, help=argparse.SUPPRESS)
    return parser.parse_args()


def _measure(part: str, work: Work) -> int:
    rows: list[Row] = importlib.import_module(f"eval.bench.{part}").measure(work)
    sys.stdout.write("\n" + json.dumps([asdict(r) for r in rows]) + "\n")
    return 0


def _child(part: str, folder: Path, sizes: list[int]) -> list[Row]:
    """The part's rows, measured in a process of its own: what one part loads is no other part's memory."""
    _say(f"… {PARTS[part]}")
    command = [sys.executable, "-m", "eval.bench", part, _HERE, str(folder), "--sizes", *map(str, sizes)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)  # noqa: S603  # our own module
    if done.returncode:
        return []
    return [Row(**row) for row in json.loads(done.stdout.splitlines()[-1])]


def _say(line: str) -> None:
    sys.stderr.write(line + "\n")


if __name__ == "__main__":
    sys.exit(main())
