"""Evidence made of plain texts, and what it proves of a draft."""

from __future__ import annotations

from ragbot import chunking, citations
from ragbot.domain import Article, Evidence, EvidenceSentence


def evidence(*texts):
    made = []
    for n, body in enumerate(texts, start=1):
        article = Article(id=f"a{n}", source_path=f"{n}.md", headline=f"Story {n}", body=body)
        spans = chunking.sentences(body)
        made.append(
            Evidence(n, article, tuple(EvidenceSentence(s.start, s.end, body[s.start : s.end], 1 / n) for s in spans))
        )
    return made


def prove(draft, question, *texts):
    return citations.prove(draft, question, evidence(*texts), chunking.sentences)
