"""One question in the chat: what is shown while it is answered, and what is kept of it."""

from __future__ import annotations

import logging
import time
from collections.abc import Generator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace

from ragbot.domain import Answer, Done, Retrieved, Token, Turn
from ragbot.errors import RagbotError
from ragbot.ui import sources
from ragbot.ui.protocol import ChatBot

_LOG = logging.getLogger(__name__)
# Each update sends the whole message again: more often than this costs the browser more than it shows.
_UPDATE_S = 0.12
_KEPT_TURNS = 8


@dataclass(frozen=True, slots=True)
class View:
    """What the page shows: the message under way, the sources panel, one line of status, and the turns so far."""

    message: str
    panel: str
    status: str
    turns: tuple[Turn, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Wishes:
    """The filters as they were typed."""

    since: str = ""
    until: str = ""
    outlet: str = ""


def converse(bot: ChatBot, question: str, turns: Sequence[Turn], wishes: Wishes) -> Generator[View, None, None]:
    """Views of one answer, from "searching" to the proven text. Closing it closes the bot's stream, and so the model."""
    kept = tuple(turns)
    view = View("", sources.searching(), "Searching …", kept)
    yield view
    try:
        events = bot.stream(
            question,
            history=kept,
            since=wishes.since or None,
            until=wishes.until or None,
            outlet=wishes.outlet or None,
        )
        shown = 0.0
        with closing(events):
            for event in events:
                if isinstance(event, Retrieved):
                    view = replace(view, panel=sources.evidence(event), status=_found(event))
                    yield view
                elif isinstance(event, Token):
                    view = replace(view, message=view.message + event.text, status="Writing a draft …")
                    if time.monotonic() - shown >= _UPDATE_S:
                        shown = time.monotonic()
                        yield view
                elif isinstance(event, Done):
                    yield finished(event.answer, kept)
    except RagbotError as error:
        yield View(str(error), sources.EMPTY, "", kept)
    except Exception:  # noqa: BLE001  # logged below; the reader must not be left with a page that hangs
        _LOG.exception("The chat could not answer")
        yield View(
            "Something went wrong inside ragbot. The log has the details; please ask again.", sources.EMPTY, "", kept
        )


def finished(answer: Answer, turns: tuple[Turn, ...]) -> View:
    """The proven answer in place of the draft, with what was searched under it."""
    lines = [answer.text]
    if answer.status == "interrupted":
        lines.insert(
            0,
            "The answer was interrupted. This part of it could be proven:"
            if answer.text
            else "The answer was interrupted.",
        )
    if answer.standalone_question != answer.question:
        lines.append(f"Understood as: {answer.standalone_question}")
    if answer.notice:
        lines.append(answer.notice)
    if answer.status != "not_found":
        lines.append(answer.coverage.sentence())
    said: tuple[Turn, ...] = (("user", answer.standalone_question), ("assistant", answer.text))
    return View("\n\n".join(lines), sources.proven(answer), "", (*turns, *said)[-_KEPT_TURNS:])


def _found(event: Retrieved) -> str:
    count = len(event.evidence)
    return f"{event.coverage.sentence()} Reading {count} article{'' if count == 1 else 's'} …"
