"""The store → what it holds, in counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from assistant.commitments import NOT_NAMED
from assistant.library.store import Store
from assistant.values import Commitment
from assistant.values.overview import Cell, Giver, Overview, ShortName, Used

GIVERS, USED, NAMES = 15, 10, 12  # most that are shown
TRIED = 100  # pairs of names, of which most are only initials that nobody uses

_CELLS = """
    SELECT coalesce(c.sector, d.sector), coalesce(c.year, d.year), count(*), sum(d.passages), sum(d.pages)
    FROM documents d LEFT JOIN corrections c ON c.name = d.name
    GROUP BY 1, 2 ORDER BY 1, 2
"""

# Only from conversations begun since the report was last read: in another edition the same place holds other words.
# Twice as many as are shown, as a sentence may no longer stand within one passage.
_USED = """
    WITH most AS (
        SELECT d.id, coalesce(c.title, d.title) AS title, q.start, q."end", count(*) AS answers
        FROM cited q
        JOIN documents d ON d.name = q.document
        JOIN conversations t ON t.id = q.conversation AND t.started >= d.added
        LEFT JOIN corrections c ON c.name = d.name
        GROUP BY d.id, q.start, q."end" ORDER BY answers DESC, title, q.start LIMIT 2 * ?1
    )
    SELECT substr(p.text, m.start - p.start + 1, m."end" - m.start), m.answers, m.id, m.title,
           (
               SELECT b.page FROM blocks b WHERE b.document_id = m.id AND b.start <= m.start
               ORDER BY b.ordinal DESC LIMIT 1
           ),
           m.start, m."end"
    FROM most m JOIN passages p ON p.id = (
        SELECT x.id FROM passages x
        WHERE x.document_id = m.id AND x.start <= m.start AND x."end" >= m."end" ORDER BY x.start LIMIT 1
    )
    ORDER BY m.answers DESC, m.title, m.start LIMIT ?1
"""

_NAMES = """
    SELECT short, long, count(*) FROM names WHERE length(short) > 2
    GROUP BY short, long ORDER BY count(*) DESC, length(long), long LIMIT ?
"""


def overview(store: Store, commitments: Sequence[Commitment]) -> Overview:
    """What the store holds; `commitments` are the rows of its ledger."""
    cells = store.rows(_CELLS)
    return Overview(
        reports=sum(cell[2] for cell in cells),
        pages=sum(cell[4] for cell in cells),
        passages=sum(cell[3] for cell in cells),
        commitments=len(commitments),
        cells=tuple(Cell(*cell[:4]) for cell in cells),
        givers=givers(commitments),
        used=tuple(Used(*row) for row in store.rows(_USED, (USED,))),
        names=tuple(islice(_explained(store), NAMES)),
    )


def givers(commitments: Sequence[Commitment]) -> tuple[Giver, ...]:
    """The donors of most rows. Rows are counted, and amounts are never added up."""
    counted = Counter(name for row in commitments for name in row.donor.split("; ") if name != NOT_NAMED)
    most = sorted(counted.items(), key=lambda entry: (-entry[1], entry[0].casefold()))
    return tuple(Giver(name, number) for name, number in most[:GIVERS])


def _explained(store: Store) -> Iterator[ShortName]:
    """The short names of most reports, each once, that some passage has together with the long one."""
    known: set[str] = set()
    for short, long, reports in store.rows(_NAMES, (TRIED,)):
        if short not in known and store.words.stand_together(short, long):
            known.add(short)
            yield ShortName(short, long, reports)
