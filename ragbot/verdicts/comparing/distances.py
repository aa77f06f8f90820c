"""How far apart two are: "how many days between A and B?", "how much more did A cost than B?"."""

from __future__ import annotations

import re

from ragbot.verdicts.comparing.asking import AUX, when
from ragbot.verdicts.comparing.comparison import Comparison
from ragbot.verdicts.comparing.words import CUE, NO_SIDE, how

_UNIT = r"(?:days|weeks|months|years|nights)"
_LAY = r"(?: (?:lay|lie|lies|passed|were|was|are|is|had passed|went by|elapsed))?(?: there| it)?"
_BETWEEN = re.compile(rf"(?:\bhow (?:many {_UNIT}|long)|^{_UNIT}){_LAY} between (?P<a>[^?]{{3,150}}?),? and (?P<b>[^?]{{3,150}})", re.IGNORECASE)  # fmt: skip
_FROM_TO = re.compile(rf"(?:\bhow (?:many {_UNIT}|long)|^{_UNIT}){_LAY} from (?P<a>[^?]{{3,150}}?),? to (?P<b>[^?]{{3,150}})", re.IGNORECASE)  # fmt: skip
_TOOK = re.compile(
    r"\bhow long did (?P<who>[^?]{2,80}?) take from (?P<a>\w+ing\b[^?]{1,120}?),? to (?P<b>\w+ing\b[^?]{1,120})",
    re.IGNORECASE,
)
_AFTER = re.compile(
    rf"\bhow (?:many {_UNIT}|long|soon)\b(?: was it| did it take)? (?P<word>after|before) (?P<a>[^?]{{3,150}}?),? (?P<aux>did|was|were) (?P<b>[^?]{{3,150}})",
    re.IGNORECASE,
)
_EVENT = re.compile(r"\b(?!(?:the|an?|his|her|its|their|of|in|at|on|and|for|to|by)\b)[a-z]\w{2,}")
_PAIRED = re.compile(r"\w+s\b(?! of| at| in)", re.IGNORECASE)  # "between hearings"
_MORE = re.compile(rf"\bhow (?:much|many)\b(?P<money> millions?| billions?)? (?P<what>(?:more|fewer|less|\w+er)\b[^?]*?)\b{AUX} (?P<a>[^?]+?) than (?P<b>[^?]+)", re.IGNORECASE)  # fmt: skip
_MORE_THAN = re.compile(rf"\bhow much (?P<what>(?:more (?:expensive|costly)|\w+er)) than (?P<b>[^?]+?) {AUX} (?:it (?:be|cost) )?(?P<a>[^?]+)", re.IGNORECASE)  # fmt: skip
_BEAT = re.compile(r"^(?P<about>[^?]*?)\bby how much (?:did|does|has|have|will) (?P<a>[^?]+?) (?:beat|exceed|top|surpass|outdo|outnumber|outstrip) (?P<b>[^?]+)", re.IGNORECASE)  # fmt: skip
_APART = re.compile(r"(?:\bhow far apart (?:are|were|is|was)|\bwhat(?:['’]s| is| was) the (?:difference|gap) in [\w ]{3,30}? between) (?P<a>[^?]{3,120}?),? and (?P<b>[^?]{3,120})", re.IGNORECASE)  # fmt: skip


def read_interval(question: str) -> Comparison | None:
    """What lies between two days."""
    if found := _AFTER.search(question):
        a, b = found["a"].strip(), f"{found['aux'].lower()} {found['b'].strip()}"
        return _between((a, found["b"].strip()), (when(a), f"When {b}?"))
    if found := _TOOK.search(question):
        sides = f"{found['who']} {found['a']}".strip(), f"{found['who']} {found['b']}".strip()
        return _between(sides, (when(sides[0]), when(sides[1])))
    found = _BETWEEN.search(question) or _FROM_TO.search(question)
    if not found:
        return None
    a, b = found["a"].strip(), found["b"].strip()
    # "The road between Tarn and Pell": places are no events, nor is "the hearings allowed by the judge" one of two.
    return _between((a, b), (when(a), when(b))) if all(map(_EVENT.search, (a, b))) and not _PAIRED.match(a) else None


def _between(names: tuple[str, str], questions: tuple[str, str]) -> Comparison:
    return Comparison(names, questions, "earlier", "", "difference", sure=False)


def read_difference(question: str) -> Comparison | None:
    """What lies between two figures."""
    found = _MORE.search(question) or _MORE_THAN.search(question)
    if found and CUE.search(found["what"]) and not NO_SIDE.match(found["b"].strip()):
        asked, a, b = how(found["what"]) or "How much", found["a"].strip(), found["b"].strip()
        rest = " ".join(found["what"].split()[2:]) if asked.startswith("How many") else ""
        if found.groupdict().get("money"):
            asked = "How much money"
        elif asked == "How much money":
            return _apart((a, b), (f"How much did {a} cost?", f"How much did {b} cost?"))
        verb = a.split()[-1] if " " in a and a.split()[-1].islower() else ""
        return _apart((a, b), tuple(f"{asked} {rest}".strip() + f": {who}?" for who in (a, f"{b} {verb}".strip())))  # type: ignore[arg-type]  # two in, two out
    if found := _BEAT.search(question):
        about = found["about"].strip(" :,")
        a, b = found["a"].strip(), found["b"].strip()
        if not all(_EVENT.search(side) for side in (a, b)) and "'s" not in b:  # "by how much did Lund beat Renn?"
            return None
        context = f" ({about})" if about else ""
        return _apart((a, b), (f"How much was {a}{context}?", f"How much was {b}{context}?"))
    if found := _APART.search(question):
        a, b = found["a"].strip(), found["b"].strip()
        return _apart((a, b), (f"How much was {a}?", f"How much was {b}?"))
    return None


def _apart(names: tuple[str, str], questions: tuple[str, str]) -> Comparison:
    return Comparison(names, questions, "more", "", "difference", sure=False)
