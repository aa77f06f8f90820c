"""Power loss, a full disk, a second writer, Ctrl-C: an article is in the archive whole or not at all."""

from __future__ import annotations

import json
import os
import resource
import signal
import sqlite3
import subprocess
import sys
import textwrap

import numpy as np
import pytest

from ragbot import Ragbot, articles, chunking
from ragbot.catalogue import Catalogue, WriterLock
from ragbot.errors import LockedError
from tests.conftest import ROOT
from tests.fakes import WordHashEncoder


def test_commits_survive_power_loss(bot, tmp_path):
    db = sqlite3.connect(tmp_path / "home" / "catalogue.sqlite")
    assert db.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    db.close()
    assert bot._parts.catalogue._db.execute("PRAGMA synchronous").fetchone()[0] == 2
    assert bot._parts.catalogue.check() == []


def test_an_article_is_stored_whole_or_not_at_all(bot):
    catalogue = bot._parts.catalogue
    article = bot.articles()[0]
    passages = chunking.passages(article, 20)
    before, sequence = catalogue.count_passages(), catalogue.sequence
    with pytest.raises(ValueError, match="zip"):
        catalogue.put(article, passages, np.zeros((1, 96), dtype=np.float32), [])
    assert (catalogue.count_passages(), catalogue.sequence) == (before, sequence)
    assert bot.article(article.id) == article


def test_a_second_writer_is_told_who_writes_and_the_lock_dies_with_its_holder(bot, news, tmp_path):
    holder = subprocess.Popen(
        [
            sys.executable,
            "-c",
            f"from pathlib import Path\nfrom ragbot.catalogue import WriterLock\nwith WriterLock(Path({str(tmp_path / 'home')!r})):\n    print('held', flush=True); input()",
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    assert holder.stdout.readline().strip() == "held"
    (news / "more.txt").write_text("A headline\nA text.", encoding="utf-8")
    with pytest.raises(LockedError, match=f"process {holder.pid}"):
        bot.ingest(news)
    holder.send_signal(signal.SIGKILL)
    holder.communicate()
    assert bot.ingest(news).added == 1


def test_the_lock_may_be_taken_again_by_its_holder(tmp_path):
    with WriterLock(tmp_path) as lock, lock:
        assert json.loads((tmp_path / "writer.json").read_text())["pid"] == os.getpid()
    assert not (tmp_path / "writer.json").exists()


def test_a_full_disk_is_said_and_keeps_what_was_stored(bot, news, tmp_path):
    script = textwrap.dedent("""
        import resource, signal, sys
        from pathlib import Path
        from ragbot import Ragbot
        from ragbot.errors import StorageError
        from tests.fakes import WordHashEncoder
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        bot = Ragbot.open(sys.argv[1], llm="extractive", embedder=WordHashEncoder())
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), resource.RLIM_INFINITY))
        try:
            bot.ingest(sys.argv[2])
        except StorageError as error:
            print("SAID", error)
    """)
    (news / "big.txt").write_text("A big story\n" + "The council met again and again. " * 10_000, encoding="utf-8")
    limit = str((tmp_path / "home" / "catalogue.sqlite").stat().st_size + 200_000)
    bot.close()
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "home"), str(news), limit],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert "SAID Cannot write" in done.stdout, done.stderr
    assert "Free space" in done.stdout
    identity = {"embedder": "word-hash", "dimension": "96", "chunking": "sentences-v1-75w"}
    catalogue = Catalogue(tmp_path / "home" / "catalogue.sqlite", identity)
    assert len(catalogue.known()) == 2
    assert catalogue.check() == []
    catalogue.close()
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] == resource.RLIM_INFINITY


def test_of_a_file_of_many_articles_what_was_stored_before_an_end_is_kept(tmp_path, monkeypatch):
    lines = (
        json.dumps({"id": f"n{n}", "title": f"Story {n}", "body": f"The mill of village {n} burned."})
        for n in range(200)
    )
    (tmp_path / "many.jsonl").write_text("\n".join(lines), encoding="utf-8")
    stored, put = [], Catalogue.put

    def interrupted(self, article, *rest, **more):
        if len(stored) == 150:
            raise KeyboardInterrupt
        stored.append(article.id)
        put(self, article, *rest, **more)

    with Ragbot.open(tmp_path / "archive", llm="extractive", embedder=WordHashEncoder()) as bot:
        read = []
        monkeypatch.setattr(Catalogue, "put", interrupted)
        monkeypatch.setattr(
            articles, "load", lambda source, load=articles.load: (read.append(i) or i for i in load(source))
        )
        with pytest.raises(KeyboardInterrupt):
            bot.ingest(tmp_path / "many.jsonl")
        assert len(read) < 200  # stored as it is read, not in the end
        assert bot.coverage().articles == 150
