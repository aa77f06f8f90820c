"""The weights: where they come from, proven by hash, never executed code."""

from ragbot.models.bert_ct2 import encoder_for_ctranslate2
from ragbot.models.for_openvino import encoder_for_openvino
from ragbot.models.int8 import in_int8
from ragbot.models.processor import bfloat16_pays, int8_pays
from ragbot.models.registry import REGISTRY, File, Model
from ragbot.models.store import fetch, fetch_hf, listing, locate, locate_hf, verify

__all__ = [
    "REGISTRY",
    "File",
    "Model",
    "bfloat16_pays",
    "encoder_for_ctranslate2",
    "encoder_for_openvino",
    "fetch",
    "fetch_hf",
    "in_int8",
    "int8_pays",
    "listing",
    "locate",
    "locate_hf",
    "verify",
]
