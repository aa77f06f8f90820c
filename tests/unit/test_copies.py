"""Copies are told from other stories: in planted pairs of the sample newsroom, and for any text without harm."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.copy_figures import figures, pairs, precision_recall
from ragbot import Ragbot, copies, text
from ragbot.articles import find_files, load
from ragbot.domain import Article
from tests.conftest import ROOT
from tests.fakes import WordHashEncoder

STORY = (
    "A power cut brought the center of Brennick to a halt on Thursday afternoon, leaving some 9,000 households without "
    "electricity for up to two hours and 40 minutes, the grid company said. Firefighters freed 17 people from elevators."
)


@pytest.fixture(scope="module")
def planted():
    found = [a.body for s in find_files([ROOT / "corpus"])[0] for a in load(s) if isinstance(a, Article)]
    return list(pairs(found[:40]))


def test_planted_copies_are_found_and_other_stories_are_not(planted):
    assert len(planted) > 400
    precision, recall = precision_recall(planted)
    assert precision >= 0.98
    assert recall >= 0.95


def test_each_way_of_copying_is_found(planted):
    made = {p.kind for p in planted if p.is_copy}
    for kind, (_, called, _) in figures(planted).items():
        assert (called >= 0.8) if kind in made else (called <= 0.1), kind


def test_a_template_filled_anew_is_another_story():
    other = STORY.replace("9,000", "4,100").replace("17", "3").replace("40", "5").replace("two", "one")
    assert copies.similarity(STORY, other) >= copies.COPY
    assert not copies.is_copy(STORY, other)


def test_a_brief_beside_a_long_story_quotes_it():
    long = STORY + " ".join(f" Sentence number {n} says something else again." for n in range(60))
    assert copies.similarity(STORY, long) == 0


def test_a_text_too_short_to_judge_is_no_copy_of_anything():
    assert copies.signature("The bridge is closed.") == b""
    assert copies.bands(b"") == []


@pytest.mark.parametrize(
    ("body", "agency"),
    [
        ("HOLM (LP) — The bridge closed.", "LP"),
        ("HOLM, March 3 (Lune Press) - The bridge closed.", "Lune Press"),
        ("The mayor (SPD) — a baker — resigned.", ""),
        ("He told Reuters that the bridge had closed.", ""),
    ],
)
def test_the_agency_of_a_dateline_is_credited(body, agency):
    assert copies.credited(Article("i", "a.md", "Headline", body)) == agency


@given(st.text(max_size=400), st.text(max_size=400))
def test_any_two_texts_compare_alike_both_ways(one, other):
    assert copies.similarity(one, other) == copies.similarity(other, one)
    assert copies.is_copy(one, other) == copies.is_copy(other, one)
    assert copies.signature(one) == copies.signature(one)
    assert all(-(2**63) <= band < 2**63 for band in copies.bands(copies.signature(one + STORY)))


@given(st.text(max_size=100))
def test_a_text_is_a_copy_of_itself(more):
    assert copies.is_copy(STORY + more, STORY + more)
    assert copies.bands(copies.signature(STORY + more)) == copies.bands(copies.signature(STORY + more))


def test_an_origin_is_read_once_for_a_question_however_many_passages_of_its_copy_are_found(tmp_path, monkeypatch):
    news = tmp_path / "in"
    news.mkdir()
    told = " ".join(f"On day {n} the mill at Pell ground {n + 3} sacks of rye and {n * 7} of oats." for n in range(120))
    for n, outlet in enumerate(("Tarn Courier", "Holm Post")):
        front = f'id: "{n}"\ntitle: "The mill"\nsource: "{outlet}"\npublished: "2026-05-0{n + 1}"'
        (news / f"{n}.md").write_text(f"---\n{front}\n---\n\n{told}", encoding="utf-8")
    whole, numbers = [], text.numbers
    monkeypatch.setattr("ragbot.text.numbers", lambda words: (whole.append(words == told), numbers(words))[1])
    with Ragbot.open(tmp_path / "archive", llm="extractive", embedder=WordHashEncoder()) as bot:
        bot.ingest(news)
        whole.clear()
        bot.ask("Which sacks did the mill at Pell grind?")
    assert sum(whole) == 1
