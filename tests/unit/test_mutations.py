"""Proof against planted mistakes: a small fixed part of what `python -m eval.mutations` measures, with its floors."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import pytest

from eval.mutations.figures import figures, trials
from eval.mutations.pairs import Corpus, sampled, written

ROOT = Path(__file__).resolve().parents[2]
CAUGHT_AT_LEAST = {"number": 0.99, "date": 0.97, "name": 0.95, "citation": 0.97, "negation": 0.85, "unit": 0.9, "quotation": 1.0}  # fmt: skip
DROPPED_AT_MOST = 0.03


@pytest.fixture(scope="module")
def corpus():
    return Corpus("newsroom", ROOT / "corpus")


@pytest.fixture(scope="module")
def hand(corpus):
    return list(written({"newsroom": corpus}, ROOT / "eval" / "data" / "pairs.jsonl"))


@pytest.fixture(scope="module")
def share(corpus, hand):
    chosen = [*sampled(corpus, 6, seed=1), *islice(hand, 24)]
    return {kind: caught for kind, (_, caught) in figures(trials(chosen)).items()}


@pytest.mark.parametrize("kind", CAUGHT_AT_LEAST)
def test_planted_mistakes_are_caught(share, kind):
    assert share[kind] >= CAUGHT_AT_LEAST[kind]


def test_true_claims_are_kept(share):
    assert share["true, dropped"] <= DROPPED_AT_MOST


def test_every_written_pair_has_an_id_of_its_own_and_its_article(hand):
    assert len(hand) >= 60
    assert len({p.id for p in hand}) == len(hand)
    assert all(p.evidence[p.source - 1].sentences for p in hand)
