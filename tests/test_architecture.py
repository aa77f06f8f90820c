"""The house as drawn: who imports whom, how large the rooms are, and that the README is true."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

CODE = sorted([*ROOT.glob("ragbot/**/*.py"), *ROOT.glob("eval/**/*.py"), ROOT / "app.py"])
MAKE = (ROOT / "Makefile").read_text(encoding="utf-8")


def test_the_import_contracts_hold():
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports")], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("path", CODE, ids=lambda p: str(p.relative_to(ROOT)))
def test_no_room_is_too_large(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 330


def test_importing_ragbot_loads_nothing_heavy():
    heavy = "{'torch', 'chromadb', 'gradio', 'transformers', 'xllamacpp'}"
    code = f"import sys, app, ragbot.cli, ragbot.bot, ragbot.ui, eval.main; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_dates_are_written_without_format_codes_that_windows_lacks():
    for path in CODE:
        assert not re.search(r"%[-_^#][A-Za-z]", path.read_text(encoding="utf-8")), path


def test_no_prompt_stands_in_code():
    for path in CODE:
        assert "You answer questions" not in path.read_text(encoding="utf-8")


def test_every_command_of_the_readme_exists():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    targets = set(re.findall(r"^make (\w+)", readme, re.MULTILINE))
    assert {"chat", "test"} <= targets
    assert all(re.search(rf"^{t}:", MAKE, re.MULTILINE) for t in targets)
    commands = set(re.findall(r"^(?:\.venv/bin/)?ragbot (\w+)", readme, re.MULTILINE))
    assert commands
    for command in commands:
        subprocess.run(
            [sys.executable, "-m", "ragbot.cli", command, "--help"], cwd=ROOT, capture_output=True, check=True
        )


def test_ci_runs_the_command_of_the_readme():
    assert re.search(r"^make test$", (ROOT / ".ci" / "run").read_text(encoding="utf-8"), re.MULTILINE)
