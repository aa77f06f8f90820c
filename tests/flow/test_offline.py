"""After set-up no connection leaves the machine: watched at the socket, in this program and in the model's child."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import textwrap

import pytest

from tests.conftest import ROOT

# Python reports every look-up and connection to its audit hooks; sitecustomize is read by the child process too.
WATCH = """
import os, sys
def watch(event, args):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto"):
        what = args[0] if event == "socket.getaddrinfo" else args[1]
        with open(os.environ["WATCHED"], "a") as log:
            log.write(f"{event} {what!r}\\n")
sys.addaudithook(watch)
"""


@pytest.mark.weights
def test_a_whole_question_with_the_real_model_stays_on_loopback(weights, tmp_path):
    (tmp_path / "hook").mkdir()
    (tmp_path / "hook" / "sitecustomize.py").write_text(textwrap.dedent(WATCH))
    log = tmp_path / "watched.log"
    env = os.environ | {
        "WATCHED": str(log), "PYTHONPATH": f"{tmp_path / 'hook'}{os.pathsep}{ROOT}", "RAGBOT_CACHE": str(weights), "RAGBOT_HOME": str(tmp_path / "home"),
        "RAGBOT_EVIDENCE_TOKENS": "80",  # where it connects to, not what it answers: a short prompt will do
    }  # fmt: skip
    ragbot = [sys.executable, "-m", "ragbot.cli"]
    # one article: what an ingest connects to does not depend on how many there are
    article = next((ROOT / "corpus").glob("*cooper-bridge-closes.md"))
    subprocess.run([*ragbot, "ingest", article], env=env, check=True, capture_output=True)
    asked = [*ragbot, "ask", "--json", "When is the Cooper Bridge in Brennick due to open again?"]
    done = subprocess.run(asked, env=env, check=True, capture_output=True, text=True)
    answer = json.loads(done.stdout)
    assert answer["receipt"]["llm"] == "local"
    assert answer["timings"]["completion_tokens"] > 0
    seen = log.read_text().splitlines()
    assert any("127.0.0.1" in line for line in seen)
    assert [line for line in seen if not any(near in line for near in ("127.0.0.1", "localhost", "::1"))] == []
