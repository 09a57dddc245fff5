"""Memberships as lists and copies ask about them."""

from collections.abc import Sequence
from datetime import date
from typing import Any
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


_PAST = text("""
    SELECT person_id, unit_id, lower(valid) AS from_on, upper(valid) AS until FROM memberships
    WHERE person_id = ANY(CAST(:people AS uuid[])) AND superseded_at IS NULL AND NOT upper_inf(valid) AND NOT isempty(valid)
    ORDER BY person_id, lower(valid)
""")


def with_memberships(tx: Tx, people: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the copies of people with the day since which they are in their unit and every membership that is over."""
    keys = [person["id"] for person in people]
    since, past = unit_since(tx, keys), list_past_memberships(tx, keys)
    return [
        person | {"unit_since": since.get(person["id"]), "past_memberships": past.get(person["id"], [])}
        for person in people
    ]


def list_past_memberships(tx: Tx, person_ids: Sequence[UUID]) -> dict[UUID, list[dict[str, Any]]]:
    """List the memberships of each person that are over, the earliest first; the upper bound is the first day without it."""
    past: dict[UUID, list[dict[str, Any]]] = {}
    for row in tx.execute(_PAST, {"people": list(person_ids)}):
        membership = {"unit_id": row.unit_id, "from_on": row.from_on, "until": row.until}
        past.setdefault(row.person_id, []).append(membership)
    return past


def unit_since(tx: Tx, person_ids: Sequence[UUID]) -> dict[UUID, date]:
    """Since when each of the people is in the unit of today without a break; who never was is left out."""
    return {row.person_id: row.since for row in tx.execute(_SINCE, {"people": list(person_ids)})}
