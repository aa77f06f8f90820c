"""A question that describes somebody or something instead of naming it: "the party that Hollis Ditmar chairs".

What is described is asked for first, then the question with its name in place of the description (self-ask: Press et al.,
Measuring and Narrowing the Compositionality Gap, EMNLP Findings 2023; here the words of the question tell where to cut).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import pairwise

from ragbot import text
from ragbot.citations import Proof
from ragbot.domain import Article
from ragbot.text.speech import ASKED
from ragbot.understanding import checking


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_READ = 400  # characters
_SHORTEST = 2  # words of a description
_LONGEST_NAME = 6  # words
# Shares of a description's words that must stand in the quotes that name the described one, and in their articles
_QUOTED, _TOLD = 0.25, 0.6
_NP = r"\b[Tt]he\s+(?:[a-z][\w’'-]*\s+){0,2}?(?P<noun>[a-z][\w’'-]+)"
_OF = r"(?:to|for|of|with|by|from|after|at|in|on|over|under|through)"
_DESCRIBED = re.compile(rf"(?P<np>{_NP})\s+(?P<clause>(?:{_OF}\s+(?:whom|which|whose)|who|whose|that|which)\s+[^?]+)")
# "the man … get to whom Ilgen had lent money": the description stands behind the verb
_APART = re.compile(rf"(?P<np>{_NP})\s+(?P<verb>[a-z]+)\s+(?P<clause>{_OF}\s+(?:whom|which|whose)\s+[^?]+)")
_PARTICIPLE = re.compile(rf"(?P<np>{_NP})\s+(?P<clause>[a-z]+ed\s+(?:with|by|in|on|at|from|for|after|to|as)\b[^?]+)")
_DOES = re.compile(r"\b(?:did|does|do|will|would|can|could|should|may|might)\b", re.IGNORECASE)
_SPEECH = re.compile(rf"\b(?:{ASKED}|worr(?:y|ied)|believe[sd]?)\b", re.IGNORECASE)
_IS_ASKED = re.compile(
    r"^\W*(?:what|which|who)(?:['’]?s|\s+(?:is|was|are|were))\s+(?:the (?:name|title) of\s*)?$", re.IGNORECASE
)
_NEXT_QUESTION = re.compile(
    r",\s+(?:and\s+|but\s+)?(?:\w+\s+)?(?:who|whom|what|when|where|which|why|how)\b", re.IGNORECASE
)
_NAMELESS = _words(
    """
    amount sum number way reason day date year month week time place fact people one ones first last only same
    most kind thing things question answer news
    """
)
_SUPERLATIVE = re.compile(r"\b\w+est\b|\b(?:most|least|first|last|only)\b", re.IGNORECASE)
_SUBJECTS = frozenset({"who", "which", "that"})
# "When was the man who painted it born?": the description takes the verb with it, and a question without one is left
_WAITS = re.compile(r"\b(?:did|does|do|will|would|can|could)\s*$|\b(?:when|where|why|how much|how often)\s+(?:is|are|was|were|has|have|had)\s*$", re.IGNORECASE)  # fmt: skip
_FINITE = re.compile(r"(?:was|were|is|are|has|had|have|did|will|would|can|could|\w+ed|\w{2,}s|said|won|lost|got|made|took|gave|came|went|held|led|built|found|left|sold|bought|wrote)$")  # fmt: skip
_NOT_BEFORE_A_VERB = _words(
    """
    to the a an his her its their our my your of in on at for with by from and or no not will would can could
    may might must should did does do
    """
)
# Base forms: where one stands behind "did the man who stole the car …", the description is over.
_BASE_VERBS = _words(
    """
    be have get win lose make take give go come say tell call ask pay spend cost receive earn raise cut buy sell
    build open close start begin end stop finish leave join lead run hold keep sign vote pass reject approve
    order demand want plan propose offer accept refuse decline agree claim describe explain warn announce
    publish release reveal disclose report find discover kill die injure hurt damage destroy save rescue hit
    shoot steal rob escape flee hide live work serve play score beat travel fly drive move return arrive visit
    attend follow watch see hear meet marry study teach write sing perform found create launch develop design
    invent use need help hand face sue charge appeal resign retire step quit become remain stay grow rise fall
    increase reduce drop change happen apply appear testify settle seek plead think feel hope expect promise
    provide supply carry bring send put set show speak stand turn wear eat drink own belong
    """
)
_CAPITAL = r"[A-Z](?:[\w.-]|[’'](?!s\b))*"
_RUN = re.compile(rf"{_CAPITAL}(?:\s(?:(?:of|de|von|van|al)\s)?{_CAPITAL})*")


@dataclass(frozen=True, slots=True)
class Nested:
    """`first` asks who or what the question describes; `noun` says what it is."""

    question: str
    first: str
    noun: str
    description: str
    before: str
    after: str

    def second(self, name: str) -> str:
        """The question with `name` in place of the description."""
        return " ".join(f"{self.before} {name} {self.after}".split()).replace(" ,", ",").rstrip(" ?") + "?"

    def name(self, proof: Proof, articles: Mapping[str, Article]) -> str:
        """The name that an answer to `first` gives; "" where it gives none or several, or where its quotes and their
        articles do not speak of what is described: that the answer says it again proves nothing.
        """
        said = " ".join(s.text for s in proof.sentences)
        quoted = text.stems(" ".join(c.quote for c in proof.citations))
        bodies = (articles[c.article_id] for c in proof.citations if c.article_id in articles)
        told = quoted | text.stems(" ".join(f"{a.headline} {a.body}" for a in bodies))
        if len(proof.sentences) != 1 or self._share(quoted) < _QUOTED or self._share(told) < _TOLD:
            return ""
        return self._named(" ".join(said.rstrip(" .").split()))

    def name_beside(self, sentence: str) -> str:
        """The one new name that stands beside a word of the description, "lent Kordas"; "" where the sentence does not
        speak of what is described, or has none or several.
        """
        if self._share(text.stems(sentence)) < _TOLD:
            return ""
        found = {
            run[0]
            for run in _RUN.finditer(sentence)
            if not _is_dateline(run)
            and self._is_new(run[0])
            and self._described & {_last(sentence[: run.start()]), _first(sentence[run.end() :])}
        }
        return _as_object(found.pop()) if len(found) == 1 else ""

    @property
    def _described(self) -> set[str]:
        return set(text.content_stems(self.description)) - {text.stem(self.noun)}

    def _share(self, stems: AbstractSet[str]) -> float:
        return len(self._described & stems) / max(1, len(self._described))

    def _named(self, claim: str) -> str:
        noun = re.escape(self.noun)
        for pattern in (
            rf"^(?P<x>[^,]+?) (?:is|was|are|were) the (?:[\w’'-]+ ){{0,3}}{noun}\b",
            rf"\b{noun}\b.* (?:is|was|are|were) (?:called |named )?(?P<x>[^,]+)$",
        ):
            if found := re.search(pattern, claim):
                fits = len(found["x"].split()) <= _LONGEST_NAME and not text.numbers(found["x"])
                return _as_object(found["x"]) if fits and self._adds(found["x"]) else ""
        runs = [m for m in _RUN.finditer(claim) if self._is_new(m[0])]
        if len({m[0] for m in runs}) != 1:
            return ""
        whole = re.match(rf"(?:[a-z]+ ){{0,2}}{noun}\b", claim[runs[0].end() :].lstrip())
        return _as_object(runs[0][0] + (f" {whole[0]}" if whole else ""))

    def _adds(self, words: str) -> bool:
        return bool(set(text.content_stems(words)) - text.stems(self.question))

    def _is_new(self, words: str) -> bool:
        named = {text.stem(w) for run in _RUN.findall(words) for w in text.words(run)}
        return bool(named - text.STOPWORDS - text.stems(self.question))


def read_nested(question: str) -> Nested | None:
    """The description in a question and what is asked of it; None where there is none, or it is what is asked for."""
    question = " ".join(question.split())
    if len(question) > _READ or checking.is_polar(question):
        return None
    if apart := _APART.search(question):
        if apart["verb"] in _BASE_VERBS and _DOES.search(question[: apart.start()]):
            return _nested(question, apart, len(apart["clause"]), f"{apart['verb']}")
        return None
    if found := _DESCRIBED.search(question):
        return _nested(question, found, _end(question[: found.start()], found["clause"]), "")
    found = _PARTICIPLE.search(question)
    if found and re.search(r"\b(?:did|does|do|will|would)\s*$", question[: found.start()]):
        end = _end(question[: found.start()], found["clause"])
        return _nested(question, found, end, "") if end < len(found["clause"]) else None
    return None


def _nested(question: str, found: re.Match[str], end: int, verb: str) -> Nested | None:
    before, description = question[: found.start()], found["clause"][:end].strip()
    after = f"{verb} {question[found.start('clause') + end :]}"
    if (
        found["noun"] in _NAMELESS
        or _SUPERLATIVE.search(found["np"])
        or _SPEECH.search(before)
        or _IS_ASKED.match(before)
        or (_WAITS.search(before) and not after.strip(" ?"))
        or found["noun"] in ("have", "be", "do")
        or not before.strip()  # "The man who stole the car was fined; where?"
        or _NEXT_QUESTION.search(question, found.start())
        or len(description.split()) <= _SHORTEST
    ):
        return None
    return Nested(question, f"Which {found['noun']} is it {description}?", found["noun"], description, before, after)


def _end(before: str, clause: str) -> int:
    """Where the description is over: at the verb that an auxiliary in front of it waits for, else at the end."""
    auxiliary = _DOES.search(before)
    if not auxiliary or _has_verb(before[auxiliary.end() :]):
        return len(clause)
    finite, last = False, ""
    for match in re.finditer(r"[\w’'.-]+", clause):
        word = match[0]
        if finite and word in _BASE_VERBS and last not in _NOT_BEFORE_A_VERB:
            return match.start() - len(last) - 1 if last.endswith("ly") else match.start()
        does = last in _SUBJECTS and word.islower() and word not in _NOT_BEFORE_A_VERB  # "who shot the mayor"
        finite, last = finite or does or bool(_FINITE.match(word)), word
    return len(clause)


def _is_dateline(run: re.Match[str]) -> bool:
    return run.start() == 0 and run[0].isupper()


def _last(words: str) -> str:
    return next((text.stem(w) for w in reversed(text.words(words.removesuffix("’s ").removesuffix("'s ")))), "")


def _first(words: str) -> str:
    return next(map(text.stem, text.words(words)), "")


def _has_verb(words: str) -> bool:
    """Whether the verb has come: not as the first word, where its subject is, nor behind an article."""
    found = text.words(words)
    return any(w in _BASE_VERBS and last not in _NOT_BEFORE_A_VERB for last, w in pairwise(found))


def _as_object(name: str) -> str:
    return re.sub(r"^(The|A|An)\s", lambda m: m[0].lower(), name)
