"""Many at once: how long each waits for evidence and for the first token, and how evenly."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence

import numpy as np

from eval.bench.row import Row, spread
from eval.bench.work import Work, questions
from ragbot.bot import Ragbot
from ragbot.domain import Done, Retrieved, Token

_ASKERS = (1, 4, 16)
_EACH = 4
_WITH_MODEL = (4,)  # one alone is what the part "answers" measures; sixteen wait for each other for ten minutes


def measure(work: Work) -> list[Row]:
    rows = []
    with work.open() as bot:
        bot.warm()
        _at_once(bot, 1, [c.question for c in questions(3)])
        for askers in _ASKERS:
            took, evidence, _ = _at_once(bot, askers, [c.question for c in questions(askers * _EACH)])
            rows += [
                Row(f"{askers} asking at once, without a model", "answers a second", askers * _EACH / took),
                Row(f"{askers} asking at once: evidence, p95", "ms", spread(evidence)[1]),
            ]
    with work.open("local") as bot:
        bot.warm()
        for askers in _WITH_MODEL:
            took, _, first = _at_once(bot, askers, [c.question for c in questions(askers, "fact")])
            if first:
                rows += [
                    Row(f"{askers} asking the model at once: first token, median", "s", float(np.median(first))),
                    Row(f"{askers} asking the model at once: first token, last", "s", max(first)),
                    Row(f"{askers} asking the model at once: all answered", "s", took),
                ]
    return rows


def _at_once(bot: Ragbot, askers: int, asked: Sequence[str]) -> tuple[float, list[float], list[float]]:
    """Seconds in all; and of each question to its evidence, and to its first token where a model was asked."""
    evidence: list[float] = []
    first: list[float] = []

    def ask(own: Sequence[str]) -> None:
        for question in own:
            started, told = time.perf_counter(), False
            for event in bot.stream(question):
                if isinstance(event, Retrieved):
                    evidence.append(time.perf_counter() - started)
                elif isinstance(event, Token) and not told:
                    first.append(time.perf_counter() - started)
                    told = True
                elif isinstance(event, Done):
                    break

    threads = [threading.Thread(target=ask, args=(asked[n::askers],)) for n in range(askers)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.perf_counter() - began, evidence, first
