"""The tree of the small province changes while cases are open: chapters merge, part again and split."""

from typing import Any

from services.kit.faults import Conflict, Denied, Invalid, NotFound
from services.members.actions import reorganising
from tests.integration.together.union import Union


def try_to_reorganise(union: Union) -> Any:
    """The province merges two chapters, undoes a merger or splits a chapter, if the rules allow it."""
    act = union.random.choice((_merge, _merge, _undo, _split))
    officer = union.random.choice([key for key, held in union.offices.items() if held[0].role == "PROVINCE_OFFICER"])
    try:
        with union.members.database.transaction(actor=union.actor(officer)) as tx:
            return act(union, tx)
    except (Conflict, Denied, Invalid, NotFound):
        return None


def _chapters(union: Union, *, closed: bool = False) -> list[Any]:
    standing = "IS NOT NULL" if closed else "IS NULL"
    rows = union.members.rows(f"SELECT id FROM units WHERE level = 'CHAPTER' AND closed_on {standing} ORDER BY id")
    return [row.id for row in rows]


def _merge(union: Union, tx: Any) -> Any:
    """Some chapters are always left."""
    found = _chapters(union)
    if len(found) < 5:
        return None
    source, target = union.random.sample(found, k=2)
    return reorganising.merge_units(
        tx, unit_id=source, target_id=target, also_ids=[], decision_no=None, on=None, version=None
    )


def _undo(union: Union, tx: Any) -> Any:
    found = _chapters(union, closed=True)
    if not found:
        return None
    return reorganising.unmerge_unit(tx, unit_id=union.random.choice(found), reason="Sáp nhập nhầm", version=None)


def _split(union: Union, tx: Any) -> Any:
    unit_id = union.random.choice(_chapters(union))
    members = tx.units.own_members(unit_id)
    if len(members) < 2:
        return None
    chosen = union.random.sample(sorted(members), k=len(members) // 2)
    given = {"name": f"Chi đoàn tách {union.random.randint(1, 10**6)}", "kind": None, "child_ids": []}
    return reorganising.split_unit(
        tx, unit_id=unit_id, person_ids=chosen, decision_no=None, on=None, version=None, **given
    )
