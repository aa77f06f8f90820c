"""What a claim says otherwise than its quotes do: numbers, days, names, quoted words, negation, direction, certainty.

In the manner of the entity and number checks for summaries (Nan et al., Entity-level Factual Consistency, EACL 2021;
Kryściński et al., FactCC, EMNLP 2020, whose corruptions are also what `eval/mutations` plants).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from collections.abc import Set as AbstractSet

from ragbot import text
from ragbot.citations import content, polarity
from ragbot.citations.agents import is_described_other, is_other_agent, is_other_person, is_other_subject
from ragbot.citations.basis import is_of_another_basis
from ragbot.citations.bystanders import is_bystander, is_day_of_telling
from ragbot.citations.days import is_other_date
from ragbot.citations.extent import is_widened
from ragbot.citations.factual import is_no_fact
from ragbot.citations.figures import is_other_number
from ragbot.citations.joint import is_of_several
from ragbot.citations.owners import is_of_another_owner
from ragbot.citations.pairs import is_other_pair
from ragbot.citations.plans import is_only_planned, is_taken_back
from ragbot.citations.premise import is_unfounded
from ragbot.citations.ranks import is_other_rank, is_whole_for_part
from ragbot.citations.roles import is_other_role
from ragbot.citations.said import Said
from ragbot.citations.speakers import who_says
from ragbot.citations.speech import is_other_speech
from ragbot.citations.trends import is_turned_figure
from ragbot.text.speech import SAID

_PRONOUN = re.compile(r"\b(?:[Hh]e|[Ss]he|[Tt]hey|[Hh]is|[Hh]er|[Tt]heir)\b|^(?:It|Its)\b")
_SPEECH = re.compile(rf"\b(?:{SAID}|according to)\b", re.IGNORECASE)
_NAMED = r"(?<![\w.’'-])[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+)*"  # cut between words only: a run of capitals is read once
# "The company also announced": who that is the headline tells
_GROUP = re.compile(
    rf"\b[Tt]he (?:company|firm|group|agency|ministry|club|union|party|court|commission|organi[sz]ation|bank|council) (?:also |has |had |later ){{0,2}}{SAID}\b"
)
_FIGURES = re.compile(
    rf"({_NAMED}) (?:[a-z]+ ){{0,2}}(?:data|figures|statistics|stud(?:y|ies)|reports?|surveys?|polls?|estimates?|numbers|counts?|research) (?:[a-z]+ ){{0,2}}?"
    r"(?:suggest|show|indicate|found|find|put|estimate|say|said|reveal)"
)
_SPEAKER = re.compile(
    rf"(?P<before>{_NAMED}) (?:also )?{SAID}\b(?! to\b| \w+ing\b)|\bsaid (?P<after>{_NAMED})|\b[Aa]ccording to (?:the )?(?P<source>{_NAMED})"
)
# Of the four words around two names so many are alike where one took the other's place; a name that the question has
# stands where it does for the question's sake.
_ALIKE, _REPEATED = 2, 3
_MOST = 0.75  # of what a clause says, for another quote to tell it
# Small words that a sentence begins with and the article need not have.
_OPENINGS = """
across almost alone along already among amid approximately around despite early every exactly few fewer
following late later less like many nearly nobody none nothing now several shortly slightly since still though today
together tomorrow tonight towards upon yesterday using usually via with within without worldwide
"""
_QUOTED = re.compile(r"[\"“]([^\"“”]{3,})[\"”]")


def mismatch(claim: str, said: Said) -> str:
    """What the quotes do not bear out, the name of one of the checks below; else ""."""
    for kind, fails in _CHECKS.items():
        if fails(claim, said):
            return kind
    return ""


def _name(claim: str, said: Said) -> bool:
    for outlet in said.outlets:  # what follows begins the sentence, there and in the article
        claim = claim.removeprefix(f"According to {outlet}, ")
    around = text.stems(said.around)
    have = said.stems | said.asked | around | text.stems(said.lent) | said.shortened
    if text.names(claim) - have:
        return True
    named = text.named(claim)
    opening = claim.lstrip("\"“‘'(").split(maxsplit=1)[:1]
    if opening and opening[0][0].isupper():
        word = text.words(opening[0])[-1:]
        if word and (word[0] in _OPENINGS.split() or text.has_number(word[0])):
            named = [n for n in named if n.stems != {text.stem(word[0])}]
        elif word and word[0] not in text.STOPWORDS | text.CALENDAR and text.stem(word[0]) not in have:
            return not said.is_common(word[0])
    often = Counter(text.stem(word) for word in text.words(claim))
    if any(_took_a_place(claim, name, often, said) or _is_lent_amiss(name, often, said) for name in named):
        return True
    pairs = text.name_pairs(claim)
    if any(_is_crossed(pair, pairs, said) or said.is_misnamed(pair) for pair in pairs):
        return True
    return text.is_namesake(claim, said.quoted, said.whole)


def _took_a_place(claim: str, name: text.Name, claimed: Counter[str], said: Said) -> bool:
    """Whether the quotes have another name, more often than the claim has it, beside the words that this one stands beside."""
    known = {stem for r in said.names for stem in r.stems}
    # By a last name alone it is the same one, unless its other half tells otherwise.
    if not name.before and len(name.stems) == 1 and name.stems <= said.stems:
        return False  # the claim's first word, which has its capital from there
    if name.last in known or name.stems <= known | said.shortened:
        return False
    told = Counter(r.last for r in said.names)
    rivals = [r for r in said.names if told[r.last] > claimed[r.last]]
    beside = max((_likeness(name, r) for r in said.names_beside if r.last == name.last), default=0)
    least = max(_REPEATED if name.stems <= said.asked else 1, beside and beside + 1)
    if any(_likeness(name, r) >= least for r in rivals):
        return True
    # Without a pronoun nothing in the quotes stands for a name that they do not have.
    return (
        bool(rivals)
        and not _is_told_beside(claim, name, said)
        and not name.stems <= said.stems
        and not name.stems <= said.asked | text.stems(said.credits)
        and not _PRONOUN.search(said.quoted)
    )


def _is_told_beside(claim: str, name: text.Name, said: Said) -> bool:
    """Whether one quote beside those that the claim is held against has the name and most of what is said of it."""
    told = next((part for part in content.JOINT.split(claim) if name.stems <= text.stems(part)), "")
    need = {*text.content_stems(told), *text.numbers(told)}
    others = ({*text.stems(words), *text.numbers(words)} for words, _ in said.beside)
    return any(name.stems <= have and len(need & have) >= _MOST * len(need) for have in others)


def _is_lent_amiss(name: text.Name, claimed: Counter[str], said: Said) -> bool:
    """Whether a quote has another name where the claim has this one: two of the four words around it, and more than
    stand around this one anywhere.
    """
    if name.stems <= said.acronyms:
        return False
    every = [*said.names, *said.names_beside]
    told = Counter(r.last for r in every)
    own = max((_likeness(name, r) for r in every if r.last == name.last), default=0)
    rivals = [r for r in every if r.last != name.last and told[r.last] > claimed[r.last]]
    rivals = [r for r in rivals if (name.last, r.last) not in said.described]
    least = _REPEATED if name.stems <= said.asked else _ALIKE
    return any(_likeness(name, r) >= max(least, own + 1) for r in rivals)


def _likeness(one: text.Name, other: text.Name) -> int:
    # Those in front of "and Hask" are named with him, those in front of "of Tarn" are described by it.
    return (one.joined == other.joined) * len(one.before & other.before) + len(one.after & other.after)


def _speaker(claim: str, said: Said) -> bool:
    """Whether the claim gives its words to somebody to whom the articles do not."""
    for match in _SPEAKER.finditer(claim):
        name = [text.stem(w) for w in text.words(match["before"] or match["after"] or match["source"])]
        last = {word for word in name[-1:] if word not in text.STOPWORDS}
        if last <= said.shortened | text.stems(said.credits) or last & said.speakers:
            continue
        if _says_beside(claim, set(name), said) or (match["source"] and _tells_by_figures(last, said)):
            continue
        if said.speakers and len(_SPEECH.findall(said.quoted)) == 1:
            return True
        if last <= said.stems and (_SPEECH.search(said.quoted) or not match["source"]):
            continue
        told = last <= said.speakers_beside
        # "The mayor said", "he said", a quotation without a word of who speaks; "she has it" is nobody's word
        spoken = _SPEECH.search(said.quoted) or not match["source"]
        open_to = set(name) & said.stems or (_PRONOUN.search(said.quoted) and spoken) or _QUOTED.search(said.quoted)
        if not said.speakers and _GROUP.search(said.quoted) and last <= text.stems(said.around):
            continue
        if said.speakers or not told or not open_to:
            return True
    return False


def _says_beside(claim: str, name: AbstractSet[str], said: Said) -> bool:
    """Whether a quote beside the one that the claim is held against is theirs, and says most of the claim."""
    own = set(text.content_stems(claim)) - name
    theirs = [words for words, a in said.beside if text.stems(who_says(a.body, words)) & name]
    return any(len(own & text.stems(words)) >= len(own) / 2 for words in theirs)


def _tells_by_figures(last: AbstractSet[str], said: Said) -> bool:
    """Whether the quotes give what they say for what the figures of that source show: "the latest CDC data suggests"."""
    return any(last & text.stems(m[1]) for m in _FIGURES.finditer(said.quoted))


def _is_crossed(pair: text.Pair, claimed: set[text.Pair], said: Said) -> bool:
    """Whether the quotes join the first half to another word, and the articles never to this one: "Casper Hask" of Casper Eide and Benno Hask."""
    first, second = pair
    if pair in said.pairs or first in text.STOPWORDS - {"news"} or second in text.CALENDAR:
        return False
    joined = {b for a, b in text.name_pairs(said.quoted) if a == first}
    # "Mayor Tilda Maric" of "Mayor Maric", and the other way round
    return bool(joined) and not any((second, b) in claimed or (b, second) in said.pairs for b in joined)


def _quotation(claim: str, said: Said) -> bool:
    have = " ".join(text.words(f"{said.quoted} {said.around} {said.question} {said.lent}"))
    return any(" ".join(text.words(quoted)) not in have for quoted in _QUOTED.findall(claim))


_CHECKS: dict[str, Callable[[str, Said], bool]] = {
    "number": is_other_number,
    "rank": is_other_rank,
    "whole": is_whole_for_part,
    "sum": is_of_several,
    "basis": is_of_another_basis,
    "pair": is_other_pair,
    "owner": is_of_another_owner,
    "date": is_other_date,
    "name": _name,
    "speaker": _speaker,
    "quotation": _quotation,
    "negation": polarity.is_negated,
    "direction": polarity.is_turned,
    "extent": is_widened,
    "trend": is_turned_figure,
    "certainty": polarity.is_surer,
    "fact": is_no_fact,
    "plan": is_only_planned,
    "correction": is_taken_back,
    "role": is_other_role,
    "agent": is_other_agent,
    "subject": is_other_subject,
    "person": is_other_person,
    "described": is_described_other,
    "bystander": is_bystander,
    "telling": is_day_of_telling,
    "speech": is_other_speech,
    "premise": is_unfounded,
}
