"""The index: generations that are rebuilt from the catalogue, and what they hold of a passage."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing

import pytest
from chromadb.api.models.Collection import Collection

from ragbot import Ragbot
from ragbot.errors import DamagedError
from tests.fakes import WordHashEncoder

COST = "How much do the repairs of the old bridge cost?"


def parts(bot):
    return bot._parts


def test_a_lost_index_is_rebuilt_without_embedding(bot, open_bot, encoder, tmp_path):
    wanted = parts(bot).index.ids()
    bot.close()
    shutil.rmtree(tmp_path / "home" / "index")
    before = encoder.embedded
    again = open_bot()
    assert parts(again).index.ids() == wanted
    assert again.ask(COST).considered[0].outlet == "Tarn Courier"
    assert encoder.embedded == before


@pytest.mark.parametrize("damage", ["pointer", "manifest", "database"])
def test_a_damaged_index_is_rebuilt(bot, open_bot, tmp_path, damage):
    bot.close()
    index = tmp_path / "home" / "index"
    current = index / (index / "current").read_text()
    target = {
        "pointer": index / "current",
        "manifest": current / "manifest.json",
        "database": current / "chroma.sqlite3",
    }[damage]
    target.write_bytes(b"garbage" * 100)
    again = open_bot()
    assert parts(again).index.ids() == {i for ids, _, _ in parts(again).catalogue.vectors() for i in ids}
    assert again.ask(COST).considered


def test_an_index_lives_in_generations_and_old_ones_go(bot, news, tmp_path):
    for n in range(4):
        (news / f"more-{n}.txt").write_text(f"Headline {n}\nText number {n}.", encoding="utf-8")
        bot.ingest(news)
    names = sorted(p.name for p in (tmp_path / "home" / "index").glob("gen-*"))
    assert len(names) == 2
    assert (tmp_path / "home" / "index" / "current").read_text() == names[-1]


def test_no_text_is_stored_in_chroma(bot, tmp_path):
    stores = (tmp_path / "home" / "index").rglob("chroma.sqlite3")
    rows = ""
    for store in stores:
        # Its rows, not its bytes: Chroma's files also carry whatever lay in the process's memory before.
        with closing(sqlite3.connect(f"file:{store}?mode=ro", uri=True)) as db:
            rows += "\n".join(db.iterdump())
    assert bot.articles()[0].id in rows
    assert "crowns" not in rows


def test_the_index_keeps_four_fields_of_a_passage_and_no_empty_pages(bot, tmp_path):
    folder = tmp_path / "home" / "index"
    store = folder / (folder / "current").read_text() / "chroma.sqlite3"
    with closing(sqlite3.connect(f"file:{store}?mode=ro", uri=True)) as db:
        fields = db.execute("SELECT count(*) FROM embedding_metadata").fetchone()[0]
        assert db.execute("PRAGMA freelist_count").fetchone()[0] == 0
    assert fields == 4 * len(parts(bot).index.ids())


def test_every_passage_is_found_by_its_own_vector(bot):
    for ids, vectors, _ in parts(bot).catalogue.vectors():
        for wanted, vector in zip(ids, vectors, strict=True):
            assert parts(bot).index.nearest(vector, 1)[0][0] == wanted


def test_a_file_that_repeats_itself_for_a_whole_batch_is_read_and_asked(tmp_path):
    body = " ".join(f"The mill in Tarn burned on the night of the fair, and {n} carts stood by it." for n in range(6))
    (tmp_path / "a.txt").write_text("\n\n".join([body] * 2_600), encoding="utf-8")
    for _ in range(2):  # opened again, the index is read back
        with Ragbot.open(tmp_path / "archive", llm="extractive", embedder=WordHashEncoder()) as bot:
            bot.ingest(tmp_path / "a.txt")
            assert bot.ask("What burned in Tarn on the night of the fair?").status == "answered"


@pytest.mark.parametrize(("distance", "passes"), [(0.02, True), (0.6, False)])
def test_a_passage_that_an_approximate_search_misses_may_be_told_by_one_all_but_equal(
    tmp_path, monkeypatch, distance, passes
):
    found = {"ids": [["another"]], "distances": [[distance]], "metadatas": [[{}]]}
    monkeypatch.setattr(Collection, "query", lambda *_, **__: found)
    story = tmp_path / "story.md"
    story.write_text("---\ntitle: Mill\npublished: 2026-01-05\n---\n\nThe mill in Tarn burned.", encoding="utf-8")
    with Ragbot.open(tmp_path / "home", llm="extractive", embedder=WordHashEncoder()) as bot:
        if passes:
            assert bot.ingest(story).added == 1
        else:
            with pytest.raises(DamagedError, match="own vector"):
                bot.ingest(story)
