from __future__ import annotations

import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from ragbot import cli
from tests.fakes import ScriptedChatModel, WordHashEncoder

PAGE = b"<html><head><title>Ferry</title></head><body><article><h1>Ferry</h1><p>The ferry carries 900 people a day over the Lune, and has done so for thirty years.</p></article></body></html>"


class _Web(BaseHTTPRequestHandler):
    def do_GET(self):
        body = {"/ferry": PAGE, "/hollow": b"<html><body></body></html>"}.get(self.path, b"")
        self.send_response(200 if body else 404)
        self.send_header("content-type", "text/html")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture
def web():
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Web)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def run(monkeypatch, capsys, tmp_path):
    """Runs `ragbot …` in this process on one archive; gives (exit code, stdout, stderr)."""
    monkeypatch.setattr("ragbot.assembly.build_encoder", lambda *_: WordHashEncoder())
    monkeypatch.setenv("RAGBOT_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("RAGBOT_LLM", "extractive")

    def call(*args):
        monkeypatch.setattr(sys, "argv", ["ragbot", *map(str, args)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        said = capsys.readouterr()
        return ended.value.code or 0, said.out, said.err

    return call


@pytest.fixture
def open_over(open_bot, tmp_path):
    """Opens a bot over the stories, with a model that says the given words, one script for each call."""
    folder = tmp_path / "in"
    folder.mkdir()

    def open_one(stories, *script, llm=None, **settings):
        for n, body in enumerate(stories):
            front = f'id: "{n}"\ntitle: "Story {n}"\nsource: "Tarn Courier"\npublished: "2026-05-{n + 1:02}"'
            (folder / f"{n}.md").write_text(f"---\n{front}\n---\n\n{body}", encoding="utf-8")
        bot = open_bot(llm=llm or ScriptedChatModel(*script), **settings)
        bot.ingest(folder)
        return bot

    return open_one


@pytest.fixture
def ask_over(open_over):
    def open_and_ask(question, stories, *script, **settings):
        """The answer, and the question at the end of each prompt."""
        model = ScriptedChatModel(*script)
        answer = open_over(stories, llm=model, **settings).ask(question)
        return answer, [heard[-1].text.rpartition("Question: ")[2].strip() for heard in model.heard]

    return open_and_ask
