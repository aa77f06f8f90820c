"""What can be told from the evidence without a language model: gaps, conflicts, comparisons. Pure."""

from ragbot.verdicts.comparing import Comparison, compare, read_comparison, read_coordinated, settle
from ragbot.verdicts.conflict import SAME_TIME
from ragbot.verdicts.empty import is_empty
from ragbot.verdicts.gaps import Asked, Gap, asked_for, find_gap, told_by
from ragbot.verdicts.linked import Link, Ties
from ragbot.verdicts.nested import Nested, read_nested
from ragbot.verdicts.overview import tell_name, tell_story
from ragbot.verdicts.parts import read_parts, tell_parts
from ragbot.verdicts.rivals import find_rival, stated
from ragbot.verdicts.small_model import newer, stand_in
from ragbot.verdicts.standing import own_words
from ragbot.verdicts.telling import told
from ragbot.verdicts.untold import find_untold
from ragbot.verdicts.verdict import Verdict, conflicting, readings, weigh

__all__ = [
    "SAME_TIME",
    "Asked",
    "Comparison",
    "Gap",
    "Link",
    "Nested",
    "Ties",
    "Verdict",
    "asked_for",
    "compare",
    "conflicting",
    "find_gap",
    "find_rival",
    "find_untold",
    "is_empty",
    "newer",
    "own_words",
    "read_comparison",
    "read_coordinated",
    "read_nested",
    "read_parts",
    "readings",
    "settle",
    "stand_in",
    "stated",
    "tell_name",
    "tell_parts",
    "tell_story",
    "told",
    "told_by",
    "weigh",
]
