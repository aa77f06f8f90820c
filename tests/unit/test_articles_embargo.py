"""Until when an article is held back, and that it is where nobody can tell."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from ragbot.articles import SourceFile, load

FLAT = {"title": "Headline", "text": "Text."}


@pytest.mark.parametrize(
    "value",
    ["until further notice", "2026-02-30", "2027", "03/04/2027", "2027-03-01T18:00 CET", "14 March 2027 18:00 AKST", "14 March 2027 18:00 UTC-9", "March 14, 2027, 1 pm X", "14 March 2027 18:00 local time", 1893456000, 3.5, ["2027-03-01"], {"until": "2027-03-01"}],
)  # fmt: skip
def test_an_embargo_whose_end_cannot_be_read_holds_the_article_back_and_is_told(tmp_path, value):
    path = tmp_path / "a.json"
    path.write_text(json.dumps(FLAT | {"embargoed": value}), encoding="utf-8")
    held, told = load(SourceFile(path, "a.json"))
    assert (held.status, held.embargoed) == ("withheld", None)
    assert (told.path, told.failed) == ("a.json", True)
    assert "is held back: its embargo" in told.reason


@pytest.mark.parametrize("value", ["true", True, "Yes"])
def test_an_embargo_without_an_end_holds_the_article_back(read, value):
    assert read("a.json", FLAT | {"embargoed": value}).status == "withheld"


@pytest.mark.parametrize(
    "meta",
    [
        {"embargo": "March 1, 2027, 6 p.m."},
        {"embargo_until": "2027-03-01T18:00Z"},
        {"embargoUntil": "1 March 2027 19:00 CET"},
        {"embargoed": True, "embargo-date": "2027-03-01 18:00"},
        {"embargoed": "2027-02-01", "embargo": "2027-03-01 18:00"},
        {"embargo": False, "embargoed_until": "Mon, 01 Mar 2027 13:00:00 -0500"},
    ],
)
def test_an_embargo_is_read_under_every_name_and_the_last_end_counts(read, meta):
    item = read("a.json", FLAT | meta)
    assert (item.status, item.embargoed) == ("usable", datetime(2027, 3, 1, 18, tzinfo=UTC))


@pytest.mark.parametrize("value", [None, "", "false", False, "no", [], {}])
def test_no_embargo_holds_nothing_back(read, value):
    assert read("a.json", FLAT | {"embargoed": value}).status == "usable"


def test_an_embargo_with_an_end_is_kept_for_the_search_to_heed(read):
    item = read("a.json", FLAT | {"pubstatus": "embargoed", "embargoed": "2026-03-01T06:00:00Z"})
    assert (item.status, item.embargoed) == ("usable", datetime(2026, 3, 1, 6, tzinfo=UTC))
