"""Proper names, told by their capitals."""

from __future__ import annotations

import re

from ragbot.text.words import CALENDAR, STOPWORDS, squash, stem, words

_NAME = re.compile(r"[^\W\d_][\w’'.&-]*", re.UNICODE)


def names(text: str) -> set[str]:
    """Stems of capitalised words that are not merely first in their sentence, nor days or months.

    A first word counts only when it is all capitals ("FDA") or the sentence's second word is capitalised too.
    """
    found: set[str] = set()
    for sentence in re.split(r"(?<=[.!?:])\s+(?=[\W]*[^\W\d_])", squash(text)):
        tokens = [m.group() for m in _NAME.finditer(sentence)]
        for i, token in enumerate(tokens):
            if not token[0].isupper():
                continue
            follows_name = len(tokens) > i + 1 and tokens[i + 1][0].isupper()
            if i == 0 and not (follows_name or (token.isupper() and len(token) > 1)):
                continue
            found.update(w for w in words(token) if w not in STOPWORDS and w not in CALENDAR)
    return {stem(w) for w in found if len(w) > 1}
