"""The question's order: standalone question → retrieval → verdict → prompt → model → proof → `Answer`."""

from ragbot.answering.answerer import Answerer
from ragbot.answering.writer import Writer

__all__ = ["Answerer", "Writer"]
