"""Articles, models and askers may be hostile: whatever they write is read on the page, never obeyed by it."""

from __future__ import annotations

from typing import Any

import pytest

from ragbot.domain import Filters
from tests.browser.payloads import PAYLOADS
from tests.browser.scripted import Gate, ScriptedBot, article, done, evidence, near, retrieved, words

pytestmark = pytest.mark.browser

AT_ONCE = 44
BATCHES = [PAYLOADS[at : at + AT_ONCE] for at in range(0, len(PAYLOADS), AT_ONCE)]
FORBIDDEN = (
    "img, svg, script, style, link, iframe, form, textarea, select, base, meta, math, object, embed, video, audio, "
    "template, .katex, pre, [style*=fixed]:not(.rb-tip), [onerror], [onload], [onfocus], [onmouseover], "
    "a:not(.rb-open):not(.rb-link)"
)
LOOKS = """() => ['body', '#rb-head h1', '#rb-send', '#rb-question textarea', '#rb-side'].map((at) => {
    const style = getComputedStyle(document.querySelector(at));
    return [at, style.fontSize, style.color, style.backgroundColor, style.backgroundImage, style.display, style.visibility];
})"""


def hostile(name: str, payload: str, **fields: Any) -> Any:
    return article(
        f"{name} {payload}",
        f"Safe. {payload}",
        outlet=f"Outlet {payload}",
        byline=f"By {payload}",
        source_path=f"path {payload}",
        note=f"Note {payload}",
        origin=f"Origin {payload}",
        url="javascript:window.hacked=1",
        **fields,
    )


def letters(text: str | None) -> str:
    return "".join(c for c in text or "" if c.isalnum())


def assert_untouched(page: Any, looks: Any) -> None:
    assert page.evaluate("window.hacked") is None
    assert page.foreign == []
    assert page.dialogs == []
    assert page.evaluate(LOOKS) == looks


def test_there_are_enough_payloads_and_no_two_alike() -> None:
    assert len(set(PAYLOADS)) == len(PAYLOADS) >= 120


@pytest.mark.parametrize("batch", BATCHES, ids=[f"from {at}" for at in range(0, len(PAYLOADS), AT_ONCE)])
@pytest.mark.parametrize("status", ["answered", "conflicting"])
def test_hostile_text_by_every_route_is_only_text(page: Any, bot: ScriptedBot, batch: list[str], status: str) -> None:
    looks = page.evaluate(LOOKS)
    together = "\n".join(batch)
    each = [hostile(f"Headline {n}", payload, id=f"id-{n}") for n, payload in enumerate(batch)]
    whole = hostile("All", together, id="all")
    bot.holds(*each, whole)
    inferred = {"outlet": together, "byline": together, "speaker": together, "since": together}
    found = [evidence(n, a, a.body) for n, a in enumerate([*each, whole], 1)]
    drafted = Gate()
    final = done(
        "q",
        [(payload, (n,)) for n, payload in enumerate([*batch, together], 1)],
        [(a, a.body) for a in (*each, whole)],
        considered=[near(hostile("Near", payload, id=f"near-{n}")) for n, payload in enumerate(batch)],
        evidence=tuple(found),
        filters=Filters(inferred=inferred),
        notice=together,
        standalone_question=together,
        receipt={"llm": together},
        status=status,
    )
    bot.will(retrieved("q", *found, inferred=inferred), *words(together), drafted, final)
    page.locator("#rb-question textarea").fill(f"Question {together}")
    page.keyboard.press("Enter")
    page.locator(".rb-draft").wait_for()
    drafted.open()
    page.locator(".rb-coverage").wait_for()
    page.locator(".rb-considered summary").click()
    page.locator("#rb-panel .rb-cited a.rb-open").last.focus()
    page.keyboard.press("Enter")
    page.locator("#rb-reader mark").first.wait_for()

    assert_untouched(page, looks)
    assert page.locator("#rb-chat .message-content, #rb-panel, #rb-reader, #rb-chips").locator(FORBIDDEN).count() == 0
    assert page.locator(".rb-reader").count() == 1
    # it is not just gone: what can be seen of it is what was written
    seen = {
        place: letters(page.locator(place).first.text_content())
        for place in ("#rb-panel", "#rb-reader", "#rb-reader header", "#rb-chat .bot-row", "#rb-chat .user-row")
    }
    missing = [(place, payload) for place, text in seen.items() for payload in batch if letters(payload) not in text]
    assert missing == []


def test_outlets_examples_and_model_names_are_only_text(page: Any, bot: ScriptedBot, url: str) -> None:
    held = [p.encode(errors="replace").decode() for p in PAYLOADS]  # the catalogue holds no half characters
    bot.listed, bot.offered, bot.named = held, [" ".join(held[at::3]) for at in range(3)], " ".join(held)
    looks = page.evaluate(LOOKS)
    page.goto(url)
    page.locator("#rb-head").get_by_text("onerror").wait_for()
    page.get_by_text("Limit the search").click()
    page.locator("#rb-outlet input").click()
    page.get_by_role("option", name="onerror").first.wait_for()
    page.keyboard.press("Escape")
    page.locator("#rb-chat").get_by_text("onerror").first.wait_for()
    assert_untouched(page, looks)
    assert (
        page.locator("#rb-chat img[src^=http], #rb-head img, #rb-outlet img, #rb-chat iframe, #rb-chat script").count()
        == 0
    )


LINKS = [
    "javascript:window.hacked=1",
    "java\tscript:window.hacked=1",
    "data:text/html,<script>1</script>",
    "vbscript:x",
    "blob:https://evil.example/x",
    "file:///etc/passwd",
    "//evil.example/x",
    "/gradio_api/logout",
    "https://a b.example/",
    "https://exa\u202emple.org/",
    "https://evil.example/\u0000",
    "ftp://evil.example/",
    "https://[::1",
    "https://",
]


def test_only_plain_web_addresses_become_links_and_they_show_where_they_really_lead(
    page: Any, bot: ScriptedBot
) -> None:
    plain = ['https://evil.example/"><img src=x onerror=window.hacked=1>'.replace(" ", "%20")]
    plain.append("https://courier.example@ех.example/courier.example")
    every = [article(f"Headline {n}", "A fact.", url=link, id=f"l{n}") for n, link in enumerate([*LINKS, *plain])]
    bot.will(done("q", [("A fact.", (1,))], [(a, "A fact.") for a in every]))
    page.locator("#rb-question textarea").fill("q")
    page.keyboard.press("Enter")
    page.locator(".rb-cited").last.wait_for()
    links = page.locator("#rb-panel .rb-link")
    assert links.count() == len(plain)
    assert "Read at evil.example" in links.first.inner_text()
    assert "Read at xn--" in links.last.inner_text()
    assert "courier.example" not in links.last.inner_text()
    assert page.locator("#rb-panel img").count() == 0


def test_even_raw_markup_could_not_run(page: Any) -> None:
    """The wall behind the escaping: what a slip in it would let through."""
    raw = "<img src=data:, onerror=window.hacked=1><svg onload=window.hacked=1></svg><iframe srcdoc='<script>parent.hacked=1</script>'></iframe><a id=raw href='javascript:window.hacked=1'>x</a>"
    page.evaluate("(raw) => document.querySelector('#rb-panel').insertAdjacentHTML('beforeend', raw)", raw)
    page.evaluate(
        "() => document.body.append(Object.assign(document.createElement('script'), {text: 'window.hacked=1'}))"
    )
    page.locator("#raw").evaluate("e => e.click()")
    page.wait_for_timeout(200)
    assert page.evaluate("window.hacked") is None
    assert any("Content Security Policy" in problem for problem in page.problems)
