"""What the tests of single rules share: stories of outlets and days, and a question about them."""

from __future__ import annotations

import json

import pytest

from ragbot import Ragbot
from ragbot.articles import SourceFile, load
from ragbot.domain import Article
from tests.fakes import WordHashEncoder


@pytest.fixture
def ask(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()

    def put_and_ask(question, *stories):
        for n, (outlet, published, body) in enumerate(stories):
            front = f'id: "{n}"\ntitle: "Story {n}"\nsource: "{outlet}"\npublished: "{published}"'
            (folder / f"{n}.md").write_text(f"---\n{front}\n---\n\n{body}", encoding="utf-8")
        with Ragbot.open(tmp_path / "archive", llm="extractive", embedder=WordHashEncoder()) as bot:
            bot.ingest(folder)
            return bot.ask(question)

    return put_and_ask


@pytest.fixture
def read(tmp_path):
    """The one article of a file; data that is no text is written as JSON."""

    def call(name, content) -> Article:
        path = tmp_path / name
        path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        (item,) = load(SourceFile(path, name))
        assert isinstance(item, Article), item
        return item

    return call
