"""A unit adds, changes and ends items of the training catalogue for its own members, from a day on."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from services.contracts import training_items as contract
from services.kit import ids
from services.kit.faults import Conflict
from services.kit.policy import Subject, is_allowed, require
from services.members.actions import rules as rule_sets
from services.members.actions.units import reference, visible_unit
from services.members.domain import rule_lists, training_item_offers
from services.members.domain import unit_training_items as rules
from services.members.domain.rule_lists import Row
from services.members.domain.unit_training_items import Item
from services.members.domain.units import Remark, Unit
from services.members.policy import POLICY
from services.members.store import Tx

_ADD = "Thêm nội dung"
Change = Callable[[Sequence[Row], Sequence[Item]], list[Item]]
"""From what the unit's members see and what is the unit's own, to the wordings that are new or give way."""


def list_unit_training_items(tx: Tx, *, unit_id: UUID, past: bool = False) -> dict[str, Any]:
    """What members at and below the unit may choose, with what the caller may do about the unit's own."""
    return _view(tx, visible_unit(tx, unit_id), past=past)


def add_unit_training_item(
    tx: Tx, *, unit_id: UUID, group: str, from_on: date | None, source: str | None, **said: str | None
) -> dict[str, Any]:
    """The unit has one more item from the day on."""

    def with_it(seen: Sequence[Row], own: Sequence[Item]) -> list[Item]:
        code = rule_lists.coded(str(said["text"]), _codes(seen, own))
        return rules.added(_item(unit_id, code, group, day, source, said), seen=seen, own=own)

    day = rule_sets.day_of(tx, from_on)
    return _carried_out(tx, unit_id, "training_item.add", with_it, day=day)


def change_unit_training_item(
    tx: Tx, *, unit_id: UUID, code: str, from_on: date | None, source: str | None, **said: str | None
) -> dict[str, Any]:
    """The unit's item says something else from the day on; programmes opened before keep what it said."""

    def otherwise(seen: Sequence[Row], own: Sequence[Item]) -> list[Item]:
        return rules.changed(_item(unit_id, code, "", day, source, said), seen=seen, own=own)

    day = rule_sets.day_of(tx, from_on)
    return _carried_out(tx, unit_id, "training_item.change", otherwise, day=day)


def end_unit_training_item(
    tx: Tx, *, unit_id: UUID, code: str, from_on: date | None, source: str | None
) -> dict[str, Any]:
    """The unit's item is proposed no more from the day on; programmes opened before go on with it."""
    day = rule_sets.day_of(tx, from_on)
    ending = {"from_on": day, "source": source}
    return _carried_out(
        tx, unit_id, "training_item.end", lambda _, own: rules.ended(own, code, on=day), day=day, told=ending
    )


def _item(unit_id: UUID, code: str, group: str, day: date, source: str | None, said: dict[str, str | None]) -> Item:
    text, measure, target = (said.get(name) or "" for name in ("text", "measure", "target"))
    return Item(
        id=ids.new(),
        unit_id=unit_id,
        code=code,
        group=group,
        text=text,
        measure=measure,
        target=target,
        source=source,
        from_on=day,
    )


def _codes(seen: Sequence[Row], own: Sequence[Item]) -> set[str]:
    return {row["code"] for row in seen} | {item.code for item in own}


def _carried_out(
    tx: Tx, unit_id: UUID, what: str, change: Change, *, day: date, told: dict[str, Any] | None = None
) -> dict[str, Any]:
    visible_unit(tx, unit_id)
    unit = tx.units.lock(unit_id)
    require(POLICY, tx, "training_item.change", of=Subject(unit.id))
    if not unit.is_open(tx.today):
        raise Conflict("unit-closed", text=f"{unit.name} đã kết thúc hoạt động.", mend="Chọn đơn vị đang hoạt động.")
    if what != "training_item.end":
        _require_level(tx, unit)
    own = tx.training_items.of([unit.id])
    items = change(_seen(tx, unit, on=day), own)
    tx.training_items.save(items)
    after = told or {name: getattr(items[-1], name) for name in ("code", "text", "from_on", "source")}
    tx.record(what, subject_id=unit.id, unit_id=unit.id, after=after | {"code": items[-1].code})
    tx.emit(contract.TrainingItemsChanged, items=[_copy(item) for item in items])
    return _view(tx, unit, past=False)


def _copy(item: Item) -> dict[str, Any]:
    return {name: getattr(item, name) for name in item.COPIED}


def _require_level(tx: Tx, unit: Unit) -> None:
    refused = _refusal(tx, unit)
    if refused is not None:
        raise Conflict(refused.code, text=refused.text, mend=refused.mend, refusals=[vars(refused)])


def _refusal(tx: Tx, unit: Unit) -> Remark | None:
    return rules.not_here(unit, lowest=str(tx.rules.on(tx.today).values[rules.RULE]))


def _seen(tx: Tx, unit: Unit, *, on: date) -> list[Row]:
    """Entries that members of the unit may choose on the day."""
    above = [each.id for each in tx.units.above(unit)]
    provinces = tx.rules.on(on).values[training_item_offers.KEY]
    return [*provinces, *(item.row() for item in tx.training_items.of(above) if item.holds(on))]


# ---------------------------------------------------------------- what a screen shows


def _view(tx: Tx, unit: Unit, *, past: bool) -> dict[str, Any]:
    path = tx.units.above(unit)
    owners = {each.id: each for each in path}
    items = [
        item for item in tx.training_items.of(owners) if item.lasts(tx.today) or (past and item.unit_id == unit.id)
    ]
    items.sort(key=lambda item: (path.index(owners[item.unit_id]), list(rules.STATES).index(item.state(tx.today))))
    may_change = unit.is_open(tx.today) and is_allowed(POLICY, tx, "training_item.change", of=Subject(unit.id))
    refused = _refusal(tx, unit) if may_change else None

    def acts(item: Item) -> list[dict[str, Any]]:
        is_mine = may_change and item.unit_id == unit.id and item.lasts(tx.today)
        return _acts(item, may_reword=refused is None) if is_mine else []

    return {
        "unit": reference(unit),
        "items": [
            *(_catalogued(row) for row in tx.rules.on(tx.today).values[training_item_offers.KEY]),
            *(_line(item, owners[item.unit_id], today=tx.today, acts=acts(item)) for item in items),
        ],
        "allowed_actions": [training_item_offers.adding()] if may_change and refused is None else [],
        "refused_actions": [_refused(refused)] if refused is not None else [],
    }


def _refused(refused: Remark) -> dict[str, Any]:
    return {"action": "add_training_item", "label": _ADD, "refusals": [vars(refused)]}


def _acts(item: Item, *, may_reword: bool) -> list[dict[str, Any]]:
    """An item can always be ended; where the rule lets the unit add none any more it says nothing else."""
    ending = training_item_offers.ending(item.row())
    return [training_item_offers.changing(item.row()), ending] if may_reword else [ending]


def _catalogued(row: Row) -> dict[str, Any]:
    """An entry of the province's catalogue: nothing below the province changes it."""
    nothing: dict[str, Any] = {"owner": None, "from_on": None, "ended_on": None, "source": None, "allowed_actions": []}
    said = {"code": row["code"], "title": row["text"], "detail": training_item_offers.detail(row)}
    return {**said, **nothing, "state": "current", "state_title": rules.STATES["current"]}


def _line(item: Item, owner: Unit, *, today: date, acts: list[dict[str, Any]]) -> dict[str, Any]:
    state = item.state(today)
    return {
        "code": item.code,
        "title": item.text,
        "detail": training_item_offers.detail(item.row()),
        "owner": reference(owner),
        **{name: getattr(item, name) for name in ("from_on", "ended_on", "source")},
        "state": state,
        "state_title": rules.STATES[state],
        "allowed_actions": acts,
    }
