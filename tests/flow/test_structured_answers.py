"""A hosted model that takes a JSON schema: the same proof behind it."""

from __future__ import annotations

import json

import pytest

from ragbot import Token
from tests.fake_openai import serving

COST = "How much do the repairs of the old bridge cost?"


@pytest.fixture
def server():
    with serving() as running:
        yield running


@pytest.fixture
def hosted(server, open_bot, news, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "sk-test")
    made = open_bot(llm=f"openai-compatible:gpt-4o@{server.url}")
    made.ingest(news)
    return made


def writes(*sentences):
    whole = json.dumps({"sentences": [{"text": text, "sources": sources} for text, sources in sentences]})
    return [whole[at : at + 7] for at in range(0, len(whole), 7)]


def test_each_sentence_is_proven_as_any_other(server, hosted):
    server.structured = writes(
        ("Repairs cost 2.4 million crowns.", [1]), ("The mayor paid 900 crowns himself.", [1]), ("It opens.", [99])
    )
    answer = hosted.ask(COST)
    assert answer.text == "Repairs cost 2.4 million crowns [1]."
    assert [c.quote for c in answer.citations] == ["Repairs cost 2.4 million crowns."]
    assert answer.timings["prompt_tokens"] == 11


def test_words_are_shown_as_they_come_and_no_json(server, hosted):
    server.structured = writes(("Repairs cost 2.4 million crowns.", [1]))
    tokens = [e.text for e in hosted.stream(COST) if isinstance(e, Token)]
    assert "".join(tokens) == "Repairs cost 2.4 million crowns. [1]"
    assert len([t for t in tokens if t]) > 3


def test_no_sentence_is_not_found(server, hosted):
    server.structured = ['{"sentences": []}']
    assert hosted.ask("Who won the rowing race in Tarn?").status == "not_found"


def test_what_cannot_be_proven_is_asked_for_again_in_the_same_way(server, hosted):
    server.structured = writes(("Repairs cost 7 million crowns.", [1]))
    hosted.ask(COST)
    assert ["response_format" in body for body in server.bodies] == [True, True]
    assert [m["role"] for m in server.bodies[1]["messages"]] == ["system", "user", "assistant", "user"]
    assert server.bodies[1]["messages"][2]["content"] == "Repairs cost 7 million crowns. [1]"


def test_a_server_that_does_not_know_the_schema_answers_all_the_same(server, hosted):
    server.structured = 400
    hosted.ask(COST)
    hosted.ask("How much do the repairs of the bridge in Tarn cost?")
    assert ["response_format" in body for body in server.bodies][:2] == [True, False]
    assert not any("response_format" in body for body in server.bodies[1:])
