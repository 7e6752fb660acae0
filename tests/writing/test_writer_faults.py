"""Whatever the endpoint does, an answer comes: in its words as far as they pass, else as quotes with a line that says
why."""

from __future__ import annotations

import logging
import socket
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from pydantic import SecretStr
from scripted_endpoints import (
    Script,
    answers,
    endpoint_that,
    event,
    says_nothing_for,
    sends,
    writes,
    writes_for_ever,
    writes_when_let,
)

from assistant.desk import Desk
from assistant.settings import Settings
from assistant.streamed import streamed
from assistant.values import Answer
from assistant.writing import Endpoint, WriterTrouble, endpoint_from, examine, write

KEY = "sk-never-to-be-seen-0123456789"
TRUE = "Sweden and Norway fund the rural water programme [1]."
OTHER = "The programme is implemented by the Centre for Clean Water [1]."


def last(answer: Answer, endpoint: Endpoint, desk: Desk) -> Answer:
    return [*write(answer, endpoint, desk.library)][-1]


@pytest.mark.parametrize(
    ("script", "what"),
    [
        (answers(401, body=KEY.encode()), "does not accept the key (401)"),
        (answers(404), "'scribe' is not known at 127.0.0.1:PORT (404)"),
        (answers(429, [("Retry-After", "3600")]), "has too many requests (429)"),
        (answers(500), "has a fault of its own (500)"),
        (answers(400, body=KEY.encode()), "refused the request (400)"),
        (answers(307, [("Location", "http://127.0.0.1:9/v1")]), "refers to another address, which is not followed"),
        (answers(200, [("Content-Type", "text/html")], b"<html>"), "answered in a form that is not understood"),
        (sends(b"<html>hello</html>\n\n"), "answered in a form that is not understood"),
        (sends(b"data: {not json\n\n"), "answered in a form that is not understood"),
        (sends(b'data: {"choices": "none"}\n\n'), "answered in a form that is not understood"),
        (sends(b'data: {"choices": [{"delta": {"content": 7}}]}\n\n'), "answered in a form that is not understood"),
        (sends(b"data: " + b"[" * 100_000 + b"\n\n"), "answered in a form that is not understood"),
        (sends(b"x" * 300_000), "answered in a form that is not understood"),
        (sends(b'data: {"error": {"message": "out of memory"}}\n\n'), "stopped with a fault of its own"),
        (sends(event("It was very wet and the")), "was cut off in mid-sentence"),
        (writes("Nothing of this is known. " * 40), "repeats itself"),
        (writes_for_ever("Bananas # are not in it. "), "went on without an end"),
        (writes_for_ever("and # bananas "), "wrote a sentence without an end"),
    ],
)
def test_each_fault_ends_in_quotes_with_a_line_that_says_why(
    script: Script, what: str, quoted: Answer, desk: Desk
) -> None:
    with endpoint_that(script) as scripted:
        answer = last(quoted, scripted.endpoint(KEY), desk)
    what = what.replace("PORT", str(scripted.port))
    assert answer.statements == quoted.statements
    assert answer.notes[-1] == f"The language model {what}; these are quotes instead."
    assert KEY not in repr(answer)


@pytest.mark.parametrize(
    "script",
    [
        says_nothing_for(3.0, headers_first=False),
        says_nothing_for(3.0, headers_first=True),
        writes("A sentence that takes much longer to be written than anybody wants to wait", pause=0.1),
    ],
    ids=["no answer", "headers alone", "slow drip"],
)
def test_without_a_sentence_in_time_the_quotes_come(script: Script, quoted: Answer, desk: Desk) -> None:
    with endpoint_that(script) as scripted:
        answer = last(quoted, scripted.endpoint(first=0.5), desk)
    assert answer.statements == quoted.statements
    assert answer.notes[-1] == "The language model did not answer within 0.5 seconds; these are quotes instead."


def test_sentences_that_fail_do_not_stop_the_clock(quoted: Answer, desk: Desk) -> None:
    with endpoint_that(writes_for_ever("Bananas # are not in it. ", pause=0.1)) as scripted:
        answer = last(quoted, scripted.endpoint(first=0.8), desk)
        assert scripted.left.wait(5)
    assert answer.notes[-1] == "The language model did not answer within 0.8 seconds; these are quotes instead."


def test_an_endpoint_that_is_down_is_said_so(quoted: Answer, desk: Desk) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        answer = last(quoted, Endpoint(f"http://127.0.0.1:{port}", "scribe"), desk)
    assert answer.statements == quoted.statements
    assert answer.notes[-1] == f"The language model cannot be reached at 127.0.0.1:{port}; these are quotes instead."


@pytest.mark.parametrize(
    "first", [answers(500, then=writes(TRUE)), answers(429, [("Retry-After", "0.2")], then=writes(TRUE))]
)
def test_a_passing_fault_is_tried_again(first: Script, quoted: Answer, desk: Desk) -> None:
    with endpoint_that(first) as scripted:
        answer = last(quoted, scripted.endpoint(), desk)
    assert [s.text for s in answer.statements] == ["Sweden and Norway fund the rural water programme."]
    assert len(scripted.asked) == 2


def test_a_model_that_knows_the_limit_by_another_name_is_asked_so(quoted: Answer, desk: Desk) -> None:
    with endpoint_that(answers(400, then=writes(TRUE))) as scripted:
        answer = last(quoted, scripted.endpoint(), desk)
    assert [s.text for s in answer.statements] == ["Sweden and Norway fund the rural water programme."]
    first, second = scripted.asked
    assert (first["max_tokens"], first["temperature"], first["stream"], first["model"]) == (400, 0, True, "scribe")
    assert (second["max_completion_tokens"], {"max_tokens", "temperature"} & second.keys()) == (400, set())


def test_an_answer_that_takes_too_long_in_all_keeps_what_was_shown(quoted: Answer, desk: Desk) -> None:
    with endpoint_that(writes_for_ever(f"{TRUE} Bananas # are not in it. ", pause=0.05)) as scripted:
        answer = last(quoted, scripted.endpoint(first=1.0, in_all=1.2, most=100_000), desk)
    assert answer.statements[0].text == "Sweden and Norway fund the rural water programme."
    assert "The language model" in answer.notes[-1]


def test_a_refused_key_is_not_tried_again(quoted: Answer, desk: Desk) -> None:
    with endpoint_that(answers(401)) as scripted:
        last(quoted, scripted.endpoint(), desk)
    assert len(scripted.asked) == 1


def test_what_passed_before_a_cut_stays(quoted: Answer, desk: Desk) -> None:
    with endpoint_that(writes(f"{TRUE} It is then", reason="length")) as scripted:
        answer = last(quoted, scripted.endpoint(), desk)
    assert answer.statements[0].text == "Sweden and Norway fund the rural water programme."
    assert answer.notes[-1] == "The language model was cut off in mid-sentence; what is left are quotes."


def test_a_reader_who_leaves_ends_the_request(quoted: Answer, desk: Desk) -> None:
    with endpoint_that(writes_for_ever(f"{TRUE} Bananas # are not in it. ", pause=0.02)) as scripted:
        growing = write(quoted, scripted.endpoint(), desk.library)
        assert next(growing).statements[0].text == "Sweden and Norway fund the rural water programme."
        assert not scripted.left.is_set()
        growing.close()
        assert scripted.left.wait(5)


def test_a_reader_who_leaves_while_a_sentence_is_awaited_ends_the_request(quoted: Answer, desk: Desk) -> None:
    left = threading.Event()
    with endpoint_that(writes_when_let(TRUE)[0]) as scripted:
        growing = streamed(
            lambda: write(quoted, scripted.endpoint(), desk.library, left.is_set), left, ThreadPoolExecutor(1)
        )
        while not scripted.asked:
            assert next(growing) is None
        growing.close()
        assert scripted.left.wait(10)


def test_a_silence_asks_no_model(desk: Desk) -> None:
    silent = desk.ask("What did Westmark pay for lighthouses?")
    assert silent.statements == ()
    with endpoint_that(writes(TRUE)) as scripted:
        assert [*write(silent, scripted.endpoint(), desk.library)] == [silent]
    assert scripted.asked == []


def test_thoughts_before_an_answer_are_left_out(quoted: Answer, desk: Desk) -> None:
    thoughts = "<think>Norway paid. It could be 9 million. " + "Hm. " * 400 + "</think>\n"
    with endpoint_that(writes(thoughts + TRUE)) as scripted:
        answer = last(quoted, scripted.endpoint(), desk)
    assert (answer.statements[0].text, answer.rejected) == ("Sweden and Norway fund the rural water programme.", ())


def test_the_key_is_sent_and_nowhere_seen(
    quoted: Answer, desk: Desk, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "ALL_PROXY", "http_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    caplog.set_level(logging.DEBUG)
    with endpoint_that(answers(500)) as scripted:
        endpoint = scripted.endpoint(KEY)
        answer = last(quoted, endpoint, desk)
    assert {h["Authorization"] for h in scripted.headers} == {f"Bearer {KEY}"}
    assert {a["path"] for a in scripted.asked} == {"/v1/chat/completions"}
    for shown in (repr(endpoint), str(endpoint), repr(answer), caplog.text):
        assert KEY not in shown


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("localhost:11434", ""),
        ("ftp://host/v1", ""),
        ("http://user:secret-word@host/v1", ""),
        ("http://host/v1?key=secret-word", ""),
        ("http://host/v1", "secret-word\nX-Other: 1"),
    ],
)
def test_an_endpoint_that_cannot_be_used_is_refused_without_its_secrets(url: str, key: str) -> None:
    with pytest.raises(WriterTrouble, match="ASSISTANT_LLM_") as raised:
        Endpoint(url, "scribe", SecretStr(key))
    assert "secret-word" not in str(raised.value)


@pytest.mark.parametrize(
    ("url", "called"),
    [
        ("http://host:1", "http://host:1/v1/chat/completions"),
        ("http://host:1/v1/", "http://host:1/v1/chat/completions"),
        ("https://host/api/v3", "https://host/api/v3/chat/completions"),
        ("https://host/v1/chat/completions", "https://host/v1/chat/completions"),
    ],
)
def test_the_address_may_be_written_as_each_tool_does(url: str, called: str) -> None:
    assert Endpoint(url, "scribe").completions == called


def test_the_key_may_stand_in_a_file(tmp_path: object, quoted: Answer) -> None:
    file = tmp_path / "key"  # type: ignore[operator]
    file.write_text(f"{KEY}\n")
    endpoint = endpoint_from("http://host", "scribe", SecretStr(""), file, 20.0)
    assert endpoint is not None and endpoint.key.get_secret_value() == KEY
    assert endpoint_from("", "", SecretStr(""), None, 20.0) is None
    with pytest.raises(WriterTrouble, match="ASSISTANT_LLM_KEY_FILE"):
        endpoint_from("http://host", "scribe", SecretStr(""), file / "none", 20.0)


def test_the_settings_show_no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_LLM_URL", "http://host")
    monkeypatch.setenv("ASSISTANT_LLM_KEY", KEY)
    settings = Settings()
    assert KEY not in f"{settings!r} {settings} {settings.model_dump()} {settings.model_dump_json()}"
    endpoint = endpoint_from(settings.llm_url, "scribe", settings.llm_key, settings.llm_key_file, settings.llm_seconds)
    assert endpoint is not None
    assert (endpoint.key.get_secret_value(), endpoint.seconds_to_first) == (KEY, 20.0)


def test_the_doctor_says_what_is_wrong_and_what_mends_it() -> None:
    with endpoint_that(answers(401)) as scripted:
        found = examine(scripted.endpoint())
    assert (found.well, found.what) == (False, "the language model does not accept the key (401)")
    assert found.mend == "Set ASSISTANT_LLM_KEY to a key of this endpoint."
    with endpoint_that(writes("Ready.")) as scripted:
        assert examine(scripted.endpoint()).well
