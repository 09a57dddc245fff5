"""How members stand, told to other services when it changes: after each act upon fees, and as months turn."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from sqlalchemy import Row, text

from services.contracts import members as contract
from services.kit.outbox import Audience
from services.members.fees.ledger import Ledger

if TYPE_CHECKING:
    from services.members.store import Tx

BATCH: Final = 500
BOOKS_A_LOOK: Final = 200
LOOKS_AGAIN: Final = timedelta(minutes=15)
_OF_BOOKS: Final = text("""
    SELECT person_id FROM memberships WHERE unit_id = ANY(CAST(:units AS uuid[])) AND superseded_at IS NULL
    UNION SELECT person_id FROM fee_standings WHERE unit_id = ANY(CAST(:units AS uuid[]))
    ORDER BY person_id
""")


def reckon(tx: "Tx", people: Iterable[UUID], *, ledger: Ledger | None = None) -> None:
    """The people's standings are those of this moment; those that are other than before are announced."""
    wanted = sorted(set(people))
    changed = (ledger or Ledger(tx)).reckon(wanted) if wanted else []
    for start in range(0, len(changed), BATCH):
        _announce(tx, changed[start : start + BATCH])


def _announce(tx: "Tx", changed: Sequence[Row[Any]]) -> None:
    audience = Audience(
        people=[row.person_id for row in changed],
        units=sorted({row.unit_id for row in changed if row.unit_id is not None}),
    )
    standings = [dict(row._mapping) for row in changed]
    tx.emit(contract.FeeStandingsChanged, audience=audience, standings=standings)


def sweep(tx: "Tx") -> int:
    """The next books have been looked through: months that turned, people who came and went. How many books there were.

    Each book every quarter of an hour, some hundred at a time: a month that turned is known everywhere within the hour.
    """
    books = tx.fees.claim_books(before=tx.now - LOOKS_AGAIN, how_many=BOOKS_A_LOOK)
    if books:
        reckon(tx, tx.execute(_OF_BOOKS, {"units": books}).scalars())
    return len(books)
