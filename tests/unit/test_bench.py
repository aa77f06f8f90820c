"""The benchmark's own pieces: what it compares with, what it takes the time of, what it prints."""

from __future__ import annotations

from types import SimpleNamespace

from eval.bench import answers, tutorial
from eval.bench.row import Row, table
from tests.fakes import ScriptedChatModel


def asking(question):
    return SimpleNamespace(question=question, history=())


COST = "How much do the repairs of the old bridge cost?"


def test_chunks_hold_the_whole_text_overlap_and_are_no_longer_than_a_tutorials():
    text = "\n\n".join(f"Paragraph {n}. " + "The ferry left late again. " * 12 for n in range(12))
    chunks = tutorial.split(text)
    assert all(0 < len(c) <= tutorial.CHUNK for c in chunks)
    assert all(any(f"Paragraph {n}." in c for c in chunks) for n in range(12))
    assert tutorial.split("word " * 1000)[0][-10:] in tutorial.split("word " * 1000)[1]
    assert tutorial.split("") == []


def test_a_ratio_stands_only_where_both_were_measured():
    both, one, nothing = Row("a", "s", 1.0, 4.0, "≤ 0.33"), Row("b", "MB", 1234.0), Row("c", "s", None)
    assert both.cells() == ("a", "1", "4", "s", "0.25", "≤ 0.33")
    assert one.cells() == ("b", "1,234", "", "MB", "", "")
    assert nothing.cells()[1] == ""
    assert table("Part", [both]).splitlines()[0].startswith("| Part | ragbot | tutorial |")


def test_evidence_first_token_and_end_are_told_apart(bot, model):
    model.then("The repairs cost 2.4 million crowns [1].")
    taken = answers._ragbot(bot, asking(COST))
    assert 0 < taken.evidence < taken.first <= taken.end


def test_a_question_that_asked_no_model_is_not_timed(bot):
    assert answers._ragbot(bot, asking("Who won the 1999 chess final in Oslo?")) is None


def test_the_tutorials_prompt_is_timed_alike():
    model = ScriptedChatModel("It costs 2.4 million.")
    taken = answers._tutorial(model, tutorial.prompt(COST, ["one", "two"]), 0.0)
    assert 0 < taken.first <= taken.end
    assert "one\n\ntwo" in model.heard[0][1].text
