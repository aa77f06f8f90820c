"""What an article says of itself: addresses, kind, origin, and dates with where they came from and what is wrong with them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

PAGE = """<html><head><link rel="canonical" href="https://wire.example/fire"><meta property="og:url" content="https://courier.example/fire">
<script type="application/ld+json">{"@type": "%s", "headline": "Fire at the mill", "datePublished": "2026-03-01",
"sourceOrganization": {"name": "Wire"}}</script></head><body><article><h1>Fire at the mill</h1>
<p>A fire at the Pell mill injured five workers on Tuesday night, the fire chief told reporters at the gate of the mill.</p>
<p>A bearing had run hot in the upper storey, he said, and the workers tried to put it out before they called for help.</p>
</article></body></html>"""


@pytest.fixture
def read(read):
    return lambda content, name="a.md": read(name, content)


def front(**meta):
    return "---\ntitle: Headline\n" + "\n".join(f'{k}: "{v}"' for k, v in meta.items()) + "\n---\nA text."


@pytest.mark.parametrize(
    ("meta", "kind"),
    [
        ({}, "report"),
        ({"kind": "Opinion"}, "opinion"),
        ({"genre": "Editorial"}, "opinion"),
        ({"section": "Opinion / Letters"}, "opinion"),
        ({"section": "Opinion", "kind": "report"}, "report"),
        ({"kind": "brief"}, "brief"),
        ({"kind": "wire"}, "wire"),
        ({"section": "Briefs"}, "report"),
        ({"kind": "something new"}, "report"),
    ],
)
def test_the_kind_is_the_publishers_word_for_it(read, meta, kind):
    assert read(front(**meta)).kind == kind


def test_a_page_tells_its_address_its_canonical_one_its_kind_and_its_origin(read):
    item = read(PAGE % "OpinionNewsArticle", "a.html")
    assert (item.url, item.canonical_url) == ("https://courier.example/fire", "https://wire.example/fire")
    assert (item.kind, item.origin) == ("opinion", "Wire")


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.md", front(published="2026-03-01T09:00:00+01:00"), (datetime(2026, 3, 1, 8, tzinfo=UTC), "2026-03-01T09:00:00+01:00", "metadata")),
        ("2026-03-01--a.md", front(), (datetime(2026, 3, 1, tzinfo=UTC), "2026-03-01", "file name")),
        ("2026-03-09--a.md", front(published="2026-03-01"), (datetime(2026, 3, 1, tzinfo=UTC), "2026-03-01", "metadata")),
        ("a.txt", "Headline\nSORLEY, March 3, 2026 (HNA) — The bridge closed.", (datetime(2026, 3, 3, tzinfo=UTC), "March 3, 2026", "text")),
        ("a.txt", "Headline\nPublished on Tuesday, 3 Mar. 2026\nThe bridge closed.", (datetime(2026, 3, 3, tzinfo=UTC), "3 Mar. 2026", "text")),
        ("2026-03-09--a.txt", "Headline\nPublished: 2026-03-03\nText.", (datetime(2026, 3, 3, tzinfo=UTC), "2026-03-03", "text")),
        ("a.txt", "Headline\nThe mayor, elected May 5, 2025 — by far the youngest, resigned.", (None, "", "")),
    ],
)  # fmt: skip
def test_a_date_is_kept_as_written_with_where_it_was_found(read, name, content, expected):
    item = read(content, name)
    assert (item.published, item.published_as, item.published_from) == expected
    assert not item.doubt


@pytest.mark.parametrize(
    ("meta", "why"),
    [
        ({"published": "0001-01-01"}, "'0001-01-01'"),
        ({"published": "soon"}, "'soon'"),
        ({"published": "2026-02-30"}, "'2026-02-30'"),
        ({"published": "2026-03-01", "updated": "0000-00-00"}, "updated date"),
        ({"published": "2026-03-09", "updated": "2026-03-01"}, "before it was published"),
    ],
)
def test_an_impossible_date_is_kept_and_doubted(read, meta, why):
    item = read(front(**meta))
    assert why in item.doubt
    assert item.published_as == meta["published"]


def test_a_forgotten_time_zone_is_no_contradiction(read):
    assert not read(front(published="2026-03-01T09:00:00+00:00", updated="2026-03-01T08:30:00")).doubt


def test_an_impossible_date_gives_way_to_one_that_can_be(read):
    item = read(front(published="0001-01-01"), "2026-03-01--a.md")
    assert (item.published_as, item.published_from, item.doubt) == ("2026-03-01", "file name", "")


def test_its_date_is_told_in_words(read):
    assert [read(front(**meta)).dated for meta in ({"published": "2026-03-05T23:30:00Z"}, {})] == ["March 5, 2026", ""]


def test_how_it_was_read_makes_no_new_version(read):
    same = [front(published="2026-03-01"), front(published="2026-03-01T00:00:00Z")]
    assert len({read(content).content_hash for content in same}) == 1
