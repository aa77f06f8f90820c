"""Saved feeds: an article an item, a bad one spoils no other, and no entity opens anything."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ragbot.articles import find_files, load
from ragbot.domain import Article

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Radio Tesmark</title><link>https://radio.example/</link><language>en</language>
<item><title>Bridge closes</title><link>https://radio.example/1</link><guid isPermaLink="false">rt-1</guid>
<pubDate>Wed, 14 Jan 2026 17:05:00 +0100</pubDate><category>town</category><author>nils@example.com (Nils Abery)</author>
<description>The Cooper Bridge closes on Monday.</description></item>
<item><title>Ferry starts</title><link>https://radio.example/2</link><guid>https://radio.example/2</guid>
<pubDate>Mon, 02 Feb 2026 08:00:00 +0100</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>The ferry <b>starts</b> today.</p><p>It is free.</p>]]></content:encoded></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>Wochenblatt</title><id>tag:w.example,2026:f</id>
<entry><title>Die Fähre</title><id>tag:w.example,2026:1</id><link href="https://w.example/1"/><author><name>U. Zabel</name></author>
<published>2026-02-02T08:00:00+01:00</published><updated>2026-02-03T08:00:00+01:00</updated>
<content type="html">&lt;p&gt;Sie fährt.&lt;/p&gt;</content></entry></feed>"""


def read(tmp_path, content, name="feed.xml"):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return [item for source in find_files([path])[0] for item in load(source)]


def test_each_item_of_an_rss_feed_is_an_article_of_its_channel(tmp_path):
    first, second = read(tmp_path, RSS)
    assert (first.source_path, second.source_path) == ("feed.xml#1", "feed.xml#2")
    assert (first.headline, first.outlet, first.byline) == ("Bridge closes", "Radio Tesmark", "Nils Abery")
    assert first.published.isoformat() == "2026-01-14T16:05:00+00:00"
    assert (first.url, first.section, first.language) == ("https://radio.example/1", "town", "en")
    assert first.body == "The Cooper Bridge closes on Monday."
    assert second.body == "The ferry starts today.\n\nIt is free."


def test_an_item_is_the_same_story_wherever_it_stands_in_the_feed(tmp_path):
    ids = {a.headline: a.id for a in read(tmp_path, RSS)}
    head, first, second = RSS.partition("<item>")[0], *("<item>" + part for part in RSS.split("<item>")[1:])
    second, end = second.split("</channel>")
    swapped = head + second + first + "</channel>" + end
    assert {a.headline: a.id for a in read(tmp_path, swapped, "other.rss")} == ids


def test_atom_is_read_with_both_of_its_dates(tmp_path):
    (article,) = read(tmp_path, ATOM, "feed.atom")
    assert (article.headline, article.outlet, article.byline) == ("Die Fähre", "Wochenblatt", "U. Zabel")
    assert (article.body, article.language, article.url) == ("Sie fährt.", "de", "https://w.example/1")
    assert (article.published.day, article.updated.day) == (2, 3)


def test_a_feed_that_breaks_off_gives_its_whole_items_and_says_so(tmp_path):
    items = read(tmp_path, RSS[: RSS.index("<content:encoded>")])
    assert [isinstance(i, Article) for i in items] == [True, False]
    assert "Save the feed again" in items[1].reason


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("<note><to>you</to></note>", "no RSS or Atom feed"),
        ('<rss version="2.0"><channel><title>x</title></channel></rss>', "without items"),
        ("no xml at all", "not valid XML"),
    ],
)
def test_what_is_no_feed_is_passed_over_with_a_reason(tmp_path, content, why):
    (skipped,) = read(tmp_path, content)
    assert why in skipped.reason


def test_entities_open_no_file_and_blow_up_nothing(tmp_path):
    (tmp_path / "secret.txt").write_text("the password is swordfish")
    bomb = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10 if i else "boom"}">' for i in range(12))
    for entities, use in ((bomb, "&a11;"), (f'<!ENTITY x SYSTEM "file://{tmp_path}/secret.txt">', "&x;")):
        doctype = f"<!DOCTYPE rss [{entities}]>"
        items = read(tmp_path, RSS.replace("<rss", f"{doctype}<rss", 1).replace("The Cooper Bridge", use))
        assert not any("swordfish" in str(i) or "boomboom" in str(i) for i in items)
        assert any("ENTITY" in getattr(i, "reason", "") for i in items)


def test_markup_in_an_item_is_text_and_runs_nothing(tmp_path):
    hostile = RSS.replace(
        "The Cooper Bridge closes", "&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=y&gt;The bridge"
    )
    assert "alert" not in read(tmp_path, hostile)[0].body


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.one_of(st.binary(max_size=300), st.integers(0, len(RSS)).map(lambda n: RSS[:n].encode())))
def test_no_feed_raises_and_no_article_is_empty(tmp_path, content):
    for item in read(tmp_path, content):
        assert not isinstance(item, Article) or (item.headline and item.body)


def test_texts_in_cdata_stay_and_one_that_never_ends_hides_nothing_before_it(tmp_path):
    item = "<item><title>A &nbsp; B</title><description><![CDATA[Five & six workers stood at the gate.]]></description></item>"
    broken = "<![CDATA[" * 20_000
    (tmp_path / "a.xml").write_text(f'<rss version="2.0"><channel><title>Post</title>{item}{broken}</channel></rss>')
    (article,) = [a for a in load(find_files([tmp_path])[0][0]) if isinstance(a, Article)]
    assert article.body == "Five & six workers stood at the gate."
