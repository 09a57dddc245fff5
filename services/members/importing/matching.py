"""Rows of an import held against the registry: who is there already, who may not be touched, who looks alike."""

from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Row, and_, delete, func, insert, literal, or_, select, text, tuple_, update
from sqlalchemy.dialects.postgresql import JSONB

from services.kit.policy import visible
from services.members.importing import judging
from services.members.importing.tables import comparison_requests, import_rows
from services.members.policy import POLICY
from services.members.store import Tx
from services.members.tables import people

TAKEN: Final = {
    "field": "citizen_id",
    "column": "Số CCCD",
    "code": "citizen-id-taken",
    "text": "Số CCCD này đã có trong hệ thống. Kiểm tra lại số; hệ thống đã gửi đề nghị cấp trên đối chiếu.",
    "severity": "error",
}
_OTHER_UNIT: Final = {
    "field": "unit",
    "column": "Chi đoàn",
    "code": "unit-kept",
    "text": "Người này đang sinh hoạt ở chi đoàn khác; hồ sơ được cập nhật, không chuyển sinh hoạt bằng danh sách.",
    "severity": "warning",
}
_MERGED: Final = {
    "field": "member_code",
    "column": "Mã đoàn viên",
    "code": "code-merged-away",
    "text": "Mã này là của hồ sơ đã gộp vào một hồ sơ ngoài phạm vi của bạn. Xoá mã trong tệp, hoặc hỏi Đoàn cấp trên.",
    "severity": "error",
}
CODE_TAKEN: Final = {
    "field": "member_code",
    "column": "Mã đoàn viên",
    "code": "member-code-taken",
    "text": "Mã đoàn viên này đã có trong hệ thống. Kiểm tra lại mã, hoặc xoá ô này; hệ thống đã gửi đề nghị cấp trên đối chiếu.",
    "severity": "error",
}
_TWICE: Final = {
    "field": "full_name",
    "column": "Họ và tên",
    "code": "member-repeated",
    "text": "Một đoàn viên có hai dòng trong tệp. Giữ một dòng, xoá dòng kia.",
    "severity": "error",
}


def match_all(tx: Tx, imported: Row[Any]) -> None:
    """Each row knows whom it will update; rows that may not are marked, and comparison is asked for."""
    tx.execute(delete(comparison_requests).where(comparison_requests.c.import_id == imported.id))
    _match(tx, imported, None)


def match_row(tx: Tx, imported: Row[Any], number: int) -> None:
    """As `match_all`, for one row that was mended."""
    requested = (comparison_requests.c.import_id == imported.id, comparison_requests.c.number == number)
    tx.execute(delete(comparison_requests).where(*requested))
    tx.execute(
        update(import_rows)
        .where(import_rows.c.import_id == imported.id, import_rows.c.number == number)
        .values(person_id=None, doubts=[], decision=None, unchanged=False)
    )
    _match(tx, imported, number)


def mine(tx: Tx) -> Any:
    """The condition that a person is within the reach of whoever imports."""
    return visible(POLICY, tx, "member.edit", unit=people.c.unit_id, person=None)


def _match(tx: Tx, imported: Row[Any], number: int | None) -> None:
    rows = [import_rows.c.import_id == imported.id, import_rows.c.state == "new"]
    if number is not None:
        rows.append(import_rows.c.number == number)
    by_citizen = and_(*rows, people.c.citizen_id == import_rows.c.citizen_id)
    coded = (*rows, people.c.code == import_rows.c.member_code, import_rows.c.person_id.is_(None))
    by_code = and_(*coded, people.c.merged_into.is_(None))
    for same in (by_citizen, by_code):
        tx.execute(update(import_rows).where(same, mine(tx)).values(person_id=people.c.id))
    _follow_merged(tx, rows)
    _note(tx, and_(*coded, people.c.merged_into.is_not(None)), _MERGED)
    _note_taken(tx, by_citizen, TAKEN)
    _note_taken(tx, and_(by_code, import_rows.c.errors == 0), CODE_TAKEN)
    judging.judge(tx, imported, number)
    _note(
        tx, and_(*rows, people.c.id == import_rows.c.person_id, people.c.unit_id != import_rows.c.unit_id), _OTHER_UNIT
    )
    _note_twice(tx, imported.id, rows)


def _follow_merged(tx: Tx, rows: list[Any]) -> None:
    """The code of a file that was merged away means the file that was kept."""
    gone = people.alias("gone")
    kept = and_(*rows, gone.c.code == import_rows.c.member_code, gone.c.merged_into == people.c.id)
    unmatched = (import_rows.c.person_id.is_(None), mine(tx))
    tx.execute(update(import_rows).where(kept, *unmatched).values(person_id=people.c.id))


def _note_taken(tx: Tx, same: Any, problem: dict[str, Any]) -> None:
    """A number of someone outside: the refusal tells neither who nor where, and those above both compare."""
    requested = select(
        import_rows.c.import_id, import_rows.c.number, import_rows.c.unit_id, people.c.id, literal(tx.now)
    ).where(same, ~mine(tx), import_rows.c.unit_id.is_not(None))
    names = ["import_id", "number", "unit_id", "person_id", "requested_at"]
    tx.execute(insert(comparison_requests).from_select(names, requested))
    _note(tx, and_(same, ~mine(tx)), problem)


def _note(tx: Tx, where: Any, problem: dict[str, Any]) -> None:
    column = "errors" if problem["severity"] == "error" else "warnings"
    noted = import_rows.c.problems.op("||")(literal([problem], JSONB))
    tx.execute(update(import_rows).where(where).values({"problems": noted, column: import_rows.c[column] + 1}))


def _note_twice(tx: Tx, import_id: UUID, rows: list[Any]) -> None:
    first = import_rows.alias()
    earlier = (
        select(literal(1))
        .where(
            first.c.import_id == import_id,
            first.c.person_id == import_rows.c.person_id,
            first.c.number < import_rows.c.number,
        )
        .exists()
    )
    _note(tx, and_(*rows, import_rows.c.person_id.is_not(None), import_rows.c.errors == 0, earlier), _TWICE)


# ---------------------------------------------------------------- likeness


def alike_condition() -> ColumnElement[bool]:
    """A row of somebody new who looks like someone who is there: by name and birth date, or by phone."""
    by_name = select(people.c.search_key, people.c.born_on).where(
        people.c.born_on.is_not(None), people.c.merged_into.is_(None)
    )
    by_phone = select(people.c.phone).where(people.c.phone.is_not(None), people.c.merged_into.is_(None))
    is_new = (import_rows.c.state == "new", import_rows.c.errors == 0, import_rows.c.person_id.is_(None))
    named = tuple_(import_rows.c.search_key, import_rows.c.born_on)
    return and_(*is_new, or_(named.in_(by_name), import_rows.c.phone.in_(by_phone)))


def count_alike(tx: Tx, import_id: UUID) -> int:
    """How many of the new people look like someone who is there."""
    counted = select(func.count()).where(import_rows.c.import_id == import_id, alike_condition())
    return int(tx.execute(counted).scalar_one())


_QUEUE = text("""
    WITH pairs AS (
        SELECT least(new.id, old.id) AS left_id, greatest(new.id, old.id) AS right_id,
               bool_or(new.search_key = old.search_key AND new.born_on = old.born_on) AS by_name,
               bool_or(new.phone = old.phone) AS by_phone
        FROM people new JOIN people old ON old.id <> new.id AND (old.search_key, old.born_on) = (new.search_key, new.born_on)
        WHERE new.import_id = :import_id AND new.born_on IS NOT NULL AND old.merged_into IS NULL
        GROUP BY 1, 2
        UNION ALL
        SELECT least(new.id, old.id), greatest(new.id, old.id), false, true
        FROM people new JOIN people old ON old.id <> new.id AND old.phone = new.phone
        WHERE new.import_id = :import_id AND old.merged_into IS NULL
        GROUP BY 1, 2
    ), alike AS (
        SELECT left_id, right_id, bool_or(by_name) AS by_name, bool_or(by_phone) AS by_phone FROM pairs GROUP BY 1, 2
    )
    INSERT INTO duplicates (left_id, right_id, score, reasons, found_at)
    SELECT left_id, right_id,
           CASE WHEN by_name AND by_phone THEN 95 WHEN by_name THEN 80 ELSE 50 END,
           array_remove(ARRAY[CASE WHEN by_name THEN 'name_birth' END, CASE WHEN by_phone THEN 'phone' END], NULL), :now
    FROM alike ON CONFLICT DO NOTHING
""")


def queue_alike(tx: Tx, import_id: UUID) -> int:
    """The import's new people who look like others wait for comparison. Entered twice, a pair waits once."""
    return tx.execute(_QUEUE, {"import_id": import_id, "now": tx.now}).rowcount
