"""Who may come in: `assistant users`, `groups`, `keys`."""

from __future__ import annotations

import os
import pwd
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli.shared import Index, Json, app, print_lines, print_table, read_settings, say
from assistant.errors import AssistantError
from assistant.values.people import Person

if TYPE_CHECKING:
    from pathlib import Path

    from assistant.access import Office

users = typer.Typer(no_args_is_help=True, help="Accounts of the people who sign in.")
groups = typer.Typer(no_args_is_help=True, help="Which group of accounts may see which collections.")
keys = typer.Typer(no_args_is_help=True, help="Keys of programs that use the API or the tools.")
app.add_typer(users, name="users")
app.add_typer(groups, name="groups")
app.add_typer(keys, name="keys")

Role = Annotated[str, typer.Option(help="reader, curator (adds, removes, corrects) or administrator.")]
Group = Annotated[list[str] | None, typer.Option(help="Put it into this group (may be given again).")]
FromStdin = Annotated[bool, typer.Option("--password-stdin", help="Read the password from standard input.")]


@users.command("add")
def users_add(
    name: str,
    role: Role,
    group: Group = None,
    password_stdin: FromStdin = False,
    no_password: Annotated[bool, typer.Option(help="For somebody who comes in through a proxy alone.")] = False,
    folder: Index = None,
) -> None:
    """Add an account. Its password is asked for twice, or read from standard input; it is never an argument."""
    office = _office(folder)
    password = None if no_password else _password(password_stdin)
    kept = office.accounts.add(name, role, group or (), password)
    office.audit.note("account-added", _who(), f"{kept}, {role}")
    say(f"{kept} may come in as {role}.")


@users.command("list")
def users_list(folder: Index = None, as_json: Json = False) -> None:
    """List the accounts."""
    accounts = _office(folder).accounts.all()
    if as_json:
        print_lines(map(asdict, accounts))
    else:
        print_table(
            ("account", "role", "groups", "password", "added"),
            [(a.name, a.role, ", ".join(a.groups), "yes" if a.has_password else "no", a.added) for a in accounts],
        )


@users.command("remove")
def users_remove(name: str, folder: Index = None) -> None:
    """Remove an account, with its sessions, keys and conversations."""
    office = _office(folder)
    conversations = office.accounts.remove(name)
    office.audit.note("account-removed", _who(), name)
    say(f"{name} may not come in any more. Conversations deleted: {conversations}")


@users.command("password")
def users_password(name: str, password_stdin: FromStdin = False, folder: Index = None) -> None:
    """Set another password. Whoever is signed in with the old one is signed out."""
    office = _office(folder)
    office.accounts.set_password(name, _password(password_stdin))
    office.audit.note("password-changed", _who(), name)
    say(f"{name} has another password. Its sessions have ended.")


@users.command("role")
def users_role(name: str, role: str, folder: Index = None) -> None:
    """Give an account another role, at once."""
    office = _office(folder)
    office.accounts.set_role(name, role)
    office.audit.note("role-changed", _who(), f"{name}, {role}")
    say(f"{name} is {role} from now on.")


@users.command("groups")
def users_groups(
    name: str,
    group: Annotated[list[str] | None, typer.Argument(help="The groups it is in from now on; none by default.")] = None,
    folder: Index = None,
) -> None:
    """Put an account into these groups and no others, at once."""
    office = _office(folder)
    office.accounts.set_groups(name, group or ())
    office.audit.note("groups-changed", _who(), f"{name}: {', '.join(group or ())}")
    say(f"{name} is in: {', '.join(group or ()) or 'no group but everyone'}")


@groups.command("grant")
def groups_grant(group: str, collection: str, folder: Index = None) -> None:
    """Let a group see a collection. The group `everyone` has all accounts in it."""
    office = _office(folder)
    office.grants.grant(group, collection)
    office.audit.note("granted", _who(), f"{group}: {collection}")
    say(f"{group} may see {collection}.")


@groups.command("revoke")
def groups_revoke(group: str, collection: str, folder: Index = None) -> None:
    """Let a group no longer see a collection."""
    office = _office(folder)
    office.grants.revoke(group, collection)
    office.audit.note("revoked", _who(), f"{group}: {collection}")
    say(f"{group} may not see {collection} any more.")


@groups.command("list")
def groups_list(folder: Index = None, as_json: Json = False) -> None:
    """List the groups and what they may see. Administrators see everything."""
    granted = _office(folder).grants.all()
    if as_json:
        print_lines({"group": group, "collections": list(seen)} for group, seen in granted.items())
    else:
        print_table(("group", "collections"), [(group, ", ".join(seen)) for group, seen in granted.items()])


@keys.command("add")
def keys_add(
    name: str,
    account: Annotated[str | None, typer.Option(help="Whose rights it has; else a reader's, in everyone.")] = None,
    folder: Index = None,
) -> None:
    """Make a key and print it, this once. Programs send it as: Authorization: Bearer KEY"""
    office = _office(folder)
    key = office.keys.add(name, account)
    office.audit.note("key-added", _who(), name)
    typer.echo(key)
    say("Keep this key now; it is not shown again.")


@keys.command("list")
def keys_list(folder: Index = None, as_json: Json = False) -> None:
    """List the keys, without what they open."""
    made = _office(folder).keys.all()
    if as_json:
        print_lines(map(asdict, made))
    else:
        print_table(("key", "account", "added"), [(k.name, k.account or "", k.added) for k in made])


@keys.command("remove")
def keys_remove(name: str, folder: Index = None) -> None:
    """Let a key open nothing any more, at once."""
    office = _office(folder)
    office.keys.remove(name)
    office.audit.note("key-removed", _who(), name)
    say(f"The key {name} opens nothing any more.")


def _office(folder: Path | None) -> Office:
    """The accounts of a library. What is changed here is noted in the audit log unless that is off."""
    from assistant.access import NO_AUDIT, Office, Rules, open_audit
    from assistant.access.secret import secret_of
    from assistant.library.store import Store

    s = read_settings(folder)
    store = Store(s.index)
    kept = NO_AUDIT if s.audit == "off" else open_audit(s.audit_file, 0, s.audit_files, "hash", secret_of(store))
    return Office(store, Rules("accounts"), kept)


def _who() -> Person:
    return Person(f"command line ({pwd.getpwuid(os.getuid()).pw_name})", "administrator")


def _password(from_stdin: bool) -> str:
    """A password that was typed twice without being shown, or one line of standard input."""
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    if not sys.stdin.isatty():
        raise AssistantError("There is nobody to ask for the password. Send it with --password-stdin.")
    return str(typer.prompt("Password", hide_input=True, confirmation_prompt="The same again"))
