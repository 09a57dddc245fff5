"""Units are founded, renamed, moved and closed by those above, each by a decision of the direct superior (domain rule 1.6)."""

from datetime import date
from typing import Any
from uuid import UUID

from services.kit import ids
from services.kit.faults import Conflict, Invalid, NotFound
from services.kit.policy import Subject, is_allowed, require
from services.members import papers
from services.members.accounts.sessions import void_tokens
from services.members.actions import announcing, dissolving
from services.members.actions.units import view
from services.members.domain import decisions, positions, unit_history
from services.members.domain import units as rules
from services.members.domain.units import Kind, Unit
from services.members.policy import POLICY
from services.members.store import Tx


def create_unit(tx: Tx, *, on: date | None, decision_no: str | None, **named: Any) -> dict[str, Any]:
    """A new unit stands below its superior from the day, by a decision. named: as of `enter_unit`."""
    unit = enter_unit(tx, on=on, decision_no=decision_no, **named)
    above, day = tx.units.get(named["parent_id"]), on or tx.today
    decision = decisions.founded(unit, below=above)
    basis = papers.decide_above(tx, unit, decision, effective_on=day, decision_no=decision_no)
    tx.acts.add(unit_history.founded(unit.id, day, basis, below=above.name))
    return view(tx, unit)


def enter_unit(
    tx: Tx,
    *,
    parent_id: UUID,
    name: str,
    level: str | None,
    kind: str,
    code: str | None,
    decision_no: str | None,
    on: date | None,
) -> Unit:
    """A unit is entered below its superior from the day; without a level it has that of its kind. Nothing is decided by it."""
    tx.units.lock_tree()
    parent = changed_by(tx, "unit.create", tx.units.lock(parent_id))
    known, opened_on = _kind(tx, kind), day_of(tx, on)
    new = new_unit(tx, parent, name=name, level=level or known.level, kind=kind, code=code, opened_on=opened_on)
    unit = rules.create(new, parent=parent, kind_level=known.level, today=tx.today)
    tx.units.add(unit, decision_no=decision_no)
    tx.record("unit.create", subject_id=unit.id, unit_id=unit.id, after=unit.copy() | {"decision_no": decision_no})
    announcing.units_changed(tx, [unit])
    return unit


def _kind(tx: Tx, code: str) -> Kind:
    for kind in tx.units.kinds():
        if kind.code == code:
            return kind
    raise Invalid(errors={"kind": ["Không có loại hình này. Chọn một loại hình trong danh sách."]})


def new_unit(tx: Tx, parent: Unit, *, name: str, level: str, kind: str, code: str | None, opened_on: date) -> Unit:
    """A unit that is not there yet, with a code that no unit has had. The tree must be locked."""
    if code is not None and tx.units.has_code(code):
        raise Conflict(
            "unit-code-taken", text=f"Mã {code} đã có đơn vị khác dùng.", mend="Để trống để hệ thống tự cấp mã."
        )
    return Unit(
        id=ids.new(),
        code=code or tx.units.next_code(parent),
        name=name,
        level=level,
        kind=kind,
        seq=tx.units.next_seq() if level == "DISTRICT" else None,
        abbr="ĐTN",
        place=parent.place,
        upper_power=False,
        is_digital=False,
        term_code=parent.term_code,
        parent_id=parent.id,
        path=parent.path,
        opened_on=opened_on,
        closed_on=None,
        successor_id=None,
        version=1,
    )


def rename_unit(
    tx: Tx, *, unit_id: UUID, name: str, decision_no: str | None, on: date | None, version: int | None
) -> dict[str, Any]:
    """The unit bears another name from the day; the old one stays in its history."""
    unit = changed_by(tx, "unit.rename", tx.units.lock(unit_id, version=version))
    renamed, day = rules.rename(unit, name=name, today=tx.today), day_of(tx, on, unit)
    decision = decisions.renamed(unit, renamed)
    basis = papers.decide_above(tx, unit, decision, effective_on=day, decision_no=decision_no)
    tx.units.rename(renamed, on=day, basis=basis)
    tx.acts.add(unit_history.renamed(unit.id, day, basis, before=unit.name, after=renamed.name))
    _changed(tx, "unit.rename", unit, renamed, decision_no)
    return view(tx, renamed)


def move_unit(
    tx: Tx, *, unit_id: UUID, parent_id: UUID, decision_no: str | None, on: date | None, version: int | None
) -> dict[str, Any]:
    """The unit and all below it stand under another superior from the day."""
    tx.units.lock_tree()
    unit = changed_by(tx, "unit.move", tx.units.lock(unit_id, version=version))
    parent = changed_by(tx, "unit.create", tx.units.lock(parent_id))
    moved, day = rules.move(unit, parent=parent, today=tx.today), day_of(tx, on, unit)
    above = tx.units.above(unit)[:-1]
    by, decision = papers.decider(tx, decisions.common(above, tx.units.above(parent))), decisions.moved(unit, to=parent)
    basis = papers.decide(tx, decision, by, of=[unit, moved], effective_on=day, decision_no=decision_no)
    changed = tx.units.move(moved, old_path=unit.path, on=day, basis=basis)
    tx.acts.add(unit_history.moved(unit.id, day, basis, before=above[-1].name, after=parent.name))
    tx.record("unit.move", subject_id=unit.id, unit_id=unit.id, before=unit.copy(), after=moved.copy())
    announcing.units_changed(tx, changed)
    return view(tx, tx.units.get(unit.id))


def close_unit(
    tx: Tx,
    *,
    unit_id: UUID,
    decision_no: str | None,
    on: date | None,
    version: int | None,
    successor_id: UUID | None = None,
) -> dict[str, Any]:
    """The unit is over from the day; open cases go to the successor, where one is named.

    A decision that dissolves it is carried out by this, unless another paper is named. Raises Conflict("unit-not-empty") while
    members or units remain in it, Conflict("unit-closed" | "same-unit") for a successor that is over or the unit itself,
    Conflict("dissolution-without-number").
    """
    tx.units.lock_tree()
    successor = None if successor_id is None else changed_by(tx, "unit.close", tx.units.hold_open(successor_id))
    unit = changed_by(tx, "unit.close", tx.units.lock(unit_id, version=version))
    members, children, _ = tx.units.counts(unit)
    day = day_of(tx, on, unit)
    closed = rules.close(unit, on=day, members=members, children=children, successor=successor, today=tx.today)
    carried = dissolving.carried_out(tx, unit, on=day, decision_no=decision_no)
    if successor is not None:
        tx.mergers.follow(unit.id, successor.id)
    tx.units.close(closed)
    ended = [positions.end(held, on=day) for held in tx.positions.at(unit.id, on=tx.today)]
    ended = [tx.positions.end(held) for held in ended]
    announcing.positions_changed(tx, ended)
    void_tokens(tx, {held.person_id for held in ended})
    basis = carried or papers.decide_above(
        tx, unit, decisions.closed(unit, successor=successor), effective_on=day, decision_no=decision_no
    )
    tx.acts.add(unit_history.closed(unit.id, day, basis, successor=successor.name if successor else None))
    _changed(tx, "unit.close", unit, closed, basis.number)
    return view(tx, closed)


def changed_by(tx: Tx, action: str, unit: Unit) -> Unit:
    """The unit, when the caller may do that to it. Raises NotFound("unit-unknown") outside their scope, Denied."""
    if not is_allowed(POLICY, tx, "unit.view", of=Subject(unit.id)):
        raise NotFound("unit-unknown")
    require(POLICY, tx, action, of=Subject(unit.id))
    return unit


def _changed(tx: Tx, action: str, before: Unit, after: Unit, decision_no: str | None) -> None:
    tx.record(
        action,
        subject_id=after.id,
        unit_id=after.id,
        before=before.copy(),
        after=after.copy() | {"decision_no": decision_no},
    )
    announcing.units_changed(tx, [after])


def day_of(tx: Tx, on: date | None, unit: Unit | None = None) -> date:
    """The day of a change: today unless given; never in the future, nor before the unit was there."""
    day = on or tx.today
    if day > tx.today:
        raise Invalid(errors={"on": ["Ngày có hiệu lực sau ngày hôm nay. Nhập ngày hôm nay hoặc sớm hơn."]})
    if unit is not None and unit.opened_on is not None and day < unit.opened_on:
        raise Invalid(errors={"on": ["Ngày có hiệu lực trước ngày thành lập đơn vị. Nhập lại ngày."]})
    return day
