"""Words, numbers and names of a text, compared the way a news reader would. Standard library only.

Shared by the rooms that match a question or an answer against article text: both sides must be
normalised by the same rules, or a true quote fails its own proof.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+(?:[.'’][^\W_]+)*", re.UNICODE)
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_NAME = re.compile(r"[^\W\d_][\w’'.&-]*", re.UNICODE)
_SPACE = re.compile(r"\s+")
_COUNTRY = re.compile(r"\bUnited States(?: of America)?\b")

STOPWORDS = frozenset(
    [
        "a",
        "about",
        "after",
        "all",
        "also",
        "am",
        "an",
        "and",
        "any",
        "are",
        "as",
        "at",
        "be",
        "because",
        "been",
        "before",
        "being",
        "between",
        "both",
        "but",
        "by",
        "can",
        "could",
        "did",
        "do",
        "does",
        "doing",
        "during",
        "each",
        "either",
        "else",
        "ever",
        "for",
        "from",
        "further",
        "had",
        "has",
        "have",
        "having",
        "he",
        "her",
        "here",
        "hers",
        "him",
        "his",
        "how",
        "i",
        "if",
        "in",
        "into",
        "is",
        "it",
        "its",
        "itself",
        "just",
        "me",
        "more",
        "most",
        "much",
        "my",
        "no",
        "nor",
        "not",
        "of",
        "off",
        "on",
        "once",
        "only",
        "or",
        "other",
        "our",
        "out",
        "over",
        "own",
        "per",
        "same",
        "she",
        "should",
        "so",
        "some",
        "such",
        "than",
        "that",
        "the",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "those",
        "through",
        "to",
        "too",
        "under",
        "until",
        "up",
        "us",
        "very",
        "was",
        "we",
        "were",
        "what",
        "when",
        "where",
        "whether",
        "which",
        "while",
        "who",
        "whom",
        "whose",
        "why",
        "will",
        "with",
        "would",
        "you",
        "your",
        "many",
        "often",
        "according",
        "say",
        "said",
        "says",
        "tell",
        "told",
        "name",
        "article",
        "articles",
        "news",
    ]
)
_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sept",
    "sep",
    "oct",
    "nov",
    "dec",
]
_DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
CALENDAR = frozenset(_MONTHS + _DAYS)
_NUMBER_WORDS = {
    word: str(n)
    for n, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ]
    )
} | {"thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "seventy": "70", "eighty": "80", "ninety": "90"}
_SCALE = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_SUFFIXES = ("ingly", "edly", "ies", "ing", "ed", "es", "s", "ly", "ally")
_MIN_STEM = 3


def squash(text: str) -> str:
    """Text on one line, NFKC, with plain quotes and single spaces: for comparing, never for showing."""
    plain = unicodedata.normalize("NFKC", text).translate(str.maketrans("’‘“”–—", "''\"\"--"))
    return _COUNTRY.sub("U.S.", _SPACE.sub(" ", plain)).strip()


def words(text: str) -> list[str]:
    """All words in lower case, possessives and dots of abbreviations removed ("U.S." gives "us")."""
    found = (m.group().lower() for m in _WORD.finditer(squash(text)))
    return [re.sub(r"'s$|[.']", "", w) for w in found]


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """A light English stem: enough that "amended" meets "amendment's" plural forms, never merging short words."""
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= _MIN_STEM and not word.endswith("ss"):
            base = word.removesuffix(suffix)
            return base + "y" if suffix == "ies" else base.removesuffix("e")
    return word.removesuffix("e") if len(word) > _MIN_STEM else word


def content_words(text: str) -> list[str]:
    """The words that carry meaning, in order, without duplicates; not stemmed."""
    return list(dict.fromkeys(w for w in words(text) if w not in STOPWORDS))


def content_stems(text: str) -> list[str]:
    """Stems of `content_words`, in order, without duplicates."""
    return list(dict.fromkeys(stem(w) for w in content_words(text)))


def numbers(text: str) -> set[str]:
    """Every number in a canonical form: "1,200", "1.2 thousand" and "five" give "1200", "1200" and "5"."""
    plain = squash(text).lower()
    found: set[str] = set()
    for match in _NUMBER.finditer(plain):
        value = float(match.group().replace(",", "").rstrip("."))
        following = _WORD.match(plain[match.end() :].lstrip(" -"))
        found.add(_canonical(value * _SCALE.get(following.group() if following else "", 1)))
    tokens = words(text)
    for i, token in enumerate(tokens):
        if token in _NUMBER_WORDS:
            scale = _SCALE.get(tokens[i + 1], 1) if i + 1 < len(tokens) else 1
            found.add(_canonical(float(_NUMBER_WORDS[token]) * scale))
    return found


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


def _canonical(value: float) -> str:
    return f"{value:.6f}".rstrip("0").rstrip(".")
