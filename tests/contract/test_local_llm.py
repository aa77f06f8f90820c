"""The real child with the real weights, in both engines; CTranslate2 where the processor is one that it is used on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from langchain_core.messages import HumanMessage

from ragbot import llm, models
from ragbot.assembly import LOCAL_MODEL
from ragbot.errors import LlmError, WeightsError
from ragbot.generation import Local
from ragbot.local_llm import LocalLlm
from tests.conftest import ROOT
from tests.fake_openai import serving

pytestmark = pytest.mark.weights
COUNT = [HumanMessage("Count from 1 to 200, one number a line.")]


@pytest.fixture(scope="module")
def gguf(weights):
    return models.locate(LOCAL_MODEL, weights)


@pytest.fixture(scope="module", params=["llama.cpp", "CTranslate2"])
def model(gguf, request):
    if request.param == "llama.cpp":
        return gguf
    if not models.int8_pays():
        pytest.skip("this processor has no AVX-512 VNNI: llama.cpp is what runs the model here")
    return models.in_int8(gguf)


@pytest.fixture(scope="module")
def child(model, tmp_path_factory):
    with LocalLlm(model, log=tmp_path_factory.mktemp("log") / "llama.log") as running:
        running.wait_ready(120)
        yield running


@pytest.fixture
def llama(child):
    if child.engine != "llama.cpp":
        pytest.skip("llama.cpp alone tells this")
    return child


def chat(child, tokens=8):
    return llm.local_chat_model(child.base_url, child.api_key, timeout_s=60, max_tokens=tokens)


def damaged(folder, engine="llama.cpp"):
    bad = folder / "bad.gguf"
    bad.write_bytes(b"GGUF" + b"\x07" * 5000)
    if engine == "llama.cpp":
        return bad
    (folder / "model.bin").write_bytes(b"\x07" * 5000)
    return folder


def gone(pid):
    for _ in range(100):
        try:
            os.kill(pid, 0)
            if Path(f"/proc/{pid}/stat").read_text().split()[2] == "Z":
                return True
        except (ProcessLookupError, FileNotFoundError):
            return True
        time.sleep(0.1)
    return False


def test_it_streams_and_counts_tokens(child):
    stats = llm.StreamStats()
    parts = list(llm.stream_text(chat(child), [HumanMessage("Say the word yes.")], stats))
    assert "yes" in "".join(parts).lower()
    assert stats.prompt_tokens > 0
    assert 0 < stats.completion_tokens <= 8


def test_it_listens_on_loopback_only_and_wants_its_key(child):
    assert child.base_url.startswith("http://127.0.0.1:")
    body = {"model": "local", "messages": [{"role": "user", "content": "hi"}], "max_tokens": 1}
    assert httpx.post(f"{child.base_url}/chat/completions", json=body).status_code == 401


def test_leaving_a_stream_makes_way_for_the_next_question(child):
    """Written to their ends the three answers would take minutes, and the next question would wait for them."""
    for _ in range(3):
        words = llm.stream_text(chat(child, 900), COUNT, llm.StreamStats())
        next(words)
        words.close()
    assert list(llm.stream_text(chat(child, 2), [HumanMessage("Say yes.")], llm.StreamStats()))


def test_leaving_a_stream_frees_the_only_slot(llama):
    words = llm.stream_text(chat(llama, 900), COUNT, llm.StreamStats())
    next(words)
    words.close()
    assert list(llm.stream_text(chat(llama, 2), [HumanMessage("Say yes.")], llm.StreamStats()))
    slots = httpx.get(
        llama.base_url.removesuffix("/v1") + "/slots", headers={"Authorization": f"Bearer {llama.api_key}"}
    ).json()
    assert [s["is_processing"] for s in slots] == [False]


def test_several_questions_at_once_are_all_answered(child):
    with ThreadPoolExecutor(3) as pool:
        asked = [
            pool.submit(lambda: "".join(llm.stream_text(chat(child, 4), [HumanMessage("Say yes.")], llm.StreamStats())))
            for _ in range(3)
        ]
        assert all("yes" in done.result().lower() for done in asked)


def test_the_child_loads_no_torch(child):
    mapped = Path(f"/proc/{child.pid}/maps").read_text()
    assert {"llama.cpp": "xllamacpp", "CTranslate2": "ctranslate2"}[child.engine] in mapped
    assert "libtorch" not in mapped


def test_a_killed_child_is_started_again(model, tmp_path):
    writer = Local("local", lambda: model, threads=0, answer_tokens=4, timeout_s=120, log=tmp_path / "llama.log")
    try:
        writer.model()
        killed = writer._child
        os.kill(killed.pid, signal.SIGKILL)
        killed._child.wait(30)
        assert list(llm.stream_text(writer.model(), [HumanMessage("Say yes.")], llm.StreamStats()))
    finally:
        writer.close()


def test_the_child_does_not_outlive_a_killed_parent(model):
    script = (
        "import sys, time; from pathlib import Path; from ragbot.local_llm import LocalLlm\n"
        "c = LocalLlm(Path(sys.argv[1])); c.start(); c.wait_ready(120); print(c.pid, flush=True); time.sleep(600)"
    )
    parent = subprocess.Popen([sys.executable, "-c", script, str(model)], stdout=subprocess.PIPE, text=True, cwd=ROOT)
    pid = int(parent.stdout.readline())
    parent.kill()
    parent.communicate()
    assert gone(pid)


def test_a_proxy_hears_nothing_of_what_the_child_is_asked(model, monkeypatch):
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    with serving() as proxy:
        for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.url)
        with LocalLlm(model) as running:
            running.wait_ready(60)
            assert list(llm.stream_text(chat(running, 2), [HumanMessage("Say yes.")], llm.StreamStats()))
        assert not proxy.called.is_set()


@pytest.mark.parametrize("python_path", ["", ".", "mine", os.pathsep])
def test_the_child_runs_no_code_that_lies_in_the_current_folder(tmp_path, monkeypatch, python_path):
    monkeypatch.setenv("PYTHONPATH", python_path)
    for place in (Path(), Path("mine")):
        place.mkdir(exist_ok=True)
        for name in ("json", "queue", "xllamacpp", "sitecustomize"):
            (place / f"{name}.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'w')")
    with LocalLlm(damaged(tmp_path), log=tmp_path / "llama.log") as child, pytest.raises(LlmError, match="stopped"):
        child.wait_ready(60)
    assert not (tmp_path / "ran").exists()
    assert "llama" in (tmp_path / "llama.log").read_text()


def test_the_child_finds_what_the_user_put_on_the_path_by_its_full_name(tmp_path, monkeypatch):
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "sitecustomize.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'w')")
    monkeypatch.setenv("PYTHONPATH", str(mine))
    with LocalLlm(damaged(tmp_path)) as child, pytest.raises(LlmError, match="stopped"):
        child.wait_ready(60)
    assert (tmp_path / "ran").exists()


@pytest.mark.parametrize("engine", ["llama.cpp", "CTranslate2"])
def test_a_damaged_model_is_said_and_does_not_hang(tmp_path, engine):
    with (
        LocalLlm(damaged(tmp_path, engine), log=tmp_path / "llama.log") as child,
        pytest.raises(LlmError, match=r"stopped while loading.*models verify"),
    ):
        child.wait_ready(60)


@pytest.mark.parametrize("content", [None, b"hello"])
def test_a_file_that_is_no_model_is_refused_before_a_child_is_started(tmp_path, content):
    path = tmp_path / "x.gguf"
    if content:
        path.write_bytes(content)
    with pytest.raises(WeightsError):
        LocalLlm(path).start()


def test_what_a_prompt_begins_with_is_read_once(llama):
    """What `read_ahead` and every question after the first rely on."""
    begins = "You answer questions about news articles. Use only the numbered sources. Write one short sentence. " * 3

    def read(question: str) -> dict[str, int]:
        messages = [{"role": "system", "content": begins}, {"role": "user", "content": question}]
        answer = httpx.post(
            f"{llama.base_url}/chat/completions",
            headers={"Authorization": f"Bearer {llama.api_key}"},
            json={"messages": messages, "max_tokens": 1, "temperature": 0},
            timeout=120,
        )
        return answer.json()["timings"]

    first, second = read("?"), read("What burned?")
    assert second["cache_n"] >= 0.9 * (first["prompt_n"] + first["cache_n"] - 8)
    assert second["prompt_n"] <= 16
