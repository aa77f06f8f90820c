"""Which pairs are kept, which lies are caught, as a table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from eval.mutations.corrupt import Lie, lies
from eval.mutations.pairs import Pair
from ragbot import chunking, citations, text
from ragbot.citations import Proof
from ragbot.domain import Evidence

_SAME = 0.6
_END = 20  # characters of a claim by which it is told again behind "According to …"
_GOALS = {"true, dropped": 0.03, "number": 0.99, "date": 0.99, "name": 0.97, "citation": 0.97, "negation": 0.80}


@dataclass(frozen=True, slots=True)
class Trial:
    """One claim put to proof: a lie of a category, or a true one of category "true, dropped"."""

    pair: Pair
    lie: Lie
    kept: Proof | None

    @property
    def failed(self) -> bool:
        return (self.kept is None) == (self.lie.category == "true, dropped")


def trials(pairs: Iterable[Pair]) -> list[Trial]:
    """Each pair as it is, each of its lies, and the pair with the marker of each other article."""
    made = []
    for pair in pairs:
        true = Lie("true, dropped", pair.kind, pair.claim)
        made.append(Trial(pair, true, proof(pair, pair.claim, pair.source)))
        for lie in lies(pair):
            kept = proof(pair, lie.claim, pair.source)
            given_back = lie.category == "voice" and kept and kept.text.startswith("According to")
            made.append(Trial(pair, lie, None if given_back else kept))
        for other in pair.evidence:
            if other.n != pair.source and not _tells_the_same(pair.claim, other):
                kept = proof(pair, pair.claim, other.n)
                wrong = kept and other.article.id in {c.article_id for c in kept.citations}
                made.append(Trial(pair, Lie("citation", "of another article", pair.claim), kept if wrong else None))
    return made


def _tells_the_same(claim: str, other: Evidence) -> bool:
    """Whether a sentence of the other article has most of the claim's words: it may well prove it too."""
    wanted = set(text.content_stems(claim))
    return any(len(wanted & set(text.content_stems(s.text))) >= _SAME * len(wanted) for s in other.sentences)


def proof(pair: Pair, claim: str, marker: int) -> Proof | None:
    """What proves the claim as it stands, asked as a draft that names the source `marker`; None where nothing does."""
    found = citations.prove(f"{claim} [{marker}]", pair.question, pair.evidence, chunking.sentences)
    told = " ".join(s.text for s in found.sentences)
    # What a dropped half leaves behind is true: only a claim that stands whole is kept.
    end = claim.rstrip(".")[-_END:].strip().casefold()
    return found if found.sentences and not found.dropped and end in told.casefold() else None


def figures(done: Sequence[Trial], by: str = "category") -> dict[str, tuple[int, float]]:
    """By category or by (category, how): how many, and the share caught; of the true ones the share dropped."""
    counted: defaultdict[str, list[bool]] = defaultdict(list)
    for trial in done:
        key = trial.lie.category if by == "category" else f"{trial.lie.category}: {trial.lie.how}"
        counted[key].append(trial.kept is None)
    return {key: (len(dropped), sum(dropped) / len(dropped)) for key, dropped in sorted(counted.items())}


def table(done: Sequence[Trial], *, detail: bool) -> str:
    """Markdown: the halves side by side."""
    halves = [[t for t in done if not t.pair.held], [t for t in done if t.pair.held]]
    lines = ["| changed | goal | tune | n | held | n |", "|---|---|---|---|---|---|"]
    for by in ("category", "how") if detail else ("category",):
        tune, held = (figures(half, by) for half in halves)
        for key in sorted(tune.keys() | held.keys()):
            cells = [f"{share:.3f} | {n:,}" for n, share in (tune.get(key, (0, 0.0)), held.get(key, (0, 0.0)))]
            goal = _GOALS.get(key)
            shown = "" if goal is None else f"{'≤' if key.startswith('true') else '≥'} {goal:.2f}"
            lines.append(f"| {key} | {shown} | {' | '.join(cells)} |")
    return "\n".join(lines)
