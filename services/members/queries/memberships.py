"""Memberships as lists and copies ask about them."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import text

from services.members.store import Tx

_SINCE = text("""
    SELECT m.person_id, min(lower(m.valid)) AS since FROM memberships AS m
    JOIN people AS p ON p.id = m.person_id AND p.unit_id = m.unit_id
    WHERE m.person_id = ANY(CAST(:people AS uuid[])) AND m.superseded_at IS NULL AND NOT EXISTS (
        SELECT 1 FROM memberships AS later WHERE later.person_id = m.person_id AND later.superseded_at IS NULL
        AND lower(later.valid) > lower(m.valid) AND (later.unit_id, later.bond_id) <> (m.unit_id, m.bond_id))
    GROUP BY m.person_id
""")


def unit_since(tx: Tx, person_ids: Sequence[UUID]) -> dict[UUID, date]:
    """Since when each of the people is in the unit of today without a break; who never was is left out."""
    return {row.person_id: row.since for row in tx.execute(_SINCE, {"people": list(person_ids)})}
