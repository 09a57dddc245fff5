"""Campaigns out of rows and into them; whom they concern, and how far they are. Nothing here decides."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, insert, or_, select, text, update

from services.kit.faults import Invalid, NotFound
from services.kit.policy import visible
from services.workflows.domain.campaign import UNENDED, Campaign, Hop, Reach
from services.workflows.domain.gone import NOT_DONE
from services.workflows.domain.process import Process
from services.workflows.policy import POLICY
from services.workflows.store import Tx
from services.workflows.tables import campaigns, cases, units

_COLUMNS = tuple(field.name for field in fields(Campaign))
FIRST = UUID(int=0)


@dataclass(frozen=True)
class Concerned:
    """A person, or a unit, that is to have a case."""

    unit_id: UUID
    person_id: UUID | None
    name: str

    @property
    def place(self) -> tuple[UUID, UUID]:
        """Where it stands in the order of a campaign's readings."""
        return self.unit_id, self.person_id or FIRST


def add(tx: Tx, campaign: Campaign) -> None:
    """The campaign is new."""
    values = {name: getattr(campaign, name) for name in _COLUMNS}
    written = {"form": dict(campaign.form), "counts": dict(campaign.counts), "hops": _hops(campaign)}
    tx.execute(insert(campaigns).values(**values | written))


def place(tx: Tx, campaign: Campaign) -> None:
    """The campaign is of its unit, by way of its hops. It was locked before."""
    change(tx, campaign.id, unit_id=campaign.unit_id, hops=_hops(campaign))


def _hops(campaign: Campaign) -> list[dict[str, Any]]:
    return [
        {"unit_id": str(hop.unit_id), "on": hop.on.isoformat(), "units": [str(key) for key in hop.units]}
        for hop in campaign.hops
    ]


def lock(tx: Tx, campaign_id: UUID) -> Campaign:
    """The campaign, ours until the transaction ends. Raises NotFound("campaign-not-found")."""
    return _one(tx, campaign_id, locked=True)


def get(tx: Tx, campaign_id: UUID) -> Campaign:
    """The campaign as it is. Raises NotFound("campaign-not-found")."""
    return _one(tx, campaign_id, locked=False)


def _one(tx: Tx, campaign_id: UUID, *, locked: bool) -> Campaign:
    query = select(campaigns).where(campaigns.c.id == campaign_id)
    row = tx.execute(query.with_for_update() if locked else query).one_or_none()
    if row is None:
        raise NotFound(
            "campaign-not-found",
            text="Không có đợt này, hoặc đợt ngoài phạm vi của bạn.",
            mend="Chọn lại từ danh sách các đợt.",
        )
    return _campaign_of(row)


def _campaign_of(row: Any) -> Campaign:
    hops = tuple(
        Hop(UUID(hop["unit_id"]), date.fromisoformat(hop["on"]), tuple(UUID(key) for key in hop["units"]))
        for hop in row.hops
    )
    return Campaign(**{name: getattr(row, name) for name in _COLUMNS} | {"hops": hops})


def lock_unended(tx: Tx, unit_ids: Collection[UUID]) -> list[Campaign]:
    """Campaigns of the units that are not over, ours until the transaction ends."""
    mine = (campaigns.c.unit_id.in_(unit_ids), campaigns.c.state.in_(UNENDED))
    query = select(campaigns).where(*mine).order_by(campaigns.c.id).with_for_update()
    return [_campaign_of(row) for row in tx.execute(query)] if unit_ids else []


def change(tx: Tx, campaign_id: UUID, **values: Any) -> None:
    """The campaign has these values. It was locked before."""
    fresh = {"version": campaigns.c.version + 1, **values}
    tx.execute(update(campaigns).where(campaigns.c.id == campaign_id).values(**fresh))


def listed(
    tx: Tx,
    *,
    process: str | None,
    state: str | None,
    year: int | None,
    limit: int,
    cursor: str | None,
    count: str | None,
) -> tuple[list[Campaign], str | None, int | None]:
    """Campaigns that the caller's units run, take part in or stand above, newest first; how many there are if asked."""
    held = campaigns.c
    conditions: list[ColumnElement[bool]] = [visible(POLICY, tx, "campaign.view", unit=held.unit_id, party=_above)]
    asked = ((held.process, process), (held.state, state), (held.year, year))
    conditions += [column == value for column, value in asked if value is not None]
    query = select(campaigns).where(*conditions)
    total = tx.execute(select(func.count()).select_from(query.subquery())).scalar() if count else None
    if cursor:
        query = query.where(held.id < _key(cursor))
    found = [_campaign_of(row) for row in tx.execute(query.order_by(held.id.desc()).limit(limit + 1))]
    return found[:limit], str(found[limit - 1].id) if len(found) > limit else None, total


def _key(cursor: str) -> UUID:
    try:
        return UUID(cursor)
    except ValueError:
        raise Invalid(errors={"cursor": ["Con trỏ trang không hợp lệ."]}) from None


def _above(_person_id: UUID | None, held: frozenset[UUID]) -> ColumnElement[bool]:
    """The campaign's unit is one of the units, or above one."""
    below = units.alias("below")
    above = select(units.c.id).join(below, below.c.path.op("<@")(units.c.path)).where(below.c.id.in_(held))
    return campaigns.c.unit_id.in_(above)


_BELOW = "units.path <@ (SELECT path FROM units WHERE id = :unit_id)"
_CAME_ALONG = "units.path <@ ANY (SELECT path FROM units WHERE id = ANY (CAST(:reaches AS uuid[])))"
_CAME_IN = f"({_CAME_ALONG} OR (people.unit_id = :unit_id AND people.unit_since = CAST(:came_on AS date)))"
_MEMBERS = """
    SELECT people.unit_id, people.id AS person_id, people.full_name AS name
    FROM people JOIN units ON units.id = people.unit_id
    WHERE {within}
        AND (units.closed_on IS NULL OR units.closed_on > :today)
        AND people.status IN ('ACTIVE', 'IN_TRANSIT')
        AND (people.unit_id, people.id) > (CAST(:after_unit AS uuid), CAST(:after_person AS uuid))
        AND (CAST(:born_until AS date) IS NULL OR people.born_on <= CAST(:born_until AS date))
        AND NOT EXISTS (
            SELECT FROM cases
            WHERE cases.subject_id = people.id AND cases.process = :process AND (
                cases.campaign_id = :campaign_id
                OR (cases.form->>'year' = :year AND coalesce(cases.form->>'period', '') = :period
                    AND cases.state <> ALL (CAST(:undone AS text[])))))
"""
_UNITS = """
    SELECT units.id AS unit_id, NULL::uuid AS person_id, units.name
    FROM units
    WHERE {within} AND units.id <> :unit_id AND units.level <> 'GROUP'
        AND (units.closed_on IS NULL OR units.closed_on > :today)
        AND units.id > CAST(:after_unit AS uuid)
        AND NOT EXISTS (
            SELECT FROM cases
            WHERE cases.unit_id = units.id AND cases.process = :process AND (
                cases.campaign_id = :campaign_id
                OR (cases.form->>'year' = :year AND coalesce(cases.form->>'period', '') = :period
                    AND cases.state <> ALL (CAST(:undone AS text[])))))
"""
_CONCERNED = {
    ("members", False): _MEMBERS.format(within=_BELOW),
    ("members", True): _MEMBERS.format(within=_CAME_IN),
    ("units", False): _UNITS.format(within=_BELOW),
    ("units", True): _UNITS.format(within=_CAME_ALONG),
}
"""By whom a campaign is about, and whether it came from another unit."""
_IN_ORDER = {key: text(f"{query} ORDER BY unit_id, person_id LIMIT :limit") for key, query in _CONCERNED.items()}
_COUNT = "SELECT count(*) AS number, count(DISTINCT unit_id) AS units FROM ({concerned}) concerned"
_COUNTED = {key: text(_COUNT.format(concerned=query)) for key, query in _CONCERNED.items()}


def concerned(
    tx: Tx, campaign: Campaign, process: Process, reach: Reach, *, after: Sequence[UUID], limit: int
) -> list[Concerned]:
    """Whom the campaign concerns and who has no case of its process for that year yet, in the order of places."""
    asked = {**_asked(tx, campaign, process, reach, after=after), "limit": limit}
    found = tx.execute(_IN_ORDER[_kind_of(campaign, process)], asked)
    return [Concerned(row.unit_id, row.person_id, row.name) for row in found]


def count_concerned(tx: Tx, campaign: Campaign, process: Process, reach: Reach) -> tuple[int, int]:
    """Return how many the campaign concerns who have no case of its process for that year yet, and at how many units."""
    asked = _asked(tx, campaign, process, reach, after=(FIRST, FIRST))
    row = tx.execute(_COUNTED[_kind_of(campaign, process)], asked).one()
    return row.number, row.units


def _kind_of(campaign: Campaign, process: Process) -> tuple[str, bool]:
    return process.campaign.about if process.campaign else "members", bool(campaign.hops)


def _asked(tx: Tx, campaign: Campaign, process: Process, reach: Reach, *, after: Sequence[UUID]) -> dict[str, Any]:
    drive = process.campaign
    asked = {
        "unit_id": campaign.unit_id,
        "campaign_id": campaign.id,
        "process": process.code,
        "year": str(campaign.year),
        "period": campaign.period,
        "undone": sorted(NOT_DONE | {move.to for move in process.moves if drive and move.action == drive.withdraw}),
        "today": tx.today,
        "after_unit": after[0],
    }
    asked |= {"reaches": list(campaign.reaches), "came_on": campaign.came_on}
    if drive is None or drive.about == "members":
        asked |= {"after_person": after[1], "born_until": reach.born_until}
    return asked


def exists(tx: Tx, campaign: Campaign) -> bool:
    """The unit has a campaign of the kind, year and period that was not taken back."""
    held = campaigns.c
    same = (held[name] == getattr(campaign, name) for name in ("process", "unit_id", "year", "period"))
    return tx.execute(select(held.id).where(*same, held.state != "CANCELLED").limit(1)).first() is not None


def open_cases(tx: Tx, campaign_id: UUID, *, after: UUID, limit: int) -> list[UUID]:
    """Cases of the campaign that people still hold, in the order of their ids."""
    held = cases.c
    query = select(held.id).where(held.campaign_id == campaign_id, held.closed_at.is_(None), held.id > after)
    return list(tx.execute(query.where(~held.is_system).order_by(held.id).limit(limit)).scalars())


def count_late(tx: Tx, campaign_id: UUID, scope: frozenset[UUID]) -> int:
    """How many cases of the campaign are past their day, at the units of the scope and below."""
    held = cases.c
    is_late = (held.campaign_id == campaign_id, held.closed_at.is_(None), held.due_at < tx.now)
    within = tx.tree.below(held.unit_id, scope, or_self=True)
    return int(tx.execute(select(func.count()).where(*is_late, within)).scalar_one())


def counted(tx: Tx, campaign_id: UUID, scope: frozenset[UUID]) -> dict[str, int]:
    """How many cases of the campaign stand in which state, at the units of the scope and below."""
    held = cases.c
    within = tx.tree.below(held.unit_id, scope, or_self=True)
    query = (
        select(held.state, func.count().label("number"))
        .where(held.campaign_id == campaign_id, within)
        .group_by(held.state)
    )
    return {row.state: row.number for row in tx.execute(query)}


_BY_UNIT = text("""
    WITH late AS (
        SELECT unit_id, state, count(*) AS number FROM cases
        WHERE campaign_id = :campaign_id AND closed_at IS NULL AND due_at < :now GROUP BY unit_id, state
    ), counted AS (
        SELECT unit_id, state, held.number, coalesce(late.number, 0) AS late FROM (
            SELECT unit_id, state, count(*) AS number FROM cases WHERE campaign_id = :campaign_id GROUP BY unit_id, state
        ) held LEFT JOIN late USING (unit_id, state)
    ), top AS (SELECT path, nlevel(path) AS depth FROM units WHERE id = :parent_id)
    SELECT rolled.state, sum(rolled.number)::integer AS number, sum(rolled.late)::integer AS late, child.id, child.name, child.level,
        EXISTS (SELECT FROM units below WHERE below.parent_id = child.id) AS has_children
    FROM (
        SELECT counted.state, counted.number, counted.late, subpath(units.path, 0, least(nlevel(units.path), top.depth + 1)) AS path
        FROM counted JOIN units ON units.id = counted.unit_id JOIN top ON units.path <@ top.path
    ) rolled
    JOIN units child ON child.path = rolled.path
    GROUP BY child.id, rolled.state
""")


@dataclass(frozen=True)
class UnitProgress:
    """How far a unit and all below it are. by_state: cases by the state they stand in. late: those past their day."""

    id: UUID
    name: str
    level: str
    has_children: bool
    by_state: Mapping[str, int]
    late: int


def by_unit(tx: Tx, campaign_id: UUID, parent_id: UUID) -> list[UnitProgress]:
    """Each unit directly below the parent that has cases below it, and the parent itself where it has some of its own."""
    found: dict[UUID, Any] = {}
    states: dict[UUID, dict[str, int]] = {}
    late: Counter[UUID] = Counter()
    for row in tx.execute(_BY_UNIT, {"campaign_id": campaign_id, "parent_id": parent_id, "now": tx.now}):
        found[row.id] = row
        states.setdefault(row.id, {})[row.state] = row.number
        late[row.id] += row.late
    return [
        UnitProgress(row.id, row.name, row.level, row.has_children, states[key], late[key])
        for key, row in found.items()
    ]


def to_follow(tx: Tx) -> list[Campaign]:
    """Campaigns not yet looked after today: to give newcomers their cases, or to end. Ours until the transaction ends."""
    held = campaigns.c
    unended = held.state.in_(UNENDED)
    unfollowed = or_(held.followed_on.is_(None), held.followed_on < tx.today)
    query = select(campaigns).where(unended, unfollowed, held.from_on <= tx.today)
    return [_campaign_of(row) for row in tx.execute(query.order_by(held.id).with_for_update(skip_locked=True))]
