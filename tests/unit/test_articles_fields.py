"""What ends up in each field of an article, whichever way its publisher writes it."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from ragbot.articles import SourceFile, find_files, load
from ragbot.domain import Article

FLAT = {"title": "Headline", "text": "Text."}


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026-03-01", datetime(2026, 3, 1, tzinfo=UTC)),
        ("2026-03-01T09:30", datetime(2026, 3, 1, 9, 30, tzinfo=UTC)),
        ("2026-03-01 09:30:15", datetime(2026, 3, 1, 9, 30, 15, tzinfo=UTC)),
        ("2026-03-01T09:30:00Z", datetime(2026, 3, 1, 9, 30, tzinfo=UTC)),
        ("2026-03-01T00:30:00+02:00", datetime(2026, 2, 28, 22, 30, tzinfo=UTC)),
        ("Sun, 01 Mar 2026 09:30:00 -0500", datetime(2026, 3, 1, 14, 30, tzinfo=UTC)),
        ("Sun, 01 Mar 2026 09:30:00 GMT", datetime(2026, 3, 1, 9, 30, tzinfo=UTC)),
        ("March 1, 2026", datetime(2026, 3, 1, tzinfo=UTC)),
        ("Sunday, 1st March 2026", datetime(2026, 3, 1, tzinfo=UTC)),
        ("Sept. 3, 2026", datetime(2026, 9, 3, tzinfo=UTC)),
        ("March 1, 2026 at 12:30 a.m.", datetime(2026, 3, 1, 0, 30, tzinfo=UTC)),
        ("March 1, 2026, 6 pm EST", datetime(2026, 3, 1, 23, tzinfo=UTC)),
        ("1 March 2026 09:30 CET", datetime(2026, 3, 1, 8, 30, tzinfo=UTC)),
        ("1 March 2026 9:30 a.m. +0100", datetime(2026, 3, 1, 8, 30, tzinfo=UTC)),
        ("2026/03/14", datetime(2026, 3, 14, tzinfo=UTC)),
        ("2026.3.14 18:00", datetime(2026, 3, 14, 18, tzinfo=UTC)),
        ("14.03.2026", datetime(2026, 3, 14, tzinfo=UTC)),
        ("3. 4. 2026", datetime(2026, 4, 3, tzinfo=UTC)),
        ("14/03/2026", datetime(2026, 3, 14, tzinfo=UTC)),
        ("03-14-2026", datetime(2026, 3, 14, tzinfo=UTC)),
        ("04/04/2026", datetime(2026, 4, 4, tzinfo=UTC)),
        ("12. März 2026", datetime(2026, 3, 12, tzinfo=UTC)),
        ("3. Okt. 2025", datetime(2025, 10, 3, tzinfo=UTC)),
        ("Donnerstag, 1. Dezember 2026, 18 Uhr", datetime(2026, 12, 1, 18, tzinfo=UTC)),
        ("Fr., 1. Mai 2026, 9:30 Uhr MESZ", datetime(2026, 5, 1, 7, 30, tzinfo=UTC)),
        ("14. März 2026 um 18:30 Uhr", datetime(2026, 3, 14, 18, 30, tzinfo=UTC)),
        ("Samstag, den 14. März 2026", datetime(2026, 3, 14, tzinfo=UTC)),
        ("14.03.2026 - 18:30 Uhr", datetime(2026, 3, 14, 18, 30, tzinfo=UTC)),
        ("14.03.2026 – 18 Uhr", datetime(2026, 3, 14, 18, tzinfo=UTC)),
        ("14. Mrz 2026", datetime(2026, 3, 14, tzinfo=UTC)),
        ("14. Jänner 2026", datetime(2026, 1, 14, tzinfo=UTC)),
        ("Mi 14.03.2026", datetime(2026, 3, 14, tzinfo=UTC)),
        ("14.03.2026 - 18", None),
        ("30. Februar 2026", None),
        ("3. Junk 2025", None),
        ("03/04/2026", None),
        ("03.14.2026", None),
        ("03/04/26", None),
        ("Junk 1, 2026", None),
        ("March 2026", None),
        ("March 1, 2026, 13 pm", None),
        ("March 1, 2026 or later", None),
        ("2026-02-30", None),
        ("2026-03-01T25:00:00Z", None),
        ("9999-12-31T23:59:59-14:00", None),
        ("Sun, 01 Mar 2026 10:00:00 +99999999", None),
        ("Sun, 01 Mar 99999999999 10:00:00 +0000", None),
        ("0001-01-01T00:00:00Z", None),
        ("yesterday", None),
    ],
)
@pytest.mark.parametrize("name", ["a.md", "a.json"])
def test_dates(read, name, written, meant):
    front = f'---\ntitle: Headline\ndate: "{written}"\n---\nText.'
    item = read(name, front if name == "a.md" else FLAT | {"date": written})
    assert item.published == meant
    assert meant is None or item.published.utcoffset().total_seconds() == 0


def test_an_unreadable_date_gives_way_to_the_next_name_for_it(read):
    data = FLAT | {"date": "soon", "firstcreated": 7, "versioncreated": "2026-03-01"}
    assert read("a.json", data).published == datetime(2026, 3, 1, tzinfo=UTC)


@pytest.mark.parametrize("ending", ["md", "txt", "json"])
def test_the_file_name_dates_what_has_no_date(read, ending):
    content = FLAT if ending == "json" else "Headline\n\nText."
    assert read(f"2026-03-01--slug.{ending}", content).published == datetime(2026, 3, 1, tzinfo=UTC)
    assert read(f"2026-02-30--slug.{ending}", content).published is None
    assert read(f"12026-03-01.{ending}", content).published is None


def test_update_is_what_came_after_publication(read):
    created = FLAT | {"firstcreated": "2026-03-01T10:00:00Z"}
    assert read("a.json", created | {"versioncreated": "2026-03-01T10:00:00Z"}).updated is None
    later = read("a.json", created | {"versioncreated": "2026-03-01T11:00:00Z"})
    assert later.updated == datetime(2026, 3, 1, 11, tzinfo=UTC)
    only = read("a.json", FLAT | {"versioncreated": "2026-03-01T10:00:00Z"})
    assert (only.published, only.updated) == (datetime(2026, 3, 1, 10, tzinfo=UTC), None)


def test_identity_goes_by_id_then_address_then_place(read):
    def ids(*datas):
        return [read(f"{n}.json", FLAT | data).id for n, data in enumerate(datas)]

    assert len(set(ids({"uri": "u", "url": "https://a.example"}, {"uri": "u", "url": "https://b.example"}))) == 1
    assert len(set(ids({"url": "https://a.example"}, {"url": "https://a.example"}))) == 1
    assert len(set(ids({}, {}))) == 2
    assert len(set(ids({"uri": "x"}, {"url": "x"}))) == 2
    assert len(set(ids({"altids": {"itemid": "i"}, "uri": "v1"}, {"altids": {"itemid": "i"}, "uri": "v2"}))) == 1
    assert all(re.fullmatch("[0-9a-f]{16}", i) for i in ids({}, {"id": 7}))


def test_addresses_that_differ_only_far_along_are_different_articles(read):
    long = "https://a.example/" + "x" * 600
    one, two = (read("a.json", FLAT | {"url": long + end}) for end in "12")
    assert one.id != two.id
    assert (one.url, two.url) == (long + "1", long + "2")


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("usable", "usable"),
        ("Published", "usable"),
        ("", "usable"),
        ("canceled", "canceled"),
        ("Cancelled", "canceled"),
        ("killed", "canceled"),
        ("withdrawn", "canceled"),
        ("withheld", "withheld"),
        ("draft", "withheld"),
        ("embargoed", "withheld"),
    ],
)
@pytest.mark.parametrize("key", ["pubstatus", "status"])
def test_publishers_words_for_a_status(read, key, word, status):
    assert read("a.json", FLAT | {key: word}).status == status


@pytest.mark.parametrize("status", ["canceled", "withheld"])
def test_a_kill_and_a_hold_act_without_text_on_the_article_they_name(read, status):
    item = read("kill.json", {"uri": "u", "pubstatus": status})
    assert (item.status, item.body) == (status, "")
    assert item.id == read("a.json", FLAT | {"uri": "u"}).id


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("By Ida Holm", "Ida Holm"),
        ("BY IDA HOLM", "IDA HOLM"),
        ("Byron Lee", "Byron Lee"),
        (["Ida Holm", "by Bo Ek", None, ""], "Ida Holm, Bo Ek"),
        ({"name": "Ida Holm"}, "Ida Holm"),
        ([{"by": "By Ida Holm", "title": "Reporter"}, {"name": "Bo Ek"}, {"by": None}, [1]], "Ida Holm, Bo Ek"),
        (None, ""),
        (3.5, ""),
    ],
)
@pytest.mark.parametrize("key", ["bylines", "byline", "author", "authors"])
def test_bylines(read, key, value, names):
    assert read("a.json", FLAT | {key: value}).byline == names


@pytest.mark.parametrize(
    ("data", "outlet"),
    [
        ({"infosource": [{"name": "Northwire"}], "provider": "NW"}, "Northwire"),
        ({"infosource": [{"type": "x"}, 7], "provider": "NW"}, "NW"),
        ({"infosources": [{"name": "Northwire"}]}, "Northwire"),
        ({"source": {"id": None, "name": "Courier"}}, "Courier"),
        ({"publisher": {"@type": "Organization", "name": "Courier"}}, "Courier"),
        ({"source": {"id": 1}, "provider": "NW"}, "NW"),
        ({}, ""),
    ],
)
def test_outlets(read, data, outlet):
    assert read("a.json", FLAT | data).outlet == outlet


def test_section_is_what_an_editor_chose(read):
    tags = [{"name": "n", "creator": "Editorial"}, {"name": "Flu", "creator": "Machine"}, {"name": "Health"}]
    assert read("a.json", FLAT | {"subject": tags}).section == "Health"
    assert read("a.json", FLAT | {"subject": tags, "section": "Front"}).section == "Front"


def test_keys_count_in_any_case(read):
    item = read("a.json", {"Headline": "H", "Body_Text": "B.", "Published": "2026-03-01"})
    assert (item.headline, item.body, item.published) == ("H", "B.", datetime(2026, 3, 1, tzinfo=UTC))


def test_ninjs_reads_the_main_one_of_many_texts(read):
    bodies = [
        {"role": "summary", "value": "Short."},
        {"role": "main", "contenttype": "text/html", "value": "A &amp; B"},
    ]
    headlines = [{"role": "short", "value": "S"}, {"role": "main", "value": "Main"}]
    item = read("a.json", {"uri": "u", "title": "slug", "headlines": headlines, "bodies": bodies})
    assert (item.headline, item.body) == ("Main", "A & B")


def test_plain_text_that_looks_a_little_like_markup_is_left_as_it_is(read):
    assert read("a.json", FLAT | {"text": "Rates < 5 % & > 3 %."}).body == "Rates < 5 % & > 3 %."
    assert read("a.json", FLAT | {"text": "<p>Fish &amp; chips</p><p>Peas</p>"}).body == "Fish & chips\n\nPeas"


@pytest.mark.parametrize("name", ["a.md", "a.json"])
def test_a_body_that_repeats_its_headline_drops_it(read, name):
    text = "---\ntitle: The bridge\n---\n# THE BRIDGE\n\nIt closes."
    item = read(name, text if name == "a.md" else {"title": "The bridge", "text": "The bridge\n\nIt closes."})
    assert (item.headline, item.body) == ("The bridge", "It closes.")


def test_a_headline_of_markdown_may_follow_a_kicker(read):
    item = read("a.md", "REGION\n\n# The bridge\n\nIt closes.\n\n## Why\n\nIt is old.")
    assert (item.headline, item.body) == ("The bridge", "REGION\n\nIt closes.\n\nWhy\n\nIt is old.")


def test_the_first_line_of_markdown_without_headings_is_the_headline(read):
    item = read("a.md", "The **old** bridge\nIt closes.\n\nSoon.")
    assert (item.headline, item.body) == ("The old bridge", "It closes.\n\nSoon.")


def test_markdown_is_read_as_text(read):
    text = '# H\n\n> Quoted *words*\n\n1. One\n2. Two\n\n![alt](pic.png)\n\n`code` &amp; <b>bold</b> \\*star\\*\n\n| Town | Dead |\n|---|---|\n| Tarn | 3 |\n\n<div>Block <i>text</i></div>\n\n<!-- hidden -->\n\n[link](https://x.example "t") end<br>line'
    assert read("a.md", text).body.split("\n\n") == [
        "Quoted words",
        "One",
        "Two",
        "code & bold *star*",
        "Town | Dead",
        "Tarn | 3",
        "Block text",
        "link end\nline",
    ]


@pytest.mark.parametrize("name", ["a.md", "a.txt"])
def test_a_first_line_too_long_for_a_headline_loses_none_of_its_text(read, name):
    first = "The council met again and again. " * 30
    item = read(name, f"{first}\n\nIt decided nothing.")
    assert item.headline.startswith("The council met")
    assert item.headline.endswith("…")
    assert len(item.headline) <= 301
    assert item.body == f"{first.strip()}\n\nIt decided nothing."


def test_a_first_line_without_a_space_is_cut_too(read):
    item = read("a.txt", "文" * 400 + "\n\nText.")
    assert item.headline == "文" * 300 + "…"
    assert item.body == "文" * 400 + "\n\nText."


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x85", "\u2028"])
@pytest.mark.parametrize("name", ["a.md", "a.txt"])
def test_line_ends_of_every_system(read, tmp_path, name, end):
    path = tmp_path / name
    path.write_bytes(end.join(["Headline", "", "One.", "", "", "Two."]).encode())
    (item,) = load(SourceFile(path, name))
    assert (item.headline, item.body) == ("Headline", "One.\n\nTwo.")


def test_text_is_composed_and_joined_words_stay_apart(read):
    item = read(
        "a.txt", "Cafe\u0301\n\nSoft\u00adhyphen, zero\u200bwidth, form\x0cfeed, no\u00a0break,\ttab, nin\u200dja."
    )
    assert item.headline == "Café"
    assert item.body == "Softhyphen, zerowidth, form\nfeed, no break, tab, nin\u200dja."


@pytest.mark.bench
def test_every_agency_article_loads_whole(bench):
    items = [item for f in find_files([bench / "apnews" / "articles"])[0] for item in load(f)]
    assert len(items) == 1397
    assert all(isinstance(i, Article) for i in items)
    assert not [i.source_path for i in items if re.search(r"<[/!?a-zA-Z]|&(?:amp|lt|gt|#\d+);", i.body)]
    assert {i.outlet for i in items} == {"AP"}
    assert all(i.published and i.url and i.section and i.language == "en" for i in items)
    assert all(i.updated is None or i.updated > i.published for i in items)
    assert len({i.id for i in items}) == 1397
