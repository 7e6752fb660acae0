"""Accounts, sessions and keys, over a library without reports; time is a number that the test turns on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from assistant.access import NotKnownError, Office, Rules, TooOftenError
from assistant.access.names import name_in_form
from assistant.errors import AssistantError
from assistant.library.conversations import Conversations
from assistant.library.store import Store
from assistant.values.people import Person

PASSWORD = "four words in a row"
HERE, ELSEWHERE = "192.0.2.1", "192.0.2.2"
REPORTS = frozenset({"reports"})  # what everyone may see at first
MINUTE, HOUR = 60.0, 3600.0


@dataclass
class Clock:
    now: float = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


@pytest.fixture
def office(store: Store, clock: Clock) -> Office:
    office = Office(store, Rules("accounts"), clock=clock)
    office.accounts.add("anna", "administrator", (), PASSWORD)
    office.accounts.add("rosa", "reader", ("Health",), PASSWORD)
    return office


def everything_in(store: Store) -> str:
    """All that the library's file holds, as text."""
    tables = [name for (name,) in store.rows("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return "".join(str(store.rows(f"SELECT * FROM {name}")) for name in tables if not name.startswith("words"))  # noqa: S608 - ours


def test_an_account_is_found_however_its_name_is_written(office: Office) -> None:
    assert office.of_session(office.sign_in(" Rosa ", PASSWORD, HERE), HERE) == (
        Person("rosa", "reader", REPORTS),
        False,
    )
    assert name_in_form("ＲＯＳＡ") == "rosa"


@pytest.mark.parametrize("name", ["", "  ", "a\tb", "a\u200bb", "key:rosa", "x" * 101, "two  spaces"])
def test_a_name_that_could_pass_for_another_is_refused(office: Office, name: str) -> None:
    with pytest.raises(AssistantError, match="cannot be a name"):
        office.accounts.add(name, "reader", (), PASSWORD)


def test_a_name_is_taken_once(office: Office) -> None:
    with pytest.raises(AssistantError, match="There is an account 'rosa' already"):
        office.accounts.add("ROSA", "reader", (), PASSWORD)


@pytest.mark.parametrize("password", ["short", "x" * 201, "aaaaaaaaaaaa", "rosamundrosamund"])
def test_a_password_that_is_easily_guessed_is_refused(office: Office, password: str) -> None:
    with pytest.raises(AssistantError, match="Choose another"):
        office.accounts.add("rosamund", "reader", (), password)
    assert office.accounts.find("rosamund") is None


def test_the_library_holds_no_password_token_or_key(office: Office, store: Store) -> None:
    token, key = office.sign_in("rosa", PASSWORD, HERE), office.keys.add("mail merge")
    held = everything_in(store)
    assert "$argon2id$v=19$m=65536,t=3,p=4$" in held
    assert [secret for secret in (PASSWORD, token, key) if secret in held] == []


def test_two_accounts_with_one_password_have_different_hashes(office: Office) -> None:
    assert office.accounts.hash_of("anna") != office.accounts.hash_of("rosa")


def test_an_unknown_name_and_a_wrong_password_are_told_alike(office: Office) -> None:
    for name in ("rosa", "nobody", "", "a\tb"):
        with pytest.raises(NotKnownError):
            office.sign_in(name, "something else altogether", HERE)


def test_an_unknown_name_costs_a_hash_as_a_known_one_does(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    from assistant.access import passwords

    looked_at: list[str] = []
    verify = passwords._hasher.verify

    class Watched:
        def verify(self, kept: str, password: str) -> bool:
            looked_at.append(kept[:31])
            return bool(verify(kept, password))

    nobodys = passwords._nobodys()
    monkeypatch.setattr(passwords, "_nobodys", lambda: nobodys)
    monkeypatch.setattr(passwords, "_hasher", Watched())
    for name in ("rosa", "nobody"):
        with pytest.raises(NotKnownError):
            office.sign_in(name, "something else altogether", HERE)
    assert looked_at == ["$argon2id$v=19$m=65536,t=3,p=4$"] * 2


def test_an_account_without_a_password_cannot_sign_in_with_any(office: Office) -> None:
    office.accounts.add("pete", "reader")
    for password in ("", "nobody has this password"):
        with pytest.raises(NotKnownError):
            office.sign_in("pete", password, HERE)


# -- guessing --------------------------------------------------------------------------------------------


def guess(office: Office, name: str, address: str, times: int) -> None:
    for _ in range(times):
        with pytest.raises(NotKnownError):
            office.sign_in(name, "a guess at the password", address)


def test_the_eleventh_wrong_password_for_a_name_is_refused_and_a_right_one_too(office: Office, clock: Clock) -> None:
    for number in range(10):
        guess(office, "rosa", f"192.0.2.{number}", 1)  # from wherever they come
        clock.now += 1
    for password in ("a guess at the password", PASSWORD):
        with pytest.raises(TooOftenError) as refused:
            office.sign_in("rosa", password, ELSEWHERE)
        assert refused.value.seconds == 15 * MINUTE - 10
    clock.now += 15 * MINUTE - 10
    assert office.sign_in("rosa", PASSWORD, ELSEWHERE)


def test_the_eleventh_wrong_password_from_an_address_is_refused_whatever_the_name(office: Office) -> None:
    for number in range(10):
        guess(office, f"guessed {number}", HERE, 1)
    with pytest.raises(TooOftenError):
        office.sign_in("rosa", PASSWORD, HERE)
    assert office.sign_in("rosa", PASSWORD, ELSEWHERE)


def test_wrong_passwords_are_counted_across_a_restart(office: Office, store: Store, clock: Clock) -> None:
    guess(office, "rosa", HERE, 10)
    with pytest.raises(TooOftenError):
        Office(store, Rules("accounts"), clock=clock).sign_in("rosa", PASSWORD, ELSEWHERE)


def test_guesses_at_one_time_are_counted_like_others(office: Office) -> None:
    from concurrent.futures import ThreadPoolExecutor

    def guessed(number: int) -> str:
        try:
            office.sign_in("rosa", "a guess at the password", f"198.51.100.{number}")
        except (NotKnownError, TooOftenError) as error:
            return type(error).__name__
        return "in"

    with ThreadPoolExecutor(16) as pool:
        told = sorted(pool.map(guessed, range(16)))
    assert told == ["NotKnownError"] * 10 + ["TooOftenError"] * 6


def test_wrong_passwords_are_forgotten_after_a_quarter_of_an_hour(office: Office, store: Store, clock: Clock) -> None:
    guess(office, "rosa", HERE, 3)
    clock.now += 15 * MINUTE
    guess(office, "anna", HERE, 1)
    assert store.rows("SELECT count(*) FROM attempts") == [(1,)]


def test_a_name_typed_at_the_door_is_not_kept(office: Office, store: Store) -> None:
    guess(office, "my password, in the wrong box", HERE, 1)
    assert "wrong box" not in everything_in(store)


def test_an_administrator_who_sets_a_password_lets_its_owner_try_again(office: Office) -> None:
    guess(office, "rosa", HERE, 10)
    office.accounts.set_password("rosa", "five other words in a row")
    assert office.sign_in("rosa", "five other words in a row", ELSEWHERE)


# -- sessions --------------------------------------------------------------------------------------------


def test_a_session_ends_after_two_hours_without_a_request(office: Office, clock: Clock) -> None:
    token = office.sign_in("rosa", PASSWORD, HERE)
    clock.now += 2 * HOUR
    found = office.of_session(token, HERE)
    assert found == (Person("rosa", "reader", REPORTS), True)  # due to be noted as in use
    clock.now += 1
    assert office.of_session(token, HERE) is None


def test_a_session_in_use_ends_after_twelve_hours_all_the_same(office: Office, clock: Clock) -> None:
    token = office.sign_in("rosa", PASSWORD, HERE)
    for _ in range(12):
        clock.now += HOUR
        assert office.of_session(token, HERE)
        office.sessions.touch(token)
    clock.now += 1
    assert office.of_session(token, HERE) is None


def test_signing_in_gives_a_new_session_and_ends_the_one_before(office: Office) -> None:
    planted = "a-session-that-somebody-put-into-the-browser"
    first = office.sign_in("rosa", PASSWORD, HERE, planted)
    second = office.sign_in("rosa", PASSWORD, HERE, first)
    assert len({planted, first, second}) == 3
    assert [bool(office.of_session(token, HERE)) for token in (planted, first, second)] == [False, False, True]


def test_another_password_ends_all_sessions_but_the_one_it_was_set_in(office: Office) -> None:
    old = [office.sign_in("rosa", PASSWORD, HERE) for _ in range(2)]
    person = Person("rosa", "reader", frozenset(), HERE)
    new = office.change_password(person, PASSWORD, "five other words in a row")
    assert [bool(office.of_session(token, HERE)) for token in (*old, new)] == [False, False, True]
    with pytest.raises(NotKnownError):
        office.sign_in("rosa", PASSWORD, HERE)


def test_the_old_password_is_asked_for_before_a_new_one_is_set(office: Office) -> None:
    with pytest.raises(NotKnownError):
        office.change_password(Person("rosa", "reader", frozenset(), HERE), "not this one", "five other words in a row")
    assert office.sign_in("rosa", PASSWORD, HERE)


def test_role_and_groups_change_within_a_session(office: Office) -> None:
    token = office.sign_in("rosa", PASSWORD, HERE)
    office.grants.grant("Health", "clinics")
    assert office.of_session(token, HERE) == (Person("rosa", "reader", frozenset({"clinics", "reports"})), False)
    office.accounts.set_role("rosa", "curator")
    office.accounts.set_groups("rosa", ())
    assert office.of_session(token, HERE) == (Person("rosa", "curator", REPORTS), False)
    office.grants.revoke("everyone", "reports")
    assert office.of_session(token, HERE) == (Person("rosa", "curator", frozenset()), False)
    office.accounts.set_role("rosa", "administrator")
    assert office.of_session(token, HERE) == (Person("rosa", "administrator", None), False)


def test_a_removed_account_takes_its_sessions_keys_and_conversations_along(office: Office, store: Store) -> None:
    token, key = office.sign_in("rosa", PASSWORD, HERE), office.keys.add("mail merge", "rosa")
    owner = office.secret.owner("rosa")
    with store.write() as db:
        db.execute("INSERT INTO conversations VALUES ('c', ?, 'Wells', '2026', '2026')", (owner,))
    assert len(Conversations(store).of(owner)) == 1
    assert office.accounts.remove("rosa") == 1
    assert (office.of_session(token, HERE), office.of_key(key, HERE), Conversations(store).of(owner)) == (
        None,
        None,
        (),
    )


def test_the_last_administrator_cannot_be_removed_or_made_another(office: Office) -> None:
    for change in (lambda: office.accounts.remove("anna"), lambda: office.accounts.set_role("anna", "reader")):
        with pytest.raises(AssistantError, match="'anna' is the only administrator"):
            change()


# -- keys ------------------------------------------------------------------------------------------------


def test_what_was_taken_back_from_everyone_is_not_given_again(office: Office, store: Store) -> None:
    office.grants.revoke("everyone", "reports")
    assert Office(store, Rules("accounts")).grants.all() == {"everyone": (), "health": ()}


def test_a_key_has_the_rights_of_its_account_or_those_of_everyone(office: Office) -> None:
    office.accounts.set_role("rosa", "curator")
    of_rosa, of_nobody = office.keys.add("mail merge", "rosa"), office.keys.add("dashboard")
    assert office.of_key(of_rosa, HERE) == Person("rosa", "curator", frozenset({"reports"}))
    assert office.of_key(of_nobody, HERE) == Person("key:dashboard", "reader", frozenset({"reports"}))


def test_a_removed_key_opens_nothing(office: Office) -> None:
    key = office.keys.add("dashboard")
    office.keys.remove("dashboard")
    assert office.of_key(key, HERE) is None


# -- setting up ------------------------------------------------------------------------------------------


def test_the_first_account_is_made_with_the_code_alone_and_only_once(store: Store) -> None:
    office = Office(store, Rules("accounts"))
    with pytest.raises(NotKnownError):
        office.set_up("AAAA-BBBB-CCCC-DDDD", "anna", PASSWORD, HERE)
    token = office.set_up(office.code.lower().replace("-", " "), "Anna", PASSWORD, HERE)
    assert office.of_session(token, HERE) == (Person("anna", "administrator", None), False)
    with pytest.raises(NotKnownError):
        office.set_up(office.code, "another", PASSWORD, HERE)


def test_the_code_cannot_be_guessed_at_from_one_address(store: Store) -> None:
    office = Office(store, Rules("accounts"))
    for _ in range(10):
        with pytest.raises(NotKnownError):
            office.set_up("AAAA-BBBB-CCCC-DDDD", "anna", PASSWORD, HERE)
    with pytest.raises(TooOftenError):
        office.set_up(office.code, "anna", PASSWORD, HERE)
    assert office.set_up(office.code, "anna", PASSWORD, ELSEWHERE)  # nobody can keep others out


# -- how often -------------------------------------------------------------------------------------------


def asker(store: Store, clock: Callable[[], float]) -> Office:
    return Office(store, Rules("accounts", questions=3, address_questions=5), clock=clock)


def test_a_person_asks_so_many_questions_a_minute(store: Store, clock: Clock) -> None:
    office = asker(store, clock)
    rosa = Person("rosa", "reader", None, HERE)
    assert [office.wait(rosa) for _ in range(4)] == [0, 0, 0, 60]
    clock.now += 45
    assert office.wait(rosa) == 15
    clock.now += 15
    assert office.wait(rosa) == 0


def test_an_address_asks_so_many_questions_a_minute_whoever_they_are_of(store: Store, clock: Clock) -> None:
    office = asker(store, clock)
    people = [Person(f"person {number}", "reader", None, HERE) for number in range(6)]
    assert [office.wait(person) for person in people] == [0, 0, 0, 0, 0, 60]
    assert office.wait(Person("person 6", "reader", None, ELSEWHERE)) == 0


def test_what_is_counted_stays_bounded(store: Store, clock: Clock) -> None:
    office = asker(store, clock)
    for number in range(12_000):
        office.wait(Person("", "reader", None, f"address {number}"))
    assert len(office.rates._asked) == 10_000
