"""Passages, their sentences and questions → unit vectors, in the engine that is best on this processor."""

from ragbot.encoders.base import LangChainEncoder, PassageEncoder, Vectors, unit
from ragbot.encoders.ctranslate2_model import CTranslate2Encoder
from ragbot.encoders.openvino_model import OpenVinoEncoder
from ragbot.encoders.sentence_transformer import load_sentence_transformer, write_openvino

__all__ = [
    "CTranslate2Encoder",
    "LangChainEncoder",
    "OpenVinoEncoder",
    "PassageEncoder",
    "Vectors",
    "load_sentence_transformer",
    "unit",
    "write_openvino",
]
