"""A suite of two cases, a bot that answers them as it is told, and answers that are right or wrong in one way."""

from __future__ import annotations

import json
from dataclasses import replace

from ragbot.domain import (
    Answer,
    AnswerSentence,
    Article,
    Citation,
    Considered,
    Coverage,
    Done,
    Evidence,
    EvidenceSentence,
    Filters,
    IngestionReport,
    Retrieved,
    StageTrace,
)

BODY = "It cost 5 crowns on May 4, said Ada Quill."
FACT = {
    "id": "f", "kind": "fact", "question": "How much?", "expect": {"all": ["5 crowns", "May 4"]},
    "gold": ["a.txt"], "quotes": ["It cost 5 crowns on May 4"], "copies": ["c.txt"],
}  # fmt: skip
NULL = {
    "id": "n", "kind": "unanswerable", "question": "Who paid for the boat?", "expect": {"abstain": True}, "gold": [],
    "terms": ["paid", "boat"],
}  # fmt: skip
TEXTS = {"a.txt": BODY, "b.txt": "Nothing of the kind, said the mayor.", "c.txt": BODY}
CITED = Citation(1, "a.txt", "H", "", "", None, None, None, "a.txt", BODY, 0, len(BODY))


def answer(**changes):
    base = Answer(
        "answered", "It cost 5 crowns on May 4 [1].", "q", "q", (AnswerSentence(BODY, (1,), proven=True),), (CITED,), (),
        Coverage(1, 1, None, None), Filters(), {}, {"ttft_s": 1.0, "total_s": 2.0, "prompt_tokens": 9},
    )  # fmt: skip
    return replace(base, **changes)


REFUSED = answer(status="not_found", text="Not in these articles.", sentences=(), citations=())


class ToyBot:
    """Answers by question; an exception is raised. Counts what it is asked."""

    def __init__(self, answers, ranking=("a.txt", "b.txt"), evidence=BODY):
        self.answers = answers
        self.ranking = ranking
        self.evidence = evidence
        self.ingested = 0
        self.asked = []
        self.options = []

    def ingest(self, *_, progress=None):
        self.ingested += 1
        return IngestionReport(1, 0, 0, (), 1, 0.5)

    def stream(self, question, **options):
        self.asked.append(question)
        self.options.append(options)
        article = self.article("a.txt")
        evidence = Evidence(1, article, (EvidenceSentence(0, len(self.evidence), self.evidence, 1.0),))
        considered = tuple(Considered(p, p, 1.0) for p in self.ranking)
        trace = (StageTrace("dense", 0.0, 2, (), self.ranking[::-1]), StageTrace("fuse", 0.0, 2, (), self.ranking))
        yield Retrieved(question, (evidence,), considered, Coverage(1, 1, None, None), Filters(), trace, 0.01)
        found = self.answers[question]
        if isinstance(found, BaseException):
            raise found
        yield Done(found)

    def article(self, article_id):
        return Article(id=article_id, source_path=article_id, headline="H", body=TEXTS[article_id])

    def receipt(self):
        return {"llm": "fake", "embedder": "fake"}

    def warm(self): ...

    def close(self): ...


def write_suite(folder, *cases, about='name = "toy"\narticles = "articles"\ncases = "cases.jsonl"\n'):
    (folder / "articles").mkdir(parents=True, exist_ok=True)
    for name, body in TEXTS.items():
        (folder / "articles" / name).write_text(f"H\n{body}")
    (folder / "suite.toml").write_text(about)
    (folder / "cases.jsonl").write_text("".join(f"{json.dumps(c)}\n" for c in cases or (FACT, NULL)))
    return folder
