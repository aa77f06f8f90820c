"""Questions that want a claim checked: "did the mayor resign?", "is it true that the bridge is open again?"."""

from __future__ import annotations

import re

from ragbot import text

_AUX = r"(?:is|are|was|were|do|does|did|has|have|had|will|would|can|could|may|might|must|should)"
_ASKS = re.compile(r"\b(?:who(?:m|se)?|what|which|when|where|why|how)\b", re.IGNORECASE)
_POLAR = re.compile(rf"^\W*(?:(?:and|but|so|then)\s+)*(?:{_AUX}(?:n['’]t)?|whether)\b(?!.*\bor\b)", re.IGNORECASE)
_FINITE = re.compile(rf"\b(?:{_AUX}|\w{{3,}}ed|{'|'.join(text.PAST)})\b|n['’]t\b", re.IGNORECASE)
_CLAUSE = re.compile(r"\b(?:that|who|which|whose)\b", re.IGNORECASE)
# "So they are not shutting it after all?": what has no verb in front may as well be a list of key words.
_STATED = re.compile(
    rf"^\W*(?:(?:and|but|so|then)\s+)+(?!{_AUX}\b|many\b|much\b|few\b|little\b)\w.*\b(?:{_AUX}|not|never)\b"
    rf"|^\W*(?:he|she|it|they|there|nobody|no one|someone|somebody)\s+(?:\w+ly\s+)?{_AUX}\b",
    re.IGNORECASE,
)
# "Is it true that …", "are we right to say that …", "can we print that …": the claim comes behind it.
_FRAME = re.compile(
    r"^\W*(?:(?:and|but|so)\s+)?(?:"
    r"(?:is|was) it (?:really |actually |still |also )?(?:true|right|correct|accurate|a fact|the case|confirmed|known) (?:that|if|whether)"
    r"|(?:is it (?:true|right|correct|accurate|a fact)|(?:are we|am i) (?:right|correct|wrong))(?: to| in)? (?:say|saying|write|writing|think|thinking|print|report|claim)(?:,? that)?"
    r"|(?:are we|am i) (?:right|correct|wrong) that"
    r"|(?:can|could|may|should) (?:we|i) (?:really |safely |still )?(?:say|write|print|report|claim|publish) that"
    r"|(?:can|could) (?:you|anyone|somebody) (?:please )?(?:confirm|check|verify) (?:that|if|whether)"
    r"|(?:true or false|fact check|to check)\s*[:,–-]"
    r")\s+(?=\w+\W+\w+)",
    re.IGNORECASE,
)
_TAG = re.compile(
    r"(?:\s*[,;]\s*|\s+[–-]+\s+)(?:is (?:that|this|it) (?:right|true|correct|so)|right|true|correct|yes or no|yeah"
    rf"|{_AUX}(?:n['’]t)? (?:he|she|it|they|there|we))\s*\?*\s*$",
    re.IGNORECASE,
)
_EITHER = re.compile(r"\s*[,;]?\s*yes or no\s*\?*\s*$", re.IGNORECASE)
_OPENS = re.compile(r"^\W*(?:(?:and|but|so|then)\b[\s,]*)+", re.IGNORECASE)
_PART = re.compile(r"[,;:]\s|\s[–-]\s")
_OR = re.compile(r"\bor\b", re.IGNORECASE)
_AGREE = re.compile(r"\b(?:(?:dis)?agree\w*|differ\w*|contradict\w*|the same)\b", re.IGNORECASE)
# "Can you give me the number", "is there a figure for the damage" ask for it.
_REQUEST = re.compile(
    r"^\W*(?:(?:and|but|so)\s+)?(?:(?:can|could|would|will|do|does|may) (?:you|anyone|anybody|somebody|someone|i|we) (?:please |just )?"
    r"(?:tell|give|list|show|explain|know|name|find|describe|remember|have|get)\b"
    r"|(?:is|are|was|were) there (?:an?|any|the)? ?(?:\w+ )?(?:figures?|numbers?|dates?|names?|estimates?|counts?|totals?|sums?|details?)\b)",
    re.IGNORECASE,
)
# "Did they say why", "is it known who": the answer is why, and who.
_ASKS_BEHIND = re.compile(
    r"\b(?:know|known|say|said|explain(?:ed)?|tell|told|clear|announced?|reveal(?:ed)?|f(?:ind|ound) out|learn(?:ed|t)?|decided?|establish(?:ed)?)"
    r" (?:yet |so far )?(?:who|what|when|where|why|how|which)\b",
    re.IGNORECASE,
)
_LONG = 300  # characters


def is_polar(question: str) -> bool:
    """Whether yes or no is asked for."""
    first, *others = _PART.split(question)  # "After the fire, was the school closed?"
    if _POLAR.match(question):
        return not any(_ASKS.match(part) for part in others)  # "May budget: how high is it?"
    return bool(others) and not _ASKS.search(" ".join([first, *others[:-1]])) and bool(_POLAR.match(others[-1]))


def is_check(question: str) -> bool:
    """Whether it is asked if something is so, and not whether those who report it agree, nor politely for something else."""
    other = _AGREE.search(question) or _REQUEST.match(question) or _ASKS_BEHIND.search(question)
    return is_polar(question) and not other


def plain_check(question: str) -> str:
    """The claim behind "Is it true that the bridge is open?" or "So the bridge is open, right?", as "Whether the bridge is
    open?"; any other question as it is.
    """
    if len(question) > _LONG:
        return question
    framed = _FRAME.match(question)
    if not framed and _POLAR.match(_EITHER.sub("", question)):
        return _EITHER.sub("?", question)
    bare = _TAG.sub("", question[framed.end() :] if framed else question)
    stated = bare != question or (question.endswith("?") and _STATED.match(question) and not _CLAUSE.search(question))
    if _ASKS.search(bare) or _OR.search(bare) or not (framed or stated) or not _FINITE.search(bare):
        return question
    first, _, rest = _OPENS.sub("", bare).rstrip(" ?.").partition(" ")
    return f"Whether {first.lower() if first.lower() in text.STOPWORDS else first} {rest}?"
