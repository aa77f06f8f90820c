"""What the server offers and refuses, without a browser."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import httpx
import pytest

from ragbot.errors import FilterError, PortError
from ragbot.settings import Settings
from ragbot.ui import exposed, serve
from tests.browser.scripted import ScriptedBot, article, done, retrieved


@pytest.fixture
def bot() -> ScriptedBot:
    return ScriptedBot()


@pytest.fixture
def client(bot: ScriptedBot) -> Iterator[httpx.Client]:
    serving = serve(bot, host="127.0.0.1", port=0, block=False)
    assert serving
    with httpx.Client(base_url=serving.url, trust_env=False) as http:
        yield http
    serving.close()


def call(client: httpx.Client, *arguments: str | bool) -> str:
    """The event stream of one call of the published endpoint."""
    event = client.post("/gradio_api/call/chat", json={"data": list(arguments)}).raise_for_status().json()["event_id"]
    return client.get(f"/gradio_api/call/chat/{event}").text


def test_a_taken_port_is_named_with_what_to_do() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(PortError, match=rf"Port {port} on 127\.0\.0\.1 is taken .* --port"):
            serve(ScriptedBot(), host="127.0.0.1", port=port, block=False)


def test_a_host_that_is_not_ours_is_named_with_what_to_do() -> None:
    with pytest.raises(PortError, match=r"192\.0\.2\.1.*127\.0\.0\.1"):
        serve(ScriptedBot(), host="192.0.2.1", port=0, block=False)


def test_ready_is_told_the_address_once_and_the_port_is_free_after_closing(capsys: pytest.CaptureFixture[str]) -> None:
    urls: list[str] = []
    serving = serve(ScriptedBot(), host="127.0.0.1", port=0, ready=urls.append, block=False)
    assert serving
    assert urls == [serving.url]
    assert httpx.get(serving.url, trust_env=False).status_code == 200
    serving.close()
    with pytest.raises(httpx.ConnectError):
        httpx.get(serving.url, trust_env=False)
    assert capsys.readouterr().out == ""


def test_programs_are_offered_the_chat_and_nothing_else(client: httpx.Client) -> None:
    offered = client.get("/gradio_api/info").json()
    assert set(offered["named_endpoints"]) == {"/chat"}
    assert offered["unnamed_endpoints"] == {}


def test_the_endpoint_gives_the_documented_answer(client: httpx.Client, bot: ScriptedBot) -> None:
    source = article("Headline", "A fact.")
    bot.will(retrieved("q"), done("q", [("A fact.", (1,))], [(source, "A fact.")]))
    stream = call(client, "q", "2026-01-01", "", "Felt & Field", "2026-05-01", False)
    assert "event: complete" in stream
    assert '"quote": "A fact."' in stream
    limits = {"since": "2026-01-01", "until": None, "outlet": "Felt & Field", "as_of": "2026-05-01", "infer": False}
    assert bot.calls[0].options == limits


def test_the_endpoint_tells_an_error_as_its_sentence(client: httpx.Client, bot: ScriptedBot) -> None:
    bot.will(FilterError("There is no outlet 'x'."))
    stream = call(client, "q", "", "", "x", "", True)
    assert "event: error" in stream
    assert "There is no outlet 'x'." in stream


@pytest.mark.parametrize(
    "path",
    [
        "/gradio_api/file=/etc/passwd",
        "/gradio_api/file/etc/passwd",
        "/gradio_api//file=/etc/passwd",
        "/gradio_api/proxy=https://evil.example/",
        "/gradio_api/deep_link",
        "/gradio_api/openapi.json",
        "/gradio_api/vibe-code/",
        "/gradio_api/runs",
        "/monitoring",
        "/monitoring/summary",
        "/docs",
        "/static/../../../../etc/passwd",
        "/assets/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
    ],
)
def test_files_and_helpers_of_the_server_cannot_be_reached(client: httpx.Client, path: str) -> None:
    reply = client.get(path)
    assert reply.status_code in {403, 404}
    assert "root:" not in reply.text


def test_nothing_can_be_uploaded(client: httpx.Client) -> None:
    assert client.post("/gradio_api/upload", files={"files": b"x"}).status_code == 404


def test_the_page_may_load_from_its_own_server_only(client: httpx.Client) -> None:
    reply = client.get("/")
    policy = reply.headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "http" not in policy
    assert reply.headers["referrer-policy"] == "same-origin"
    assert reply.headers["x-content-type-options"] == "nosniff"


def test_other_sites_may_not_call_the_chat(client: httpx.Client) -> None:
    reply = client.get("/gradio_api/info", headers={"origin": "https://evil.example"})
    assert reply.headers.get("access-control-allow-origin") in {None, "", str(client.base_url).rstrip("/")}


def test_whoever_opens_the_chat_to_others_without_a_login_is_told_so() -> None:
    assert "0.0.0.0" in exposed(Settings.load(host="0.0.0.0"))  # what is warned of
    for guarded in ({}, {"host": "0.0.0.0", "password": "long enough"}, {"host": "0.0.0.0", "user_header": "X-User"}):
        assert exposed(Settings.load(**guarded)) == ""
