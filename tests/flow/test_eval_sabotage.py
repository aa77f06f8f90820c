"""Break ragbot on purpose: the suite says so, in the right row and not in the others."""

from __future__ import annotations

from dataclasses import replace

import pytest

from eval.compare import below
from eval.run import Run, run_suite
from eval.suite import load_suite
from ragbot import Ragbot
from ragbot.domain import Done
from ragbot.retrieval import PickEvidence
from ragbot.settings import Settings
from tests.conftest import ROOT
from tests.fakes import WordHashEncoder

WHOLE = load_suite(ROOT / "eval" / "cases", held=False)
# A third of each file's cases: a bot that is broken everywhere shows in any of them.
SUITE = replace(WHOLE, cases=WHOLE.cases[::3])


class Bent:
    """A real bot whose answers are bent before they are seen."""

    def __init__(self, bot, bend):
        self._bot = bot
        self._bend = bend

    def __getattr__(self, name):
        return getattr(self._bot, name)

    def stream(self, *question, **options):
        for event in self._bot.stream(*question, **options):
            yield Done(self._bend(event.answer)) if isinstance(event, Done) else event


@pytest.fixture(scope="module")
def ask(tmp_path_factory):
    cache = tmp_path_factory.mktemp("cache")
    settings = Settings.load(cache=cache, llm="extractive")

    def call(bend=lambda answer: answer):
        def open_bot(home):
            return Bent(Ragbot.open(home, settings=settings, embedder=WordHashEncoder()), bend)

        result, journal = run_suite(SUITE, Run(open_bot, cache, "words", fresh=True))
        journal.forget()
        return result

    return call


@pytest.fixture(scope="module")
def sound(ask):
    return ask()


def rows(result, sound):
    return {sentence.split()[0] for sentence in below(result, sound)}


def test_the_same_bot_twice_is_never_worse(ask, sound):
    assert rows(ask(), sound) == set()
    assert sound["failed"] == []


def test_swapping_the_two_best_articles_shows_in_the_ranking(ask, sound, monkeypatch):
    whole = PickEvidence.__call__

    def swapped(self, state):
        whole(self, state)
        second = next((i for i, h in enumerate(state.hits) if h.article_id != state.hits[0].article_id), 0)
        if second:
            state.hits[0], state.hits[second] = state.hits[second], state.hits[0]

    monkeypatch.setattr(PickEvidence, "__call__", swapped)
    worse = rows(ask(), sound)
    assert worse >= {"hit@1", "mrr@10"}
    assert not worse & {"recall@10", "quotes_verbatim", "sentences_proven"}


def test_citing_the_wrong_article_shows_in_the_citations(ask, sound):
    other = next(iter({c["gold"][0]: 0 for c in sound["cases"] if c["gold"]}))

    def wrong(answer):
        return replace(answer, citations=tuple(replace(c, source_path=other) for c in answer.citations))

    worse = rows(ask(wrong), sound)
    assert worse >= {"citation_precision", "citation_recall"}
    assert not worse & {"hit@1", "accuracy", "quotes_verbatim"}


def test_a_quote_that_is_not_there_shows_in_the_quotes(ask, sound):
    def misquoted(answer):
        return replace(answer, citations=tuple(replace(c, quote=c.quote + "!") for c in answer.citations))

    assert rows(ask(misquoted), sound) == {"quotes_verbatim"}


def test_a_year_that_is_off_shows_in_the_accuracy_and_in_no_citation(ask, sound):
    def shifted(answer):
        return replace(answer, text=answer.text.translate(str.maketrans("0123456789", "1234567890")))

    worse = rows(ask(shifted), sound)
    assert "accuracy" in worse
    assert not worse & {"hit@1", "citation_precision", "citation_recall", "quotes_verbatim", "over_refusal"}


def test_refusing_everything_shows_in_the_over_refusal(ask, sound):
    def refusing(answer):
        return replace(answer, status="not_found", text="Not in these articles.", sentences=(), citations=())

    worse = rows(ask(refusing), sound)
    assert worse >= {"accuracy", "over_refusal"}
    assert "abstained_when_it_should" not in worse
