"""The composition root: settings → parts. The only place that branches on names."""

from __future__ import annotations

import logging
import shlex
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from langchain_core.embeddings import Embeddings
from langchain_core.language_models import BaseChatModel

from ragbot import chunking, generation, llm, models, prompting, resources
from ragbot.answering import Answerer
from ragbot.catalogue import Catalogue, shrink, stored_identity
from ragbot.encoders import CTranslate2Encoder, LangChainEncoder, OpenVinoEncoder, PassageEncoder, write_openvino
from ragbot.errors import DamagedError, MissingError, SettingsError, StorageError, WeightsError
from ragbot.index import Index
from ragbot.ingestion import Ingestor, Progress
from ragbot.paths import named
from ragbot.retrieval import (
    CapPerArticle,
    CollapseCopies,
    Dense,
    Diversify,
    Fuse,
    Holders,
    Lexical,
    Parallel,
    PickEvidence,
    Retriever,
    Spelling,
    Stage,
    Understand,
)
from ragbot.settings import CONFIG_FILE, Settings

PASSAGE_WORDS = 75
LOCAL_MODEL = "qwen2.5-coder-1.5b-instruct-q4_k_m"
_EMBEDDER_DIMENSIONS = {"all-MiniLM-L6-v2": 384}

Writer = generation.Extractive | generation.Given | generation.Local

_ANSWERS_KEPT = 256
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Parts:
    """Everything a bot is made of, wired."""

    settings: Settings
    catalogue: Catalogue
    index: Index
    encoder: PassageEncoder
    writer: Writer
    ingestor: Ingestor
    answerer: Answerer

    def close(self) -> None:
        self.writer.close()
        self.index.close()
        self.catalogue.close()


def assemble(
    settings: Settings,
    *,
    embedder: Embeddings | None = None,
    chat_model: BaseChatModel | None = None,
    progress: Progress | None = None,
    create: bool = True,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> Parts:
    """Open (or `create`) the archive at `settings.home` and wire everything to it; loads no weights.

    Raises MissingError when there is none to open, ArchiveError when it cannot be used, SettingsError for an LLM or embedder that is none.
    """
    encoder = build_encoder(settings, embedder, progress)
    writer = build_writer(settings, chat_model, progress)
    prompts = prompting.load_prompts(resources.folder("prompts"))
    catalogue = open_catalogue(settings, encoder, create=create)
    index = Index(settings.home / "index", encoder.name, encoder.dimension, shrink)
    retriever = Retriever(encoder.embed_query, build_stages(settings, catalogue, index))

    def receipt() -> dict[str, object]:
        return {
            "llm": writer.name,
            "embedder": encoder.name,
            "prompt_id": prompts["answer"].id,
            "settings": settings.fingerprint(),
            "generation": index.manifest.generation if index.manifest else 0,
            **({"engine": writer.engine} if writer.engine else {}),
        }

    answerer = Answerer(
        catalogue,
        retriever,
        prompts,
        writer,
        spell=Spelling(catalogue, encoder.knows),
        receipt=receipt,
        clock=clock,
        question_chars=settings.question_chars,
        evidence_tokens=settings.evidence_tokens,
        answers_kept=_answers_kept(settings, chat_model),
    )
    ingestor = Ingestor(settings.home, catalogue, index, encoder, passage_words(settings), clock=clock)
    return Parts(settings, catalogue, index, encoder, writer, ingestor, answerer)


def _answers_kept(settings: Settings, chat_model: BaseChatModel | None) -> int:
    """None of a model that was handed in, unless it is asked for: what it says next is its owner's business."""
    if settings.answers_kept is not None:
        return settings.answers_kept
    return _ANSWERS_KEPT if chat_model is None else 0


def build_stages(settings: Settings, catalogue: Catalogue, index: Index) -> list[Stage]:
    """A question's way to evidence, in order."""
    searches: dict[str, Stage] = {
        "dense": Dense(index, catalogue, settings.candidates),
        "lexical": Lexical(catalogue, settings.candidates),
    }
    stages: dict[str, Stage] = {
        "understand": Understand(catalogue),
        "search": Parallel([stage for name, stage in searches.items() if name not in settings.without]),
        "offices": Holders(catalogue),
        "fuse": Fuse(settings.rrf_k),
        "collapse": CollapseCopies(catalogue),
        "cap": CapPerArticle(settings.passages_per_article),
        "diversity": Diversify(catalogue, 2 * settings.evidence_passages),
        "evidence": PickEvidence(
            catalogue, settings.evidence_passages, settings.evidence_tokens, by_time="time" not in settings.without
        ),
    }
    return [stage for name, stage in stages.items() if name not in settings.without]


def build_encoder(settings: Settings, embedder: Embeddings | None, progress: Progress | None) -> PassageEncoder:
    if isinstance(embedder, PassageEncoder):
        return embedder
    if embedder is not None:
        name = str(getattr(embedder, "model_name", None) or getattr(embedder, "model", None) or type(embedder).__name__)
        return LangChainEncoder(embedder, name, len(embedder.embed_query("dimension")))
    dimension = _EMBEDDER_DIMENSIONS.get(settings.embedder)
    if dimension is None:
        raise SettingsError(
            f"The embedder {settings.embedder!r} is not known; known: {', '.join(_EMBEDDER_DIMENSIONS)}. "
            "Any other LangChain Embeddings can be handed to Ragbot.open(embedder=…)."
        )
    make = OpenVinoEncoder if models.bfloat16_pays() else CTranslate2Encoder
    return make(
        settings.embedder,
        dimension,
        lambda: embedder_weights(settings.embedder, settings.cache, progress),
        settings.threads,
    )


def embedder_weights(name: str, cache: Path, progress: Progress | None = None) -> Path:
    """The embedding model as this processor runs it best; raises WeightsError where it cannot be had."""
    folder = models.fetch(name, cache, progress=progress)
    if models.bfloat16_pays():
        return models.encoder_for_openvino(folder, write_openvino)
    return models.encoder_for_ctranslate2(folder)


def build_writer(settings: Settings, chat_model: BaseChatModel | None, progress: Progress | None) -> Writer:
    if chat_model is not None:
        return generation.Given(type(chat_model).__name__, lambda: chat_model)
    spec = llm.parse_spec(settings.llm)
    if spec.kind == "extractive":
        return generation.Extractive()
    if spec.kind == "local":
        return generation.Local(
            settings.llm,
            lambda: _weights(spec, settings.cache, progress),
            threads=settings.threads,
            answer_tokens=settings.answer_tokens,
            timeout_s=settings.llm_timeout_s,
            log=settings.home / "llama.log",
        )
    return generation.Given(
        settings.llm,
        lambda: llm.build_chat_model(
            settings.llm,
            timeout_s=settings.llm_timeout_s,
            max_tokens=settings.answer_tokens,
            key=settings.llm_key.get_secret_value(),
        ),
    )


def expect_archive(home: Path) -> None:
    """Raises MissingError where no archive is in `home`."""
    if not (home / "catalogue.sqlite").exists():
        raise MissingError(
            f"There is no archive in {home}. Check --home, RAGBOT_HOME and {CONFIG_FILE}, or begin one there: "
            f"ragbot ingest PATH --home {shlex.quote(str(home))}"
        )


def open_catalogue(settings: Settings, encoder: PassageEncoder, *, create: bool = True) -> Catalogue:
    """The archive's catalogue; a new one where there is none, if it may be made."""
    home = settings.home
    path = home / "catalogue.sqlite"
    if not path.exists() and (home / "index").exists():
        raise DamagedError(
            f"{path} is missing, but its index is there. Restore the catalogue from a backup, or remove {home / 'index'} and ingest again."
        )
    if not create:
        expect_archive(home)
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(
            f"The archive folder {home} cannot be made: {error.strerror}. Choose another with --home."
        ) from error
    return Catalogue(path, identity(settings, encoder))


def identity(settings: Settings, encoder: PassageEncoder) -> dict[str, str]:
    """What an archive must have been built with to be used with these settings."""
    return {
        "embedder": encoder.name,
        "dimension": str(encoder.dimension),
        "chunking": chunking.fingerprint(passage_words(settings)),
    }


def passage_words(settings: Settings) -> int:
    """How long passages are: as set, else as the archive was built, else as in a new one."""
    path = settings.home / "catalogue.sqlite"
    if settings.passage_words or not path.exists():
        return settings.passage_words or PASSAGE_WORDS
    try:
        return chunking.built_with(stored_identity(path).get("chunking", "")) or PASSAGE_WORDS
    except DamagedError:
        return PASSAGE_WORDS  # who opens it tells


def local_weights(cache: Path, progress: Progress | None = None) -> Path:
    """The default model as this processor runs it best; raises WeightsError where it cannot be had."""
    gguf = models.fetch(LOCAL_MODEL, cache, progress=progress)
    if not models.int8_pays():
        return gguf
    try:
        return models.in_int8(gguf, progress)
    except WeightsError as error:
        _LOG.warning("%s It runs in llama.cpp meanwhile, more slowly.", error)
        return gguf


def _weights(spec: llm.LlmSpec, cache: Path, progress: Progress | None) -> Path:
    if not spec.target:
        return local_weights(cache, progress)
    if spec.target.startswith("hf:"):
        return models.fetch_hf(spec.target.removeprefix("hf:"), cache, progress=progress)
    return named(spec.target)
