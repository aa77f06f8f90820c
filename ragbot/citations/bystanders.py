"""Who only tells of it: an inspector who "said that two men were arrested" was not arrested.

What stands in a quote because somebody speaks, a name and a day, is no part of what happened.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from ragbot import text
from ragbot.citations.factual import deeds
from ragbot.citations.said import DATELINE, TOLD_ON, Said
from ragbot.citations.speakers import quotations
from ragbot.text import dates
from ragbot.text.speech import SPOKEN

_NAME = r"[A-Z][\w’'.-]*(?: (?:de |van |von |al-)?[A-Z][\w’'.-]*)*"
_WORDS = r"(?:[a-z][\w’'-]*,? ){0,6}?"
_PLACE = r"(?:at|in|on|outside|inside|near|from|during|after|before)\b"  # "She said at the Disco Hill cemetery"
# Verbs that only tell; who "demanded" or "denied" it has a part in it. "…, said the chief of police, Tove Brask, who …" and "Tove Brask, who leads it, said …"
_TELLS = re.compile(
    rf"(?:\b(?:said|says|told reporters|according to|added|stated|explained|reported)\s(?:on \w+day )?(?!{_PLACE})(?P<of>{_WORDS})(?P<behind>{_NAME})(?P<after>(?:, [^.;”\"]{{3,90}})?)"
    rf"|(?P<as>(?:\b[a-z][\w’'-]* )?)(?P<ahead>{_NAME})(?P<too>(?:, [^,.;”\"]{{3,90}},)?) (?:has |had )?(?:said|says|told|added|stated|explained|announced|reported)\b)"
)
# Who words it so gives it to the one who speaks; "wrote a study" does not.
_SPEAKS = re.compile(
    rf"\b(?:(?!(?:wrote|writes|calls|called)\b){SPOKEN}|(?:wrote|writes) (?:that|in|on|to)\b|according to|spok\w+|speak\w*|talk\w*|quote\w*|stat(?:e|es|ed|ement)"
    r"|report(?:s|ed)?|respon\w+|comment\w*|answer\w*|believ\w+|think\w*|thought|expect\w*|hop(?:e[sd]?|ing)|fear\w*|opinion|views?|apologi\w+|reveal\w*|disclos\w+|pledg\w+|vow\w*|accus\w+"
    r"|criticis\w+|prais\w+|want\w*|interview\w*|say|\w{3,}ed that (?:an?|the|this|these|those|it|its|he|his|she|her|they|their|there|we|I|(?-i:[A-Z])\w*))\b",
    re.IGNORECASE,
)
_I = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|me|us)\b")
_HE = re.compile(r"\b(?:he|she|his|her)\b", re.IGNORECASE)
# What somebody thinks of it is told by their own words.
_VIEW = re.compile(r"\b(?:welcom\w+|support(?:s|ed)?|back(?:s|ed)|oppos\w+|reject\w*|condemn\w*|dismiss\w*)\b")
_OWN = re.compile(r" (?:that )?(?:it|he|she|they|its|his|her|their)\b")
_AHEAD = 80  # characters in front of a time
_AS_OF = re.compile(r"\b(?:as of|by|until|till) $", re.IGNORECASE)  # how it stood when it was told
_STATE = re.compile(r"\b(?:was|were|remained) (?:still|at|in|on|without|under|out|off)\b")
_TELLS_ITSELF = re.compile(r"\bannounc\w+\b")
# "…, the roads office said.": who says it, not when
_TAIL = re.compile(r",? (?:(?:the|an?) )?[^,.;]{1,60} (?:said|announced|reported|confirmed|stated)\W*$")
_PAST_OR_AHEAD = re.compile(rf"\b(?:was|were|had|did|has|have|will|would|\w{{2,}}ed|{'|'.join(text.PAST)})\b")
_TITLES = frozenset(map(text.stem, text.TITLES))
_NOT = re.compile(r"\b(?:not|never|no)\b|n['’]t\b")


def is_bystander(claim: str, said: Said) -> bool:
    """Whether the claim has somebody in it whom the quotes only name because they speak of it."""
    if _SPEAKS.search(claim) or _SPEAKS.search(said.question):
        return False
    if _VIEW.search(claim) and quotations(said.quoted):
        return False
    told = [(m, words) for words, _ in said.quotes for m in _TELLS.finditer(words)]
    if not told:
        return False
    about = set(text.content_stems(f"{claim} {said.question}"))
    done = deeds(claim) or deeds(said.question) or about
    return any(_only_tells(name, told, about, done, said) for name in text.named(claim) if not _is_given(name, said))


def _is_given(name: text.Name, said: Said) -> bool:
    """Whether the name is the question's or the headline's; "which minister" may be any."""
    known = name.stems <= text.stems(f"{said.lent} {said.around}")
    return known or name.last in said.asked or bool(name.stems & said.asked & _TITLES)


def _only_tells(
    name: text.Name, told: Sequence[tuple[re.Match[str], str]], about: set[str], done: set[str], said: Said
) -> bool:
    """Whether somebody is named in the quotes only where they speak, of what is neither their own nor of them."""
    own = [(m, words) for m, words in told if name.last in text.stems(m["behind"] or m["ahead"])]
    named = sum(text.stem(word) == name.last for word in text.words(said.quoted))
    if not own or named > len(own):
        return False
    theirs = any(_is_of_self(m, words) and done & text.stems(words) - name.stems for m, words in own)
    return not theirs and not any(_describes(m, about - name.stems) for m, _ in own)


def _is_of_self(told: re.Match[str], words: str) -> bool:
    """Whether who speaks may be meant: "he" is another one where only the end says who speaks, "He left, Hale said."."""
    return bool(_I.search(words) or _HE.search(words, told.start()) or (told["behind"] and _HE.search(words)))


def _describes(told: re.Match[str], about: set[str]) -> bool:
    """Whether what is said of the speaker has anything of what the claim is about."""
    words = f"{told['of'] or ''} {told['after'] or ''} {told['as'] or ''} {told['too'] or ''}"
    return bool(about & text.stems(words)) and not _NOT.search(words)


def is_day_of_telling(claim: str, said: Said) -> bool:
    """Whether the claim has for the day of an event the one on which somebody told of it: "burned down, police said on Monday"."""
    claim = _TAIL.sub("", claim)
    if _STATE.search(claim) or _SPEAKS.search(claim) or _TELLS_ITSELF.search(claim) or _SPEAKS.search(said.question):
        return False
    have = [r for words, a in said.quotes for m, telling in _times(words, a.day) if not telling for r in m.readings]
    told = [r for words, a in said.quotes for m, telling in _times(words, a.day) if telling for r in m.readings]
    have += [r for words, a in said.beside for m, _ in _times(words, a.day) for r in m.readings]
    have += [r for m in dates.mentions(said.question, said.written) for r in m.readings]
    return any(
        set(m.readings) & set(told) and not any(r[0] <= h[1] and h[0] <= r[1] for r in m.readings for h in have)
        for m in dates.mentions(claim, said.written)
        if not _AS_OF.search(claim[max(0, m.start - _AHEAD) : m.start])
    )


def _times(words: str, written: date | None) -> Iterator[tuple[dates.Mention, bool]]:
    """The times of a text, each with whether it is only that of the telling of what is past or to come.

    Who "said on Thursday it had cut" its rate tells of a deed of that day, most often.
    """
    filed = DATELINE.match(words)
    for mention in dates.mentions(words, written):
        if filed and mention.end <= filed.end():
            continue
        start = max(0, mention.start - _AHEAD)
        telling = None if _OWN.match(words, mention.end) else TOLD_ON.search(words[start : mention.start])
        rest = f"{words[: start + telling.start()]} {words[mention.end :]}" if telling else ""
        yield mention, bool(_PAST_OR_AHEAD.search(rest))
