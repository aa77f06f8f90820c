"""The reader panel, without a browser: of a story that may not be read now, no version is shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from ragbot.catalogue import Kept
from ragbot.domain import Article, Done
from ragbot.ui.asking import Session
from ragbot.ui.handlers import Handlers
from ragbot.ui.line import Line
from tests.browser.scripted import ScriptedBot, article, done

QUOTE = "The bridge closed on Monday."
EARLIER = article("Bridge closes", QUOTE, id="bridge.1a2b")
NEWEST = article("Bridge closes", "The bridge closed on Tuesday.", id="bridge")


def opened(newest: Article) -> str:
    """What the reader shows of the earlier version that an answer quotes, with this one as the newest."""
    bot, session = ScriptedBot(), Session()
    bot.holds(EARLIER, newest)
    bot.kept[EARLIER.id] = [Kept(a, a.content_hash, a.out, None) for a in (EARLIER, newest)]
    exchange = session.conversation.begin("When did the bridge close?")
    final = done("When did the bridge close?", [(QUOTE, (1,))], [(EARLIER, QUOTE)])
    assert isinstance(final, Done)
    exchange.take(final)
    return Handlers(bot, None, Line(1, 1)).read(session, SimpleNamespace(key=f"rb-cited-{exchange.serial}-1"))


def test_the_version_that_was_quoted_is_read() -> None:
    assert "<mark" in opened(NEWEST)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"status": "canceled"}, "Its outlet has withdrawn it."),
        ({"status": "withheld"}, "It is withheld."),
        ({"embargoed": datetime(2999, 1, 1, tzinfo=UTC)}, "It may not be read yet."),
    ],
)
def test_a_story_that_was_killed_or_is_held_back_is_read_in_none_of_its_versions(
    changed: dict[str, object], said: str
) -> None:
    page = opened(replace(NEWEST, **changed))
    assert said in page
    assert "Monday" not in page
    assert "Tuesday" not in page
