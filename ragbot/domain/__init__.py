"""The nouns of ragbot, frozen. Standard library only, so that every room may use them.

An `Article` is cut into `Passage`s (what is searched), whose `Sentence`s become
`Evidence` (what the model reads), from which an `Answer` cites verbatim `Citation`s.
All offsets are characters into `Article.body`; all datetimes are aware and in UTC.
"""

from ragbot.domain.answer import Answer, AnswerSentence, Done, Event, Retrieved, Status, Token, Turn
from ragbot.domain.article import Article, DateSource, Kind, Passage, PubStatus, Span, Version
from ragbot.domain.evidence import (
    Citation,
    Considered,
    Coverage,
    Evidence,
    EvidenceSentence,
    Filters,
    StageTrace,
    citation_dates,
    listed,
)
from ragbot.domain.report import IngestionReport, Origin, Skipped
from ragbot.domain.stored import answer_from

__all__ = [
    "Answer",
    "AnswerSentence",
    "Article",
    "Citation",
    "Considered",
    "Coverage",
    "DateSource",
    "Done",
    "Event",
    "Evidence",
    "EvidenceSentence",
    "Filters",
    "IngestionReport",
    "Kind",
    "Origin",
    "Passage",
    "PubStatus",
    "Retrieved",
    "Skipped",
    "Span",
    "StageTrace",
    "Status",
    "Token",
    "Turn",
    "Version",
    "answer_from",
    "citation_dates",
    "listed",
]
