"""Archives that earlier releases wrote (tests/data, made by those releases) open, and hold what they held."""

from __future__ import annotations

import gzip

import pytest

from ragbot import Ragbot, assembly, maintenance
from ragbot.settings import Settings
from tests.conftest import ROOT
from tests.fakes import WordHashEncoder

FERRY = "When does the ferry between Tarn and Holm sail again?"
INJURED = "How many people were injured in the fire at the mill?"


@pytest.fixture
def old(tmp_path):
    def unpack(number):
        home = tmp_path / "old"
        home.mkdir()
        packed = ROOT / "tests" / "data" / f"archive-format-{number}.sqlite.gz"
        (home / "catalogue.sqlite").write_bytes(gzip.decompress(packed.read_bytes()))
        return Ragbot.open(home, llm="extractive", embedder=WordHashEncoder())

    return unpack


@pytest.mark.parametrize(("number", "figure"), [(1, "Four"), (2, "Six"), (3, "Six")])
def test_what_was_held_answers(old, number, figure):
    with old(number) as bot:
        assert bot.coverage().articles == 3
        assert bot.ask(INJURED).text.startswith(figure)
        assert bot.ask(INJURED, as_of="2026-01-29T12:00:00+01:00").text.startswith("Four")


@pytest.mark.parametrize("number", [1, 2, 3])
def test_its_copies_are_found(old, number):
    with old(number) as bot:
        cited = bot.ask(FERRY).citations[0]
        assert (cited.outlet, cited.carried_by) == ("Tarn Wire", ("Holm Courier",))


@pytest.mark.parametrize("number", [1, 2, 3])
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


@pytest.mark.parametrize("number", [1, 2, 3])
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
    assert maintenance.examine(asked, repair=True, progress=lambda *what: seen.append(what))[-1].ok
    assert seen[0][1:] == (1, 3)
    with Ragbot.open(home, llm="extractive", embedder=WordHashEncoder()) as bot:
        assert bot.ask(INJURED, as_of="2026-01-29T12:00:00+01:00").text.startswith("Four")
        assert bot.ask(FERRY).citations[0].carried_by == ("Holm Courier",)
    again = maintenance.examine(Settings.load(home=home, llm="extractive"), repair=False)[-1]
    assert again.ok
    assert "RAGBOT_PASSAGE_WORDS" not in again.text
