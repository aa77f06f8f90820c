"""`ragbot doctor`: is everything as it should be, and if not, mend it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ragbot import assembly, models, readiness
from ragbot.catalogue import Catalogue, WriterLock
from ragbot.errors import MismatchError, RagbotError
from ragbot.ingestion import Progress
from ragbot.settings import Settings

_WORTH_IT = 10_000_000  # bytes


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: a sentence, and whether it is well."""

    ok: bool
    text: str


def examine(settings: Settings, *, repair: bool, progress: Progress | None = None) -> list[Finding]:
    """Look at settings, LLM, weights, catalogue and index, in this order; with `repair`, rebuild what can be rebuilt."""
    findings = [
        Finding(ok=True, text=f"Settings {settings.fingerprint()}, archive {settings.home}, LLM {settings.llm}."),
        _try(lambda: readiness.look(settings)),
    ]
    needed = readiness.needed_weights(settings)
    for name, _, here in models.listing(settings.cache):
        if here or name not in needed:
            findings.append(
                Finding(ok=True, text=f"The weights {name} are {'here' if here else 'not here, nor needed'}.")
            )
        else:
            findings.append(Finding(ok=False, text=f"The weights {name} are not here. Run: ragbot models fetch"))
    # What is wrong with the LLM has been told, and no archive depends on it.
    archive = settings.model_copy(update={"llm": "extractive"})
    findings.append(_try(lambda: _archive(archive, repair=repair, progress=progress)))
    return findings


def _try(look: Callable[[], str]) -> Finding:
    try:
        return Finding(ok=True, text=look())
    except RagbotError as error:
        return Finding(ok=False, text=str(error))


def _archive(settings: Settings, *, repair: bool, progress: Progress | None) -> str:
    try:
        parts = assembly.assemble(settings, progress=progress, create=False)
    except MismatchError:
        if not repair:
            raise
        return _rebuild(settings, progress)
    try:
        problems = parts.catalogue.check()
        if problems:
            raise RagbotError(
                f"The catalogue is damaged: {problems[0]}. Restore it from a backup, or move it away and ingest again."
            )
        manifest = parts.index.open()
        wanted = {i for ids, _, _ in parts.catalogue.vectors() for i in ids}
        stale = manifest is None or manifest.sequence != parts.catalogue.sequence or parts.index.ids() != wanted
        if stale and not repair:
            raise RagbotError(
                "The index is not in step with the catalogue. It is rebuilt at the next start, or now: ragbot doctor --repair"
            )
        if repair:
            parts.ingestor.sync(progress, force=True)
            parts.catalogue.compact()
        return _described(parts, len(wanted), repaired=repair)
    finally:
        parts.close()


def _described(parts: assembly.Parts, passages: int, *, repaired: bool) -> str:
    catalogue = parts.catalogue
    told = [
        (
            f"The catalogue holds {catalogue.count_articles():,} articles and {passages:,} passages; "
            f"the index {'was rebuilt' if repaired else 'agrees'}."
        )
    ]
    tally = catalogue.tally()
    if tally["doubted"]:
        told.append(f"Dates in doubt: {tally['doubted']:,} (ragbot articles show ID says why).")
    if tally["copies"]:
        told.append(f"Copies of other stories: {tally['copies']:,}.")
    if tally["spare_bytes"] > _WORTH_IT:
        told.append(f"{tally['spare_bytes'] / 1e6:,.0f} MB are empty: ragbot doctor --repair gives them back.")
    words = assembly.passage_words(parts.settings)
    if words != assembly.PASSAGE_WORDS and not parts.settings.passage_words:
        told.append(
            f"It was built with passages of {words} words; with {assembly.PASSAGE_WORDS} more is found. To rebuild it: "
            f"RAGBOT_PASSAGE_WORDS={assembly.PASSAGE_WORDS} ragbot doctor --repair"
        )
    return " ".join(told)


def _rebuild(settings: Settings, progress: Progress | None) -> str:
    """Embed every article again into a catalogue beside the old one, then swap: a crash leaves the old one whole."""
    home = settings.home
    aside = home / "rebuild"
    with WriterLock(home):
        _clear(aside)  # what a rebuild left that was cut short is of another day
        old = Catalogue.as_built(home / "catalogue.sqlite")
        fresh = assembly.assemble(settings.model_copy(update={"home": aside}), progress=progress)
        try:
            fresh.ingestor.copy(old.everything(), old.count_versions(), progress)
            count = fresh.catalogue.count_articles()
            fresh.catalogue.fold()
            old.fold()
        finally:
            fresh.close()
            old.close()
        for ending in ("-wal", "-shm"):
            Path(f"{home / 'catalogue.sqlite'}{ending}").unlink(missing_ok=True)
        (aside / "catalogue.sqlite").replace(home / "catalogue.sqlite")
    parts = assembly.assemble(settings, progress=progress)
    try:
        parts.ingestor.sync(progress, force=True)
    finally:
        parts.close()
    _clear(aside)
    return f"The archive was built again with these settings: {count:,} articles."


def _clear(folder: Path) -> None:
    import shutil

    shutil.rmtree(folder, ignore_errors=True)
