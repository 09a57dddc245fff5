"""Who owes no fee this month bears the flag (domain rules 14.3, 17.6): from the first exempt month to the last, and no longer."""

from typing import TYPE_CHECKING, Final

from sqlalchemy import text

from services.members.actions import announcing
from services.members.domain.memberships import IN_FORCE
from services.members.fees import domain

if TYPE_CHECKING:
    from services.members.store import Tx

FLAG: Final = "fee_exempt"
BATCH: Final = 500
_OTHERWISE: Final = text("""
    WITH exempt AS (
        SELECT DISTINCT person_id AS id FROM fee_exemptions
        WHERE revoked_on IS NULL AND CAST(:month AS date) BETWEEN from_month AND until_month
    )
    SELECT id, true AS is_exempt FROM people
        WHERE id IN (SELECT id FROM exempt) AND status = ANY(:in_force) AND NOT flags @> ARRAY[:flag]
    UNION ALL SELECT id, false FROM people
        WHERE flags <> '{}' AND flags @> ARRAY[:flag] AND id NOT IN (SELECT id FROM exempt)
    LIMIT :most
""")


def sweep(tx: "Tx") -> int:
    """Members whose flag says otherwise than their months bear the right one, and are announced. How many there were."""
    given = {"month": domain.month_of(tx.today), "in_force": sorted(IN_FORCE), "flag": FLAG, "most": BATCH}
    wanted = {row.id: row.is_exempt for row in tx.execute(_OTHERWISE, given)}
    if not wanted:
        return 0
    held = tx.people.lock_all(wanted)
    flags = {person.id: person.flags | {FLAG} if wanted[person.id] else person.flags - {FLAG} for person in held}
    changed = tx.people.save_all([(person, {"flags": sorted(flags[person.id])}) for person in held])
    announcing.people_changed(tx, changed)
    return len(changed)
