"""What is done with units: looked at, with what may be done with them."""

from collections.abc import Iterator, Sequence, Set
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, false, or_

from services.contracts.titles import ENGAGEMENTS
from services.kit import clock
from services.kit.faults import NotFound
from services.kit.policy import Subject, is_allowed, require, visible
from services.members import papers
from services.members.actions import committee_terms, cursors, dissolving
from services.members.domain import names, positions, recognitions, sittings, unit_acts, youth_counts
from services.members.domain import units as rules
from services.members.domain.committee_terms import Term
from services.members.domain.sittings import Sitting
from services.members.domain.unit_acts import Holder, Offer, Standing
from services.members.domain.units import Remark, Unit
from services.members.policy import POLICY, READERS
from services.members.queries import units as queries
from services.members.queries.members import Place
from services.members.store import Tx
from services.members.stores.units import Counts
from services.members.tables import units

_LISTS = (
    ("unit.view", Offer(action="open_training_items", label="Nội dung rèn luyện")),
    ("import.start", Offer(action="import_members", label="Nhập danh sách từ Excel")),
    ("import.import_units", Offer(action="import_units", label="Nhập cây đơn vị từ Excel")),
    ("member.export", Offer(action="export_members", label="Xuất danh sách")),
)
_OF_A_GRASSROOTS_UNIT = (
    (
        "unit.count_youth",
        Offer(
            action="record_youth_count",
            label="Ghi số thanh niên",
            form=youth_counts.form(),
            consequences=("Báo cáo BM-11 của đơn vị và cấp trên tính theo số này cho đến lần ghi sau.",),
        ),
    ),
)
_OF_MEMBERS = (("account.invite", Offer(action="invite_members", label="Mời cả đơn vị")),)
_OF_A_CHAPTER = (("register.view", Offer(action="open_chapter_book", label="Sổ chi đoàn")),)


def get_unit(tx: Tx, *, unit_id: UUID) -> dict[str, Any]:
    """The unit as the caller may see it. Raises NotFound("unit-unknown") outside their scope."""
    return view(tx, visible_unit(tx, unit_id))


def visible_unit(tx: Tx, unit_id: UUID) -> Unit:
    """The unit, when the caller may see it. Raises NotFound("unit-unknown")."""
    unit = tx.units.get(unit_id)
    if not is_allowed(POLICY, tx, "unit.view", of=Subject(unit.id, parties=_belonging(tx, unit))):
        raise NotFound("unit-unknown")
    return unit


def _belonging(tx: Tx, unit: Unit) -> frozenset[UUID]:
    """The caller, when they are a member of the unit or of one below it."""
    if tx.actor.person_id is None or tx.actor.unit_ids(*READERS, on=tx.today):
        return frozenset()
    own = tx.people.unit_of(tx.actor.person_id)
    if own is not None and (own == unit.id or tx.tree.is_below(own, unit.id)):
        return frozenset({tx.actor.person_id})
    return frozenset()


def view(tx: Tx, unit: Unit) -> dict[str, Any]:
    """The unit with its place, its people in numbers, its officers and what asks for attention."""
    path, officers = tx.units.above(unit), list_officers_of(tx, unit, past=False)
    counts = tx.units.counts(unit)
    standing = _standing(tx, unit, path, officers, counts)
    is_open = unit.is_open(tx.today)
    term = tx.committee_terms.last_begun(unit.id, on=tx.today)
    successor = None if unit.successor_id is None else tx.units.get(unit.successor_id)
    offers = list(_offers(tx, standing, path, term) if is_open else _offers_of_a_merged(tx, unit, successor))
    return {
        **{name: getattr(unit, name) for name in ("id", "code", "name", "level", "kind", "parent_id", "version")},
        "kind_title": next((kind.title for kind in standing.kinds if kind.code == unit.kind), unit.kind),
        "path": [reference(above) for above in path],
        "member_count": standing.members,
        "child_count": standing.children,
        "unconfirmed_count": counts.unconfirmed,
        "officers": officers,
        "term": committee_terms.view(tx, unit, term) if is_open else None,
        "warnings": [vars(remark) for remark in _warnings(tx, standing, term)] if is_open else [],
        "allowed_actions": [offer.allowed() for offer in offers if not offer.refusals],
        "refused_actions": [offer.refused() for offer in offers if offer.refusals],
        "opened_on": unit.opened_on,
        "closed_on": unit.closed_on,
        "successor": successor and reference(successor),
    }


def _standing(tx: Tx, unit: Unit, path: list[Unit], officers: list[dict[str, Any]], counts: Counts) -> Standing:
    tx.tree.know(path)
    return Standing(
        unit=unit,
        top=next((above for above in path[:-1] if is_allowed(POLICY, tx, "unit.create", of=Subject(above.id))), None),
        kinds=tuple(tx.units.kinds()),
        members=counts.members,
        children=counts.children,
        holders=tuple(Holder(line["code"], line["person"]["full_name"], line["until"]) for line in officers),
        today=tx.today,
        provisional_months=int(tx.rules.on(tx.today).values["provisional_max_months"]),
        dissolved_by=dissolving.waiting(tx, unit.id),
    )


def _warnings(tx: Tx, at: Standing, term: Term | None) -> list[Remark]:
    held = [holder.code for holder in at.holders]
    values = tx.rules.on(tx.today).values
    found = rules.warnings(at.unit, members=at.members, children=at.children, officers=held, rules=values)
    ending = committee_terms.warning(tx, at.unit, term)
    return [*found, *([ending] if ending else [])]


def _offers_of_a_merged(tx: Tx, unit: Unit, into: Unit | None) -> Iterator[Offer]:
    """A merger can be undone for some time."""
    if into is None or not is_allowed(POLICY, tx, "unit.merge", of=Subject(unit.id)):
        return
    if recorded_on := tx.mergers.recorded_on(unit.id):
        days = int(tx.rules.on(tx.today).values["unit_merge_undo_days"])
        yield unit_acts.unmerge(unit, into=into.name, recorded_on=recorded_on, today=tx.today, days=days)


def _offers(tx: Tx, at: Standing, path: list[Unit], term: Term | None) -> Iterator[Offer]:
    """What the caller has the right to do with the unit, whether or not it can be done now."""
    subject = Subject(at.unit.id)
    for right, act in unit_acts.ACTS:
        if is_allowed(POLICY, tx, right, of=subject) and (offer := act(at)):
            yield _with_decision(tx, offer, at, path if right == "unit.create" else path[:-1])
    if is_allowed(POLICY, tx, "position.appoint", of=subject):
        yield from _moving_the_end(tx, at.unit, term, path) if term is not None else ()
        yield from _unrecognising(tx, at.unit)
    lists: list[tuple[str, Offer]] = [*_LISTS]
    if rules.may_hold_members(at.unit.level, at.unit.kind):
        lists += _OF_MEMBERS + _OF_A_CHAPTER
    if at.unit.level == youth_counts.COUNTED_AT:
        lists += _OF_A_GRASSROOTS_UNIT
    yield from (offer for right, offer in lists if is_allowed(POLICY, tx, right, of=subject))


def _with_decision(tx: Tx, offer: Offer, at: Standing, above: list[Unit]) -> Offer:
    """The act with what becomes of its decision: one that waits is carried out, else the superior decides."""
    if carrying := unit_acts.carrying_out(offer, at.dissolved_by):
        return carrying
    by = papers.decider(tx, above)
    return unit_acts.decided(offer, by=by.name) if by else offer


def _moving_the_end(tx: Tx, unit: Unit, term: Term, path: list[Unit]) -> Iterator[Offer]:
    """A longer term and a shorter one, or why not; nothing where it is another's to change or no last day is known."""
    longer, shorter = committee_terms.ways(tx, unit, term)
    offers = (
        (longer.refused, unit_acts.extend(term, within=longer.within, refused=longer.refused)),
        (shorter.refused, unit_acts.shorten(within=shorter.within, refused=shorter.refused, today=tx.today)),
    )
    by = papers.decider(tx, path[:-1])
    for refused, offer in offers:
        if refused is None or refused.code not in _NOBODY_ASKS:
            yield unit_acts.decided(offer, by=by.name) if by else offer


def _unrecognising(tx: Tx, unit: Unit) -> Iterator[Offer]:
    """The last recognition can be revoked for some time, while nothing of it has changed."""
    recognition = tx.recognitions.of_last_term(unit.id)
    term = tx.committee_terms.latest(unit.id) if recognition is not None else None
    if term is None or recognition is None:
        return
    days = int(tx.rules.on(tx.today).values["committee_undo_days"])
    if recognitions.too_late(clock.day_of(recognition.recognised_at), tx.today, days):
        return
    if not recognitions.against(recognition, tx.recognitions.since(recognition)):
        yield unit_acts.unrecognise(term, given_back=len(recognition.ended))


_NOBODY_ASKS = frozenset({"no-term", "term-of-province", "term-provisional"})
"""Why an act is not even offered as refused: it is not for this caller, or not for such a term."""


def reference(unit: Unit) -> dict[str, Any]:
    return {"id": unit.id, "name": unit.name, "level": unit.level}


def list_units(
    tx: Tx,
    *,
    q: str | None,
    level: str | None,
    kind: str | None,
    anywhere: bool,
    limit: int,
    cursor: str | None,
    count: str | None,
    unit_id: UUID | None = None,
) -> dict[str, Any]:
    """Units whose names hold the typed words, in the caller's scope; `anywhere`: names alone, of all."""
    where: list[ColumnElement[bool]] = [units.c.id == unit_id if unit_id else units.c.closed_on.is_(None)]
    if anywhere:
        require(POLICY, tx, "unit.find", of=Subject())
    else:
        where.append(_scope(tx))
    where += _searched(q)
    where += [units.c.level == level] if level else []
    where += [units.c.kind == kind] if kind else []
    answer = _page(tx, where, limit=limit, cursor=cursor, count=count, exact=_is_exactly(q))
    return _without_counts(answer) if anywhere else answer


def _scope(tx: Tx) -> ColumnElement[bool]:
    if tx.actor.unit_ids(*READERS, on=tx.today) or tx.actor.is_system:
        return visible(POLICY, tx, "unit.view", unit=units.c.id)
    own = tx.actor.person_id and tx.people.unit_of(tx.actor.person_id)
    return false() if own is None else units.c.id.in_([above.id for above in tx.units.above(tx.units.get(own))])


def list_children(
    tx: Tx, *, unit_id: UUID | None, q: str | None = None, limit: int, cursor: str | None, count: str | None
) -> dict[str, Any]:
    """The open units directly below one whose names hold the typed words; without it, the tops of the caller's scope."""
    if unit_id is not None:
        visible_unit(tx, unit_id)
        below = [units.c.parent_id == unit_id, units.c.closed_on.is_(None)]
        return _page(tx, [*below, *_searched(q)], limit=limit, cursor=cursor, count=count, exact=_is_exactly(q))
    return _page(tx, [units.c.id.in_(tops(tx)), *_searched(q)], limit=limit, cursor=cursor, count=count)


def _searched(q: str | None) -> list[ColumnElement[bool]]:
    """Units of which every typed word begins a word of the name, and the one that has the typed code."""
    words = [units.c.search_text.like(f"% {word}%") for word in names.search_key(q or "").split()[:8]]
    return [or_(and_(*words), units.c.code == names.tidy(q or ""))] if words else []


def _is_exactly(q: str | None) -> ColumnElement[bool] | None:
    """The name or the code is just what was typed."""
    if not names.search_key(q or ""):
        return None
    return or_(units.c.search_key == names.search_key(q or ""), units.c.code == names.tidy(q or ""))


def tops(tx: Tx) -> list[UUID]:
    """Units of the caller's positions that stand below none of the others; a member's own chapter."""
    places = tx.tree.paths(tx.actor.unit_ids(*READERS, on=tx.today))
    if not places and tx.actor.person_id is not None:
        own = tx.people.unit_of(tx.actor.person_id)
        return [] if own is None else [own]
    paths = list(places.values())
    return [unit_id for unit_id, path in places.items() if not any(path.startswith(other + ".") for other in paths)]


def _page(
    tx: Tx,
    where: list[ColumnElement[bool]],
    *,
    limit: int,
    cursor: str | None,
    count: str | None,
    exact: ColumnElement[bool] | None = None,
) -> dict[str, Any]:
    found = tx.execute(queries.page(where, after=cursors.read(cursor), limit=limit + 1, exact=exact)).all()
    rows, is_more = found[:limit], len(found) > limit
    members = queries.member_counts(tx, {row.id: row.path for row in rows})
    items = [_item(row._mapping, members[row.id]) for row in rows]
    following = cursors.write(Place(rows[-1].place, rows[-1].sort_key, rows[-1].id)) if is_more else None
    return {"items": items, "next": following, "total": queries.count(tx, where) if count else None}


def _item(row: Any, members: int) -> dict[str, Any]:
    names_ = ("id", "code", "name", "level", "kind", "parent_id", "parent_name", "child_count")
    return {name: row[name] for name in names_} | {"member_count": members}


def _without_counts(answer: dict[str, Any]) -> dict[str, Any]:
    return answer | {"items": [line | {"member_count": 0, "child_count": 0} for line in answer["items"]]}


def list_officers(tx: Tx, *, unit_id: UUID, past: bool) -> dict[str, Any]:
    """Officers of a unit, past ones too when asked for."""
    unit = visible_unit(tx, unit_id)
    return {"items": list_officers_of(tx, unit, past=past)}


def list_officers_of(tx: Tx, unit: Unit, *, past: bool) -> list[dict[str, Any]]:
    """Officers in the order of their offices."""
    rows = queries.officers(tx, unit.id, on=tx.today, past=past)
    rights = ("position.appoint", "position.end")
    held = {right for right in rights if unit.is_open(tx.today) and is_allowed(POLICY, tx, right, of=Subject(unit.id))}
    since = min((row.from_on for row in rows), default=tx.today)
    sat = sittings.sittings(tx.sittings.of(unit.id, since=since))
    lines = [
        {
            "id": row.id,
            "role": row.role,
            "code": row.code,
            "title": positions.title_of(row.code, is_provisional=row.is_provisional),
            "unit": {"id": row.unit_id, "name": row.name, "level": row.level},
            "person": {"id": row.person_id, "full_name": row.full_name, "code": row.member_code},
            "from_on": row.from_on,
            "until": row.until,
            "decision_no": row.decision_no,
            "engagement": row.engagement,
            "engagement_title": ENGAGEMENTS.get(row.engagement),
            "allowed_actions": [offer.allowed() for offer in _office_offers(tx, row, held, sat)],
        }
        for row in rows
    ]
    return sorted(lines, key=lambda line: positions.ORDER.get(str(line["code"]), 99))


def _office_offers(tx: Tx, row: Any, held: Set[str], sat: Sequence[Sitting]) -> list[Offer]:
    """What may be done about an office by those who hold the rights."""
    limit = int(tx.rules.on(tx.today).values["bch_absence_limit"])
    change = unit_acts.engage(engagement=row.engagement, until=row.until, today=tx.today)
    missed = sittings.missed(sat, row.person_id, since=row.from_on)
    end = unit_acts.end_term(row.code, until=row.until, today=tx.today, absence_limit=limit, missed=missed)
    offers = {"position.appoint": change, "position.end": end}
    return [offer for right, offer in offers.items() if offer is not None and right in held]
