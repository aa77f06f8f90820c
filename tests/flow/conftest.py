from __future__ import annotations

import sys

import pytest

from ragbot import cli
from tests.fakes import WordHashEncoder


@pytest.fixture
def run(monkeypatch, capsys, tmp_path):
    """Runs `ragbot …` in this process on one archive; gives (exit code, stdout, stderr)."""
    monkeypatch.setattr("ragbot.assembly.build_encoder", lambda *_: WordHashEncoder())
    monkeypatch.setenv("RAGBOT_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("RAGBOT_LLM", "extractive")

    def call(*args):
        monkeypatch.setattr(sys, "argv", ["ragbot", *map(str, args)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        said = capsys.readouterr()
        return ended.value.code or 0, said.out, said.err

    return call
