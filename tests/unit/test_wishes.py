"""What a question asks for beside its subject narrows the search, is told, gives way to what was set by hand, and can be switched off."""

from __future__ import annotations

import pytest

from ragbot import Ragbot
from ragbot.settings import Settings
from ragbot.ui import chips
from tests.fakes import WordHashEncoder

DYKE = "What does the new dyke at Tarn cost?"


def story(folder, name, body, **meta):
    front = {"id": name, "title": f"New dyke at Tarn ({name})", "source": "Tarn Courier"} | meta
    lines = "\n".join(f'{k}: "{v}"' for k, v in front.items())
    (folder / f"{name}.md").write_text(f"---\n{lines}\n---\n\n{body}", encoding="utf-8")


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "dyke"
    made.mkdir()
    story(
        made,
        "plan",
        "The new dyke at Tarn costs 30 million crowns.",
        published="2026-02-10",
        author="Ida Holm",
    )
    story(
        made,
        "vote",
        "The new dyke at Tarn costs 34 million crowns.",
        published="2026-05-20",
        source="Holm Post",
    )
    story(
        made,
        "bill",
        "The new dyke at Tarn costs 41 million crowns.",
        published="2026-08-01",
        author="Jon Aas",
    )
    return made


@pytest.fixture
def bot(tmp_path, folder):
    with Ragbot.open(tmp_path / "archive", llm="extractive", embedder=WordHashEncoder()) as opened:
        opened.ingest(folder)
        yield opened


def sources(answer):
    return {e.article.source_path.removesuffix(".md") for e in answer.evidence}


@pytest.mark.parametrize(
    ("question", "found", "told"),
    [
        ("According to the Holm Post, what does the new dyke at Tarn cost?", {"vote"}, {"outlet": "Holm Post"}),
        ("What did the Post report the new dyke at Tarn costs?", {"vote"}, {"outlet": "Holm Post"}),
        ("What do articles by Ida Holm say the new dyke at Tarn costs?", {"plan"}, {"byline": "Ida Holm"}),
        ("What did the newspapers write in May 2026 that the new dyke at Tarn costs?", {"vote"}, {"since": "2026-05-01T00:00:00+00:00"}),
        ("In news stories since 1 May 2026, what does the new dyke at Tarn cost?", {"vote", "bill"}, {"since": "2026-05-01T00:00:00+00:00"}),
    ],
)  # fmt: skip
def test_an_explicit_wish_filters_and_is_told(bot, question, found, told):
    answer = bot.ask(question)
    assert sources(answer) == found
    assert told.items() <= answer.filters.inferred.items()
    assert answer.filters.understood()
    assert answer.coverage.articles == len(found)
    assert answer.to_dict()["filters"]["inferred"] == dict(answer.filters.inferred)


def test_what_was_read_is_told_once_for_all_in_words(bot):
    filters = bot.ask("What did the newspapers write on 20 May 2026 that the new dyke at Tarn costs?").filters
    assert filters.understood() == "Read in the question: published 2026-05-20."
    assert chips.inferred(filters) == {"dates": "published 20 May 2026"}
    given_up = bot.ask("What did the newspapers write since May 2029 that the new dyke at Tarn costs?").filters
    assert (given_up.understood(), chips.inferred(given_up)) == ("", {})


def test_a_hint_filters_nothing_but_counts(bot):
    question = "Who spoke of the new dyke at Tarn in May 2026?"
    answer = bot.ask(question)
    assert sources(answer) == {"plan", "vote", "bill"}
    assert set(answer.filters.inferred["soft"]) == {"since", "until"}
    plain = {e.article.id: e.score for e in bot.ask(question, infer=False).evidence}
    gained = {e.article.source_path: round(e.score - plain[e.article.id], 2) for e in answer.evidence}
    assert gained == {"plan.md": 0.0, "vote.md": 0.2, "bill.md": 0.0}


def test_what_was_set_by_hand_stays(bot):
    question = "According to the Holm Post, what does the new dyke at Tarn cost?"
    answer = bot.ask(question, outlet="Tarn Courier", since="2026-07-01")
    assert sources(answer) == {"bill"}
    assert "outlet" not in answer.filters.inferred


@pytest.mark.parametrize("how", ["argument", "setting"])
def test_it_can_be_switched_off(bot, tmp_path, how):
    question = "According to the Holm Post, what does the new dyke at Tarn cost?"
    if how == "argument":
        answer = bot.ask(question, infer=False)
    else:
        settings = Settings.load(home=tmp_path / "archive", llm="extractive").model_copy(
            update={"without": ("understand",)}
        )
        with Ragbot.open(settings=settings, embedder=WordHashEncoder()) as other:
            answer = other.ask(question)
    assert sources(answer) == {"plan", "vote", "bill"}
    assert answer.filters.inferred == {}


def test_a_wish_that_leaves_nothing_is_given_up_and_that_is_said(bot):
    answer = bot.ask("What did the newspapers write in May 2019 that the new dyke at Tarn costs?")
    assert sources(answer) == {"plan", "vote", "bill"}
    assert answer.filters.inferred["relaxed"] == ["dates"]
    assert "in May 2019" in answer.notice


def test_of_two_wishes_only_the_one_that_leaves_nothing_is_given_up(bot):
    answer = bot.ask("According to the Holm Post articles since 1 August 2026, what does the new dyke at Tarn cost?")
    assert sources(answer) == {"vote"}
    assert answer.filters.inferred["relaxed"] == ["dates"]


def test_a_changing_figure_is_answered_with_the_newest(bot):
    assert "41 million" in bot.ask(DYKE).text
    assert "41 million" in bot.ask("What is the latest figure for the cost of the new dyke at Tarn?").text
    assert "30 million" in bot.ask("What was first said that the new dyke at Tarn costs?").text


@pytest.mark.parametrize(("as_of", "figure"), [("2026-03-01", "30"), ("2026-06-01", "34"), ("2026-09-01", "41")])
def test_as_of_answers_from_what_was_out(bot, as_of, figure):
    assert f"{figure} million" in bot.ask(DYKE, as_of=as_of).text


@pytest.mark.parametrize(
    "meta",
    [
        {"published": "2091-01-01"},
        {"published": "0001-01-01"},
        {"published": "2026-09-09", "updated": "2026-01-01"},
        {},
    ],
)
def test_a_date_in_doubt_or_none_never_wins_a_latest_question(bot, folder, meta):
    story(folder, "odd", "The new dyke at Tarn costs 99 million crowns.", source="", **meta)
    assert bot.ingest(folder).added == 1
    question = "What is the latest figure for the cost of the new dyke at Tarn?"
    answer = bot.ask(question)
    assert "41 million" in answer.text
    doubted = next(e for e in answer.evidence if e.article.source_path == "odd.md").article
    assert bool(doubted.doubt) is bool(meta)
    assert bot.coverage().until.startswith("2026-0")


def test_a_past_state_is_not_overruled_by_time_where_only_one_statement_fits(bot, folder):
    story(folder, "talk", "The new dyke at Tarn was talked about again, the county said.", published="2026-08-30")
    bot.ingest(folder)
    assert "41 million" in bot.ask(DYKE).text
