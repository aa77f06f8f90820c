"""Archives that earlier releases wrote (tests/data, made by those releases) open, and hold what they held."""

from __future__ import annotations

import gzip

import pytest

from ragbot import Ragbot
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


@pytest.mark.parametrize(("number", "figure"), [(1, "Four"), (2, "Six")])
def test_what_was_held_answers(old, number, figure):
    with old(number) as bot:
        assert bot.coverage().articles == 3
        assert bot.ask(INJURED).text.startswith(figure)
        assert bot.ask(INJURED, as_of="2026-01-29T12:00:00+01:00").text.startswith("Four")


@pytest.mark.parametrize("number", [1, 2])
def test_its_copies_are_found(old, number):
    with old(number) as bot:
        cited = bot.ask(FERRY).citations[0]
        assert (cited.outlet, cited.carried_by) == ("Tarn Wire", ("Holm Courier",))


@pytest.mark.parametrize("number", [1, 2])
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
