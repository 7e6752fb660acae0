"""Which language model is asked, and what goes wrong with it, in words for a person."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import httpx
from pydantic import SecretStr

from assistant.errors import AssistantError

NO_KEY = SecretStr("")


class WriterTrouble(AssistantError):  # noqa: N818 - it is no error of ours, and ends in quotes
    """The language model could not be used.

    what   goes on after "The language model", without a full stop: "did not answer within 20 seconds".
    mend   what to do next, a sentence.
    again  seconds after which another try may help; 0 leaves that to the back-off, None: it would not help.
    """

    def __init__(self, what: str, mend: str, again: float | None = None) -> None:
        super().__init__(f"The language model {what}. {mend}")
        self.what, self.mend, self.again = what, mend, again


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An OpenAI-compatible endpoint. Raises WriterTrouble where url or key cannot be used.

    url               of its API, with or without "/v1" or "/chat/completions": "http://localhost:11434/v1".
    key               sent as a bearer token; never shown.
    seconds_to_first  within which the first sentence must be there to be shown; later ones within as many again.
    seconds_in_all    for the whole answer.
    most_tokens       that it may write, and most_characters, should it not keep to that.
    """

    url: str
    model: str
    key: SecretStr = NO_KEY
    seconds_to_first: float = 20.0
    seconds_in_all: float = 120.0
    most_tokens: int = 400
    most_characters: int = 6000

    def __post_init__(self) -> None:
        try:
            parsed = httpx.URL(self.url)
        except httpx.InvalidURL:
            parsed = httpx.URL("")
        if parsed.scheme not in ("http", "https") or not parsed.host:
            raise WriterTrouble(
                "has no address that can be used", "Set ASSISTANT_LLM_URL to one with http:// or https://."
            )
        if parsed.userinfo or parsed.query:
            raise WriterTrouble(
                "has an address with a key in it", "Take it out of ASSISTANT_LLM_URL and put it into ASSISTANT_LLM_KEY."
            )
        if not all(33 <= ord(c) < 127 for c in self.key.get_secret_value()):
            raise WriterTrouble(
                "has a key with characters that no key has",
                "Correct ASSISTANT_LLM_KEY or its file; no spaces, one line.",
            )

    @property
    def host(self) -> str:
        """What a person is shown: host and port, nothing else of the address."""
        parsed = httpx.URL(self.url)
        return f"{parsed.host}:{parsed.port}" if parsed.port else parsed.host

    @property
    def name(self) -> str:
        """The model and where it is, as a person is shown it: "llama3.1 at localhost:11434"."""
        return f"{self.model or 'a language model'} at {self.host}"

    @property
    def completions(self) -> str:
        """The address that is called."""
        base = self.url.rstrip("/")
        if base.endswith("/chat/completions"):
            return base
        return f"{base}{'' if httpx.URL(base).path.strip('/') else '/v1'}/chat/completions"


def endpoint_from(url: str, model: str, key: SecretStr, key_file: Path | None, seconds: float) -> Endpoint | None:
    """The endpoint of the settings; None where none is set. Raises WriterTrouble where it cannot be used."""
    if not url:
        return None
    if key_file is not None and not key.get_secret_value():
        try:
            key = SecretStr(key_file.read_text(encoding="utf-8").strip())
        except (OSError, UnicodeDecodeError):
            raise WriterTrouble(
                f"has a key file that cannot be read ({key_file})", "Correct ASSISTANT_LLM_KEY_FILE."
            ) from None
    return Endpoint(url, model, key, seconds_to_first=seconds)
