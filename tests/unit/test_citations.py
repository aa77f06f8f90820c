"""The proof: true sentences pass with verbatim quotes, changed ones do not."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ragbot import chunking, citations
from ragbot.domain import Article, Evidence, EvidenceSentence

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


def evidence(*texts):
    made = []
    for n, body in enumerate(texts, start=1):
        article = Article(id=f"a{n}", source_path=f"{n}.md", headline=f"Story {n}", body=body)
        spans = chunking.sentences(body)
        made.append(
            Evidence(n, article, tuple(EvidenceSentence(s.start, s.end, body[s.start : s.end], 1 / n) for s in spans))
        )
    return made


def prove(draft, question, *texts):
    return citations.prove(draft, question, evidence(*texts), chunking.sentences)


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
    "words", ["Not in these articles.", "The sources do not mention the mayor.", "The articles don't say who won."]
)
def test_refusals_are_known(words):
    assert citations.is_refusal(words)


@pytest.mark.parametrize("words", ["Voss did not resign [1].", "The bridge is closed [1].", ""])
def test_answers_are_no_refusals(words):
    assert not citations.is_refusal(words)


def test_the_best_sentence_is_quoted_in_its_own_words():
    proof = citations.quoted(citations.ranked(evidence("First one. Second one.", "Another."))[0])
    assert proof.sentences[0].proven
    assert proof.citations[0].quote in "First one. Second one."


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300), st.lists(st.text(min_size=1, max_size=200), min_size=0, max_size=3))
def test_whatever_the_model_writes_every_quote_is_verbatim(draft, bodies):
    shown = evidence(*bodies)
    proof = citations.prove(draft, "What?", shown, chunking.sentences)
    by_id = {e.article.id: e.article.body for e in shown}
    assert all(by_id[c.article_id][c.start : c.end] == c.quote for c in proof.citations)
    assert all(s.citations and s.proven for s in proof.sentences)
    numbers = {c.n for c in proof.citations}
    assert all(set(s.citations) <= numbers for s in proof.sentences)
