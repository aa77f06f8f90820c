"""Catalogue, index and ingestion together: nothing that was reported is lost, and the index is always rebuildable."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from ragbot import Ragbot, assembly, maintenance
from ragbot.catalogue import Window
from ragbot.errors import ArticleError, DamagedError, MismatchError, StorageError, UsageError
from ragbot.settings import Settings
from tests.conftest import BRIDGE
from tests.fakes import WordHashEncoder

COST = "How much do the repairs of the old bridge cost?"


def parts(bot):
    return bot._parts


def test_a_second_ingest_changes_nothing_and_embeds_nothing(bot, news, encoder):
    before = encoder.embedded
    report = bot.ingest(news)
    assert (report.added, report.updated, report.unchanged, report.passages) == (0, 0, 2, 0)
    assert encoder.embedded == before


def test_a_changed_article_replaces_its_passages(bot, news):
    path = news / "2026-01-14--bridge.md"
    path.write_text(BRIDGE.replace("2.4 million", "3.1 million"), encoding="utf-8")
    report = bot.ingest(news)
    assert (report.updated, report.unchanged) == (1, 1)
    evidence = [s.text for e in bot.ask(COST).evidence for s in e.sentences]
    assert any("3.1 million" in s for s in evidence)
    assert not any("2.4 million" in s for s in evidence)


def test_bad_files_are_named_and_spoil_no_other(bot, news):
    (news / "empty.md").write_bytes(b"")
    (news / "latin.txt").write_bytes("Überschrift\nText".encode("latin-1"))
    (news / "photo.png").write_bytes(b"\x89PNG")
    (news / "good.txt").write_text("A new headline\nAnd a text below it.", encoding="utf-8")
    report = bot.ingest(news)
    assert report.added == 1
    reasons = {s.path: (s.failed, s.reason) for s in report.skipped}
    assert "empty" in reasons["empty.md"][1]
    assert "UTF-8" in reasons["latin.txt"][1]
    assert reasons["photo.png"][0] is False
    assert report.failed == 2


def test_the_same_identity_twice_is_reported_and_the_first_kept(bot, news):
    (news / "z-copy.md").write_text(BRIDGE.replace("2.4", "9.9"), encoding="utf-8")
    report = bot.ingest(news)
    assert report.unchanged == 2
    assert "same identity" in report.skipped[0].reason


def test_paths_that_cannot_be_read_raise_before_anything_is_written(bot, tmp_path):
    with pytest.raises(UsageError, match="does not exist"):
        bot.ingest(tmp_path / "nowhere")
    (tmp_path / "hollow").mkdir()
    with pytest.raises(ArticleError, match="holds no articles"):
        bot.ingest(tmp_path / "hollow")


def test_a_removed_article_is_never_found_again(bot):
    gone = next(a for a in bot.articles() if a.outlet == "Tarn Courier")
    assert bot.remove(gone.id) is True
    assert bot.remove(gone.id) is False
    answer = bot.ask(COST)
    assert gone.id not in {c.article_id for c in answer.considered}
    assert gone.id not in {e.article.id for e in answer.evidence}


@pytest.mark.parametrize("header", ["status: canceled", "status: withheld", 'embargoed: "2999-01-01T00:00:00Z"'])
def test_killed_held_and_embargoed_stories_are_not_answered_from(bot, news, header):
    (news / "2026-01-14--bridge.md").write_text(BRIDGE.replace("author:", f"{header}\nauthor:"), encoding="utf-8")
    bot.ingest(news)
    answer = bot.ask(COST)
    assert "Tarn Courier" not in {c.outlet for c in answer.considered}
    assert answer.coverage.articles == 1


def test_words_that_a_story_no_longer_has_find_nothing(bot, news):
    catalogue, window = parts(bot).catalogue, Window(datetime.now(UTC))
    assert catalogue.lexical(["crowns"], 9, window)
    path = news / "2026-01-14--bridge.md"
    path.write_text(BRIDGE.replace("crowns", "ducats"), encoding="utf-8")
    bot.ingest(news)
    before = Window(datetime.now(UTC), as_of=datetime(2026, 1, 20, tzinfo=UTC))
    assert [bool(catalogue.lexical(["crowns"], 9, w)) for w in (window, before)] == [False, True]
    assert [bool(catalogue.lexical(["ducats"], 9, w)) for w in (window, before)] == [True, False]
    bot.remove(next(a.id for a in bot.articles() if a.outlet == "Tarn Courier"))
    (news / "next.txt").write_text(
        "Ferry to sail again\nIt sails on 3 March.\n\nTickets are sold now.", encoding="utf-8"
    )
    path.unlink()
    bot.ingest(news)  # what is stored next gets the places that have become free
    window = Window(datetime.now(UTC))
    assert catalogue.lexical(["ferry"], 9, window)
    assert not any(catalogue.lexical(["crowns", "ducats", "bridge"], 9, w) for w in (window, before))
    assert catalogue.check() == []


def test_stored_articles_come_back_equal(bot):
    for article in bot.articles():
        assert article.content_hash == parts(bot).catalogue.known()[article.id].version.content_hash


@pytest.mark.parametrize("setting", [{"embedder": WordHashEncoder("other")}, {"passage_words": 40}])
def test_an_archive_built_otherwise_is_refused_with_the_command_that_repairs_it(bot, open_bot, setting):
    bot.close()
    with pytest.raises(MismatchError, match="ragbot doctor --repair"):
        open_bot(**setting)


def test_doctor_repairs_an_archive_built_otherwise(bot, open_bot, encoder, tmp_path, monkeypatch):
    bot.close()
    monkeypatch.setattr("ragbot.assembly.build_encoder", lambda *_: encoder)
    settings = Settings.load(home=tmp_path / "home", passage_words=40, llm="extractive")
    assert not maintenance.examine(settings, repair=False)[-1].ok
    assert maintenance.examine(settings, repair=True)[-1].ok
    assert maintenance.examine(settings, repair=False)[-1].ok
    assert open_bot(passage_words=40).ask(COST).considered[0].outlet == "Tarn Courier"


def test_a_catalogue_that_is_none_is_refused(open_bot, tmp_path):
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "catalogue.sqlite").write_bytes(b"not a database at all" * 500)
    with pytest.raises(DamagedError, match="damaged"):
        open_bot()


def test_a_missing_catalogue_beside_an_index_is_never_taken_for_an_empty_archive(bot, open_bot, tmp_path):
    bot.close()
    for file in (tmp_path / "home").glob("catalogue.sqlite*"):
        file.unlink()
    with pytest.raises(DamagedError, match="missing"):
        open_bot()


def test_a_home_that_cannot_be_made_is_said(open_bot, tmp_path):
    (tmp_path / "home").write_text("a file")
    with pytest.raises(StorageError, match="--home"):
        open_bot()


def test_a_reader_sees_what_another_process_brought_in(bot, open_bot, news, encoder):
    other = open_bot()
    (news / "ferry.txt").write_text(
        "Ferry to sail again\nThe ferry sails on 3 March, Captain Oda said.", encoding="utf-8"
    )
    other.ingest(news)
    assert "Ferry to sail again" in {c.headline for c in bot.ask("When does the ferry sail?").considered}


def test_what_removed_articles_left_empty_is_given_back(bot, news, tmp_path, monkeypatch):
    (news / "big.txt").write_text(
        "A big story\n" + "The council met again and again, in room 7. " * 5000, encoding="utf-8"
    )
    bot.ingest(news)
    bot.remove(next(a.id for a in bot.articles() if a.headline == "A big story"))
    assert parts(bot).catalogue.tally()["spare_bytes"] > 100_000
    bot.close()  # what was written last is in the file only then
    size = (tmp_path / "home" / "catalogue.sqlite").stat().st_size
    monkeypatch.setattr(assembly, "build_encoder", lambda *_: WordHashEncoder())
    settings = Settings.load(home=tmp_path / "home", llm="extractive")
    assert all(f.ok for f in maintenance.examine(settings, repair=True)[-1:])
    assert (tmp_path / "home" / "catalogue.sqlite").stat().st_size < size - 100_000
    with Ragbot.open(settings=settings, embedder=WordHashEncoder()) as again:
        assert again.coverage().articles == 2
        assert parts(again).catalogue.tally()["spare_bytes"] == 0


def test_doctor_counts_copies_and_dates_in_doubt(bot, news, tmp_path, monkeypatch):
    copy = (
        BRIDGE.replace("bridge-1", "bridge-2")
        .replace("Tarn Courier", "Holm Post")
        .replace("https://courier.example", "https://post.example")
    )
    (news / "copy.md").write_text(copy.replace("2026-01-14T09:00:00+01:00", "2026-01-15"), encoding="utf-8")
    (news / "odd.md").write_text("---\ntitle: Odd\npublished: 2091-01-01\n---\nIt has not come yet.", encoding="utf-8")
    bot.ingest(news)
    bot.close()
    monkeypatch.setattr(assembly, "build_encoder", lambda *_: WordHashEncoder())
    told = maintenance.examine(Settings.load(home=tmp_path / "home", llm="extractive"), repair=False)[-1]
    assert "Dates in doubt: 1 " in told.text
    assert "Copies of other stories: 1." in told.text
