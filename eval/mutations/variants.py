"""One true sentence in other words that are as true: how small models reword, by rules that cannot make it false."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ragbot import text
from ragbot.domain import Article
from ragbot.text import calendar, dates

Variant = tuple[str, str]
_DATELINE = re.compile(r"^(?:[A-Z][\w’'. -]*,? ?)+(?:\([A-Z]+\) )?[–—] ")
_SAID_BEHIND = re.compile(r'^(?P<what>[^"“”]{30,}?),? (?:(?:[A-Z][\w.’\'-]+ )+said|said (?:[A-Z][\w.’\'-]+ ?)+)(?: on [A-Z]\w+day| [A-Z]\w+day)?\.$')  # fmt: skip
_SAID_BEFORE = re.compile(r'^(?:[A-Z][\w.’\'-]+ ){1,4}(?:said|told reporters)(?: on [A-Z]\w+day| [A-Z]\w+day)? that (?P<what>[^"“”]{30,})$')  # fmt: skip
_TAIL = re.compile(r"^(?P<main>[^,;\"“”]{40,}),? (?:which|who|where|because|while|after|when|although|and) [^\"“”]+$")
_OPENING = re.compile(r"^(?:On|In|At|By|Since|After|During) [^,\"“”]{3,40}, (?P<main>[^\"“”]{40,})$")
_ALIKE = {
    "about": "around", "because of": "due to", "more than": "over", "percent": "per cent", "per cent": "%",
    "nearly": "almost", "told reporters": "said", "is expected to": "will probably", "said": "stated", "also": "",
}  # fmt: skip
_JOINED = 25  # words of a sentence that is put behind another
_WORDED = {"two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9", "ten": "10", "eleven": "11", "twelve": "12"}  # fmt: skip


def variants(sentence: str, following: str, article: Article) -> Iterator[Variant]:
    """The sentence, then its other wordings; `following` is the sentence behind it, or ""."""
    plain = " ".join(sentence.split())
    yield "verbatim", plain
    bare = _upper(_DATELINE.sub("", plain))
    for kind, worded in (
        ("no dateline", bare),
        ("speaker left out", _no_speaker(bare)),
        ("outlet in front", f"According to {article.outlet}, {_lower(bare)}" if article.outlet else ""),
        ("clause cut", _cut(bare)),
        ("opening cut", _no_opening(bare)),
        ("dates written out", _dates_out(bare, article)),
        ("date form", _date_form(bare)),
        ("number form", _number_form(bare)),
        ("words alike", _alike(bare)),
        ("joined", _joined(bare, " ".join(following.split()))),
    ):
        if worded and worded != plain:
            yield kind, worded


def _no_speaker(sentence: str) -> str:
    found = _SAID_BEHIND.match(sentence) or _SAID_BEFORE.match(sentence)
    return _upper(found["what"].rstrip(".,")) + "." if found else ""


def _cut(sentence: str) -> str:
    found = _TAIL.match(sentence)
    # "Between 3 and 5", "either … and": half of a pair is another statement.
    if not found or re.search(r"\b(?:between|both|either|neither|not|n[o']t|if|unless|said|from)\b", found["main"]):
        return ""
    return found["main"] + "."


def _no_opening(sentence: str) -> str:
    found = _OPENING.match(sentence)
    return _upper(found["main"]) if found else ""


def _dates_out(sentence: str, article: Article) -> str:
    """A weekday as the day it was, in full."""
    if '"' in sentence or "“" in sentence or not article.day:
        return ""
    for match in re.finditer(rf"\b(?:on )?({calendar.WEEKDAY})\b(?! (?:night|morning|evening|afternoon)|['’s])", sentence):  # fmt: skip
        past = re.search(r"\b(?:said|told|announced|was|were|had|has|opened|voted|approved|reported)\b", sentence)
        found = dates.mentions(match[1], article.day)
        if past and found and len(dates.mentions(sentence, article.day)) == 1:
            return f"{sentence[: match.start()]}on {dates.name(found[0].readings[0])}{sentence[match.end() :]}"
    return ""


def _date_form(sentence: str) -> str:
    swapped = re.sub(rf"\b(\d{{1,2}}) ({calendar.MONTH_IN_FULL})\b(?! \d)", r"\2 \1", sentence)  # fmt: skip
    if swapped == sentence:
        swapped = re.sub(rf"\b({calendar.MONTH_IN_FULL}|{calendar.MONTH_IN_SHORT}\.) (\d{{1,2}})\b(?!,? \d)", r"\2 \1", sentence)  # fmt: skip
    return swapped if swapped != sentence else ""


def _number_form(sentence: str) -> str:
    if '"' in sentence or "“" in sentence:
        return ""
    changed = re.sub(r"\b(\d{1,3}),(\d{3})\b(?!,)", r"\1\2", sentence)
    changed = re.sub(r"\b(\d+)\.(\d) million\b", r"\1,\g<2>00,000", changed)
    if changed == sentence:
        changed = re.sub(r"\b(" + "|".join(_WORDED) + r")\b(?!-)", lambda m: _WORDED[m[1]], sentence)
    return changed if changed != sentence else ""


def _alike(sentence: str) -> str:
    changed = sentence
    for old, new in _ALIKE.items():
        if '"' not in sentence and "“" not in sentence:
            changed = re.sub(rf"\b{old}\b(?!\w)", new, changed, count=1)
        if changed != sentence:
            return " ".join(changed.split()).replace(" %", "%")
    return ""


def _joined(sentence: str, following: str) -> str:
    if not following or not sentence.endswith(".") or following[:1] in '"“-–|#*' or len(following.split()) > _JOINED:
        return ""
    return f"{sentence[:-1]}, and {_lower(following)}"


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]


def _lower(words: str) -> str:
    """With a small first letter, unless that is a name's."""
    first = words.split(maxsplit=1)[0] if words else ""
    return words[:1].lower() + words[1:] if first.lower() in _SMALL else words


_SMALL = text.STOPWORDS | {"an", "one", "two", "three", "four", "five", "six", "police", "about", "last", "nobody", "everyone", "people", "officials", "most", "many", "now", "here", "new", "several"}  # fmt: skip
