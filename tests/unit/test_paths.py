"""A name from a stranger becomes one that every file system takes."""

from __future__ import annotations

import pytest

from ragbot.paths import safe_name


@pytest.mark.parametrize(
    ("given", "safe"),
    [
        ("con", "_con"),
        ("con.md", "_con.md"),
        ("con.tar.gz", "_con.tar.gz"),
        ("aux.example.org", "_aux.example.org"),
        ("COM¹.md", "_COM¹.md"),
        ("lpt1 .md", "_lpt1.md"),
        ("nul .tar.gz", "_nul .tar.gz"),
        ("content.md", "content.md"),
        ("com12.md", "com12.md"),
        ("conference.aux.md", "conference.aux.md"),
    ],
)
def test_no_name_is_that_of_a_device(given: str, safe: str) -> None:
    assert safe_name(given) == safe


@pytest.mark.parametrize("name", ["The Harbour Festival of Tarn", "x" * 100])
def test_a_name_without_an_ending_stays_whole(name: str) -> None:
    assert safe_name(name) == name


def test_a_mark_stands_before_the_ending_however_much_is_cut() -> None:
    assert safe_name("x" * 300 + ".md", "~1") == f"{'x' * 95}~1.md"
