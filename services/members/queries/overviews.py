"""Counts of a branch by unit directly below: members on two days in one pass, and what needs attention now."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from sqlalchemy import text

from services.members.domain.memberships import IN_FORCE
from services.members.store import Tx

OWN: Final = ""
"""The unit's own, among what is counted of the units below it."""
_PLACED: Final = """
    placed AS MATERIALIZED (
        SELECT id, CASE WHEN nlevel(path) > :depth THEN ltree2text(subpath(path, :depth, 1)) ELSE '' END AS label,
            level, closed_on
        FROM units WHERE path <@ text2ltree(:path)
    )"""
_MEMBERS: Final = text(f"""
    WITH {_PLACED}, counted AS (
        SELECT unit_id, count(*) FILTER (WHERE valid @> CAST(:on AS date)) AS members,
            count(*) FILTER (WHERE valid @> CAST(:against AS date)) AS before
        FROM memberships WHERE superseded_at IS NULL AND unit_id IN (SELECT id FROM placed) GROUP BY unit_id
    )
    SELECT label, sum(members) AS members, sum(before) AS before
    FROM counted JOIN placed ON placed.id = counted.unit_id GROUP BY label
""")  # noqa: S608  # our own words alone
_FILES: Final = text(f"""
    WITH {_PLACED}, counted AS (
        SELECT unit_id, count(*) AS incomplete FROM people
        WHERE status = ANY(:in_force) AND completeness < 100 AND unit_id IN (SELECT id FROM placed) GROUP BY unit_id
    )
    SELECT label, sum(incomplete) AS incomplete FROM counted JOIN placed ON placed.id = counted.unit_id GROUP BY label
""")  # noqa: S608  # our own words alone
_SECRETARIES: Final = text(f"""
    WITH {_PLACED}, led AS (
        SELECT unit_id FROM positions
        WHERE code = 'BT' AND from_on <= :today AND coalesce(until, :today) >= :today
    )
    SELECT label, count(*) AS without_secretary
    FROM placed LEFT JOIN led ON led.unit_id = placed.id
    WHERE led.unit_id IS NULL AND level <> 'GROUP' AND (closed_on IS NULL OR closed_on > :today) GROUP BY label
""")  # noqa: S608  # our own words alone
_OWING: Final = text(f"""
    WITH {_PLACED}
    SELECT label, count(*) AS owing_people, coalesce(sum(owed_amount), 0) AS owed_amount
    FROM fee_standings JOIN placed ON placed.id = fee_standings.unit_id WHERE owed_months <> '{{}}' GROUP BY label
""")  # noqa: S608  # our own words alone

Counts = dict[str, dict[str, int]]


def counts(tx: Tx, path: str, *, on: date, against: date) -> Counts:
    """Label of the unit directly below (OWN for the unit itself) → figure → how many."""
    branch = {"path": path, "depth": path.count(".") + 1}
    found: Counts = {}
    _add(found, tx.execute(_MEMBERS, branch | {"on": on, "against": against}).mappings())
    _add(found, tx.execute(_FILES, branch | {"in_force": sorted(IN_FORCE)}).mappings())
    _add(found, tx.execute(_SECRETARIES, branch | {"today": tx.today}).mappings())
    _add(found, tx.execute(_OWING, branch).mappings())
    return found


def _add(found: Counts, rows: Iterable[Mapping[Any, Any]]) -> None:
    for row in rows:
        numbers = {str(name): int(value) for name, value in row.items() if name != "label"}
        found.setdefault(row["label"], {}).update(numbers)
