"""Passages, their sentences and questions → unit vectors. Home of sentence-transformers, and of its place-taker."""

from ragbot.encoders.base import LangChainEncoder, PassageEncoder, Vectors, unit
from ragbot.encoders.ctranslate2_model import CTranslate2Encoder
from ragbot.encoders.torch_model import SentenceTransformerEncoder

__all__ = ["CTranslate2Encoder", "LangChainEncoder", "PassageEncoder", "SentenceTransformerEncoder", "Vectors", "unit"]
