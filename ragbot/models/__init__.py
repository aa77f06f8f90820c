"""The weights: where they come from, proven by hash, never executed code."""

from ragbot.models.registry import REGISTRY, File, Model
from ragbot.models.store import fetch, fetch_hf, listing, locate, verify

__all__ = ["REGISTRY", "File", "Model", "fetch", "fetch_hf", "listing", "locate", "verify"]
