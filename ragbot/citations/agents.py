"""Who did it, and whom a pronoun means: "painted by Nordheim" directs nobody, and "He is 78" is not Ines Falkner."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ragbot import text
from ragbot.citations.said import Said

_BY = re.compile(r"\sby (?P<name>[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){0,3})")
_CLAUSE = re.compile(r"[.;:,\"“”]")
_PARTICIPLE = re.compile(r"\w{2,}(?:ed|en|wn|ught|lt|nt|un|ung|ade|ut|ld|id)$", re.IGNORECASE)
_BETWEEN, _REACH = 6, 150  # words, and characters, between a participle and its "by"
_NAMES = re.compile(r"\s[A-Z][\w’'-]*\w(?: (?:of |de |van |von |al-)?[A-Z][\w’'-]*\w)*")
# A name, at most with an aside behind it, in front of a verb in the past or of a participle.
_DOER = re.compile(
    r"(?<![\w’'.-])(?P<name>[A-Z][\w’'-]*\w(?: (?:of |de |van |von |al-)?[A-Z][\w’'-]*\w)*)(?:, [^,.;:]{1,60},)?"
    r"(?: (?:also|then|later|first|(?P<be>is|are|was|were|been|being)|has|have|had|(?!family|assembly|supply|reply|ally)\w+ly))* "
    rf"(?P<verb>[a-z]{{2,}}(?:ed|ing|en|wn|ght)|{'|'.join(text.PAST)})\b"
)
_VERB = re.compile(rf"\b(?:[a-z]{{2,}}(?:ed|en|wn|ght)|{'|'.join(text.PAST)})\b")
_PASSIVE = re.compile(r"\b(?:was|were|been|being|is|are|be)(?: \w+ly| not| also)?\s$")
_COUNTED = re.compile(
    rf"(?<![\w.,])(?P<count>\d[\d,.]*\d|\d) (?:have |had |has )?(?P<verb>[a-z]{{2,}}ed|{'|'.join(text.PAST)})\b"
)
# "In 2021", "Flight 447"
_NO_COUNT = re.compile(
    r"(?:\b(?:[Ii]n|[Bb]y|[Ss]ince|[Ff]rom|[Uu]ntil)|\b(?!(?:Some|About|Another|Only|Over|Nearly|Almost|Around|Than)\b)[A-Z]\w+) $"
)
_BY_SOME = re.compile(r"\bby ([^.,;:]{1,60}?)(?=[.,;:]|$| (?:and|who|which|to|for|from|with|in|at|on)\b)")
_DESCRIBED = re.compile(r"(?:[A-Z][\w’'-]*\s)*(?P<name>[A-Z][\w’'-]*\w), (?:who (?:is|was|has|had)\b|\d{1,3},)")
_ANY_PRONOUN = re.compile(r"\b(?:he|she|they|his|her|their|him|them)\b", re.IGNORECASE)
_STOP = re.compile(r"[.;:!?](?=\s)")
_AHEAD = 30  # characters in front of a participle, or a number
_WHOLE = 2  # words: a first and a last name
_OPENING = re.compile(r"^\s*(?:and |but |so |yet )?(?:he|she)\b", re.IGNORECASE)
_PERSON = re.compile(r"[A-Z][\w’'-]+ (?:(?:de|von|van|al) )?[A-Z][\w’'-]+")
_NAME = 3  # letters; the stem of "Ines" is that of "in"
_BEHIND, _NEAR = 700, 300  # characters in front of a pronoun within which the one it means is named


def is_other_agent(claim: str, said: Said) -> bool:
    """Whether the claim says that something was done by somebody who, in the quotes, did something else to it."""
    told = _deeds(said.quoted)
    for deed, name in _deeds(claim):
        others = [d for d, n in told if n & name]
        if others and deed not in others and deed not in said.stems:
            return True
    return False


def _deeds(words: str) -> list[tuple[str, set[str]]]:
    """Each "painted by Aurel Nordheim" as the participle's stem and those of the name."""
    found = []
    for match in _BY.finditer(words):
        before = text.words(_CLAUSE.split(words[max(0, match.start() - _REACH) : match.start()])[-1])[-_BETWEEN:]
        deed = next((w for w in reversed(before) if _PARTICIPLE.match(w)), "")
        if deed:
            found.append((text.stem(deed), text.stems(match["name"])))
    return found


def is_other_person(claim: str, said: Said) -> bool:
    """Whether the claim takes the "he" or "she" that a quote begins with for somebody whom the article has not named
    before it, while it has named somebody else.
    """
    for name in text.named(claim):
        stems = {s for s in name.stems if len(s) >= _NAME}
        if stems & (said.stems | text.stems(said.credits)) or len(name.stems) < 2:  # noqa: PLR2004  # a first and a last name
            continue
        for quote, article in said.quotes:
            at = article.body.find(quote)
            if at <= 0 or not _OPENING.match(quote):
                continue
            before = article.body[max(0, at - _BEHIND) : at]
            if not stems & text.stems(before) and _PERSON.search(before[-_NEAR:]):
                return True
    return False


def is_other_subject(claim: str, said: Said) -> bool:
    """Whether the claim says of one name what the quotes say of another: "Kate was admitted" is not the king.

    Only where both stand right in front of the same verb, in the same voice; or where the quotes tell only that it "was cut",
    by nobody. A number is such a name, too: "half of the 13,000 left" is not "1,630 left".
    """
    for mine in _doers(claim):
        told = [m for words, _ in said.quotes for m in _doers(words) if _voice(m) == _voice(mine)]
        if told and all(_is_rival(mine["name"], m, said) for m in told):
            return True
        whole = len(text.words(mine["name"])) >= _WHOLE  # "the Quill swept it away" is no deed of anybody's
        if whole and not told and not mine["be"] and _is_only_suffered(mine, said):
            return True
    return any(_is_other_count(m, claim, said) for m in _VERB.finditer(claim))


def is_described_other(claim: str, said: Said) -> bool:
    """Whether a quote begins with somebody, "Kordas, who is accused of fraud" or "Estrada, 47, had it", and the claim is of
    somebody else, whom neither the quotes nor a pronoun in them names.
    """
    theirs = [text.stem(m["name"].lower()) for quote, _ in said.quotes if (m := _DESCRIBED.match(quote))]
    if not theirs or _ANY_PRONOUN.search(said.quoted) or set(theirs) & text.stems(claim):
        return False
    told = said.stems | said.shortened
    return any(_is_person(run, said) and text.stem(text.words(run)[-1]) not in told for run in text.whole_names(claim))


def _is_person(run: str, said: Said) -> bool:
    """Whether the articles call somebody by the last name alone, too: "Ilgen said", where no bridge is called "Bridge"."""
    first, *last = run.split()
    return any(re.search(rf"(?<!{re.escape(first)} )\b{re.escape(name)}\b", said.whole) for name in last)


def _is_only_suffered(doer: re.Match[str], said: Said) -> bool:
    """Whether the quotes have a deed only in the passive, without the one who did it."""
    verb = text.stem(doer["verb"])
    deeds = [m for words, _ in said.quotes for m in _VERB.finditer(words) if text.stem(m[0]) == verb]
    return bool(deeds) and all(
        _PASSIVE.search(m.string[max(0, m.start() - _AHEAD) : m.start()]) and not _is_by(doer["name"], m) for m in deeds
    )


def _is_by(name: str, deed: re.Match[str]) -> bool:
    """Whether the deed was done "in 1998 by Rosa Klein"."""
    behind = deed.string[deed.end() : deed.end() + _REACH]
    return any(text.stems(name) & text.stems(m[1]) for m in _BY_SOME.finditer(behind))


def _is_other_count(verb: re.Match[str], claim: str, said: Said) -> bool:
    mine = text.numbers(claim[: verb.start()])
    counts = [
        text.numbers(counted["count"])
        for words, _ in said.quotes
        for counted in _COUNTED.finditer(words)
        if text.stem(counted["verb"]) == text.stem(verb[0])
        and not _NO_COUNT.search(words[max(0, counted.start() - _AHEAD) : counted.start()])
    ]
    return bool(mine and counts) and not any(mine & count for count in counts)


def _doers(words: str) -> Iterator[re.Match[str]]:
    return _DOER.finditer(text.squash(words))


def _voice(doer: re.Match[str]) -> tuple[str, bool, bool]:
    verb = doer["verb"].lower()
    return text.stem(verb), bool(doer["be"]), verb.endswith("ing")


def _is_rival(name: str, told: re.Match[str], said: Said) -> bool:
    """Whether somebody else alone stands in front of the verb; where that is a pronoun, whether this one stands behind it."""
    mine, theirs = text.stems(name), text.stems(told["name"])
    if told["name"].lower() in text.STOPWORDS:
        behind = _NAMES.match(told.string, told.end())
        return behind is not None and bool(mine & text.stems(behind[0]))
    if not _is_name(name, said) or not _is_name(told["name"], said):
        return False
    # "Ann Poole and Tim Ross led it", "Tim Ross led it with Ann Poole", "members elected her": who is named beside it may be in it.
    start = max((m.end() for m in _STOP.finditer(told.string, 0, told.start())), default=0)
    stop = _STOP.search(told.string, told.end())
    if (mine - theirs) & text.stems(told.string[start : stop.start() if stop else None]):
        return False
    one, other = text.words(name), text.words(told["name"])
    if not mine & theirs:
        return True
    # "Jessica Martin" is not "Francis Martin", and "Mayor Martin" may be either.
    first = {one[0], other[0]}
    return len(one) == len(other) == len(first) == _WHOLE and one[1] == other[1] and not first & text.TITLES


def _is_name(run: str, said: Said) -> bool:
    """Whether it is no common word that has its capital from the beginning of a sentence."""
    own = [w for w in text.words(run) if w not in text.STOPWORDS]
    return len(own) > 1 or bool(text.stems(run) & text.names(f"{said.question}\n{said.whole}"))
