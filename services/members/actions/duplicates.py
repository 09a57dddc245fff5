"""Files that may be one person's: compared by those who see both, merged by a superior, and parted again."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Date, Row

from services.kit import clock, wire
from services.kit.faults import Conflict, Invalid, NotFound
from services.kit.policy import is_allowed, require
from services.members.actions import announcing, cursors
from services.members.actions.members import TAKEN_TEXT, subject_of
from services.members.actions.searching import item
from services.members.domain import merging, profile, wording
from services.members.domain.memberships import IN_FORCE
from services.members.domain.profile import Field
from services.members.policy import POLICY
from services.members.queries import discipline
from services.members.queries import duplicates as queries
from services.members.queries.members import Place
from services.members.queries.units import add_units_above
from services.members.store import Tx
from services.members.stores.people import Person
from services.members.tables import people

_ACTIONS = (("member.compare", "settle", "Không phải cùng một người"), ("member.merge", "merge", "Gộp hai hồ sơ"))


# ---------------------------------------------------------------- looking


def list_duplicates(tx: Tx, *, settled: bool, limit: int, cursor: str | None, count: str | None) -> dict[str, Any]:
    """Pairs of which the caller may compare both: waiting ones likeliest first, settled ones latest first."""
    place = cursors.read(cursor)
    if settled:
        rows = queries.settled(tx, after=(_instant(place.key), place.id) if place else None, limit=limit + 1)
    else:
        rows = queries.waiting(tx, after=(_score(place.key), place.id) if place else None, limit=limit + 1)
    shown = rows[:limit]
    named = _sides(tx, {side for row in shown for side in (row.left_id, row.right_id)})
    settlers = queries.names(tx, {row.settled_by for row in shown if row.settled_by})
    following = None
    if len(rows) > limit:
        last = shown[-1]
        key = last.settled_at.isoformat() if settled else str(last.score)
        following = cursors.write(Place("", key, last.id))
    total = queries.count(tx, is_settled=settled) if count else None
    return {"items": [_line(row, named, settlers) for row in shown], "next": following, "total": total}


def _score(key: str) -> int:
    return int(key) if key.isdecimal() and len(key) < 4 else 0


def _instant(key: str) -> datetime:
    with suppress(ValueError):
        found = datetime.fromisoformat(key)
        if found.tzinfo is not None:
            return found
    raise Invalid(errors={"cursor": ["Trang này không còn. Tải lại danh sách từ đầu."]})


def _line(row: Row[Any], named: Mapping[UUID, dict[str, Any]], settlers: Mapping[UUID, str]) -> dict[str, Any]:
    return {
        **{name: getattr(row, name) for name in ("id", "state", "score", "found_at", "settled_at", "kept_id")},
        "reasons": [{"code": code, "text": merging.REASONS.get(code, code), "mend": None} for code in row.reasons],
        "left": named[row.left_id],
        "right": named[row.right_id],
        "settled_by": settlers.get(row.settled_by),
    }


def _sides(tx: Tx, person_ids: set[UUID]) -> dict[UUID, dict[str, Any]]:
    """The people as lists show them, with the day on which they joined."""
    rows = queries.sides(tx, person_ids)
    flags = discipline.flags_shown(tx, rows.values())
    named = {key: item(row, flags[key]) | {"joined_on": row.joined_on} for key, row in rows.items()}
    add_units_above(tx, named.values())
    return named


def get_duplicate(tx: Tx, *, duplicate_id: UUID) -> dict[str, Any]:
    """Both files side by side, and what keeping either would mean.

    What of them is sensitive is shown where the caller may see it, and its showing is written down.
    """
    pair = queries.get(tx, duplicate_id)
    left, right = _both(tx, pair)
    assert pair is not None
    named = _sides(tx, {left.id, right.id})
    settlers = queries.names(tx, {pair.settled_by} - {None})
    is_waiting = pair.state in queries.WAITING and not any(map(_is_merged, (left, right)))
    return {
        **_line(pair, named, settlers),
        "fields": _fields(tx, left, right),
        "choices": _choices(tx, left, right) if is_waiting else [],
        "allowed_actions": _allowed_actions(tx, left, right) if is_waiting else [],
        "undo_until": _undo_until(tx, pair, left, right),
    }


def _both(tx: Tx, pair: Row[Any] | None, *, is_held: bool = False) -> tuple[Person, Person]:
    """The two, when the caller may compare them. Raises NotFound("duplicate-unknown")."""
    if pair is None:
        raise NotFound("duplicate-unknown")
    wanted = (pair.left_id, pair.right_id)
    found = {person.id: person for person in (tx.people.lock_all(wanted) if is_held else map(tx.people.get, wanted))}
    sides = found[pair.left_id], found[pair.right_id]
    if not all(is_allowed(POLICY, tx, "member.compare", of=subject_of(side)) for side in sides):
        raise NotFound("duplicate-unknown")
    return sides


def _is_merged(person: Person) -> bool:
    return person.columns["merged_into"] is not None


def _fields(tx: Tx, left: Person, right: Person) -> list[dict[str, Any]]:
    sides = (left, right)
    actions = {
        group.code: group.action
        for group in profile.GROUPS
        if all(is_allowed(POLICY, tx, group.action, of=subject_of(side)) for side in sides)
    }
    tx.people.note_access(
        [left.id, right.id], how="view", what=[code for code, action in actions.items() if action != profile.OPEN]
    )
    differing = {field.code for field in merging.differing(left.columns, right.columns)}
    return [
        {
            "code": field.code,
            "title": field.title,
            "left": _shown(left, field),
            "right": _shown(right, field),
            "differs": field.code in differing,
        }
        for field in merging.list_filled_fields(left.columns, right.columns)
        if field.group in actions
    ]


def _shown(person: Person, field: Field) -> str:
    return wording.display(field, person.value(field), precision=person.columns["born_precision"])


def _choices(tx: Tx, left: Person, right: Person) -> list[dict[str, Any]]:
    marks = queries.histories(tx, [left.id, right.id])
    return [
        {
            "keep_id": kept.id,
            "refusals": merging.reasons_against(kept.columns, other.columns, marks[other.id]),
            "consequences": _consequences(tx, other),
        }
        for kept, other in ((left, right), (right, left))
    ]


def _consequences(tx: Tx, other: Person) -> list[str]:
    code = f" Mã {other.code} không cấp cho ai khác." if other.code else ""
    lines = [f"Hồ sơ còn lại không hiện trong danh sách và số liệu nữa.{code}"]
    if other.status in IN_FORCE and other.unit_id is not None:
        lines.append(f"{tx.units.get(other.unit_id).name} bớt 1 đoàn viên.")
    until = tx.today + merging.UNDO_WINDOW
    return [*lines, f"Tách lại được đến {until:%d/%m/%Y}, khi chưa ai sửa những mục đã lấy sang."]


def _allowed_actions(tx: Tx, left: Person, right: Person) -> list[dict[str, str]]:
    return [{"action": action, "label": label} for rule, action, label in _ACTIONS if _may(tx, rule, left, right)]


def _may(tx: Tx, rule: str, left: Person, right: Person) -> bool:
    return all(is_allowed(POLICY, tx, rule, of=subject_of(side)) for side in (left, right))


def _undo_until(tx: Tx, pair: Row[Any], left: Person, right: Person) -> datetime | None:
    """Until when the caller may take back what was said of the pair; None when they may not."""
    rule = "member.merge" if pair.state == "MERGED" else "member.compare"
    if pair.settled_at is None or not _may(tx, rule, left, right):
        return None
    until = merging.undo_until(pair.settled_at)
    return until if tx.now < until else None


# ---------------------------------------------------------------- settling


def settle_duplicate(tx: Tx, *, duplicate_id: UUID, same_person: bool) -> dict[str, Any]:
    """Two people, or one: the latter waits for a superior to merge the files. Raises Conflict("duplicate-settled")."""
    pair = queries.lock(tx, duplicate_id)
    left, right = _both(tx, pair)
    _require_waiting(pair, left, right)
    state = "SAME" if same_person else "DIFFERENT"
    queries.settle(tx, duplicate_id, state)
    tx.record("member.compare", subject_id=duplicate_id, unit_id=left.unit_id, after={"state": state})
    return {"ok": True}


def _require_waiting(pair: Row[Any] | None, *sides: Person) -> None:
    if pair is not None and pair.state not in queries.WAITING:
        raise Conflict("duplicate-settled", text="Cặp hồ sơ này đã được xử lý.", mend="Tải lại trang để xem kết quả.")
    if any(map(_is_merged, sides)):
        raise Conflict(
            "merged-away",
            text="Một trong hai hồ sơ vừa được gộp vào hồ sơ khác.",
            mend="Về danh sách để so với hồ sơ được giữ lại.",
        )


def merge_duplicate(tx: Tx, *, duplicate_id: UUID, keep_id: UUID, take: list[str]) -> dict[str, Any]:
    """The two files become one: the kept one takes the named fields, the other is a trace that points to it.

    Raises Invalid for a file or field that is not of the pair, Conflict("duplicate-settled" | "merged-away" | "is-member" |
    "has-cases" | "has-positions" | "has-account" | "has-receipts").
    """
    pair = queries.lock(tx, duplicate_id)
    sides = _both(tx, pair, is_held=True)
    for side in sides:
        require(POLICY, tx, "member.merge", of=subject_of(side))
    _require_waiting(pair, *sides)
    if keep_id not in {side.id for side in sides}:
        raise Invalid(errors={"keep_id": ["Chọn một trong hai hồ sơ để giữ lại."]})
    kept, other = sides if sides[0].id == keep_id else (sides[1], sides[0])
    _require_may_go(tx, kept, other)
    gave = merging.taken(kept.columns, other.columns, take)
    gone = tx.people.save(other, merging.merged_away(kept.columns, other.columns, today=tx.today))
    saved = tx.people.save(kept, gave) if gave else kept
    before = {
        "other": merging.as_it_was(other.columns),
        "other_version": gone.version,
        "kept": {name: kept.columns[name] for name in gave},
        "gave": gave,
        "stretches": tx.memberships.supersede_all(other.id),
    }
    queries.settle(tx, duplicate_id, "MERGED", kept_id=kept.id, before=wire.plain(before))
    tx.record(
        "member.merge",
        subject_id=kept.id,
        unit_id=kept.unit_id,
        before=before["kept"],
        after={"merged": other.id, "took": sorted(gave)},
    )
    announcing.people_changed(tx, [saved, gone])
    return {"ok": True}


def _require_may_go(tx: Tx, kept: Person, other: Person) -> None:
    marks = queries.histories(tx, [other.id])[other.id]
    reasons = merging.reasons_against(kept.columns, other.columns, marks)
    if reasons:
        raise Conflict(reasons[0]["code"], text=reasons[0]["text"], mend=reasons[0]["mend"], refusals=reasons)


# ---------------------------------------------------------------- taking back


def reopen_duplicate(tx: Tx, *, duplicate_id: UUID) -> dict[str, Any]:
    """The pair waits again; merged files are two again, as long as nobody has changed what was merged.

    Raises Conflict("duplicate-waits" | "undo-over" | "merged-changed" | "unit-closed" | "citizen-id-taken").
    """
    pair = queries.lock(tx, duplicate_id)
    left, right = _both(tx, pair, is_held=True)
    assert pair is not None
    if pair.state == "OPEN":
        raise Conflict(
            "duplicate-waits",
            text="Cặp hồ sơ này đang chờ xem, chưa có gì để hoàn tác.",
            mend="Xem hai hồ sơ rồi gộp, hoặc cho biết là hai người.",
        )
    if pair.state == "MERGED":
        for side in (left, right):
            require(POLICY, tx, "member.merge", of=subject_of(side))
        _part(tx, pair, *((left, right) if left.id == pair.kept_id else (right, left)))
    queries.settle(tx, duplicate_id, "OPEN")
    tx.record("member.compare", subject_id=duplicate_id, unit_id=left.unit_id, after={"state": "OPEN"})
    return {"ok": True}


def _part(tx: Tx, pair: Row[Any], kept: Person, other: Person) -> None:
    before = pair.before
    if tx.now >= merging.undo_until(pair.settled_at):
        raise Conflict(
            "undo-over",
            text=f"Hai hồ sơ được gộp ngày {clock.day_of(pair.settled_at):%d/%m/%Y}; đã quá 30 ngày nên không tách lại được.",
            mend="Sửa hồ sơ được giữ, hoặc thêm người kia lại vào chi đoàn.",
        )
    gave = _typed(before["gave"])
    if other.version != before["other_version"] or any(kept.columns[name] != value for name, value in gave.items()):
        raise Conflict(
            "merged-changed",
            text="Hồ sơ đã được sửa sau khi gộp nên không tách lại được.",
            mend="Sửa hồ sơ được giữ, hoặc thêm người kia lại vào chi đoàn.",
        )
    _require_place(tx, other, before["other"])
    for number in (before["kept"].get("citizen_id"), before["other"]["citizen_id"]):
        _require_free_number(tx, number, kept=kept)
    returned = tx.people.save(kept, _typed(before["kept"])) if gave else kept
    restored = tx.people.save(other, _typed(before["other"]))
    tx.memberships.restore([UUID(stretch) for stretch in before["stretches"]])
    tx.record("member.part", subject_id=kept.id, unit_id=kept.unit_id, after={"parted": other.id})
    announcing.people_changed(tx, [returned, restored])


def _require_place(tx: Tx, other: Person, was: Mapping[str, Any]) -> None:
    if other.unit_id is None or was["status"] not in IN_FORCE:
        return
    unit = tx.units.hold_open(other.unit_id)
    if not unit.is_open(tx.today):
        text = f"{unit.name} đã kết thúc hoạt động nên hồ sơ kia không còn nơi sinh hoạt."
        raise Conflict("unit-closed", text=text, mend="Thêm người kia vào một chi đoàn khác.")


def _require_free_number(tx: Tx, citizen_id: str | None, *, kept: Person) -> None:
    bearer = tx.people.by_citizen_id(citizen_id) if citizen_id is not None else None
    if bearer is not None and bearer.id != kept.id:
        raise Conflict("citizen-id-taken", text=TAKEN_TEXT, mend="Sửa số CCCD ở hồ sơ đang mang số này trước.")


def _typed(kept: Mapping[str, Any]) -> dict[str, Any]:
    """Columns as they were kept in JSON, as the registry has them."""
    return {
        name: date.fromisoformat(value) if value is not None and isinstance(people.c[name].type, Date) else value
        for name, value in kept.items()
    }


# ---------------------------------------------------------------- rows of workbooks


def list_comparisons(tx: Tx, *, limit: int, cursor: str | None, count: str | None) -> dict[str, Any]:
    """Rows that imports left out because another member bears their citizen id, latest import first."""
    place = cursors.read(cursor)
    rows = queries.requests(tx, after=(place.id, _row_number(place.key)) if place else None, limit=limit + 1)
    shown = rows[:limit]
    named = _sides(tx, {row.person_id for row in shown})
    items = [
        {
            "id": f"{row.import_id}.{row.number}",
            "row": {name: row.said.get(name) for name in ("full_name", "born_on", "sex")},
            "unit": {"id": row.unit_id, "name": row.name, "level": row.level},
            "member": named[row.person_id],
            "requested_at": row.requested_at,
        }
        for row in shown
    ]
    following = cursors.write(Place("", str(shown[-1].number), shown[-1].import_id)) if len(rows) > limit else None
    return {
        "items": add_units_above(tx, items),
        "next": following,
        "total": queries.request_count(tx) if count else None,
    }


def settle_comparison(tx: Tx, *, id: str) -> dict[str, Any]:
    """Both sides have been compared: the request waits no more. Raises NotFound("comparison-unknown")."""
    import_id, _, number = id.partition(".")
    try:
        found = queries.settle_request(tx, UUID(import_id), _row_number(number))
    except ValueError:
        raise NotFound("comparison-unknown") from None
    if found is None:
        raise NotFound("comparison-unknown")
    tx.record("member.compare", subject_id=found.person_id, unit_id=found.unit_id, after={"state": "COMPARED"})
    return {"ok": True}


def _row_number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 8 else 0
