"""A suite that is none is refused by file and line, and one that cannot be believed is found out."""

from __future__ import annotations

import json
import re

import pytest
from typer.testing import CliRunner

from eval.suite import load_suite
from eval.validate import unproven, validate
from ragbot.cli import app
from ragbot.errors import SuiteError
from tests.toy_suite import FACT, NULL, TEXTS, write_suite

SOUND = [FACT, NULL, FACT | {"id": "b", "question": "Who spoke at the town meeting?", "expect": {"all": ["mayor"]}, "gold": ["b.txt"],
                             "quotes": ["said the mayor"], "copies": []}]  # fmt: skip


def line(**changes):
    return json.dumps(FACT | {"id": "x"} | changes)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("{broken", "line 2 is not JSON: .* at column 2. Write one JSON object a line"),
        ("[" * 50_000, "line 2 is not JSON"),
        ('{"id": ' + "1" * 5000 + "}", "line 2 is not JSON"),
        ("[]", r"line 2 is no case but \[\]"),
        ('"f"', "line 2 is no case but"),
        (json.dumps({"id": "x"}), "line 2 has no 'kind'. A case needs id, kind, question and expect"),
        (json.dumps({k: v for k, v in FACT.items() if k != "expect"}), "line 2 expects nothing"),
        (line(kind=None), "line 2 has no 'kind'"),
        (line(kind=["fact"]), r'line 2: kind has \["fact"\]. It must be a text'),
        (line(id=5), "line 2: id has 5. It must be a text"),
        (line(question=" "), "line 2: its question is empty"),
        (line(question=["Why?"]), "question has .* must be a text"),
        (line(expect="5 crowns"), 'expect has "5 crowns". It must be an object with any of abstain, all'),
        (line(expect=["5"]), "line 2: expect has .* must be an object"),
        (line(expect={"all": ["("]}), r'line 2: expect.all has the pattern "\(", which is no regular expression'),
        (line(expect={"all": "5"}), 'line 2: expect.all has "5". It must be a list of texts'),
        (line(expect={"all": [5]}), r"line 2: expect.all has \[5\]"),
        (line(expect={"abstain": "no"}), 'expect.abstain has "no". It must be true or false'),
        (line(expect={"every": ["5"]}), 'expect has "every", which it cannot. Known: abstain, all'),
        (line(filters={"author": "me"}), 'filters has "author"'),
        (line(filters=["since"]), "filters has .* must be an object"),
        (line(filters={"since": "soon"}), 'filters.since has "soon". It must be a date such as'),
        (line(filters={"outlet": 5}), "filters.outlet has 5. It must be a text"),
        (line(as_of="yesterday"), 'line 2: as_of has "yesterday". It must be a date such as'),
        (line(as_of=20260101), "line 2: as_of has 20260101"),
        (line(history="Who?"), 'history has "Who\\?". It must be a list of turns'),
        (line(history=["Who?"]), 'history has "Who\\?". It must be a list of turns'),
        (line(history=[["user"]]), "list of turns"),
        (line(history=[["user", 5]]), "list of turns"),
        (line(history=[["reader", "Who?"]]), "list of turns"),
        (line(history=[{"role": "user", "content": "Who?"}]), "list of turns"),
        (line(gold="a.txt"), 'line 2: gold has "a.txt". It must be a list of texts'),
        (line(gold={"a.txt": 1}), "line 2: gold has .* must be a list of texts"),
        (line(gold=["n" * 300 + ".md"]), "line 2: the gold article n{300}.md is not in .*relative to that folder"),
        (line(gold=["gone.txt"]), "line 2: the gold article gone.txt is not in .*relative to that folder"),
        (line(copies=["gone.txt"]), "line 2: the copies article gone.txt"),
        (line(held="no"), 'held has "no". It must be true or false'),
        (line(expect={}), "line 2 expects nothing"),
        (json.dumps(FACT), r"line 2 has the id 'f', as has .*line 1"),
    ],
)
def test_a_bad_case_is_named_by_file_line_and_field(tmp_path, content, why):
    suite = write_suite(tmp_path)
    (suite / "cases.jsonl").write_text(f"{json.dumps(FACT)}\n{content}\n")
    with pytest.raises(SuiteError, match=r"cases\.jsonl line 2") as told:
        load_suite(suite)
    assert re.search(why, str(told.value)), told.value
    assert not re.search(r"Error\(|object has no attribute|not iterable", str(told.value))


def test_kinds_are_free_names_other_fields_are_notes_and_null_is_as_good_as_absent(tmp_path):
    nothing = dict.fromkeys(("history", "as_of", "filters", "gold", "quotes", "copies", "about", "terms", "held"))
    case = {"id": "x", "kind": "what nobody else asks", "question": "How much?", "expect": {"all": ["5"]}, "todo": 1}
    (read,) = load_suite(write_suite(tmp_path, case | nothing)).cases
    assert read.kind == "what nobody else asks"
    assert (read.history, read.as_of, read.filters, read.gold, read.held) == ((), None, {}, (), False)


@pytest.mark.parametrize(
    ("about", "why"),
    [
        ("name = ", r"suite.toml is not valid TOML: .*line 1.*A suite needs|not valid TOML.*a suite needs"),
        ('name = "x"\narticles = "articles"\n', "has no cases. A suite needs name, articles"),
        ('name = 5\narticles = "articles"\ncases = "cases.jsonl"\n', "has name = 5, which is no name"),
        ('name = "x"\narticles = ["articles"]\ncases = "cases.jsonl"\n', "has articles = .*, which is no name"),
        ('name = "x"\narticles = "nowhere"\ncases = "cases.jsonl"\n', "is no folder. Name theirs"),
        (f'name = "x"\narticles = "{"n" * 300}"\ncases = "cases.jsonl"\n', "is no folder. Name theirs"),
        (f'name = "x"\narticles = "articles"\ncases = "{"n" * 300}"\n', "names the cases 'nnn"),
        ('name = "x"\narticles = "articles"\ncases = "none.jsonl"\n', "names the cases 'none.jsonl'"),
        ('name = "x"\narticles = "articles"\ncases = ""\n', "has cases = '', which is no name"),
        ('name = "x"\narticles = "articles"\ncases = "."\n', "names the cases '.'"),
        ('name = "x"\narticles = "articles"\ncases = "/nowhere/*.jsonl"\n', "names the cases '/nowhere"),
        ('name = "x"\narticles = "articles"\ncases = "cases.jsonl"\ntolerance = 5\n', "Write a table"),
        (
            'name = "x"\narticles = "articles"\ncases = "cases.jsonl"\n[tolerance]\naccuracy = "much"\n',
            "accuracy = 'much'",
        ),
        ('name = "x"\narticles = "articles"\ncases = "cases.jsonl"\n[tolerance]\naccuracy = -1\n', "from 0 on"),
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
    (suite / "cases.jsonl").write_bytes(b"{}\n\xff\xfe")
    with pytest.raises(SuiteError, match=r"cases.jsonl line 2 is not UTF-8"):
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
        ({"gold": []}, "has quotes and names no gold article to look for them in"),
        ({"expect": {"abstain": True}, "quotes": ["It cost 6 crowns"]}, "character for character"),
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
    assert "1 of its 2 cases name nothing to prove: no gold with a pattern or a quote, no terms." in told
    code, told = call(suite, "--strict")
    assert code == 1
    assert "cases.jsonl line 1 (f) has patterns and no gold article" in told


def test_gold_alone_proves_no_refusal_but_its_quotes_do(tmp_path):
    refused = {
        "id": "r",
        "kind": "unanswerable",
        "question": "Who paid?",
        "expect": {"abstain": True},
        "gold": ["a.txt"],
    }
    quoting = refused | {"id": "q", "question": "Who sank?", "quotes": ["It cost 5 crowns"]}
    suite = load_suite(write_suite(tmp_path, refused, quoting))
    assert validate(suite) == []
    assert unproven(suite) == ["r"]


def test_gold_that_was_published_after_as_of_is_found(tmp_path):
    case = FACT | {"as_of": "2026-01-01T00:00:00+00:00", "gold": ["2026-02-01--later.txt"]}
    suite = write_suite(tmp_path)
    (suite / "articles" / "2026-02-01--later.txt").write_text(f"H\n{TEXTS['a.txt']}")
    (suite / "cases.jsonl").write_text(json.dumps(case))
    assert any("published after as_of" in sentence for sentence in validate(load_suite(suite)))


def test_the_same_question_at_two_times_is_two_questions(tmp_path):
    later = FACT | {"id": "later", "as_of": "2026-01-01T00:00:00+00:00"}
    assert validate(load_suite(write_suite(tmp_path, *SOUND, later))) == []
