"""What people asked and were told. All that is private is asked for with its owner; nobody else's is ever found."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from pydantic import TypeAdapter

from assistant.errors import AssistantError
from assistant.library import withheld
from assistant.values import Answer, Conversation, Feedback, KeptTurn

if TYPE_CHECKING:
    from assistant.library.store import Store

LONGEST_TITLE, LONGEST_REASON = 120, 2000  # characters
SHOWN = 200  # conversations in a list; older ones are found by searching

_ANSWER = TypeAdapter(Answer)
_GONE = "This conversation is no longer there. It may have been deleted in another window."
_OF_OWNER = "SELECT id FROM conversations WHERE id = ?1 AND owner = ?2"


class Conversations:
    """The conversations of everybody, each open to its owner alone."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def of(self, owner: str, words: str = "") -> tuple[Conversation, ...]:
        """An owner's conversations, last changed first; with `words`, those that hold all of them."""
        wanted = words.split()
        held = " AND ".join(
            ["instr(lower(c.title || ' ' || coalesce(group_concat(t.question || ' ' || t.said, ' '), '')), ?) > 0"]
            * len(wanted)
        )
        rows = self.store.rows(
            "SELECT c.id, c.title, c.started, c.changed, count(t.number) FROM conversations c "  # noqa: S608 - ours
            "LEFT JOIN turns t ON t.conversation = c.id WHERE c.owner = ? GROUP BY c.id "
            f"{'HAVING ' + held if held else ''} ORDER BY c.changed DESC, c.id LIMIT ?",
            (owner, *(word.lower() for word in wanted), SHOWN),
        )
        return tuple(Conversation(*row) for row in rows)

    def turns(self, owner: str, conversation: str) -> tuple[KeptTurn, ...]:
        """The turns of an owner's conversation, in order. Raises AssistantError where the owner has none such."""
        if not self.store.rows(_OF_OWNER, (conversation, owner)):
            raise AssistantError(_GONE)
        rows = self.store.rows(
            "SELECT t.number, t.answer, t.asked, t.link, f.good, coalesce(f.reason, '') "
            "FROM turns t LEFT JOIN feedback f ON f.conversation = t.conversation AND f.number = t.number "
            "WHERE t.conversation = ? ORDER BY t.number",
            (conversation,),
        )
        return tuple(
            KeptTurn(
                number,
                self._read(answer),
                asked,
                link,
                None if good is None else bool(good),
                reason,
            )
            for number, answer, asked, link, good, reason in rows
        )

    def title(self, owner: str, conversation: str) -> str:
        """A conversation's title. Raises AssistantError where the owner has none such."""
        rows = self.store.rows("SELECT title FROM conversations WHERE id = ? AND owner = ?", (conversation, owner))
        if not rows:
            raise AssistantError(_GONE)
        return str(rows[0][0])

    def keep(self, owner: str, conversation: str, number: int, answer: Answer) -> str:
        """Keep a turn, in place of the one of this number and all after it; "" begins a conversation.

        Returns the conversation's id. One that was deleted meanwhile, or is not the owner's, begins anew.
        """
        now = _now()
        with self.store.write() as db:
            if not db.execute(_OF_OWNER, (conversation, owner)).fetchone():
                conversation, number = secrets.token_urlsafe(16), 1
                title = _shortened(answer.question, LONGEST_TITLE)
                db.execute("INSERT INTO conversations VALUES (?, ?, ?, ?, ?)", (conversation, owner, title, now, now))
            db.execute("DELETE FROM turns WHERE conversation = ? AND number >= ?", (conversation, number))
            db.execute(
                "INSERT INTO turns VALUES (?, ?, ?, ?, ?, ?, NULL)",
                (conversation, number, answer.question, answer.text, _ANSWER.dump_json(answer).decode(), now),
            )
            db.executemany(
                "INSERT OR IGNORE INTO cited VALUES (?, ?, ?, ?, ?)",
                ((conversation, number, c.document, c.start, c.end) for s in answer.statements for c in s.citations),
            )
            db.execute("UPDATE conversations SET changed = ? WHERE id = ?", (now, conversation))
        return conversation

    def rename(self, owner: str, conversation: str, title: str) -> None:
        """Give an owner's conversation another title. Raises AssistantError for an empty one or none such."""
        title = _shortened(" ".join(title.split()), LONGEST_TITLE)
        if not title:
            raise AssistantError("The title is empty. Type a few words by which you will know the conversation.")
        with self.store.write() as db:
            sql = "UPDATE conversations SET title = ? WHERE id = ? AND owner = ?"
            _one(db.execute(sql, (title, conversation, owner)))

    def delete(self, owner: str, conversation: str) -> None:
        """Take an owner's conversation out, and with it the links to its answers; what was thought of them stays.

        Raises AssistantError where the owner has none such.
        """
        with self.store.write() as db:
            _one(db.execute("DELETE FROM conversations WHERE id = ? AND owner = ?", (conversation, owner)))

    def share(self, owner: str, conversation: str, number: int) -> str:
        """The link by which others may read an answer; the same each time. Raises AssistantError for none such."""
        with self.store.write() as db:
            _one(
                db.execute(
                    "UPDATE turns SET link = coalesce(link, ?4) WHERE number = ?3 AND "  # noqa: S608 - ours
                    f"conversation = ({_OF_OWNER})",
                    (conversation, owner, number, secrets.token_urlsafe(16)),
                )
            )
        sql = "SELECT link FROM turns WHERE conversation = ? AND number = ?"
        return str(self.store.rows(sql, (conversation, number))[0][0])

    def shared(self, link: str) -> KeptTurn | None:
        """The answer behind a link; None where there is none, or it quotes a report that is not seen."""
        rows = self.store.rows("SELECT number, answer, asked, link FROM turns WHERE link = ?", (link,))
        answer = withheld.shared(_ANSWER.validate_json(rows[0][1]), self.store) if rows else None
        return KeptTurn(rows[0][0], answer, *rows[0][2:]) if answer else None

    def _read(self, answer: str) -> Answer:
        return self.as_seen(_ANSWER.validate_json(answer))

    def as_seen(self, answer: Answer) -> Answer:
        """An answer of earlier, as far as it may still be seen."""
        return withheld.as_seen(answer, self.store)

    def rate(self, owner: str, conversation: str, number: int, good: bool, reason: str = "") -> None:
        """Keep what an owner thinks of an answer, in place of what was thought before.

        Raises AssistantError where the owner has no such answer.
        """
        with self.store.write() as db:
            _one(
                db.execute(
                    "INSERT OR REPLACE INTO feedback SELECT conversation, number, ?4, ?5, question, answer, ?6 "  # noqa: S608 - ours
                    f"FROM turns WHERE number = ?3 AND conversation = ({_OF_OWNER})",
                    (conversation, owner, number, good, _shortened(reason.strip(), LONGEST_REASON), _now()),
                )
            )

    def feedback(self) -> Iterator[Feedback]:
        """What was thought of answers, by whomever, oldest first."""
        for good, reason, answer, given in self.store.rows(
            "SELECT good, reason, answer, given FROM feedback ORDER BY given, conversation, number"
        ):
            yield Feedback(bool(good), reason, _ANSWER.validate_json(answer), given)


def _one(cursor: sqlite3.Cursor) -> None:
    if cursor.rowcount != 1:
        raise AssistantError(_GONE)


def _shortened(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
