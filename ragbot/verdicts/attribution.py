"""Who said it, and what did they say: answered by the speaker's own words, outlet and date, without a model."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ragbot import chunking, text
from ragbot.citations import Proof, Quote, assemble
from ragbot.citations.speakers import Speaker, find_speaker, quotations
from ragbot.domain import EvidenceSentence
from ragbot.text.speech import ASKED

_SAID = rf"(?:{ASKED}|used to say)"
_WHO = re.compile(rf"^\W*(?:(?:and|but|so) )?(?:who|which [\w-]+) (?:\w+ly )?{_SAID}\b(?!.*,? and (?:what|which|from|how|over|when|where|who)\b)|\baccording to whom\b|\bby whom\b.*\b{_SAID}\b", re.IGNORECASE)  # fmt: skip
_WHAT = re.compile(
    rf"^\W*(?:what|how|which)\b.{{0,80}}?\b(?:did|does|has|had) (?P<name>(?:[\w’'.-]+ ){{0,5}}?(?:[A-Z][\w’'.-]*)(?: [A-Z][\w’'.-]*){{0,3}}) (?:\w+ly )?(?!compare){_SAID}\b",
    re.IGNORECASE,
)
_VERB = re.compile(rf"\b{_SAID}\b", re.IGNORECASE)
_SINGLE = re.compile(
    r"(?<!\w)['‘]([^'‘’]{2,60})['’](?!\w)"
)  # who asks may quote so; in an article it may be an apostrophe
_TRIED = 4  # sentences, best first
_NEAR = 0.25  # in score behind the best
_TOPIC = 0.25  # share of what the question says that was said which the sentence must hold


@dataclass(frozen=True, slots=True)
class Attributed:
    """A question about words: `speaker` are the stems of whose words are asked for, none where it asks for that."""

    speaker: frozenset[str]
    topic: frozenset[str]
    quoted: tuple[str, ...]


def read_attribution(question: str) -> Attributed | None:
    """What a question asks of someone's words; None for any other question."""
    asked = _WHO.search(question)
    told = None if asked else _WHAT.search(question)
    if not asked and not told:
        return None
    name = told["name"] if told else ""
    speaker = frozenset(text.stem(w.lower()) for w in text.capitalised(name))
    if told and not speaker:
        return None
    stems = set(text.content_stems(_VERB.sub(" ", question)))
    topic = stems - set(text.content_stems(name)) - text.names(question)
    return Attributed(speaker, frozenset(text.senses(topic)), (*quotations(question), *_SINGLE.findall(question)))


def attribute(question: str, fitting: Sequence[Quote]) -> Proof | None:
    """The best fitting sentence that somebody says, with its speaker; None where who speaks is not safe to tell.

    `fitting` are sentences that may answer, best first.
    """
    asked = read_attribution(question)
    if asked is None or not fitting:
        return None
    near = [q for q in fitting[:_TRIED] if q.sentence.score >= fitting[0].sentence.score - _NEAR]
    quote = max(near, key=lambda q: _rare(asked, q, near))
    found = _speaker_of(quote)
    if found is None or not _is_asked(asked, quote, found):
        return None
    naming = _naming(quote, found)
    return assemble([(_told(quote, found), [quote, *([naming] if naming != quote else [])])])


def _fit(asked: Attributed, quote: Quote) -> float:
    have = text.senses(text.content_stems(quote.sentence.text))
    share = len(asked.topic & have) / len(asked.topic) if asked.topic else 1.0
    return share + any(_plain(words) in _plain(quote.sentence.text) for words in asked.quoted)


def _rare(asked: Attributed, quote: Quote, near: Sequence[Quote]) -> float:
    """How much of the topic the sentence alone has: a word that all of them have tells them not apart."""
    stems = [text.senses(text.content_stems(q.sentence.text)) for q in near]
    mine = asked.topic & text.senses(text.content_stems(quote.sentence.text))
    told = any(_plain(words) in _plain(quote.sentence.text) for words in asked.quoted)
    return sum(1 / sum(stem in have for have in stems) for stem in sorted(mine)) + len(asked.topic) * told


def _is_asked(asked: Attributed, quote: Quote, found: Speaker) -> bool:
    if asked.speaker and text.stem(text.words(found.name)[-1]) not in asked.speaker:
        return False
    # Of a named speaker the best sentence need not share a word with the question: "What did Voss say?"
    return bool(asked.speaker) or _fit(asked, quote) >= _TOPIC


def _speaker_of(quote: Quote) -> Speaker | None:
    article = quote.source.article
    spans = chunking.sentences(article.body, article.language)
    at = next((i for i, s in enumerate(spans) if s.start <= quote.sentence.start < s.end), None)
    return None if at is None else find_speaker(article.body, spans, at)


def _naming(quote: Quote, found: Speaker) -> Quote:
    """The sentence that names the speaker, where it is another one."""
    if found.named.start <= quote.sentence.start < found.named.end:
        return quote
    body, span = quote.source.article.body, found.named
    return Quote(quote.source, EvidenceSentence(span.start, span.end, body[span.start : span.end], 0.0))


def _told(quote: Quote, found: Speaker) -> str:
    article = quote.source.article
    said = quotations(quote.sentence.text)
    whole = quote.words
    source = ", ".join(filter(None, (article.outlet, article.dated)))
    behind = f" ({source})" if source else ""
    if _is_mostly(said, whole):
        words = " … ".join(f"“{' '.join(q.split()).rstrip(',')}”" for q in said)
        return f"{found.name}: {words}{behind}"
    named = text.words(found.name)[-1] in text.words(whole)
    return f"{whole.rstrip('.')}{behind}." if named else f"{found.name}: {whole}{behind}"


def _is_mostly(said: Sequence[str], whole: str) -> bool:
    """Whether the sentence is a quotation with its speaker, and not a report with a quoted word in it."""
    return whole[:1] in '"“' or sum(len(q.split()) for q in said) * 2 >= len(whole.split())


def _plain(words: str) -> str:
    return " ".join(text.words(words))
