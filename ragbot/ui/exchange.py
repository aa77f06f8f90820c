"""One question and what has come of it so far: the state that every panel is drawn from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ragbot import text
from ragbot.catalogue import Kept
from ragbot.domain import Answer, Citation, Done, Event, Retrieved, Turn


@dataclass(slots=True)
class Exchange:
    """Built by `take`-ing events. `serial` numbers the exchange within its conversation, for anchors."""

    question: str
    serial: int = 1
    retrieved: Retrieved | None = None
    draft: str = ""
    answer: Answer | None = None
    error: str = ""
    stopped: bool = False
    without: str = ""  # what had been read in the question and was left aside, at the asker's wish
    ahead: int | None = None  # how many questions are waiting before it; None once it is its turn
    link: str = ""  # where the answer is kept
    # of cited stories that have several, by article id
    versions: dict[str, tuple[Kept, ...]] = field(default_factory=dict)

    def take(self, event: Event) -> None:
        if isinstance(event, Retrieved):
            self.retrieved = event
        elif isinstance(event, Done):
            self.answer = event.answer
        else:
            self.draft += event.text

    @property
    def over(self) -> bool:
        return bool(self.answer or self.error or self.stopped)

    def anchor(self, n: int) -> str:
        """The name of citation `n` of this exchange: its card's id and what a link to its passage says."""
        return f"rb-cited-{self.serial}-{n}"


@dataclass(slots=True)
class Conversation:
    """The exchanges of one browser page, oldest first."""

    exchanges: list[Exchange] = field(default_factory=list)
    record: str = ""  # under which id it is kept
    _asked: int = 0

    def begin(self, question: str, without: str = "") -> Exchange:
        self._asked += 1
        self.exchanges.append(Exchange(question, self._asked, without=without))
        return self.exchanges[-1]

    def clear(self) -> None:
        self.exchanges.clear()
        self.record = ""

    def history(self) -> list[Turn]:
        """What the bot is told of earlier turns: only questions that got an answer, and answers without markers."""
        turns: list[Turn] = []
        for exchange in self.exchanges:
            if exchange.answer:
                # standalone, so that a third question can still lean on the subject of the first
                turns.append(("user", exchange.answer.standalone_question))
                turns.append(("assistant", text.unmarked(exchange.answer.text)))
        return turns

    @property
    def last(self) -> Exchange | None:
        return self.exchanges[-1] if self.exchanges else None

    @property
    def last_answered(self) -> Exchange | None:
        return next((e for e in reversed(self.exchanges) if e.answer), None)


def cited(numbers: Sequence[int], answer: Answer) -> list[Citation]:
    """The citations that the numbers name, in order, once each."""
    known = {c.n: c for c in answer.citations}
    return [known[n] for n in dict.fromkeys(numbers) if n in known]
