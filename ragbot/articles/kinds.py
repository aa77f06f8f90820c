"""Publishers' words for what an article is → one of four kinds."""

from __future__ import annotations

import re

from ragbot.domain import Kind

_OPINION = frozenset(["opinion", "opinions", "editorial", "editorials", "comment", "commentary", "column", "columnist", "columns", "op-ed", "oped", "letters", "viewpoint", "opinionnewsarticle", "kommentar", "leitartikel", "meinung"])  # fmt: skip
_BRIEF = frozenset(["brief", "briefs", "short", "shorts", "bulletin", "flash", "alert", "newsflash", "in brief", "meldung", "kurzmeldung"])  # fmt: skip
_WIRE = frozenset(["wire", "agency", "dispatch", "wire story", "wire report", "agency report", "agentur"])
_KINDS: tuple[tuple[Kind, frozenset[str]], ...] = (("opinion", _OPINION), ("brief", _BRIEF), ("wire", _WIRE))
_BREAK = re.compile(r"[/|,;>:]")


def kind_of(word: str, section: str) -> Kind:
    """The kind that the publisher names, else the one that its section is for, else a report.

    Only opinion has sections of its own: "Wire" and "Briefs" are where every kind of story is put.
    """
    said = [part.strip().casefold() for part in _BREAK.split(word)]
    for kind, words in _KINDS:
        if not words.isdisjoint(said):
            return kind
    sections = [part.strip().casefold() for part in _BREAK.split(section)]
    return "opinion" if not _OPINION.isdisjoint(sections) and not word else "report"
