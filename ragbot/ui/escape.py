"""Untrusted text → markup that can only ever be read. Everything on the page that is not ours comes through here."""

from __future__ import annotations

import re
import string
import unicodedata
from datetime import datetime
from urllib.parse import urlsplit

# Every ASCII sign but the space becomes a numeric entity: inert in HTML, in attributes, in Markdown
# and in the template languages that Gradio runs over HTML. html.escape would do for HTML alone.
_ENTITIES = {ord(c): f"&#{ord(c)};" for c in string.punctuation}
# Direction overrides can make one host or name look like another. The joiners that Arabic and Indic scripts need stay.
_BLANKS = re.compile(r"\s+")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\u2028\u2029")


def text(value: str) -> str:
    """One line of text: entities for signs, spaces for breaks, a mark where a control character was."""
    return readable(" ".join(value.split())).translate(_ENTITIES)


def inline(value: str) -> str:
    """A piece of a line: as `text`, but a space at either end stays, so that pieces can be joined."""
    return readable(_BLANKS.sub(" ", value)).translate(_ENTITIES)


def lines(value: str) -> str:
    """Text whose line breaks are kept, as `<br>`."""
    return "<br>".join(text(line) for line in value.strip().splitlines())


def plain_day(iso: str) -> str:
    """An ISO 8601 moment as "19 March 2026", not escaped; what is none stays as it is."""
    try:
        moment = datetime.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{moment.day} {moment:%B %Y}"


def day(iso: str | None) -> str:
    """An ISO 8601 moment as `<time>19 March 2026</time>`; empty if there is none."""
    if not iso:
        return ""
    said = plain_day(iso)
    return text(iso) if said == iso else f'<time datetime="{text(iso)}">{text(said)}</time>'


def lang(code: str) -> str:
    """A `lang` attribute, so that text is spoken and broken in its own language; empty if the code is none."""
    return f' lang="{code}"' if _LANGUAGE.fullmatch(code) else ""


def link(url: str | None) -> str:
    """A link to an article's original that shows the host it really leads to; empty unless it is plain http(s)."""
    host = _host(url or "")
    if not host:
        return ""
    return (
        f'<a class="rb-link" href="{text(url or "")}" target="_blank" rel="noopener noreferrer">'
        f'Read at <bdi>{text(host)}</bdi><span aria-hidden="true"> ↗</span></a>'
    )


def _host(url: str) -> str:
    if any(c.isspace() or not c.isprintable() for c in url):
        return ""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").encode("idna").decode("ascii")
    except ValueError:
        return ""
    return host if parts.scheme in {"http", "https"} else ""


def readable(value: str) -> str:
    """Text without direction overrides; a mark stands where a control character was."""
    return "".join("�" if unicodedata.category(c) in {"Cc", "Cs"} else c for c in value if c not in _OVERRIDES)
