"""Words, numbers, names and days of a text. Standard library only."""

from ragbot.text.markers import MARKER, defused, unmarked
from ragbot.text.names import (
    TITLES,
    Name,
    Pair,
    Spelt,
    capitalised,
    initials,
    is_crossed,
    is_namesake,
    name_pairs,
    named,
    names,
    untold,
)
from ragbot.text.numbers import NumberSpan, Quantity, has_number, measure, number_spans, numbers, quantities
from ragbot.text.offices import holder, is_another, is_held_now, office
from ragbot.text.peoples import kindred
from ragbot.text.sums import AMOUNTS, priced
from ragbot.text.verbs import PAST
from ragbot.text.words import (
    CALENDAR,
    STOPWORDS,
    alike,
    content_stems,
    content_words,
    in_one_word,
    senses,
    squash,
    stem,
    stems,
    words,
)

__all__ = [
    "AMOUNTS",
    "CALENDAR",
    "MARKER",
    "PAST",
    "STOPWORDS",
    "TITLES",
    "Name",
    "NumberSpan",
    "Pair",
    "Quantity",
    "Spelt",
    "alike",
    "capitalised",
    "content_stems",
    "content_words",
    "defused",
    "has_number",
    "holder",
    "in_one_word",
    "initials",
    "is_another",
    "is_crossed",
    "is_held_now",
    "is_namesake",
    "kindred",
    "measure",
    "name_pairs",
    "named",
    "names",
    "number_spans",
    "numbers",
    "office",
    "priced",
    "quantities",
    "senses",
    "squash",
    "stem",
    "stems",
    "unmarked",
    "untold",
    "words",
]
