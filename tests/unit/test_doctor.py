"""`ragbot doctor` says before the first question what would keep the model from answering it, and what to do."""

from __future__ import annotations

import socket

import pytest
from pydantic import SecretStr
from typer.testing import CliRunner

from ragbot import Ragbot, maintenance, models
from ragbot.cli import app
from ragbot.settings import Settings
from tests.fake_openai import serving
from tests.fakes import ScriptedChatModel, WordHashEncoder

KEY = "sk-canary-4711"


@pytest.fixture
def examine(tmp_path, monkeypatch):
    """What doctor says of an LLM, as (whether it is well, all it said), on an archive that is well."""
    monkeypatch.setattr("ragbot.assembly.build_encoder", lambda *_: WordHashEncoder())
    monkeypatch.setattr(models, "listing", lambda _: [("all-MiniLM-L6-v2", 1, True), ("qwen", 1, True)])
    Ragbot.open(tmp_path / "home", llm="extractive", embedder=WordHashEncoder()).close()

    def call(llm, **settings):
        found = maintenance.examine(Settings.load(home=tmp_path / "home", llm=llm, **settings), repair=False)
        assert found[-1].ok, "the archive is well, whatever the LLM"
        texts = [f.text for f in found]
        assert len(set(texts)) == len(texts)
        wrong = [f.text for f in found if not f.ok]
        assert len(wrong) <= 1
        return not wrong, wrong[0] if wrong else found[1].text

    return call


@pytest.fixture
def server(monkeypatch):
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with serving() as running:
        yield running


def test_without_a_model_there_is_nothing_to_look_for(examine):
    assert examine("extractive")[0]


def test_an_llm_that_is_none_is_told_once(examine):
    ok, said = examine("gpt")
    assert not ok
    assert "is not understood. Use local, extractive" in said


def test_a_model_file_that_is_not_there_or_is_none_is_told(examine, tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    ok, said = examine("local:~/gone.gguf")
    assert not ok
    assert f"{tmp_path}/gone.gguf cannot be read: No such file or directory. Check the path" in said
    (tmp_path / "gone.gguf").write_bytes(b"no model")
    ok, said = examine("local:~/gone.gguf")
    assert (ok, "is not a GGUF model file" in said) == (False, True)
    (tmp_path / "gone.gguf").write_bytes(b"GGUF and so on")
    assert examine("local:~/gone.gguf")[0]


@pytest.mark.parametrize(
    ("spec", "said"),
    [("hf:a/b/c.gguf", "The first question fetches them: ragbot ask"), ("hf:nonsense", "OWNER/REPO/FILE.gguf")],
)
def test_a_model_of_the_hub_that_is_not_fetched_is_told_without_asking_the_hub(examine, spec, said, monkeypatch):
    monkeypatch.setattr("httpx.head", None)
    ok, told = examine(f"local:{spec}")
    assert not ok
    assert said in told


def test_a_providers_missing_package_is_told_with_what_to_install(examine):
    ok, said = examine("anthropic:claude-x")
    assert not ok
    assert "pip install langchain-anthropic" in said


def test_a_providers_missing_key_is_told_and_a_key_is_never_printed(examine, monkeypatch):
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    ok, said = examine("openai:gpt-5.5")
    assert (ok, "API key" in said) == (False, True)
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    ok, said = examine("openai:gpt-5.5")
    assert ok
    assert KEY not in said


@pytest.mark.parametrize(("held", "well"), [(SecretStr(""), False), (None, False), (SecretStr(KEY), True)])
def test_a_key_that_a_providers_package_does_not_ask_for_at_once_is_missed_all_the_same(
    examine, monkeypatch, held, well
):
    class Hosted(ScriptedChatModel):
        their_key: SecretStr | None = held

        @property
        def lc_secrets(self):
            return {"their_key": "THEIR_API_KEY"}

    monkeypatch.setattr("langchain.chat_models.init_chat_model", lambda *_, **__: Hosted())
    ok, said = examine("theirs:model")
    assert ok is well
    assert well or "has no API key. Set THEIR_API_KEY in the environment." in said
    assert KEY not in said


def test_a_server_that_answers_and_has_the_model_is_well(examine, server):
    assert examine(f"openai-compatible:good@{server.url}", llm_key=KEY) == (
        True,
        f"The LLM openai-compatible:good@{server.url}: its server answers and has the model.",
    )
    assert server.keys == [f"Bearer {KEY}"]
    assert not server.counted, "no answer was asked for"


@pytest.mark.parametrize(
    ("listed", "said"),
    [
        (["good", "other"], "does not list mine. It lists"),
        ([], "It lists none."),
        (404, "does not list its models. If questions fail, check that the URL is whole"),
        ("<html>", "does not list its models"),
        ('{"data": 5}', "does not list its models"),
    ],
)
def test_a_server_that_does_not_list_the_model_may_have_it(examine, server, listed, said):
    server.listed = listed
    ok, told = examine(f"openai-compatible:mine@{server.url}")
    assert ok
    assert said in told


def test_what_a_server_says_cannot_move_the_cursor(server, tmp_path, monkeypatch):
    monkeypatch.setenv("RAGBOT_HOME", str(tmp_path))
    monkeypatch.setenv("RAGBOT_LLM", f"openai-compatible:mine@{server.url}")
    server.listed = ["\x1b[2Jgood"]
    said = CliRunner().invoke(app, ["doctor"]).stdout
    assert "[2Jgood" in said
    assert "\x1b" not in said


@pytest.mark.parametrize(
    ("status", "said"), [(401, "RAGBOT_LLM_KEY"), (403, "refused the API key"), (503, "failed (503). Try again")]
)
def test_a_server_that_refuses_the_key_or_fails_is_told_without_the_key(examine, server, status, said):
    server.listed = status
    ok, told = examine(f"openai-compatible:good@{server.url}", llm_key=KEY)
    assert not ok
    assert said in told
    assert KEY not in told
    assert len(server.keys) == 1, "it is asked once"


def test_a_server_that_cannot_be_reached_is_told(examine):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/v1"
    ok, said = examine(f"openai-compatible:good@{url}")
    assert not ok
    assert f"{url}: The language model's server cannot be reached. Check the URL and that it runs" in said


@pytest.mark.parametrize(
    ("llm", "wrong"),
    [("local", ["all-MiniLM-L6-v2", "qwen2.5-coder-1.5b-instruct-q4_k_m"]), ("extractive", ["all-MiniLM-L6-v2"])],
)
def test_only_weights_that_the_settings_need_are_missed(tmp_path, llm, wrong):
    found = maintenance.examine(Settings.load(home=tmp_path, llm=llm), repair=False)
    missed = [f.text for f in found if f.text.startswith("The weights") and not f.ok]
    assert missed == [f"The weights {name} are not here. Run: ragbot models fetch" for name in sorted(wrong)]
