"""The lines between a headline and its story: who wrote it and when is no part of the text."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

DAY = datetime(2026, 3, 14, tzinfo=UTC)


@pytest.fixture
def read(read):
    return lambda content, name="a.txt": read(name, content)


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
@pytest.mark.parametrize(
    ("lead", "byline", "published"),
    [
        ("By Jane Doe\nMarch 14, 2026", "Jane Doe", DAY),
        ("March 14, 2026\n\nBy JANE DOE", "JANE DOE", DAY),
        ("By Jane Doe | March 14, 2026", "Jane Doe", DAY),
        ("By Jane Doe and John Roe, staff writers\n2026/03/14", "Jane Doe, John Roe", DAY),
        ("Von Jürgen van der Berg\n14.03.2026", "Jürgen van der Berg", DAY),
        ("Von Jürgen van der Berg\nSamstag, 14. März 2026, 0.00 Uhr", "Jürgen van der Berg", DAY),
        ("Sa., 14. Mär. 2026", "", DAY),
        ("By J. R. O'Neil-Šmíd", "J. R. O'Neil-Šmíd", None),
        ("Published: Saturday, 14 March 2026", "", DAY),
        ("Veröffentlicht: 14. März 2026", "", DAY),
        ("Von Jürgen van der Berg\nVeröffentlicht am Samstag, den 14. März 2026", "Jürgen van der Berg", DAY),
    ],
)
def test_byline_and_date_lines_above_the_story_are_no_part_of_it(read, name, lead, byline, published):
    item = read(f"Bridge closed\n\n{lead}\n\nThe bridge closed.\n\nBy Friday it was open.", name)
    assert (item.byline, item.published) == (byline, published)
    assert item.body == "The bridge closed.\n\nBy Friday it was open."
    assert item.published_from == ("text" if published else "")


def test_a_line_that_tells_of_an_update_is_its_date(read):
    item = read("Bridge closed\nBy Jane Doe\nMarch 14, 2026\nUpdated March 15, 2026, 6 p.m.\nThe bridge closed.")
    assert (item.published, item.updated) == (DAY, datetime(2026, 3, 15, 18, tzinfo=UTC))
    assert item.body == "The bridge closed."


@pytest.mark.parametrize("line", ["Stand: 15. März 2026, 18 Uhr", "Zuletzt aktualisiert am 15.03.2026 - 18:00 Uhr"])
def test_the_date_that_a_german_line_says_a_text_stands_at_is_that_of_its_update(read, line):
    item = read(f"Die Brücke ist zu\n14.03.2026\n{line}\nDie Brücke wurde gesperrt.")
    assert (item.published, item.updated) == (DAY, datetime(2026, 3, 15, 18, tzinfo=UTC))
    assert item.body == "Die Brücke wurde gesperrt."


@pytest.mark.parametrize(
    "body",
    [
        "By Friday Evening\n\nThe bridge closed.",
        "By the end of the year it was open.",
        "By Jane Doe",
        "March 14, 2026",
        "03/04/2026\nThe bridge closed.",
        "14 March 2026\nThe bridge closed.\n\n15 March 2026\nIt opened.",
        "The bridge closed.\n\nBy Jane Doe",
        "14 March 2026 18:00 The bridge closed.\n\nIt opened.",
        "By Jane Doe the bridge was called unsafe.",
    ],
)
def test_what_only_looks_like_such_a_line_stays(read, body):
    item = read(f"Headline\n\n{body}")
    assert (item.body, item.byline, item.published) == (body, "", None)


def test_the_lines_of_an_article_with_front_matter_stay(read):
    item = read("---\ntitle: Bridge closed\nauthor: Ann Vik\n---\nBy Jane Doe\n\nThe bridge closed.", "a.md")
    assert (item.byline, item.body) == ("Ann Vik", "By Jane Doe\n\nThe bridge closed.")
