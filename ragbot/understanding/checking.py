"""Questions that want a claim checked: "did the mayor resign?", "is it true that the bridge is open again?"."""

from __future__ import annotations

import re

from ragbot import text

_AUX = r"(?:is|are|was|were|do|does|did|has|have|had|will|would|can|could|may|might|must|should)"
_ASKS = re.compile(r"\b(?:who(?:m|se)?|what|which|when|where|why|how)\b", re.IGNORECASE)
_POLAR = re.compile(rf"^\W*(?:(?:and|but|so|then)\s+)*(?:{_AUX}(?:n['’]t)?|if|whether)\b(?!.*\bor\b)", re.IGNORECASE)
# "So they are not shutting it after all?": what has no verb in front may as well be a list of key words.
_STATED = re.compile(
    rf"^\W*(?:(?:and|but|so|then)\s+)+(?!{_AUX}\b)\w.*\b(?:{_AUX}|not|never)\b|^\W*(?:he|she|it|they|there|nobody|no one|someone|somebody)\s+(?:\w+ly\s+)?{_AUX}\b",
    re.IGNORECASE,
)
# "Is it true that …", "are we right to say that …", "can we print that …": the claim comes behind it.
_FRAME = re.compile(
    r"^\W*(?:(?:and|but|so)\s+)?(?:"
    r"(?:is|was) it (?:really |actually |still |also )?(?:true|right|correct|so|accurate|a fact|the case|confirmed|known|known yet)(?: (?:to (?:say|write|print|report|claim)))?(?: if| whether)?"
    r"|(?:are|am) (?:we|i) (?:right|correct|wrong|safe)(?: (?:in )?(?:to (?:say|write|think|print|report|believe|assume)|saying|thinking|writing|assuming))?"
    r"|(?:can|could|may|should) (?:we|i) (?:really |safely |still )?(?:say|write|print|report|claim|publish)"
    r"|(?:can|could) (?:you|anyone|somebody) (?:please )?(?:confirm|check|verify)(?: (?:if|whether))?"
    r"|(?:true or false|fact check|to check)\s*[:,–-]"
    r")\s*(?:that\b\s*)?(?!to\b)(?=\w+\W+\w+)",
    re.IGNORECASE,
)
_TAG = re.compile(
    r"[\s,;–-]+(?:(?:is (?:that|this|it) (?:right|true|correct|so)|(?:right|true|correct|yes or no|yes|no|yeah)"
    rf"|{_AUX}(?:n['’]t)? (?:he|she|it|they|there|we)))\s*\?*\s*$",
    re.IGNORECASE,
)
_OPENS = re.compile(r"^\W*(?:(?:and|but|so|then)\b[\s,]*)+", re.IGNORECASE)
_PART = re.compile(r"[,;:]\s|\s[–-]\s")
_OR = re.compile(r"\bor\b", re.IGNORECASE)
_AGREE = re.compile(r"\b(?:(?:dis)?agree\w*|differ\w*|contradict\w*|the same)\b", re.IGNORECASE)
_LONG = 300  # characters


def is_polar(question: str) -> bool:
    """Whether yes or no is asked for."""
    *before, last = _PART.split(question)  # "After the fire, was the school closed?"
    return bool(_POLAR.match(question) or (before and not _ASKS.search(" ".join(before)) and _POLAR.match(last)))


def is_check(question: str) -> bool:
    """Whether it is asked if something is so, and not whether those who report it agree."""
    return is_polar(question) and not _AGREE.search(question)


def plain_check(question: str) -> str:
    """The claim behind "Is it true that the bridge is open?" or "So the bridge is open, right?", as "Whether the bridge is
    open?"; any other question as it is.
    """
    framed = _FRAME.match(question) if len(question) <= _LONG else None
    bare = _TAG.sub("", question[framed.end() :] if framed else question)
    stated = bare != question or (question.endswith("?") and _STATED.match(question))
    if _ASKS.search(bare) or _OR.search(bare) or len(question) > _LONG or not (framed or stated):
        return question
    if _POLAR.match(bare):
        return f"{bare.rstrip(' ?.')}?"
    first, _, rest = _OPENS.sub("", bare).rstrip(" ?.").partition(" ")
    return f"Whether {first.lower() if first.lower() in text.STOPWORDS else first} {rest}?"
