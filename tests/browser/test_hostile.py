"""Articles, models and askers may be hostile: whatever they write is read on the page, never obeyed by it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.scripted import Gate, ScriptedBot, article, done, evidence, near, retrieved, words

pytestmark = pytest.mark.browser

PAYLOADS = {
    "image": '<img src=x onerror="window.hacked=1;alert(1)">',
    "foreign image": '<img src="https://evil.example/a.png">',
    "markdown image": "![a](https://evil.example/b.png)",
    "markdown link": "[click](javascript:window.hacked=1)",
    "html link": '<a href="javascript:window.hacked=1">click</a>',
    "script": "<script>window.hacked=1</script>",
    "svg": "<svg onload=window.hacked=1><animate onbegin=alert(1) attributeName=x></svg>",
    "style": "<style>*{display:none!important}body{background:url(https://evil.example/c)}</style>",
    "stylesheet": '<link rel=stylesheet href="https://evil.example/d.css">',
    "frame": '<iframe src="https://evil.example/e" srcdoc="<script>parent.hacked=1</script>"></iframe>',
    "breaks out of an attribute": "\"' onmouseover=window.hacked=1 autofocus onfocus=window.hacked=1 x='",
    "breaks out of the markup": "</blockquote></article></div></textarea></script><img src=x onerror=window.hacked=1>",
    "template": "${window.hacked=1} {{constructor.constructor('window.hacked=1')()}} <%= 1 %> `${alert(1)}`",
    "latex": "$$\\href{javascript:window.hacked=1}{x}$$ \\(\\includegraphics{https://evil.example/f.png}\\)",
    "autolink": "https://evil.example/g www.evil.example <https://evil.example/h> a@evil.example",
    "form": '<form action="https://evil.example/i"><input name=q><button>go</button></form>',
    "base": '<base href="https://evil.example/"><meta http-equiv=refresh content="0;url=https://evil.example/j">',
    "reference image": "![a][b]\n\n[b]: https://evil.example/k.png",
    "fence": '```html\n<img src=x onerror=window.hacked=1>\n```\n    <img src="https://evil.example/l.png">',
    "mermaid": '```mermaid\ngraph TD; A["<img src=https://evil.example/m.png>"]\n```',
    "thinking": "<thinking><img src=x onerror=window.hacked=1></thinking><details open ontoggle=window.hacked=1>",
    "file": '/gradio_api/file=/etc/passwd {"path": "/etc/passwd", "url": "https://evil.example/n"}',
    "direction": "\u202egnp.live\u2066 \x1b[31m\x00",
}


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS.keys())
def test_hostile_text_by_every_route_is_only_text(page: Any, bot: ScriptedBot, payload: str) -> None:
    body = f"Safe. {payload}"
    bad = article(
        f"Headline {payload}",
        body,
        outlet=f"Outlet {payload}",
        byline=f"By {payload}",
        url="javascript:window.hacked=1",
        source_path=f"path {payload}",
    )
    found = retrieved("q", evidence(1, bad, body), considered=[near(bad)])
    other = article(f"Other {payload}", "x", outlet=payload, id="other", url='https://evil.example/"><img src=x>')
    drafted = Gate()
    final = done(
        "q",
        [(payload, (1,))],
        [(bad, body)],
        considered=[near(other)],
        notice=payload,
        standalone_question=payload,
        receipt={"llm": payload},
    )
    bot.will(found, *words(payload), drafted, final)
    page.locator("#rb-question textarea").fill(f"Question {payload}")
    page.keyboard.press("Enter")
    page.locator(".rb-draft").wait_for()
    drafted.open()
    page.locator(".rb-text").wait_for()
    page.locator(".rb-considered summary").click()
    page.locator("#rb-panel").hover()
    page.locator("#rb-chat .bot-row").hover()

    assert page.evaluate("window.hacked") is None
    assert page.foreign == []
    assert page.dialogs == []
    assert page.locator("#rb-panel .rb-cited").is_visible()
    inside = "#rb-chat .message-content, #rb-panel"
    forbidden = "img, svg, script, style, link, iframe, form, input, base, meta, math, .katex, pre, a:not(.rb-mark)"
    assert page.locator(inside).locator(forbidden).count() == 0
    # it is not just gone: what can be seen of it is what was written
    letters = "".join(c for c in payload if c.isalnum())
    for place in ("#rb-panel .rb-cited blockquote", "#rb-panel .rb-cited h3", ".rb-text", "#rb-chat .user-row"):
        shown = page.locator(place).first.text_content() or ""
        assert letters in "".join(c for c in shown if c.isalnum()), place


def test_outlets_examples_and_model_names_are_only_text(browser: Any, page: Any, bot: ScriptedBot, url: str) -> None:
    payload = '<img src=x onerror="window.hacked=1"> ![a](https://evil.example/a.png)'
    bot.listed, bot.offered = [payload], [payload]
    bot.describe = lambda: payload  # type: ignore[method-assign]
    page.goto(url)
    page.locator("#rb-head").get_by_text("onerror").wait_for()
    page.get_by_text("Limit the search").click()
    page.locator("#rb-outlet input").click()
    page.get_by_role("option", name="onerror").wait_for()
    assert page.evaluate("window.hacked") is None
    assert page.foreign == []
    assert page.locator("#rb-chat img[src^=http], #rb-head img, #rb-outlet img").count() == 0


@pytest.mark.parametrize(
    "link",
    [
        "javascript:window.hacked=1",
        "data:text/html,<script>1</script>",
        "//evil.example/x",
        "https://a b.example/",
        "https://exa\u202emple.org/",
        "ftp://evil.example/",
        "https://[::1",
        "https://",
    ],
)
def test_only_plain_web_addresses_become_links(page: Any, bot: ScriptedBot, link: str) -> None:
    bad = article("Headline", "A fact.", url=link)
    bot.will(done("q", [("A fact.", (1,))], [(bad, "A fact.")]))
    page.locator("#rb-question textarea").fill("q")
    page.keyboard.press("Enter")
    page.locator(".rb-cited").wait_for()
    assert page.locator(".rb-cited a").count() == 0


def test_a_link_shows_the_host_it_really_leads_to(page: Any, bot: ScriptedBot) -> None:
    bad = article("Headline", "A fact.", url="https://courier.example@ех.example/courier.example")
    bot.will(done("q", [("A fact.", (1,))], [(bad, "A fact.")]))
    page.locator("#rb-question textarea").fill("q")
    page.keyboard.press("Enter")
    page.locator(".rb-cited a").wait_for()
    assert "Read at xn--" in page.locator(".rb-cited a").inner_text()
    assert "courier.example" not in page.locator(".rb-cited a").inner_text()
