"""Which group may see which collections."""

from __future__ import annotations

import json
from collections.abc import Iterable

from assistant.access.names import name_in_form
from assistant.access.secret import EVERYONE
from assistant.errors import AssistantError
from assistant.library.store import Store


class Grants:
    """The grants in the library. A group is there as soon as something is granted to it, or somebody is in it."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def all(self) -> dict[str, tuple[str, ...]]:
        """The collections of each group, also of those that have none."""
        groups: dict[str, tuple[str, ...]] = {EVERYONE: ()}
        groups |= {group: () for (group,) in self.store.rows('SELECT DISTINCT "group" FROM members')}
        for group, collection in self.store.rows('SELECT "group", collection FROM grants ORDER BY 2'):
            groups[group] = (*groups.get(group, ()), collection)
        return dict(sorted(groups.items()))

    def grant(self, group: str, collection: str) -> None:
        """Let a group see a collection. Raises AssistantError where a name cannot be one."""
        with self.store.write() as db:
            db.execute("INSERT OR IGNORE INTO grants VALUES (?, ?)", (name_in_form(group), _collection(collection)))

    def revoke(self, group: str, collection: str) -> None:
        """Take that back. Raises AssistantError where it was not granted."""
        group, collection = name_in_form(group), _collection(collection)
        with self.store.write() as db:
            gone = db.execute('DELETE FROM grants WHERE "group" = ? AND collection = ?', (group, collection)).rowcount
        if not gone:
            raise AssistantError(
                f"The collection {collection!r} is not granted to the group {group!r}. "
                "See what is with: assistant groups list"
            )

    def collections(self, groups: Iterable[str]) -> frozenset[str]:
        """What somebody in these groups may see."""
        rows = self.store.rows(
            'SELECT collection FROM grants WHERE "group" IN (SELECT value FROM json_each(?))',
            (json.dumps([EVERYONE, *groups]),),
        )
        return frozenset(collection for (collection,) in rows)


def _collection(name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise AssistantError("A collection has a name. Type it after the group's.")
    return name
