"""The command line: each wrong call gets one clear sentence, the right exit code, and spoils nothing else."""

from __future__ import annotations

import json

import pytest

ANSWER_KEYS = {
    "status",
    "text",
    "question",
    "standalone_question",
    "sentences",
    "citations",
    "considered",
    "coverage",
    "filters",
    "receipt",
    "timings",
}


def test_ingest_reports_and_is_idempotent(run, news):
    assert run("ingest", news)[:2][0] == 0
    code, out, _ = run("ingest", news)
    assert code == 0
    assert "0 added, 0 updated, 2 unchanged, 0 skipped" in out


def test_ask_prints_answer_and_numbered_sources_with_quotes(run, news):
    run("ingest", news)
    code, out, _ = run("ask", "How many million crowns do repairs cost?")
    assert code == 0
    assert out.startswith("Repairs cost 2.4 million crowns [1].")
    assert "[1] Bridge in Tarn to close · Tarn Courier · 2026-01-14 · Ida Holm" in out
    assert "“Repairs cost 2.4 million crowns.”" in out


def test_ask_json_prints_one_object_and_nothing_else(run, news):
    run("ingest", news)
    code, out, _ = run("ask", "--json", "How many million crowns do repairs cost?")
    data = json.loads(out)
    assert code == 0
    assert set(data) >= ANSWER_KEYS
    assert data["status"] == "answered"


@pytest.mark.parametrize(
    ("args", "code", "sentence"),
    [
        (["ingest"], 2, "ragbot ingest --sample"),
        (["ingest", "nowhere"], 2, "does not exist"),
        (["ingest", "hollow"], 1, "holds no articles"),
        (["ingest", "note.xyz"], 1, "cannot read"),
        (["ingest", "empty.md"], 1, "is empty"),
        (["ingest", "headline-only.txt"], 1, "no text below"),
        (["ingest", "latin.txt"], 1, "is not UTF-8"),
        (["ingest", "nul.txt"], 1, "is empty"),
        (["ingest", "broken.json"], 1, "not valid JSON"),
        (["ingest", "ftp://example.org/feed"], 2, "is no web address"),
        (["ask", ""], 2, "question is empty"),
        (["ask", "why " * 5000], 2, "Shorten it"),
        (["ask", "why?", "--since", "soon"], 2, "is not a date"),
        (["ask", "why?", "--outlet", "Nobody"], 2, "No outlet is called"),
        (["ask", "why?", "--llm", "gpt"], 2, "is not understood"),
        (["ask", "why?", "--llm", "openai-compatible:m@nowhere"], 2, "needs a model and a URL"),
        (["articles", "show", "nothing"], 1, "No article has the id"),
        (["eval", "hollow"], 2, "suite.toml"),
    ],
)
def test_bad_input_gets_a_clear_sentence_and_the_right_code(run, tmp_path, news, args, code, sentence):
    run("ingest", news)
    (tmp_path / "cwd" / "hollow").mkdir()
    files = {
        "note.xyz": b"text",
        "empty.md": b" \n",
        "headline-only.txt": b"Headline",
        "nul.txt": b"\0\0\0",
        "broken.json": b"{",
        "latin.txt": "Überschrift\nText".encode("latin-1"),
    }
    for name, content in files.items():
        (tmp_path / "cwd" / name).write_bytes(content)
    got, out, err = run(*args)
    assert got == code
    assert sentence in out + err
    assert "Traceback" not in out + err
    assert "2 unchanged" in run("ingest", news)[1]


def test_an_unknown_setting_is_refused_with_the_nearest_name(run, monkeypatch):
    monkeypatch.setenv("RAGBOT_EVIDENCE_TOKEN", "100")
    code, _, err = run("articles", "list")
    assert code == 2
    assert "RAGBOT_EVIDENCE_TOKENS" in err


def test_an_unreachable_hosted_model_is_one_sentence(run, news, monkeypatch):
    monkeypatch.setattr("ragbot.llm._pause", lambda *_: None)
    run("ingest", news)
    code, out, err = run(
        "ask", "How many crowns do repairs cost?", "--llm", "openai-compatible:m@http://127.0.0.1:9/v1"
    )
    assert code == 1
    assert "cannot be reached" in err
    assert "Traceback" not in out + err


def test_weights_that_cannot_be_had_are_said_and_the_best_sentence_is_shown(run, news, tmp_path):
    run("ingest", news)
    bad = tmp_path / "bad.gguf"
    bad.write_bytes(b"no model")
    code, out, err = run("ask", "How many million crowns do repairs cost?", "--llm", f"local:{bad}")
    assert code == 0
    assert "is not a GGUF model file" in err
    assert "2.4 million" in out


def test_escape_sequences_of_an_article_never_reach_the_terminal(run, news):
    (news / "evil.txt").write_text(
        "Evil \x1b[2J headline\nThe \x1b]8;;http://evil\x07pier repairs cost 5 crowns.", encoding="utf-8"
    )
    run("ingest", news)
    for out in (run("articles", "list")[1], run("ask", "pier repairs cost crowns?")[1]):
        assert "\x1b" not in out
        assert "\x07" not in out


def test_articles_can_be_listed_shown_and_removed(run, news):
    run("ingest", news)
    listed = run("articles", "list", "pell")[1]
    article_id = listed.split()[0]
    assert "Fire at the Pell mill" in listed
    assert "A bearing had run hot" in run("articles", "show", article_id)[1]
    assert run("articles", "remove", article_id)[0] == 0
    assert "Pell" not in run("articles", "list")[1]


def test_doctor_finds_the_archive_well(run, news):
    run("ingest", news)
    _, out, _ = run("doctor")
    assert "ok    The catalogue holds 2 articles" in out


def test_help_names_every_command(run):
    out = run("--help")[1]
    for command in ("ingest", "ask", "chat", "articles", "eval", "models", "doctor"):
        assert command in out
