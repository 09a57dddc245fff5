"""What people do with an import: start, look, say what columns mean, mend rows, apply, undo."""

from collections import Counter
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select

from services.kit import ids
from services.kit.faults import Conflict, Invalid, NotFound, Unavailable
from services.kit.policy import Subject, is_allowed, require, visible
from services.members.domain.names import search_key, tidy
from services.members.domain.units import Unit, may_hold_members
from services.members.importing import jobs, mending, report, store, undoing
from services.members.importing.check import field_choices
from services.members.importing.columns import FIELDS
from services.members.importing.reading import Choices, choice_key, memory_key
from services.members.importing.refusals import MAX_BYTES, refuse
from services.members.importing.tables import imports
from services.members.policy import POLICY
from services.members.store import Tx
from services.members.tables import units

_FIRST_ERRORS = 200
_REPORT_AT_ONCE = 2_000
"""Rows of which a result workbook is made while the caller waits; longer ones are made by a job."""
MENDABLE = ("checked", "applied")
"""States in which rows can be mended and decided on."""


def start_import(tx: Tx, *, unit_id: UUID, kind: str, digest: str, file_name: str, size: int) -> dict[str, Any]:
    """A workbook in the store is being checked. Nothing changes until it is applied."""
    unit = tx.units.get(unit_id)
    require(POLICY, tx, starting(kind), of=Subject(unit_id))
    if not unit.is_open(tx.today):
        raise Conflict("unit-closed", text=f"{unit.name} đã kết thúc hoạt động.", mend="Chọn đơn vị khác.")
    if size > MAX_BYTES:
        raise refuse("file-too-big")
    if not jobs.files().holds(digest):
        raise NotFound("file-unknown", text="Tệp chưa tải lên được.", mend="Chọn lại tệp rồi thử lại.")
    jobs.files().keep(digest)
    import_id = ids.new()
    values = {
        "id": import_id,
        "unit_id": unit_id,
        "kind": kind,
        "state": "checking",
        "digest": digest,
        "file_name": tidy(file_name),
        "created_by": tx.actor.person_id,
        "confirmed": _is_superior(tx, unit),
        "job_id": tx.start_job(jobs.CHECK, {"import_id": import_id}),
    }
    store.add(tx, values)
    tx.record("import.start", subject_id=import_id, unit_id=unit_id, after={"kind": kind, "digest": digest})
    return view(tx, store.get(tx, import_id))


def starting(kind: str) -> str:
    return "import.import_units" if kind == "units" else "import.start"


def _is_superior(tx: Tx, unit: Unit) -> bool:
    """Whoever imports above chapters is above them; into a chapter, its own officers are not."""
    return not may_hold_members(unit.level, unit.kind) or is_allowed(POLICY, tx, "member.confirm", of=Subject(unit.id))


def visible_import(tx: Tx, key: str) -> Row[Any]:
    """The import, when the caller may see it. Raises NotFound("import-unknown"): to others it does not exist."""
    imported = store.get(tx, ids.without_service(key))
    if not is_allowed(POLICY, tx, "import.view", of=Subject(imported.unit_id)):
        raise NotFound("import-unknown")
    return imported


def held_import(tx: Tx, key: str, action: str) -> Row[Any]:
    """The import, held, when the caller may do this to it."""
    imported = visible_import(tx, key)
    require(POLICY, tx, action, of=Subject(imported.unit_id))
    return store.lock(tx, imported.id)


# ---------------------------------------------------------------- looking


def get_import(tx: Tx, *, id: str) -> dict[str, Any]:
    """The import with its figures and its first errors."""
    return view(tx, visible_import(tx, id))


def list_imports(tx: Tx, *, limit: int, cursor: str | None, count: str | None) -> dict[str, Any]:  # noqa: ARG001 - the contract's
    """The caller's imports, newest first."""
    found = select(imports).where(
        imports.c.created_by == tx.actor.person_id,
        visible(POLICY, tx, "import.view", unit=imports.c.unit_id, person=None),
    )
    if cursor is not None:
        found = found.where(imports.c.id < ids.without_service(cursor))
    rows = tx.execute(found.order_by(imports.c.id.desc()).limit(limit + 1)).all()
    items = [_summary(tx, row) for row in rows[:limit]]
    return {"items": items, "next": items[-1]["id"] if len(rows) > limit else None, "total": None}


def list_import_problems(
    tx: Tx, *, id: str, severity: str | None, limit: int, cursor: str | None, count: str | None
) -> dict[str, Any]:
    """Errors and warnings, cell by cell, in the file's order."""
    imported = visible_import(tx, id)
    items, following = store.problems(tx, imported.id, severity=severity, cursor=cursor, limit=limit)
    total = {"error": imported.errors, "warning": imported.warnings, None: imported.errors + imported.warnings}[
        severity
    ]
    return {"items": items, "next": following, "total": total if count == "exact" else None}


def view(tx: Tx, imported: Row[Any]) -> dict[str, Any]:
    """The import as its owner sees it."""
    first, _ = store.problems(tx, imported.id, severity="error", cursor=None, limit=_FIRST_ERRORS)
    columns = {"columns": imported.columns, "notes": imported.notes} if imported.columns else None
    return {
        **_summary(tx, imported),
        "mapping": columns,
        "fields": field_choices(imported.kind, imported.columns),
        "errors": first,
    }


def _summary(tx: Tx, imported: Row[Any]) -> dict[str, Any]:
    state, problem = imported.state, imported.problem
    progress = store.progress(tx, imported.job_id)
    if state in ("checking", "applying", "undoing") and progress is not None and progress.status == "failed":
        state = "failed"
        problem = {
            "code": "unexpected",
            "text": "Việc này bị dừng do lỗi của hệ thống.",
            "mend": "Thử lại; nếu vẫn lỗi, báo quản trị.",
        }
    unit = tx.execute(select(units.c.id, units.c.name, units.c.level).where(units.c.id == imported.unit_id)).one()
    return {
        "id": ids.of_service(tx.service, imported.id),
        "state": state,
        "kind": imported.kind,
        "unit": dict(unit._mapping),
        "file_name": imported.file_name,
        "rows": imported.rows,
        "ok": imported.ok,
        "warnings": imported.warnings,
        "error_count": imported.errors,
        "counts": _counts(imported),
        "done": progress.done if progress else 0,
        "total": progress.total if progress else None,
        "problem": problem,
        "undo_until": imported.applied_at + undoing.WINDOW if undoing.is_open(imported, tx.now) else None,
        "created_at": imported.created_at,
    }


def _counts(imported: Row[Any]) -> dict[str, int]:
    """How many people (or units) are, or will be, new and changed; how many look like others; how many rows must be mended."""
    counts = imported.counts
    if not counts:
        return {}
    return {
        "create": counts["add"] + counts["added"],
        "update": counts["update"] + counts["updated"],
        "same": counts["same"] + counts.get("unchanged", 0),
        "doubtful": counts.get("doubtful", 0),
        "duplicate": counts["duplicates"],
        "error": counts.get("faulty", imported.rows - imported.ok),
        "entered": counts["added"] + counts["updated"] + counts["same"],
        "undone": counts["undone"],
    }


# ---------------------------------------------------------------- columns


def set_import_mapping(tx: Tx, *, id: str, columns: list[dict[str, Any]]) -> dict[str, Any]:
    """Columns mean what the caller says; the check starts again, and the unit's next workbook is read so too."""
    imported = held_import(tx, id, starting(visible_import(tx, id).kind))
    if imported.state not in ("checked", "failed"):
        raise Conflict(
            "import-busy", text="Lần nhập này không còn ở bước chọn cột.", mend="Tải lại trang để xem tình trạng mới."
        )
    said = _choices(imported, columns)
    store.remember_meanings(tx, imported.unit_id, imported.kind, _memories(imported, said))
    job_id = tx.start_job(jobs.CHECK, {"import_id": imported.id})
    changed = store.save(
        tx,
        imported.id,
        state="checking",
        problem=None,
        choices={**imported.choices, **said},
        job_id=job_id,
        rows=0,
        ok=0,
        warnings=0,
        errors=0,
    )
    return view(tx, changed)


def _choices(imported: Row[Any], columns: list[dict[str, Any]]) -> Choices:
    """What was said, by heading and place."""
    known = {field.code for field in FIELDS[imported.kind]}
    said: dict[str, str | None] = {}
    in_order = [column.get("index") for column in columns] == [seen["index"] for seen in imported.columns]
    for place, column in enumerate(columns):
        index, field = column.get("index"), column.get("field")
        if not isinstance(index, int) or isinstance(index, bool) or (field is not None and field not in known):
            raise Invalid(errors={"columns": ["Cột hoặc trường không có trong danh sách. Tải lại trang rồi chọn lại."]})
        # A list of all columns in their order names each one, even where two sheets have a column at the same place.
        for seen in imported.columns[place : place + 1] if in_order else imported.columns:
            if seen["index"] == index and column.get("sheet") in (None, seen["sheet"]):
                said[choice_key(seen["header"], index)] = field
    if not said:
        raise Invalid(errors={"columns": ["Không có cột nào như vậy trong tệp."]})
    return said


def _memories(imported: Row[Any], said: Choices) -> dict[str, str | None]:
    """What was said, as the unit's next file can be read by it."""
    alike = Counter((seen["sheet"], search_key(seen["header"])) for seen in imported.columns)
    return {
        memory_key(
            seen["header"],
            seen["index"],
            alike=alike[seen["sheet"], search_key(seen["header"])],
            content=seen.get("content", ""),
        ): said[key]
        for seen in imported.columns
        if (key := choice_key(seen["header"], seen["index"])) in said
    }


# ---------------------------------------------------------------- mending a row


def update_import_row(tx: Tx, *, id: str, row: int, cells: dict[str, Any]) -> dict[str, Any]:
    """The row's cells are as given and it is checked again. Answers the row with its problems and the import's figures."""
    imported = held_import(tx, id, starting(visible_import(tx, id).kind))
    if imported.state not in MENDABLE:
        raise Conflict("import-busy", text="Lần nhập này đang chạy hoặc đã kết thúc.", mend="Đợi xong rồi sửa.")
    kept = store.lock_row(tx, imported.id, row)
    if kept.state != "new":
        raise Conflict("import-row-entered", text="Dòng này đã nhập rồi.", mend="Sửa trong hồ sơ đoàn viên.")
    mended = mending.mend(tx, imported, kept, cells)
    return {**mended, "import": view(tx, store.count_again(tx, imported.id))}


# ---------------------------------------------------------------- applying and undoing


def apply_import(tx: Tx, *, id: str) -> dict[str, Any]:
    """The good rows are being entered; the others stay for mending."""
    imported = held_import(tx, id, "import.apply")
    if imported.state == "applying":
        return view(tx, imported)
    if imported.state not in MENDABLE:
        raise Conflict(
            "import-not-checked",
            text="Danh sách chưa kiểm tra xong hoặc không nhập được.",
            mend="Đợi kiểm tra xong, rồi thử lại.",
        )
    total = jobs.waiting(tx, imported.id)
    if not total:
        raise Conflict(
            "import-nothing-to-enter", text="Không có dòng hợp lệ nào để nhập.", mend="Sửa các ô có lỗi rồi thử lại."
        )
    job_id = tx.start_job(jobs.APPLY, {"import_id": imported.id}, total=total)
    return view(tx, store.save(tx, imported.id, state="applying", job_id=job_id))


def undo_import(tx: Tx, *, id: str) -> dict[str, Any]:
    """What the import entered is being taken back. Raises Conflict("import-rows-changed" | "undo-too-late")."""
    imported = held_import(tx, id, "import.undo")
    if imported.state == "undoing":
        return view(tx, imported)
    if not undoing.is_open(imported, tx.now):
        raise Conflict(
            "undo-too-late",
            text="Chỉ hoàn tác được trong 24 giờ sau khi nhập xong.",
            mend="Sửa từng hồ sơ, hoặc đề nghị cấp trên xử lý.",
        )
    undoing.check(tx, imported)
    job_id = tx.start_job(jobs.UNDO, {"import_id": imported.id}, total=jobs.entered(tx, imported.id))
    return view(tx, store.save(tx, imported.id, state="undoing", job_id=job_id))


def get_import_result(tx: Tx, *, id: str) -> dict[str, Any]:
    """The workbook with marked cells, as a stored file. Raises Unavailable("result-being-made") while a long one is written."""
    imported = visible_import(tx, id)
    if imported.state in ("checking", "applying", "undoing"):
        raise Unavailable(
            "result-being-made", text="Danh sách đang được xử lý.", mend="Tải tệp kết quả khi xong.", retry_after_s=3
        )
    if imported.report_digest and imported.report_version == imported.version:
        digest = imported.report_digest
        return report.stored_file(imported.file_name, digest, jobs.files().size(digest))
    if not imported.rows:
        raise Conflict(
            "import-without-rows",
            text="Tệp này không có dòng nào để ghi kết quả.",
            mend="Chọn một lần nhập có dòng dữ liệu.",
        )
    if imported.rows <= _REPORT_AT_ONCE:
        return jobs.write_report(tx, imported.id)
    if not jobs.report_is_due(tx, imported.id):
        tx.start_job(jobs.REPORT, {"import_id": imported.id}, total=imported.rows)
    raise Unavailable(
        "result-being-made", text="Tệp kết quả đang được ghi.", mend="Thử lại sau vài giây.", retry_after_s=5
    ).keeping()
