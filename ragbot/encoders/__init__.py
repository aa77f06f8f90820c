"""Passages, their sentences and questions → unit vectors. Home of sentence-transformers, and of its place-taker in eight bits."""

from ragbot.encoders.base import LangChainEncoder, PassageEncoder, Vectors, unit
from ragbot.encoders.eight_bits import EightBitEncoder
from ragbot.encoders.torch_model import SentenceTransformerEncoder

__all__ = ["EightBitEncoder", "LangChainEncoder", "PassageEncoder", "SentenceTransformerEncoder", "Vectors", "unit"]
