"""`ragbot chat` in a process of its own, as its users start it."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from eval.bench.work import Work


@contextmanager
def served(work: Work) -> Iterator[str]:
    """The address of the page, as soon as it is told. Raises RuntimeError where the command ends without one."""
    chat = [str(Path(sys.executable).with_name("ragbot")), "chat", "--home", str(work.home), "--port", "0"]
    with subprocess.Popen(chat, stderr=subprocess.PIPE, text=True) as child:  # noqa: S603  # our own command
        assert child.stderr is not None
        try:
            yield _address(child.stderr)
        finally:
            child.terminate()


def _address(lines: Iterable[str]) -> str:
    said = []
    for line in lines:
        said.append(line)
        if found := re.search(r"http://\S+", line):
            return found[0]
    raise RuntimeError(f"`ragbot chat` ended without a page. It said: {''.join(said) or 'nothing'}")
