"""Reads a page as a browser would, and says what in it is none of ours."""

from __future__ import annotations

import re
from html.parser import HTMLParser

# lists of words are read as words
_TAGS = frozenset(
    """
    html head meta title link body a header nav main h1 h2 h3 p small span article section blockquote time bdi code
    mark strong em ul ol li details summary dl dt dd form label input select option textarea button fieldset legend
    progress div
    """.split()  # noqa: SIM905
)
_ATTRIBUTES = frozenset(
    """
    lang charset name content rel href class id tabindex aria-label aria-labelledby aria-hidden dir datetime target role
    method action type value maxlength selected checked required multiple accept reversed for rows enctype max
    """.split()  # noqa: SIM905
)
_OURS = re.compile(r"/(?!/)[A-Za-z0-9._~%/?=&+#-]*|#[\w-]+")


class Page(HTMLParser):
    """`strange` lists tags, attributes and addresses that our templates do not write; `words` is what is read."""

    def __init__(self, text: str, *, originals: frozenset[str] = frozenset()) -> None:
        super().__init__()
        self.strange: list[str] = []
        self.links: list[str] = []
        self.pieces: list[str] = []
        self._originals = originals
        self.feed(text)
        self.close()

    @property
    def words(self) -> str:
        return " ".join("".join(self.pieces).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _TAGS:
            self.strange.append(f"<{tag}>")
        for name, value in attrs:
            if name not in _ATTRIBUTES:
                self.strange.append(f"{tag} {name}={value!r}")
            if name in ("href", "action"):
                self.links.append(value or "")
                foreign = value not in self._originals or tag != "a"
                if foreign and not _OURS.fullmatch(value or ""):
                    self.strange.append(f"{tag} {name}={value!r}")
            if (tag, name) == ("meta", "http-equiv") or (name == "rel" and tag == "link" and value != "stylesheet"):
                self.strange.append(f"{tag} {name}={value!r}")
            self.pieces.append(f" {value} " if name == "value" else "")

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)

    def handle_comment(self, data: str) -> None:
        self.strange.append(f"<!--{data}")

    def handle_decl(self, decl: str) -> None:
        if decl.lower() != "doctype html":
            self.strange.append(f"<!{decl}")

    def handle_pi(self, data: str) -> None:
        self.strange.append(f"<?{data}")
