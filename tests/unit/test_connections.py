"""A thread's connection to the catalogue goes when the thread goes."""

from __future__ import annotations

import gc
import sqlite3
import threading

import pytest

from ragbot import Ragbot
from ragbot.catalogue import store
from ragbot.catalogue.connections import Connections
from tests.fakes import WordHashEncoder


@pytest.fixture
def opened():
    return []


@pytest.fixture
def connections(opened):
    def connect():
        opened.append(sqlite3.connect(":memory:", check_same_thread=False))
        return opened[-1]

    made = Connections(connect)
    yield made
    made.close()


def in_a_thread(work):
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()


def test_a_thread_keeps_its_connection(connections):
    assert connections.get() is connections.get()


def test_the_connection_of_a_thread_that_has_ended_is_closed(connections, opened):
    for _ in range(50):
        in_a_thread(connections.get)
    gc.collect()
    assert len(opened) == 50
    assert len(connections) == 0
    with pytest.raises(sqlite3.ProgrammingError):
        opened[0].execute("SELECT 1")


def test_closing_closes_those_of_all_threads_and_a_new_one_may_be_had(connections, opened):
    held = threading.Event()
    thread = threading.Thread(target=lambda: (connections.get(), held.wait()))
    thread.start()
    connections.get()
    connections.close()
    for connection in opened:
        with pytest.raises(sqlite3.ProgrammingError):
            connection.execute("SELECT 1")
    assert connections.get().execute("SELECT 1").fetchone() == (1,)
    held.set()
    thread.join()


def test_a_question_in_a_new_thread_leaves_no_connection_behind(tmp_path, monkeypatch):
    made = []

    def noted(connect):
        made.append(Connections(connect))
        return made[-1]

    monkeypatch.setattr(store, "Connections", noted)
    (tmp_path / "a.md").write_text("---\nid: a\ntitle: A\n---\n\nThe mill in Tarn burned.", encoding="utf-8")
    with Ragbot.open(tmp_path / "archive", llm="extractive", embedder=WordHashEncoder()) as bot:
        bot.ingest(tmp_path / "a.md")
        answers = []
        for n in range(20):
            in_a_thread(lambda n=n: answers.append(bot.ask(f"What burned in Tarn in case {n}?").status))
        gc.collect()
        assert len(answers) == 20
        assert 0 < sum(len(c) for c in made) < 10
