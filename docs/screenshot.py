"""Take pictures of the chat's main states, over the sample newsroom with its real index: `make screenshots`.

.venv/bin/python docs/screenshot.py [--home build/screenshots] [--out docs/screenshots] [--llm extractive] [NAME …]
"""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from ragbot import Ragbot, ui

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDE, PHONE = (1280, 800), (390, 844)
CORRECTED = "How many people were injured in the mill fire?"
DISPUTED = "How many households were without electricity at the height of the Ollen flood?"
LIMITED = "What did the Brennick Courier report in November 2025 about the Ollen flood?"
ABSENT = "Who won the men's title in Melbourne?"


def ask(question: str) -> Callable[[Any], None]:
    def asked(page: Any) -> None:
        page.locator("#rb-question textarea").fill(question)
        page.keyboard.press("Enter")
        page.locator(".rb-coverage").first.wait_for(timeout=120_000)

    return asked


def point(page: Any) -> None:
    page.locator(".rb-mark").first.hover()


def read(page: Any) -> None:
    page.locator(".rb-mark").first.click()
    page.locator("#rb-reader mark").first.wait_for()
    page.mouse.move(0, 0)


def limit(page: Any) -> None:
    page.get_by_text("Limit the search").click()
    page.locator("#rb-as-of input").fill("2025-11-30")
    page.locator(".rb-chip", has_text="As it was known").wait_for()


STATES: dict[str, tuple[tuple[int, int], str, list[Callable[[Any], None]]]] = {
    "start": (WIDE, "light", []),
    "answer": (WIDE, "light", [ask(CORRECTED), point]),
    "reader": (WIDE, "light", [ask(CORRECTED), read]),
    "conflict": (WIDE, "light", [ask(DISPUTED)]),
    "limits": (WIDE, "light", [ask(LIMITED), limit]),
    "refusal": (WIDE, "light", [ask(ABSENT)]),
    "dark": (WIDE, "dark", [ask(DISPUTED)]),
    "phone": (PHONE, "light", [ask(CORRECTED)]),
    "phone-reader": (PHONE, "light", [ask(CORRECTED), read]),
}


def take(url: str, out: Path, names: list[str]) -> None:
    out.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        for name in names:
            (width, height), scheme, steps = STATES[name]
            page = browser.new_page(
                viewport={"width": width, "height": height}, color_scheme=scheme, reduced_motion="reduce"
            )
            page.goto(url)
            page.locator("#rb-question textarea").wait_for()
            for step in steps:
                step(page)
            page.wait_for_timeout(500)  # fonts, and the last word of Gradio
            page.screenshot(path=out / f"{name}.png")
            page.close()
        browser.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"which: {', '.join(STATES)} (default: all)")
    parser.add_argument("--home", default="build/screenshots")
    parser.add_argument("--out", type=Path, default=Path("docs/screenshots"))
    parser.add_argument("--llm", default="extractive")
    args = parser.parse_args()
    if unknown := set(args.names) - set(STATES):
        parser.error(f"no state is called {', '.join(sorted(unknown))}; there are {', '.join(STATES)}")
    with Ragbot.open(args.home, llm=args.llm) as bot:
        bot.ingest("corpus")
        bot.warm()
        serving = ui.serve(bot, host="127.0.0.1", port=0, block=False)
        if serving:
            take(serving.url, args.out, args.names or list(STATES))
            serving.close()


if __name__ == "__main__":
    main()
