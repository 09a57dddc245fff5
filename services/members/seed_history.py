"""`python -m services.members.seed_history`: two years of fees and reports in the demonstration province.

Comes after the cases: whoever owes fees is held up in some of them. Does nothing where a fee book is open already.
"""

import sys

from sqlalchemy import select

from services.kit import clock, settings
from services.kit.database import Database
from services.members.fees.tables import fee_books
from services.members.seeding import history
from services.members.store import Tx


def main() -> int:
    """0 when the books are there, made now or earlier."""
    given = settings.read()
    database: Database[Tx] = Database(given, "members", Tx)
    with database.transaction() as tx:
        if tx.execute(select(fee_books.c.unit_id).limit(1)).first() is not None:
            _say("there are fee books already; nothing was changed")
            return 0
    history.make(database, given.state / "demo-accounts.json", on=clock.day_of(clock.now()), say=_say)
    return 0


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")


if __name__ == "__main__":
    sys.exit(main())
