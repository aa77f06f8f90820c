"""Who may come in: passwords, proxies, names of the site, and what other sites' pages send."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from ragbot.errors import SettingsError
from ragbot.settings import Settings
from ragbot.ui.rules import Rules
from ragbot.ui.sessions import Sessions, TooManyError, stored_key
from ragbot.ui.site import Site
from tests.pages.conftest import AT, Place, make_place

PASSWORD = "correct horse"
LOOPBACK = frozenset({"127.0.0.1", "localhost"})


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    made = make_place(tmp_path_factory.mktemp("access"))
    yield made
    made.bot.close()


def under(place: Place, rules: Rules) -> TestClient:
    site = Site(place.site.library, place.site.records, place.site.uploads, rules)
    return Place(place.bot, site, place.client, place.folder, _app(site)).another()


def _app(site: Site) -> object:
    import fastapi

    from ragbot.ui import pages

    app = fastapi.FastAPI(docs_url=None, redoc_url=None, openapi_url=None, redirect_slashes=False)
    pages.add(app, site)
    return app


def test_with_a_password_nothing_is_shown_before_it_is_given(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ragbot.ui.sessions.WAIT_S", 0)
    client = under(place, Rules(sessions=Sessions(PASSWORD, b"k")))
    for path in ("/", "/archive", "/history", "/article/x", "/answer/x", "/gradio_api/info", "/config"):
        reply = client.get(path)
        assert reply.status_code == 401, path
        assert client.get(path, headers={"accept": "text/html"}).headers["location"] == f"/login?next={path}"
    assert client.post("/gradio_api/queue/join", json={}).status_code == 401
    assert client.get("/health").status_code == 200
    assert client.get("/pages.css").status_code == 200

    wrong = client.post("/login", data={"password": "guess", "next": "/archive"})
    assert wrong.status_code == 401
    assert "That is not the password." in wrong.text
    right = client.post("/login", data={"password": PASSWORD, "next": "/archive"})
    assert right.headers["location"] == "/archive"
    kept = next(c for c in right.headers.get_list("set-cookie") if c.startswith("ragbot_pass="))
    assert {"HttpOnly", "SameSite=strict", "Path=/"} <= {part.strip() for part in kept.split(";")}
    assert client.get("/archive").status_code == 200


@pytest.mark.parametrize(
    ("given", "secure"),
    [
        ([("x-forwarded-proto", "https")], True),
        ([("x-forwarded-proto", "https, http")], True),
        ([("x-forwarded-proto", "HTTPS,http")], True),
        ([("x-forwarded-proto", "https"), ("x-forwarded-proto", "http")], True),
        ([("x-forwarded-proto", "http, https")], False),
        ([("x-forwarded-proto", "httpsx")], False),
        ([], False),
    ],
)
def test_both_cookies_stay_on_https_where_the_first_of_the_proxies_was_reached_by_it(
    place: Place, given: list[tuple[str, str]], secure: bool
) -> None:
    client = under(place, Rules(sessions=Sessions(PASSWORD, b"k")))
    reply = client.post("/login", data={"password": PASSWORD}, headers=given)
    kept = {c.partition("=")[0]: c for c in reply.headers.get_list("set-cookie")}
    assert {name: "Secure" in c for name, c in kept.items()} == {"ragbot_pass": secure, "ragbot_user": secure}


@pytest.mark.parametrize(
    "to", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:1", "/a\r\nb: c"]
)
def test_signing_in_leads_to_this_site_only(place: Place, to: str) -> None:
    client = under(place, Rules(sessions=Sessions(PASSWORD, b"k")))
    assert client.post("/login", data={"password": PASSWORD, "next": to}).headers["location"] == "/"


def test_guessing_is_slow_and_only_a_few_may(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ragbot.ui.sessions.WAIT_S", 0.2)

    async def guess() -> list[object]:
        sessions = Sessions(PASSWORD, b"k")
        tries = [sessions.opens(str(n)) for n in range(20)] + [sessions.opens(PASSWORD)]
        return await asyncio.gather(*tries, return_exceptions=True)

    outcomes = asyncio.run(guess())
    assert outcomes[:8] == [False] * 8
    assert {type(o) for o in outcomes[8:]} == {TooManyError}


def test_programs_send_the_password_with_each_request(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ragbot.ui.sessions.WAIT_S", 0)
    client = under(place, Rules(sessions=Sessions(PASSWORD, b"k")))
    right = base64.b64encode(f"anyone:{PASSWORD}".encode()).decode()
    assert client.get("/archive", headers={"authorization": f"Basic {right}"}).status_code == 200
    wrong = base64.b64encode(b"anyone:guess").decode()
    for given in (
        f"Basic {wrong}",
        "Basic ***",
        "Basic ",
        "Bearer x",
        f"Basic {base64.b64encode(bytes([255])).decode()}",
    ):
        assert client.get("/archive", headers={"authorization": given}).status_code == 401


def test_a_session_outlives_a_restart_but_not_its_time_its_password_or_a_changed_letter(tmp_path: Path) -> None:
    now = [1_000_000.0]
    key = stored_key(tmp_path / "records" / "key")
    assert (tmp_path / "records" / "key").stat().st_mode & 0o077 == 0
    first = Sessions(PASSWORD, key, lambda: now[0])
    cookie = first.begin()
    again = Sessions(PASSWORD, stored_key(tmp_path / "records" / "key"), lambda: now[0])
    assert again.is_valid(cookie)
    assert not Sessions("another one", key, lambda: now[0]).is_valid(cookie)
    ends, signature = cookie.split(".")
    for forged in (
        "",
        ".",
        f"{int(ends) + 1}.{signature}",
        f"{ends}.{signature[:-1]}",
        f"-1.{signature}",
        "٣.x",
        "9" * 50 + ".x",
    ):
        assert not again.is_valid(forged), forged
    now[0] += first.lasts_s
    assert not again.is_valid(cookie)


def test_a_proxy_names_the_user_and_nobody_comes_in_without(place: Place) -> None:
    client = under(place, Rules(user_header="X-Remote-User"))
    assert client.get("/history").status_code == 401
    assert client.get("/history", headers={"x-remote-user": " "}).status_code == 401
    assert client.get("/history", headers=[("x-remote-user", "ida"), ("x-remote-user", "root")]).status_code == 401
    reply = client.get("/history", headers={"x-remote-user": "ida"})
    assert reply.status_code == 200
    assert "set-cookie" not in reply.headers
    assert client.get("/health").json() == {"ok": True, "generation": place.bot.receipt()["generation"]}


def test_a_header_names_nobody_unless_the_setting_says_so(place: Place) -> None:
    from ragbot.records import Asked

    place.site.records.conversations.add("proxy:ida", "", Asked("secret", "a" * 22))
    reply = under(place, Rules()).get("/history", headers={"x-remote-user": "ida"})
    assert "secret" not in reply.text


def test_another_name_for_this_machine_is_refused(place: Place) -> None:
    client = under(place, Rules(hosts=LOOPBACK))
    for host, status in (
        ("127.0.0.1:7860", 200),
        ("localhost", 200),
        ("LOCALHOST.:80", 200),
        ("evil.example", 421),
        ("127.0.0.1.evil.example", 421),
        ("", 421),
        ("[::1", 421),
    ):
        assert client.get("/archive", headers={"host": host}).status_code == status, host
    assert client.get("/health", headers={"host": "10.0.0.7"}).status_code == 200


@pytest.mark.parametrize(
    ("headers", "passes"),
    [
        ({"sec-fetch-site": "same-origin", "origin": AT}, True),
        ({"origin": AT}, True),
        ({}, True),
        ({"sec-fetch-site": "cross-site"}, False),
        ({"sec-fetch-site": "same-site"}, False),
        ({"origin": "https://evil.example"}, False),
        ({"origin": "null"}, False),
        ({"origin": "http://127.0.0.1:9999"}, False),
        ({"origin": "http://[::1"}, False),
    ],
)
def test_what_another_sites_page_sends_changes_nothing(place: Place, headers: dict[str, str], passes: bool) -> None:
    client = under(place, Rules(hosts=LOOPBACK))
    for path in ("/answer/x/opinion", "/history/x/delete", "/gradio_api/queue/join"):
        assert (client.post(path, headers=headers).status_code == 403) is not passes


def test_a_link_from_elsewhere_does_not_replace_who_one_is(place: Place) -> None:
    client = under(place, Rules())
    for path in ("/", "/archive", "/history"):
        assert "set-cookie" not in client.get(path, headers={"sec-fetch-site": "cross-site"}).headers
    for path in ("/gradio_api/run/predict", "/gradio_api/reset"):
        assert "set-cookie" not in client.post(path, headers={"origin": AT}).headers
    assert "set-cookie" in under(place, Rules()).get("/", headers={"sec-fetch-site": "none"}).headers
    client.post("/answer/x/opinion", headers={"origin": AT})
    known = client.cookies["ragbot_user"]
    assert "set-cookie" not in client.post("/answer/x/opinion", headers={"origin": AT}).headers
    assert client.cookies["ragbot_user"] == known
    client.cookies.set("ragbot_user", "../../x")
    assert client.get("/history").status_code == 200


def test_behind_a_proxy_every_link_carries_the_root_whether_the_proxy_takes_it_off_or_not(place: Place) -> None:
    client = under(place, Rules(root="/news/desk"))
    for path in ("/news/desk/archive", "/archive"):
        page = client.get(path).text
        assert 'href="/news/desk/pages.css"' in page
        assert 'action="/news/desk/archive"' in page
        assert 'href="/archive' not in page
    assert client.get("/news/deskarchive").status_code == 404
    assert client.get("/news/desk").headers["location"] == "/news/desk/"


@pytest.mark.parametrize(
    ("settings", "editing", "hosts"),
    [
        ({}, True, True),
        ({"host": "0.0.0.0"}, False, False),
        ({"root_path": "/news"}, False, False),
        ({"user_header": "X-User"}, False, False),
        ({"hosts": ("news.example",)}, False, True),
        ({"archive_editing": False}, False, True),
        ({"host": "0.0.0.0", "archive_editing": True}, True, False),
    ],
)
def test_editing_and_names_follow_from_how_the_chat_is_bound(
    place: Place, settings: dict[str, object], editing: bool, hosts: bool
) -> None:
    made = Site.of(place.bot, Settings.load(**settings))
    assert made.editing is editing
    assert bool(made.rules.hosts) is hosts


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"password": "short"}, "password cannot be what was given"),
        ({"root_path": "news/"}, "root_path"),
        ({"user_header": "X User:"}, "user_header"),
        ({"user_header": "X-User", "password": PASSWORD}, "two ways to sign in"),
    ],
)
def test_settings_that_cannot_be_are_told_without_the_password(settings: dict[str, object], said: str) -> None:
    with pytest.raises(SettingsError, match=said) as told:
        Settings.load(**settings)
    assert "short" not in str(told.value)


def test_where_the_chat_stands_changes_no_fingerprint() -> None:
    plain = Settings.load().fingerprint()
    assert Settings.load(password=PASSWORD, root_path="/x", hosts=("a",), archive_editing=True).fingerprint() == plain
    assert PASSWORD not in repr(Settings.load(password=PASSWORD))
