"""True pairs: a claim as a small model writes it, and the evidence that it was written from, among other articles'."""

from __future__ import annotations

import hashlib
import json
import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any

from eval.mutations.variants import variants
from ragbot import chunking, copies, text
from ragbot.articles import find_files, load
from ragbot.domain import Article, Evidence, EvidenceSentence, Span

_WORDS = (8, 40)  # in a sentence that is worth a claim
_OWN = 5  # sentences of the article that holds the proof
_OTHERS = 3  # articles beside it, each with two sentences
_CANDIDATES = 12  # articles near the claim, from which those that tell the same story are left out


@dataclass(frozen=True, slots=True)
class Pair:
    """A claim that `evidence[source - 1]` bears out; `kind` is how it was worded. Nothing else in the evidence does."""

    id: str
    kind: str
    question: str
    claim: str
    evidence: tuple[Evidence, ...]
    source: int

    @property
    def held(self) -> bool:
        """Whether it is of the half that no check was ever made for: told by the sentence, not by its wording."""
        return hashlib.sha256((self.id.rpartition("/")[0] or self.id).encode()).digest()[0] % 2 == 1

    @property
    def article(self) -> Article:
        return self.evidence[self.source - 1].article


class Corpus:
    """Articles of one folder, with what is needed to find those most like a sentence."""

    def __init__(self, name: str, folder: Path) -> None:
        self.name = name
        loaded = [a for s in find_files([folder])[0] for a in load(s) if isinstance(a, Article)]
        self.articles = [a for a in loaded if a.language[:2] in ("", "en") and a.status == "usable"]
        self.by_path = {a.source_path: a for a in self.articles}

    @cached_property
    def _having(self) -> Mapping[str, list[int]]:
        having = defaultdict(list)
        for i, article in enumerate(self.articles):
            for stem in set(text.content_stems(f"{article.headline} {article.body}")):
                having[stem].append(i)
        return having

    def evidence(self, article: Article, must: Sequence[Span], query: str) -> tuple[tuple[Evidence, ...], int]:
        """The article's sentences, `must` among them, between the nearest sentences of other stories."""
        said = [article.body[s.start : s.end] for s in must]
        near = (o for o in self._near(query) if o.id != article.id and not any(words in o.body for words in said))
        others = islice((o for o in near if not copies.is_copy(o.body, article.body)), _OTHERS)
        picked = [(article, _best(article, query, _OWN, must)), *((o, _best(o, query, 2)) for o in others)]
        at = int(hashlib.sha256(query.encode()).hexdigest(), 16) % len(picked)
        picked.insert(at, picked.pop(0))
        return tuple(Evidence(n, a, _shown(a, spans)) for n, (a, spans) in enumerate(picked, start=1)), at + 1

    def _near(self, query: str) -> list[Article]:
        score: defaultdict[int, float] = defaultdict(float)
        for stem in text.content_stems(query):
            for i in self._having.get(stem, ()):
                score[i] += 1 / len(self._having[stem]) ** 0.5
        return [self.articles[i] for i in sorted(score, key=lambda i: (-score[i], i))[:_CANDIDATES]]


def sampled(corpus: Corpus, count: int, seed: int) -> Iterator[Pair]:
    """`count` sentences of the corpus that say something, each verbatim and in one or two other wordings."""
    draw = random.Random(f"{corpus.name}{seed}")  # noqa: S311  # pairs, no secrets
    places = [
        (a, i, spans) for a in corpus.articles for spans in [chunking.sentences(a.body)] for i in range(len(spans))
    ]
    draw.shuffle(places)
    for article, i, spans in places:
        sentence = article.body[spans[i].start : spans[i].end]
        if not _is_worth(sentence):
            continue
        after = spans[i + 1] if i + 1 < len(spans) else None
        next_one = article.body[after.start : after.end] if after else ""
        wordings = list(variants(sentence, next_one, article))
        chosen = [wordings[0], *draw.sample(wordings[1:], min(2, len(wordings) - 1))]
        must = [spans[i], *([after] if after and any(kind == "joined" for kind, _ in chosen) else [])]
        evidence, source = corpus.evidence(article, must, sentence)
        for kind, claim in chosen:
            place = f"{corpus.name}:{article.source_path}@{spans[i].start}"
            yield Pair(f"{place}/{kind}", kind, "", claim, evidence, source)
        count -= 1
        if not count:
            return


def written(corpora: Mapping[str, Corpus], file: Path) -> Iterator[Pair]:
    """Pairs that people wrote: question, claim and the article that proves it, one JSON object a line."""
    for line in file.read_text(encoding="utf-8").splitlines():
        data: dict[str, Any] = json.loads(line)
        corpus = corpora.get(data["corpus"])
        if corpus is None:
            continue
        article = corpus.by_path[data["article"]]
        must = [_found(article, quote) for quote in data.get("quotes", ())]
        evidence, source = corpus.evidence(article, must, f"{data['question']} {data['claim']}")
        yield Pair(data["id"], data.get("kind", "written"), data["question"], data["claim"], evidence, source)


def _found(article: Article, quote: str) -> Span:
    at = article.body.index(quote)
    return next(s for s in chunking.sentences(article.body) if s.start <= at < s.end)


def _is_worth(sentence: str) -> bool:
    words = sentence.split()
    if not _WORDS[0] <= len(words) <= _WORDS[1] or "|" in sentence or "\n" in sentence or sentence[-1] not in '.”"':
        return False
    return bool(text.numbers(sentence) or text.names(sentence))


def _best(article: Article, query: str, count: int, must: Sequence[Span] = ()) -> list[Span]:
    wanted = set(text.content_stems(query))
    spans = [s for s in chunking.sentences(article.body) if s not in must]
    spans.sort(key=lambda s: -len(wanted & set(text.content_stems(article.body[s.start : s.end]))))
    return sorted([*must, *spans[: max(0, count - len(must))]], key=lambda s: s.start)


def _shown(article: Article, spans: Sequence[Span]) -> tuple[EvidenceSentence, ...]:
    return tuple(EvidenceSentence(s.start, s.end, article.body[s.start : s.end], 1.0) for s in spans)
