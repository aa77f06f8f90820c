"""SQLite's only home, and the truth: articles, passages, sentence offsets, vectors and full text."""

from ragbot.catalogue.lock import WriterLock
from ragbot.catalogue.store import Catalogue, StoredPassage, Window

__all__ = ["Catalogue", "StoredPassage", "Window", "WriterLock"]
