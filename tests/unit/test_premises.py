"""The proof, of what must be there before a claim says anything: an event, more than a dateline, the one that "she" is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ragbot import chunking, citations, text
from ragbot.text import dates
from tests.proofs import evidence, prove

GOES = "Stellan Borg says that Minister Noor Cass must go, because her signature stands under the contract."
WHY = "Why did Minister Noor Cass resign?"
BECAUSE = "Minister Noor Cass resigned because her signature stands under the contract. [1]"


@pytest.mark.parametrize(
    ("told", "proven"),
    [
        ("Emil Cadd has resigned.", False),
        ("Noor Cass resigned at noon.", True),
        ("She resigned at noon.", True),
        ("Nobody was surprised.", True),
    ],
)
def test_no_reason_is_proven_for_what_only_another_did(told, proven):
    assert bool(prove(BECAUSE, WHY, f"{GOES} {told}").sentences) == proven


def test_a_reason_may_be_given_for_what_was_done_to_what_is_named():
    told = "TARN – The council has changed its mind about the mill in Holm. It was the flood that saved it."
    claim = "The council changed its mind about closing the mill in Holm because of the flood that saved it. [1]"
    assert prove(claim, "What made the council change its mind about closing the mill in Holm?", told).sentences


@pytest.mark.parametrize(
    ("claim", "proven"),
    [
        ("According to police, Lower Quill, Nov. 20, 2025", False),
        ("Lower Quill, Nov. 20", False),
        ("He was found dead in Lower Quill.", True),
    ],
)
def test_a_dateline_alone_is_no_answer(claim, proven):
    source = "LOWER QUILL, Nov. 20 (Halyard) – The shepherd has been found dead, police said on Thursday."
    assert bool(prove(f"{claim} [1]", "Where was the shepherd found?", source).sentences) == proven


FOUNDED = "In 1972 Leonie Oswin founded the Sorley Youth Orchestra."
LED = "She led it until 1998, never with a baton."


@pytest.mark.parametrize(
    ("claim", "proven"),
    [
        ("Leonie Oswin led the Sorley Youth Orchestra until 1998.", True),
        ("Leonie Oswin founded the Sorley Youth Orchestra in 1998.", False),
        ("Leonie Oswin led the Sorley Youth Orchestra until 1972.", False),
    ],
)
def test_a_pronoun_lends_its_day_to_what_the_same_sentence_tells(claim, proven):
    assert bool(prove(f"{claim} [1]", "Until when did she lead it?", f"{FOUNDED} {LED}").sentences) == proven


POLL = "The Tesmark Union gets 19 seats, and the Union for Tesmark, which is new, gets 8 seats."


@pytest.mark.parametrize(
    ("claim", "quote", "proven"),
    [
        ("The Tesmark Union gets 8 seats.", "The Union for Tesmark, which is new, gets 8 seats.", False),
        ("The Union for Tesmark gets 19 seats.", "The Tesmark Union gets 19 seats.", False),
        ("The Union for Tesmark gets 8 seats.", "The Union for Tesmark, which is new, gets 8 seats.", True),
        ("The Tesmark Union gets 19 seats.", "The Tesmark Union gets 19 seats.", True),
    ],
)
def test_one_of_two_names_of_the_same_words_is_not_the_other(claim, quote, proven):
    both = "Do not mix up the Tesmark Union and the Union for Tesmark."
    found = [
        replace(e, sentences=tuple(s for s in e.sentences if s.text == quote)) for e in evidence(f"{quote} {both}")
    ]
    proof = citations.prove(f"{claim} [1]", "How many seats does it get?", found, chunking.sentences)
    assert bool(proof.sentences) == proven


def test_names_of_the_same_words_are_one_where_the_text_has_but_one_of_them():
    assert not text.is_namesake("the Transport Council", "the Council for Transport", "The Council for Transport met.")


def test_a_day_may_be_written_with_a_dot():
    (mention,) = dates.mentions("Am 20. April entscheidet der Kreistag.", None)
    assert {first.strftime("%d %m") for first, _ in mention.readings} == {"20 04"}
