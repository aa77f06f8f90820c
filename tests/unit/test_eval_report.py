"""The report shows each failure with what was asked, read, said and wanted, and nothing in it is believed."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from eval.asking import Asker, row
from eval.result import summarise
from eval.suite import load_suite
from ragbot.cli import app
from ragbot.domain import AnswerSentence
from tests.toy_suite import FACT, NULL, ToyBot, answer, write_suite

HOSTILE = '<script>alert(1)</script><img src="https://evil.example/x.png"> 6 | crowns'


@pytest.fixture
def results(tmp_path):
    """Paths of a right result and of a hostile, wrong one."""
    suite = load_suite(write_suite(tmp_path / "suite", FACT | {"history": [["user", "Before?"]]}, NULL))
    paths = []
    for name, said in (("right", answer().text), ("wrong", HOSTILE)):
        made = answer(text=said, sentences=(AnswerSentence(said, (1,), proven=True),))
        asker = Asker(ToyBot({"How much?": made, "Who paid for the boat?": made}))
        rows = [row(asker.ask(case)) for case in suite.cases]
        result = summarise("toy", rows, {"llm": "fake", "embedder": "fake"}, {"articles": 3})
        paths.append(tmp_path / f"{name}.json")
        paths[-1].write_text(json.dumps(result))
    return paths


@pytest.fixture
def call():
    return lambda *words: CliRunner().invoke(app, ["eval", *map(str, words)], catch_exceptions=False)


def test_the_page_shows_every_failure_whole_and_escaped(results, call, tmp_path):
    page = tmp_path / "page.html"
    assert call("report", results[1], "--out", page).exit_code == 0
    text = page.read_text()
    for shown in ("How much?", "Before?", "5 crowns on May 4, said Ada Quill", "It cost 5 crowns on May 4",
                  "answered, should refuse", "wrong answer", "5 crowns", "a.txt", "Failures: 2 of 2"):  # fmt: skip
        assert shown in text
    assert "&lt;script&gt;alert(1)" in text
    assert "<script>alert" not in text
    assert "<img" not in text
    assert "default-src &#39;none&#39;" in text or "default-src 'none'" in text


def test_the_page_asks_nothing_of_the_network(results, call, tmp_path):
    page = tmp_path / "page.html"
    call("report", results[0], "--out", page)
    text = page.read_text()
    assert not any(word in text for word in ("http://", "https://", "@import", "url(", "src="))


def test_the_page_against_an_earlier_result_says_what_changed(results, call, tmp_path):
    page = tmp_path / "page.html"
    call("report", results[1], "--out", page, "--against", results[0])
    assert "now wrong (1): f" in page.read_text()


def test_the_report_in_markdown_keeps_its_tables_whole(results, call, tmp_path):
    page = tmp_path / "page.md"
    call("report", results[1], "--out", page, "--against", results[0])
    text = page.read_text()
    assert "| accuracy | 1 | 1 | 0 | -1 |" in text
    assert "| answered, should refuse | 1 |" in text
    assert "<script>" not in text


def test_compare_prints_the_changes_and_the_flips(results, call):
    done = call("compare", *results)
    assert done.exit_code == 0
    assert "now wrong (1): f" in done.stdout


def test_a_result_that_is_none_is_refused_with_its_name(results, tmp_path):
    (tmp_path / "bad.json").write_text("[]")
    done = CliRunner().invoke(app, ["eval", "compare", str(results[0]), str(tmp_path / "bad.json")])
    assert "bad.json is no result" in str(done.exception)


def test_a_report_that_cannot_be_written_is_an_error_with_its_name(results, tmp_path):
    (tmp_path / "file").write_text("")
    done = CliRunner().invoke(app, ["eval", "report", str(results[0]), "--out", str(tmp_path / "file" / "page.html")])
    assert "page.html cannot be written" in str(done.exception)


def test_a_result_of_another_program_can_be_reported(call, tmp_path):
    other = {
        "suite": "toy", "n": 1, "retrieval": {"hit@1": 1.0}, "answers": {"accuracy": 0.0}, "timings": {}, "ingest": {},
        "by_kind": {"fact": {"n": 1, "accuracy": 0.0}}, "cases": [{"id": "f", "kind": "fact", "ok": False}],
    }  # fmt: skip
    (tmp_path / "other.json").write_text(json.dumps(other))
    assert call("report", tmp_path / "other.json", "--out", tmp_path / "page.html").exit_code == 0
    assert "Failures: 1 of 1" in (tmp_path / "page.html").read_text()
