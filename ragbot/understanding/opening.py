"""What people say before they ask: a greeting, "quick question", "do you know"."""

from __future__ import annotations

import re

_ASKS = r"(?:who(?:m|se|s)?|whats?|which|when|where|why|hows?)"
_VERB = rf"(?:{_ASKS}|is|are|was|were|did|do|does|has|have|had|can|could|will|would)"
_STOP = r"(?:[,.:;]\s+|\s+[–-]+\s+)"  # "right-wing" and "hi-tech" are words
_GREETING = r"(?:hey|hi|hello|hiya|ok|okay|um+|uh|hm+|sorry|please|pls|plz)(?: (?:there|all|guys|folks|team))?"
# These begin sentences of their own, "well water", "right whales", "morning rush": only what is set apart is an opening.
_APART = (
    r"(?:alright|all right|right|well|(?:good )?(?:morning|afternoon|evening)|guys|folks|team|yo|question|for a (?:story|piece)"
    r"|(?:just )?(?:a )?quick (?:one|question|check)|(?:i )?need this (?:fast|quick(?:ly)?|asap|today)|asap)"
)
_QUICK = r"(?:just )?(?:a )?quick (?:one|question)"
_OPENING = re.compile(
    rf"^\W*(?:(?:{_GREETING}|{_APART}){_STOP}|(?:{_GREETING}|{_QUICK})[\s!]+(?=(?:(?:so|{_QUICK})\s+)?{_VERB}\b))+(?=\w+\W+\w+\W+\w)",
    re.IGNORECASE,
)
_PERSON = r"(?:you|anyone|anybody|somebody|someone)"
_LEAD = re.compile(
    r"^\W*(?P<goes_on>(?:(?:so|and|but)\b[\s,]*)?)"
    rf"(?:(?:can|could|would|will) {_PERSON} (?:please |quickly |just )?(?:tell|remind) (?:me|us)(?: again)?"
    rf"|(?:do|does) (?:{_PERSON}|we) (?:happen to )?know|any idea|(?:please )?(?:tell|remind) (?:me|us)(?: again)?"
    r"|i(?:['’]m| am| was|['’]d like| would like| want| need)?(?: just)? (?:wondering|wonder|to (?:know|find out|check)|trying to (?:find out|remember|work out))"
    rf"|(?:just )?wondering)[\s,:]+(?={_ASKS}\b)",
    re.IGNORECASE,
)
_READ = 300  # characters


def without_opening(question: str) -> str:
    """The question without it; "so" and "and" stay, which may go on from what was asked before."""
    asked = _OPENING.sub("", question[:_READ]) + question[_READ:]
    return _LEAD.sub(lambda lead: lead["goes_on"], asked)
