"""The evaluation's page in a real browser: it opens from disk, asks nothing of anyone, and shows a failure at a glance."""

from __future__ import annotations

import pytest

from eval.asking import Asker, row
from eval.report import as_html
from eval.result import summarise
from eval.suite import load_suite
from tests.toy_suite import FACT, NULL, ToyBot, answer, write_suite

HOSTILE = '"><script>window.bad = 1</script><img src="http://127.0.0.1:9/x.png" onerror="window.bad = 1"> 6 crowns'


@pytest.fixture
def report(tmp_path, browser):
    suite = load_suite(write_suite(tmp_path / "suite", FACT | {"question": f"How much? {HOSTILE}"}, NULL))
    said = answer(text=HOSTILE)
    asker = Asker(ToyBot(dict.fromkeys((suite.cases[0].question, suite.cases[1].question), said)))
    result = summarise("toy", [row(asker.ask(c)) for c in suite.cases], {"llm": "fake", "embedder": "fake"}, {})
    path = tmp_path / "report.html"
    path.write_text(as_html(result), encoding="utf-8")
    context = browser.new_context(viewport={"width": 360, "height": 700})
    tab = context.new_page()
    tab.asked, tab.problems = [], []
    tab.on("request", lambda r: tab.asked.append(r.url))
    tab.on("console", lambda m: tab.problems.append(m.text) if m.type == "error" else None)
    tab.on("pageerror", lambda e: tab.problems.append(str(e)))
    tab.goto(path.as_uri())
    yield tab
    context.close()


def test_a_failure_opens_with_all_that_is_needed_to_see_why(report):
    failure = report.locator("details", has_text="How much?")
    assert not failure.get_by_text("evidence shown").is_visible()
    failure.locator("summary").click()
    for shown in ("evidence shown", "It cost 5 crowns on May 4, said Ada Quill.", "gold articles", "wrong answer"):
        assert failure.get_by_text(shown, exact=False).first.is_visible()


def test_failures_can_be_picked_by_reason(report):
    report.locator("#pick").select_option("wrong answer")
    assert [d.is_visible() for d in report.locator("details").all()] == [True, False]
    report.locator("#pick").select_option("")
    assert all(d.is_visible() for d in report.locator("details").all())


def test_nothing_in_it_runs_is_fetched_or_spills_over_a_phone(report):
    report.locator("summary").first.click()
    assert report.evaluate("window.bad") is None
    assert [url for url in report.asked if not url.startswith("file:")] == []
    assert report.problems == []
    assert report.evaluate("document.documentElement.scrollWidth <= innerWidth")
