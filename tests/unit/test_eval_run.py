"""A run is cached, can be stopped and goes on; it names what failed; its exit code is a verdict."""

from __future__ import annotations

import json

import pytest

from eval.experiments import load_experiment
from eval.main import Wanted, evaluate
from ragbot.errors import LlmError, SuiteError
from ragbot.settings import Settings
from tests.fakes import ScriptedChatModel
from tests.toy_suite import FACT, NULL, REFUSED, ToyBot, answer, write_suite

RIGHT = {"How much?": answer(), "Who paid for the boat?": REFUSED}


@pytest.fixture
def run(tmp_path):
    suite = write_suite(tmp_path / "suite")
    settings = Settings.load(cache=tmp_path / "cache", llm="extractive")

    def call(bot=None, **options):
        made = bot or ToyBot(RIGHT)
        wanted = Wanted(suite, tmp_path / "out.json", **options)
        (tmp_path / "out.json").unlink(missing_ok=True)

        def open_bot(home):
            home.mkdir(parents=True, exist_ok=True)
            return made

        code = evaluate(wanted, settings, None, open_bot)
        return code, json.loads((tmp_path / "out.json").read_text())

    return call


def test_the_result_has_the_documented_figures(run):
    code, result = run()
    assert code == 0
    assert (result["suite"], result["n"], result["llm"], result["failed"]) == ("toy", 2, "fake", [])
    assert result["retrieval"]["hit@1"] == 1.0
    assert result["answers"]["accuracy"] == 1.0
    assert result["answers"]["abstained_when_it_should"] == 1.0
    assert {k: (v["n"], v["accuracy"]) for k, v in result["by_kind"].items()} == {
        "fact": (1, 1.0),
        "unanswerable": (1, 1.0),
    }
    assert result["timings"]["prompt_tokens_p50"] == 9
    assert result["stages"]["dense"]["hit@1"] == 0.0
    assert result["stages"]["fuse"]["hit@1"] == 1.0
    assert [c["id"] for c in result["cases"]] == ["f", "n"]


def test_a_case_that_crashes_scores_nought_and_is_named(run, capsys):
    _, result = run(ToyBot(RIGHT | {"How much?": LlmError("the line went dead")}))
    assert result["failed"] == ["f"]
    assert result["answers"]["accuracy"] == 0.0
    assert result["answers"]["over_refusal"] == 1.0
    assert result["retrieval"]["hit@1"] == 0.0
    assert "the line went dead" in result["cases"][0]["error"]
    assert "failed: f" in capsys.readouterr().out


def test_the_archive_is_built_once(run):
    bot = ToyBot(RIGHT)
    run(bot)
    assert run(bot)[1]["ingest"]["articles"] == 1
    assert bot.ingested == 1


def test_a_run_that_was_stopped_goes_on_where_it_was(run):
    stopped = ToyBot(RIGHT | {"Who paid for the boat?": KeyboardInterrupt()})
    with pytest.raises(KeyboardInterrupt):
        run(stopped)
    going_on = ToyBot(RIGHT)
    _, result = run(going_on)
    assert going_on.asked == ["Who paid for the boat?"]
    assert result["n"] == 2
    # and a run that ended is asked anew
    anew = ToyBot(RIGHT)
    run(anew)
    assert anew.asked == ["How much?", "Who paid for the boat?"]


def test_what_failed_before_the_stop_is_asked_again_and_fresh_asks_everything(run):
    with pytest.raises(KeyboardInterrupt):
        run(ToyBot({"How much?": LlmError("gone"), "Who paid for the boat?": KeyboardInterrupt()}))
    with pytest.raises(KeyboardInterrupt):
        run(ToyBot(RIGHT | {"Who paid for the boat?": KeyboardInterrupt()}))
    anew = ToyBot(RIGHT)
    assert run(anew, fresh=True)[1]["failed"] == []
    assert anew.asked == ["How much?", "Who paid for the boat?"]


def test_a_line_that_a_kill_cut_short_costs_that_case_only(run, tmp_path):
    with pytest.raises(KeyboardInterrupt):
        run(ToyBot(RIGHT | {"Who paid for the boat?": KeyboardInterrupt()}))
    journal = next((tmp_path / "cache" / "runs").iterdir())
    journal.write_text(journal.read_text()[:-40])
    bot = ToyBot(RIGHT)
    assert run(bot)[1]["n"] == 2
    assert bot.asked == ["How much?", "Who paid for the boat?"]


def test_a_changed_case_is_not_answered_from_a_stopped_run(run, tmp_path):
    with pytest.raises(KeyboardInterrupt):
        run(ToyBot(RIGHT | {"Who paid for the boat?": KeyboardInterrupt()}))
    write_suite(tmp_path / "suite", FACT | {"expect": {"all": ["6 crowns"]}}, NULL)
    assert run()[1]["answers"]["accuracy"] == 0.0


def test_retrieval_only_asks_no_answer(run):
    _, result = run(ToyBot(RIGHT | {"How much?": LlmError("never reached")}), retrieval_only=True)
    assert result["answers"] is None
    assert result["by_kind"] == {}
    assert result["retrieval"]["hit@1"] == 1.0
    assert result["failed"] == []
    assert [c["ok"] for c in result["cases"]] == [None, None]


def test_as_of_filters_and_history_reach_the_bot(run, tmp_path):
    history = [["user", "Hello?"], ["assistant", "Hello."]]
    asked = FACT | {"as_of": "2026-01-01", "filters": {"outlet": "Courier", "since": "2025-01-01"}, "history": history}
    write_suite(tmp_path / "suite", asked)
    bot = ToyBot(RIGHT)
    run(bot)
    options = bot.options[0]
    assert (options["as_of"], options["outlet"], options["since"]) == ("2026-01-01", "Courier", "2025-01-01")
    assert [list(turn) for turn in options["history"]] == history


def test_below_the_baseline_the_exit_code_is_one_and_says_where(run, tmp_path, capsys):
    (tmp_path / "base.json").write_text(json.dumps(run()[1]))
    assert run(baseline=tmp_path / "base.json")[0] == 0
    capsys.readouterr()
    wrong = ToyBot(RIGHT | {"How much?": answer(text="It cost 6 crowns on May 4 [1].")})
    assert run(wrong, baseline=tmp_path / "base.json")[0] == 1
    assert "accuracy is 0, the baseline has 1" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("content", "why"),
    [('{"suite": "other"}', "'other'"), ("[]", "is no result"), ("{", "cannot be read"), (None, "cannot be read")],
)
def test_a_baseline_of_another_suite_or_none_is_refused_before_anything_runs(run, tmp_path, content, why):
    if content:
        (tmp_path / "base.json").write_text(content)
    bot = ToyBot(RIGHT)
    with pytest.raises(SuiteError, match=why):
        run(bot, baseline=tmp_path / "base.json")
    assert bot.asked == []


def test_a_judge_is_reported_apart_and_a_verdict_that_is_none_is_not_counted(run):
    from eval.judge import judge

    _, result = run()
    before = json.loads(json.dumps(result))
    judge(result, ScriptedChatModel("Yes.", "I cannot say"), "fake")
    assert result["judge"] == {
        "llm": "fake", "n": 1, "faithfulness": 1.0, "faithfulness_unread": 0,
        "answer_relevance": None, "answer_relevance_unread": 1,
    }  # fmt: skip
    assert result["answers"] == before["answers"]


def test_an_experiment_is_settings_and_nothing_else(tmp_path):
    path = tmp_path / "no-lexical.toml"
    path.write_text('without = ["lexical"]\n')
    assert load_experiment(path).name == "no-lexical"
    for content, why in (
        ("with = 1", "sets 'with'"), ("home = '/tmp'", "sets 'home'"), ("=", "not valid TOML"),
        ('without = ["lexicon"]', "cannot be run"), ('without = ["dense", "lexical"]', "nothing is searched"),
    ):  # fmt: skip
        path.write_text(content)
        with pytest.raises(SuiteError, match=why):
            load_experiment(path)
    with pytest.raises(SuiteError, match="cannot be read"):
        load_experiment(tmp_path / "gone.toml")


def test_limit_takes_the_first_cases(run):
    assert [c["id"] for c in run(limit=1)[1]["cases"]] == ["f"]
