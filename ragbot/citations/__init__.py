"""Proof: what a draft says, held against verbatim quotes. Pure."""

from ragbot.citations.checks import mismatch
from ragbot.citations.claims import is_refusal
from ragbot.citations.listing import Place, Proof, Quote, assemble, headed, joined, keeps_dateline
from ragbot.citations.plans import is_ahead
from ragbot.citations.premise import is_of_others
from ragbot.citations.proof import prove, quoted, ranked
from ragbot.citations.said import Said
from ragbot.citations.speakers import who_says

__all__ = [
    "Place",
    "Proof",
    "Quote",
    "Said",
    "assemble",
    "headed",
    "is_ahead",
    "is_of_others",
    "is_refusal",
    "joined",
    "keeps_dateline",
    "mismatch",
    "prove",
    "quoted",
    "ranked",
    "who_says",
]
