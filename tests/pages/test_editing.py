"""Articles are added and removed from the page, one change at a time, only by those who may, whatever they send."""

from __future__ import annotations

import io
import re
import threading
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from ragbot.errors import StorageError
from ragbot.paths import safe_name
from ragbot.ui import uploads
from ragbot.ui.jobs import BusyError, Jobs
from ragbot.ui.rules import Rules
from tests.conftest import BRIDGE, MILL
from tests.pages.conftest import AT, Place, make_place
from tests.pages.markup import Page

OWN = {"origin": AT, "sec-fetch-site": "same-origin"}
PLAIN = "A ferry for Tarn\n\nThe ferry carries 900 people a day, the town said."


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    made = make_place(tmp_path, editing=True, private=True)
    yield made
    made.bot.close()


def send(place: Place, *files: tuple[str, str | bytes], **headers: str) -> httpx.Response:
    parts = [("files", (name, content)) for name, content in files]
    return place.client.post("/archive/add", files=parts, headers=OWN | headers)


def outcome(place: Place, sent: httpx.Response) -> str:
    """What the page of a change says once it is over."""
    assert sent.status_code == 303, sent.text
    for _ in range(600):
        page = place.client.get(sent.headers["location"])
        if "refresh" not in page.headers:
            return Page(page.text).words
        threading.Event().wait(0.02)
    raise AssertionError("the change did not end")


def test_files_are_added_and_what_became_of_each_is_told(place: Place) -> None:
    words = outcome(
        place, send(place, ("bridge.md", BRIDGE), ("mill.md", MILL), ("photo.png", b"\x89PNG"), ("e.md", b""))
    )
    assert "2 added, 0 updated, 0 unchanged, 2 skipped" in words
    assert "photo.png ends in .png, which ragbot cannot read." in words
    assert "e.md is empty." in words
    listed = Page(place.page("/archive")).words
    assert "Bridge in Tarn to close" in listed
    assert "2 articles from 2 outlets" in listed
    assert place.bot.ask("Who is Jon Aas?").status == "answered"
    assert not [p for p in place.site.uploads.rglob("*") if p.is_file()]


def test_a_file_sent_again_is_the_same_story(place: Place) -> None:
    outcome(place, send(place, ("ferry.txt", PLAIN)))
    assert "1 unchanged" in outcome(place, send(place, ("ferry.txt", PLAIN)))
    assert "1 updated" in outcome(place, send(place, ("ferry.txt", PLAIN.replace("900", "950"))))
    (item,) = place.bot.leaf().items
    assert len(place.bot.versions(item.id)) == 2


def test_an_article_is_removed_with_its_versions(place: Place) -> None:
    outcome(place, send(place, ("bridge.md", BRIDGE)))
    (item,) = place.bot.leaf().items
    assert "Remove for good" in place.page(f"/article/{item.id}")
    words = outcome(place, place.client.post(f"/article/{item.id}/remove", headers=OWN))
    assert "Removed “Bridge in Tarn to close”" in words
    place.page(f"/article/{item.id}", 404)
    assert place.client.post(f"/article/{item.id}/remove", headers=OWN).status_code == 404


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example", "sec-fetch-site": "cross-site"},
        {"origin": "https://evil.example"},
        {"origin": "https://evil.example", "sec-fetch-site": "same-origin"},
        {"origin": "null"},
        {"x-forwarded-for": "203.0.113.9"},
        {"via": "1.1 proxy"},
    ],
)
def test_other_sites_and_strangers_change_nothing(place: Place, headers: dict[str, str]) -> None:
    outcome(place, send(place, ("bridge.md", BRIDGE)))
    (item,) = place.bot.leaf().items
    assert place.client.post("/archive/add", files={"files": ("m.md", MILL)}, headers=headers).status_code == 403
    assert place.client.post(f"/article/{item.id}/remove", headers=headers).status_code == 403
    assert len(place.bot.leaf().items) == 1


def test_a_form_of_our_own_page_is_taken_though_something_hides_its_origin(place: Place) -> None:
    hidden = {"origin": "null", "sec-fetch-site": "same-origin"}
    sent = place.client.post("/archive/add", files={"files": ("m.md", MILL)}, headers=hidden)
    assert "1 added" in outcome(place, sent)


def test_where_editing_is_off_there_is_nothing_to_edit_with(tmp_path: Path) -> None:
    made = make_place(tmp_path)
    made.write(bridge=BRIDGE)
    item = made.bot.leaf().items[0].id
    for path in ("/archive/add", f"/article/{item}/remove"):
        assert made.client.post(path, files={"files": ("m.md", MILL)}, headers=OWN).status_code == 404
    for path in ("/archive", f"/article/{item}"):
        assert "/add" not in made.page(path)
        assert "Remove" not in made.page(path)
    made.bot.close()


def test_editing_that_was_switched_on_works_through_a_proxy(tmp_path: Path) -> None:
    made = make_place(tmp_path, editing=True, rules=Rules(hosts=frozenset({"news.example", "127.0.0.1"}), root="/n"))
    headers = {"origin": "https://news.example", "sec-fetch-site": "same-origin", "x-forwarded-for": "203.0.113.9"}
    sent = made.client.post("/archive/add", files={"files": ("m.md", MILL)}, headers=headers)
    assert sent.headers["location"].startswith("/n/archive/jobs/")
    assert "1 added" in outcome(made, sent)
    made.bot.close()


def test_too_much_is_refused_before_it_is_read(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ragbot.ui.pages.editing.MOST_BYTES", 100_000)
    monkeypatch.setattr("ragbot.ui.pages.editing.MOST_FILES", 3)
    assert send(place, ("a.md", "x" * 200_000)).status_code == 413
    assert send(place, *[(f"{n}.md", MILL) for n in range(4)]).status_code == 413

    def endless() -> Iterator[bytes]:
        yield b'--b\r\nContent-Disposition: form-data; name="files"; filename="a.md"\r\n\r\n'
        for _ in range(200):
            yield b"x" * 1000
        yield b"\r\n--b--\r\n"

    headers = OWN | {"content-type": "multipart/form-data; boundary=b"}
    assert place.client.post("/archive/add", content=endless(), headers=headers).status_code == 413
    assert place.bot.leaf().items == ()


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"", "multipart/form-data; boundary=b"),
        (b"--b\r\nbroken", "multipart/form-data; boundary=b"),
        (b"x", "multipart/form-data"),
        (b"files=x", "application/x-www-form-urlencoded"),
        (b'{"files": "x"}', "application/json"),
    ],
)
def test_what_is_no_form_is_told(place: Place, body: bytes, kind: str) -> None:
    reply = place.client.post("/archive/add", content=body, headers=OWN | {"content-type": kind})
    assert reply.status_code in {400, 413}
    assert place.bot.leaf().items == ()


@pytest.mark.parametrize(
    "name",
    [
        "../../../../tmp/evil.md",
        "..\\..\\evil.md",
        "/etc/cron.d/evil.md",
        "C:\\evil.md",
        ".hidden.md",
        "...md",
        "a\x00b.md",
        "con.md",
        "\u202edm.live.md",
        "<img src=x onerror=1>.md",
        "x" * 500 + ".md",
        "é" * 300 + ".MD",
        "a/../b.md",
        "~root.md",
        "-rf.md",
        "%2e%2e%2fevil.md",
        "*.md",
        "\ud800.md",
    ],
)  # fmt: skip
def test_a_files_name_is_only_a_name(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "in"
    safe = safe_name(name)
    assert Path(safe).name == safe
    assert len(safe.encode()) <= 120
    assert not safe.startswith(".")
    (folder / safe).parent.mkdir(parents=True, exist_ok=True)
    (folder / safe).write_text("x", encoding="utf-8")
    assert [p.parent for p in folder.rglob("*")] == [folder]
    assert safe.endswith(".md")


def test_hostile_names_arrive_inside_the_folder(place: Place) -> None:
    names = ["../../evil.md", "evil.md", "..\\evil.md", ".md", "<script>alert(1)</script>.md"]
    before = set(place.folder.parent.rglob("*"))
    words = outcome(place, send(place, *[(n, f"Headline {i}\n\nText {i}.") for i, n in enumerate(names)]))
    assert "5 added" in words
    page = place.client.get("/archive").text
    assert Page(page).strange == []
    inside = place.folder.parent / "home"
    assert all(inside in p.parents for p in set(place.folder.parent.rglob("*")) - before)


def test_changes_are_made_one_at_a_time_and_too_many_are_refused() -> None:
    jobs, gate, running = Jobs(), threading.Event(), []

    def work(tell: object) -> str:
        running.append(1)
        assert gate.wait(20)
        return "done"

    ids = [jobs.start(str(n), work) for n in range(8)]
    with pytest.raises(BusyError):
        jobs.start("one too many", work)
    threading.Event().wait(0.1)
    assert len(running) == 1
    gate.set()
    for _ in range(500):
        if all((job := jobs.get(i)) and job.over for i in ids):
            break
        threading.Event().wait(0.02)
    assert len(running) == 8


def test_a_change_that_fails_says_why_and_the_next_one_works(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise KeyError("secret")

    with monkeypatch.context() as patch:
        patch.setattr(place.bot, "ingest", broken)
        words = outcome(place, send(place, ("bridge.md", BRIDGE)))
    assert "Something went wrong inside ragbot (KeyError)." in words
    assert "secret" not in words
    assert "1 added" in outcome(place, send(place, ("bridge.md", BRIDGE)))
    assert re.search(r"No such change", place.page("/archive/jobs/" + "a" * 22, 404))


def test_of_files_that_cannot_be_taken_in_none_is_left(place: Place, tmp_path: Path) -> None:
    folder = tmp_path / "uploads"
    (folder / "received" / "mill.md").mkdir(parents=True)  # a folder in the place of the second
    inbox = uploads.keep(folder, [(n, io.BytesIO(w.encode())) for n, w in (("bridge.md", BRIDGE), ("mill.md", MILL))])
    with pytest.raises(StorageError):
        uploads.take_in(place.bot, inbox, lambda *_: None)
    assert not [path for path in folder.rglob("*") if path.is_file()]
    assert place.bot.leaf().items == ()


def test_a_page_is_fetched_read_and_named(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    def saved(url: str, folder: Path) -> Path:
        folder.mkdir(parents=True)
        path = folder / "page.md"
        path.write_text(f"---\ntitle: Fetched\nurl: {url}\n---\nThe ferry carries 900 people a day.", encoding="utf-8")
        return path

    monkeypatch.setattr(uploads.fetching, "fetch", saved)
    reply = place.client.post("/archive/add", data={"url": "https://news.example/ferry"}, headers=OWN)
    assert "1 added" in outcome(place, reply)
    (item,) = place.bot.leaf().items
    assert "Read at news.example" in place.page(f"/article/{item.id}").replace("&#46;", ".").replace("<bdi>", "")


@pytest.mark.parametrize("url", ["http://127.0.0.1:7860/history", "http://169.254.169.254/", "file:///etc/passwd"])
def test_the_page_leads_nobody_into_the_machines_own_network(place: Place, url: str) -> None:
    words = outcome(place, place.client.post("/archive/add", data={"url": url}, headers=OWN))
    assert "only public addresses are read" in words or "is no web address" in words
    assert place.bot.leaf().items == ()
    assert not place.site.uploads.exists() or not list(place.site.uploads.rglob("*.html"))
