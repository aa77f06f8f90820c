"""Which of two: "which came first, A or B?", "Bigger crowd: A or B?", "A and B … . Who had more votes?"."""

from __future__ import annotations

import re
from itertools import islice

from ragbot.verdicts.comparing.asking import AUX, of_each
from ragbot.verdicts.comparing.comparison import Comparison
from ragbot.verdicts.comparing.words import COUNTED, CUE, YEAR, cue_of, how

_OR = re.compile(r",?\s+or\s+", re.IGNORECASE)
_BORDER = re.compile(r"[,:–—?]\s*|\.\s+(?=[A-Z])|\s-\s")
_ASKED = re.compile(r"\b(?:who|which|what|whose|where|when)(?:['’]s)?\b", re.IGNORECASE)
_OPENS = re.compile(rf"^(?:(?:at|in|on|of|by|for|with) )?(?:{AUX}|who|which|what|whose|where|when|how)(?:['’]s)?\b", re.IGNORECASE)  # fmt: skip
_GOES_ON = re.compile(
    rf"^(?:and|but|so)\b|.*\b(?:{AUX}|it)\b", re.IGNORECASE
)  # "who died, and was it of cancer or a stroke?"
_CLAUSE = re.compile(rf"\b(?:{AUX}|broke|came|went)\b")  # "a fire broke out, the police came" are no two things
_WHICH = re.compile(r"(?:who|which|whose)(?:['’]s)?\b", re.IGNORECASE)
_DECIDES = re.compile(
    r"\b(?:first|earlier|sooner|last|later)(?: one)?$|\bthe (?:first|earlier|last|later) (?:one|of the two)$",
    re.IGNORECASE,
)
_LONGEST = 110  # characters of a side
_TRIED = 4  # of the places with "or"
_MANY = 4  # words of a label: "Bigger crowd at the derby:"
# "…, and what did each cost?" asks the same once more; "…, and how much was it?" is asked of both.
_AGAIN = re.compile(r"^(?:and|give|name|i need|tell|please)\b.*\b(?:each|both|dates?|numbers?|figures?)\b", re.IGNORECASE)  # fmt: skip
_WHICH_YEAR = re.compile(r"\b(?:(?:in|of)\s+)?(?:which|what)\s+(?:year(?:['’]s)?\b|(?=of the\b))\s*", re.IGNORECASE)
# "Did the exit poll or the first count promise more seats": the second side has as many words as the first, articles aside.
_EITHER = re.compile(r"(?P<verb>did|do|does|was|were|is|are|has|have|had)\s+(?P<a>[^,:?]{2,60}?)\s+or\s+(?P<rest>[^,:?]+)", re.IGNORECASE)  # fmt: skip
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_NAME = r"(?:[Tt]he )?[A-Z][\w’'.-]*(?: (?:(?:of|for|the|de|von) )?[A-Z][\w’'.-]*)*"
_TWO_NAMES = re.compile(rf"^(?P<a>{_NAME}) and (?P<b>{_NAME}) [a-z][^?]*?[.!?] (?P<head>[A-Z][^?]*\??)")
_TWO_THINGS = re.compile(r"^[^:.?]{3,40}: (?P<a>[^,.?]{4,90}),(?: and)? (?P<b>[^,.?]{4,90})\. (?P<head>[A-Z][^?]*\??)")


def read_choice(question: str) -> Comparison | None:
    """Two with "or" between them, marked off from what is asked; None where nothing compares them."""
    for match in islice(_OR.finditer(question), _TRIED):
        before, after = question[: match.start()], question[match.end() :]
        begins = max((m.end() for m in _BORDER.finditer(before)), default=0)
        border = _BORDER.search(after)
        a, b = before[begins:].strip(), after[: border.start() if border else len(after)].strip(" ?.")
        head, rest = before[:begins].strip(), after[border.end() :].strip(" ?.") if border else ""
        if not a or not b or max(len(a), len(b)) > _LONGEST or _OPENS.match(a) or not (head or rest):
            continue
        if _GOES_ON.match(a) or _is_third(head):
            return None
        if found := _compared(head, rest, (a, b)):
            return found
    return None


def _is_third(head: str) -> bool:
    """Whether another one stands in front of two: "which is bigger, Texas, Florida or California?"."""
    last = _BORDER.split(head.rstrip(" ,"))[-1] if head.endswith(",") else ""
    return bool(last) and not _ASKED.search(last) and not CUE.search(last)


def _compared(head: str, rest: str, sides: tuple[str, str]) -> Comparison | None:
    asked, more = head.rstrip(" ,–—-"), rest
    if not _ASKED.search(head) or not CUE.search(head):
        if _ASKED.search(head) and CUE.search(rest):  # "at which derby, 2025 or 2026, were there more"
            asked, more = f"{asked} {rest}", ""
        elif _ASKED.match(rest) and CUE.search(rest):  # "A or B: which opened later"
            asked, more = f"{head} {rest}".strip(), ""
        elif not _is_label(head):
            return None
    cue = CUE.search(asked)
    if not cue:
        return None
    asked, sides = _of_years(asked, sides)
    again = bool(_AGAIN.match(more))
    price = f"{asked} money" if again and re.search(r"\bcost|paid|pay\b|worth", more) else asked
    tail = f", {more}?" if more and not again else "?"
    first, second = (of_each(price, side, cue_of(cue)).rstrip("?") + tail for side in sides)
    shared = " ".join((COUNTED if COUNTED.search(asked) else CUE).sub(" ", asked).split())
    return Comparison(sides, (first, second), cue_of(cue), shared)


def _is_label(head: str) -> bool:
    """Whether what stands before a colon compares by itself: "Bigger crowd at the derby:"."""
    label = head.rstrip(" :–—-")
    cue = CUE.search(label)
    return cue is not None and head.endswith(":") and (cue.start() == 0 or len(label.split()) <= _MANY)


def _of_years(head: str, sides: tuple[str, str]) -> tuple[str, tuple[str, str]]:
    """Where the two are years, each is asked "in 2025" instead of "in which year"."""
    years = [YEAR.fullmatch(side) for side in sides]
    if not years[0] or not years[1]:
        return head, sides
    return _WHICH_YEAR.sub("", head), (f"in {years[0][1]}", f"in {years[1][1]}")


def read_either(question: str) -> Comparison | None:
    """Two in front of the verb. Without something that is counted, "more" and "last" belong to a question for yes or no."""
    found = _EITHER.match(question)
    if not found or not COUNTED.search(found["rest"]):
        return None
    words, size = found["rest"].split(), len(_ARTICLE.sub("", found["a"]).split())
    size += bool(_ARTICLE.match(found["rest"]))
    while size < len(words) and words[size - 1][0].isupper() and words[size][0].isupper():
        size += 1
    rest = question[found.end() :].strip(" ,?")
    head = f"{found['verb']} {' '.join(words[size:])}"
    cue = CUE.search(head)
    if not cue:
        return None
    sides = (found["a"], " ".join(words[:size]))
    shared = " ".join(COUNTED.sub(" ", head).split())
    said = " ".join(COUNTED.sub(" ", " ".join(words[size:])).split())
    tail = f", {rest}?" if rest and not rest.lower().startswith("and ") else "?"
    first, second = (f"{how(head)} {found['verb'].lower()} {side} {said}{tail}" for side in sides)
    return Comparison(sides, (first, second), cue_of(cue), shared)


def read_announced(question: str) -> Comparison | None:
    """Two that are named first and asked about in a sentence of its own."""
    found = _TWO_NAMES.match(question) or _TWO_THINGS.match(question)
    head = found["head"].partition(",")[0].rstrip("?. ") if found else ""
    cue = CUE.search(head)
    # "Who was the last to be freed?" asks for a third.
    if (
        not found
        or not cue
        or not _WHICH.match(head)
        or any(map(_CLAUSE.search, (found["a"], found["b"])))
        or (cue_of(cue) in ("earlier", "later") and not _DECIDES.search(head))
    ):
        return None
    sides = found["a"], found["b"]
    first, second = (of_each(head, side, cue_of(cue)) for side in sides)
    return Comparison(sides, (first, second), cue_of(cue))
