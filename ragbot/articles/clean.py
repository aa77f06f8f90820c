"""Untrusted text → text that can be stored, shown and printed."""

from __future__ import annotations

import re
import unicodedata

_BREAK = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028]")
# Control characters but newline and tab, lone surrogates, bidi overrides and isolates, and the invisible
# characters that split a word for a search or hide words from a reader. Joiners and marks that scripts
# need to be read rightly (U+200C to U+200F) stay.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
_NOT_IN_NAMES = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_SPACES = re.compile(r"[^\S\n]+")
_BLANKS = re.compile(r"\n{3,}")


def breaks(text: str) -> str:
    r"""The same text with newline as its only line end; a paragraph separator becomes an empty line."""
    return _BREAK.sub("\n", text).replace("\u2029", "\n\n")


def seen(text: str) -> str:
    """`breaks`, without control and invisible characters, NFC. Indentation and spaces stay."""
    return unicodedata.normalize("NFC", _UNSEEN.sub("", breaks(text)))


def body(text: str) -> str:
    """`seen`, with single spaces and at most one empty line between paragraphs."""
    lines = [_SPACES.sub(" ", line).strip() for line in seen(text).split("\n")]
    return _BLANKS.sub("\n\n", "\n".join(lines)).strip()


def line(value: object, limit: int = 500) -> str:
    """One line of at most `limit` characters: for headlines, names and notes. "" for what is no text and no whole number."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return " ".join(body(value).split())[:limit].strip() if isinstance(value, str) else ""


def path(name: str) -> str:
    """A file's name as it can be stored and shown: each character that cannot is U+FFFD, all others stay."""
    return _NOT_IN_NAMES.sub("\ufffd", name)
