"""What a reader sees: from Enter, in a real browser, to the evidence, to the model's first words, to the proven answer."""

from __future__ import annotations

import shutil
import statistics
import sys
from typing import Any

from eval.bench.chat import served
from eval.bench.row import Row
from eval.bench.work import KINDS, TRIED, Work, questions

_WARM = "latest"  # asked first and not counted: a chat reads its instructions once

_STEPS = {"evidence": "#rb-panel .rb-found blockquote", "token": ".rb-draft", "answer": ".rb-text"}
_TIMED = """(steps) => {
  const seen = (window.seen = {});
  document.addEventListener("keydown", (e) => { if (e.key === "Enter") seen.enter = performance.now(); }, true);
  const look = () => {
    for (const [name, selector] of Object.entries(steps))
      if (seen.enter && !(name in seen) && document.querySelector(selector)) seen[name] = performance.now() - seen.enter;
  };
  new MutationObserver(() => requestAnimationFrame(look)).observe(document.body, { subtree: true, childList: true, characterData: true });
}"""
_WAIT_MS = 180_000


def measure(work: Work) -> list[Row]:
    """Medians over a question of each kind. Raises RuntimeError where there is no Chromium."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        raise RuntimeError(
            "There is no Chromium on this machine to measure the page in (Debian: apt install chromium)."
        )
    from playwright.sync_api import sync_playwright

    with served(work) as url, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        _first_written(page, url, _WARM)
        taken = [found for kind in KINDS if (found := _first_written(page, url, kind))]
        browser.close()
    return [
        Row(f"Enter to visible evidence, {len(taken)} questions", "s", _median(taken, "evidence"), goal="≤ 0.5"),
        Row("Enter to the first word", "s", _median(taken, "token")),
        Row("Enter to the proven answer", "s", _median(taken, "answer")),
    ]


def _first_written(page: Any, url: str, kind: str) -> dict[str, float] | None:
    """Milliseconds to each step, of the first question of the kind that the model is asked."""
    for case in questions(TRIED, kind):
        page.goto(url)
        box = page.locator("#rb-question textarea")
        box.fill(case.question)
        page.evaluate(_TIMED, _STEPS)
        box.press("Enter")
        page.locator(".rb-coverage").wait_for(timeout=_WAIT_MS)
        page.wait_for_function("() => 'answer' in window.seen")
        seen: dict[str, float] = page.evaluate("() => window.seen")
        if "token" in seen:
            return seen
        sys.stderr.write(f"No model was asked: {case.question}\n")
    return None


def _median(taken: list[dict[str, float]], step: str) -> float | None:
    return statistics.median(t[step] for t in taken) / 1000 if taken else None
