"""The Python face as a developer meets it: what cannot be meant is told by its name, and nothing is guessed."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from langchain_core.callbacks import BaseCallbackHandler
from langchain_core.language_models import FakeListLLM
from langchain_core.messages import (
    AIMessage,
    AIMessageChunk,
    ChatMessage,
    HumanMessage,
    HumanMessageChunk,
    SystemMessage,
    ToolMessage,
)

from ragbot import Ragbot, arguments
from ragbot.errors import ArticleError, FilterError, QuestionError, SettingsError, UsageError
from ragbot.settings import Settings
from tests.fakes import ScriptedChatModel, WordHashEncoder

COST = "How many million crowns do repairs cost?"


@pytest.fixture
def plain(open_bot, news):
    """A bot that words no answers, with the two articles."""
    made = open_bot(llm="extractive")
    made.ingest(news)
    return made


@pytest.mark.parametrize(
    ("wrong", "error", "said"),
    [
        ({"llm": 5}, SettingsError, "llm cannot be 5"),
        ({"llm": False}, SettingsError, "llm cannot be False"),
        ({"llm": " ", "settings": Settings()}, SettingsError, "llm cannot be ' '"),
        ({"llm": ScriptedChatModel}, SettingsError, "llm cannot be an object of the type"),
        ({"llm": FakeListLLM(responses=["x"])}, SettingsError, "a LangChain chat model"),
        ({"home": 5}, SettingsError, "home cannot be 5"),
        ({"home": 0}, SettingsError, "home cannot be 0"),
        ({"home": ["a"]}, SettingsError, "home cannot be"),
        ({"home": "a\0b"}, SettingsError, "NUL"),
        ({"home": ""}, UsageError, "An empty name is no file or folder"),
        ({"embedder": "all-MiniLM-L6-v2"}, SettingsError, "embedder cannot be 'all-MiniLM-L6-v2'"),
        ({"settings": "ragbot.toml"}, SettingsError, "settings cannot be 'ragbot.toml'"),
        ({"progress": True}, SettingsError, "progress cannot be True"),
    ],
)
def test_what_an_archive_cannot_be_opened_with_is_told_by_its_name(tmp_path, wrong, error, said):
    sound = {"home": tmp_path / "a", "llm": "extractive", "embedder": WordHashEncoder()}
    with pytest.raises(error, match=said):
        Ragbot.open(**sound | wrong)
    assert not (tmp_path / "a").exists()


def test_what_was_given_for_settings_is_not_printed_for_it_may_hold_a_key():
    with pytest.raises(SettingsError) as told:
        Ragbot.open(settings={"llm_key": "sk-secret"})
    assert "sk-secret" not in str(told.value)


@pytest.mark.parametrize(
    ("options", "error", "said"),
    [
        ({"question": None}, QuestionError, "not NoneType"),
        ({"question": ["Why?"]}, QuestionError, "not list"),
        ({"question": b"Why?"}, QuestionError, "not bytes"),
        ({"history": 5}, QuestionError, "history cannot be 5"),
        ({"history": "user: hello"}, QuestionError, "history cannot be 'user: hello'"),
        ({"history": {"role": "user", "content": "x"}}, QuestionError, "history cannot be"),
        ({"history": [5]}, QuestionError, "history holds 5"),
        ({"history": [("user", 5)]}, QuestionError, "history holds"),
        ({"history": [([], "x")]}, QuestionError, "history holds"),
        ({"history": [{"role": "user"}]}, QuestionError, "history holds"),
        ({"history": [{"role": "user", "content": [5]}]}, QuestionError, "history holds"),
        ({"history": [ChatMessage(role="critic", content="Bad.")]}, QuestionError, "history holds"),
        ({"since": 5}, FilterError, "since '5' is not a date"),
        ({"until": ["2026"]}, FilterError, "until"),
        ({"as_of": b"2026-01-01"}, FilterError, "as_of"),
        ({"outlet": 5}, FilterError, "outlet 5 is no name"),
        ({"outlet": ["Tarn Courier"]}, FilterError, "is no name"),
        ({"infer": "no"}, UsageError, "infer cannot be 'no'"),
    ],
)
def test_what_cannot_be_asked_is_told_by_its_name(plain, options, error, said):
    asked = {"question": COST, **options}
    for ask in (plain.ask, lambda **given: list(plain.stream(**given))):
        with pytest.raises(error, match=said):
            ask(**asked)


def test_a_history_may_be_none_and_may_hold_messages_of_langchain(plain):
    assert "2.4" in plain.ask(COST, history=None).text
    before = [HumanMessage("What burned at Pell?"), AIMessage("The mill burned [1].")]
    pairs = [("user", before[0].text), ("assistant", before[1].text)]
    asked = [plain.ask("How many were injured there?", history=h) for h in (before, pairs)]
    assert asked[0].standalone_question == asked[1].standalone_question
    assert asked[0].text == asked[1].text


@pytest.mark.parametrize(
    "before",
    [
        [HumanMessageChunk("What burned at Pell?"), AIMessageChunk("The mill ") + AIMessageChunk("burned.")],
        [ChatMessage(role="user", content="What burned at Pell?"), ChatMessage(role="assistant", content="The mill burned.")],
        [{"role": "user", "content": [{"type": "text", "text": "What burned at Pell?"}]}, {"role": "assistant", "content": "The mill burned."}],
        [SystemMessage("Obey."), {"role": "system", "content": "Obey."}, HumanMessage("What burned at Pell?"),
         AIMessage("", tool_calls=[{"name": "search", "args": {}, "id": "1"}]), ToolMessage("A mill.", tool_call_id="1"), AIMessage("The mill burned.")],
    ],
)  # fmt: skip
def test_a_history_counts_by_who_spoke_however_it_is_kept(plain, before):
    pairs = [("user", "What burned at Pell?"), ("assistant", "The mill burned.")]
    assert arguments.history(before) == pairs
    asked = [plain.ask("How many were injured there?", history=h) for h in (before, pairs)]
    assert asked[0].standalone_question == asked[1].standalone_question


@pytest.mark.parametrize(
    ("wrong", "said"),
    [(None, "cannot be None"), (5, "cannot be 5"), (b"news", "b'news'"), (["news"], r"\*paths"), ("a\0b", "NUL")],
)
def test_what_is_no_path_is_not_ingested(plain, wrong, said):
    with pytest.raises(UsageError, match=said):
        plain.ingest(wrong)
    with pytest.raises(SettingsError, match="progress"):
        plain.ingest("news", progress=True)


def test_python_ingests_addresses_as_the_command_line_does(open_bot, web, news, tmp_path):
    bot = open_bot(llm="extractive")
    report = bot.ingest(f"{web}/ferry", f"{web}/gone", str(news), "ftp://example.org/feed")
    assert (report.added, report.failed) == (3, 2)
    assert [s.path for s in report.skipped] == [f"{web}/gone", "ftp://example.org/feed"]
    assert "900 people" in bot.ask("How many people does the ferry carry?").text
    assert bot.ingest(f"{web}/ferry").unchanged == 1
    assert list((tmp_path / "home" / "uploads" / "received").iterdir()) == []
    with pytest.raises(ArticleError, match="answers 404"):
        bot.ingest(f"{web}/gone")
    with pytest.raises(UsageError, match="does not exist"):
        bot.ingest(Path("https:/example.org/page"))


def test_paths_that_come_as_one_argument_are_told_to_be_unpacked(plain, news):
    for several in (news.glob("*.md"), [news], {news}, (path for path in [news])):
        with pytest.raises(UsageError, match=r"bot\.ingest\(\*paths\)"):
            plain.ingest(several)


def test_numbers_and_truths_of_numpy_are_taken_for_what_they_are(plain):
    assert len(plain.as_retriever(np.int64(1)).invoke(COST)) == 1
    assert len(plain.articles(limit=np.int32(1))) == 1
    for infer in (np.bool_(True), np.bool_(False)):
        assert plain.ask(COST, infer=infer).text == plain.ask(COST, infer=bool(infer)).text
    for wrong in (np.bool_(True), np.float64(2)):
        with pytest.raises(UsageError, match="k cannot be"):
            plain.as_retriever(wrong)


def test_no_page_of_the_archive_has_less_than_no_articles(plain):
    assert plain.articles(limit=0) == []
    for page in ({"limit": -1}, {"offset": -1}):
        with pytest.raises(UsageError, match="cannot be -1. Give it a whole number from 0 on"):
            plain.articles(**page)


@pytest.mark.parametrize("k", [0, -1, "3", None, True, 2.0])
def test_a_retriever_gives_a_whole_number_of_articles_from_one_on(plain, k):
    with pytest.raises(UsageError, match="k cannot be"):
        plain.as_retriever(k=k)
    with pytest.raises(UsageError, match="k cannot be"):
        plain.as_retriever().invoke(COST, k=k)


def test_a_retriever_searches_within_limits_set_once_or_for_one_call(plain):
    def outlets(retriever, **more):
        return [d.metadata["outlet"] for d in retriever.invoke("What happened in Tarn and at Pell?", **more)]

    assert sorted(outlets(plain.as_retriever())) == ["Radio Tarn", "Tarn Courier"]
    mill = plain.as_retriever(outlet="Radio Tarn")
    assert outlets(mill) == ["Radio Tarn"]
    assert outlets(mill, outlet="Tarn Courier") == ["Tarn Courier"]
    assert outlets(plain.as_retriever(until="2026-01-31")) == ["Tarn Courier"]
    assert len(outlets(plain.as_retriever(), k=1)) == 1


def test_a_retriever_takes_limits_for_one_call_without_waiting_for_it_too(plain):
    asked = "What happened in Tarn and at Pell?"

    def outlets(documents):
        return [d.metadata["outlet"] for d in asyncio.run(documents)]

    retriever = plain.as_retriever()
    assert sorted(outlets(retriever.ainvoke(asked))) == ["Radio Tarn", "Tarn Courier"]
    assert len(outlets(retriever.ainvoke(asked, k=1))) == 1
    assert outlets(retriever.bind(outlet="Radio Tarn").ainvoke(asked)) == ["Radio Tarn"]


@pytest.mark.parametrize(
    ("limits", "error"),
    [({"outlet": "Nobody"}, FilterError), ({"since": "soon"}, FilterError), ({"infer": 1}, UsageError)],
)
def test_a_retriever_with_impossible_limits_is_not_made(plain, limits, error):
    with pytest.raises(error):
        plain.as_retriever(**limits)


def test_an_argument_that_no_question_has_is_told(plain):
    for given in (5, {}, {"question": COST, "top_k": 3}):
        with pytest.raises(QuestionError):
            plain.as_runnable().invoke(given)
        with pytest.raises(QuestionError):
            list(plain.as_runnable().stream(given))
    with pytest.raises(QuestionError, match="'top_k' is no argument"):
        plain.as_retriever().invoke(COST, top_k=3)


def test_what_is_bound_to_a_runnable_counts_however_it_is_called(plain):
    mill = plain.as_runnable().bind(outlet="Radio Tarn")
    asked = [mill.invoke(COST), *mill.batch([COST]), list(mill.stream(COST))[-1]]
    assert {a.filters.outlet for a in asked} == {"Radio Tarn"}


def test_a_streamed_answer_is_traced_as_an_invoked_one_is(plain):
    class Watching(BaseCallbackHandler):
        ended = 0

        def on_chain_end(self, *_, **__):
            self.ended += 1

    watching = Watching()
    plain.as_runnable().invoke(COST, {"callbacks": [watching]})
    list(plain.as_runnable().stream(COST, {"callbacks": [watching]}))
    assert watching.ended == 2


@pytest.mark.parametrize("page", [("fire",), (-1,), (5, -5), (None,)])
def test_a_page_of_the_archive_is_counted_in_whole_numbers(plain, page):
    with pytest.raises(UsageError, match="cannot be"):
        plain.articles(*page)


def test_a_closed_archive_says_so_and_starts_nothing_again(plain, news):
    plain.close()
    plain.close()
    for call in (lambda: plain.ask(COST), lambda: plain.ingest(news), plain.count, plain.warm, plain.outlets):
        with pytest.raises(UsageError, match="was closed. Open it again"):
            call()


def test_threads_may_ask_one_bot_at_once(plain):
    with ThreadPoolExecutor(4) as pool:
        said = list(pool.map(lambda n: plain.ask(COST, infer=bool(n % 2)).text, range(16)))
    assert set(said) == {"Repairs cost 2.4 million crowns [1]."}


def test_a_forked_process_is_told_to_open_the_archive_itself(plain, monkeypatch):
    with monkeypatch.context() as forked:
        forked.setattr("os.getpid", lambda: -1)
        with pytest.raises(UsageError, match="opened by another process, of which this one is a fork"):
            plain.ask(COST)
    assert "2.4" in plain.ask(COST).text


def test_an_archive_is_opened_and_not_constructed(tmp_path):
    with pytest.raises(UsageError, match=r"Ragbot\.open\(home\)"):
        Ragbot(tmp_path)


def test_a_bot_and_an_answer_print_in_a_few_lines(plain, tmp_path):
    answer = plain.ask(COST)
    assert "Repairs cost 2.4 million crowns [1]." in repr(answer)
    assert "Divers found" not in repr(answer)
    assert repr(plain) == f"<Ragbot of {tmp_path / 'home'}>"
    plain.close()
    assert repr(plain).endswith(", closed>")
