"""Untrusted text → text that can be stored, shown and printed."""

from __future__ import annotations

import re
import unicodedata

# Everything below space but newline and tab, DEL, C1, lone surrogates, bidi overrides and isolates,
# and the invisible tag characters that can hide words from a reader.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufeff\U000e0000-\U000e007f]")
_SPACES = re.compile(r"[^\S\n]+")
_BLANKS = re.compile(r"\n{3,}")
_MAX_LINE = 500


def body(text: str) -> str:
    """NFC, Unix line ends, no control characters, single spaces, at most one empty line between paragraphs."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n\n")
    text = unicodedata.normalize("NFC", _CONTROL.sub("", text))
    lines = [_SPACES.sub(" ", line).strip() for line in text.split("\n")]
    return _BLANKS.sub("\n\n", "\n".join(lines)).strip()


def line(text: object) -> str:
    """One line of at most 500 characters: for headlines, names and notes."""
    if not isinstance(text, str):
        return "" if text is None or isinstance(text, (dict, list)) else str(text)
    return " ".join(body(text).split())[:_MAX_LINE].strip()
