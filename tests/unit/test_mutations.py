"""Proof against planted mistakes: a small fixed part of what `python -m eval.mutations` measures, with its floors."""

from __future__ import annotations

import json
from itertools import islice
from pathlib import Path

import pytest

from eval.mutations.corrupt import lies
from eval.mutations.figures import figures, trials
from eval.mutations.opposites import OPPOSITES, turned
from eval.mutations.pairs import Corpus, Pair, sampled, written
from eval.mutations.people import TRUE, people_table, told

ROOT = Path(__file__).resolve().parents[2]
WRITTEN = ROOT / "eval" / "data" / "pairs.jsonl"
CAUGHT_AT_LEAST = {"number": 0.99, "date": 0.99, "name": 0.95, "citation": 0.97, "negation": 0.80, "quotation": 1.0}
DROPPED_AT_MOST = 0.06  # one in so few


@pytest.fixture(scope="module")
def corpus():
    return Corpus("newsroom", ROOT / "corpus")


@pytest.fixture(scope="module")
def share(corpus):
    pairs = [*sampled(corpus, 8, seed=1), *islice(written({"newsroom": corpus}, WRITTEN), 24)]
    chosen = [pair for pair in pairs if not pair.held]  # the other half is measured, never tested for
    return {kind: caught for kind, (_, caught) in figures(trials(chosen)).items()}


@pytest.mark.parametrize("kind", CAUGHT_AT_LEAST)
def test_planted_mistakes_are_caught(share, kind):
    assert share[kind] >= CAUGHT_AT_LEAST[kind]


def test_true_claims_are_kept(share):
    assert share["true, dropped"] <= DROPPED_AT_MOST


def test_every_written_pair_has_an_id_of_its_own_and_its_article(corpus):
    pairs = [json.loads(line) for line in WRITTEN.read_text(encoding="utf-8").splitlines()]
    assert len(pairs) >= 60
    assert len({p["id"] for p in pairs}) == len(pairs)
    for pair in (p for p in pairs if p["corpus"] == "newsroom"):
        assert all(quote in corpus.by_path[pair["article"]].body for quote in pair["quotes"])


@pytest.mark.parametrize(
    ("claim", "opposite"),
    [
        ("Beijing tightened its controls.", "Beijing loosened its controls."),
        ("Two of the accused were acquitted.", "Two of the accused were convicted."),
        ("The hottest day was in July.", "The coldest day was in July."),
        ("The town borrows from the bank.", "The town lends from the bank."),
        ("She left in May.", "She joined in May."),
    ],
)
def test_a_claim_is_turned_round_in_the_same_form_of_the_word(corpus, claim, opposite):
    article = corpus.articles[0]
    evidence, source = corpus.evidence(article, [], article.headline)
    pair = Pair("x", "written", "", claim, evidence, source)
    assert opposite in [claim[:a] + new + claim[b:] for _, (a, b), new in turned(claim)]
    assert any(lie.category == "direction" for lie in lies(pair))


def test_what_only_looks_like_a_direction_is_left_alone():
    assert not list(turned("The flood left three people in need of shelter against the rain."))


def test_each_of_the_opposites_has_as_many_forms_as_its_own():
    rows = [row for rows in OPPOSITES.values() for row in rows]
    assert len(rows) >= 40
    assert all(len(one.split(", ")) == len(other.split(", ")) for one, other in rows)


@pytest.fixture(scope="module")
def people(corpus, tmp_path_factory):
    lines = (ROOT / "eval" / "data" / "people.jsonl").read_text(encoding="utf-8").splitlines()
    read = [line for line in lines if not json.loads(line)["held"]][:16]
    file = tmp_path_factory.mktemp("people") / "people.jsonl"
    file.write_text("\n".join(read), encoding="utf-8")
    return list(told(corpus, file))


@pytest.mark.parametrize(("kind", "least"), [("number", 0.85), ("date", 0.9), ("name", 0.75)])
def test_most_of_what_people_changed_is_caught(people, kind, least):
    dropped = [one.dropped for one in people if one.kind == kind]
    assert len(dropped) > 10
    assert sum(dropped) >= least * len(dropped)


def test_most_of_what_people_say_in_other_words_is_proven(people):
    dropped = [one.dropped for one in people if one.kind == TRUE]
    assert sum(dropped) <= 0.4 * len(dropped)
    assert "written by people" in people_table(people)


def test_a_quote_that_is_not_in_its_article_is_an_error(corpus, tmp_path):
    file = tmp_path / "people.jsonl"
    line = {"id": "x", "held": False, "article": "2026-05-28--kempf-interview.md", "question": "?", "claim": "No.", "false": []}  # fmt: skip
    file.write_text(json.dumps({**line, "quotes": ["never said"]}), encoding="utf-8")
    with pytest.raises(ValueError, match="not found"):
        list(told(corpus, file))
