"""The settings, read once from the environment. No other module reads the environment."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Every setting, its default and its unit. `ASSISTANT_` in front of the name in capitals sets it."""

    model_config = SettingsConfigDict(env_prefix="ASSISTANT_", frozen=True, extra="ignore")

    index: Path = Field(Path("index"), description="folder of the library")
    corpus: Path = Field(Path("corpus"), description="folder that `assistant index` reads without arguments")
    embedding_model: str = Field("packaged", description="sentence-transformers name or folder")
    reranker: str = Field("", description="sentence-transformers CrossEncoder name or folder; none by default")
    donors: Path | None = Field(None, description="file of further donors, in the form of donors.toml")
    threads: int = Field(0, description="processor threads for encoding; 0 leaves the choice to the machine")
    read_seconds: float = Field(30.0, description="longest time for reading one file, seconds")
    read_megabytes: int = Field(1024, description="most memory for reading one file, MiB")
    file_megabytes: int = Field(200, description="largest file that is read, MiB")
    llm_url: str = Field("", description="OpenAI-compatible endpoint that writes answers; none by default")
    llm_model: str = Field("", description="name of the language model at that endpoint")
    llm_key: SecretStr = Field(SecretStr(""), description="key of that endpoint")
    llm_key_file: Path | None = Field(None, description="file that has the key instead")
    llm_seconds: float = Field(20.0, gt=0, description="longest wait for the first written sentence, seconds")
    host: str = Field("127.0.0.1", validation_alias="HOST", description="address that `serve` binds")
    port: int = Field(7860, validation_alias="PORT", description="port that `serve` binds")
