"""The proof, of who did it: a work's painter has not directed it, and "he" is somebody whom the article has named."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ragbot import chunking, citations
from tests.proofs import evidence, prove

DIRECTED = "Who directed the Lantern Waltz?"


@pytest.mark.parametrize(
    "source",
    [
        "The Lantern Waltz shows a portrait that was painted in 1878 by Aurel Nordheim.",
        "The Lantern Waltz, built around songs written by Aurel Nordheim, opens in Holm.",
        "The Lantern Waltz hangs beside a drawing sold in the spring to the town by Aurel Nordheim.",
    ],
)
def test_who_did_something_else_did_not_do_what_the_claim_says(source):
    assert not prove("The Lantern Waltz was directed by Aurel Nordheim. [1]", DIRECTED, source).sentences


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("The Lantern Waltz was directed by Aurel Nordheim.", "The Lantern Waltz was directed in 1978 by Aurel Nordheim."),
        ("The Lantern Waltz was directed by Aurel Nordheim.", "The Lantern Waltz, written by Aurel Nordheim and directed by Aurel Nordheim, opens."),
        ("The Lantern Waltz was directed by Aurel Nordheim.", "Songs written by Aurel Nordheim fill the Lantern Waltz, which he directed."),
        ("The Lantern Waltz was directed by Aurel Nordheim.", "Aurel Nordheim directed the Lantern Waltz after it was painted by Odo Farr."),
        ("The Lantern Waltz was painted by Aurel Nordheim.", "The Lantern Waltz was, in a barn on the Lune, painted in two days by Aurel Nordheim."),
        ("The Lantern Waltz was directed by Aurel Nordheim.", "The Lantern Waltz was a film by Aurel Nordheim; he was its director."),
    ],
)  # fmt: skip
def test_who_did_what_the_claim_says_is_proven_to_have_done_it(claim, source):
    assert prove(f"{claim} [1]", DIRECTED, source).sentences


CARTED = "The stones of the mill were cut in Holm and carried by boat. "


def is_born(body):
    """Whether the article proves where Mira Falkner was born; its headline lends her name."""
    (shown,) = evidence(body)
    shown = replace(shown, article=replace(shown.article, headline="Mira Falkner and her mill"))
    claim, question = "Mira Falkner was born in Holm in 1948. [1]", "Where was Mira Falkner born?"
    return bool(citations.prove(claim, question, [shown], chunking.sentences).sentences)


@pytest.mark.parametrize(
    "before",
    [
        "The mill was built by Odo Farr, the mason.",
        "The mill was built by Odo van Farr, the mason.",
        f"Mira Falkner runs the mill. {CARTED * 15}Its mason was Odo Farr.",
    ],
    ids=["another", "of two names and more", "another, and the right one too far before"],
)
@pytest.mark.parametrize("said", ["She was born", "And she was born", "But he was born"])
def test_a_pronoun_is_nobody_whom_the_article_has_not_named_where_it_has_named_another(before, said):
    assert not is_born(f"{before} {said} in Holm in 1948. The mill stands still.")


@pytest.mark.parametrize(
    "body",
    [
        "Mira Falkner bought the mill from Odo Farr, the mason. She was born in Holm in 1948.",
        "The mill of Falkner was built by Odo Farr, the mason. But she was born in Holm in 1948.",
        "The mill stands still. She was born in Holm in 1948.",
        "She was born in Holm in 1948. The mill was built by Odo Farr, the mason.",
        "The mill was built by Odo Farr, the mason. Born in Holm in 1948, she came to Tarn.",
        f"Odo Farr built the mill. {CARTED * 6}She was born in Holm in 1948.",
    ],
    ids=["named before", "last name before", "nobody before", "first sentence", "opens otherwise", "named far before"],
)
def test_a_pronoun_may_be_who_was_named_before_and_where_nobody_was_who_the_headline_names(body):
    assert is_born(body)


def test_a_pronoun_is_who_was_named_before_it():
    source = "Odo Farr keeps bees near Tarn. He was born in Holm in 1948. Mira Falkner runs the mill."
    assert prove("Odo Farr was born in Holm in 1948. [1]", "Where was Odo Farr born?", source).sentences


@pytest.mark.parametrize("page", ["The mill was painted by Aurel " * 2000, "The mill is not the some " * 3000])
def test_a_page_of_names_or_of_denials_is_read_at_once(page):
    """Each was read anew from every one of its words: ten seconds, where it is a tenth of one now."""
    assert not prove("The mill was sold by Mira Falkner on 12 June. [1]", "Who sold the mill?", page).sentences


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("Odo Farr was admitted to the clinic in Holm.", "Mira Falkner, 42, was admitted to the clinic in Holm on Tuesday."),
        ("Odo Falkner carried the letters to the clinic.", "Mira Falkner, 55, carried the letters to the clinic. Odo Falkner, 38, was paid for them."),
        ("Odo Farr endorsed Mira Falkner for the clinic.", "She quickly endorsed Odo Farr for the clinic, to which Mira Falkner belongs."),
        ("Odo Farr cut the cloth of the clinic.", "Odo Farr has mended a frame from which the cloth of the clinic was cut."),
        ("Odo Farr founded the clinic.", "The clinic was founded in 1998, and Odo Farr leads it now."),
        ("Odo Farr founded the clinic.", "The clinic was founded by Mira Falkner for Odo Farr."),
        ("Half of the 13,000 nurses left the clinic.", "Half of the 13,000 nurses were on strike, and 1,630 left the clinic."),
    ],
)  # fmt: skip
def test_a_deed_is_not_proven_for_another_name_than_the_one_in_front_of_it(claim, source):
    question = "What is told of Odo Farr, Odo Falkner, Mira Falkner and the nurses of the clinic?"
    assert not prove(f"{claim} [1]", question, source).sentences


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("Odo Farr was admitted to the clinic in Holm.", "Farr, 42, was admitted to the clinic in Holm on Tuesday."),
        ("Mayor Farr endorsed the clinic.", "Mayor Odo Farr quickly endorsed the clinic."),
        ("Odo Farr endorsed the clinic.", "He quickly endorsed the clinic; Odo Farr likes it."),
        ("Odo Farr cut the cloth of the clinic.", "The cloth of the clinic was cut by Odo Farr."),
        ("Odo Farr founded the clinic.", "The clinic was founded in 1998 by the nurse Odo Farr, who still runs it."),
        ("Odo Farr and Mira Dahl endorsed the clinic.", "Mira Dahl and Odo Farr endorsed the clinic."),
        ("Odo Farr and Mira Dahl endorsed the clinic.", "Odo Farr and his wife Mira Dahl endorsed the clinic."),
        ("Odo Farr was elected head of the clinic.", "Nurses elected Odo Farr head of the clinic, and Mira Dahl was elected his deputy."),
        ("A plane with 228 nurses on board hit the clinic.", "Flight 447 hit the clinic with 228 nurses on board the plane."),
        ("Some 1,630 nurses left the clinic.", "Half of the 13,000 nurses were on strike, and 1,630 left the clinic."),
    ],
)  # fmt: skip
def test_a_deed_is_proven_for_its_doer_under_another_form_of_the_name(claim, source):
    question = "What is told of Odo Farr and the nurses of the clinic?"
    assert prove(f"{claim} [1]", question, source).sentences


def test_of_several_that_are_named_together_each_may_be_described():
    source = "The law is by senators Josh Hale of Tarn and Ben Ray Dahl of New Holm."
    assert prove("Josh Hale and Ben Ray Dahl [1].", "Which senators are behind the law?", source).sentences


ACCUSED = "What is Jasper Ilgen accused of?"
FRAUD = "Jasper Ilgen was heard on Monday. Ilgen had lent money. Kordas, who is accused of fraud, followed it without looking up."


def test_what_is_told_of_one_who_is_named_and_described_is_not_true_of_another():
    assert not prove("Jasper Ilgen is accused of fraud. [1]", ACCUSED, FRAUD).sentences


@pytest.mark.parametrize(
    ("claim", "question", "source"),
    [
        ("Kordas is accused of fraud.", "Who is accused of fraud?", FRAUD),
        # nobody is called "Bridge" alone
        ("The Cooper Bridge takes 40 tonnes.", "How much does the Cooper Bridge take?", "Orme, 61, says that it takes 40 tonnes."),
        # "he" may be Ilgen
        ("Jasper Ilgen is accused of fraud.", ACCUSED, "Ilgen was heard. Orme, 61, says that he is accused of fraud."),
        ("Jasper Ilgen is accused of fraud.", ACCUSED, "Ilgen was heard. Orme, who heard it, says that Ilgen is accused of fraud."),
    ],
)  # fmt: skip
def test_where_the_described_one_is_named_or_only_tells_it_stands(claim, question, source):
    assert prove(f"{claim} [1]", question, source).sentences
