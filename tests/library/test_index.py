"""The search index: flat or in parts, made anew or changed, it finds the same passages."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from test_store import document, put

from assistant.library import vectors
from assistant.library.index import Index, build, changed
from assistant.library.store import Store
from assistant.library.vectors import Vectors, made

Matrix = NDArray[np.float32]
SIZE = 32


def test_a_large_index_finds_what_a_flat_one_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    ids, matrix = some(6000)
    flat = of(ids, matrix)
    monkeypatch.setattr(vectors, "LARGE", 1000)
    large = of(ids, matrix)
    assert (flat.is_exact, large.is_exact) == (True, False)
    shared = [len(set(found(flat, matrix, q)) & set(found(large, matrix, q))) / 50 for q in some(20, seed=1)[1]]
    assert float(np.mean(shared)) >= 0.98


def test_a_filter_of_a_large_index_is_exact_however_narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    ids, matrix = some(3000)
    monkeypatch.setattr(vectors, "LARGE", 1000)
    large = of(ids, matrix)
    within = np.zeros(len(ids), dtype=bool)
    within[[5, 700, 2999]] = True
    question = some(1, seed=2)[1][0]
    cosines = matrix[within] @ question
    got, scores = large.nearest(question, 3, within, lambda wanted: matrix[wanted // 3])
    assert got.tolist() == ids[within][np.argsort(-cosines)].tolist()
    assert scores.tolist() == pytest.approx(sorted(cosines.tolist(), reverse=True), abs=1e-5)
    assert large.nearest(question, 3, np.zeros(len(ids), dtype=bool), lambda wanted: matrix[wanted // 3])[0].size == 0


@pytest.mark.parametrize("large", [10_000, 100], ids=["flat", "large"])
def test_an_index_that_lost_and_gained_passages_finds_those_that_are_there(
    large: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vectors, "LARGE", large)
    ids, matrix = some(1200)
    kept = np.arange(1000) % 3 > 0
    changed = of(ids[:1000], matrix[:1000]).changed(kept, ids[1000:], matrix[1000:])
    there = np.concatenate((ids[:1000][kept], ids[1000:]))
    assert changed.ids.tolist() == there.tolist()
    for row in (1000, 1199, 1):  # each is nearest to itself
        assert found(changed, matrix, matrix[row], 1) == [int(ids[row])]
    assert int(ids[0]) not in found(changed, matrix, matrix[0], 50)


def test_an_index_is_made_anew_for_whoever_reads_a_former_state(tmp_path: Path) -> None:
    former, _ = Store(tmp_path / "a"), Store(tmp_path / "b")
    for number in (1, 2, 3):
        put(former, document(number))
    copied(tmp_path / "a", tmp_path / "b")
    latter = Store(tmp_path / "b")
    latter.remove(document(2).id)
    index = build(latter, latter.revision)
    assert changed(index, former, former.revision) is None
    assert after(build(former, former.revision), latter) == index.ids.tolist() == [1, 2, 3, 7, 8, 9]


def test_ids_that_another_history_has_given_to_other_passages_are_told_apart(tmp_path: Path) -> None:
    """As after a backup was put back, and other reports were read since."""
    one, other = Store(tmp_path / "a"), Store(tmp_path / "b")
    put(one, document(1))
    put(other, document(1, edition=5))
    assert build(one, one.revision).ids.tolist() == build(other, other.revision).ids.tolist()
    assert changed(build(one, one.revision), other, other.revision) is None


def test_a_part_finds_and_counts_its_own_passages_alone(tmp_path: Path) -> None:
    store = Store(tmp_path)
    for number in (1, 2, 3):
        put(store, document(number))
    (road,) = store.words.ids(["road"]).values()
    whole = build(store, store.revision)
    part, nothing = whole.seen_by({document(2).id}), whole.seen_by(())
    question = np.ones(4, np.float32)
    assert [(i.size, i.bearers(road)) for i in (whole, part, nothing)] == [(9, 3), (3, 1), (0, 0)]
    assert sorted(i for i, _ in part.nearest(store, question, 9, None)) == [4, 5, 6]
    assert [i for i, _ in part.match(store, [road], 9, None)] == [6]
    for index in (part, nothing, part.seen_by(whole.documents.tolist())):
        assert (
            index.nearest(store, question, 9, {document(1).id}) == index.match(store, [road], 9, {document(1).id}) == []
        )
    assert nothing.nearest(store, question, 9, None) == nothing.match(store, [road], 9, None) == []


def copied(source: Path, to: Path) -> None:
    with (
        closing(sqlite3.connect(source / "library.sqlite")) as one,
        closing(sqlite3.connect(to / "library.sqlite")) as b,
    ):
        one.backup(b)


def after(index: Index, store: Store) -> list[int]:
    now = changed(index, store, store.revision)
    assert now is not None and now.revision == store.revision
    return [int(i) for i in now.ids]


def some(count: int, seed: int = 0) -> tuple[NDArray[np.int64], Matrix]:
    """Unit vectors in loose groups, with ids that leave gaps."""
    random = np.random.default_rng(seed)
    centres = np.random.default_rng(9).standard_normal((40, SIZE))
    matrix = centres[random.integers(0, 40, count)] + 0.8 * random.standard_normal((count, SIZE))
    matrix /= np.linalg.norm(matrix, axis=1, keepdims=True)
    return np.arange(count, dtype=np.int64) * 3, matrix.astype(np.float32)


def of(ids: NDArray[np.int64], matrix: Matrix) -> Vectors:
    return made(
        len(ids), SIZE, lambda count: matrix[:count], iter([(ids[:500], matrix[:500]), (ids[500:], matrix[500:])])
    )


def found(index: Vectors, matrix: Matrix, question: Matrix, k: int = 50) -> list[int]:
    return [int(i) for i in index.nearest(question, k, None, lambda wanted: matrix[wanted // 3])[0]]
