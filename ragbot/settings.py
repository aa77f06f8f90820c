"""One frozen `Settings`: flag > environment (`RAGBOT_*`) > `ragbot.toml` > default. Builds nothing."""

from __future__ import annotations

import difflib
import hashlib
import json
import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, Self

import platformdirs
from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)
from pydantic_settings.exceptions import SettingsError as NoListError

from ragbot.errors import SettingsError
from ragbot.paths import named

PREFIX = "RAGBOT_"
CONFIG_FILE = "ragbot.toml"
_FEWEST_WORDS = 20
_SHORTEST_PASSWORD = 8
# Where things are and how they are served changes no answer, so it is no part of the fingerprint.
_PLACES = {"home", "cache", "host", "port", "llm_timeout_s", "answers_kept", "threads", "llm", "llm_key"}
_PLACES |= {"password", "user_header", "root_path", "hosts", "archive_editing"}


class Settings(BaseSettings):
    """All there is to set. `load()` is the way in: it refuses unknown names with a clear error."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, frozen=True, extra="forbid", toml_file=CONFIG_FILE, env_ignore_empty=True
    )

    home: Path = Field(default_factory=lambda: platformdirs.user_data_path("ragbot", appauthor=False))
    cache: Path = Field(default_factory=lambda: platformdirs.user_cache_path("ragbot", appauthor=False))
    llm: str = Field("local", min_length=1)
    embedder: str = Field("all-MiniLM-L6-v2", min_length=1)
    threads: int = Field(0, ge=0, description="0: as many as the machine has")
    passage_words: int = Field(
        0, ge=0, le=400, description="0: as the archive was built, 75 in a new one; else from 20 words on"
    )
    without: tuple[
        Literal["understand", "dense", "lexical", "offices", "collapse", "cap", "diversity", "time"], ...
    ] = Field((), description="retrieval stages to leave out")
    candidates: int = Field(50, ge=1, le=1000, description="passages from each of dense and lexical search")
    rrf_k: int = Field(60, ge=1)
    passages_per_article: int = Field(8, ge=1)
    evidence_passages: int = Field(16, ge=1)
    evidence_tokens: int = Field(320, ge=40, description="of the sentences alone, without headlines and dates")
    answer_tokens: int = Field(160, ge=16)
    question_chars: int = Field(4000, ge=10)
    answers_kept: int | None = Field(
        None, ge=0, description="answers given again at once while the archive stays the same; of a named LLM 256"
    )
    llm_timeout_s: float = Field(120.0, gt=0)
    llm_key: SecretStr = Field(SecretStr(""), description="the API key of an openai-compatible server")
    host: str = "127.0.0.1"
    port: int = Field(7860, ge=0, le=65535)
    password: SecretStr = Field(SecretStr(""), description="asked for before anything is shown; at least 8 characters")
    user_header: str = Field("", pattern=r"^([A-Za-z0-9-]+)?$", description="in which a proxy names who has signed in")
    root_path: str = Field("", pattern=r"^(/[A-Za-z0-9._~-]+)*$", description="under which a proxy shows the chat")
    hosts: tuple[str, ...] = Field((), description="names by which the chat may be called; none: as it is bound")
    archive_editing: bool | None = Field(
        None,
        description="whether visitors may add and remove articles; unset: where only this machine reaches the chat",
    )

    @field_validator("home", "cache", mode="before")
    @classmethod
    def _named(cls, path: Any) -> Any:
        if isinstance(path, str) and not path.strip():
            raise ValueError("an empty name is no folder")
        return named(path) if isinstance(path, str | Path) else path

    @field_validator("passage_words")
    @classmethod
    def _enough_words(cls, words: int) -> int:
        if 0 < words < _FEWEST_WORDS:
            raise ValueError(f"a passage has at least {_FEWEST_WORDS} words, or 0 to leave it to ragbot")
        return words

    @field_validator("without")
    @classmethod
    def _one_search_is_left(cls, without: tuple[str, ...]) -> tuple[str, ...]:
        if {"dense", "lexical"} <= set(without):
            raise ValueError("without dense and lexical nothing is searched; leave out one of them")
        return without

    @field_validator("password")
    @classmethod
    def _long_enough(cls, password: SecretStr) -> SecretStr:
        if 0 < len(password.get_secret_value()) < _SHORTEST_PASSWORD:
            raise ValueError(f"a password has at least {_SHORTEST_PASSWORD} characters")
        return password

    @model_validator(mode="after")
    def _one_login(self) -> Self:
        if self.user_header and self.password.get_secret_value():
            raise ValueError("user_header and password are two ways to sign in; set one of them")
        return self

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003  # pydantic-settings\' signature
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003  # as above
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)

    @classmethod
    def load(cls, **flags: Any) -> Settings:
        """Settings from flags (None means not given), environment and file.

        Raises SettingsError for an unknown name or an impossible value, naming it and where it came from.
        """
        _refuse_unknown({k for k in os.environ if k.startswith(PREFIX)}, "the environment", PREFIX)
        try:
            return cls(**{k: v for k, v in flags.items() if v is not None})
        except ValidationError as error:
            raise SettingsError(_explain(error)) from error
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise SettingsError(
                f"{CONFIG_FILE} is not valid TOML: {error}. Mend that line or remove the file."
            ) from error
        except NoListError as error:
            raise SettingsError(f"{error}. Write a list as {PREFIX}HOSTS='[\"news.example.org\"]'.") from error

    def fingerprint(self) -> str:
        """Twelve hex digits over every setting that can change an answer."""
        values = {k: v for k, v in self.model_dump(mode="json").items() if k not in _PLACES}
        return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()[:12]


def _refuse_unknown(names: set[str], where: str, prefix: str) -> None:
    known = {prefix + field.upper() for field in Settings.model_fields}
    for name in sorted(n for n in names if n.upper() not in known):
        raise SettingsError(f"{where} sets {name}, which ragbot does not know.{_suggest(name, known)}")


def _suggest(name: str, known: set[str]) -> str:
    close = difflib.get_close_matches(name.upper() if name.isupper() else name, sorted(known), n=1)
    return f" Did you mean {close[0]}?" if close else f" Known: {', '.join(sorted(known))}."


def _explain(error: ValidationError) -> str:
    problem: Mapping[str, Any] = error.errors()[0]
    if not problem["loc"]:
        return f"The settings do not fit together: {problem['msg']}."
    name = str(problem["loc"][0])
    if problem["type"] == "extra_forbidden":
        return f"{CONFIG_FILE} sets {name!r}, which ragbot does not know.{_suggest(name, set(Settings.model_fields))}"
    return f"The setting {name} cannot be {'what was given' if name in ('password', 'llm_key') else repr(problem['input'])}: {problem['msg']}. Change it in a flag, {PREFIX}{name.upper()} or {CONFIG_FILE}."
