"""A question's way to evidence: stages, each a callable, each traced."""

from ragbot.retrieval.both import both
from ragbot.retrieval.collapse import CollapseCopies
from ragbot.retrieval.diversity import Diversify
from ragbot.retrieval.evidence import PickEvidence
from ragbot.retrieval.filters import build_filters, window
from ragbot.retrieval.offices import Holders
from ragbot.retrieval.pipeline import Retrieval, Retriever, Stage, State
from ragbot.retrieval.spelling import Spelling
from ragbot.retrieval.stages import CapPerArticle, Dense, Fuse, Lexical, Parallel
from ragbot.retrieval.ties import Ties
from ragbot.retrieval.understand import Understand

__all__ = [
    "CapPerArticle",
    "CollapseCopies",
    "Dense",
    "Diversify",
    "Fuse",
    "Holders",
    "Lexical",
    "Parallel",
    "PickEvidence",
    "Retrieval",
    "Retriever",
    "Spelling",
    "Stage",
    "State",
    "Ties",
    "Understand",
    "both",
    "build_filters",
    "window",
]
