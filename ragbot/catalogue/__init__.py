"""SQLite's only home, and the truth: articles, passages, sentence offsets, vectors and full text."""

from ragbot.catalogue.browsing import After, Kept, Leaf, Listed
from ragbot.catalogue.families import Family, Kin
from ragbot.catalogue.lock import WriterLock
from ragbot.catalogue.memo import Memo
from ragbot.catalogue.schema import shrink, stored_identity
from ragbot.catalogue.shapes import Held, Place, StoredPassage, Window
from ragbot.catalogue.store import Catalogue

__all__ = [
    "After",
    "Catalogue",
    "Family",
    "Held",
    "Kept",
    "Kin",
    "Leaf",
    "Listed",
    "Memo",
    "Place",
    "StoredPassage",
    "Window",
    "WriterLock",
    "shrink",
    "stored_identity",
]
