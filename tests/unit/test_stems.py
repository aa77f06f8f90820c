"""Forms of one English word meet in one stem; other words do not."""

from __future__ import annotations

import pytest

from ragbot import text


@pytest.mark.parametrize(
    "forms",
    [
        ("fly", "flies", "flying"),
        ("carry", "carries", "carried", "carrying"),
        ("plan", "plans", "planned", "planning"),
        ("stop", "stopped", "stopping"),
        ("open", "opened", "opening", "opens"),
        ("use", "used", "using"),
    ],
)
def test_forms_of_a_word_have_one_stem(forms):
    assert len({text.stem(form) for form in forms}) == 1


@pytest.mark.parametrize(("one", "other"), [("selling", "sel"), ("passed", "pas"), ("died", "dy"), ("tied", "ty")])
def test_a_stem_is_not_cut_too_short(one, other):
    assert text.stem(one) != other
