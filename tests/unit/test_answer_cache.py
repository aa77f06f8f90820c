"""A question that was answered already is answered at once, as long as nothing has changed that its answer depends on."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest

from ragbot import Ragbot
from ragbot.answering.cache import AnswerCache
from ragbot.assembly import assemble
from ragbot.domain import Done, Retrieved
from ragbot.settings import Settings
from tests.conftest import BRIDGE, MILL

COST = "How much do the repairs of the old bridge cost?"
SAID = "The repairs cost 2.4 million crowns [1]."


@contextmanager
def opened(tmp_path, encoder, model, clock):
    settings = Settings.load(home=tmp_path / "home", answers_kept=9)
    with Ragbot(assemble(settings, embedder=encoder, chat_model=model, clock=clock)) as bot:
        yield bot


@pytest.fixture
def bot(open_bot, news):
    made = open_bot(answers_kept=9)
    made.ingest(news)
    return made


def is_cached(answer) -> bool:
    return answer.receipt.get("cached", False)


def test_the_same_answer_comes_again_marked_and_without_the_model(bot, model):
    model.then(SAID)
    first, again = bot.ask(COST), bot.ask(f"  {COST} ")
    assert (is_cached(first), is_cached(again)) == (False, True)
    assert (again.text, again.citations, again.evidence) == (first.text, first.citations, first.evidence)
    assert len(model.heard) == 1
    assert again.timings.keys() == first.timings.keys()
    assert (again.timings["ttft_s"], again.timings["completion_tokens"]) == (None, 0)


def test_its_evidence_is_shown_first_as_ever(bot, model):
    model.then(SAID)
    bot.ask(COST)
    found, done = bot.stream(COST)
    assert isinstance(found, Retrieved)
    assert isinstance(done, Done)
    assert found.evidence == done.answer.evidence


def test_another_archive_or_filter_is_another_question(bot, model, news):
    model.then(*[SAID] * 4)
    bot.ask(COST)
    assert not is_cached(bot.ask(COST, outlet="Tarn Courier"))
    assert not is_cached(bot.ask(COST, as_of="2026-03-01"))
    assert not is_cached(bot.ask(COST, infer=False))
    (news / "new.md").write_text(MILL.replace("mill-1", "mill-2").replace("five", "six"), encoding="utf-8")
    bot.ingest(news)
    assert not is_cached(bot.ask(COST))
    assert is_cached(bot.ask(COST))
    bot.remove(next(a.id for a in bot.articles() if "Bridge" in a.headline))
    assert bot.ask(COST).status == "not_found"


def test_what_broke_off_or_had_to_do_without_the_model_is_tried_again(bot, model):
    model.then("The repairs cost 2.4 million <break>", SAID)
    assert bot.ask(COST).status == "interrupted"
    answer = bot.ask(COST)
    assert (answer.status, is_cached(answer)) == ("answered", False)


def test_an_embargo_that_ends_is_heeded(tmp_path, encoder, model, news):
    now = [datetime(2026, 3, 1, 11, 59, tzinfo=UTC)]
    header = 'embargoed: "2026-03-01T12:00:00Z"\nauthor:'
    (news / "2026-01-14--bridge.md").write_text(BRIDGE.replace("author:", header), encoding="utf-8")
    with opened(tmp_path, encoder, model, lambda: now[0]) as bot:
        bot.ingest(news)
        assert bot.ask(COST).status == "not_found"
        now[0] += timedelta(minutes=2)
        model.then(SAID)
        answer = bot.ask(COST)
        assert (answer.status, is_cached(answer)) == ("answered", False)


def test_days_pass(tmp_path, encoder, model, news):
    now = [datetime(2026, 3, 1, 9, tzinfo=UTC)]
    with opened(tmp_path, encoder, model, lambda: now[0]) as bot:
        bot.ingest(news)
        question = "What was reported last month about the Pell mill?"
        assert bot.ask(question).filters.inferred["since"][:10] == "2026-02-01"
        now[0] += timedelta(hours=12)
        assert is_cached(bot.ask(question))
        now[0] += timedelta(days=31)
        answer = bot.ask(question)
        assert not is_cached(answer)
        assert answer.filters.inferred["since"][:10] == "2026-03-01"


@pytest.mark.parametrize("settings", [{"answers_kept": 0}, {}])
def test_a_setting_switches_it_off_and_a_model_that_is_handed_in_is_always_asked(open_bot, model, news, settings):
    bot = open_bot(**settings)
    bot.ingest(news)
    model.then(SAID, SAID)
    assert not any(is_cached(bot.ask(COST)) for _ in range(2))


def test_of_a_named_writer_answers_are_kept_by_default(tmp_path, encoder, news):
    with Ragbot.open(tmp_path / "home", llm="extractive", embedder=encoder) as bot:
        bot.ingest(news)
        assert [is_cached(bot.ask(COST)) for _ in range(2)] == [False, True]


@pytest.mark.parametrize("size", [0, 1, 3])
def test_it_keeps_the_answers_that_were_asked_for_last(bot, size):
    found, done = (e for e in bot.stream(COST) if isinstance(e, Retrieved | Done))
    cache = AnswerCache(size)
    for key in "abcd":
        cache.put(key, found, done.answer)
        cache.get("a")
    kept = {key for key in "abcd" if cache.get(key)}
    assert kept == {0: set(), 1: {"d"}, 3: {"a", "c", "d"}}[size]
