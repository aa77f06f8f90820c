"""End to end with the real weights on the sample newsroom: the path a newcomer takes, without the browser."""

from __future__ import annotations

import json
import re

import pytest

from eval.suite import load_suite
from tests.conftest import ROOT

pytestmark = pytest.mark.weights


def test_the_local_model_answers_from_the_sample_newsroom_with_verbatim_quotes(newsroom):
    cases = [c for c in load_suite(ROOT / "eval" / "cases").cases if re.match(r"(fact|number|date)-01", c.id)]
    right = 0
    for case in cases:
        answer = newsroom.ask(case.question)
        assert answer.receipt["llm"] == "local"
        assert answer.timings["completion_tokens"] > 0
        assert all(newsroom.body(c.article_id)[c.start : c.end] == c.quote for c in answer.citations)
        assert all(s.proven and s.citations for s in answer.sentences)
        right += answer.status == "answered" and all(p.search(answer.text) for p in case.expect.every)
    assert right >= 2


def test_what_no_article_holds_is_not_found(newsroom):
    answer = newsroom.ask("Who won the men's singles title at the 2024 Australian Open?")
    assert answer.status == "not_found"
    assert answer.citations == ()
    assert json.dumps(answer.to_dict())
