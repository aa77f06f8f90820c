"""Addresses are read as files are, and nobody is led into the machine's own network."""

from __future__ import annotations

import gzip
import re
import socket
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest

from ragbot import Ragbot, fetching
from ragbot.articles import find_files
from ragbot.errors import ArticleError, RagbotError, UsageError


class _Everything(dict[str, tuple[int, dict[str, str], bytes]]):
    """The same page at each path."""

    def __init__(self, page: tuple[int, dict[str, str], bytes]) -> None:
        super().__init__()
        self._page = page

    def get(self, *_: object) -> tuple[int, dict[str, str], bytes]:
        return self._page


PAGE = "<html><head><title>Ferry</title></head><body><article><h1>Ferry</h1><p>The ferry carries 900 people a day.</p></article></body></html>"


class Web(BaseHTTPRequestHandler):
    """What stands at each path; `asked` are the Host headers that came."""

    asked: ClassVar[list[str]] = []
    pages: ClassVar[dict[str, tuple[int, dict[str, str], bytes]]] = {}

    def do_GET(self) -> None:
        self.asked.append(str(self.headers["host"]))
        status, headers, body = self.pages.get(self.path, (404, {}, b""))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def web() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Web)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    port = server.server_address[1]
    kind = {"content-type": "text/html; charset=utf-8"}
    Web.pages = {
        "/a": (200, kind, PAGE.encode()),
        "/named": (
            200,
            kind,
            PAGE.replace("<title>", '<link rel="canonical" href="https://x.example/"><title>').encode(),
        ),
        "/feed": (200, {"content-type": "application/rss+xml"}, b"<rss/>"),
        "/notes.md": (200, {"content-type": "text/plain"}, b"# Notes"),
        "/image": (200, {"content-type": "image/png"}, b"x"),
        "/moved": (302, {"location": "/a"}, b""),
        "/loop": (301, {"location": "/loop"}, b""),
        "/inside": (302, {"location": f"http://127.0.0.2:{port}/a"}, b""),
        "/file": (302, {"location": "file:///etc/passwd"}, b""),
        "/bomb": (200, kind | {"content-encoding": "gzip"}, gzip.compress(b"x" * 21_000_000)),
    }
    yield f"http://127.0.0.1:{port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://0.0.0.0/",
        "http://10.0.0.1/", "http://192.168.1.1/", "http://172.16.0.1/", "http://169.254.169.254/latest/meta-data/",
        "http://100.64.0.1/", "http://[fe80::1]/", "http://[fd00::1]/", "http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/",
        "http://2130706433/", "http://0x7f.1/", "http://0177.0.0.1/", "http://224.0.0.1/",
    ],
)  # fmt: skip
def test_nothing_of_this_machine_or_its_network_is_asked(tmp_path: Path, url: str) -> None:
    with pytest.raises(RagbotError, match=r"only public addresses are read|There is no host"):
        fetching.fetch(url, tmp_path / "in")
    assert not (tmp_path / "in").exists()


@pytest.mark.parametrize(
    "url",
    ["", "x", "file:///etc/passwd", "ftp://example.org/", "gopher://x/", "http://", "http://user:pw@example.org/", "http://example.org:0/", "http://[::1", "http://exa\nmple.org/", "javascript:1", "//example.org/"],
)  # fmt: skip
def test_what_is_no_web_address_is_told(tmp_path: Path, url: str) -> None:
    with pytest.raises(UsageError, match="is no web address"):
        fetching.fetch(url, tmp_path)


def test_a_name_is_looked_up_once_and_that_address_is_asked(
    tmp_path: Path, web: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = [["127.0.0.1"], ["10.0.0.1"]]
    monkeypatch.setattr(fetching, "resolve", lambda *_: answers.pop(0))
    monkeypatch.setattr(fetching, "is_public", lambda address: address == "127.0.0.1")
    port = web.rpartition(":")[2]
    assert fetching.fetch(f"http://news.example:{port}/a", tmp_path).parent.name == f"news.example_{port}"
    assert Web.asked[-1] == f"news.example:{port}"
    assert answers == [["10.0.0.1"]]


def test_a_host_of_which_one_address_is_private_is_not_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "resolve", lambda *_: ["93.184.216.34", "127.0.0.1"])
    with pytest.raises(UsageError, match="only public addresses"):
        fetching.fetch("http://news.example/", tmp_path)


@pytest.mark.parametrize(("path", "said"), [("/inside", "only public addresses"), ("/file", "is no web address")])
def test_a_redirect_leads_nowhere_that_could_not_be_named(
    tmp_path: Path, web: str, monkeypatch: pytest.MonkeyPatch, path: str, said: str
) -> None:
    monkeypatch.setattr(fetching, "is_public", lambda address: address == "127.0.0.1")
    with pytest.raises(UsageError, match=said):
        fetching.fetch(web + path, tmp_path)


@pytest.mark.parametrize(
    ("path", "said"),
    [("/loop", "leads on more than 5 times"), ("/image", "holds image/png"), ("/bomb", "more than 20,000,000 bytes"), ("/gone", "answers 404")],
)  # fmt: skip
def test_what_gives_no_article_says_why(tmp_path: Path, web: str, path: str, said: str) -> None:
    with pytest.raises(ArticleError, match=said):
        fetching.fetch(web + path, tmp_path, private=True)
    assert [p for p in tmp_path.rglob("*") if p.is_file()] == []


def test_a_server_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match="cannot be read from"):
        fetching.fetch("http://127.0.0.1:9/", tmp_path, private=True)


def test_a_page_is_kept_under_one_name_and_says_where_it_came_from(tmp_path: Path, web: str) -> None:
    first = fetching.fetch(f"{web}/moved", tmp_path, private=True)
    assert first == fetching.fetch(f"{web}/a", tmp_path, private=True)
    assert f'<head><link rel="canonical" href="{web}/a">' in first.read_text()
    named = fetching.fetch(f"{web}/named", tmp_path, private=True).read_text()
    assert named.count("canonical") == 1


@pytest.mark.parametrize(("path", "ending"), [("/feed", ".xml"), ("/notes.md", ".md"), ("/a", ".html")])
def test_the_ending_is_that_of_what_it_holds(tmp_path: Path, web: str, path: str, ending: str) -> None:
    assert fetching.fetch(web + path, tmp_path, private=True).suffix == ending


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/", "index.html"),
        ("/2026/ferry", "2026/ferry.html"),
        ("/2026/Ferry.HTML", "2026/Ferry#.html"),
        ("/ferry.php?id=7&to=a/b", "ferry.php_id=7&to=a_b#.html"),
        ("/F%C3%A4hre%20nach%20Tarn", "Fähre nach Tarn.html"),
        ("/a/b/c/d/e/f/g/h/ferry", "a/b/c/d/e/f/ferry#.html"),
        ("/The-Harbour-Festival-of-Tarn/ferry", "The-Harbour-Festival-of-Tarn/ferry.html"),
        ("/readme", "readme#.html"),
        ("/%20README.html", "README#.html"),
        ("/con/.hidden/%2e%2e/%2e%2e%2fpasswd", "_con/article.hidden/article/_passwd#.html"),
        (f"/{'x' * 300}", f"{'x' * 86}#.html"),
    ],
)
def test_a_fetched_page_is_told_by_its_address(tmp_path: Path, web: str, path: str, name: str) -> None:
    Web.pages[path] = Web.pages["/a"]
    with fetching.fetched([f"{web}{path}"], tmp_path / "in") as here:
        sources, skipped = find_files(here.paths)
        marked = [re.sub(r"~[0-9a-f]{8}(?=\.)", "#", source.source_path) for source in sources]
        assert marked == [f"127.0.0.1_{web.rpartition(':')[2]}/{name}"]
        assert skipped == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://a.example/news", "http://a.example:8080/news"),
        ("http://a.example/a/b/c/d/e/f/north/x", "http://a.example/a/b/c/d/e/f/south/x"),
        (f"http://a.example/x?id={'9' * 100}1", f"http://a.example/x?id={'9' * 100}2"),
        ("http://a.example/x?to=a%26b", "http://a.example/x?to=a&b"),
        ("http://a.example/north%5Cx", "http://a.example/south%5Cx"),
        ("http://a.example/north%5Cx", "http://a.example/north_x"),
        ("http://a.example/%E4", "http://a.example/%F6"),
        ("http://a.example/%20x", "http://a.example/x"),
        ("http://a.example/the-championship-of-men/x", "http://a.example/the-championship-of-women/x"),
    ],
)
def test_no_two_addresses_are_told_by_one_name(
    tmp_path: Path, web: str, monkeypatch: pytest.MonkeyPatch, one: str, other: str
) -> None:
    port = int(web.rpartition(":")[2])
    connect = socket.create_connection
    monkeypatch.setattr(fetching, "resolve", lambda *_: ["127.0.0.1"])
    monkeypatch.setattr(socket, "create_connection", lambda _, *more, **of: connect(("127.0.0.1", port), *more, **of))
    monkeypatch.setattr(Web, "pages", _Everything(Web.pages["/a"]))
    with fetching.fetched([one, other], tmp_path / "in") as here:
        assert len({source.source_path for source in find_files(here.paths)[0]}) == 2


def test_an_address_without_a_readable_name_spoils_no_other(web: str, open_bot: Callable[..., Ragbot]) -> None:
    article = b"# Ferry\n\nThe ferry carries 900 people a day, and it will carry more of them next year."
    Web.pages |= dict.fromkeys(("/good.md", "/%20README.md"), (200, {"content-type": "text/markdown"}, article))
    assert open_bot().ingest(f"{web}/good.md", f"{web}/%20README.md").added == 2


def test_a_page_fetched_again_is_the_same_story_under_its_address(web: str, open_bot: Callable[..., Ragbot]) -> None:
    kind = {"content-type": "text/plain"}
    bot, reports = open_bot(), []
    for number in (900, 900, 950):
        Web.pages["/2026/ferry.md"] = (200, kind, f"# Ferry\n\nIt carries {number} people a day.".encode())
        reports.append(bot.ingest(f"{web}/2026/ferry.md"))
    assert [(r.added, r.unchanged, r.updated) for r in reports] == [(1, 0, 0), (0, 1, 0), (0, 0, 1)]
    assert [item.source_path for item in bot.leaf().items] == [f"127.0.0.1_{web.rpartition(':')[2]}/2026/ferry.md"]


def test_a_page_is_the_same_story_whichever_way_it_was_fetched(
    tmp_path: Path, web: str, open_bot: Callable[..., Ragbot]
) -> None:
    article = b"# Ferry\n\nThe ferry carries 900 people a day, and it will carry more of them next year."
    Web.pages["/once.md"] = (200, {"content-type": "text/markdown"}, article)
    bot = open_bot()
    received = tmp_path / "home" / "uploads" / "received"
    fetching.fetch(f"{web}/once.md", received, private=True)
    assert bot.ingest(*received.iterdir()).added == 1  # as the page does
    assert bot.ingest(f"{web}/once.md").unchanged == 1


def test_what_one_has_fetched_stays_when_another_has_done_with_the_same_address(tmp_path: Path, web: str) -> None:
    with fetching.fetched([f"{web}/a"], tmp_path / "in") as here:
        with fetching.fetched([f"{web}/a"], tmp_path / "in"):
            pass
        assert len(find_files(here.paths)[0]) == 1


def test_what_was_fetched_for_an_ingest_is_removed_after_it(tmp_path: Path, web: str) -> None:
    with fetching.fetched(["here.md", f"{web}/a"], tmp_path / "in") as here:
        assert here.paths[0] == Path("here.md")
        assert "900 people" in next(here.paths[1].rglob("a.html")).read_text()
    assert list((tmp_path / "in").iterdir()) == []


def test_an_address_that_fails_is_told_and_spoils_no_other(tmp_path: Path, web: str) -> None:
    wanted = [f"{web}/gone", "ftp://example.org/feed", "http://127.0.0.1:9/", f"{web}/a"]
    with fetching.fetched(wanted, tmp_path / "in") as here:
        assert len(here.paths) == 1
        assert [(skip.path, skip.failed) for skip in here.failed] == [(url, True) for url in wanted[:3]]
        reasons = [skip.reason for skip in here.failed]
    for reason, said in zip(reasons, ["answers 404", "is no web address", "cannot be read from"], strict=True):
        assert said in reason
    assert list((tmp_path / "in").iterdir()) == []


def test_an_address_that_is_all_that_is_wanted_is_an_error(tmp_path: Path, web: str) -> None:
    with pytest.raises(ArticleError, match="answers 404"), fetching.fetched([f"{web}/gone"], tmp_path / "in"):
        pass


def test_a_report_names_the_address_and_not_the_file_that_it_was_saved_in(
    web: str, open_bot: Callable[..., Ragbot]
) -> None:
    Web.pages["/notes#1.md"] = Web.pages["/empty.md"] = (200, {"content-type": "text/plain"}, b" ")
    bad = b"<rss><channel><item><title>Only a headline</title></item></channel></rss>"
    Web.pages["/bad"] = (200, {"content-type": "application/rss+xml"}, bad)
    Web.pages["/notes%231.md"] = Web.pages["/empty.md"]
    wanted = [f"{web}/notes%231.md", f"{web}/empty.md", f"{web}/bad", f"{web}/gone"]
    told = open_bot().ingest(*wanted)
    assert [skip.path for skip in told.skipped] == [*wanted[:2], f"{wanted[2]}#1", wanted[3]]
    assert told.failed == 4


def test_of_two_addresses_with_one_name_the_failing_one_is_blamed(web: str, open_bot: Callable[..., Ragbot]) -> None:
    kind = {"content-type": "text/markdown"}
    article = b"# Ferry\n\nThe ferry carries 900 people a day, and it will carry more of them next year."
    Web.pages |= {"/town/news.md": (200, kind, article), "/town//news.md": (200, kind, b" ")}
    pair = [f"{web}/town/news.md", f"{web}/town//news.md"]
    told = open_bot().ingest(*pair)
    assert told.added == 1
    assert [skip.path for skip in told.skipped] == pair[1:]


def test_an_empty_name_is_not_the_current_folder(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="empty name"), fetching.fetched(["here.md", ""], tmp_path / "in"):
        pass
