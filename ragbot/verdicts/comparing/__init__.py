"""Two things set beside each other: each is looked up on its own, and code compares what the articles say of them."""

from ragbot.verdicts.comparing.comparison import Comparison
from ragbot.verdicts.comparing.judging import compare, settle
from ragbot.verdicts.comparing.pairs import read_coordinated
from ragbot.verdicts.comparing.reading import read_comparison

__all__ = ["Comparison", "compare", "read_comparison", "read_coordinated", "settle"]
