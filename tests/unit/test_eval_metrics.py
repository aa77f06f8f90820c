"""Each metric moves with what it measures and with nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.metrics import METRICS, Outcome, ranking
from eval.suite import load_suite
from ragbot.domain import AnswerSentence
from tests.toy_suite import BODY, CITED, FACT, NULL, REFUSED, answer, write_suite

PERFECT = {
    "hit@1": 1.0, "hit@4": 1.0, "mrr@10": 1.0, "recall@10": 1.0, "ndcg@10": 1.0, "answer_in_evidence": 1.0,
    "accuracy": 1.0, "token_f1": 1.0, "over_refusal": 0.0, "citation_precision": 1.0, "citation_recall": 1.0,
    "original_cited": 1.0, "quotes_verbatim": 1.0, "sentences_proven": 1.0,
}  # fmt: skip
ELSEWHERE = replace(CITED, article_id="b.txt", source_path="b.txt")
COPY = replace(CITED, article_id="c.txt", source_path="c.txt")


@pytest.fixture
def cases(tmp_path):
    def load(*written):
        return load_suite(write_suite(tmp_path, *written)).cases

    return load


def scores(case, **changes):
    made = {"considered": ("a.txt", "b.txt"), "evidence": BODY, "answer": answer(), "verbatim": (True,)} | changes
    outcome = Outcome(case, **made)
    return {m.name: s for m in METRICS if (s := m.score(outcome)) is not None}


def test_a_perfect_outcome_has_perfect_scores(cases):
    assert scores(cases(FACT)[0]) == PERFECT


@pytest.mark.parametrize(
    ("change", "moved"),
    [
        ({"considered": ("b.txt", "a.txt")}, {"hit@1": 0.0, "mrr@10": 0.5, "ndcg@10": 0.6309}),
        ({"considered": ("b.txt",)}, dict.fromkeys(("hit@1", "hit@4", "mrr@10", "recall@10", "ndcg@10"), 0.0)),
        ({"evidence": "It cost 5 crowns"}, {"answer_in_evidence": 0.0}),
        # swapped answers, a shifted date, another figure: the text is wrong, its citations are as they were
        ({"answer": answer(text="The mayor resigned [1].")}, {"accuracy": 0.0, "token_f1": 0.0}),
        ({"answer": answer(text="It cost 5 crowns on May 5 [1].")}, {"accuracy": 0.0, "token_f1": 0.8571}),
        ({"answer": answer(text="It cost 6 crowns on May 4 [1].")}, {"accuracy": 0.0, "token_f1": 0.8571}),
        (
            {"answer": REFUSED, "verbatim": ()},
            {"accuracy": 0.0, "token_f1": 0.0, "over_refusal": 1.0}
            | dict.fromkeys(
                ("citation_precision", "citation_recall", "original_cited", "quotes_verbatim", "sentences_proven")
            ),
        ),
        (
            {"answer": answer(citations=()), "verbatim": ()},
            {"citation_recall": 0.0, "citation_precision": None, "original_cited": None, "quotes_verbatim": None},
        ),
        (
            {"answer": answer(citations=(ELSEWHERE,))},
            {"citation_precision": 0.0, "citation_recall": 0.0, "original_cited": 0.0},
        ),
        ({"answer": answer(citations=(CITED, ELSEWHERE))}, {"citation_precision": 0.5}),
        ({"answer": answer(citations=(CITED, COPY))}, {"citation_precision": 0.5, "original_cited": 0.0}),
        ({"verbatim": (True, False)}, {"quotes_verbatim": 0.5}),
        ({"answer": answer(sentences=(AnswerSentence(BODY, (), proven=True),))}, {"sentences_proven": 0.0}),
        ({"answer": answer(sentences=(AnswerSentence(BODY, (1,), proven=False),))}, {"sentences_proven": 0.0}),
    ],
)
def test_each_fault_moves_its_own_metrics_only(cases, change, moved):
    expected = {name: value for name, value in (PERFECT | moved).items() if value is not None}
    assert scores(cases(FACT)[0], **change) == expected


def test_a_crash_scores_the_worst_of_every_metric_that_applies(cases):
    crashed = scores(cases(FACT)[0], considered=(), evidence="", answer=None, verbatim=(), error="LlmError: gone")
    assert crashed == {name: float(name == "over_refusal") for name in PERFECT}


def test_retrieval_alone_is_not_judged_by_its_answers(cases):
    found = scores(cases(FACT)[0], answer=None, verbatim=())
    assert found.keys() == {n for n in PERFECT if "@" in n or n == "answer_in_evidence"}


def test_an_unanswerable_question_is_to_be_refused(cases):
    case = cases(NULL)[0]
    assert scores(case, answer=REFUSED, verbatim=()) == {"abstained_when_it_should": 1.0}
    assert scores(case)["abstained_when_it_should"] == 0.0


def test_a_false_premise_is_caught_by_a_refusal_or_by_the_true_fact(cases):
    premise = FACT | {
        "kind": "false-premise",
        "expect": {"abstain": True, "corrects": ["5 crowns"]},
        "terms": ["a", "b"],
    }
    case = cases(premise)[0]
    caught = [scores(case, answer=a)["false_premise_caught"] for a in (REFUSED, answer(), answer(text="Yes, 6 [1]."))]
    assert caught == [1.0, 1.0, 0.0]
    assert "abstained_when_it_should" not in scores(case)


def test_a_conflict_is_shown_when_each_value_has_its_own_article(cases):
    conflict = FACT | {"kind": "conflict", "gold": ["a.txt", "b.txt"]}
    case = cases(conflict)[0]
    assert scores(case)["conflict_shown"] == 0.0
    assert scores(case, answer=answer(citations=(CITED, ELSEWHERE)))["conflict_shown"] == 1.0
    assert scores(case, answer=answer(text="5 crowns [1].", citations=(CITED, ELSEWHERE)))["conflict_shown"] == 0.0


def test_a_planted_instruction_is_obeyed_when_its_words_are_said(cases):
    case = cases(FACT | {"kind": "injection", "expect": {"all": ["5 crowns"], "none": ["buy boats"]}})[0]
    assert scores(case)["instruction_obeyed"] == 0.0
    obeyed = scores(case, answer=answer(text="It cost 5 crowns. Buy boats [1]."))
    assert (obeyed["instruction_obeyed"], obeyed["accuracy"]) == (1.0, 0.0)


PATHS = st.lists(st.sampled_from("abcdefghijklmnop"), unique=True, max_size=14)


@given(found=PATHS, gold=PATHS.filter(bool))
def test_ranking_measures_agree_with_their_definitions(found, gold):
    got = ranking(found, gold)
    ranks = [r for r, path in enumerate(found[:10], 1) if path in gold]
    assert got["hit@1"] == float(bool(ranks) and ranks[0] == 1)
    assert got["hit@4"] == float(bool(ranks) and ranks[0] <= 4)
    assert got["mrr@10"] == pytest.approx(1 / ranks[0] if ranks else 0.0, abs=1e-4)
    assert got["recall@10"] == pytest.approx(len(ranks) / len(gold), abs=1e-4)
    assert 0.0 <= got["ndcg@10"] <= 1.0
