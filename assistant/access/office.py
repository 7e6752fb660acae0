"""The office's door: who somebody is, by password, session, key or proxy."""

from __future__ import annotations

import hmac
import secrets
import threading
import time
from collections.abc import Callable, Iterable, Sequence

from assistant.access.accounts import Account, Accounts
from assistant.access.attempts import Attempts
from assistant.access.audit import NO_AUDIT, Audit, open_audit
from assistant.access.grants import Grants
from assistant.access.keys import Keys
from assistant.access.names import KEYS, name_in_form
from assistant.access.passwords import is_old, is_right, rehashed
from assistant.access.rates import Rates
from assistant.access.rules import Rules, rules_of
from assistant.access.secret import Secret, secret_of
from assistant.access.sessions import Sessions
from assistant.errors import AssistantError
from assistant.library.store import Store
from assistant.settings import Settings
from assistant.values.people import Person

ALPHABET = "ABCDEFGHJKMNPQRSTVWXYZ23456789"  # without letters that are taken for another


class NotKnownError(Exception):
    """Name and password, or the code, do not belong together."""


class TooOftenError(Exception):
    """Too much was tried. `seconds` until the next try is looked at."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"wait {seconds:.0f} s")
        self.seconds = seconds


class Office:
    """Accounts and rules together. Safe to share between threads.

    clock  gives the time in seconds.
    """

    def __init__(
        self, store: Store, rules: Rules, audit: Audit = NO_AUDIT, clock: Callable[[], float] = time.time
    ) -> None:
        self.store, self.rules, self.audit = store, rules, audit
        # Where nobody signs in nothing is derived from the secret, and a library that may only be read stays as it is.
        self.secret = Secret(secrets.token_bytes(32)) if rules.mode == "off" else secret_of(store)
        self.accounts = Accounts(store, self.secret)
        self.grants = Grants(store)
        self.keys = Keys(store)
        self.sessions = Sessions(store, rules.idle, rules.longest, clock)
        self.attempts = Attempts(store, self.secret, clock)
        self.rates = Rates(clock)
        self.code = "-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(4))
        self._one_at_a_time = threading.Lock()  # hashes are slow, and need much memory

    # -- who somebody is -------------------------------------------------------------------------------

    def of_session(self, token: str, address: str) -> tuple[Person, bool] | None:
        """Whose session a browser has, and whether it is due to be noted as in use."""
        found = self.sessions.account(token) if token else None
        account = self.accounts.find(found[0]) if found else None
        return (self._person(account, address), found[1]) if found and account else None

    def of_key(self, key: str, address: str) -> Person | None:
        """Whose key a program sent. One of nobody's reads what everyone may."""
        found = self.keys.find(key)
        if found is None:
            return None
        account = self.accounts.find(found.account) if found.account else None
        if account is not None:
            return self._person(account, address)
        return Person(KEYS + found.name, "reader", self.grants.collections(()), address)

    def of_proxy(self, headers: Sequence[tuple[str, str]], address: str) -> Person | None:
        """Whom the proxy names: with the role of the account of that name, else a reader. None for a request that did
        not come through the proxy, or that names nobody or several.

        headers  all of the request, their names in small letters.
        """
        proxy = self.rules.proxy
        if proxy is None or not self.is_from_proxy(headers):
            return None
        names = [value for name, value in headers if name == proxy.name_header]
        groups = [g for name, value in headers if name == proxy.groups_header for g in value.split(",") if g.strip()]
        try:
            (name,) = map(name_in_form, names)
        except (ValueError, AssistantError):
            return None
        account = self.accounts.find(name) or Account(name, "reader", (), False, "")
        return self._person(account, address, _in_form(groups))

    def is_from_proxy(self, headers: Sequence[tuple[str, str]]) -> bool:
        """Whether a request proves that it came through the proxy; it takes as long to find that it does not."""
        proxy = self.rules.proxy
        sent = [value for name, value in headers if proxy and name == proxy.secret_header]
        return proxy is not None and len(sent) == 1 and hmac.compare_digest(sent[0].encode(), proxy.secret.encode())

    def _person(self, account: Account, address: str, more: Iterable[str] = ()) -> Person:
        may_see = None if account.role == "administrator" else self.grants.collections((*account.groups, *more))
        return Person(account.name, account.role, may_see, address)

    # -- coming and going ------------------------------------------------------------------------------

    def sign_in(self, name: str, password: str, address: str, before: str = "") -> str:
        """A new session, in place of the one that the browser had before. Returns its token.

        Raises NotKnownError, or TooOftenError after too many wrong passwords, whether or not this one is right.
        """
        account = self._checked(name, password, address)
        self.audit.note("sign-in", Person(account, "reader", frozenset(), address))
        return self.sessions.begin(account, before)

    def change_password(self, person: Person, old: str, new: str) -> str:
        """Set a person's own password and end all of its sessions. Returns the token of a new one.

        Raises NotKnownError, TooOftenError, or AssistantError where the new password cannot be one.
        """
        account = self._checked(person.name, old, person.address)
        self.accounts.set_password(account, new)
        self.audit.note("password-changed", person, account)
        return self.sessions.begin(account)

    def set_up(self, code: str, name: str, password: str, address: str) -> str:
        """The first account, an administrator's. Returns the token of its session.

        Raises NotKnownError for a wrong code or where there is an account already, TooOftenError, or AssistantError.
        """
        with self._one_at_a_time:
            if wait := self.attempts.wait("", address):
                raise TooOftenError(wait)
            typed = "".join(code.upper().replace("-", " ").split())
            if self.accounts.any() or not hmac.compare_digest(typed.encode(), self.code.replace("-", "").encode()):
                self.attempts.note("", address)
                self.audit.note("set-up-failed", Person("", "reader", frozenset(), address))
                raise NotKnownError
            account = self.accounts.add(name, "administrator", (), password, first=True)
        self.audit.note("set-up", Person(account, "administrator", None, address), account)
        return self.sessions.begin(account)

    def sign_out(self, person: Person, token: str) -> None:
        self.sessions.end(token)
        self.audit.note("sign-out", person)

    def _checked(self, typed: str, password: str, address: str) -> str:
        """The name of the account whose password this is. Raises NotKnownError or TooOftenError."""
        name = _name(typed)
        with self._one_at_a_time:
            kept = self.accounts.hash_of(name)
            # A name that is unknown is not noted as it was typed: people type their password into the wrong box.
            person = Person(name if kept is not None else "", "reader", frozenset(), address)
            if wait := self.attempts.wait(name, address):
                self.audit.note("sign-in-refused", person)
                raise TooOftenError(wait)
            if not is_right(password, kept):
                self.attempts.note(name, address)
                self.audit.note("sign-in-failed", person)
                raise NotKnownError
            if kept and is_old(kept):
                self.accounts.set_hash(name, rehashed(password))
            return name

    # -- how often -------------------------------------------------------------------------------------

    def wait(self, person: Person) -> float:
        """Count a question. Returns 0, or the seconds until the person or the address may ask again."""
        most = {f"address {person.address}": self.rules.address_questions}
        if person.name:
            most[f"person {person.name}"] = self.rules.questions
        return self.rates.wait({name: count for name, count in most.items() if count})


def _name(typed: str) -> str:
    """What was typed as the name of an account; "" where it cannot be one, so that it is looked for like another."""
    try:
        return name_in_form(typed)
    except AssistantError:
        return ""


def _in_form(groups: Iterable[str]) -> list[str]:
    """The groups that a proxy names; what cannot be a group's name is none."""
    return [name for name in map(_name, groups) if name]


def open_office(store: Store, settings: Settings, host: str) -> Office:
    """The office of a server bound to `host`. Raises AssistantError where the settings do not go together."""
    rules = rules_of(settings, host)
    questions = settings.audit or ("off" if rules.mode == "off" else "hash")
    if questions == "off":
        return Office(store, rules)
    s = settings
    return Office(store, rules, open_audit(s.audit_file, s.audit_megabytes, s.audit_files, questions, secret_of(store)))
