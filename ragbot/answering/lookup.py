"""From a question to its evidence, and what the evidence decides by itself."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from operator import attrgetter

from ragbot import citations, conversation, text, understanding, verdicts
from ragbot.answering import continued
from ragbot.catalogue import Window
from ragbot.citations import Quote
from ragbot.conversation import Standalone
from ragbot.retrieval import Retrieval, Retriever, Ties, both
from ragbot.understanding import Overview
from ragbot.verdicts import Comparison, Verdict

_ADMISSIBLE, _TIMELY = attrgetter("admissible"), attrgetter("timely")


class Lookup:
    """Looks a question up; one about two things, or two questions in one, for each of them."""

    def __init__(self, retriever: Retriever, ties: Ties, tokens: int) -> None:
        self._retriever = retriever
        self._ties = ties
        self._tokens = tokens
        self._sides = ThreadPoolExecutor(2, thread_name_prefix="comparison")

    def __call__(
        self, asked: Standalone, see: Window, *, infer: bool, read: continued.Reading = ()
    ) -> tuple[Retrieval, Verdict]:
        """`read` is what the model has read for the question before, in a conversation."""
        if overview := understanding.read_overview(asked.asks):
            if told := self._overview(overview, asked, see, infer=infer):
                return told
        elif not asked.about:
            if sides := verdicts.read_comparison(asked.text):
                return self._compared(asked.text, sides, see, infer=infer)
            if parts := verdicts.read_parts(asked.text):
                return self._in_parts(parts, see, infer=infer) or self._one(asked, see, infer=infer)
        return self._one(asked, see, infer=infer, read=read)

    def _one(
        self, asked: Standalone, see: Window, *, infer: bool, read: continued.Reading = ()
    ) -> tuple[Retrieval, Verdict]:
        found = self._retriever.retrieve(asked.text, see, infer=infer, asks=asked.asks)
        wanted = verdicts.asked_for(asked.text, found.inferred, asked.asks)
        ties = partial(self._ties, window=see)
        verdict = verdicts.weigh(wanted, found.evidence, ties=ties)
        if not verdict.fitting or verdict.proof:
            return found, verdict
        again = continued.common(read, verdicts.readings(asked.asks, verdict.timely)[0])
        if not again:
            return found, verdict
        found = replace(found, evidence=continued.merged(again, found.evidence))
        return found, replace(verdicts.weigh(wanted, found.evidence, ties=ties), read=again)

    def _overview(
        self, wished: Overview, asked: Standalone, see: Window, *, infer: bool
    ) -> tuple[Retrieval, Verdict] | None:
        """Nothing fits where no article tells of it. None where it is looked up as any question: what is told of lies in
        the talk before, has no words to be known by, or is a name that nobody bears.
        """
        bare = not text.content_stems(wished.subject)
        if (asked.about and not bare) or (bare and not text.content_stems(asked.about)):
            return None
        subject = asked.about if bare else wished.subject
        found = self._retriever.retrieve(subject, see, infer=infer, wide=True)
        wanted = verdicts.asked_for(f"what of {subject}", found.inferred)
        verdict = verdicts.weigh(wanted, found.evidence, ties=partial(self._ties, window=see))
        if not verdict.fitting:
            return found, verdict
        tell = verdicts.tell_name if wished.kind == "name" else verdicts.tell_story
        proof = tell(subject, verdict.fitting)
        if not proof.sentences:
            return None if wished.kind == "name" else (found, replace(verdict, fitting=()))
        return found, replace(verdict, proof=proof, status="answered", tentative=False)

    def _compared(self, question: str, sides: Comparison, see: Window, *, infer: bool) -> tuple[Retrieval, Verdict]:
        pair = list(self._sides.map(lambda q: self._retriever.retrieve(q, see, infer=infer), sides.questions))
        found = both(pair[0], pair[1], self._tokens)
        ways = [_weighed(Standalone(q), r, found) for q, r in zip(sides.questions, pair, strict=True)]
        proof, decided = verdicts.compare(sides, (ways[0].fitting, ways[1].fitting))
        admissible, timely = (tuple(e for w in ways for e in part(w)) for part in (_ADMISSIBLE, _TIMELY))
        if proof.sentences and (decided or sides.sure):
            return found, Verdict(ways[0].fitting, admissible=admissible, proof=proof, tentative=not decided)
        if not all(w.fitting for w in ways):
            return found, verdicts.weigh(verdicts.asked_for(question, found.inferred), found.evidence)
        return found, Verdict(ways[0].fitting + ways[1].fitting, admissible=admissible, timely=timely)

    def _in_parts(self, parts: tuple[str, str], see: Window, *, infer: bool) -> tuple[Retrieval, Verdict] | None:
        """None where one of the two has no answer, or outlets disagree on it: the question is then looked up as a whole."""
        first, way = self._one(Standalone(parts[0]), see, infer=infer)
        if not way.fitting:
            return None
        said = _said(way.fitting[0])
        then = conversation.resolve(parts[1], [("user", parts[0]), ("assistant", said)])
        second = self._retriever.retrieve(then.text, see, infer=infer, asks=then.asks)
        found = both(first, second, self._tokens)
        ties = partial(self._ties, window=see)
        ways = (_weighed(Standalone(parts[0]), first, found, ties), _weighed(then, second, found, ties))
        if not all(w.fitting for w in ways) or any(w.status == "conflicting" for w in ways):
            return None
        proof = verdicts.tell_parts(parts, (ways[0].fitting, ways[1].fitting))
        admissible = tuple(e for way in ways for e in way.admissible)
        links = ways[0].links + ways[1].links
        return found, Verdict(ways[0].fitting, admissible=admissible, proof=proof, tentative=True, links=links)


def _weighed(asked: Standalone, own: Retrieval, found: Retrieval, ties: verdicts.Ties | None = None) -> Verdict:
    """What one of two questions has among the evidence for both: only what was found for it may answer."""
    wanted = verdicts.asked_for(asked.text, own.inferred, asked.asks)
    return verdicts.weigh(wanted, found.evidence, own.evidence, ties)


def _said(quote: Quote) -> str:
    """A sentence, with the name of the one who says it where it may leave that to the sentence before it."""
    who = citations.who_says(quote.source.article.body, quote.sentence.text)
    return f"{who}: {quote.sentence.text}" if who else quote.sentence.text
