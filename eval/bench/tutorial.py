"""What a LangChain tutorial does, without LangChain: the thing to beat, with the same weights.

RecursiveCharacterTextSplitter(1000, 200) → all-MiniLM-L6-v2 as HuggingFaceEmbeddings calls it (fp32, batches of 32,
longest first) → the nearest four chunks → one stuffed prompt.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from langchain_core.messages import BaseMessage, HumanMessage, SystemMessage
from numpy.typing import NDArray

CHUNK, OVERLAP, CHUNKS = 1000, 200, 4
SYSTEM = (
    "You are an assistant for question-answering tasks. Use the following pieces of retrieved context to answer the "
    "question. If you don't know the answer, say that you don't know. Use three sentences maximum and keep the answer "
    "concise."
)


def split(text: str) -> list[str]:
    """Chunks of at most 1,000 characters at paragraph ends, or else line ends, or else spaces; about 200 overlap."""
    chunks: list[str] = []
    kept: list[str] = []
    for piece in _pieces(text, ("\n\n", "\n", " ")):
        if kept and sum(map(len, kept)) + len(piece) > CHUNK:
            chunks.append("".join(kept).strip())
            while kept and (sum(map(len, kept)) > OVERLAP or sum(map(len, kept)) + len(piece) > CHUNK):
                kept.pop(0)
        kept.append(piece)
    return [c for c in [*chunks, "".join(kept).strip()] if c]


def embed(model: Any, texts: Sequence[str]) -> NDArray[np.float32]:
    """Vectors of a SentenceTransformer, shape (n, dimension), as HuggingFaceEmbeddings asks for them."""
    return np.asarray(model.encode([t.replace("\n", " ") for t in texts], batch_size=32), dtype=np.float32)


def prompt(question: str, chunks: Sequence[str]) -> list[BaseMessage]:
    """The stuffed prompt."""
    context = "\n\n".join(chunks)
    return [SystemMessage(SYSTEM), HumanMessage(f"Question: {question}\nContext: {context}\nAnswer:")]


def _pieces(text: str, separators: Sequence[str]) -> list[str]:
    if len(text) <= CHUNK or not separators:
        return [text]
    first, *rest = separators
    parts = text.split(first)
    ended = [*(p + first for p in parts[:-1]), parts[-1]]
    return [small for part in ended for small in _pieces(part, rest)]
