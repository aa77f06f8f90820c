"""Several proofs as one: citations are numbered on, and one that two of them share is cited once."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from ragbot import citations
from ragbot.citations import Proof
from tests.proofs import evidence, prove

MILL = "The mill burned on Tuesday. Five workers were injured. The owner was in Oslo."
FAIR = "The fair drew 4,300 visitors. The band played until ten."


def test_citations_are_numbered_on():
    burned = prove("The mill burned on Tuesday [1]. The owner was in Oslo [1].", "", MILL)
    drew = prove("The fair drew 4,300 visitors [2].", "", MILL, FAIR)
    both = citations.joined(burned, drew)
    assert [(c.n, c.quote) for c in both.citations] == [
        (1, "The mill burned on Tuesday."),
        (2, "The owner was in Oslo."),
        (3, "The fair drew 4,300 visitors."),
    ]
    assert [s.citations for s in both.sentences] == [(1,), (2,), (3,)]
    assert both.text == "The mill burned on Tuesday [1]. The owner was in Oslo [2]. The fair drew 4,300 visitors [3]."


def test_a_quote_that_both_have_is_cited_once():
    hurt = prove("Five workers were injured [1].", "", MILL)
    again = prove("The band played until ten [2]. Five workers were injured [1].", "", MILL, FAIR)
    both = citations.joined(hurt, again)
    assert [c.quote for c in both.citations] == ["Five workers were injured.", "The band played until ten."]
    assert [s.citations for s in both.sentences] == [(1,), (2,), (1,)]


def test_the_same_words_in_another_article_are_another_quote():
    one = prove("The band played until ten [1].", "", FAIR)
    (other,) = evidence(FAIR)
    other = replace(other, article=replace(other.article, id="elsewhere"))
    both = citations.joined(one, citations.quoted(citations.Quote(other, other.sentences[1])))
    assert [(c.n, c.article_id) for c in both.citations] == [(1, "a1"), (2, "elsewhere")]


def test_a_sentence_of_two_quotes_keeps_both_in_order():
    fair = prove("The band played until ten [2].", "", MILL, FAIR)
    mill = prove("The mill burned on Tuesday while the owner was in Oslo [1].", "", MILL)
    assert [s.citations for s in mill.sentences] == [(1, 2)]
    both = citations.joined(fair, mill)
    assert [s.citations for s in both.sentences] == [(1,), (2, 3)]
    assert both.text.endswith("while the owner was in Oslo [2][3].")


def test_what_was_dropped_is_told_of_each():
    kept = [prove(f"{lie} [1]", "", MILL) for lie in ("Nine workers were injured.", "The owner was in Paris.")]
    assert citations.joined(*kept) == Proof("", (), (), ("Nine workers were injured.", "The owner was in Paris."))


def test_one_proof_is_joined_to_itself():
    alone = prove("Five workers were injured [1].", "", MILL)
    assert citations.joined(alone) == alone
    assert citations.joined() == Proof("", (), ())


QUOTES = [citations.Quote(e, s) for e in evidence(MILL, FAIR) for s in e.sentences]


@given(st.lists(st.lists(st.sampled_from(QUOTES), min_size=1, max_size=4), max_size=4))
def test_every_sentence_keeps_the_very_quotes_that_proved_it(several):
    proofs = [citations.assemble([(q.sentence.text, [q]) for q in quotes]) for quotes in several]
    both = citations.joined(*proofs)
    by_number = {c.n: c.quote for c in both.citations}
    assert list(by_number) == list(range(1, len(both.citations) + 1))
    assert len(set(by_number.values())) == len(by_number)
    assert [(s.text, [by_number[n] for n in s.citations]) for s in both.sentences] == [
        (q.sentence.text, [q.sentence.text]) for quotes in several for q in quotes
    ]
