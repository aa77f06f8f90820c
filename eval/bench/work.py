"""What the parts share: where they work, and the sample newsroom with its questions."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.case import Case
from eval.suite import load_suite
from ragbot import assembly, models, resources
from ragbot.articles import find_files, load
from ragbot.bot import Ragbot
from ragbot.domain import Article
from ragbot.encoders import PassageEncoder, load_sentence_transformer
from ragbot.settings import Settings

QUESTIONS = resources.folder("corpus").parent / "eval" / "cases"


# Some of each: what is asked why takes twice the evidence of what is asked how many.
KINDS = ("fact", "number", "date", "who-said")
ASKED = 2  # questions of a kind, put to the model
TRIED = 6  # at most so many of a kind, until these are found: code answers or refuses some
LATER = 6  # follow-ups


@dataclass(frozen=True, slots=True)
class Work:
    """`home` holds an archive of the sample newsroom once the part "ingest" has run; `sizes` are in passages."""

    folder: Path
    sizes: tuple[int, ...]

    @property
    def home(self) -> Path:
        return self.folder / "newsroom"

    def settings(self, llm: str = "extractive", home: Path | None = None) -> Settings:
        """No answer is given twice here: a cache would be measured instead."""
        return Settings.load(home=home or self.home, llm=llm, answers_kept=0)

    def open(self, llm: str = "extractive", home: Path | None = None) -> Ragbot:
        return Ragbot.open(settings=self.settings(llm, home))

    def encoder(self) -> PassageEncoder:
        """As ragbot chooses it for this processor."""
        return assembly.build_encoder(self.settings(), None, None)

    def plain_model(self) -> Any:
        """The same weights as a tutorial runs them: in float32 on torch."""
        settings = self.settings()
        return load_sentence_transformer(models.locate(settings.embedder, settings.cache))


def newsroom(limit: int | None = None) -> list[Article]:
    """The sample articles."""
    sources, _ = find_files([resources.folder("corpus")])
    found = [item for source in sources for item in load(source) if isinstance(item, Article)]
    return [a for a in found if a.status == "usable"][:limit]


def questions(limit: int, kind: str | None = None) -> list[Case]:
    """Questions of the sample newsroom that stand on their own."""
    cases = [c for c in load_suite(QUESTIONS).cases if not c.history and not c.as_of and not c.filters]
    chosen = [c for c in cases if kind is None or c.kind == kind]
    return chosen[:: max(1, len(chosen) // limit)][:limit]


def follow_ups() -> list[Case]:
    """Questions of the sample newsroom that lean on what was said before."""
    return [c for c in load_suite(QUESTIONS).cases if c.history]
