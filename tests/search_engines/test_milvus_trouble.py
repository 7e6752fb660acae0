"""What a person is told when Milvus cannot be asked: what happened and what to do next, never a trace."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from engines import CORPUS, close_lite, desk_on, milvus_server, searched
from load import free_port
from milvus_lite.adapter.grpc.servicer import MilvusServicer
from pymilvus import MilvusClient

from assistant.doctor import examine
from assistant.errors import LibraryError
from assistant.library.encoder import Encoder
from assistant.library.milvus import collections, connection
from assistant.library.milvus.driver import driver
from assistant.library.milvus.faults import shown

QUESTION = "Who funds the Border Liaison Offices?"
BACK = "To search without Milvus, set ASSISTANT_SEARCH=faiss"


def test_a_server_that_is_not_there_is_said_to_be_out_of_reach(
    library: Path, encoder: Encoder, run: Callable[..., tuple[int, str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    uri = f"http://127.0.0.1:{free_port()}"
    desk = desk_on(library, encoder, uri)
    with pytest.raises(LibraryError, match=rf"Milvus cannot be reached at {uri}, .* MILVUS_URI .*{BACK}"):
        desk.ask(QUESTION)
    monkeypatch.setenv("ASSISTANT_SEARCH", "milvus")
    monkeypatch.setenv("MILVUS_URI", uri)
    code, out, err = run("ask", QUESTION, "--index", library)
    assert (code, out) == (1, "")
    assert "Milvus cannot be reached" in " ".join(err.split()) and "Traceback" not in err
    (wrong,) = [f for f in examine(desk.settings) if not f.well]
    assert "Milvus cannot be reached" in wrong.what


def test_a_server_that_comes_back_is_asked_again(library: Path, encoder: Encoder, tmp_path: Path) -> None:
    port = free_port()
    with milvus_server(tmp_path / "milvus", port) as uri:
        desk = desk_on(library, encoder, uri)
        before = searched(desk)
    with pytest.raises(LibraryError, match="Milvus cannot be reached"):
        desk.search("Which donors gave money for roads?")
    with milvus_server(tmp_path / "milvus", port):
        assert searched(desk) == before


def test_a_server_that_takes_too_long_is_given_up(
    library: Path, encoder: Encoder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pause, as_it_is = [0.0], MilvusServicer.Search
    monkeypatch.setattr(MilvusServicer, "Search", lambda *told: (time.sleep(pause[0]), as_it_is(*told))[1])
    with milvus_server(tmp_path / "milvus") as uri:
        desk = desk_on(library, encoder, uri)
        assert len(desk.search(QUESTION)) == 10
        pause[0] = 2.0
        for module in (collections, connection):
            monkeypatch.setattr(module, "SECONDS", 0.5)
        with pytest.raises(LibraryError, match=rf"Milvus at {uri} did not answer within 0.5 seconds, .*{BACK}"):
            desk.search(QUESTION)


def test_passages_that_somebody_took_out_of_milvus_are_put_back_by_the_command_named(
    library: Path, encoder: Encoder, tmp_path: Path
) -> None:
    with milvus_server(tmp_path / "milvus") as uri:
        desk = desk_on(library, encoder, uri)
        before = searched(desk)
        client = MilvusClient(uri)
        for name in (collections.PASSAGES, collections.SHELF):
            client.drop_collection(name)
        with pytest.raises(LibraryError, match=rf"Milvus at {uri} no longer holds the passages, .*: assistant index\."):
            desk.search(QUESTION)
        assert {s.status for s in desk_on(library, encoder, uri).index()} == {"unchanged"}
        assert searched(desk) == before


def test_a_folder_that_another_process_has_open_is_said_to_be_so(
    library: Path, encoder: Encoder, tmp_path: Path
) -> None:
    folder = tmp_path / "milvus"
    holds = f"import sys, milvus_lite as m\nwith m.MilvusLite({str(folder)!r}): print(1, flush=True), sys.stdin.read()"
    with subprocess.Popen([sys.executable, "-c", holds], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None and other.stdout.readline() == b"1\n"
        desk = desk_on(library, encoder, folder)
        with pytest.raises(LibraryError, match=rf"Milvus Lite could not open {folder}\. One process .*{BACK}"):
            desk.search(QUESTION)
        other.communicate()
    assert len(desk.search(QUESTION)) == 10
    close_lite(folder)


def test_a_client_that_is_not_installed_is_said_so_with_the_command_that_installs_it(
    library: Path, encoder: Encoder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [*(n for n in sys.modules if n.split(".")[0] in ("pymilvus", "milvus_lite")), "pymilvus"]:
        monkeypatch.setitem(sys.modules, name, None)
    driver.cache_clear()
    with pytest.raises(LibraryError, match=rf"pip install 'report-assistant\[milvus\]'\. {BACK}"):
        desk_on(library, encoder, tmp_path / "milvus").search(QUESTION)


def test_milvus_is_imported_only_where_it_is_chosen() -> None:
    code = (
        "import sys\nfrom assistant.desk import Desk\nfrom assistant.library.engines import engine_named\n"
        "from pathlib import Path\nengine_named('faiss', Path('index'), '', '')\n"
        "print([name for name in sys.modules if 'milvus' in name or name == 'grpc'])"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=CORPUS.parent)
    assert said.stdout.strip() == "[]"


def test_the_name_and_password_in_an_address_are_not_told() -> None:
    assert shown("http://ada:secret@milvus.local:19530/reports") == "http://milvus.local:19530/reports"
    assert shown("index/milvus") == "index/milvus"
