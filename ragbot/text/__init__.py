"""Words, numbers, names and days of a text. Standard library only."""

from ragbot.text.names import names
from ragbot.text.numbers import Quantity, numbers, quantities
from ragbot.text.words import CALENDAR, STOPWORDS, content_stems, content_words, squash, stem, words

__all__ = [
    "CALENDAR",
    "STOPWORDS",
    "Quantity",
    "content_stems",
    "content_words",
    "names",
    "numbers",
    "quantities",
    "squash",
    "stem",
    "words",
]
