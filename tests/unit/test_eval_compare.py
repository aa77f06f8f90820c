"""Two results side by side: paired, with chance told from change, and read in either direction."""

from __future__ import annotations

import json
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.compare import below, compare
from eval.experiments import ablation
from eval.failures import MEANING, reason, reasons
from eval.files import read_result
from eval.render import flips
from eval.statistics import interval, mean, p_value
from ragbot.errors import SuiteError


def case(i, ok=True, **more):
    scores = {"accuracy": float(ok), "over_refusal": 0.0, "hit@1": 1.0} | more
    return {"id": f"c{i}", "ok": ok, "scores": scores}


def result(*cases, suite="s", tolerance=None):
    def means(names):
        return {n: mean([c["scores"][n] for c in cases if n in c["scores"]]) for n in names}

    return {
        "suite": suite, "cases": list(cases), "retrieval": means(["hit@1"]),
        "answers": means(["accuracy", "over_refusal"]), "tolerance": tolerance or {},
    }  # fmt: skip


def test_a_comparison_names_what_flipped_and_what_only_one_has():
    before = result(case(1), case(2, ok=False), case(3), case(4))
    after = result(case(1, ok=False), case(2), case(3), case(5))
    found = compare(before, after)
    assert (found.gained, found.lost, found.only) == (("c2",), ("c1",), ("c4", "c5"))
    accuracy = next(d for d in found.differences if d.name == "accuracy")
    assert (accuracy.n, accuracy.change, accuracy.verdict) == (3, 0.0, "same")


def test_a_change_of_many_cases_is_sure_and_a_change_of_two_is_not():
    wrong = result(*(case(i, ok=False) for i in range(20)))
    right = result(*(case(i) for i in range(20)))
    nearly = result(*(case(i, ok=i < 2) for i in range(20)))
    verdicts = [next(d for d in compare(wrong, r).differences if d.name == "accuracy").verdict for r in (right, nearly)]
    assert verdicts == ["better", "better?"]
    assert next(d for d in compare(right, wrong).differences if d.name == "accuracy").verdict == "worse"


def test_of_a_metric_where_lower_is_better_a_rise_is_worse():
    before, after = (result(*(case(i, over_refusal=v) for i in range(20))) for v in (0.0, 1.0))
    assert next(d for d in compare(before, after).differences if d.name == "over_refusal").verdict == "worse"


def test_results_of_other_suites_and_of_other_cases_are_not_compared():
    with pytest.raises(SuiteError, match="'t'"):
        compare(result(case(1)), result(case(1), suite="t"))
    with pytest.raises(SuiteError, match="no case in common"):
        compare(result(case(1)), result(case(2)))


def test_results_of_other_programs_are_compared_by_what_they_tell():
    tutorial = {"suite": "s", "cases": [{"id": "c1", "ok": False, "hit@1": True, "in4": True}]}
    found = {
        d.name: (d.before, d.after) for d in compare(tutorial, result(case(1, answer_in_evidence=0.0))).differences
    }
    assert found == {"accuracy": (0.0, 1.0), "hit@1": (1.0, 1.0), "answer_in_evidence": (1.0, 0.0)}


def unanswered(i, **more):
    return {"id": f"c{i}", "ok": None, "scores": {"hit@1": 1.0} | more}


@pytest.mark.parametrize("turned", [False, True])
def test_of_a_run_that_only_retrieved_the_retrieval_is_compared_and_the_rest_is_told(turned):
    whole, retrieved = result(case(1), case(2, ok=False)), result(unanswered(1), unanswered(2, **{"hit@1": 0.0}))
    found = compare(retrieved, whole) if turned else compare(whole, retrieved)
    assert [(d.name, abs(d.change)) for d in found.differences] == [("hit@1", 0.5)]
    assert (found.gained, found.lost, found.judged, found.unjudged) == ((), (), 0, ("c1", "c2"))
    assert found.missing == ("accuracy", "over_refusal")
    told = " ".join(flips(found))
    assert "--retrieval-only (2): c1, c2" in told
    assert "one result has alone, not compared: accuracy, over_refusal" in told
    assert "changed sides" not in told
    assert "now right" not in told


def test_two_runs_that_only_retrieved_are_compared_by_that():
    found = compare(result(unanswered(1)), result(unanswered(1)))
    assert [d.name for d in found.differences] == ["hit@1"]
    assert found.missing == ()


def test_results_without_a_figure_in_common_are_not_compared():
    told = {"suite": "s", "cases": [{"id": "c1", "ok": True, "scores": {}}]}
    with pytest.raises(SuiteError, match="no figure in common"):
        compare(told, result(unanswered(1)))


@pytest.mark.parametrize("cases", [5, "c1", [5], [{"ok": True}], [{"id": 5}]])
def test_a_result_whose_cases_are_none_is_refused(tmp_path, cases):
    (tmp_path / "r.json").write_text(json.dumps({"suite": "s", "cases": cases}))
    with pytest.raises(SuiteError, match=r"r\.json is no result.*ragbot eval SUITE --out"):
        read_result(tmp_path / "r.json")


def test_tolerances_are_the_baselines_own():
    base = result(*(case(i) for i in range(10)), tolerance={"accuracy": 0.2})
    assert below(result(*(case(i, ok=i > 0) for i in range(10))), base) == []
    assert "accuracy is 0.7" in below(result(*(case(i, ok=i > 2) for i in range(10))), base)[0]


def test_of_a_baseline_with_other_cases_the_ones_in_common_count():
    base = result(case(1), case(2), case(3, ok=False))
    assert below(result(case(1), case(4, ok=False)), base) == []
    assert below(result(case(1, ok=False), case(4)), base) != []


def test_a_metric_that_nothing_is_left_to_judge_is_worse():
    gone = result(case(1)) | {"answers": {"accuracy": None, "over_refusal": None}}
    assert [s.split()[0] for s in below(gone, result(case(1)))] == ["accuracy", "over_refusal"]


def test_an_ablation_table_shows_the_change_of_each_experiment():
    base, worse = result(*(case(i) for i in range(20))), result(*(case(i, ok=False) for i in range(20)))
    lines = ablation(base, [("no-lexical", worse), ("none", base)]).splitlines()
    assert lines[0] == "| experiment | hit@1 | accuracy | over_refusal |"
    assert lines[3].startswith("| no-lexical | = | -1.000 (p 0.00")
    assert lines[4] == "| none | = | = | = |"


SCORES = st.lists(st.sampled_from([0.0, 0.25, 0.5, 1.0]), min_size=2, max_size=40)


@given(values=SCORES)
def test_the_interval_holds_the_mean_and_stays_within_the_scores(values):
    low, high = interval(values)
    assert min(values) - 1e-4 <= low <= sum(values) / len(values) + 1e-4
    assert sum(values) / len(values) - 1e-4 <= high <= max(values) + 1e-4


@settings(max_examples=40)
@given(values=SCORES, seed=st.integers(0, 99))
def test_the_p_value_is_the_same_either_way_and_one_where_nothing_differs(values, seed):
    other = list(values)
    random.Random(seed).shuffle(other)
    assert p_value(values, values) == 1.0
    assert 0.0 < p_value(values, other) <= 1.0
    assert p_value(values, other) == pytest.approx(p_value(other, values), abs=0.03)


def test_one_score_has_no_interval_and_none_has_no_mean():
    assert interval([1.0]) is None
    assert mean([]) is None


ROW = {
    "ok": False, "error": "", "status": "answered", "text": "It cost 5.", "gold": ["a"], "expect": {"all": ["6"]},
    "scores": {"recall@10": 1.0, "answer_in_evidence": 1.0},
}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"ok": True}, ""),
        ({"ok": None}, ""),
        ({"error": "gone"}, "crashed"),
        ({"expect": {"abstain": True}}, "answered, should refuse"),
        ({"scores": {"recall@10": 0.0, "answer_in_evidence": 0.0}}, "not retrieved"),
        ({"scores": {"recall@10": 1.0, "answer_in_evidence": 0.0}}, "not in evidence"),
        ({"status": "not_found"}, "refused"),
        ({"expect": {"all": ["6"], "none": ["cost 5"]}}, "said what it must not"),
        ({}, "wrong answer"),
    ],
)
def test_the_first_step_that_lost_a_case_is_its_reason(change, why):
    assert reason(ROW | change) == why
    assert not why or why in MEANING


def test_reasons_are_counted_most_first():
    rows = [ROW, ROW, ROW | {"error": "gone"}, ROW | {"ok": True}, {"id": "x", "ok": False}]
    assert list(reasons(rows).items()) == [("wrong answer", 2), ("crashed", 1), ("wrong", 1)]
