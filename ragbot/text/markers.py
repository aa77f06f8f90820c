"""The numbers of sources behind a sentence: "[1]", "[1, 2]", "[1-3]", "【1】"."""

from __future__ import annotations

import re

# Models write them in all of these ways, whatever they are shown. A gap is looked for from its first blank only: from each
# of them, a long one would take its square.
MARKER = re.compile(r"(?P<gap>(?<!\s)\s*+)[\[【]\s*(?P<numbers>\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*)\s*[\]】]")


def unmarked(text: str) -> str:
    """The text without the numbers of its sources."""
    return MARKER.sub("", text)


def defused(text: str) -> str:
    """The text with its markers in round brackets, where they stand for no source: a stranger wrote them."""
    return MARKER.sub(r"\g<gap>(\g<numbers>)", text)
