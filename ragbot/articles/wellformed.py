"""XML from strangers → XML that any parser reads: mended where its makers err alike, cut where it breaks off."""

from __future__ import annotations

import html.entities
import re
from typing import NamedTuple
from xml.parsers import expat

from ragbot.articles import clean
from ragbot.articles.draft import NotAnArticleError

_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*>")
_CDATA, _CDATA_ENDS = "<![CDATA[", "]]>"
_REFERENCE = re.compile(r"&(?:(#\d+|#x[0-9a-fA-F]+|lt|gt|amp|quot|apos);|(\w+;)?)")
_PREFIX = re.compile(r"<([A-Za-z][\w.-]*):|\s([A-Za-z][\w.-]*):[\w.-]+\s*=")
_ROOT = re.compile(r"<(?:[A-Za-z][\w.-]*:)?[A-Za-z][\w.-]*(?=[\s>/])")
_ITEM_ENDS = re.compile(r"</(?:item|entry)\s*>")
_CLOSING = {"rss": "</channel></rss>", "feed": "</feed>", "rdf:RDF": "</rdf:RDF>"}
_SPACES = {
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "atom": "http://www.w3.org/2005/Atom",
    "media": "http://search.yahoo.com/mrss/",
}


class _Problem(NamedTuple):
    message: str
    line: int
    at: int


def well_formed(text: str) -> tuple[str, str]:
    """XML without its declaration and, where it is cut, why. Raises NotAnArticleError where nothing of it can be read."""
    text = _DECLARATION.sub("", clean.seen(text), count=1).lstrip()
    problem = _problem(text)
    if problem is None:
        return text, ""
    text = _mended(text)
    problem = _problem(text)
    if problem is None:
        return text, ""
    why = f"is not valid XML from line {problem.line} on: {problem.message}. Save the feed again."
    root = _ROOT.search(text)
    closing = _CLOSING.get(root[0][1:], "") if root else ""
    ends = [m.end() for m in _ITEM_ENDS.finditer(text, 0, problem.at)]
    cut = text[: ends[-1]] + closing if ends and closing else ""
    if not cut or _problem(cut) is not None:
        raise NotAnArticleError(why)
    return cut, why


def _problem(xml: str) -> _Problem | None:
    """What is wrong first. Raises NotAnArticleError for entities of a feed's own: they can be bombs, or reach for files."""
    parser = expat.ParserCreate("utf-8", " ")
    parser.EntityDeclHandler = _refuse
    raw = xml.encode()
    try:
        parser.Parse(raw, True)  # noqa: FBT003  # expat knows it by place only
    except expat.ExpatError as error:
        at = len(raw[: max(parser.ErrorByteIndex, 0)].decode("utf-8", "ignore"))
        return _Problem(expat.ErrorString(error.code), error.lineno, at)
    return None


def _refuse(*_: object) -> None:
    raise NotAnArticleError("declares entities of its own, as XML bombs do; no news feed needs them. Remove its <!ENTITY lines.")  # fmt: skip


def _mended(xml: str) -> str:
    """With HTML's entities and bare ampersands as XML wants them, and prefixes declared; texts in CDATA stay."""
    parts = _cut_at_cdata(xml)
    parts[::2] = [_REFERENCE.sub(_reference, part) for part in parts[::2]]
    used = {name for part in parts[::2] for found in _PREFIX.findall(part) for name in found if name}
    missing = sorted(name for name in used - {"xml", "xmlns"} if f"xmlns:{name}" not in xml)
    declared = "".join(f' xmlns:{name}="{_SPACES.get(name, "urn:" + name)}"' for name in missing)
    return _ROOT.sub(lambda found: found[0] + declared, "".join(parts), count=1)


def _cut_at_cdata(xml: str) -> list[str]:
    """Markup and CDATA in turn, markup first and last. Searched by hand: a pattern looks for the end of each anew."""
    parts, at = [], 0
    while (start := xml.find(_CDATA, at)) >= 0 and (end := xml.find(_CDATA_ENDS, start)) >= 0:
        end += len(_CDATA_ENDS)
        parts += [xml[at:start], xml[start:end]]
        at = end
    return [*parts, xml[at:]]


def _reference(found: re.Match[str]) -> str:
    if found[1]:
        return found[0]
    known = html.entities.html5.get(found[2] or "")
    return known if known and known not in "<&" else "&amp;" + (found[2] or "")
