"""What people decide about rows of an import before they are entered."""

from typing import Any

from sqlalchemy import func, update
from sqlalchemy.dialects.postgresql import insert

from services.kit.faults import Conflict, Invalid
from services.members.actions import cursors
from services.members.importing import listing, store
from services.members.importing.actions import MENDABLE, held_import, starting, view, visible_import
from services.members.importing.tables import comparison_requests, import_rows
from services.members.queries.members import Place
from services.members.store import Tx

_REQUESTED = " Đã gửi đề nghị đối chiếu; dòng này chưa nhập."


def list_import_rows(
    tx: Tx, *, id: str, outlook: str, q: str | None, limit: int, cursor: str | None, count: str | None
) -> dict[str, Any]:
    """Rows by what becomes of them, in the file's order."""
    imported = visible_import(tx, id)
    rows = listing.rows(tx, imported.id, outlook=outlook, q=q, after=_after(cursor), limit=limit + 1)
    shown = rows[:limit]
    following = cursors.write(Place("", str(shown[-1].number), imported.id)) if len(rows) > limit else None
    items = [listing.serialize_row(row, outlook=outlook, confirmed=imported.confirmed) for row in shown]
    total = listing.count(tx, imported.id, outlook=outlook, q=q) if count else None
    return {"items": items, "next": following, "total": total}


def _after(cursor: str | None) -> int:
    place = cursors.read(cursor)
    if place is None:
        return 0
    if not (place.key.isascii() and place.key.isdecimal() and len(place.key) < 10):
        raise Invalid(errors={"cursor": ["Trang này không còn. Tải lại danh sách từ đầu."]})
    return int(place.key)


def decide_import_rows(tx: Tx, *, id: str, rows: list[int], decision: str | None) -> dict[str, Any]:
    """The rows may, or may not, change who somebody is."""
    imported = held_import(tx, id, starting(visible_import(tx, id).kind))
    _require_mendable(imported)
    mine = (import_rows.c.import_id == imported.id, import_rows.c.number.in_(rows), import_rows.c.state == "new")
    is_doubtful = (import_rows.c.errors == 0, func.cardinality(import_rows.c.doubts) > 0)
    decided = tx.execute(
        update(import_rows).where(*mine, *is_doubtful).values(decision=decision).returning(import_rows.c.person_id)
    ).scalars()
    people = sorted(decided)
    if len(people) != len(set(rows)):
        raise Conflict(
            "import-row-not-doubtful",
            text="Có dòng không còn chờ quyết định.",
            mend="Tải lại trang để xem tình trạng mới.",
        )
    after = {"decision": decision, "people": [str(person_id) for person_id in people]}
    tx.record("import.decide", subject_id=imported.id, unit_id=imported.unit_id, after=after)
    return view(tx, store.count_again(tx, imported.id))


def request_import_comparison(tx: Tx, *, id: str, row: int) -> dict[str, Any]:
    """The row waits beside the member who bears its number, for those who see both."""
    imported = held_import(tx, id, starting(visible_import(tx, id).kind))
    _require_mendable(imported)
    kept = store.lock_row(tx, imported.id, row)
    other = next((problem for problem in kept.problems if "person_id" in problem and not problem.get("asked")), None)
    if other is None:
        raise Conflict(
            "import-row-of-nobody-else",
            text="Dòng này không có số trùng với người khác, hoặc đã được đề nghị đối chiếu.",
            mend="Tải lại trang để xem tình trạng mới.",
        )
    asking = insert(comparison_requests).values(
        import_id=imported.id,
        number=row,
        unit_id=kept.unit_id or imported.unit_id,
        person_id=other["person_id"],
        requested_at=tx.now,
    )
    tx.execute(asking.on_conflict_do_nothing())
    told = {**other, "asked": True, "text": other["text"] + _REQUESTED}
    problems = [told if problem is other else problem for problem in kept.problems]
    store.save_row(tx, imported.id, row, problems=problems)
    tx.record("import.request_comparison", subject_id=other["person_id"], unit_id=imported.unit_id, after={"row": row})
    return view(tx, store.save(tx, imported.id))


def _require_mendable(imported: Any) -> None:
    if imported.state not in MENDABLE:
        raise Conflict("import-busy", text="Lần nhập này đang chạy hoặc đã kết thúc.", mend="Đợi xong rồi quyết định.")
