"""`pip install .` gives a working ragbot: prompts and the sample newsroom travel in the wheel."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from eval.validate import read_articles
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    out = tmp_path_factory.mktemp("wheel")
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "-q",
        "--no-deps",
        "--no-build-isolation",
        "-w",
        str(out),
        str(ROOT),
    ]
    subprocess.run(command, check=True, capture_output=True)
    return next(out.glob("ragbot-*.whl"))


def test_prompts_corpus_and_style_are_in_it_and_tests_are_not(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    shipped = {
        f"ragbot/_data/{folder}/{p.name}" for folder in ("prompts", "corpus") for p in (ROOT / folder).glob("*.md")
    }
    assert shipped <= names
    assert {"ragbot/ui/pages/pages.css", "ragbot/ui/pages/templates/answer.html"} <= names
    assert {"ragbot/ui/page.css", "ragbot/ui/page.js", "ragbot/py.typed", "eval/main.py"} <= names
    assert not any(n.startswith(("tests/", "docs/")) for n in names)


def test_installed_elsewhere_it_finds_its_prompts_and_its_sample(wheel, tmp_path):
    site = tmp_path / "site"
    subprocess.run(
        [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--target", site, wheel],
        check=True,
        capture_output=True,
    )
    code = (
        "from ragbot import Ragbot, resources; from tests.fakes import WordHashEncoder\n"
        "bot = Ragbot.open('home', llm='extractive', embedder=WordHashEncoder())\n"
        "report = bot.ingest(resources.folder('corpus')); print(resources.folder('prompts'), report.added, report.failed)\n"
        "print(bot.ask('When does the trade truce expire?').status)"
    )
    # The fakes come from the checkout, ragbot from where it was installed.
    path = os.pathsep.join([str(site), str(ROOT)])
    env = os.environ | {"PYTHONPATH": path, "PYTHONSAFEPATH": "1"}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    where, added, failed = done.stdout.split()[:3]
    assert Path(where) == site / "ragbot" / "_data" / "prompts"
    assert (int(added), failed) == (len({a.id for a in read_articles(ROOT / "corpus").values()}), "0")
    assert done.stdout.split()[-1] == "answered"
