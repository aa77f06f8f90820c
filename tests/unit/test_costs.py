"""What an article and a question cost, in counts: a clock on a shared machine proves nothing."""

from __future__ import annotations

import random
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from chromadb.api.models.Collection import Collection

from ragbot import Ragbot
from ragbot.catalogue import Catalogue, schema
from ragbot.domain import Retrieved
from ragbot.retrieval.evidence import estimate_tokens
from ragbot.settings import Settings
from tests.fakes import ScriptedChatModel, WordHashEncoder

FEW, MANY = 16, 64
QUESTION = "How many crates of balash did the Lune depot ship to kenden?"
_WRITES = ("INSERT", "UPDATE", "DELETE", "CREATE", "REPLACE")
_WORDS = [
    a + b + c
    for a in ("ba", "ke", "li", "mo", "nu", "ra", "sto")
    for b in ("l", "nd", "r", "t", "v")
    for c in ("ash", "en", "is", "or")
]


class Counter:
    """SQL statements, from whatever thread, and queries of the vector index."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._lock = threading.Lock()
        self.sql: list[str] = []
        self.index = 0
        connect, query = schema.connect, Collection.query

        def traced(path):
            connection = connect(path)
            connection.set_trace_callback(self._said)
            return connection

        def counted(collection, *args, **kwargs):
            self.index += 1
            return query(collection, *args, **kwargs)

        monkeypatch.setattr(schema, "connect", traced)
        monkeypatch.setattr(Collection, "query", counted)

    def _said(self, statement: str) -> None:
        # What FTS5 does inside a statement of ours, and what it reads when a thread first asks it after a write: which of
        # the two threads that search asks it is chance.
        if not statement.startswith("--") and "'main'." not in statement:
            with self._lock:
                self.sql.append(" ".join(statement.split()))

    def reset(self) -> None:
        self.sql, self.index = [], 0

    @property
    def writes(self) -> list[str]:
        return [s for s in self.sql if s.startswith(_WRITES)]


@pytest.fixture(scope="module")
def counter() -> Iterator[Counter]:
    with pytest.MonkeyPatch.context() as patch:
        yield Counter(patch)


@pytest.fixture
def encoder() -> WordHashEncoder:
    return WordHashEncoder(dimension=384)


@pytest.fixture
def archive(tmp_path, counter, encoder, model) -> Iterator[Ragbot]:
    with Ragbot.open(tmp_path / "home", llm=model, embedder=encoder, settings=Settings.load(answers_kept=9)) as bot:
        yield bot


@dataclass
class Grown:
    """An archive that went from FEW articles to MANY, and what one question cost at either size."""

    bot: Ragbot
    model: ScriptedChatModel
    costs: list[tuple[int, int]]
    passages: int
    catalogue: Path


@pytest.fixture(scope="module")
def grown(tmp_path_factory, counter) -> Iterator[Grown]:
    place, model = tmp_path_factory.mktemp("grown"), ScriptedChatModel()
    settings = Settings.load(answers_kept=0, cache=place)
    encoder = WordHashEncoder(dimension=384)
    with Ragbot.open(place / "home", llm=model, embedder=encoder, settings=settings) as bot:
        costs = []
        for size in (FEW, MANY):
            write(place / "news", range(size))
            bot.ingest(place / "news")
            bot.ask(QUESTION)  # reads what is read once for as long as the archive stays the same
            counter.reset()
            bot.ask(QUESTION)
            costs.append((len(counter.sql), counter.index))
            assert counter.writes == []
        yield Grown(bot, model, costs, encoder.embedded, place / "home" / "catalogue.sqlite")


def write(folder, numbers) -> None:
    """Articles of twenty sentences that share their words and are no copies of each other."""
    folder.mkdir(exist_ok=True)
    for n in numbers:
        draw, town = random.Random(n), ("Lune", "Orrin", "Tarn", "Pell")[n % 4]
        body = " ".join(
            f"The {town} depot {' '.join(draw.choices(_WORDS, k=9))} ship {draw.randrange(9999)} crates."
            for _ in range(20)
        )
        (folder / f"{n}.md").write_text(
            f"---\nid: a-{n}\ntitle: The {town} depot in week {n}\nsource: {town} Courier\nauthor: Writer {n}\n"
            f'published: "2026-01-{1 + n % 28:02}T08:00:00Z"\n---\n{body}',
            encoding="utf-8",
        )


def test_an_unchanged_article_costs_no_embedding_and_no_write(archive, encoder, counter, tmp_path):
    write(tmp_path / "news", range(FEW))
    report = archive.ingest(tmp_path / "news")
    assert encoder.embedded == report.passages
    made, encoder.embedded = archive.receipt()["generation"], 0
    counter.reset()
    archive.ingest(tmp_path / "news")
    assert (encoder.embedded, counter.writes, counter.index) == (0, [], 0)
    assert archive.receipt()["generation"] == made


def test_a_new_article_costs_its_own_passages_and_no_others(archive, encoder, counter, tmp_path):
    write(tmp_path / "news", range(FEW))
    archive.ingest(tmp_path / "news")
    encoder.embedded = 0
    counter.reset()
    write(tmp_path / "news", range(FEW + 1))
    report = archive.ingest(tmp_path / "news")
    assert encoder.embedded == report.passages
    bands_of_its_signature, rows_of_its_own = 42, 9
    assert len(counter.writes) <= 2 * report.passages + bands_of_its_signature + rows_of_its_own


def test_a_passage_takes_four_kilobytes_of_the_catalogue_at_most(grown):
    with closing(Catalogue.as_built(grown.catalogue)) as catalogue:
        catalogue.fold()
    assert grown.catalogue.stat().st_size <= 4 * 1024 * grown.passages


def test_a_question_costs_no_more_in_a_larger_archive(grown):
    few, many = grown.costs
    assert many <= few
    assert few <= (16, 1)


def test_the_model_reads_no_more_than_its_budget(grown):
    found = next(e for e in grown.bot.stream(QUESTION) if isinstance(e, Retrieved))
    spent = sum(estimate_tokens(s.text) for e in found.evidence for s in e.sentences)
    budget = Settings().evidence_tokens
    assert 0.8 * budget <= spent <= budget
    read = sum(estimate_tokens(m.text) for m in grown.model.heard[-1])
    instructions, head_of_a_source = 150, 25
    assert read <= spent + instructions + head_of_a_source * len(found.evidence)


def test_an_answer_given_before_costs_no_search_and_no_model(archive, counter, model, tmp_path):
    write(tmp_path / "news", range(FEW))
    archive.ingest(tmp_path / "news")
    archive.ask(QUESTION)
    counter.reset()
    asked = len(model.heard)
    assert archive.ask(QUESTION).receipt["cached"] is True
    assert (counter.index, len(model.heard)) == (0, asked)
    assert len(counter.sql) <= 4
