"""Takes back what an import entered, as long as nothing has touched it since."""

from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, delete, select, text

from services.contracts import members as contract
from services.kit.faults import Conflict
from services.kit.outbox import Audience
from services.members.actions import announcing
from services.members.importing import entering
from services.members.importing.tables import import_changes
from services.members.store import Tx

WINDOW: Final = timedelta(hours=24)
BATCH: Final = 500

_TOUCHED = {
    "members": text("""
        SELECT c.subject_id FROM import_changes c LEFT JOIN people p ON p.id = c.subject_id
        WHERE c.import_id = :import_id AND (
            p.id IS NULL OR p.version <> c.version
            OR EXISTS (SELECT 1 FROM holds h WHERE h.person_id = c.subject_id AND (c.is_new OR h.state = 'HELD'))
            OR c.is_new AND (
                EXISTS (SELECT 1 FROM positions o WHERE o.person_id = c.subject_id)
                OR EXISTS (SELECT 1 FROM record_lines l WHERE l.person_id = c.subject_id)
                OR EXISTS (SELECT 1 FROM accounts a WHERE a.person_id = c.subject_id)
                OR EXISTS (SELECT 1 FROM fee_receipts f WHERE f.person_id = c.subject_id)
                OR EXISTS (SELECT 1 FROM fee_waivers w WHERE w.person_id = c.subject_id)
                OR EXISTS (SELECT 1 FROM people m WHERE m.merged_into = c.subject_id)
                OR (SELECT count(*) FROM memberships m WHERE m.person_id = c.subject_id) <> 1))
        LIMIT 20
    """),
    "units": text("""
        SELECT c.subject_id FROM import_changes c LEFT JOIN units u ON u.id = c.subject_id
        WHERE c.import_id = :import_id AND (
            u.id IS NULL OR u.version <> c.version
            OR EXISTS (SELECT 1 FROM people p WHERE p.unit_id = c.subject_id)
            OR EXISTS (SELECT 1 FROM memberships m WHERE m.unit_id = c.subject_id)
            OR EXISTS (SELECT 1 FROM positions o WHERE o.unit_id = c.subject_id)
            OR EXISTS (SELECT 1 FROM units below WHERE below.parent_id = c.subject_id AND below.id NOT IN (
                SELECT subject_id FROM import_changes WHERE import_id = :import_id)))
        LIMIT 20
    """),
}


def is_open(imported: Row[Any], now: datetime) -> bool:
    """The import can still be taken back, as far as time goes."""
    return imported.state == "applied" and imported.applied_at is not None and now < imported.applied_at + WINDOW


def check(tx: Tx, imported: Row[Any]) -> None:
    """Raises Conflict("import-rows-changed") when anything that the import entered was changed since."""
    touched = tx.execute(_TOUCHED[imported.kind], {"import_id": imported.id}).scalars().all()
    if touched:
        said = f"Có {'ít nhất 20' if len(touched) == 20 else len(touched)} dòng đã được sửa sau khi nhập nên không hoàn tác được."
        mend = "Sửa từng hồ sơ, hoặc đề nghị cấp trên xử lý."
        raise Conflict(
            "import-rows-changed",
            text=said,
            mend=mend,
            refusals=[{"code": "import-rows-changed", "text": said, "mend": mend}],
        )


def undo_batch(tx: Tx, imported: Row[Any]) -> int:
    """The next subjects are as they were before the import; how many were dealt with."""
    found = (
        select(import_changes).where(import_changes.c.import_id == imported.id).order_by(import_changes.c.subject_id)
    )
    changes = tx.execute(found.limit(BATCH).with_for_update()).all()
    if not changes:
        return 0
    if imported.kind == "units":
        _remove_units(tx, imported)
        return len(changes)
    _remove_people(tx, [change.subject_id for change in changes if change.is_new])
    _restore_people(tx, {change.subject_id: change.before for change in changes if not change.is_new})
    keys = [change.subject_id for change in changes]
    _mark(tx, imported.id, [change.number for change in changes])
    tx.execute(
        delete(import_changes).where(import_changes.c.import_id == imported.id, import_changes.c.subject_id.in_(keys))
    )
    return len(changes)


_MARK = text("""
    UPDATE import_rows SET state = 'undone', person_id = NULL
    WHERE import_id = :import_id AND number = ANY(CAST(:numbers AS integer[]))
""")


def _mark(tx: Tx, import_id: UUID, numbers: list[int]) -> None:
    tx.execute(_MARK, {"import_id": import_id, "numbers": numbers})


# ---------------------------------------------------------------- people

_PEOPLE = tuple(
    text(statement)
    for statement in (
        "DELETE FROM duplicates WHERE left_id = ANY(CAST(:ids AS uuid[])) OR right_id = ANY(CAST(:ids AS uuid[]))",
        "DELETE FROM memberships WHERE person_id = ANY(CAST(:ids AS uuid[]))",
        "DELETE FROM access_ledger WHERE person_id = ANY(CAST(:ids AS uuid[]))",
    )
)
_GONE = text("""
    DELETE FROM people WHERE id = ANY(CAST(:ids AS uuid[]))
    RETURNING id, code, full_name, sex, born_on, unit_id, joined_on, flags, extended_until, version
""")


def _remove_people(tx: Tx, keys: list[UUID]) -> None:
    """They were never members: elsewhere they are told as annulled, here nothing is left but the audit."""
    if not keys:
        return
    for statement in _PEOPLE:
        tx.execute(statement, {"ids": keys})
    gone = [dict(row._mapping) for row in tx.execute(_GONE, {"ids": keys})]
    for person in gone:
        tx.record(
            "member.undo_import",
            subject_id=person["id"],
            unit_id=person["unit_id"],
            before={"full_name": person["full_name"]},
        )
    announcing.publish_people(
        tx, [person | {"status": "ANNULLED", "version": person["version"] + 1} for person in gone]
    )


def _restore_people(tx: Tx, befores: dict[UUID, dict[str, Any]]) -> None:
    if not befores:
        return
    restored = entering.change_people(tx, befores)
    for person in restored:
        tx.record("member.undo_import", subject_id=person["id"], unit_id=person["unit_id"], after=befores[person["id"]])
    announcing.publish_people(tx, restored)


# ---------------------------------------------------------------- units


def _remove_units(tx: Tx, imported: Row[Any]) -> None:
    """All at once: a unit goes after those below it."""
    changes = tx.execute(
        select(import_changes.c.subject_id, import_changes.c.number).where(import_changes.c.import_id == imported.id)
    ).all()
    tx.units.lock_tree()
    gone = sorted(
        (tx.units.get(change.subject_id) for change in changes), key=lambda unit: unit.path.count("."), reverse=True
    )
    keys = [unit.id for unit in gone]
    for table in (
        "unit_training_items",
        "unit_terms",
        "unit_term_codes",
        "unit_names",
        "unit_links",
        "unit_paths",
        "unit_acts",
    ):
        tx.execute(text(f"DELETE FROM {table} WHERE unit_id = ANY(CAST(:ids AS uuid[]))"), {"ids": keys})  # noqa: S608 - names above
    for statement in (
        "DELETE FROM import_meanings WHERE unit_id = ANY(CAST(:ids AS uuid[]))",
        "DELETE FROM imports WHERE unit_id = ANY(CAST(:ids AS uuid[]))",
    ):
        tx.execute(text(statement), {"ids": keys})
    for unit in gone:
        tx.execute(text("DELETE FROM units WHERE id = :id"), {"id": unit.id})
        tx.record("unit.undo_import", subject_id=unit.id, unit_id=unit.parent_id, before=unit.copy())
    told = [unit.copy() | {"closed_on": tx.today, "version": unit.version + 1} for unit in gone]
    for start in range(0, len(told), 500):
        tx.emit(
            contract.UnitsChanged, audience=Audience(units=keys[start : start + 500]), units=told[start : start + 500]
        )
    _mark(tx, imported.id, [change.number for change in changes])
    tx.execute(delete(import_changes).where(import_changes.c.import_id == imported.id))
