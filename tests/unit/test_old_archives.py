"""Archives that earlier releases wrote (tests/data, made by those releases) open, and hold what they held."""

from __future__ import annotations

import gzip
import signal
import subprocess
import sys
import textwrap

import pytest

from ragbot import Ragbot, assembly, maintenance
from ragbot.catalogue import Catalogue
from ragbot.settings import Settings
from tests.conftest import ROOT
from tests.fakes import WordHashEncoder

FERRY = "When does the ferry between Tarn and Holm sail again?"
FORMATS = [1, 2, 3, 4]
INJURED = "How many people were injured in the fire at the mill?"


# Opens the archive in its argument, and does `what` instead of `where` in the rewriting.
OPENING = """
    import os, signal, sys
    from pathlib import Path
    from ragbot.catalogue import Catalogue, packing, upkeep
    calls = []
    def die(*_):
        os.kill(os.getpid(), signal.SIGKILL)
    def wait(*values, usual=packing.pack_sentences):
        if not calls:
            print("inside", flush=True)
            sys.stdin.readline()
        calls.append(1)
        return usual(*values)
    def die_at_the_third(*values, usual=packing.pack_sentences):
        calls.append(1)
        return die() if len(calls) == 3 else usual(*values)
    {instead}
    Catalogue.as_built(Path(sys.argv[1])).close()
"""


def unpacked(number, home):
    home.mkdir()
    packed = ROOT / "tests" / "data" / f"archive-format-{number}.sqlite.gz"
    (home / "catalogue.sqlite").write_bytes(gzip.decompress(packed.read_bytes()))
    return home


def opening(home, instead):
    script = textwrap.dedent(OPENING).format(instead=instead)
    command = [sys.executable, "-c", script, str(home / "catalogue.sqlite")]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT)


@pytest.fixture
def old(tmp_path):
    def unpack(number):
        home = unpacked(number, tmp_path / "old")
        return Ragbot.open(home, llm="extractive", embedder=WordHashEncoder())

    return unpack


@pytest.mark.parametrize(("number", "figure"), [(1, "Four"), (2, "Six"), (3, "Six"), (4, "Six")])
def test_what_was_held_answers(old, number, figure):
    with old(number) as bot:
        assert bot.coverage().articles == 3
        assert bot.ask(INJURED).text.startswith(figure)
        assert bot.ask(INJURED, as_of="2026-01-29T12:00:00+01:00").text.startswith("Four")


@pytest.mark.parametrize("number", FORMATS)
def test_its_copies_are_found(old, number):
    with old(number) as bot:
        cited = bot.ask(FERRY).citations[0]
        assert (cited.outlet, cited.carried_by) == ("Tarn Wire", ("Holm Courier",))


@pytest.mark.parametrize("number", FORMATS)
def test_its_articles_may_come_again_and_go_on(old, number, tmp_path):
    with old(number) as bot:
        story = tmp_path / "fire.md"
        story.write_text(
            '---\nid: fire\ntitle: "Fire at the mill"\npublished: "2026-01-29T08:00:00+01:00"\n'
            'updated: "2026-02-02T08:00:00+01:00"\n---\n\nNine people were injured.',
            encoding="utf-8",
        )
        assert bot.ingest(story).updated == 1
        assert bot.ask(INJURED).text.startswith("Nine")
        assert bot.coverage().articles == 3


@pytest.mark.parametrize("number", FORMATS)
def test_it_stays_as_it_was_built_until_it_is_rebuilt(old, number, tmp_path, monkeypatch):
    with old(number):
        pass
    monkeypatch.setattr(assembly, "build_encoder", lambda *_: WordHashEncoder())
    home = tmp_path / "old"
    told = maintenance.examine(Settings.load(home=home, llm="extractive"), repair=False)[-1]
    assert told.ok
    assert "RAGBOT_PASSAGE_WORDS=75 ragbot doctor --repair" in told.text
    asked = Settings.load(home=home, llm="extractive", passage_words=75)
    assert "ragbot doctor --repair" in maintenance.examine(asked, repair=False)[-1].text
    seen = []
    mended = maintenance.examine(asked, repair=True, progress=lambda *what: seen.append(what))[-1]
    assert mended.ok
    assert mended.text.endswith("3 articles.")
    copied = [(done, total) for what, done, total in seen if what == "Embedding again"]
    held = 3 if number == 1 else 4  # 0.1.0 kept no earlier versions
    assert copied == [(n, held) for n in range(1, held + 1)]
    with Ragbot.open(home, llm="extractive", embedder=WordHashEncoder()) as bot:
        assert bot.ask(INJURED, as_of="2026-01-29T12:00:00+01:00").text.startswith("Four")
        assert bot.ask(FERRY).citations[0].carried_by == ("Holm Courier",)
    again = maintenance.examine(Settings.load(home=home, llm="extractive"), repair=False)[-1]
    assert again.ok
    assert "RAGBOT_PASSAGE_WORDS" not in again.text


@pytest.mark.parametrize("number", FORMATS)
def test_what_its_rewriting_left_empty_is_given_back(old, number, tmp_path):
    with old(number):
        pass
    catalogue = Catalogue.as_built(tmp_path / "old" / "catalogue.sqlite")
    assert catalogue.tally()["spare_bytes"] == 0
    assert catalogue.check() == []
    catalogue.close()


@pytest.mark.parametrize("number", FORMATS)
@pytest.mark.parametrize("instead", ["packing.pack_sentences = die_at_the_third", "upkeep.compact = die"])
def test_a_kill_while_it_is_rewritten_loses_nothing(tmp_path, number, instead):
    home = unpacked(number, tmp_path / "old")
    child = opening(home, instead)
    child.communicate(timeout=60)
    assert child.returncode == -signal.SIGKILL
    with Ragbot.open(home, llm="extractive", embedder=WordHashEncoder()) as bot:
        assert bot.coverage().articles == 3
        assert bot.ask(INJURED, as_of="2026-01-29T12:00:00+01:00").text.startswith("Four")
        assert bot.ask(FERRY).citations[0].carried_by == ("Holm Courier",)


@pytest.mark.parametrize("number", FORMATS)
def test_two_processes_that_open_it_at_once_rewrite_it_once(tmp_path, number):
    home = unpacked(number, tmp_path / "old")
    first = opening(home, "packing.pack_sentences = wait")
    assert first.stdout.readline().strip() == "inside"
    second = opening(home, "packing.pack_sentences = die")
    first.communicate("\n", timeout=60)
    second.communicate(timeout=60)
    assert (first.returncode, second.returncode) == (0, 0)
    with Ragbot.open(home, llm="extractive", embedder=WordHashEncoder()) as bot:
        assert bot.coverage().articles == 3
        assert bot.ask(FERRY).citations[0].carried_by == ("Holm Courier",)
