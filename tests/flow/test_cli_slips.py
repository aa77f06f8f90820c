"""Slips of whoever types: what is mistyped, missing, empty or stopped is told, and nothing else suffers."""

from __future__ import annotations

import io
import json
import sys

import pytest

from ragbot import Ragbot
from ragbot.catalogue import WriterLock
from ragbot.errors import MissingError
from ragbot.settings import Settings
from tests.conftest import write_news
from tests.fakes import WordHashEncoder


def test_a_bad_address_is_told_by_its_name_and_the_others_are_ingested(run, web):
    bad = [f"{web}/gone", "ftp://example.org/feed", f"{web}/hollow"]
    code, out, err = run("ingest", *bad, f"{web}/ferry")
    assert code == 1
    assert "1 added" in out
    for address in bad:
        assert f"failed: {address} " in out
    assert "answers 404" in out
    assert "is no web address" in out
    assert "no article's text was found" in out
    assert "Traceback" not in out + err


@pytest.mark.parametrize("args", [["ingest", ""], ["ingest", "  ", "news"], ["articles", "list", "--home", ""]])
def test_an_empty_name_is_wrong_usage_and_not_the_current_folder(run, tmp_path, args):
    write_news(tmp_path / "cwd" / "news")
    code, _, err = run(*args)
    assert code == 2
    assert "An empty name is no file or folder" in err
    assert not (tmp_path / "home").exists()
    assert not (tmp_path / "cwd" / "catalogue.sqlite").exists()


def test_python_takes_no_empty_name_either(bot):
    with pytest.raises(Exception, match="An empty name is no file or folder"):
        bot.ingest("")


def test_an_empty_home_in_the_environment_counts_as_not_set(monkeypatch, tmp_path):
    (tmp_path / "cwd" / "ragbot.toml").write_text(f'home = "{tmp_path}/from-file"')
    monkeypatch.setenv("RAGBOT_HOME", "")
    assert Settings.load().home == tmp_path / "from-file"


def test_an_empty_home_in_the_file_is_refused(run, monkeypatch, tmp_path):
    (tmp_path / "cwd" / "ragbot.toml").write_text('home = ""')
    monkeypatch.delenv("RAGBOT_HOME")
    code, _, err = run("articles", "list")
    assert code == 2
    assert "The setting home cannot be ''" in err


def test_a_tilde_is_the_users_folder_wherever_a_path_is_named(run, monkeypatch, tmp_path, news):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("RAGBOT_CACHE")
    monkeypatch.setenv("RAGBOT_HOME", "~/here")
    assert run("ingest", "~/news")[0] == 0
    assert (tmp_path / "here" / "catalogue.sqlite").is_file()
    assert "Pell" in run("articles", "list", "--home=~/here")[1]
    monkeypatch.delenv("RAGBOT_HOME")
    (tmp_path / "cwd" / "ragbot.toml").write_text('home = "~/here"\ncache = "~/models"')
    assert "Pell" in run("articles", "list")[1]
    assert Settings.load().cache == tmp_path / "models"
    with Ragbot.open("~/here", llm="extractive", embedder=WordHashEncoder()) as bot:
        assert bot.ingest("~/news").unchanged == 2
    assert f"{tmp_path}/suite" in run("eval", "validate", "~/suite")[2]
    assert f"{tmp_path}/x.gguf" in run("ask", "Why a fire?", "--llm=local:~/x.gguf")[2]
    assert list((tmp_path / "cwd").glob("*~*")) == []


def test_the_archive_is_not_read_as_articles_of_the_folder_that_it_lies_in(run, news):
    home = news / "archive"
    (home / "records").mkdir(parents=True)
    (home / "records" / "note.md").write_text("A note\n\nOf the archive.")
    code, out, _ = run("ingest", news, "--home", home)
    assert (code, "2 added, 0 updated, 0 unchanged, 0 skipped" in out) == (0, True)
    code, _, err = run("ingest", home, "--home", home)
    assert code == 2
    assert "is the archive's own folder" in err


@pytest.mark.parametrize(
    "args",
    [
        ["ask", "why?"],
        ["ask", "why?", "--json"],
        ["articles", "list"],
        ["articles", "show", "x"],
        ["articles", "remove", "x"],
        ["feedback", "export"],
        ["doctor"],
        ["doctor", "--repair"],
    ],
)
def test_what_only_reads_makes_no_archive(run, tmp_path, args):
    home = tmp_path / "no such"
    code, out, err = run(*args, "--home", home)
    assert code == 1
    assert f"There is no archive in {home}." in out + err
    assert f"ragbot ingest PATH --home '{home}'" in out + err
    assert "Traceback" not in out + err
    assert not home.exists()


def test_python_opens_an_archive_that_is_not_there_unless_told_otherwise(tmp_path):
    with pytest.raises(MissingError, match="There is no archive"):
        Ragbot.open(tmp_path / "a", llm="extractive", embedder=WordHashEncoder(), create=False)
    assert not (tmp_path / "a").exists()
    Ragbot.open(tmp_path / "a", llm="extractive", embedder=WordHashEncoder()).close()
    Ragbot.open(tmp_path / "a", llm="extractive", embedder=WordHashEncoder(), create=False).close()


def test_an_empty_list_says_why_it_is_empty(run, news):
    run("ingest", news)
    assert "No article matches 'volcano'. The archive has 2 articles" in run("articles", "list", "volcano")[1]
    assert "No article matches" in run("articles", "list", "\udcff")[1]
    for command in ("show", "remove"):
        code, _, told = run("articles", command, "\udcff")
        assert code == 1
        assert "Traceback" not in told
        assert "ragbot: " in told
    assert "Nothing to list there: 1 article in all" in run("articles", "list", "pell", "--offset", "5")[1]
    assert "Nothing to list there: 2 articles in all" in run("articles", "list", "--limit", "0")[1]
    for article_id in [line.split()[0] for line in run("articles", "list")[1].splitlines()]:
        run("articles", "remove", article_id)
    assert "No articles. Bring some in" in run("articles", "list", "volcano")[1]


def test_an_archive_that_is_empty_because_it_is_being_filled_is_told_so(run, tmp_path):
    home = tmp_path / "home"
    Ragbot.open(home, llm="extractive", embedder=WordHashEncoder()).close()
    with WriterLock(home):
        code, out, _ = run("ask", "How many million crowns do repairs cost?")
    assert code == 0
    assert "The archive is still empty, and process " in out
    assert "The archive is empty: run ragbot ingest PATH first." in run("ask", "What do repairs cost?")[1]


def test_an_ingest_that_is_stopped_says_what_is_stored_and_how_to_go_on(run, monkeypatch, tmp_path):
    class Stopped(WordHashEncoder):
        def encode_passages(self, passages):
            if any("Story 45" in p.embedded_text for p in passages):
                raise KeyboardInterrupt
            return super().encode_passages(passages)

    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(10, 50):
        (folder / f"{number}.txt").write_text(f"Story {number}\n\nIt happened {number} times.")
    with monkeypatch.context() as patched:
        patched.setattr("ragbot.assembly.build_encoder", lambda *_: Stopped())
        code, _, err = run("ingest", folder)
    assert code == 130
    assert "stopped. The archive has 32 articles now. Run the same command again to go on." in err
    code, out, _ = run("ingest", folder)
    assert (code, "8 added, 0 updated, 32 unchanged" in out) == (0, True)


def test_an_embargo_that_cannot_be_read_is_told_and_the_article_is_not_shown(run, news):
    (news / "held.md").write_text("---\ntitle: Secret\nembargo: [2031-01-01]\n---\nThe minister resigns on Sunday.")
    code, out, _ = run("ingest", news)
    assert code == 1
    assert "failed: held.md is held back: its embargo" in out
    assert "minister" not in run("ask", "When does the minister resign?")[1]


def test_characters_that_the_output_does_not_know_are_replaced(run, news, monkeypatch):
    (news / "café.md").write_text("---\ntitle: Café “Über”\n---\nThe café pays 900 crowns.", encoding="utf-8")
    run("ingest", news)

    def said(*args):
        screen = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
        with monkeypatch.context() as patched:
            patched.setattr(sys, "stdout", screen)
            code = run(*args)[0]
        screen.seek(0)
        return code, screen.read()

    code, out = said("ask", "How many crowns does the café pay?")
    assert (code, "The caf? pays 900 crowns" in out) == (0, True)
    assert "Caf? ??ber?" in said("articles", "list")[1]
    code, out = said("ask", "--json", "How many crowns does the café pay?")
    assert code == 0
    assert "café" in json.loads(out)["text"]
