"""Desks that search one library with FAISS, Milvus Lite in a folder, and a Milvus server; and what each finds."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from milvus_lite.adapter.grpc.server import start_server_in_thread
from milvus_lite.server_manager import server_manager_instance

from assistant.desk import Desk
from assistant.library.encoder import Encoder
from assistant.passages.terms import terms
from assistant.settings import Settings

CORPUS = Path(__file__).parents[2] / "corpus"
QUESTIONS = (
    "Who funds the Border Liaison Offices?",
    "Which donors support alternative development in Huaphanh province?",
    "How many families have begun to grow coffee?",
    "What hinders the treatment of people who use drugs?",
    "Which courses does Japan offer to government officials?",
    "How much did the United States give for Houaphanh?",
    "What did members learn at the Container Control Unit?",
    "Was a trial of drones for survey carried out?",
    "Why can survivors in remote villages not reach the centre?",
    "Who chairs the Illicit Drug Sector Working Group?",
)
Ranking = list[tuple[int, float]]
Rankings = dict[tuple[str, str], Ranking]


def desk_on(library: Path, encoder: Encoder, uri: str | Path | None) -> Desk:
    """A desk over a library that searches on Milvus at an address or in a folder; on FAISS for None."""
    milvus = {} if uri is None else {"search": "milvus", "milvus_uri": str(uri)}
    desk = Desk(Settings().model_copy(update={"index": library, "corpus": CORPUS, **milvus}))
    desk.library.encoder = encoder
    return desk


@contextmanager
def milvus_server(folder: Path, port: int = 0) -> Iterator[str]:
    """A server that speaks Milvus' protocol, over HTTP/2 as a real one does; gives its address."""
    server, database, bound = start_server_in_thread(str(folder), port=port)
    try:
        yield f"http://127.0.0.1:{bound}"
    finally:
        server.stop(grace=0).wait()
        database.close()


@contextmanager
def milvus_at(folder: Path, kind: str) -> Iterator[str]:
    """The address of a "server", which searches a graph of 8-bit codes, or of Milvus in the folder ("lite"): exact."""
    if kind == "server":
        with milvus_server(folder) as uri:
            yield uri
        return
    try:
        yield str(folder)
    finally:
        close_lite(folder)


def close_lite(folder: Path) -> None:
    """As the end of the process that holds the folder would."""
    server_manager_instance.release_server(str(folder))


def rankings(desk: Desk, k: int = 20, documents: frozenset[str] | None = None) -> Rankings:
    """By question and way of searching the best passages with their scores, best first.

    documents  ids to stay within; None for all that the desk sees.
    """
    library, found = desk.library, {}
    for question in QUESTIONS:
        vector = library.encoder.encode_question(question).passage
        asked = sorted(library.store.words.ids(sorted(set(terms(question)))).values())
        found[question, "meaning"] = library.index.nearest(library.store, vector, k, documents)
        found[question, "words"] = library.index.match(library.store, asked, k, documents)
    return found


def searched(desk: Desk) -> dict[str, Ranking]:
    """By question the ten best passages with their scores, as a person is shown them."""
    return {q: [(e.passage.id, e.score) for e in desk.search(q)] for q in QUESTIONS}


def within_ties(ranking: Ranking, other: Ranking) -> bool:
    """Whether two rankings are the same but for the order of passages whose scores are equal.

    Scores are sums of some hundred float32 products, which differ by some 1e-6 with the order of adding.
    """
    if [s for _, s in ranking] != pytest.approx([s for _, s in other], abs=1e-5):
        return False
    scores, last = dict(other), other[-1][1] if other else 0.0
    return all(scores.get(i, last) == pytest.approx(score, abs=1e-5) for i, score in ranking)


def differing(found: dict, other: dict) -> list:  # type: ignore[type-arg]
    """What was ranked otherwise, beyond ties."""
    assert found.keys() == other.keys()
    return [key for key in found if not within_ties(found[key], other[key])]
