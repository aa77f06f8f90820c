"""One archive with corrected, killed, embargoed and hostile articles, and its pages, for all tests of this folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import fastapi
import pytest
from starlette.testclient import TestClient

from ragbot import Ragbot, ui
from ragbot.domain import Answer
from ragbot.records import Records
from ragbot.settings import Settings
from ragbot.ui import pages
from ragbot.ui.access import Access
from ragbot.ui.guard import Guard
from tests.conftest import BRIDGE, MILL
from tests.fakes import WordHashEncoder

AT = "http://127.0.0.1:7860"
COST = "How many million crowns do the repairs of the old bridge cost?"
CORRECTED = BRIDGE.replace("2.4 million", "3.1 million").replace(
    "url:", 'updated: "2026-01-15T08:00:00Z"\nnote: "Correction: the cost was given wrongly."\nurl:'
)
ADDED = BRIDGE.replace("she said.", "she said. Cars will take the ferry.").replace(
    "url:", 'updated: "2026-01-16T08:00:00Z"\nurl:'
)


@dataclass
class Place:
    """An archive and its site: `write` (re)ingests an article's file, `ask` stores an answer and gives its id."""

    bot: Ragbot
    site: ui.Site
    client: TestClient
    folder: Path
    app: Any

    def another(self, **options: Any) -> TestClient:
        return visitor(self.app, self.site, **options)

    def write(self, **files: str) -> None:
        for name, words in files.items():
            (self.folder / f"{name}.md").write_text(words, encoding="utf-8")
        self.bot.ingest(self.folder)

    def keep(self, answer: Answer) -> str:
        digests = {c.article_id: self.bot.versions(c.article_id)[-1].digest for c in answer.citations}
        return self.site.records.answers.put(answer, digests)

    def ask(self, question: str = COST, **options: Any) -> str:
        return self.keep(self.bot.ask(question, **options))

    def page(self, path: str, status: int = 200, **options: Any) -> str:
        reply = self.client.get(path, **options)
        assert reply.status_code == status, reply.text
        return reply.text


def visitor(app: Any, site: ui.Site, **options: Any) -> TestClient:
    """A browser of its own: cookies are kept, redirects are not followed."""
    return TestClient(Access(Guard(app), site.rules), base_url=AT, follow_redirects=False, **options)


OpenPlace = Callable[..., Place]


def make_place(root: Path, **site: Any) -> Place:
    folder = root / "news"
    folder.mkdir(parents=True)
    settings = Settings.load(home=root / "home", llm="extractive")
    bot = Ragbot.open(settings=settings, embedder=WordHashEncoder())
    made = ui.Site(bot, Records(settings.home), settings.home / "uploads", **site)
    app = fastapi.FastAPI(docs_url=None, redoc_url=None, openapi_url=None, redirect_slashes=False)
    pages.add(app, made)
    client = visitor(app, made)
    return Place(bot, made, client, folder, app)


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    made = make_place(tmp_path)
    made.write(bridge=BRIDGE, mill=MILL)
    with made.client:  # one event loop for all of its requests
        yield made
    made.bot.close()


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """The same, for tests that change nothing."""
    made = make_place(tmp_path_factory.mktemp("site"))
    made.write(bridge=BRIDGE, mill=MILL)
    with made.client:  # one event loop for all of its requests
        yield made
    made.bot.close()
