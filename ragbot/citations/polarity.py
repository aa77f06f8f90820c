"""Yes turned to no, and up to down."""

from __future__ import annotations

import re

from ragbot import text
from ragbot.citations.beside import NEXT_DEED, Sides, nearest, sides
from ragbot.citations.said import Said

_NEGATION = re.compile(
    r"\b(?:not(?! only\b)|no longer|no one|no(?! (?:more|less|fewer|later|earlier) than\b)|never|none|nobody|nothing|neither|nor|without|cannot|hardly"
    r"|(?:den(?:y|ies|ied|ying)|fail(?:s|ed|ing)? to|refus(?:es|ed|ing) to|declin(?:es|ed|ing) to|ruled out|unable to)(?: having)?)\b"
    r"|n['’]t\b",
    re.IGNORECASE,
)
_MAY = re.compile(
    r"\b(?:may|might|could)\b(?! not\b)|\b(?:[Pp]ossibly|[Pp]erhaps|[Pp]robably|[Aa]pparently|[Pp]resumably|[Ss]upposedly)\b"
)
_PLAN = re.compile(
    r"\b(?:plan(?:s|ned|ning)?|want(?:s|ed)?|hope(?:s|d)?|intend(?:s|ed)?|aim(?:s|ed)?|expect(?:s|ed)?|propos(?:es|ed|ing)"
    r"|seek(?:s|ing)?|sought|threaten(?:s|ed)?) to\b"
)
_HEDGED = re.compile(r"\b(?:plans?|planned|probably|likely|expected|proposal|proposed|possible|risk|feared?)\b")
_DONE = {"has", "have", "had", "was", "were", "did", "been"}
_SCOPE = 3  # words behind a negation that it denies
_OPPOSITES = (
    ("more higher above increase increased increases rise rises rose risen up grew gain gained climb climbs climbed jump jumped surged soared longer", "less fewer lower below decrease decreased decreases fall falls fell fallen down shrank lose lost shorter drop dropped decline declined slid plunged"),
    ("before earlier early", "after later late"),
    ("accept accepted approve approved agreed passed allowed", "reject rejected refused declined denied banned"),
    ("guilty convicted", "acquitted innocent"),
    ("won win wins", "lost lose loses"),
    ("open opens opened reopen reopened", "close closes closed shut"),
    ("first earliest", "last latest"),
    ("largest biggest most highest", "smallest least lowest fewest"),
    ("for", "against"),
    ("support supports supported supporting", "oppose opposes opposed opposing"),
    ("north northern", "south southern"),
    ("east eastern", "west western"),
    ("older", "younger"),
    ("best", "worst"),
)  # fmt: skip
_EACH = ("all every everyone", "none nobody")


_EXACT = [
    ("earlier", "later"), ("before", "after"), ("higher", "lower"), ("more", "less"), ("more", "fewer"), ("first", "last"), ("largest", "smallest"), ("biggest", "smallest"), ("rose", "fell"), ("rise", "fall"), ("up", "down"), ("above", "below"), ("over", "under"), ("longer", "shorter"), ("older", "younger"), ("highest", "lowest"), ("best", "worst"), ("early", "late"), ("increase", "decrease"), ("increased", "decreased"), ("support", "oppose"), ("supported", "opposed"), ("approved", "rejected"), ("accepted", "rejected"), ("won", "lost"), ("gained", "lost"), ("opened", "closed"), ("allowed", "banned"), ("guilty", "innocent"), ("minimum", "maximum"), ("better", "worse"), ("rises", "falls"), ("signed", "vetoed"), ("legal", "illegal"), ("paid", "unpaid"), ("inside", "outside"), ("unanimously", "narrowly"), ("hired", "fired"), ("expanding", "shrinking"), ("expanded", "shrank"), ("north", "south"), ("east", "west"),
]  # fmt: skip


# Beyond these a negation does not reach: "did not open, as traffic got worse"
_REASON = re.compile(r"\b(?:as|because|since|when|after|before|until|if)\b")
# "Paid its bills" and "its unpaid bills"
_OWN = re.compile(r" (?:an?|the|his|her|its|their|all|every|each)\b")
_OWNED = re.compile(r"\b(?:an?|the|his|her|its|their|all|every|each|any|these|those) $", re.IGNORECASE)
_FAR, _NEAR = 120, 60  # characters


# Nothing rises that is "given up".
_PHRASAL = re.compile(
    r"\b(?:giv(?:es?|en|ing)|gave|ma[dk]e|turn(?:ed)?|tak(?:es?|en|ing)|took|show(?:ed)?|sign(?:ed)?|pick(?:ed)?|call(?:ed)?|set) up\b",
    re.IGNORECASE,
)


# What a court or a vote decided: that the question has it the wrong way round makes it no truer.
_OUTCOMES = (
    ("acquitted acquittal", "guilty convicted convict convicts sentenced"),
    ("rejected reject rejects", "approved accepted adopted passed"),
)


def is_negated(claim: str, said: Said) -> bool:
    """Whether the claim denies what the quotes do not, or does not deny what they do."""
    stems = set(text.content_stems(claim))
    every = _denied(said.quoted)
    quoted = [s for s in every if s]
    asked = [*_denied(said.question), *_denied(said.lent)]
    mine, negation = _denied(claim), _NEGATION.search(claim)
    for scope in mine:  # "the talks were not over" denies nothing that could be compared
        if not any(scope & other or not scope for other in [*every, *asked]):
            return True
    if not all(mine):
        return False  # what it denies is not told by the words behind
    plain = set(text.content_stems(_NEGATION.split(said.quoted)[0]))
    # "No wife or children" denies both.
    denied = set(text.content_stems(claim[negation.end() :])) if negation else set[str]()
    return any(scope <= stems and not scope <= plain and not scope & denied for scope in quoted)


def _denied(words: str) -> list[set[str]]:
    return [_scope(words[match.end() :]) for match in _NEGATION.finditer(words)]


def _scope(behind: str) -> set[str]:
    clause = re.split(r"[,.;:—–]|\b(?:but|until|and|or|than|only)\b", behind, maxsplit=1)[0]
    return set(text.content_stems(clause)[:_SCOPE])


def is_surer(claim: str, said: Said) -> bool:
    """Whether the claim tells as done or sure what the quotes only plan or hold possible."""
    if _MAY.search(claim) or _PLAN.search(claim) or _MAY.search(said.asking) or _HEDGED.search(claim):
        return False
    words = text.words(claim)
    for cue, done in ((_MAY, False), (_PLAN, True)):
        if done and re.search(r"\b(?:will|would|shall|should|can)\b|\bto be\b", claim):
            continue
        plain = {text.stem(w) for w in text.words(cue.split(said.quoted)[0])}
        for match in cue.finditer(said.quoted):
            verb = next(iter(text.content_words(said.quoted[match.end() :])), "")
            stem = text.stem(verb)
            if stem in plain or len(stem) < _SCOPE:
                continue
            told = [i for i, word in enumerate(words) if text.stem(word) == stem]
            if any(not done or words[i].endswith("ed") or _DONE & set(words[max(0, i - 2) : i]) for i in told):
                return True
    return False


def is_turned(claim: str, said: Said) -> bool:
    """Whether the claim has a word whose opposite the quotes have in its place."""
    claim = _PHRASAL.sub("", claim)
    words, quoted = set(text.words(claim)) - set(text.words(said.question)), set(text.words(said.quoted))
    have = quoted.union(text.words(said.around))
    if any(_turned(set(text.words(claim)), quoted, have, pair) for pair in _OUTCOMES):
        return True
    for one, other in (*_EXACT, *(pair[::-1] for pair in _EXACT)):
        if one in words - have and other in quoted - words and _is_said_of_the_same(claim, one, said.quoted, other):
            return True
    # "All of whom worked there. None had to go to hospital": two quotes, both true.
    if _turned(words, quoted, have.union(text.words(said.lent)), _EACH):
        return True
    return any(_turned(words, quoted, have, pair) for pair in _OPPOSITES)


def _is_said_of_the_same(claim: str, word: str, quoted: str, opposite: str) -> bool:
    """Whether most of what stands beside the one word in the claim stands beside its opposite in the quotes.

    "Not illegal" is no opposite of "legal", nor do "its unpaid bills" say that it has not paid its bills since.
    """
    for mine in re.finditer(rf"\b{word}\b", claim, re.IGNORECASE):
        own, denied = sides(claim, *mine.span()), _is_denied(claim, mine.start())
        for theirs in re.finditer(rf"\b{opposite}\b", quoted, re.IGNORECASE):
            if denied != _is_denied(quoted, theirs.start()):
                continue
            if _OWN.match(claim, mine.end()) and _is_attribute(quoted, *theirs.span()):
                continue
            if _is_alike(own, sides(quoted, *theirs.span())):
                return True
    return False


def _is_alike(mine: Sides, theirs: Sides) -> bool:
    """Whether two words have most of what is nearest to them in common, and no other subjects."""
    is_of_others = {*mine[0], *mine[1]}.isdisjoint(theirs[0]) and {*theirs[0], *theirs[1]}.isdisjoint(mine[0])
    if mine[0] and theirs[0] and is_of_others:
        return False
    own, other = nearest(mine), nearest(theirs)
    least = min(len(own), len(other))
    return not least or len(own & other) > least / 2


def _is_denied(words: str, at: int) -> bool:
    return bool(_NEGATION.search(_REASON.split(NEXT_DEED.split(words[max(0, at - _FAR) : at])[-1])[-1]))


def _is_attribute(words: str, start: int, end: int) -> bool:
    is_owned = _OWNED.search(words[max(0, start - _NEAR) : start])
    behind = text.words(words[end : end + _NEAR])[:1]
    return bool(is_owned) and bool(behind) and behind[0] not in text.STOPWORDS


def _turned(words: set[str], quoted: set[str], have: set[str], pair: tuple[str, str]) -> bool:
    """Whether the words are of one side of the pair alone, and those of the quotes of the other."""
    sides = [set(side.split()) for side in pair]
    return any(
        words & one and not words & other and not have & one and quoted & other for one, other in (sides, sides[::-1])
    )
