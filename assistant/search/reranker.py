"""A cross-encoder that puts the closest passages in order again, where the user has one; off by default."""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import ModelError

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

log = logging.getLogger(__name__)


class Reranker:
    """A sentence-transformers CrossEncoder with one output, loaded at first use. Safe to share between threads.

    name  a name in the hub's cache, or a folder.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self._lock = threading.Lock()

    def scores(self, question: str, texts: Sequence[str]) -> list[float]:
        """How well each text answers the question; larger is better. Raises ModelError where it cannot be loaded."""
        with self._lock:
            found = self._model.predict([(question, text) for text in texts], show_progress_bar=False)
        return [float(score) for score in found]

    @cached_property
    def _model(self) -> CrossEncoder:
        from sentence_transformers import CrossEncoder

        try:
            model: CrossEncoder = CrossEncoder(
                self.name,
                num_labels=1,
                device="cpu",
                local_files_only=Path(self.name).is_dir(),
                model_kwargs={"use_safetensors": True},
            )
        except (OSError, ValueError) as error:
            log.exception("loading the reranker %s", self.name)
            raise ModelError(
                f"The reranker {self.name!r} cannot be loaded ({type(error).__name__}). Set ASSISTANT_RERANKER to the "
                "folder of a sentence-transformers CrossEncoder with safetensors weights, or unset it."
            ) from error
        return model
