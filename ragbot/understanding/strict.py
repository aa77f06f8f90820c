"""Whether a sentence can hold the answer at all, where a question leaves no doubt about its kind: a sum, an age, an hour."""

from __future__ import annotations

import re
from collections.abc import Callable

from ragbot import text
from ragbot.text import calendar, dates
from ragbot.text.speech import SAID
from ragbot.understanding.wanted import MONEY, PERCENT, TIME_WORD, Test

_AGE = re.compile(r"\bhow old\b", re.IGNORECASE)
_SOME_AGE = re.compile(r"\b\d{1,3}\b|\b\w+-year-old\b|\bage[ds]?\b|\byears old\b|\bborn\b", re.IGNORECASE)
_SUM = re.compile(r"[$€£¥₹]\s?\d|\d\s?(?:%|per ?cent)|\b(?:no|none|nothing|free|half)\b", re.IGNORECASE)
_SHARE = re.compile(r"%|\bper ?cent\b|\bpercentage\b|\bhalf\b|\bthirds?\b|\bquarters?\b|\bfifths?\b|\btenths?\b|\bone in\b|\bin (?:three|four|five|ten)\b|\bout of\b", re.IGNORECASE)  # fmt: skip
_HOW_MANY = re.compile(r"\bhow many\b", re.IGNORECASE)
_NONE = re.compile(r"\b(?:no|none|nobody|no one|nothing|every|all|both|half|a|an|once)\b", re.IGNORECASE)
# A runner's time is no hour.
_HOUR_ASKED = re.compile(
    r"^(?!.*\b(?:finish|race|ran|run|record|clock)).*(?:\bwhat time\b(?! (?:of|period|frame|limit|zone|span|off)\b)|\b(?:what|which) hour\b)",
    re.IGNORECASE | re.DOTALL,
)
_HOURS = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[01]?\d|2[0-4])"
# "Brings the coffee at six" gives an hour, "before 6,318 spectators" none.
_HOUR = re.compile(
    rf"\b\d{{1,2}}[:.]\d\d\b(?! (?:million|billion|per ?cent|metres|meters|crowns|euros|dollars))|\b\d{{1,2}} ?[ap]\.?m\b|\bo['’]clock\b|\b(?:noon|midday|midnight|dawn|dusk|daybreak|sunrise|sunset|first light|overnight|early hours|small hours)\b"
    rf"|\b\d{{4}} (?:GMT|UTC|hours)\b|\b\d{{1,2}}h\d\d\b|\b{_HOURS}[ -](?:thirty|fifteen|forty-five)\b|\b{_HOURS} [ap]\.?m\b|\b{_HOURS} to {_HOURS}\b"
    rf"|\b(?:half|quarter) (?:past|to) \w+|\b(?:at|by|from|until|till|before|after|past|around|about|towards) (?:[\w-]+ (?:past|to) )?{_HOURS}\b"
    r"(?=\W*$|,(?!\d)|[;:)”\"]|\.\s| (?:in|on|this|that|the next|tomorrow|tonight|yesterday|local|GMT|\w+day|and|until|till|to|sharp|when|but|or|every|whether)\b)",
    re.IGNORECASE,
)
_DAY_ASKED = re.compile(
    r"\b(?:what|which) (?:day|date|weekday)\b(?! (?:care|job|trip|palm|school|nursery|centre|center)\b)|\bsince when\b",
    re.IGNORECASE,
)
_DAY = re.compile(
    rf"{TIME_WORD.pattern}|\b(?:1[5-9]|20)\d\d\b|\b\d{{1,2}}(?:\.\d{{1,2}}\.|/\d{{1,2}}\b)|\b(?:{calendar.HOLIDAY}|since|decades?|spring|summer|autumn|winter)\b"
    rf"|\b{calendar.MONTH_IN_SHORT} \d|\b\d{{1,2}}(?:st|nd|rd|th)\b|\b\d0s\b|\b\w+ Day\b",
    re.IGNORECASE,
)
# "Said on Wednesday" is the day of the telling.
_TOLD_ON = re.compile(
    rf"(?<!was )(?<!were )(?<!been )\b{SAID}(?: (?:reporters|the \w+|(?:in|during|at) an? \w+))? (?:on )?(?:late |early )?{calendar.WEEKDAY}\b(?: (?:morning|afternoon|evening|night))?",
    re.IGNORECASE,
)
_TELLING_ASKED = re.compile(
    rf"\b(?:{SAID}|(?:say|announc|tell|report|publish|releas|promis|call|warn|confirm|unveil|declar|vow|pledg|speak|spoke|testif|claim|den(?:y|ied)|admit|insist|stat)\w*)\b",
    re.IGNORECASE,
)
# Of people: a disease or a bird may have a name in small letters.
_NAME_ASKED = re.compile(
    r"\b(?:what(?:['’]?s| (?:is|was|are|were))|give(?: me)?|tell me|need) the (?:full |real |first |last )?names? of (?:the |those |his |her |their )?(?P<whose>(?:[\w’'-]+ ?){1,6})",
    re.IGNORECASE,
)
_PEOPLE = re.compile(
    r"\b(?:who|whom|people|persons?|suspects?|victims?|dead|wife|husband|son|daughter)\b", re.IGNORECASE
)


def is_name(question: str) -> bool:
    """Whether the name of somebody is asked for in so many words: "what are the names of the people arrested?"."""
    asked = _NAME_ASKED.search(question)
    return asked is not None and (
        bool(_PEOPLE.search(asked["whose"]))
        or any(text.kind(text.stem(w)) == "person" or w in text.TITLES for w in text.words(asked["whose"]))
    )


def kind_test(question: str, *, nested: bool = False) -> Test | None:
    """A test of sentences; None where the question leaves open what kind of thing it asks for.

    Where it is `nested` in another, "on what day did the man who …", a sentence that only tells who he is may be an answer, too.
    """
    if not nested and is_name(question):
        return _with_another_name(question)
    kinds = _COUNTS if nested else (*_COUNTS, *_TIMES)
    return next((made(question) for asked, made in kinds if asked.search(question)), None)


def _with_another_number(question: str) -> Test:
    asked = text.numbers(question)
    return lambda sentence: any(q.value not in asked for q in dates.quantities(sentence, None)) or _has(_NONE)(sentence)


def _with_a_day(question: str) -> Test:
    telling = _TELLING_ASKED.search(question)
    return lambda sentence: _has(_DAY)(sentence if telling else _TOLD_ON.sub(" ", sentence))


def _with_another_name(question: str) -> Test:
    known = text.names(question)
    return lambda sentence: bool(text.names(sentence) - known)


def _has(pattern: re.Pattern[str]) -> Test:
    return lambda sentence: bool(pattern.search(sentence))


def has_a_sum(sentence: str) -> bool:
    """Whether a text gives a sum of money, or a number of nothing that it names; a share or "nothing" may be one."""
    return bool(_SUM.search(sentence)) or any(
        "money" in q.units or not q.units for q in dates.quantities(sentence, None)
    )


_Kind = tuple[re.Pattern[str], Callable[[str], Test]]
_COUNTS: tuple[_Kind, ...] = (
    (_AGE, lambda _: _has(_SOME_AGE)),
    (MONEY, lambda _: has_a_sum),
    (PERCENT, lambda _: _has(_SHARE)),
    (_HOW_MANY, _with_another_number),
)
_TIMES: tuple[_Kind, ...] = (
    (_HOUR_ASKED, lambda _: _has(_HOUR)),
    (_DAY_ASKED, _with_a_day),
)
