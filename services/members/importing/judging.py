"""Rows that bear the number of a member, held against that member: the same person, somebody else, or a change to decide on."""

from collections.abc import Iterable, Sequence
from typing import Any, Final
from uuid import UUID

import orjson
from sqlalchemy import Row, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.sql import bindparam
from sqlalchemy.types import Text

from services.contracts.titles import STATUS_TITLES
from services.members.actions.members import OWN_FILE
from services.members.domain.memberships import IN_FORCE
from services.members.importing import changes
from services.members.importing.changes import Proposal
from services.members.importing.columns import label_of
from services.members.store import Tx

_BATCH: Final = 1_000
_OF_PERSON = """r.number, r.columns, r.tail, r.citizen_id, r.member_code, r.decision, r.doubts, to_jsonb(p) AS before,
           (SELECT u.name FROM units u WHERE u.id = p.unit_id) AS unit_name"""
_OWN_FILE: Final = {
    "field": "full_name",
    "column": "Họ và tên",
    "code": "own-file",
    "text": f"{OWN_FILE['text']} {OWN_FILE['mend']}",
    "severity": "error",
}
_MATCHED = text(f"""
    SELECT {_OF_PERSON}
    FROM import_rows r JOIN people p ON p.id = r.person_id
    WHERE r.import_id = :import_id AND r.state = 'new' AND r.number > :after
      AND (CAST(:number AS integer) IS NULL OR r.number = :number)
    ORDER BY r.number LIMIT :limit
""")  # noqa: S608 - names of columns, spelt above
_LEAVE = text("""
    UPDATE import_rows r
    SET person_id = NULL, doubts = '{}', decision = NULL, errors = r.errors + 1, problems = r.problems || v.problem
    FROM unnest(CAST(:numbers AS integer[]), CAST(:problems AS jsonb[])) AS v (number, problem)
    WHERE r.import_id = :import_id AND r.number = v.number
""").bindparams(bindparam("problems", type_=ARRAY(Text)))
_NOTE = text("""
    UPDATE import_rows r
    SET person_id = v.id, doubts = string_to_array(v.doubts, ','), unchanged = v.unchanged, decision = NULL
    FROM unnest(CAST(:numbers AS integer[]), CAST(:ids AS uuid[]), CAST(:doubts AS text[]), CAST(:unchanged AS boolean[]))
         AS v (number, id, doubts, unchanged)
    WHERE r.import_id = :import_id AND r.number = v.number
""")
_TWO_PEOPLE = text("""
    SELECT r.number, r.columns, r.citizen_id, r.member_code, to_jsonb(p) AS before, (SELECT u.name FROM units u WHERE u.id = p.unit_id) AS unit_name
    FROM import_rows r JOIN people p ON p.code = r.member_code AND p.id <> r.person_id AND p.merged_into IS NULL
    WHERE r.import_id = :import_id AND r.state = 'new' AND (CAST(:number AS integer) IS NULL OR r.number = :number)
""")


def judge(tx: Tx, imported: Row[Any], number: int | None) -> None:
    """Rows that bear somebody else's number are refused with both names; of the others it is known what they would change."""
    asked = {"import_id": imported.id, "number": number, "limit": _BATCH}
    after = 0
    while rows := tx.execute(_MATCHED, {**asked, "after": after}).all():
        refused, left = [], []
        for row in rows:
            proposal = _proposal(row, imported)
            if problem := _against(tx, row, proposal):
                refused.append((row.number, problem))
            else:
                left.append((row, proposal))
        _leave(tx, imported.id, refused)
        _note(tx, imported.id, left)
        after = rows[-1].number
    two = tx.execute(_TWO_PEOPLE, {"import_id": imported.id, "number": number}).all()
    _leave(tx, imported.id, [(row.number, _of_other(row, "member_code")) for row in two])


def let_pass(tx: Tx, imported: Row[Any], rows: Sequence[Row[Any]]) -> list[tuple[Row[Any], Proposal]]:
    """The rows that may be entered now with what they change; the others are marked and stay.

    What was decided holds for what people saw: a row that would change more of who somebody is waits again.
    """
    passed, refused, waiting = [], [], []
    for row in rows:
        proposal = _proposal(row, imported)
        if problem := _against(tx, row, proposal):
            refused.append((row.number, problem))
        elif proposal.doubts and (row.decision is None or not set(proposal.doubts) <= set(row.doubts)):
            waiting.append((row, proposal))
        else:
            passed.append((row, _proposal(row, imported, decision=row.decision)))
    _leave(tx, imported.id, refused)
    _note(tx, imported.id, waiting)
    return passed


def _against(tx: Tx, row: Any, proposal: Proposal) -> dict[str, Any] | None:
    """Why the row is not entered for the person who bears its number."""
    if not row.columns.get("full_name") or not row.columns.get("born_on"):
        return None  # what is missing is said already; the row is held against the person when it is mended
    if not changes.is_about(row.columns, row.before):
        by_citizen_id = bool(row.citizen_id) and row.citizen_id == row.before["citizen_id"]
        return _of_other(row, "citizen_id" if by_citizen_id else "member_code")
    if row.before["status"] not in IN_FORCE:
        return _has_left(STATUS_TITLES[row.before["status"]])
    if row.before["id"] == str(tx.actor.person_id) and proposal.columns:
        return _OWN_FILE
    return None


def _of_other(row: Any, field: str) -> dict[str, Any]:
    """The number is somebody else's, who is within reach of whoever imports: the refusal names both."""
    code = row.before["code"]
    where = ", ".join(part for part in (row.unit_name, f"mã {code}" if code else "") if part)
    bearer = changes.describe(row.before) + (f" ({where})" if where else "")
    said = (
        f"{label_of('members', field)} này là của {bearer}; dòng này ghi {changes.describe(row.columns)}. "
        "Hai người khác nhau nên không cập nhật. Sửa số ở dòng này, hoặc đề nghị đối chiếu."
    )
    return {
        "field": field,
        "column": label_of("members", field),
        "code": f"{field.replace('_', '-')}-of-other",
        "text": said,
        "severity": "error",
        "value": row.citizen_id if field == "citizen_id" else row.member_code,
        "person_id": row.before["id"],
    }


def _has_left(title: str) -> dict[str, Any]:
    """Who has left comes back by a case, not by a list."""
    said = f"Người này có trong hệ thống với trạng thái “{title}”. Mở hồ sơ để đổi trạng thái, không nhập lại bằng danh sách."
    return {
        "field": "citizen_id",
        "column": "Số CCCD",
        "code": "member-not-in-force",
        "text": said,
        "severity": "error",
    }


def _proposal(row: Any, imported: Row[Any], *, decision: str | None = None) -> Proposal:
    return changes.propose(row.columns, row.tail, row.before, confirmed=imported.confirmed, decision=decision)


def _leave(tx: Tx, import_id: UUID, refused: Iterable[tuple[int, dict[str, Any]]]) -> None:
    found = dict(refused)
    if found:
        problems = [orjson.dumps([problem]).decode() for problem in found.values()]
        tx.execute(_LEAVE, {"import_id": import_id, "numbers": list(found), "problems": problems})


def _note(tx: Tx, import_id: UUID, judged: Sequence[tuple[Any, Proposal]]) -> None:
    if not judged:
        return
    given = {
        "import_id": import_id,
        "numbers": [row.number for row, _ in judged],
        "ids": [UUID(row.before["id"]) for row, _ in judged],
        "doubts": [",".join(proposal.doubts) for _, proposal in judged],
        "unchanged": [not proposal.columns for _, proposal in judged],
    }
    tx.execute(_NOTE, given)
