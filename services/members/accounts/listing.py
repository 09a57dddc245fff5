"""Lists of people with their accounts, one statement a page."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, and_, func, literal, or_, select, tuple_

from services.members.accounts.tables import accounts, invitations, sessions
from services.members.domain import names
from services.members.domain.memberships import IN_FORCE
from services.members.domain.positions import title_of
from services.members.queries.members import Place
from services.members.store import Tx
from services.members.tables import people, positions, units

_ABOVE = units.alias("above")
_JOINED = (
    people.outerjoin(accounts, accounts.c.person_id == people.c.id)
    .outerjoin(units, units.c.id == people.c.unit_id)
    .outerjoin(_ABOVE, _ABOVE.c.id == units.c.parent_id)
)


class AccountRows:
    """People with their accounts as they stand at an instant."""

    def __init__(self, tx: Tx, *, at: datetime) -> None:
        self._tx, self._at = tx, at
        stands = (invitations.c.person_id == people.c.id, invitations.c.used_at.is_(None))
        open_until = and_(*stands, invitations.c.withdrawn_at.is_(None), invitations.c.expires_at > at)
        self._invited_until = select(func.max(invitations.c.expires_at)).where(open_until).scalar_subquery()
        mine = and_(sessions.c.person_id == people.c.id, sessions.c.ended_at.is_(None))
        self._devices = select(func.count()).where(mine).scalar_subquery()
        self._seen_at = (
            select(func.max(sessions.c.seen_at)).where(sessions.c.person_id == people.c.id).scalar_subquery()
        )

    def conditions(self, *, q: str | None, state: str | None, administrators: bool) -> list[ColumnElement[bool]]:
        """What narrows the list. Without words only those who have an account or are invited are in it."""
        has_password, is_locked = accounts.c.password_hash.is_not(None), accounts.c.closed_at.is_not(None)
        invited = self._invited_until.is_not(None)
        of_state: dict[str | None, ColumnElement[bool]] = {
            "open": and_(has_password, ~is_locked),
            "locked": is_locked,
            "invited": and_(accounts.c.password_hash.is_(None), invited),
            "none": and_(accounts.c.password_hash.is_(None), self._invited_until.is_(None)),
        }
        found = [of_state[state]] if state else []
        if q:
            found.append(_bears(q))
        elif state != "none":
            found.append(or_(has_password, is_locked, invited))
        return [*found, accounts.c.is_admin] if administrators else found

    def page(self, where: Sequence[ColumnElement[bool]], *, after: Place | None, limit: int) -> Sequence[Row[Any]]:
        """In Vietnamese order of names."""
        asked = self._select().where(*where).order_by(people.c.sort_key, people.c.id).limit(limit)
        if after is not None:
            asked = asked.where(tuple_(people.c.sort_key, people.c.id) > tuple_(literal(after.key), literal(after.id)))
        return self._tx.execute(asked).all()

    def of_unit(self, unit_id: UUID) -> Sequence[Row[Any]]:
        """The unit's own members in force, in Vietnamese order of names."""
        mine = (people.c.unit_id == unit_id, people.c.status.in_(IN_FORCE))
        return self._tx.execute(self._select().where(*mine).order_by(people.c.sort_key, people.c.id)).all()

    def count(self, where: Sequence[ColumnElement[bool]]) -> int:
        return self._tx.execute(select(func.count()).select_from(_JOINED).where(*where)).scalar() or 0

    def offices(self, person_ids: Sequence[UUID], *, on: date) -> dict[UUID, list[str]]:
        """What each holds on the day, as people call it."""
        held = select(positions.c.person_id, positions.c.code, units.c.name).join(
            units, units.c.id == positions.c.unit_id
        )
        lasts = and_(or_(positions.c.until.is_(None), positions.c.until >= on), positions.c.ended_at.is_(None))
        asked = held.where(positions.c.person_id.in_(person_ids), positions.c.from_on <= on, lasts)
        found: dict[UUID, list[str]] = {}
        for row in self._tx.execute(asked.order_by(func.nlevel(units.c.path), positions.c.id)):
            found.setdefault(row.person_id, []).append(f"{title_of(row.code)} {row.name}")
        return found

    def _select(self) -> Select[Any]:
        named = (people.c.id, people.c.code, people.c.full_name, people.c.sort_key, people.c.unit_id)
        return select(
            *named,
            units.c.name.label("unit_name"),
            units.c.level.label("unit_level"),
            _ABOVE.c.name.label("unit_above"),
            accounts.c.password_hash.is_not(None).label("has_password"),
            accounts.c.totp_confirmed_at.is_not(None).label("second_factor"),
            accounts.c.is_admin,
            accounts.c.closed_at,
            self._invited_until.label("invited_until"),
            self._devices.label("devices"),
            self._seen_at.label("seen_at"),
        ).select_from(_JOINED)


def _bears(q: str) -> ColumnElement[bool]:
    """Whoever has the member code, or each of the words in the name."""
    words = names.search_key(q).split()
    named = and_(*(people.c.search_key.contains(word, autoescape=True) for word in words))
    return or_(people.c.code == q.strip(), named) if words else people.c.code == q.strip()
