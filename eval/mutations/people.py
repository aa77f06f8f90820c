"""Claims that people wrote, true ones in other words than the article's and false ones beside them, held against proof.

Whoever wrote them (`eval/data/people.jsonl`) had the articles and not the program. Rules word a claim close to its
sentence and change one thing that they know; people do neither, so less is proven here and less is caught.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.mutations.figures import proof
from eval.mutations.pairs import Corpus, Pair
from ragbot import chunking
from ragbot.domain import Article, Span

TRUE = "true, dropped"


@dataclass(frozen=True, slots=True)
class Told:
    """A claim about a pair's quotes; `kind` is what is wrong with it, `TRUE` where nothing is."""

    pair: Pair
    held: bool
    kind: str
    claim: str
    dropped: bool

    @property
    def failed(self) -> bool:
        return self.dropped == (self.kind == TRUE)


def told(corpus: Corpus, file: Path) -> Iterator[Told]:
    """Each claim of the file put to proof among the sentences of its article and of those near it.

    Raises KeyError for an article that the corpus lacks, ValueError for a quote that is not in it.
    """
    for line in file.read_text(encoding="utf-8").splitlines():
        data: dict[str, Any] = json.loads(line)
        article = corpus.by_path[data["article"]]
        must = sorted({s for quote in data["quotes"] for s in _sentences(article, quote)}, key=lambda s: s.start)
        evidence, source = corpus.evidence(article, must, f"{data['question']} {data['claim']}")
        pair = Pair(data["id"], "people", data["question"], data["claim"], evidence, source)
        for kind, claim in ((TRUE, pair.claim), *data["false"]):
            yield Told(pair, data["held"], kind, claim, proof(pair, claim, source) is None)


def people_table(done: Sequence[Told]) -> str:
    """Markdown: by kind, of the half that was read and of the other."""
    counted: defaultdict[tuple[str, bool], list[bool]] = defaultdict(list)
    for one in done:
        counted[one.kind, one.held].append(one.dropped)
    lines = ["| written by people | read | n | held | n |", "|---|---|---|---|---|"]
    for kind in sorted({kind for kind, _ in counted}):
        halves = [counted[kind, held] for held in (False, True)]
        cells = [f"{sum(half) / len(half):.3f} | {len(half):,}" if half else " | 0" for half in halves]
        lines.append(f"| {kind} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _sentences(article: Article, quote: str) -> list[Span]:
    at = article.body.index(quote)
    return [s for s in chunking.sentences(article.body) if s.start < at + len(quote) and at < s.end]
