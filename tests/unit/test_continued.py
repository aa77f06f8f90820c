"""The order in which a question of a conversation has its sources read."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ragbot.answering import continued
from ragbot.domain import Article, Evidence, EvidenceSentence

ARTICLES = [Article(id=name, source_path=name, headline="", body="x" * 100) for name in "abcde"]


def source(n, article, *starts, score=1.0):
    return Evidence(n, article, tuple(EvidenceSentence(s, s + 1, f"{article.id}{s}", score) for s in starts))


A, B, C, *_ = ARTICLES
numbered = st.lists(
    st.tuples(st.sampled_from(ARTICLES), st.sets(st.integers(0, 9), min_size=1)),
    min_size=1,
    unique_by=lambda item: item[0].id,
).map(lambda items: [source(n, a, *sorted(starts)) for n, (a, starts) in enumerate(items, start=1)])


def places(evidence):
    return [(e.article.id, s.start) for e in evidence for s in e.sentences]


def test_sources_are_read_again_up_to_the_first_that_is_not_needed():
    before = [source(1, A, 1), source(2, B, 2), source(3, C, 3)]
    assert continued.common(before, [source(1, C, 5), source(2, A, 7)]) == (before[0],)
    assert continued.common(before, [source(1, B, 5)]) == ()


def test_what_is_found_keeps_the_numbers_that_its_articles_had():
    read = (source(1, A, 1), source(3, B, 2))
    found = continued.merged(read, [source(1, C, 4), source(2, B, 2, 6), source(3, A, 9)])
    assert [(e.article.id, e.n) for e in found] == [("c", 2), ("b", 3), ("a", 1)]


def test_a_sentence_that_was_only_read_before_is_evidence_that_nothing_is_sought_in():
    (found,) = continued.merged((source(1, A, 1, 5),), [source(1, A, 5)])
    assert [(s.start, s.score) for s in found.sentences] == [(1, 0.0), (5, 1.0)]


def test_what_stands_there_already_is_not_read_twice():
    read = (source(1, A, 1, 5), source(2, B, 2))
    shown = continued.behind(read, [source(1, A, 5, 7), source(2, B, 2), source(3, C, 0)])
    assert shown == (*read, source(1, A, 7), source(3, C, 0))


@given(numbered, numbered)
def test_all_that_is_needed_is_read_once_and_under_one_number(before, needed):
    read = continued.common(before, needed)
    found = continued.merged(read, needed)
    shown = continued.behind(read, found)
    assert tuple(before[: len(read)]) == shown[: len(read)]
    assert len(places(shown)) == len(set(places(shown)))
    assert set(places(needed)) <= set(places(shown)) == set(places(found)) | set(places(read))
    numbers = {e.article.id: e.n for e in found}
    assert len(set(numbers.values())) == len(found)
    assert all(numbers[e.article.id] == e.n for e in shown)


@given(st.lists(numbered, min_size=1, max_size=6))
def test_the_last_readings_are_kept_and_no_more(sources):
    readings = continued.Readings(size=3)
    for at, told in enumerate(sources):
        readings.put(at, (), tuple(told))
    kept = range(max(0, len(sources) - 3), len(sources))
    assert [readings.get(at, (), lambda: ()) for at in kept] == [tuple(sources[at]) for at in kept]
    assert readings.get("none", (), lambda: (source(1, A, 1),)) == (source(1, A, 1),)
