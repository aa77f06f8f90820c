"""An embedder of the developer's own: what it gives is checked before anything is kept."""

from __future__ import annotations

import pytest
from langchain_core.embeddings import Embeddings

from ragbot import Ragbot
from ragbot.errors import SettingsError

COST = "How many million crowns do repairs cost?"


@pytest.mark.parametrize(
    "given",
    [
        lambda texts: [[0.1] * 8] * (len(texts) - 1),
        lambda texts: [[0.1] * 7 for _ in texts],
        lambda texts: [[0.1] * (7 + i % 2) for i, _ in enumerate(texts)],
        lambda texts: [[float("nan")] * 8 for _ in texts],
        lambda texts: [["a"] * 8 for _ in texts],
        lambda texts: None,
    ],
)
def test_an_embedder_that_gives_no_vectors_is_told_and_spoils_no_archive(tmp_path, news, given):
    class Theirs(Embeddings):
        broken = True

        def embed_documents(self, texts):
            return given(texts) if self.broken else [[1.0] * 8 for _ in texts]

        def embed_query(self, text):
            return [1.0] * 8

    theirs = Theirs()
    with Ragbot.open(tmp_path / "a", llm="extractive", embedder=theirs) as bot:
        with pytest.raises(SettingsError, match="The embedder Theirs did not give . vectors of 8 finite numbers"):
            bot.ingest(news)
        assert bot.ask(COST).status == "not_found"
        theirs.broken = False
        assert bot.ingest(news).added == 2


def test_an_embedder_without_a_dimension_opens_no_archive(tmp_path):
    class Empty(Embeddings):
        def embed_documents(self, texts):
            return [[] for _ in texts]

        def embed_query(self, text):
            return []

    with pytest.raises(SettingsError, match="The embedder Empty gives vectors without a number"):
        Ragbot.open(tmp_path / "a", llm="extractive", embedder=Empty())
