"""Answers by a JSON schema: what a hosted model writes, and what is told of it."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from langchain_core.language_models import GenericFakeChatModel
from langchain_core.messages import AIMessage, HumanMessage

from ragbot import llm
from ragbot.errors import LlmError
from ragbot.structured import StructuredOutput
from tests.fake_openai import ENDLESS, serving

ASK = [HumanMessage("How many?")]
TWO = json.dumps(
    {"sentences": [{"text": "Five workers came.", "sources": [1, 3]}, {"text": "Two left.", "sources": [2]}]}
)


@pytest.fixture
def server(monkeypatch):
    monkeypatch.setattr("ragbot.llm._pause", lambda *_: None)
    with serving() as running:
        yield running


def hosted(server, name="gpt-4o"):
    return llm.build_chat_model(f"openai-compatible:{name}@{server.url}", timeout_s=5, max_tokens=77)


def said(server, *pieces, name="gpt-4o"):
    server.structured = list(pieces)
    return "".join(StructuredOutput().stream(hosted(server, name), ASK, llm.StreamStats()))


def test_a_model_known_to_take_a_schema_is_given_one_and_its_answer_is_told_as_text(server):
    assert said(server, TWO) == "Five workers came. [1][3] Two left. [2]"
    assert server.bodies[0]["response_format"]["type"] == "json_schema"
    assert "sentences" in json.dumps(server.bodies[0]["response_format"])


def test_tokens_are_counted_as_in_plain_text(server):
    server.structured, stats = [TWO], llm.StreamStats()
    list(StructuredOutput().stream(hosted(server), ASK, stats))
    assert (stats.prompt_tokens, stats.completion_tokens, stats.attempts) == (11, 3, 1)


@pytest.mark.parametrize("name", ["local", "qwen3", "good"])
def test_a_model_of_which_that_is_not_known_is_asked_for_plain_text(server, name):
    assert said(server, TWO, name=name) == "Five workers [1]."
    assert "response_format" not in server.bodies[0]


def test_the_first_sentence_is_told_before_the_last_is_written(server):
    server.structured = [TWO[:40], TWO[40:70], *ENDLESS[:-2]]
    pieces = StructuredOutput().stream(hosted(server), ASK, llm.StreamStats())
    assert next(p for p in pieces if p).startswith("Five")
    pieces.close()


def test_closing_the_stream_hangs_up_also_where_there_is_nothing_to_tell(server):
    server.structured = ["{", *[" "] * (len(ENDLESS) - 1)]
    pieces = StructuredOutput().stream(hosted(server), ASK, llm.StreamStats())
    assert [next(pieces), next(pieces)] == ["", ""]
    pieces.close()
    assert server.hung_up.wait(10)


@pytest.mark.parametrize("status", [400, 404, 422, 501])
def test_a_server_that_does_not_take_the_schema_is_asked_again_without_and_never_again_with(server, status):
    server.structured = status
    asking, model = StructuredOutput(), hosted(server)
    told = ["".join(asking.stream(model, ASK, llm.StreamStats())) for _ in range(2)]
    assert told == ["Five workers [1]."] * 2
    assert ["response_format" in body for body in server.bodies][-3:] == [True, False, False]


@pytest.mark.parametrize(("status", "reason"), [(401, "API key"), (429, "over its limit"), (500, "failed")])
def test_any_other_refusal_is_told_as_it_is(server, status, reason):
    server.structured = status
    with pytest.raises(LlmError, match=reason):
        list(StructuredOutput().stream(hosted(server), ASK, llm.StreamStats()))
    assert all("response_format" in body for body in server.bodies)


def test_plain_text_where_json_was_asked_for_is_told_as_it_is_and_remembered(server):
    server.structured = ["Five ", "workers [1]."]
    asking, model = StructuredOutput(), hosted(server)
    assert "".join(asking.stream(model, ASK, llm.StreamStats())) == "Five workers [1]."
    list(asking.stream(model, ASK, llm.StreamStats()))
    assert ["response_format" in body for body in server.bodies] == [True, False]


@pytest.mark.parametrize("other", ['{"answer": "Five"}', '{"sentences": "Five"}', '{"sentences', "{]", "", "[" * 2000])
def test_what_is_neither_text_nor_such_an_answer_is_asked_for_again(server, other):
    told = said(server, other)
    assert told.endswith("Five workers [1].") or told == other


@pytest.mark.parametrize("nothing", ['{"sentences": []}', '{"sentences": [{"text": " – ", "sources": [1]}]}'])
def test_no_sentence_is_a_refusal(server, nothing):
    assert said(server, nothing) == "Not in these articles."


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ("```json\n" + TWO + "\n```", "Five workers came. [1][3] Two left. [2]"),
        ('{"sentences": [{"sources": [2], "text": "Two left."}]}', "Two left. [2]"),
        ('{"sentences": [{"text": "Two left.", "sources": "2"}, 7, null, {"text": 5}]}', "Two left."),
        ('{"sentences": [{"text": "Two left.", "sources": [true, -1, 2.5, "2", 2, 2]}]}', "Two left. [2]"),
        ('{"sentences": [{"text": "Two\\n\\tleft.", "sources": [2]}]}', "Two left. [2]"),
        ('{"sentences": [{"text": "Two \\ud83d left.", "sources": [2]}]}', "Two left. [2]"),
        ('{"sentences": [{"text": "Two left.", "sources": [2', "Two left. [2]"),
        ('{"sentences": [{"text": "Two le', "Two le"),
    ],
)
def test_whatever_the_model_makes_of_it_only_sentences_and_numbers_are_told(server, answer, told):
    assert said(server, *answer) == told


def test_a_cut_in_a_character_changes_nothing(server):
    answer = '{"sentences": [{"text": "Two \\ud83d\\ude00 left.", "sources": [2]}]}'
    assert said(server, *answer) == "Two 😀 left. [2]"


class Known(GenericFakeChatModel):
    """A model without a server, said to take a schema."""

    def with_structured_output(self, *_, **__):
        return self | (lambda _: None)


def told_in(pieces):
    model = Known(messages=iter([AIMessage("")]), profile={"structured_output": True})
    object.__setattr__(model, "_stream", lambda *_, **__: chunks(pieces))
    return "".join(StructuredOutput().stream(model, ASK, llm.StreamStats()))


def chunks(pieces):
    from langchain_core.messages import AIMessageChunk
    from langchain_core.outputs import ChatGenerationChunk

    return (ChatGenerationChunk(message=AIMessageChunk(piece)) for piece in pieces)


SENTENCES = st.lists(
    st.fixed_dictionaries({"text": st.text(max_size=30), "sources": st.lists(st.integers(-2, 40), max_size=3)}),
    max_size=4,
)


@given(sentences=SENTENCES, ascii_only=st.booleans(), cuts=st.lists(st.integers(0, 400), max_size=12))
def test_an_answer_is_the_same_however_it_is_cut_into_pieces(sentences, ascii_only, cuts):
    whole = json.dumps({"sentences": sentences}, ensure_ascii=ascii_only)
    at = [0, *sorted(min(cut, len(whole)) for cut in cuts), len(whole)]
    assert told_in([whole[a:b] for a, b in pairwise(at) if a < b]) == told_in([whole])
