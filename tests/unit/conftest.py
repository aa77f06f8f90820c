"""What the tests of single rules share: stories of outlets and days, and a question about them."""

from __future__ import annotations

import pytest

from ragbot import Ragbot
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
