"""`python -m eval.mutations [--detail] [--failures CATEGORY]`: proof held against planted mistakes, in Markdown.

The newsroom is always there; AP News counts where `shared/bench/apnews` is.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from eval.mutations.figures import Trial, table, trials
from eval.mutations.pairs import Corpus, Pair, sampled, written
from eval.mutations.people import people_table, told

_ROOT = Path(__file__).resolve().parents[2]
_FOLDERS = {"newsroom": _ROOT / "corpus", "apnews": _ROOT.parent / "shared" / "bench" / "apnews" / "articles"}
_WRITTEN = _ROOT / "eval" / "data" / "pairs.jsonl"
_PEOPLE = _ROOT / "eval" / "data" / "people.jsonl"
_SENTENCES = {"newsroom": 90, "apnews": 90}


def collect(seed: int = 1) -> list[Pair]:
    """Every pair of the corpora that are there."""
    corpora = {name: Corpus(name, folder) for name, folder in _FOLDERS.items() if folder.is_dir()}
    made = [pair for name, corpus in corpora.items() for pair in sampled(corpus, _SENTENCES[name], seed)]
    return [*made, *written(corpora, _WRITTEN)]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m eval.mutations", description=__doc__)
    parser.add_argument("--detail", action="store_true", help="also by the way in which claims were changed")
    parser.add_argument("--failures", metavar="CATEGORY", help="print what went wrong, of the tune half only")
    asked = parser.parse_args()
    pairs = collect()
    done = trials(pairs)
    print(f"{len(pairs):,} true pairs, {len(done):,} trials\n\n{table(done, detail=asked.detail)}")  # noqa: T201  # a report
    by_people = list(told(Corpus("newsroom", _FOLDERS["newsroom"]), _PEOPLE))
    print(f"\n{people_table(by_people)}")  # noqa: T201  # as above
    for one in by_people:
        if asked.failures and one.failed and one.kind.startswith(asked.failures) and not one.held:
            print(f"\n{one.pair.id} · {one.kind}\n  true:  {one.pair.claim}\n  tried: {one.claim}")  # noqa: T201  # as above
    for trial in done:
        if asked.failures and trial.failed and trial.lie.category.startswith(asked.failures) and not trial.pair.held:
            print(_told(trial))  # noqa: T201  # as above


def _told(trial: Trial) -> str:
    quotes = [c.quote for c in trial.kept.citations] if trial.kept else [s.text for s in trial.pair.evidence[trial.pair.source - 1].sentences]  # fmt: skip
    return f"\n{trial.pair.id} · {trial.lie.how}\n  true:  {trial.pair.claim}\n  tried: {trial.lie.claim}\n  " + "\n  ".join(f"quote: {q}" for q in quotes)  # fmt: skip


if __name__ == "__main__":
    main()
