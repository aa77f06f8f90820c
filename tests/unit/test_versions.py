"""A story that comes again: the newest version answers, the earlier ones are there for the past, a kill is for good."""

from __future__ import annotations

import pytest

from ragbot import Ragbot
from tests.fakes import WordHashEncoder
from tests.unit.test_archive import parts


@pytest.fixture
def bot(tmp_path):
    with Ragbot.open(tmp_path / "archive", llm="extractive", embedder=WordHashEncoder()) as opened:
        yield opened


def version(folder, name, figure, **meta):
    front = {"id": "fire", "title": "Fire at the mill", "published": "2026-01-29T08:00:00+01:00"} | meta
    lines = "\n".join(f'{k}: "{v}"' for k, v in front.items())
    (folder / name).write_text(f"---\n{lines}\n---\n\n{figure} people were injured.", encoding="utf-8")


def bodies(bot):
    return [a.body.split()[0] for a in bot.articles() if a.headline == "Fire at the mill"]


@pytest.fixture
def versions(tmp_path):
    folder = tmp_path / "versions"
    folder.mkdir()
    return folder


INJURED = "How many people were injured in the fire at the mill?"
LATER = "2026-01-30T08:00:00+01:00"


def said(bot, as_of=None):
    found = [s.text.split()[0] for e in bot.ask(INJURED, as_of=as_of).evidence for s in e.sentences]
    return [word for word in found if word in ("Four", "Five", "Six", "Nine")]


@pytest.mark.parametrize("names", [("a.md", "b.md"), ("b.md", "a.md")], ids=["in order", "out of order"])
def test_of_two_versions_the_later_answers_and_the_earlier_is_there_for_the_past(bot, versions, names):
    version(versions, names[0], "Four")
    version(versions, names[1], "Six", updated=LATER)
    for counts in ((1, 1, 0), (0, 0, 2)):
        report = bot.ingest(versions)
        assert (report.added, report.updated, report.unchanged, report.skipped) == (*counts, ())
        assert bodies(bot) == ["Six"]
        assert said(bot) == ["Six"]
        assert said(bot, as_of="2026-01-29") == ["Four"]
        assert said(bot, as_of="2026-01-30") == ["Six"]
        assert said(bot, as_of="2026-01-28") == []


def test_a_version_in_the_middle_takes_its_place_whenever_it_comes(bot, versions):
    version(versions, "a.md", "Four")
    version(versions, "c.md", "Nine", updated="2026-02-02T08:00:00+01:00")
    bot.ingest(versions)
    version(versions, "b.md", "Six", updated=LATER)
    assert bot.ingest(versions).updated == 1
    assert [said(bot, as_of=day) for day in ("2026-01-29", "2026-01-31", "2026-02-03")] == [["Four"], ["Six"], ["Nine"]]
    assert said(bot) == ["Nine"]


def test_evidence_from_an_earlier_version_points_into_that_version(bot, versions):
    version(versions, "a.md", "Four")
    version(versions, "b.md", "Six", updated=LATER)
    bot.ingest(versions)
    for as_of, word in ((None, "Six"), ("2026-01-29", "Four")):
        found = next(e for e in bot.ask(INJURED, as_of=as_of).evidence if e.article.headline == "Fire at the mill")
        sentence = found.sentences[0]
        assert sentence.text.startswith(word)
        assert bot.article(found.article.id).body[sentence.start : sentence.end] == sentence.text


def test_a_file_that_was_edited_is_believed_from_now_on(bot, versions):
    version(versions, "a.md", "Four")
    bot.ingest(versions)
    version(versions, "a.md", "Five", published="2026-01-28T08:00:00+01:00")
    assert bot.ingest(versions).updated == 1
    assert bodies(bot) == ["Five"]
    assert said(bot, as_of="2026-01-29") == ["Four"]
    version(versions, "a.md", "Four")
    assert bot.ingest(versions).updated == 1, "it went back to what it said"
    assert said(bot) == ["Four"]


def test_a_corrected_outlet_is_no_new_version(bot, versions):
    version(versions, "a.md", "Four")
    bot.ingest(versions)
    version(versions, "a.md", "Four", source="Tarn Courier")
    assert bot.ingest(versions).updated == 1
    outlets = [e.article.outlet for e in bot.ask(INJURED, as_of="2026-01-29").evidence]
    assert set(outlets) == {"Tarn Courier"}


def test_a_killed_story_is_silent_for_good_in_the_past_too(bot, versions):
    version(versions, "a.md", "Four")
    bot.ingest(versions)
    version(versions, "b.md", "Four", status="canceled")
    bot.ingest(versions)
    version(versions, "c.md", "Six", updated="2026-02-01T08:00:00+01:00")
    report = bot.ingest(versions)
    assert "killed" in next(s.reason for s in report.skipped if s.path == "c.md")
    assert (said(bot), said(bot, as_of="2026-01-29")) == ([], [])


def test_removing_a_story_removes_its_earlier_versions(bot, versions):
    version(versions, "a.md", "Four")
    version(versions, "b.md", "Six", updated=LATER)
    bot.ingest(versions)
    gone = next(a.id for a in bot.articles() if a.headline == "Fire at the mill")
    assert bot.remove(gone)
    assert (said(bot), said(bot, as_of="2026-01-29")) == ([], [])


def test_earlier_versions_survive_a_rebuild(bot, versions, encoder):
    version(versions, "a.md", "Four")
    version(versions, "b.md", "Six", updated=LATER)
    bot.ingest(versions)
    before = [(a.id, place) for a, place in parts(bot).catalogue.everything()]
    parts(bot).ingestor.copy(parts(bot).catalogue.everything(), 3)
    assert [(a.id, place) for a, place in parts(bot).catalogue.everything()] == before
    assert said(bot, as_of="2026-01-29") == ["Four"]


def test_a_version_with_another_address_but_the_same_canonical_one_is_the_next(bot, versions):
    same = {"id": "", "canonical_url": "https://courier.example/fire"}
    version(versions, "a.md", "Four", url="https://courier.example/fire?print=1", **same)
    version(versions, "b.md", "Six", url="https://courier.example/amp/fire", updated=LATER, **same)
    report = bot.ingest(versions)
    assert (report.added, report.updated) == (1, 1)
    assert (said(bot), said(bot, as_of="2026-01-29")) == (["Six"], ["Four"])


def test_a_canonical_address_on_another_host_names_the_origin_and_makes_no_version(bot, versions):
    version(versions, "a.md", "Four", id="", url="https://wire.example/fire")
    copy = {"id": "", "url": "https://courier.example/fire", "canonical_url": "https://wire.example/fire"}
    version(versions, "b.md", "Four", source="Courier", updated=LATER, **copy)
    report = bot.ingest(versions)
    assert (report.added, report.updated) == (2, 0)


@pytest.mark.parametrize("order", [("a.md", "b.md"), ("b.md", "a.md")], ids=["original first", "correction first"])
def test_a_correction_may_arrive_before_its_original(bot, versions, tmp_path, order):
    texts = {"a.md": ("Four", {}), "b.md": ("Six", {"updated": LATER, "note": "Corrects the number of injured."})}
    for name in order:
        figure, meta = texts[name]
        version(versions, name, figure, **meta)
        bot.ingest(versions)
    answer = bot.ask(INJURED)
    assert "Six" in answer.text
    assert answer.citations[0].note == "Corrects the number of injured."
    assert answer.citations[0].updated.startswith("2026-01-30")
    assert said(bot, as_of="2026-01-29") == ["Four"]


def test_a_kill_for_a_story_that_nobody_has_keeps_it_out(bot, versions):
    version(versions, "kill.md", "", status="canceled")
    assert bot.ingest(versions).added == 1
    version(versions, "late.md", "Four")
    report = bot.ingest(versions)
    assert "killed" in next(s.reason for s in report.skipped if s.path == "late.md")
    assert said(bot) == []


def test_a_date_that_has_not_come_makes_no_version_the_newest(bot, versions):
    version(versions, "a.md", "Four")
    version(versions, "b.md", "Nine", published="2091-01-01")
    version(versions, "c.md", "Six", updated=LATER)
    for _ in range(2):
        bot.ingest(versions)
    assert said(bot) == ["Six"]
