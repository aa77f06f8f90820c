"""Each metric moves with what it measures and with nothing else; a suite that is none is refused by file and line."""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import replace

import pytest

from eval.compare import below
from eval.main import evaluate
from eval.suite import load_suite
from ragbot.domain import (
    Answer,
    AnswerSentence,
    Article,
    Citation,
    Considered,
    Coverage,
    Done,
    Evidence,
    EvidenceSentence,
    Filters,
    IngestionReport,
    Retrieved,
)
from ragbot.errors import LlmError, SuiteError

BODY = "It cost 5 crowns."
FACT = {"id": "f", "kind": "fact", "question": "How much?", "expect": {"all": ["5 crowns"]}, "gold": ["a.txt"]}
NULL = {"id": "n", "kind": "unanswerable", "question": "Who?", "expect": {"abstain": True}, "gold": []}


def answer(**changes):
    cite = Citation(1, "A", "H", "", "", None, None, None, "a.txt", BODY, 0, len(BODY))
    base = Answer(
        "answered", "It cost 5 crowns [1].", "q", "q", (AnswerSentence(BODY, (1,), proven=True),), (cite,), (),
        Coverage(1, 1, None, None), Filters(), {}, {"ttft_s": 1.0, "total_s": 2.0, "prompt_tokens": 9},
    )  # fmt: skip
    return replace(base, **changes)


REFUSED = answer(status="not_found", text="Not in these articles.", sentences=(), citations=())


class Bot:
    def __init__(self, answers, ranking=("a.txt", "b.txt")):
        self.answers = answers
        self.ranking = ranking
        self.ingested = 0

    def ingest(self, *_, progress=None):
        self.ingested += 1
        return IngestionReport(1, 0, 0, (), 1, 0.5)

    def stream(self, question, *, history=(), as_of=None):
        article = Article(id="A", source_path="a.txt", headline="H", body=BODY)
        evidence = Evidence(1, article, (EvidenceSentence(0, len(BODY), BODY, 1.0),))
        considered = tuple(Considered(p, p, 1.0) for p in self.ranking)
        yield Retrieved(question, (evidence,), considered, Coverage(1, 1, None, None), Filters(), (), 0.01)
        found = self.answers[question]
        if isinstance(found, Exception):
            raise found
        yield Done(found)

    def body(self, _):
        return BODY

    def receipt(self):
        return {"llm": "fake", "embedder": "fake"}

    def warm(self): ...

    def close(self): ...


@pytest.fixture
def suite(tmp_path):
    folder = tmp_path / "suite"
    (folder / "articles").mkdir(parents=True)
    for name in ("a.txt", "b.txt"):
        (folder / "articles" / name).write_text(f"H\n{BODY}")
    (folder / "suite.toml").write_text('name = "toy"\narticles = "articles"\ncases = "cases.jsonl"\n')
    (folder / "cases.jsonl").write_text(f"{json.dumps(FACT)}\n{json.dumps(NULL)}\n")
    return folder


@pytest.fixture
def run(suite, tmp_path):
    def call(fact=None, null=None, ranking=("a.txt", "b.txt"), bot=None, **options):
        made = bot or Bot({"How much?": fact or answer(), "Who?": null or REFUSED}, ranking)
        out = tmp_path / "out.json"
        code = evaluate(
            suite,
            open_bot=lambda home: (home.mkdir(parents=True, exist_ok=True), made)[1],
            cache=tmp_path / "cache",
            fingerprint="x",
            out=out,
            **options,
        )
        return code, json.loads(out.read_text())

    return call


def figures(result):
    return result["retrieval"] | (result["answers"] or {})


PERFECT = dict.fromkeys(
    ("hit@1", "hit@4", "mrr@10", "recall@10", "answer_in_evidence", "accuracy", "abstained_when_it_should",
     "citation_precision", "citation_recall", "quotes_verbatim", "sentences_proven"), 1.0,
) | {"over_refusal": 0.0}  # fmt: skip


def test_a_perfect_run_has_perfect_figures(run):
    code, result = run()
    assert code == 0
    assert figures(result) == PERFECT
    assert result["by_kind"] == {"fact": {"n": 1, "accuracy": 1.0}, "unanswerable": {"n": 1, "accuracy": 1.0}}
    assert result["timings"]["prompt_tokens_p50"] == 9


WRONG_ARTICLE = replace(answer().citations[0], source_path="b.txt")
MISQUOTED = replace(answer().citations[0], quote="It cost 6 crowns.")


@pytest.mark.parametrize(
    ("change", "moved"),
    [
        ({"fact": answer(text="It cost 6 crowns [1].")}, {"accuracy": 0.0}),
        (
            {"fact": REFUSED},
            {
                "accuracy": 0.0,
                "over_refusal": 1.0,
                "citation_precision": None,
                "citation_recall": None,
                "quotes_verbatim": None,
                "sentences_proven": None,
            },
        ),
        ({"null": answer()}, {"abstained_when_it_should": 0.0}),
        ({"fact": answer(citations=(WRONG_ARTICLE,))}, {"citation_precision": 0.0, "citation_recall": 0.0}),
        ({"fact": answer(citations=(*answer().citations, replace(WRONG_ARTICLE, n=2)))}, {"citation_precision": 0.5}),
        ({"fact": answer(citations=(MISQUOTED,))}, {"quotes_verbatim": 0.0}),
        ({"fact": answer(sentences=(AnswerSentence(BODY, (), proven=False),))}, {"sentences_proven": 0.0}),
        ({"ranking": ("b.txt", "a.txt")}, {"hit@1": 0.0, "mrr@10": 0.5}),
        ({"ranking": ("b.txt",)}, {"hit@1": 0.0, "hit@4": 0.0, "mrr@10": 0.0, "recall@10": 0.0}),
    ],
)
def test_each_fault_moves_its_own_metrics_only(run, change, moved):
    assert figures(run(**change)[1]) == PERFECT | moved


def test_a_case_that_crashes_scores_nought_and_is_named(run):
    _, result = run(fact=LlmError("the line went dead"))
    assert result["failed"] == ["f"]
    assert result["answers"]["accuracy"] == 0.0
    assert "the line went dead" in result["cases"][0]["error"]


def test_the_archive_is_built_once(run):
    bot = Bot({"How much?": answer(), "Who?": REFUSED})
    run(bot=bot)
    assert run(bot=bot)[1]["ingest"]["articles"] == 1
    assert bot.ingested == 1


def test_retrieval_only_asks_no_answer(run):
    _, result = run(fact=LlmError("never reached"), retrieval_only=True)
    assert result["answers"] is None
    assert result["retrieval"]["hit@1"] == 1.0
    assert result["failed"] == []


def test_below_the_baseline_the_exit_code_is_one(run, tmp_path):
    (tmp_path / "base.json").write_text(json.dumps(run()[1]))
    assert run(baseline=tmp_path / "base.json")[0] == 0
    assert run(fact=answer(text="no"), baseline=tmp_path / "base.json")[0] == 1


def test_tolerances_are_the_baselines_own():
    base = {"suite": "s", "answers": {"accuracy": 0.9, "over_refusal": 0.1}, "tolerance": {"accuracy": 0.2}}
    assert below({"suite": "s", "answers": {"accuracy": 0.75, "over_refusal": 0.0}}, base) == []
    assert "over_refusal" in below({"suite": "s", "answers": {"accuracy": 0.9, "over_refusal": 0.3}}, base)[0]


def test_a_baseline_of_another_suite_is_refused_before_anything_runs(run, tmp_path):
    (tmp_path / "base.json").write_text(json.dumps({"suite": "other"}))
    with pytest.raises(SuiteError, match="'other'"):
        run(baseline=tmp_path / "base.json")


@contextmanager
def line_two(suite, content):
    path = suite / "cases.jsonl"
    path.write_text(f"{json.dumps(FACT)}\n{content}\n")
    yield


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("{broken", "line 2 is not JSON"),
        (json.dumps({"id": "x"}), "line 2 is no case"),
        (json.dumps(FACT | {"id": "x", "expect": {"all": ["("]}}), "line 2: the pattern"),
        (json.dumps(FACT | {"id": "x", "gold": ["gone.txt"]}), "line 2: the gold article gone.txt"),
        (json.dumps(FACT | {"id": "x", "expect": {}}), "line 2 expects nothing"),
        (json.dumps(FACT), "more than once"),
    ],
)
def test_a_bad_case_is_named_by_file_and_line(suite, content, why):
    with line_two(suite, content), pytest.raises(SuiteError, match=why):
        load_suite(suite)


def test_an_empty_suite_and_a_missing_one_are_refused(suite, tmp_path):
    (suite / "cases.jsonl").write_text("\n")
    with pytest.raises(SuiteError, match="no cases"):
        load_suite(suite)
    with pytest.raises(SuiteError, match=r"suite\.toml"):
        load_suite(tmp_path)
