"""A suite that is none is refused by file and line, and one that cannot be believed is found out."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from eval.suite import load_suite
from eval.validate import unproven, validate
from ragbot.cli import app
from ragbot.errors import SuiteError
from tests.toy_suite import FACT, NULL, TEXTS, write_suite

SOUND = [FACT, NULL, FACT | {"id": "b", "question": "Who spoke at the town meeting?", "expect": {"all": ["mayor"]}, "gold": ["b.txt"],
                             "quotes": ["said the mayor"], "copies": []}]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("{broken", "line 2 is not JSON"),
        ("[" * 50_000, "line 2"),
        ("[]", "line 2 is no case"),
        (json.dumps({"id": "x"}), "line 2 is no case"),
        (json.dumps(FACT | {"id": "x", "question": " "}), "line 2 asks nothing"),
        (json.dumps(FACT | {"id": "x", "expect": {"all": ["("]}}), "line 2: the pattern"),
        (json.dumps(FACT | {"id": "x", "expect": {"all": "5"}}), "a text, not a list"),
        (json.dumps(FACT | {"id": "x", "expect": {"every": ["5"]}}), "expect has 'every'"),
        (json.dumps(FACT | {"id": "x", "filters": {"author": "me"}}), "filters has 'author'"),
        (json.dumps(FACT | {"id": "x", "as_of": "yesterday"}), "line 2 is no case"),
        (json.dumps(FACT | {"id": "x", "gold": ["gone.txt"]}), "line 2: the gold article gone.txt"),
        (json.dumps(FACT | {"id": "x", "expect": {}}), "line 2 expects nothing"),
        (json.dumps(FACT), r"line 2 has the id 'f', as has .*line 1"),
    ],
)
def test_a_bad_case_is_named_by_file_and_line(tmp_path, content, why):
    suite = write_suite(tmp_path)
    (suite / "cases.jsonl").write_text(f"{json.dumps(FACT)}\n{content}\n")
    with pytest.raises(SuiteError, match=why):
        load_suite(suite)


@pytest.mark.parametrize(
    ("about", "why"),
    [
        ("name = ", "is no suite"),
        ('name = "x"\narticles = "articles"\n', "needs name, articles and cases"),
        ('name = "x"\narticles = "nowhere"\ncases = "cases.jsonl"\n', "is no folder"),
        ('name = "x"\narticles = "articles"\ncases = "none.jsonl"\n', "cannot be read"),
        ('name = "x"\narticles = "articles"\ncases = "cases.jsonl"\n[tolerance]\naccuracy = "much"\n', "is no suite"),
    ],
)
def test_a_suite_that_is_none_is_refused(tmp_path, about, why):
    with pytest.raises(SuiteError, match=why):
        load_suite(write_suite(tmp_path, about=about))


def test_an_empty_suite_and_a_missing_one_are_refused(tmp_path):
    suite = write_suite(tmp_path / "s")
    (suite / "cases.jsonl").write_text("\n")
    with pytest.raises(SuiteError, match="no cases"):
        load_suite(suite)
    with pytest.raises(SuiteError, match=r"suite\.toml"):
        load_suite(tmp_path)
    (suite / "cases.jsonl").write_bytes(b"\xff\xfe")
    with pytest.raises(SuiteError, match="not UTF-8"):
        load_suite(suite)


def test_cases_may_lie_in_several_files_and_ids_are_unique_over_all(tmp_path):
    suite = write_suite(tmp_path, about='name = "x"\narticles = "articles"\ncases = "*.jsonl"\n')
    (suite / "more.jsonl").write_text(json.dumps(FACT | {"id": "g"}))
    assert [c.id for c in load_suite(suite).cases] == ["f", "n", "g"]
    (suite / "more.jsonl").write_text(json.dumps(FACT))
    with pytest.raises(SuiteError, match=r"more\.jsonl line 1 has the id 'f'"):
        load_suite(suite)


def test_held_cases_are_left_out_unless_asked_for(tmp_path):
    suite = write_suite(tmp_path, FACT, NULL | {"held": True})
    assert [c.id for c in load_suite(suite, held=False).cases] == ["f"]
    assert [c.id for c in load_suite(suite).cases] == ["f", "n"]
    with pytest.raises(SuiteError, match="held-out cases only"):
        load_suite(write_suite(tmp_path / "all", FACT | {"held": True}), held=False)


def test_a_sound_suite_is_found_sound(tmp_path):
    assert validate(load_suite(write_suite(tmp_path, *SOUND)), strict=True) == []


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"expect": {"all": ["6 crowns"]}}, "'6 crowns' is in no gold article"),
        ({"quotes": ["It cost 5 crowns on May 5"]}, "character for character"),
        ({"quotes": ["said Ada"]}, "no quote holds a pattern"),
        ({"gold": ["a.txt", "b.txt"]}, "the gold article b.txt holds no pattern"),
        ({"gold": ["a.txt#2"]}, "a.txt#2 is no article"),
        ({"expect": {"all": ["crowns"], "none": ["May 4"]}}, "must not be said, but a gold quote says it"),
        ({"expect": {"abstain": True}, "terms": ["boat"]}, "Name two or more"),
        ({"expect": {"abstain": True}, "terms": ["crowns", "Quill"]}, "its terms meet in"),
        ({"question": "Who was it that spoke at the long town meeting?", "expect": {"all": ["mayor"]}, "gold": ["b.txt"],
          "quotes": ["said the mayor"]}, "asks what"),
        ({"question": "who spoke at the Town Meeting", "expect": {"all": ["crowns"]}}, "asks what"),
    ],
)  # fmt: skip
def test_each_fault_of_a_suite_is_found(tmp_path, change, why):
    found = validate(load_suite(write_suite(tmp_path, SOUND[2], NULL, SOUND[0] | change)))
    assert any(why in sentence for sentence in found), found


BARE = ("id", "kind", "question", "expect")


@pytest.mark.parametrize("named", [BARE, (*BARE, "gold")])
def test_a_case_need_not_name_what_the_contract_leaves_open(tmp_path, named):
    cases = [{key: case[key] for key in named if key in case} for case in SOUND]
    suite = load_suite(write_suite(tmp_path, *cases))
    assert validate(suite) == []
    assert unproven(suite) == [case["id"] for case in cases if not case.get("gold")]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"quotes": []}, "has no gold quote"),
        ({"gold": []}, "no gold article that they could be found in"),
        ({"expect": {"abstain": True}}, "needs two or more terms"),
        ({"copies": []}, "c.txt is asked about by no case"),
    ],
)
def test_a_strict_suite_names_all_by_which_it_is_proven(tmp_path, change, why):
    suite = load_suite(write_suite(tmp_path, SOUND[2], NULL, SOUND[0] | change))
    assert not any(why in sentence for sentence in validate(suite))
    assert any(why in sentence for sentence in validate(suite, strict=True))


def test_validate_says_of_how_many_cases_nothing_could_be_proven(tmp_path):
    def call(*words):
        done = CliRunner().invoke(app, ["eval", "validate", *map(str, words)])
        return done.exit_code, done.stdout

    suite = write_suite(tmp_path, {key: FACT[key] for key in BARE}, NULL)
    code, told = call(suite)
    assert code == 0
    assert "is sound." in told
    assert "1 of its 2 cases name neither gold nor terms" in told
    code, told = call(suite, "--strict")
    assert code == 1
    assert "cases.jsonl line 1 (f) has patterns and no gold article" in told


def test_gold_that_was_published_after_as_of_is_found(tmp_path):
    case = FACT | {"as_of": "2026-01-01T00:00:00+00:00", "gold": ["2026-02-01--later.txt"]}
    suite = write_suite(tmp_path)
    (suite / "articles" / "2026-02-01--later.txt").write_text(f"H\n{TEXTS['a.txt']}")
    (suite / "cases.jsonl").write_text(json.dumps(case))
    assert any("published after as_of" in sentence for sentence in validate(load_suite(suite)))


def test_the_same_question_at_two_times_is_two_questions(tmp_path):
    later = FACT | {"id": "later", "as_of": "2026-01-01T00:00:00+00:00"}
    assert validate(load_suite(write_suite(tmp_path, *SOUND, later))) == []
