"""A cross-encoder of the user's own puts the closest passages in its order."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

from assistant.desk import Desk
from assistant.errors import ModelError
from assistant.search import Reranker

WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "wells", "pumps", "road", "the", "in"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A real CrossEncoder folder of a few kilobytes, with weights drawn from a fixed seed."""
    folder = tmp_path / "cross-encoder"
    folder.mkdir()
    (folder / "vocab.txt").write_text("\n".join(WORDS), encoding="utf-8")
    torch.manual_seed(0)
    BertTokenizerFast(vocab_file=str(folder / "vocab.txt")).save_pretrained(folder)
    config = BertConfig(
        vocab_size=len(WORDS), hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=16,
        num_labels=1, max_position_embeddings=512,
    )  # fmt: skip
    BertForSequenceClassification(config).save_pretrained(folder, safe_serialization=True)
    return folder


def test_passages_come_in_the_cross_encoders_order(desk: Desk, folder: Path) -> None:
    question = "Which pumps and wells?"
    desk.reranker = Reranker(str(folder))
    found = desk.search(question)
    assert len(found) > 1
    assert [e.rank for e in found] == list(range(1, len(found) + 1))
    by_it = desk.reranker.scores(question, [e.passage.text for e in found])
    assert by_it == sorted(by_it, reverse=True)
    desk.reranker = None
    assert {e.passage.id for e in found} == {e.passage.id for e in desk.search(question)}


def test_a_missing_cross_encoder_is_told_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(ModelError, match=r"The reranker .* cannot be loaded .* Set ASSISTANT_RERANKER to the folder"):
        Reranker(str(tmp_path / "empty")).scores("Who pays?", ["Norway paid."])
