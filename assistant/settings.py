"""The settings, read once from the environment. No other module reads the environment."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Every setting, its default and its unit. `ASSISTANT_` in front of the name in capitals sets it."""

    model_config = SettingsConfigDict(env_prefix="ASSISTANT_", frozen=True, extra="ignore")

    index: Path = Field(Path("index"), description="folder of the library")
    corpus: Path = Field(Path("corpus"), description="folder that `assistant index` reads without arguments")
    embedding_model: str = Field("packaged", description="sentence-transformers name or folder")
    reranker: str = Field("", description="sentence-transformers CrossEncoder name or folder; none by default")
    search: Literal["faiss", "milvus"] = Field("faiss", description="what searches; see docs/scale.md for Milvus")
    milvus_uri: str = Field(
        "", validation_alias="MILVUS_URI", description="folder of Milvus Lite, or http://host:19530; else in the index"
    )
    milvus_token: SecretStr = Field(
        SecretStr(""), validation_alias="MILVUS_TOKEN", description="what Milvus lets in by, user:password or a key"
    )
    donors: Path | None = Field(None, description="file of further donors, in the form of donors.toml")
    threads: int = Field(0, description="processor threads for encoding; 0 leaves the choice to the machine")
    read_seconds: float = Field(30.0, description="most processor time for reading one file, seconds")
    read_megabytes: int = Field(1024, description="most memory for reading one file, MiB")
    file_megabytes: int = Field(200, description="largest file that is read, MiB")
    llm_url: str = Field("", description="OpenAI-compatible endpoint that writes answers; none by default")
    llm_model: str = Field("", description="name of the language model at that endpoint")
    llm_key: SecretStr = Field(SecretStr(""), description="key of that endpoint")
    llm_key_file: Path | None = Field(None, description="file that has the key instead")
    llm_seconds: float = Field(20.0, gt=0, description="longest wait for the first written sentence, seconds")
    access: Literal["off", "accounts", "proxy"] = Field("off", description="who may come in; see docs/office.md")
    open: bool = Field(False, description="serve everybody who can reach the server, without signing in")
    public_url: str = Field("", description="address that people open, where it is not host and port")
    proxies: str = Field("", description="addresses of the proxies whose X-Forwarded-For is believed, with commas")
    proxy_header: str = Field("", description="header with the user's name, from a single-sign-on proxy")
    proxy_groups_header: str = Field("", description="header with the user's groups, separated by commas")
    proxy_secret_header: str = Field("X-Proxy-Secret", description="header in which that proxy proves itself")
    proxy_secret: SecretStr = Field(SecretStr(""), description="what stands in it")
    proxy_secret_file: Path | None = Field(None, description="file that has the secret instead")
    proxy_leave: str = Field("", description="where people sign out of that proxy")
    session_idle_minutes: int = Field(120, gt=0, description="minutes without a request that end a session")
    session_hours: int = Field(12, gt=0, description="hours after which a session ends in any case")
    questions_per_minute: int = Field(60, gt=0, description="most questions of a person in a minute")
    address_questions_per_minute: int = Field(600, gt=0, description="most questions of an address in a minute")
    audit: Literal["", "off", "hash", "text"] = Field("", description="audit log; hash where people sign in, else off")
    audit_file: Path = Field(Path("logs/audit.jsonl"), description="the audit log")
    audit_megabytes: int = Field(10, gt=0, description="size at which another file of it is begun, MB")
    audit_files: int = Field(10, gt=1, description="files of it that are kept")
    host: str = Field("127.0.0.1", validation_alias="HOST", description="address that `serve` binds")
    port: int = Field(7860, validation_alias="PORT", description="port that `serve` binds")

    @property
    def engine(self) -> tuple[Literal["faiss", "milvus"], Path, str, str]:
        """What searches the library in which folder, and where Milvus is and what it lets in by."""
        return self.search, self.index, self.milvus_uri, self.milvus_token.get_secret_value()
