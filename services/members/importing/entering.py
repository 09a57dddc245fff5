"""Enters checked rows into the registry, some hundreds at a time, in set-based statements."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID

import orjson
from sqlalchemy import Row, and_, select, text, update
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.exc import IntegrityError
from sqlalchemy.sql import bindparam
from sqlalchemy.types import Text as TextType

from services.kit import ids
from services.members.actions import announcing
from services.members.domain import cards
from services.members.domain.memberships import IN_FORCE
from services.members.importing import judging, matching, store
from services.members.importing.changes import COLUMNS
from services.members.importing.tables import import_rows
from services.members.store import Tx
from services.members.stores.people import Person
from services.members.tables import people, units

BATCH: Final = 500
_LISTED: Final = ", ".join(COLUMNS)
_SET: Final = ", ".join(f"{name} = s.{name}" for name in (*COLUMNS, "phone_verified", "profile"))
_RETURNED: Final = ", ".join(f"p.{name}" for name in Person.COPIED)


def enter_batch(tx: Tx, imported: Row[Any]) -> int:
    """The next rows that are good are in the registry; how many rows were dealt with.

    A row that the registry refuses at the last moment is marked and left; the others are entered all the same.
    """
    rows = _waiting(tx, imported.id)
    if rows:
        _enter(tx, imported, rows)
    return len(rows)


def _waiting(tx: Tx, import_id: UUID) -> list[Row[Any]]:
    found = (
        select(
            import_rows.c.number,
            import_rows.c.unit_id,
            import_rows.c.citizen_id,
            import_rows.c.person_id,
            import_rows.c.columns,
        )
        .where(import_rows.c.import_id == import_id, *store.ready())
        .order_by(import_rows.c.number)
        .limit(BATCH)
        .with_for_update()
    )
    return list(tx.execute(found))


def _enter(tx: Tx, imported: Row[Any], rows: Sequence[Row[Any]]) -> None:
    try:
        with tx.savepoint():
            _enter_together(tx, imported, rows)
    except IntegrityError:
        # Somebody entered one of these people meanwhile: halve until it is found.
        if len(rows) == 1:
            fail(tx, imported.id, [rows[0].number], matching.TAKEN)
            return
        middle = len(rows) // 2
        _enter(tx, imported, rows[:middle])
        _enter(tx, imported, rows[middle:])


def _enter_together(tx: Tx, imported: Row[Any], rows: Sequence[Row[Any]]) -> None:
    open_units = _hold_units(tx, {row.unit_id for row in rows})
    closed = [row.number for row in rows if row.unit_id not in open_units]
    if closed:
        fail(tx, imported.id, closed, _UNIT_CLOSED)
    standing = [row for row in rows if row.unit_id in open_units]
    known = _known_now(tx, imported, standing)
    new = [row for row in standing if row.person_id is None and row.citizen_id not in known]
    there = {
        row.number: row.person_id or known[row.citizen_id]
        for row in standing
        if row.person_id or row.citizen_id in known
    }
    changed = [*_add(tx, imported, new), *_update(tx, imported, {number: key for number, key in there.items() if key})]
    announcing.publish_people(tx, changed)


_UNIT_CLOSED: Final = {
    "field": "unit",
    "column": "Chi đoàn",
    "code": "unit-closed",
    "text": "Chi đoàn này đã kết thúc hoạt động. Ghi chi đoàn khác.",
    "severity": "error",
}


def _hold_units(tx: Tx, unit_ids: set[UUID]) -> set[UUID]:
    found = select(units.c.id).where(units.c.id.in_(unit_ids), units.c.closed_on.is_(None)).order_by(units.c.id)
    return set(tx.execute(found.with_for_update(read=True)).scalars())


def _known_now(tx: Tx, imported: Row[Any], rows: Sequence[Row[Any]]) -> dict[str, UUID | None]:
    """Citizen ids that are in the registry since the check: whose they are, or None where the row must wait."""
    asked = {row.citizen_id: row.number for row in rows if row.person_id is None and row.citizen_id}
    if not asked:
        return {}
    is_mine = and_(matching.mine(tx), people.c.status.in_(IN_FORCE))
    found = tx.execute(
        select(people.c.citizen_id, people.c.id, is_mine.label("is_mine")).where(people.c.citizen_id.in_(list(asked)))
    ).all()
    strangers = [asked[row.citizen_id] for row in found if not row.is_mine]
    if strangers:
        fail(tx, imported.id, strangers, matching.TAKEN)
    return {row.citizen_id: row.id if row.is_mine else None for row in found}


def fail(tx: Tx, import_id: UUID, numbers: Sequence[int], problem: dict[str, Any]) -> None:
    """The rows stay for mending, with the reason."""
    noted = import_rows.c.problems.op("||")(bindparam("problem", [problem], JSONB))
    where = (import_rows.c.import_id == import_id, import_rows.c.number.in_(numbers))
    tx.execute(update(import_rows).where(*where).values(problems=noted, errors=import_rows.c.errors + 1))


def warn(tx: Tx, import_id: UUID, numbers: Sequence[int], problem: dict[str, Any]) -> None:
    """The rows are entered, with something to know about them."""
    if numbers:
        noted = import_rows.c.problems.op("||")(bindparam("problem", [problem], JSONB))
        where = (import_rows.c.import_id == import_id, import_rows.c.number.in_(numbers))
        tx.execute(update(import_rows).where(*where).values(problems=noted, warnings=import_rows.c.warnings + 1))


# ---------------------------------------------------------------- new people

_ADD = text(f"""
    INSERT INTO people AS p (id, code, unit_id, status, status_on, flags, origin, import_id, profile, created_at, updated_at, {_LISTED})
    SELECT v.id, v.code, r.unit_id, 'ACTIVE', coalesce(n.joined_on, :today), CAST(:flags AS text[]), 'import', r.import_id, r.tail,
           :now, :now, {", ".join(f"n.{name}" for name in COLUMNS)}
    FROM unnest(CAST(:numbers AS integer[]), CAST(:ids AS uuid[]), CAST(:codes AS text[])) AS v (number, id, code)
    JOIN import_rows r ON r.import_id = :import_id AND r.number = v.number
    CROSS JOIN LATERAL jsonb_populate_record(NULL::people, r.columns) AS n
    RETURNING {_RETURNED}
""")  # noqa: S608 - names of columns, spelt above
_JOIN = text("""
    INSERT INTO memberships (bond_id, person_id, unit_id, valid, why, recorded_at)
    SELECT uuidv7(), p.id, p.unit_id, daterange(coalesce(p.joined_on, :today), NULL), 'import', :now
    FROM people p WHERE p.id = ANY(CAST(:ids AS uuid[]))
""")
_REMEMBER_NEW = text("""
    INSERT INTO import_changes (import_id, subject_id, number, is_new, version)
    SELECT :import_id, v.id, v.number, true, 1
    FROM unnest(CAST(:numbers AS integer[]), CAST(:ids AS uuid[])) AS v (number, id)
""")
_MARK = text("""
    UPDATE import_rows r SET state = :state, person_id = v.id
    FROM unnest(CAST(:numbers AS integer[]), CAST(:ids AS uuid[])) AS v (number, id)
    WHERE r.import_id = :import_id AND r.number = v.number
""")


def _add(tx: Tx, imported: Row[Any], rows: Sequence[Row[Any]]) -> list[dict[str, Any]]:
    if not rows:
        return []
    given = {
        "import_id": imported.id,
        "numbers": [row.number for row in rows],
        "ids": [ids.new() for _ in rows],
        "codes": _codes(tx, rows),
        "flags": [] if imported.confirmed else ["unconfirmed"],
        "today": tx.today,
        "now": tx.now,
    }
    added = [dict(row._mapping) for row in tx.execute(_ADD, given)]
    tx.execute(_JOIN, given)
    tx.execute(_REMEMBER_NEW, given)
    tx.execute(_MARK, given | {"state": "added"})
    for person in added:
        after = {"import_id": imported.id, "full_name": person["full_name"], "unit_id": person["unit_id"]}
        tx.record("member.import", subject_id=person["id"], unit_id=person["unit_id"], after=after)
    return added


_DISTRICTS = text("""
    SELECT u.id, coalesce((SELECT d.seq FROM units d WHERE d.path @> u.path AND d.level = 'DISTRICT' ORDER BY nlevel(d.path) LIMIT 1), 0) AS seq
    FROM units u WHERE u.id = ANY(CAST(:ids AS uuid[]))
""")
_COUNT = text("""
    INSERT INTO member_code_counters AS c (prefix, last) VALUES (:prefix, :number)
    ON CONFLICT (prefix) DO UPDATE SET last = c.last + :number RETURNING last
""")


def _codes(tx: Tx, rows: Sequence[Row[Any]]) -> list[str]:
    """A member code for each row, of its district and its year of admission."""
    seqs = {row.id: row.seq for row in tx.execute(_DISTRICTS, {"ids": list({row.unit_id for row in rows})})}
    prefixes = [cards.code_prefix(district_seq=seqs[row.unit_id], year=_year(row.columns, tx.today)) for row in rows]
    following = {}
    # In one order for all, so that two imports never wait for each other.
    for prefix, number in sorted(Counter(prefixes).items()):
        last = tx.execute(_COUNT, {"prefix": prefix, "number": number}).scalar_one()
        following[prefix] = iter(range(last - number + 1, last + 1))
    return [cards.member_code(prefix, next(following[prefix])) for prefix in prefixes]


def _year(columns: dict[str, Any], today: date) -> int:
    joined = columns.get("joined_on")
    return int(joined[:4]) if joined else today.year


# ---------------------------------------------------------------- people who are there

_BEFORE = text("""
    SELECT r.number, r.columns, r.tail, r.citizen_id, r.member_code, r.decision, r.doubts, to_jsonb(p) AS before,
           (SELECT u.name FROM units u WHERE u.id = p.unit_id) AS unit_name
    FROM unnest(CAST(:numbers AS integer[]), CAST(:ids AS uuid[])) AS v (number, id)
    JOIN import_rows r ON r.import_id = :import_id AND r.number = v.number
    JOIN people p ON p.id = v.id ORDER BY p.id FOR UPDATE OF p
""")
_CHANGE = text(f"""
    UPDATE people p SET {_SET}, version = p.version + 1, updated_at = :now
    FROM (
        SELECT n.* FROM unnest(CAST(:ids AS uuid[]), CAST(:changes AS jsonb[])) AS v (id, change)
        JOIN people q ON q.id = v.id CROSS JOIN LATERAL jsonb_populate_record(q, v.change) AS n
    ) s
    WHERE p.id = s.id RETURNING {_RETURNED}
""").bindparams(bindparam("changes", type_=ARRAY(TextType)))  # noqa: S608 - names of columns, spelt above
_REMEMBER_OLD = text("""
    INSERT INTO import_changes (import_id, subject_id, number, is_new, before, version)
    SELECT :import_id, v.id, v.number, false, v.before, v.version
    FROM unnest(CAST(:numbers AS integer[]), CAST(:ids AS uuid[]), CAST(:befores AS jsonb[]), CAST(:versions AS integer[]))
         AS v (number, id, before, version)
    ON CONFLICT (import_id, subject_id) DO UPDATE
        SET version = excluded.version, before = excluded.before || import_changes.before
""").bindparams(bindparam("befores", type_=ARRAY(TextType)))


def _update(tx: Tx, imported: Row[Any], there: dict[int, UUID]) -> list[dict[str, Any]]:
    if not there:
        return []
    found = tx.execute(_BEFORE, {"import_id": imported.id, "numbers": list(there), "ids": list(there.values())}).all()
    # The file may have changed since the check: what was found then is asked anew.
    rows = judging.let_pass(tx, imported, found)
    proposals = {row.number: proposal for row, proposal in rows}
    warn(tx, imported.id, [number for number, proposal in proposals.items() if proposal.settled], _SETTLED)
    same = [number for number, proposal in proposals.items() if not proposal.columns]
    _mark(tx, imported.id, same, there, "same")
    befores = {row.number: row.before for row, proposal in rows if proposal.columns}
    return _carry_out(tx, imported, there, befores, {number: proposals[number].columns for number in befores})


def _carry_out(
    tx: Tx,
    imported: Row[Any],
    there: dict[int, UUID],
    befores: dict[int, dict[str, Any]],
    changes: dict[int, dict[str, Any]],
) -> list[dict[str, Any]]:
    if not changes:
        return []
    numbers = list(changes)
    changed = change_people(tx, {there[number]: changes[number] for number in numbers})
    olds = {number: {name: befores[number][name] for name in changes[number]} for number in numbers}
    given = {
        "import_id": imported.id,
        "numbers": numbers,
        "ids": [there[number] for number in numbers],
        "befores": [orjson.dumps(olds[number]).decode() for number in numbers],
        "versions": [befores[number]["version"] + 1 for number in numbers],
    }
    tx.execute(_REMEMBER_OLD, given)
    _mark(tx, imported.id, numbers, there, "updated")
    for number in numbers:
        unit_id = UUID(befores[number]["unit_id"])
        tx.record(
            "member.import", subject_id=there[number], unit_id=unit_id, before=olds[number], after=changes[number]
        )
    return changed


_SETTLED: Final = {
    "field": None,
    "column": None,
    "code": "settled-kept",
    "text": "Ngày, nơi vào Đoàn, quyết định hoặc thẻ đã chốt theo quyết định hay xác nhận của cấp trên nên giữ như trong hồ sơ. "
    "Nếu hồ sơ sai, đề nghị Đoàn cấp trên sửa.",
    "severity": "warning",
}


def change_people(tx: Tx, changes: dict[UUID, dict[str, Any]]) -> list[dict[str, Any]]:
    """The people with changed columns (JSON values) and the next version, as other services keep them."""
    texts = [orjson.dumps(change).decode() for change in changes.values()]
    rows = tx.execute(_CHANGE, {"ids": list(changes), "changes": texts, "now": tx.now})
    return [dict(row._mapping) for row in rows]


def _mark(tx: Tx, import_id: UUID, numbers: Sequence[int], there: dict[int, UUID], state: str) -> None:
    if numbers:
        given = {
            "import_id": import_id,
            "numbers": list(numbers),
            "ids": [there[number] for number in numbers],
            "state": state,
        }
        tx.execute(_MARK, given)
