"""The proof: true sentences pass with verbatim quotes, changed ones do not."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ragbot import chunking, citations
from tests.proofs import evidence, prove

FACTS = [
    ("How many workers were injured?", "Five workers were injured in the fire.", "A fire at the Pell mill injured five workers on Tuesday."),
    ("What did the repair cost?", "The repair cost 2.4 million crowns.", "The repair of the bridge cost 2.4 million crowns, said the council."),
    ("When does the bridge reopen?", "The bridge reopens on 27 April.", "The bridge will reopen to traffic on 27 April, Nils Abery said."),
    ("Who leads the roads office?", "Petra Voss leads the roads office.", "Petra Voss, who leads the roads office, spoke to reporters."),
    ("Where was the final played?", "The final was played at Granary Park.", "The cup final was played at Granary Park before 4,312 people."),
    ("How many came to the final?", "The final was seen by 4,312 people.", "The cup final was played at Granary Park before 4,312 people."),
    ("What was the vote?", "The council voted 11 to 6 for the plan.", "The council voted 11 to 6 on Wednesday for the market plan."),
    ("What level was measured?", "A level of 0.8 milligrams was measured.", "Inspectors measured a level of 0.8 milligrams of nitrate a litre."),
    ("Who bought the ferry?", "Ole Marsh bought the ferry.", "The ferry was bought by Ole Marsh for 90,000 crowns."),
    ("What share agreed?", "62% of the villagers agreed.", "In the poll 62% of the villagers agreed to the merger."),
]  # fmt: skip


def changed(claim):
    """Each way to make a true sentence false: another number, another name, a "not"."""
    for number in re.finditer(r"\d+", claim):
        yield claim[: number.start()] + str(int(number.group()) + 7) + claim[number.end() :]
    for name in re.finditer(r"(?<=[a-z0-9] )[A-Z][a-z]+|^(Petra|Ole)", claim):
        yield claim[: name.start()] + "Quentin" + claim[name.end() :]
    for verb in ("were", "cost", "reopens", "leads", "was", "voted", "bought", "agreed"):
        if f" {verb} " in claim:
            yield claim.replace(f" {verb} ", f" {verb} not ", 1)
    if "Five" in claim:
        yield claim.replace("Five", "Nine")


@pytest.mark.parametrize(("question", "claim", "source"), FACTS)
def test_a_true_sentence_is_proven_by_its_source(question, claim, source):
    proof = prove(f"{claim} [1]", question, source)
    assert [s.text for s in proof.sentences] == [claim]
    assert proof.citations[0].quote == source


@pytest.mark.parametrize(("question", "source", "lie"), [(q, s, lie) for q, c, s in FACTS for lie in changed(c)])
def test_a_changed_sentence_is_dropped(question, source, lie):
    proof = prove(f"{lie} [1]", question, source)
    assert proof.sentences == ()
    assert proof.dropped == (lie,)


@pytest.mark.parametrize(("question", "claim", "source"), FACTS)
def test_a_wrong_marker_is_replaced_by_the_source_that_proves(question, claim, source):
    proof = prove(f"{claim} [1]", question, "The weather will be mild in the north.", source)
    assert [c.article_id for c in proof.citations] == ["a2"]


@pytest.mark.parametrize("marker", ["[9]", "[1, 9]", "[0]", "【9】", ""])
def test_markers_that_were_never_shown_vanish(marker):
    question, claim, source = FACTS[0]
    proof = prove(f"{claim} {marker}", question, source)
    assert re.findall(r"\[\d+\]", proof.text) == ["[1]"]


def test_each_sentence_stands_or_falls_alone():
    proof = prove(
        "Five workers were injured [1]. The owner fled to Oslo [1]. The final was played at Granary Park [2].",
        "What happened?",
        FACTS[0][2],
        FACTS[4][2],
    )
    assert proof.text == "Five workers were injured [1]. The final was played at Granary Park [2]."
    assert [c.n for c in proof.citations] == [1, 2]


def test_a_headline_proves_nothing():
    shown = evidence("The pier has not moved, said the engineer.")
    headed = [replace(e, article=replace(e.article, headline="Divers find a hole under the pier")) for e in shown]
    proof = citations.prove(
        "Divers found a hole under the pier [1].", "Why was the bridge closed?", headed, chunking.sentences
    )
    assert proof.sentences == ()


def test_neighbouring_quotes_become_one():
    body = "The mill burned on Tuesday. Five workers were injured."
    proof = prove("Five workers were injured when the mill burned on Tuesday [1].", "What happened?", body)
    assert [c.quote for c in proof.citations] == [body]


@pytest.mark.parametrize(
    "words",
    [
        "Not in these articles.",
        "The sources do not mention the mayor.",
        "The articles don't say who won.",
        "Mirela Stanek's salary as a coach is not in these articles [1].",
    ],
)
def test_refusals_are_known(words):
    assert citations.is_refusal(words)


@pytest.mark.parametrize(
    "words",
    [
        "Voss did not resign [1].",
        "The bridge is closed [1].",
        "",
        "Voss won [1]. By how much is not in these articles.",
        "The claim is not in the articles of association, he said [1].",
    ],
)
def test_answers_are_no_refusals(words):
    assert not citations.is_refusal(words)


def test_the_best_sentence_is_quoted_in_its_own_words():
    proof = citations.quoted(citations.ranked(evidence("First one. Second one.", "Another."))[0])
    assert proof.sentences[0].proven
    assert proof.citations[0].quote in "First one. Second one."


@settings(max_examples=200)
@given(st.text(max_size=300), st.lists(st.text(min_size=1, max_size=200), min_size=0, max_size=3))
def test_whatever_the_model_writes_every_quote_is_verbatim(draft, bodies):
    shown = evidence(*bodies)
    proof = citations.prove(draft, "What?", shown, chunking.sentences)
    by_id = {e.article.id: e.article.body for e in shown}
    assert all(by_id[c.article_id][c.start : c.end] == c.quote for c in proof.citations)
    assert all(s.citations and s.proven for s in proof.sentences)
    numbers = {c.n for c in proof.citations}
    assert all(set(s.citations) <= numbers for s in proof.sentences)


NAMES = st.sampled_from(["Petra Voss", "Ole Marsh", "the council", "Nils Abery"])
DEEDS = st.sampled_from(["counted", "repaired", "sold", "inspected"])
THINGS = st.sampled_from(["boats", "bridges", "houses", "lanterns"])


@settings(max_examples=100)
@given(st.lists(st.tuples(NAMES, DEEDS, st.integers(2, 9999), THINGS), min_size=1, max_size=6), st.data())
def test_a_sentence_of_the_evidence_is_always_proven(facts, data):
    told = [f"On that day {who} {did} {count} {what}." for who, did, count, what in facts]
    claim = data.draw(st.sampled_from(told))
    proof = prove(f"{claim} [1]", "", " ".join(told), "The weather will be mild in the north.")
    assert [s.text for s in proof.sentences] == [claim]


@settings(max_examples=100)
@given(NAMES, DEEDS, st.integers(2, 9999), THINGS, st.integers(10_000, 99_999))
def test_a_number_that_nobody_has_given_is_never_proven(who, did, count, what, other):
    proof = prove(
        f"On that day {who} {did} {other} {what} [1].", f"What was {did}?", f"On that day {who} {did} {count} {what}."
    )
    assert proof.sentences == ()


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("The works lost a third of its customers.", "The works lost half of its customers in a year."),
        ("Rents rose by 3 percentage points.", "Rents rose by 3 percent in a year."),
        ("The bridge cost 4 million euros.", "The bridge cost 4 million crowns."),
        ("The bridge opened on 12 June.", "The town wants to open the bridge on 12 June."),
        ("The fire will reach the mill.", "The fire could reach the mill."),
        ("Voss won 17 of 11 votes.", "Voss won 11 of 17 votes."),
        ("Ole Marsh said the pier would hold.", "Petra Voss said the pier would hold. Ole Marsh said nothing of it."),
        ("Voss refused to resign.", "Voss resigned on Monday after a refusal by the council."),
    ],
)
def test_what_is_near_is_not_proven(claim, source):
    assert prove(f"{claim} [1]", "", source).sentences == ()


@pytest.mark.parametrize(
    ("question", "quote", "lie", "truth"),
    [
        (
            "On what grounds was Jon Aas acquitted by the court?",
            "The court found Jon Aas guilty of fraud in 129 of 137 cases.",
            "The court acquitted Jon Aas on grounds of fraud in 129 of 137 cases.",
            "The court found Jon Aas guilty of fraud in 129 of 137 cases.",
        ),
        (
            "Why did the council reject the plan for the market?",
            "The council approved the plan for the market because rents are low.",
            "The council rejected the plan for the market because rents are low.",
            "The council approved the plan because rents are low.",
        ),
    ],
)
def test_a_verdict_that_only_the_question_has_is_not_proven_by_its_opposite(question, quote, lie, truth):
    assert not prove(f"{lie} [1]", question, quote).sentences
    assert prove(f"{truth} [1]", question, quote).sentences


@pytest.mark.parametrize(
    ("quote", "proven"),
    [
        ("Mira Stan, 34, coaches the Rovers.", True),
        ("The 34-year-old Mira Stan coaches the Rovers.", True),
        ("Mira Stan coaches the Rovers; she has just turned 34.", True),
        ("Mira Stan, aged thirty-four, coaches the Rovers.", True),
        ("Mira Stan, the coach of the Rovers, is 34.", True),
        ("Mira Stan coached the Rovers in 34 games.", False),
        ("Coach Mira Stan saw the Rovers win 34 to 2.", False),
    ],
)
def test_a_count_of_something_else_is_nobodys_age(quote, proven):
    claim = "Mira Stan, the coach of the Rovers, is 34 years old. [1]"
    assert bool(prove(claim, "How old is the coach of the Rovers?", quote).sentences) == proven


def test_a_claim_that_denies_one_thing_may_not_assert_another_that_the_quotes_deny():
    quote = "The wolf may not be shot: the region turned the request down, because it has not once got over a fence."
    lie = "The region allowed the wolf to be shot because it has not once got over a fence. [1]"
    assert not prove(lie, "Why did the region allow the wolf to be shot?", quote).sentences


def test_no_of_two_things_denies_both():
    quote = "There were no deaths and no injuries at the mill."
    assert prove("There were no deaths or injuries. [1]", "Was anyone hurt at the mill?", quote).sentences


@pytest.mark.parametrize(
    ("source", "claim"),
    [
        ("Jolanda Kempf, the chair of the works council, said the talks were not over.", "Jolanda Kempf, the chair of the works council, stated the talks were not over."),
        ("A spokeswoman said an overload because of air conditioning could be ruled out, though it was 33 degrees.", "A spokeswoman said an overload due to air conditioning could be ruled out."),
    ],
)  # fmt: skip
def test_a_denial_without_a_word_behind_it_is_the_same_denial(source, claim):
    assert prove(f"{claim} [1]", "What was said?", source).sentences


def test_a_day_in_words_is_proven_by_the_same_day_in_digits():
    (shown,) = evidence("2026-09-08 | 19:30 | Puppet theatre: The Heron King | Weaving shed | 10 crowns")
    told = replace(shown.article, headline="All of the Lantern Days", published=datetime(2026, 7, 23, tzinfo=UTC))
    for day, stands in (("8th", True), ("9th", False)):
        claim = f"The puppet theatre of the Lantern Days is on September {day} [1]."
        proof = citations.prove(
            claim, "When is the puppet theatre of the Lantern Days?", [replace(shown, article=told)], chunking.sentences
        )
        assert bool(proof.sentences) == stands


def test_of_two_sums_each_is_for_what_stands_behind_it():
    source = "Farmers get 6.50 crowns for a laying hen and 21 crowns for a turkey."
    question = "What do farmers get for a turkey?"
    assert prove("The farmers get 21 crowns for a turkey [1].", question, source).sentences
    assert not prove("The farmers get 6.50 crowns for a turkey [1].", question, source).sentences


def test_a_word_in_use_is_the_word_that_is_used():
    source = '"In chess it is called zugzwang," says Emmerich Hoven.'
    question = "Which term from chess does Emmerich Hoven use for the loss?"
    assert prove("Zugzwang is used for the loss by Emmerich Hoven [1].", question, source).sentences


def test_half_of_this_year_is_half_of_the_year_it_was_written_in():
    (shown,) = evidence(
        "In the first half of this year the airfield counted 24,150 passengers, after 22,310 a year before."
    )
    shown = replace(shown, article=replace(shown.article, published=datetime(2026, 7, 23, tzinfo=UTC)))
    for year, stands in (("2026", True), ("2024", False)):
        claim = f"The airfield counted 24,150 passengers in the first half of {year} [1]."
        assert bool(citations.prove(claim, "How many?", [shown], chunking.sentences).sentences) == stands


@pytest.mark.parametrize("run", ["Ab" * 2_500, "A-" * 10_000, "a-" * 10_000, "According to " + "Xy" * 2_500])
def test_a_long_run_of_letters_is_read_at_once(run):
    prove(f"{run} said that the mill in Tarn burned. [1]", "Who said that the mill burned?", f"The mill burned. {run}.")


def test_the_dot_of_an_abbreviation_stays_with_it():
    said = prove(
        "The ferry left Tarn at 4:50 a.m. [1]", "When did the ferry leave Tarn?", "The ferry left Tarn at 4:50 a.m."
    )
    assert said.text == "The ferry left Tarn at 4:50 a.m. [1]"
