"""What the quotes only ask for, try, think possible or prevent, and a claim tells as a fact.

Such words take what stands behind them out of the facts: they are not factive (Saurí and Pustejovsky, FactBank: a corpus
annotated with event factuality, Language Resources and Evaluation 43, 2009).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ragbot import text
from ragbot.citations.said import Said

_GOVERNOR = re.compile(
    r"\b(?:"
    # wishes
    r"(?:has|have|had) asked (?:[\w’'-]+ ){0,6}?(?:for|to)|ask(?:s|ed|ing)? for|demand(?:s|ed|ing)?|call(?:s|ed|ing)? (?:for|on)(?! short| \w+day)"
    r"|urg(?:e|es|ed|ing)|want(?:s|ed|ing)?(?! of)|seek(?:s|ing)?|sought|request(?:s|ed|ing)?|(?:push|press|appeal|campaign|lobby|argue)(?:s|es|ed|ing)? for"
    r"|wish(?:es|ed)? (?:to|for)|hop(?:e|es|ed|ing) (?:to|for|that)|(?<!\b[Ii]n a )(?:petition|proposal|bid|plea|offer|motion|promise|threat)s? (?:to|for|that)"
    r"|propos(?:e|es|ed|ing)|threaten(?:s|ed|ing)? (?:to|with)|(?:recommend|suggest)(?:s|ed|ing)? (?:that|to)"
    # attempts
    r"|(?:tr(?:y|ies|ied|ying)|attempt(?:s|ed|ing)?|(?<!\b[Ii]n an )effort|fail(?:s|ed|ing)?|refus(?:e|es|ed|ing)|declin(?:e|es|ed|ing)) to"
    r"|(?:look|search|hunt)(?:s|ed|ing)? for"
    # what may be
    r"|may(?! \d)|might|could|possibilit(?:y|ies)|(?:[Tt]hat|[Ii]t|[Tt]his|which) would|whether|fear(?:s|ed|ing)? (?:of|for)"
    r"|suspect(?:s|ed)? of|consider(?:s|ed|ing)?(?= \w+ing\b)"
    # what is kept from being
    r"|(?:block|prevent|stop|bar|bann|keep|deter|prohibit|discourag)(?:s|es|ed|ing|p?ed|ping)? (?:[\w’'-]+ ){1,8}?from|kept (?:[\w’'-]+ ){1,8}?from"
    r")(?![\w-])"
)
# Whoever words it so tells a wish as a wish.
_OPEN = re.compile(
    r"\b(?:will|would|shall|should|may(?! \d)|might|could|can|to be|if|unless|not|no|never|nobody|nothing"
    r"|ask\w*|demand\w*|call(?:s|ed|ing)? (?:for|on)|urg(?:e[sd]?|ing)|want\w*|seek\w*|sought|request\w*|wish\w*|hop(?:e[sd]?|ing)"
    r"|propos\w+|promis\w+|plan\w*|threat\w*|recommend\w*|suggest\w*|advis\w+|favou?r\w*|goals?|aim\w*|intend\w*"
    r"|tr(?:y|ies|ied|ying)|attempt\w*|efforts?|fail\w*|refus\w+|declin\w+|possib\w+|probab\w+|likely|perhaps"
    r"|alleg\w*|accus\w+|charg\w+|fear\w*|suspect\w*|believ\w+|think\w*|thought|expect\w*|consider\w*|argu\w+|pledge\w*|vow\w*"
    r"|block(?:s|ed|ing)|prevent\w*|stop(?:s|ped|ping)?|barr(?:ed|ing)|bann(?:ed|ing)|keep\w*|kept|deter\w*|prohibit\w*|discourag\w+|avoid\w*"
    r"|(?:look|search|hunt)\w* for|push\w*|press(?:es|ed|ing)|appeal\w*|campaign\w*|lobb\w+)\b|n['’]t\b",
    re.IGNORECASE,
)
_PAST = rf"(?:(?!need|indeed|speed|hundred)[a-z]{{2,}}ed|{'|'.join(text.PAST)})"
_DEED = re.compile(rf"\b{_PAST}\b")
# Where what is wished for ends, and the facts go on.
_END = re.compile(
    r"[;:—–]|,(?!\d)|[.!?](?:\s|$)|[”\"]\s|\b(?:but|while|although|though|after|because|who|which|before|since|when|where|as|why|how)\b"
    rf"|\band (?:was|were|is|are|has|had)\b|\bthat {_PAST}\b|(?<!that )\b(?:it|he|she|they) (?:had )?{_PAST}\b"
)
_NOT_TO_BE = r"(?<!\bbe )(?<!\bbeen )(?<!\bbeing )"
# What is "asked for" has no verb of its own, but for one in "to be built".
_THING, _THING_END = (
    re.compile(r" (?:for|of)$"),
    re.compile(rf"{_NOT_TO_BE}\b{_PAST}\b|\b(?:has|have|had|was|were|is|are)\b"),
)
# Who "tried to hide it and paid" has paid; of the ring that somebody "wants to find", it "lost in 1974" is a fact.
_CLAUSE = re.compile(r"(?:that|whether|may|might|could|would)$")
_NEXT = re.compile(
    rf"{_NOT_TO_BE}\band (?:[a-z]+ly )?{_PAST}\b|{_NOT_TO_BE}\b{_PAST} (?:in|on|at|during|last|missing)\b"
)
_FINITE = re.compile(r"\b(?:is|are|was|were|has|have|had|does|do|did)\b|\b[a-z]+s\b", re.IGNORECASE)
_ASKS_PAST = re.compile(
    rf"\b(?:has|have|had|was|were)\b|^\W*who (?:[a-z]{{2,}}ed|{'|'.join(text.PAST)})\b", re.IGNORECASE
)


def is_no_fact(claim: str, said: Said) -> bool:
    """Whether the claim tells as done what the quotes have only behind a word that makes it no fact."""
    if _OPEN.search(claim) or _OPEN.search(said.asking):
        return False
    done = deeds(claim)
    if not done and not _FINITE.search(claim) and _ASKS_PAST.search(said.question):
        done = deeds(said.question)
    if not done:
        return False
    inside, outside = "", f"{said.lent} "
    for words, _ in said.quotes:
        for part, governed in _parts(words):
            if governed:
                inside += f" {part}"
            else:
                outside += f" {part}"
    if not inside:
        return False
    within, told = text.stems(inside), text.stems(outside)
    if any(deed in within and deed not in told for deed in done):
        return True
    added = set(text.content_stems(claim)) - said.asked - done
    return bool(added) and added <= within and not added & told and not done & (within | told)


def deeds(words: str) -> set[str]:
    """Stems of verbs in the past, and of participles."""
    return {text.stem(m[0]) for m in _DEED.finditer(words)}


def _parts(quote: str) -> Iterator[tuple[str, bool]]:
    """The quote in pieces, each with whether it is governed."""
    at = 0
    for match in _GOVERNOR.finditer(quote):
        if match.start() < at:
            continue
        patterns = [_END]
        patterns += [_THING_END] if _THING.search(match[0]) else []
        patterns += [] if _CLAUSE.search(match[0]) else [_NEXT]
        ends = [pattern.search(quote, match.end()) for pattern in patterns]
        yield quote[at : match.end()], False
        at = min((end.start() for end in ends if end), default=len(quote))
        yield quote[match.end() : at], True
    yield quote[at:], False
