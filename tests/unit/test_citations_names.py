"""The proof, of names: who did it and who says so stay those whom the articles tell."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ragbot import chunking, citations
from tests.proofs import evidence, prove


def test_initials_that_a_model_spaces_out_are_the_same():
    proof = prove(
        "U. S. exports rose by 3 percent [1].", "What did U.S. exports do?", "U.S. exports rose by 3 percent."
    )
    assert [s.text for s in proof.sentences] == ["U.S. exports rose by 3 percent."]


@pytest.mark.parametrize(
    ("claim", "source", "told"),
    [
        ("The driver stole the boat.", "The driver stole the boat, police said.", "According to police, the driver stole the boat."),
        ("The driver had drunk wine.", "According to the indictment, the driver had drunk wine.", "According to the indictment, the driver had drunk wine."),
        ("The driver stole the boat.", "The driver, Petra Voss said, allegedly stole the boat.", "According to Petra Voss, the driver stole the boat."),
        ("Police said the driver stole the boat.", "The driver stole the boat, police said.", "Police said the driver stole the boat."),
    ],
)  # fmt: skip
def test_an_allegation_stays_the_word_of_those_who_made_it(claim, source, told):
    assert [s.text for s in prove(f"{claim} [1]", "What happened?", source).sentences] == [told]


def test_an_allegation_of_nobody_is_not_told():
    assert prove("The driver stole the boat [1].", "What happened?", "The driver allegedly stole the boat.").dropped


@pytest.mark.parametrize(
    ("quote", "proven"),
    [
        ("Stellan Borg said that Finance Minister Noor Cass must go too.", False),
        ("The transport minister, Stellan Borg, stepped down.", True),
        ("Transport: Stellan Borg, an engineer, is a minister for the first time.", True),
        ("Stellan Borg, who has been minister since May, stepped down.", True),
    ],
)
def test_an_office_is_not_proven_by_another_of_the_kind(quote, proven):
    claim = "Stellan Borg is the transport minister of Tarn. [1]"
    assert bool(prove(claim, "Who is the transport minister of Tarn?", f"{quote} Tarn waits.").sentences) == proven


def test_a_sentence_that_goes_in_circles_is_not_shown():
    said = "Ines Falk, head of the staff, said the river rose. "
    circles = (
        "Ines Falk, head of the staff, said Ines Falk, head of the staff, said Ines Falk, head of the staff, said. [1]"
    )
    assert not prove(circles, "Who said that the river rose?", said).sentences
    assert prove("Ines Falk, head of the staff, said it. [1]", "Who said that the river rose?", said).sentences


QUILL = "Upper Quill has taught children since 1868, but only 38 are left. Dunmarrow has 171 pupils."
STREET = "She fed him in the kitchen of the Linden Street sports hall for fifteen weeks."
FINAL = "In between Bruno Achterberg had levelled for Sorley with a penalty; Oskar Winther looked left, and Achterberg shot left. Theo Marchetti came on."
AID = "The United States has been leading efforts to bring aid into Gaza, President Joe Biden said."
REGISTRY = "The rate of the liver transplant programme was higher, according to the Scientific Registry of Transplant Recipients, a guest of the Medical Center."
STROUD = "The mediator has settled 14 disputes of the railway and is said to have taken the chairs away. Stroud confirmed the story. Norda Railway runs the line."


@pytest.mark.parametrize(
    ("source", "true", "lie"),
    [
        (FINAL, "In between Bruno Achterberg had levelled for Sorley with a penalty", "In between Theo Marchetti had levelled for Sorley with a penalty; Oskar Winther looked left, and Achterberg shot left"),
        (AID, "The United States has been leading efforts to bring aid into Gaza", "The Joe Biden has been leading efforts to bring aid into Gaza"),
        (REGISTRY, "The liver transplant rate was higher, according to the Scientific Registry of Transplant Recipients", "The liver transplant rate was higher, according to the Scientific Registry of Medical Center"),
        (STROUD, "The mediator has settled 14 disputes and is said to have taken the chairs away, and Stroud confirmed the story", "The mediator has settled 14 disputes and is said to have taken the chairs away, and Railway confirmed the story"),
    ],
)  # fmt: skip
def test_a_name_that_took_anothers_place_is_caught_though_the_article_has_both(source, true, lie):
    assert prove(f"{true}. [1]", "What is told?", source).sentences
    assert not prove(f"{lie}. [1]", "What is told?", source).sentences


def test_a_name_that_another_source_lends_does_not_take_the_place_of_one():
    true, lie = (f"Upper Quill has taught children since 1868, but only 38 are left, and {n} has 171 pupils. [1]" for n in ("Dunmarrow", "Street"))  # fmt: skip
    assert prove(true, "How many children?", QUILL, STREET).sentences
    assert not prove(lie, "How many children?", QUILL, STREET).sentences


def test_nobody_is_the_source_of_what_was_not_said():
    source = (
        '"I measured it three times," said engineer Jonas Ferrand. She has now had a sticker printed, and a spare one.'
    )
    assert not prove(
        "According to Jonas Ferrand, she has now had a sticker printed [1].", "What now?", source
    ).sentences
    assert prove("She has now had a sticker printed [1].", "What now?", source).sentences


def test_the_outlet_in_front_is_no_name_that_took_a_datelines_place():
    (shown,) = evidence("SORLEY – Five months after it went to court, Corvane Glass has an owner again.")
    shown = replace(shown, article=replace(shown.article, outlet="Brennick Courier"))
    claim = "According to Brennick Courier, five months after it went to court, Corvane Glass has an owner again."
    assert citations.prove(f"{claim} [1]", "What happened?", [shown], chunking.sentences).sentences


def test_what_describes_a_name_takes_no_place_of_it():
    source = "They showed pictures from Tapp, a Danish drawing app loved in Tarn."
    question = "Which drawing app does the club show pictures from?"
    assert prove("Tapp is the drawing app that the club shows pictures from. [1]", question, source).sentences
    assert not prove("Skog is the drawing app that the club shows pictures from. [1]", question, source).sentences
