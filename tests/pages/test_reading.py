"""Answers, articles and the archive, as they are read beside the chat."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ragbot.records import Records
from tests.browser.scripted import article, done, near, refused
from tests.conftest import BRIDGE, MILL
from tests.pages.conftest import ADDED, CORRECTED, COST, Place
from tests.pages.markup import Page

KILLED = BRIDGE.replace("id: bridge-1", "id: bridge-1\npubstatus: canceled")


def read(place: Place, path: str, status: int = 200) -> str:
    return Page(place.page(path, status)).words


def bridge(place: Place) -> str:
    return place.bot.leaf("bridge").items[0].id


# ── an answer ────────────────────────────────────────────────────────────────


def test_a_kept_answer_is_read_whole_with_source_quote_and_receipt(shared: Place) -> None:
    words = read(shared, f"/answer/{shared.ask()}")
    for part in (
        COST,
        "Repairs cost 2.4 million crowns. 1",
        "Tarn Courier · 14 January 2026 · Ida Holm",
        "Read at courier.example",
        "every source still says what is quoted, word for word",
        "Searched 2 articles from 2 outlets",
        "Language modelextractive",
        "Promptanswer-",
        f"Settings{shared.bot.receipt()['settings']}",
        "State of the archive2",
    ):
        assert part in words, part


def test_what_limited_the_search_is_told(shared: Place) -> None:
    words = read(shared, f"/answer/{shared.ask(outlet='Tarn Courier', as_of='2026-01-20')}")
    assert "Only Tarn Courier." in words
    assert "As it was known on 20 January 2026." in words


def test_an_answer_is_still_there_for_another_process(shared: Place) -> None:
    answer_id = shared.ask()
    again = Records(Path(shared.bot._parts.settings.home)).answers.get(answer_id)
    assert again is not None
    assert again.answer.to_dict() | {"evidence": []} == shared.bot.ask(COST).to_dict() | {
        "evidence": [],
        "timings": dict(again.answer.timings),
        "trace": again.answer.to_dict()["trace"],
    }


def test_a_refusal_is_kept_with_its_nearest_articles(shared: Place) -> None:
    words = read(shared, f"/answer/{shared.ask('Who won the tennis title in Melbourne?')}")
    assert "Not in these articles" in words


@pytest.mark.parametrize(
    "bad", ["", "x", "../../secret", "..%2f..%2fsecret", "a" * 22, "A" * 400, "%00", "a.json", "é" * 22]
)
def test_an_address_without_an_answer_is_told_and_reads_no_file(shared: Place, bad: str) -> None:
    assert shared.client.get(f"/answer/{bad}").status_code in {404, 405}


def test_an_answer_says_that_its_source_was_corrected_since_and_shows_what_was_quoted(place: Place) -> None:
    answer_id = place.ask()
    place.write(bridge=CORRECTED)
    page = place.page(f"/answer/{answer_id}")
    words = Page(page).words
    assert "The article has since been corrected or rewritten (15 January 2026). It no longer says this." in words
    assert "Note of the outlet: Correction: the cost was given wrongly." in words
    assert "now 3" in words
    quoted = re.search(r'/article/[^"]+start=[^"]+#passage', page)
    assert quoted
    old = place.page(quoted[0].replace("&amp;", "&"))
    assert '<mark id="passage">Repairs cost 2.4 million crowns.</mark>' in old
    assert "This is an earlier version, replaced 15 January 2026. Read the newest" in Page(old).words


def test_an_answer_says_that_its_source_changed_but_still_says_so(place: Place) -> None:
    answer_id = place.ask()
    place.write(bridge=ADDED)
    words = read(place, f"/answer/{answer_id}")
    assert "The article has changed since (16 January 2026). It still says this word for word." in words
    assert "its source is no longer what it was" in words


def test_the_words_of_a_killed_story_are_repeated_nowhere(place: Place) -> None:
    answer_id, story = place.ask(), bridge(place)
    place.write(bridge=CORRECTED)
    earlier = place.bot.versions(story)[0].article.id
    place.write(bridge=KILLED)
    pages = [place.page(f"/answer/{answer_id}"), place.page("/archive"), place.page("/archive?q=crowns")]
    pages += [place.page(f"/article/{i}", 410) for i in (story, earlier)]
    for page in pages:
        assert "million crowns." not in page
        assert "Bridge in Tarn" not in page
    assert "The publisher has withdrawn this article." in pages[0]
    assert "[A sentence stood here." in pages[0]


def test_a_refusal_does_not_repeat_the_nearest_sentence_of_a_killed_story(place: Place) -> None:
    source = place.bot.article(bridge(place))
    assert source
    stored = done(
        "q", status="not_found", text="Not here. Nearest: Repairs cost 2.4 million crowns.", considered=[near(source)]
    )
    answer_id = place.keep(stored.answer)
    assert "crowns" in place.page(f"/answer/{answer_id}")
    place.write(bridge=KILLED)
    assert "crowns" not in place.page(f"/answer/{answer_id}")


def test_an_embargoed_story_is_not_shown_before_its_time(place: Place) -> None:
    soon = (datetime.now(UTC) + timedelta(days=2)).isoformat()
    place.write(secret=MILL.replace("id: mill-1", f'id: secret-1\nembargoed: "{soon}"').replace("Pell", "Quill"))
    ids = {v.id for v, _ in place.bot._parts.catalogue.everything()}
    shown = {i.id for i in place.bot.leaf().items}
    (hidden,) = ids - shown
    assert "Quill" not in place.page("/archive?q=Quill").replace('value="Quill"', "")
    assert "Quill" not in place.page(f"/article/{hidden}", 404)


def test_an_answer_outlives_the_removal_of_its_source_and_says_so(place: Place) -> None:
    answer_id = place.ask()
    place.bot.remove(bridge(place))
    words = read(place, f"/answer/{answer_id}")
    assert "This article is no longer in the archive." in words
    assert "Repairs cost 2.4 million crowns." in words


def test_a_damaged_file_is_no_answer_and_no_crash(place: Place) -> None:
    answer_id = place.ask()
    path = place.site.records.folder / "answers" / answer_id[:2] / f"{answer_id}.json"
    for content in ("", "{", "[]", '{"id": 1}', '{"answer": {"status": "x"}}', "[" * 100_000):
        path.write_text(content, encoding="utf-8")
        place.page(f"/answer/{answer_id}", 404)


# ── an article ───────────────────────────────────────────────────────────────


def test_the_passage_is_marked_where_the_link_says(shared: Place) -> None:
    body = shared.bot.body(bridge(shared))
    start = body.index("for 14 weeks")
    end = body.index("Divers found") + len("Divers found")
    page = shared.page(f"/article/{bridge(shared)}?start={start}&end={end}")
    marked = re.findall(r"<mark[^>]*>([^<]*)</mark>", page)
    assert marked == ["for 14 weeks, the roads office said. Repairs cost 2.4 million crowns.", "Divers found"]
    assert page.count('id="passage"') == 1


@pytest.mark.parametrize(
    "query",
    ["start=5&end=99999999", "start=5", "start=9&end=5", "start=-1&end=3", "start=1e3&end=5", "start=x&end=y", "start=٣&end=٥", "start=5&end=5"],
)  # fmt: skip
def test_a_passage_that_is_not_there_is_told(shared: Place, query: str) -> None:
    page = shared.page(f"/article/{bridge(shared)}?{query}")
    assert "<mark" not in page
    assert "The passage that the link names is not in this version." in page


def test_an_article_names_who_else_carried_it(place: Place) -> None:
    long = " ".join(f"Sentence {n} about the bridge over the Lune tells what number {n} found." for n in range(40))
    story = BRIDGE.split("TARN (TC)", maxsplit=1)[0] + long
    place.write(
        bridge=story,
        copy=story.replace("bridge-1", "copy-1").replace("Tarn Courier", "Daily Copy").replace("url:", "x:"),
    )
    by_outlet = {i.outlet: i.id for i in place.bot.leaf("bridge").items}
    assert "Also carried by Daily Copy" in read(place, f"/article/{by_outlet['Tarn Courier']}")
    assert "Also carried by Tarn Courier" in read(place, f"/article/{by_outlet['Daily Copy']}")


def test_an_article_names_its_versions(place: Place) -> None:
    story = bridge(place)
    place.write(bridge=CORRECTED)
    words = read(place, f"/article/{story}")
    newest, older = "15 January 2026, 08:00 UTC: Bridge in Tarn to close", "14 January 2026, 08:00 UTC: Bridge in Tarn"
    assert f"Versions {newest} (this one) · newest Correction: the cost was given wrongly. {older}" in words


@pytest.mark.parametrize("bad", ["nope", "x" * 5000, "%27%20OR%201=1", "..%2F..%2Fetc%2Fpasswd"])
def test_an_unknown_article_is_told(shared: Place, bad: str) -> None:
    assert shared.client.get(f"/article/{bad}").status_code == 404


# ── the archive ──────────────────────────────────────────────────────────────


def test_the_archive_is_listed_newest_first_and_narrowed(shared: Place) -> None:
    words = read(shared, "/archive")
    assert words.index("Fire at the Pell mill") < words.index("Bridge in Tarn to close")
    for query, there, gone in (
        ("q=divers+hole", "Bridge in Tarn", "Pell mill"),
        ("outlet=Radio+Tarn", "Pell mill", "Bridge in Tarn"),
        ("until=2026-01-31", "Bridge in Tarn", "Pell mill"),
        ("since=2026-02-01", "Pell mill", "Bridge in Tarn"),
    ):
        words = read(shared, f"/archive?{query}")
        assert there in words
        assert gone not in words


@pytest.mark.parametrize("query", ["q=%21%21%21", "q=xyzzy", "since=2030-01-01", "q=%22"])
def test_a_search_that_finds_nothing_says_so(shared: Place, query: str) -> None:
    assert "No article fits." in shared.page(f"/archive?{query}")


@pytest.mark.parametrize(
    ("query", "said"),
    [("since=someday", "is not a date"), ("outlet=Nope", "No outlet is called"), ("since=2026-03-01&until=2026-01-01", "Swap them")],
)  # fmt: skip
def test_a_filter_that_cannot_be_is_one_sentence(shared: Place, query: str, said: str) -> None:
    assert said in read(shared, f"/archive?{query}", 400)


def test_every_article_is_on_exactly_one_page_also_the_undated_and_doubted(tmp_path: Path, place: Place) -> None:
    extra = {
        f"n{n}": f"Headline {n}\n\nText number {n} of a long list."
        if n % 5 == 0
        else f'---\nid: n{n}\ntitle: Headline {n}\npublished: "{"2091-01-01" if n % 5 == 1 else f"2026-01-{n % 28 + 1:02}"}"\n---\nText {n}.'
        for n in range(130)
    }
    place.write(**extra)
    seen, path = [], "/archive"
    for _ in range(10):
        page = place.page(path)
        seen += re.findall(r'<li><a dir="auto" href="/article/([0-9a-f]+)"', page)
        following = re.search(r'rel="next" href="([^"]+)"', page)
        if not following:
            break
        path = following[1].replace("&amp;", "&")
    assert len(seen) == len(set(seen)) == 132


@pytest.mark.parametrize("after", ["x", "1.2.3", "9" * 30, "undated", "1.-1", "1;2"])
def test_a_page_that_is_none_begins_at_the_beginning(shared: Place, after: str) -> None:
    assert "Fire at the Pell mill" in shared.page(f"/archive?after={after}")


def test_refusals_without_articles_can_be_kept(shared: Place) -> None:
    words = read(shared, f"/answer/{shared.keep(refused('q', near(article('Gone', 'x'))).answer)}")
    assert "Not in these articles" in words
