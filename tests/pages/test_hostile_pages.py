"""Whatever articles, askers, models and readers write is read on the pages, and never part of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from urllib.parse import quote

import pytest

from ragbot.domain import Article, Filters
from ragbot.records import Asked, Opinion
from tests.browser.scripted import done, near
from tests.pages.conftest import Place, make_place
from tests.pages.markup import Page
from tests.pages.payloads import PAYLOADS

ME = "A" * 22


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """An archive with an article for each payload: in headline, body, outlet, author, note, origin, section and name."""
    place = make_place(tmp_path_factory.mktemp("hostile"), editing=True)
    for n, payload in enumerate(PAYLOADS):
        names = ("title", "source", "author", "note", "section", "credit", "origin")
        fields = {name: f"{name} {n} {payload}" for name in names}
        fields |= {"id": f"hostile-{n}", "url": f"https://ours.example/{n}?{quote(payload)}", "published": "2026-01-14"}
        head = "\n".join(f"{k}: {json.dumps(v)}" for k, v in fields.items())
        name = f"{n} {payload}".replace("/", "∕").replace("\0", "")[:60]
        (place.folder / f"{name}.md").write_text(
            f"---\n{head}\n---\nBefore. {payload} after.\n\nAnother line.", encoding="utf-8"
        )
    report = place.bot.ingest(place.folder)
    assert report.added == len(PAYLOADS), report.skipped
    place.client.cookies.set("ragbot_user", ME)
    with place.client, pytest.MonkeyPatch.context() as patch:  # one event loop for all of its requests
        patch.setattr("os.fsync", lambda _: None)  # what is shown is tested here, not what survives a power cut
        yield place
    place.bot.close()


@pytest.fixture(scope="module")
def sources(hostile: Place) -> dict[int, Article]:
    return {int(a.headline.split()[1]): a for a in hostile.bot.articles(limit=len(PAYLOADS))}


def letters(text: str) -> str:
    return "".join(c for c in text if c.isascii() and c.isalnum())


def test_there_are_enough_of_them() -> None:
    assert len(set(PAYLOADS)) >= 120


@pytest.mark.parametrize("n", range(len(PAYLOADS)))
def test_hostile_text_by_every_route_is_only_text(hostile: Place, sources: dict[int, Article], n: int) -> None:
    payload = PAYLOADS[n]
    source = sources[n]
    final = done(
        f"question {payload}",
        [(f"said {payload}", (1,)), (payload, ())],
        [(source, source.body)],
        considered=[near(source)],
        standalone_question=f"understood {payload}",
        notice=f"notice {payload}",
        filters=Filters(outlet=payload, inferred={"outlet": payload, "speaker": payload}),
        receipt={"llm": payload, "prompt_id": payload, "generation": payload},
        timings={payload: 1, "total_s": 2.0},
    )
    answer_id = hostile.keep(final.answer)
    record = hostile.site.records.conversations.add(f"cookie:{ME}", "", Asked(payload, answer_id))
    assert hostile.site.records.conversations.rename(f"cookie:{ME}", record, f"title {payload}")
    stored = hostile.site.records.answers.get(answer_id)
    assert stored
    hostile.site.records.feedback.add(stored, f"cookie:{ME}", Opinion("down", payload, f"comment {payload}"))
    originals = frozenset({source.url or ""})
    routes = {
        f"/article/{source.id}?start=0&end={len(source.body)}": 200,
        f"/answer/{answer_id}": 200,
        f"/history/{record}": 200,
        f"/archive?q={quote(payload)}": 200,
        f"/archive?outlet={quote(payload)}": 400,
        f"/archive?since={quote(payload)}&until={quote(payload)}&after={quote(payload)}": 400,
        f"/article/{quote(payload, safe='')}": 404,
        f"/answer/{quote(payload, safe='')}": 404,
        f"/history/{quote(payload, safe='')}": 404,
    }
    for path, status in routes.items():
        reply = hostile.client.get(path)
        assert reply.status_code == status, path
        page = Page(reply.text, originals=originals)
        assert page.strange == [], path
        assert "set-cookie" not in reply.headers
        assert not set(page.words) & set("\u202e\u2066\x00\x1b\x07"), path
        if status == 200:
            # it is not just gone: what can be read is what was written
            assert letters(payload) in letters(page.words), path


def test_the_lists_show_hostile_titles_as_text(hostile: Place) -> None:
    for n, payload in enumerate(PAYLOADS[:50]):
        hostile.site.records.conversations.add("cookie:" + "B" * 22, "", Asked(f"{n} {payload}", "A" * 22))
    other = hostile.another(cookies={"ragbot_user": "B" * 22})
    page = Page(other.get("/history").text)
    assert page.strange == []
    assert all(letters(p)[:40] in letters(page.words) for p in PAYLOADS[:50])
    for path in ("/archive", "/history?from=<b>", "/history?from=9999999"):
        assert Page(other.get(path).text).strange == []
