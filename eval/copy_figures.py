"""How well copies are told from other stories, on planted pairs: `python -m eval.copy_figures FOLDER`.

Each article of FOLDER long enough is copied in the ways that newspapers copy agencies, and paired with the stories
most like it that are none of its copies: its nearest neighbours by word overlap, the same story with other figures
(a template, an update), a story that shares a paragraph of background, a brief that quotes it.
"""

from __future__ import annotations

import random
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ragbot import copies, text
from ragbot.articles import find_files, load
from ragbot.domain import Article

_FEWEST_PARAGRAPHS = 5
_NEIGHBOURS = 5
_WORDS = {"said": "told reporters", "people": "persons", "percent": "per cent", "police": "officers", "new": "recent", "about": "some", "because": "since", "big": "large", "center": "centre", "killed": "dead"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts, how the second was made, and whether it is a copy of the first."""

    kind: str
    one: str
    other: str
    is_copy: bool


def pairs(bodies: Sequence[str], seed: int = 1) -> Iterator[Pair]:
    """The planted pairs of all bodies that have at least five paragraphs."""
    draw = random.Random(seed)  # noqa: S311  # planted pairs, no secrets
    stems = [set(text.content_stems(b)) for b in bodies]
    for at, body in enumerate(bodies):
        parts = [p for p in body.split("\n") if p.strip()]
        if len(parts) < _FEWEST_PARAGRAPHS:
            continue
        yield from _copied(body, parts, bodies[draw.randrange(len(bodies))], draw)
        yield Pair("other figures", body, _other_figures(body), is_copy=False)
        stranger = [p for p in bodies[(at + len(bodies) // 2) % len(bodies)].split("\n") if p.strip()]
        yield Pair("shared background", body, "\n\n".join([*stranger, parts[-1]]), is_copy=False)
        yield Pair("brief that quotes", "\n\n".join(stranger[:2] + parts[1:2]), body, is_copy=False)
        near = sorted(range(len(bodies)), key=lambda i: -len(stems[at] & stems[i]) / (1 + len(stems[at] | stems[i])))
        for i in [i for i in near if i != at and not _same_text(body, bodies[i])][:_NEIGHBOURS]:
            yield Pair("nearest other story", body, bodies[i], is_copy=False)


def figures(planted: Sequence[Pair]) -> dict[str, tuple[int, float, float]]:
    """Of each kind: how many pairs, the share called copies, the share that shares an LSH band."""
    called: defaultdict[str, list[tuple[bool, bool]]] = defaultdict(list)
    for pair in planted:
        bands = [set(copies.bands(copies.signature(t))) for t in (pair.one, pair.other)]
        found = not bands[0].isdisjoint(bands[1])
        called[pair.kind].append((found and copies.is_copy(pair.one, pair.other), found))
    return {k: (len(v), sum(c for c, _ in v) / len(v), sum(f for _, f in v) / len(v)) for k, v in called.items()}


def precision_recall(planted: Sequence[Pair]) -> tuple[float, float]:
    """Over all pairs, candidates found by their bands."""
    by_kind = figures(planted)
    real = {p.kind for p in planted if p.is_copy}
    right = sum(n * share for kind, (n, share, _) in by_kind.items() if kind in real)
    wrong = sum(n * share for kind, (n, share, _) in by_kind.items() if kind not in real)
    return right / (right + wrong) if right + wrong else 1.0, right / sum(by_kind[k][0] for k in real)


def _copied(body: str, parts: Sequence[str], other: str, draw: random.Random) -> Iterator[Pair]:
    local = other.split("\n", maxsplit=1)[0]
    shorter = _words_changed("\n\n".join(parts[: max(3, len(parts) * 7 // 10)]), draw)
    made = {
        "exact": body,
        "cut to 60 %": "\n\n".join(parts[: max(3, len(parts) * 6 // 10)]),
        "cut to 45 %": "\n\n".join(parts[: max(3, len(parts) * 45 // 100)]),
        "local paragraph in front": f"{local}\n\n{body}",
        "local paragraph at the end": f"{body}\n\n{local}",
        "other dateline and credit": "HOLM (LP) — " + re.sub(r"^[^\n]{1,60}? [—–-]+ ", "", body) + "\n\n© 2026 LP",
        "words changed": _words_changed(body, draw),
        "typography": body.replace('"', "“").replace("'", "’").replace(" - ", " — ").upper(),
        "paragraphs swapped": "\n\n".join([parts[0], *parts[2:3], parts[1], *parts[3:]]),
        "cut, changed, local": shorter + "\n\n" + local,
    }
    yield from (Pair(kind, body, copy, is_copy=True) for kind, copy in made.items())


def _words_changed(body: str, draw: random.Random) -> str:
    """Words that sub-editors change, and one sentence in twelve left out."""
    changed = re.sub(r"\b(" + "|".join(_WORDS) + r")\b", lambda m: _WORDS[m[1]], body)
    sentences = re.split(r"(?<=[.!?]) ", changed)
    return " ".join(s for s in sentences if draw.random() > 1 / 12)


def _other_figures(body: str) -> str:
    """A template filled anew: every number and every name is another."""
    numbers = re.sub(r"\d+", lambda m: str(int(m[0]) * 3 + 7)[-max(1, len(m[0])) :], body)
    return re.sub(r"(?<=[a-z,] )[A-Z][a-z]{2,}", lambda m: m[0][:1] + m[0][1:][::-1], numbers)


def _same_text(one: str, other: str) -> bool:
    """Real archives hold real copies: two bodies that share half of their sentences are no pair of strangers."""
    first, second = ({s.strip() for s in re.split(r"(?<=[.!?])\s", b)} for b in (one, other))
    return len(first & second) >= min(len(first), len(second)) / 2


def main() -> None:
    found = [a for s in find_files([Path(sys.argv[1])])[0] for a in load(s) if isinstance(a, Article)]
    planted = list(pairs([a.body for a in found]))
    for kind, (count, called, candidates) in figures(planted).items():
        print(f"{kind:<28}{count:>7,}   called copies {called:.3f}   candidates {candidates:.3f}")  # noqa: T201  # a report
    print("precision {:.3f}, recall {:.3f}".format(*precision_recall(planted)))  # noqa: T201  # as above


if __name__ == "__main__":
    main()
