"""SQLite's only home, and the truth: articles, passages, sentence offsets, vectors and full text."""

from ragbot.catalogue.browsing import After, Kept, Leaf, Listed
from ragbot.catalogue.families import Family, Kin
from ragbot.catalogue.lock import WriterLock
from ragbot.catalogue.schema import stored_identity
from ragbot.catalogue.shapes import NEVER, Held, Place, StoredPassage, Window
from ragbot.catalogue.store import Catalogue

__all__ = [
    "NEVER",
    "After",
    "Catalogue",
    "Family",
    "Held",
    "Kept",
    "Kin",
    "Leaf",
    "Listed",
    "Place",
    "StoredPassage",
    "Window",
    "WriterLock",
    "stored_identity",
]
