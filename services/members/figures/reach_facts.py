"""Whom the Union reaches: young people in the area of its units (BM-11), and members by digital means (BM-13)."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from sqlalchemy import Date, and_, cast, func, or_, select, true
from sqlalchemy.dialects.postgresql import distinct_on

from services.members.accounts.tables import accounts, sessions
from services.members.figures.domain import Period
from services.members.figures.facts import Facts
from services.members.figures.standing_facts import members, on_day
from services.members.tables import memberships, people, unit_papers, units, youth_counts

SIGNED_IN_WITHIN: Final = timedelta(days=30)


def youth(period: Period, _rules: Mapping[str, Any]) -> list[Facts]:
    """What each grassroots unit counted last, its members, and the units that never counted."""
    last = (
        select(youth_counts)
        .ext(distinct_on(youth_counts.c.unit_id))
        .where(youth_counts.c.counted_on <= period.last)
        .order_by(youth_counts.c.unit_id, youth_counts.c.counted_on.desc())
        .subquery("last_count")
    )
    amounts = {"youth": last.c.youth, "federation": last.c.federation}
    counted = Facts(last, last.c.unit_id, last.c.unit_id, {}, amounts=amounts)
    at_grassroots = and_(units.c.level == "GRASSROOTS", *_standing(period))
    source = units.outerjoin(last, last.c.unit_id == units.c.id)
    uncounted = Facts(source, units.c.id, units.c.id, {"uncounted": last.c.unit_id.is_(None)}, (at_grassroots,))
    return [counted, members(period), uncounted]


def digital(period: Period, _rules: Mapping[str, Any]) -> list[Facts]:
    return [_people(period), _chapters(period), _documents(period)]


def _people(period: Period) -> Facts:
    """Members on the last day by what their file and their account say; accounts as they were seen up to then."""
    seen_on = cast(func.timezone("Asia/Ho_Chi_Minh", sessions.c.seen_at), Date)
    seen = (
        select(sessions.c.person_id)
        .where(seen_on.between(period.last - SIGNED_IN_WITHIN, period.last))
        .distinct()
        .subquery("seen")
    )
    source = (
        memberships.join(people, people.c.id == memberships.c.person_id)
        .outerjoin(accounts, and_(accounts.c.person_id == people.c.id, accounts.c.closed_at.is_(None)))
        .outerjoin(seen, seen.c.person_id == people.c.id)
    )
    cells = {
        "members": true(),
        "complete": people.c.completeness >= 100,
        "phone_verified": people.c.phone_verified,
        "with_account": accounts.c.person_id.is_not(None),
        "signed_in": seen.c.person_id.is_not(None),
    }
    where = on_day(period.last)
    return Facts(source, memberships.c.id, memberships.c.unit_id, cells, where, memberships.c.person_id)


def _chapters(period: Period) -> Facts:
    where = (units.c.level == "CHAPTER", *_standing(period))
    return Facts(units, units.c.id, units.c.id, {"chapters": true(), "digital": units.c.is_digital}, where)


def _standing(period: Period) -> tuple[Any, ...]:
    """Units that there are on the last day."""
    opened, closed = units.c.opened_on, units.c.closed_on
    return or_(opened.is_(None), opened <= period.last), or_(closed.is_(None), closed > period.last)


def _documents(period: Period) -> Facts:
    """Minutes and resolutions that units drew up here."""
    paper = unit_papers.c
    where = (paper.dated_on.between(period.first, period.last), paper.state != "revoked")
    return Facts(unit_papers, paper.id, paper.unit_id, {"documents": true()}, where)
