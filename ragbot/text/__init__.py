"""Words, numbers, names and days of a text. Standard library only."""

from ragbot.text.names import Pair, capitalised, is_crossed, name_pairs, names
from ragbot.text.numbers import Quantity, numbers, quantities
from ragbot.text.words import CALENDAR, STOPWORDS, content_stems, content_words, squash, stem, stems, words

__all__ = [
    "CALENDAR",
    "STOPWORDS",
    "Pair",
    "Quantity",
    "capitalised",
    "content_stems",
    "content_words",
    "is_crossed",
    "name_pairs",
    "names",
    "numbers",
    "quantities",
    "squash",
    "stem",
    "stems",
    "words",
]
