"""Every format in, and every kind of bad input out again with a reason."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ragbot import articles
from ragbot.articles import SourceFile
from ragbot.domain import Article, Skipped

NINJS = {
    "altids": {"itemid": "abc", "etag": "abc_1"},
    "versioncreated": "2026-03-02T10:00:00Z",
    "firstcreated": "2026-03-01T18:00:00Z",
    "pubstatus": "usable",
    "headline": "Harbour to be dredged",
    "language": "en",
    "provider": "NW",
    "infosource": [{"name": "Northwire"}],
    "bylines": [{"by": "By ANNA VIK", "title": "Reporter"}, {"by": "Tor Lie"}],
    "links": [{"rel": "canonical", "href": "https://northwire.example/a"}],
    "subject": [{"name": "Harbours", "creator": "Editorial"}],
    "body_nitf": "<p>The harbour &amp; its <a href='x'>quay</a> close.</p><hl2>Why</hl2><p>Sand.</p><media><caption>No</caption></media><script>no()</script>",
}


def load(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(articles.load(SourceFile(path, name)))


def one(tmp_path, name, content) -> Article:
    (item,) = load(tmp_path, name, content)
    assert isinstance(item, Article), item
    return item


def reason(tmp_path, name, content) -> str:
    (item,) = load(tmp_path, name, content)
    assert isinstance(item, Skipped), item
    return item.reason


def test_markdown_with_front_matter(tmp_path):
    text = '---\ntitle: "Bridge: closed"\nsource: Courier\nauthor: [Ida Holm, Bo Ek]\npublished: 2026-01-14T09:00:00+01:00\nurl: https://c.example/b\nsection: news\n---\n# Bridge: closed\n\nThe *old* [bridge](https://x.example) is\nclosed.\n\n- One\n- Two\n'
    item = one(tmp_path, "b.md", text)
    assert item.headline == "Bridge: closed"
    assert item.body == "The old bridge is\nclosed.\n\nOne\n\nTwo"
    assert (item.outlet, item.byline, item.section) == ("Courier", "Ida Holm, Bo Ek", "news")
    assert item.published == datetime(2026, 1, 14, 8, tzinfo=UTC)
    assert item.url == "https://c.example/b"


def test_markdown_without_front_matter_takes_heading_and_day_from_the_file(tmp_path):
    item = one(tmp_path, "2026-02-03--mill.md", "# A headline\n\nA text.")
    assert (item.headline, item.body) == ("A headline", "A text.")
    assert item.published == datetime(2026, 2, 3, tzinfo=UTC)


def test_plain_text_has_its_headline_in_the_first_line(tmp_path):
    item = one(tmp_path, "a.txt", "\ufeff\r\nA headline\r\n\r\nFirst.\r\n\r\n\r\nSecond.")
    assert (item.headline, item.body) == ("A headline", "First.\n\nSecond.")


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_ninjs_with_and_without_byte_order_mark(tmp_path, mark):
    item = one(tmp_path, "n.json", mark + json.dumps(NINJS).encode())
    assert item.body == "The harbour & its quay close.\n\nWhy\n\nSand."
    assert (item.headline, item.outlet, item.byline) == ("Harbour to be dredged", "Northwire", "ANNA VIK, Tor Lie")
    assert (item.published, item.updated) == (
        datetime(2026, 3, 1, 18, tzinfo=UTC),
        datetime(2026, 3, 2, 10, tzinfo=UTC),
    )
    assert (item.url, item.section, item.status) == ("https://northwire.example/a", "Harbours", "usable")


def test_ninjs_of_the_second_version(tmp_path):
    data = {
        "uri": "u1",
        "headlines": [{"role": "main", "value": "H"}],
        "bodies": [{"role": "main", "value": "<p>B</p>"}],
        "altids": [{"role": "itemid", "value": "i"}],
    }
    item = one(tmp_path, "n.json", json.dumps(data))
    assert (item.headline, item.body) == ("H", "B")


def test_a_kill_may_come_without_text(tmp_path):
    item = one(tmp_path, "n.json", json.dumps({"altids": {"itemid": "abc"}, "pubstatus": "canceled"}))
    assert item.status == "canceled"
    assert item.id == one(tmp_path, "m.json", json.dumps(NINJS)).id


def test_a_list_and_json_lines_hold_many_and_a_bad_one_spoils_none(tmp_path):
    flat = {"title": "T", "text": "Body.", "source": "S", "date": "Mon, 02 Mar 2026 10:00:00 +0000"}
    lines = "\n".join(
        [json.dumps(flat), "{broken", "", json.dumps({"title": "No body"}), json.dumps(flat | {"id": "z"})]
    )
    items = load(tmp_path, "many.jsonl", lines)
    assert [(type(i).__name__, getattr(i, "source_path", None) or i.path) for i in items] == [
        ("Article", "many.jsonl#1"),
        ("Skipped", "many.jsonl#2"),
        ("Skipped", "many.jsonl#4"),
        ("Article", "many.jsonl#5"),
    ]
    assert items[0].published == datetime(2026, 3, 2, 10, tzinfo=UTC)
    assert len({i.id for i in items if isinstance(i, Article)}) == 2
    kinds = [type(i).__name__ for i in load(tmp_path, "many.json", json.dumps([flat, 7, flat]))]
    assert kinds == ["Article", "Skipped", "Article"]


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.md", b"", "is empty"),
        ("a.txt", b" \n\t\n", "is empty"),
        ("a.txt", b"\x00\x00\x00", "is empty"),
        ("a.txt", b"Only a headline", "no text below"),
        ("a.md", b"---\ntitle: H\n---\n", "no text below"),
        ("a.json", b'{"body_text": "B"}', "without headline"),
        ("a.json", b'{"headline": "H"}', "without body_nitf"),
        ("a.json", b'{"headline": " ", "body_text": "B"}', "no headline"),
        ("a.json", b"{", "line 1, column 2"),
        ("a.json", b"7", "no article object"),
        ("a.json", b"[" * 100_000, "nested too deeply"),
        ("a.json", b'{"headline": "H", "n": ' + b"9" * 5000 + b', "body_text": "B"}', "number"),
        ("a.txt", "Ü\nText".encode("latin-1"), "byte 0"),
        ("a.md", b"---\ntitle: a: b\n---\nText", "line 2"),
    ],
)
def test_bad_content_is_skipped_with_a_reason(tmp_path, name, content, why):
    assert why in reason(tmp_path, name, content)


def test_a_file_that_is_too_large_is_not_read(tmp_path, monkeypatch):
    monkeypatch.setattr("ragbot.articles.loading._MAX_BYTES", 10)
    assert "bytes" in reason(tmp_path, "a.txt", b"Headline\nand a text")


def test_what_cannot_be_seen_is_taken_out(tmp_path):
    item = one(tmp_path, "a.txt", "Head\x1b[31mline\u202e\nA\x00 te\x07xt\U000e0041 here\u2069.")
    assert (item.headline, item.body) == ("Head[31mline", "A text here.")


def test_utf16_with_a_byte_order_mark_is_read(tmp_path):
    assert one(tmp_path, "a.txt", "Überschrift\nText.".encode("utf-16")).headline == "Überschrift"


def test_an_address_that_is_no_web_address_is_dropped(tmp_path):
    assert one(tmp_path, "a.md", "---\ntitle: H\nurl: javascript:alert(1)\n---\nB").url is None


def test_folders_are_read_in_order_without_hidden_readme_links_and_devices(tmp_path):
    news = tmp_path / "news"
    (news / "sub").mkdir(parents=True)
    for name in ("b.md", "sub/a.txt", "README.md", ".hidden.md", "x.pdf"):
        (news / name).write_text("H\nT")
    (tmp_path / "secret.txt").write_text("S\nT")
    (news / "link.txt").symlink_to(tmp_path / "secret.txt")
    os.mkfifo(news / "pipe.txt")
    found, skipped = articles.find_files([news])
    assert [f.source_path for f in found] == ["b.md", "sub/a.txt"]
    assert [(s.path, s.failed) for s in skipped] == [("x.pdf", False)]


def test_a_file_named_outright_must_be_readable(tmp_path):
    (tmp_path / "x.pdf").write_text("x")
    assert articles.find_files([tmp_path / "x.pdf"])[1][0].failed


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    content=st.one_of(st.binary(max_size=300), st.text(max_size=300).map(lambda t: t.encode("utf-8", "surrogatepass"))),
    ending=st.sampled_from(sorted(articles.LOADERS)),
)
def test_no_content_whatever_raises_or_leaves_control_characters(tmp_path, content, ending):
    for item in load(tmp_path, "any" + ending, content):
        assert isinstance(item, Article | Skipped)
        if isinstance(item, Article):
            assert item.status != "usable" or (item.headline and item.body)
            assert all(c.isprintable() or c == "\n" or ord(c) > 0x9F for c in item.headline + item.body)


@pytest.mark.bench
def test_all_of_the_agency_articles_load(bench):
    found, skipped = articles.find_files([bench / "apnews" / "articles"])
    items = [i for f in found for i in articles.load(f)]
    assert skipped == []
    assert len(items) == 1397
    assert all(isinstance(i, Article) and i.published and i.outlet and "<p" not in i.body for i in items)
