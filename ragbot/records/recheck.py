"""Does a source still say what an answer quoted from it? Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from ragbot.domain import Article, Citation

# unchanged: the article is as it was · still: it has changed, the quote stands · lost: it has changed, and the quote
# is gone · withdrawn: the publisher killed it · held: not to be read now (embargo, withheld) · gone: not in the archive
Standing = Literal["unchanged", "still", "lost", "withdrawn", "held", "gone"]


@dataclass(frozen=True, slots=True)
class Rechecked:
    """What has become of a citation; `since` is when the present version was out, `note` what it says of itself."""

    citation: Citation
    standing: Standing
    since: datetime | None = None
    note: str = ""

    @property
    def shown(self) -> bool:
        """Whether its words may be repeated: not those of a story that was killed, or is not out."""
        return self.standing not in ("withdrawn", "held")


def recheck(citation: Citation, current: Article | None, now: datetime, *, same: bool) -> Rechecked:
    """Hold a citation against the newest version of its story; `same` where that is the version that was quoted."""
    if current is None:
        return Rechecked(citation, "gone")
    if current.status == "canceled":
        return Rechecked(citation, "withdrawn", current.out)
    if not current.is_readable(now):
        return Rechecked(citation, "held")
    if same and current.body[citation.start : citation.end] == citation.quote:
        return Rechecked(citation, "unchanged", current.out, current.note)
    return Rechecked(citation, "still" if citation.quote in current.body else "lost", current.out, current.note)
