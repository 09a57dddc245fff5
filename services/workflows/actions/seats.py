"""Seats follow the tree, positions and delegations: open cases find their holder again when any of them changes."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, delete, or_, select, tuple_, update
from sqlalchemy.dialects.postgresql import insert as insert_or
from sqlalchemy.exc import IntegrityError

from services.kit import ids
from services.kit.faults import Conflict, Invalid, NotFound
from services.kit.policy import Subject, is_allowed, require
from services.workflows import registry
from services.workflows.actions import campaign_moves, leaving
from services.workflows.actions.keep import announce
from services.workflows.actions.views import with_current_holders
from services.workflows.copies import PEOPLE, POSITIONS, UNITS
from services.workflows.domain import bounds, forms
from services.workflows.domain.case import Case, Unit
from services.workflows.domain.gone import LEFT
from services.workflows.domain.relations import PLACES
from services.workflows.facts import subject_key
from services.workflows.forms.delegation import DelegationForm
from services.workflows.policy import POLICY
from services.workflows.store import Tx
from services.workflows.tables import cases, delegations, followed_days, handed_over, people, positions, units


def on_units_changed(tx: Tx, told: list[dict[str, Any]]) -> None:
    """The copy of the tree is as told, and cases around the units have the right holders."""
    before = _successors(tx, [unit["id"] for unit in told if not unit["closed_on"]])
    closed = {unit["id"]: unit["successor_id"] for unit in told if unit.get("successor_id") and unit["closed_on"]}
    below = campaign_moves.directly_below(tx, closed)  # the same news moves them
    if UNITS.apply(tx, told):
        _hand_over(tx, closed, below=below)
        still = _successors(tx, list(before))  # news of an earlier day changes nothing
        _hand_back(tx, {key: successor for key, successor in before.items() if key not in still})
        seat_again(tx, {unit["id"] for unit in told} | {*closed.values(), *before.values()})


def _successors(tx: Tx, unit_ids: list[UUID]) -> dict[UUID, UUID]:
    """Of units that are said to be open, those that the copy knows as over, with their successors."""
    known = select(units.c.id, units.c.successor_id).where(units.c.id.in_(unit_ids), units.c.successor_id.is_not(None))
    return {row.id: row.successor_id for row in tx.execute(known)} if unit_ids else {}


def on_people_changed(tx: Tx, told: list[dict[str, Any]]) -> None:
    """The copy of people is as told; open cases that go along with their subject are at the unit where they are now, and those
    of whoever is a member no more are over."""
    if PEOPLE.apply(tx, told):
        _follow(tx, [person["id"] for person in told])
        if left := [person["id"] for person in told if person["status"] in LEFT]:
            leaving.end_cases(tx, cases.c.subject_id.in_(left))


def _hand_over(tx: Tx, successors: Mapping[UUID, UUID], *, below: Mapping[UUID, tuple[UUID, ...]]) -> None:
    """Open cases and campaigns of closed units are their successors'. The day of closing may still be to come: until then
    they stay. below: the units that stood directly below each."""
    query = select(units.c.id).where(units.c.id.in_(successors), units.c.closed_on <= tx.today)
    over = {key: successors[key] for key in tx.execute(query).scalars()}
    if over:
        held = cases.c
        about_units = [process.code for process in registry.PROCESSES.values() if process.outlives_unit]
        mine = (held.unit_id.in_(over), held.closed_at.is_(None), held.process.not_in(about_units))
        found = tx.execute(select(held.id, held.unit_id).where(*mine))
        places = {row.id: (row.unit_id, over[row.unit_id]) for row in found}
        _place(tx, {case_id: to for case_id, (_, to) in places.items()})
        _remember(tx, [(case_id, "", unit_id, to) for case_id, (unit_id, to) in places.items()])
        _send_on(tx, over)
        campaign_moves.carry_on(tx, over, below=below)


def _remember(tx: Tx, handed: list[tuple[UUID, str, UUID, UUID]]) -> None:
    """Cases came from a unit to its successor, or their way did. field: the place of the form that it is; empty for the case."""
    if handed:
        names = ("case_id", "field", "unit_id", "successor_id")
        rows = [dict(zip(names, row, strict=True)) for row in handed]
        tx.execute(insert_or(handed_over).values(rows).on_conflict_do_nothing())


def _hand_back(tx: Tx, reopened: Mapping[UUID, UUID]) -> None:
    """What came with a merger that was undone goes back; cases that were opened at the successor since stay there."""
    if not reopened:
        return
    campaign_moves.give_back(tx, reopened)
    mine = tuple_(handed_over.c.unit_id, handed_over.c.successor_id).in_(list(reopened.items()))
    rows = tx.execute(delete(handed_over).where(mine).returning(handed_over)).all()
    tx.places.forget()
    changed = []
    for case in tx.cases.lock_many({row.case_id for row in rows}):
        back = {row.field: row.unit_id for row in rows if row.case_id == case.id and _is_there(case, row)}
        if not back or case.closed_at is not None:
            continue
        named = {name: str(unit_id) for name, unit_id in back.items() if name}
        placed = replace(case, unit_id=back.get("", case.unit_id), form={**case.form, **named})
        changed.append(with_current_holders(tx, placed))
        tx.record("case.follow", subject_id=case.id, unit_id=placed.unit_id, after={"unit_id": placed.unit_id, **named})
    _keep(tx, changed)


def _is_there(case: Case, row: Any) -> bool:
    """The case, or its way, has not gone on to a third unit since."""
    return bool(row.successor_id == (_named(case, row.field) if row.field else case.unit_id))


def _send_on(tx: Tx, over: Mapping[UUID, UUID]) -> None:
    """Open cases that were on the way to a closed unit are on the way to its successor."""
    tx.places.forget()
    changed = []
    for case in tx.cases.lock_assigned(over):
        named = {name: over[key] for name in PLACES if (key := _named(case, name)) and key in over}
        if named:
            form = {**case.form, **{name: str(unit_id) for name, unit_id in named.items()}}
            changed.append(with_current_holders(tx, replace(case, form=form)))
            _remember(tx, [(case.id, name, UUID(case.form[name]), unit_id) for name, unit_id in named.items()])
            tx.record("case.follow", subject_id=case.id, unit_id=case.unit_id, after=named)
    _keep(tx, changed)


def _keep(tx: Tx, changed: list[Case]) -> None:
    """The cases stay as they are now, without a move; readers hear of it."""
    tx.cases.save([(case, registry.of(case), subject_key(case)) for case in changed])
    if changed:
        announce(tx, changed)


def _named(case: Case, name: str) -> UUID | None:
    given = case.form.get(name)
    return UUID(str(given)) if given else None


def _follow(tx: Tx, person_ids: list[UUID]) -> None:
    """Cases about members go along with them; where somebody who left was last, says nothing of any case."""
    held = cases.c
    query = (
        select(held.id, people.c.unit_id)
        .join(people, people.c.id == held.subject_id)
        .where(
            held.subject_id.in_(person_ids),
            _goes_along(),
            held.closed_at.is_(None),
            people.c.status.not_in(LEFT),
            people.c.unit_id.is_not(None),
            people.c.unit_id != held.unit_id,
        )
    )
    _place(tx, {row.id: row.unit_id for row in tx.execute(query)} if person_ids else {})


def _goes_along() -> ColumnElement[bool]:
    """The case is of a process that goes along with its subject, from where it stands."""
    following = [process for process in registry.PROCESSES.values() if process.follows_subject]
    always = [process.code for process in following if not process.follows_in]
    sometimes = [(process.code, state) for process in following for state in process.follows_in]
    return or_(cases.c.process.in_(always), tuple_(cases.c.process, cases.c.state).in_(sometimes))


def _place(tx: Tx, places: Mapping[UUID, UUID]) -> None:
    """The cases are of the units given, and held by whoever holds them there."""
    tx.places.forget()
    changed = [
        with_current_holders(tx, replace(case, unit_id=places[case.id]))
        for case in tx.cases.lock_many(places)
        if case.closed_at is None
    ]
    for case in changed:
        tx.record("case.follow", subject_id=case.id, unit_id=case.unit_id, after={"unit_id": case.unit_id})
    _keep(tx, changed)


def on_positions_changed(tx: Tx, told: list[dict[str, Any]]) -> None:
    """The copy of positions is as told, and cases at their units have the right holders."""
    if POSITIONS.apply(tx, told):
        seat_again(tx, {position["unit_id"] for position in told})


def seat_again(tx: Tx, unit_ids: Iterable[UUID]) -> None:
    """Open cases with a seat at one of the units are held by whoever should hold them today."""
    tx.places.forget()
    changed = [now for case in tx.cases.lock_assigned(unit_ids) if (now := with_current_holders(tx, case)) != case]
    _keep(tx, changed)


def delegate(tx: Tx, **given: Any) -> dict[str, Any]:
    """A unit lets one below it act in its place in one process, and open cases go there."""
    above = given["from_unit_id"]
    require(POLICY, tx, "delegation.make", of=Subject(unit_id=above))
    registry.get(given["process"])
    below = _open_below(tx, given["to_unit_id"], above)
    _check_days(tx, given["from_on"], given["until"])
    made = {"id": ids.new(), "made_at": tx.now, "made_by": tx.actor.person_id, **given}
    _add(tx, made, below)
    tx.record("delegation.make", subject_id=made["id"], unit_id=above, after=given)
    seat_again(tx, _lenders_and_lent(tx, delegations.c.from_unit_id == above))
    return {"ok": True}


def _open_below(tx: Tx, unit_id: UUID, above: UUID) -> Unit:
    below = tx.places.unit(unit_id)
    if below is None:
        raise NotFound("unit-not-found", unit_id=unit_id)
    if above not in below.path[:-1]:
        raise Conflict(
            "not-below", text=f"{below.name} không trực thuộc đơn vị uỷ quyền.", mend="Chọn một đơn vị cấp dưới."
        )
    if below.closed:
        raise Conflict(
            "unit-closed", text=f"{below.name} đã kết thúc hoạt động.", mend="Chọn một đơn vị đang hoạt động."
        )
    return below


def _check_days(tx: Tx, from_on: date, until: date | None) -> None:
    if wrong := bounds.wrong_in_form(forms.bounds_of(DelegationForm), {"from_on": from_on, "until": until}, tx.today):
        raise Invalid(errors=wrong)
    if until is not None and until < max(from_on, tx.today):
        said = "Ngày kết thúc đã qua" if until >= from_on else "Ngày kết thúc ở trước ngày bắt đầu"
        raise Invalid(errors={"until": [f"{said}. Chọn ngày khác, hoặc để trống nếu chưa định ngày."]})


def _add(tx: Tx, made: dict[str, Any], below: Unit) -> None:
    try:
        with tx.savepoint():
            tx.execute(delegations.insert().values(**made))
    except IntegrityError as error:
        if "delegated_once" not in str(error.orig):
            raise
        raise Conflict(
            "delegated-already",
            text=f"{below.name} đã được uỷ quyền nghiệp vụ này trong thời gian đó.",
            mend="Kết thúc uỷ quyền đang có, hoặc chọn thời gian khác.",
        ) from error


def end_delegation(tx: Tx, *, delegation_id: UUID) -> dict[str, Any]:
    """The delegation is over from this moment on, and open cases are back with the one who gave it.

    Raises Conflict("delegation-over") for one that has run out or was ended before.
    """
    given = tx.execute(select(delegations).where(delegations.c.id == delegation_id).with_for_update()).one_or_none()
    parties = frozenset((given.from_unit_id, given.to_unit_id)) if given else frozenset()
    subject = Subject(unit_id=given.from_unit_id, parties=parties) if given else Subject()
    if given is None or not is_allowed(POLICY, tx, "delegation.view", of=subject):
        raise NotFound(
            "delegation-not-found",
            text="Không có uỷ quyền này, hoặc uỷ quyền ngoài phạm vi của bạn.",
            mend="Chọn lại từ danh sách uỷ quyền.",
        )
    require(POLICY, tx, "delegation.end", of=subject)
    if given.ended_at is not None or (given.until is not None and given.until < tx.today):
        raise Conflict("delegation-over", text="Uỷ quyền này đã kết thúc.", mend="Tải lại danh sách uỷ quyền.")
    end = update(delegations).where(delegations.c.id == delegation_id)
    tx.execute(end.values(ended_at=tx.now, ended_by=tx.actor.person_id))
    before, after = {"until": given.until}, {"ended_at": tx.now}
    tx.record("delegation.end", subject_id=delegation_id, unit_id=given.from_unit_id, before=before, after=after)
    seat_again(tx, _lenders_and_lent(tx, delegations.c.from_unit_id == given.from_unit_id))
    return {"ok": True}


def follow_days(tx: Tx) -> None:
    """Terms and delegations begin and end with a day: what changed hands finds its holder, on the days of a pause too. Once a
    day cases are over whose subject left while the services were at work on them.

    Yesterday's ends and today's beginnings are looked at again and again: news of them may have crossed midnight.
    """
    followed: date = tx.execute(select(followed_days.c.day).with_for_update()).scalar_one()
    since = min(followed, tx.today - timedelta(days=1))
    closing = select(units.c.id, units.c.successor_id).where(
        units.c.closed_on >= since, units.c.closed_on <= tx.today, units.c.successor_id.is_not(None)
    )
    closed = {row.id: row.successor_id for row in tx.execute(closing)}
    _hand_over(tx, closed, below=campaign_moves.directly_below(tx, closed))
    seat_again(tx, turning_units(tx, since=since))
    if followed < tx.today:
        leaving.end_cases(tx)
        tx.execute(update(followed_days).values(day=tx.today))


def turning_units(tx: Tx, *, since: date) -> set[UUID]:
    """Units where a term or a delegation ended on that day or later, or has begun after it: whoever lends, and whom they lend to."""
    terms = select(positions.c.unit_id).where(_turned(tx, positions.c.from_on, positions.c.until, since))
    turned = _turned(tx, delegations.c.from_on, delegations.c.until, since)
    lenders = select(delegations.c.from_unit_id).where(turned)
    lent = _lenders_and_lent(tx, delegations.c.from_unit_id.in_(lenders))
    return lent | set(tx.execute(terms).scalars())


def _turned(tx: Tx, from_on: Any, until: Any, since: date) -> ColumnElement[bool]:
    begun, ended = and_(from_on > since, from_on <= tx.today), and_(until >= since, until < tx.today)
    return or_(begun, ended)


def _lenders_and_lent(tx: Tx, whose: ColumnElement[bool]) -> set[UUID]:
    """Units that lend, and everyone whom they lend to: a case of one lender may stand at any of them."""
    query = select(delegations.c.from_unit_id, delegations.c.to_unit_id).where(whose)
    return {key for row in tx.execute(query) for key in row}
