"""Cases about many members out of a workbook: it goes out with who they are, comes back filled in, is checked, and opens them.

Checking makes every opening move and keeps none; opening keeps what checks, row by row, with an outcome for each.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from services.kit import jobs, offload, settings
from services.kit.faults import Fault, Invalid, NotFound
from services.kit.files import Files
from services.kit.jobs import Job
from services.kit.policy import Subject, require
from services.kit.workbooks.refusals import refuse
from services.workflows import members_sheet, registry
from services.workflows.actions import attachments, opening
from services.workflows.actions.books import written
from services.workflows.actions.bulk import BATCH
from services.workflows.actions.classes import READ_MB, READ_S
from services.workflows.actions.keep import keep
from services.workflows.actions.outcomes import reason_of, refused, refused_row
from services.workflows.actions.views import doer_of
from services.workflows.domain import forms, words
from services.workflows.domain.case import Doer
from services.workflows.domain.members_sheet import Column, MembersSheet, choice
from services.workflows.domain.process import Process
from services.workflows.domain.same_person import is_same_birth, is_same_name
from services.workflows.domain.unit_names import UnitNames
from services.workflows.members_sheet import KNOWN, LIMIT, Row
from services.workflows.policy import POLICY
from services.workflows.sheet_rows import Member, members_below, open_cases_of, units_to_name
from services.workflows.store import Tx

OPEN = "open_from_members_sheet"


def _sheet_of(code: str) -> tuple[Process, MembersSheet]:
    process = registry.get(code)
    if process.members_sheet is None:
        raise Invalid(errors={"process": [f"Hồ sơ {process.title} không mở từ bảng đoàn viên. Mở từng hồ sơ."]})
    return process, process.members_sheet


# ---------------------------------------------------------------- out


def get_members_sheet(tx: Tx, *, process: str, unit_id: UUID) -> dict[str, Any]:
    """The unit's members lie in the store as a workbook with empty columns to be filled in."""
    require(POLICY, tx, "case.open", of=Subject(unit_id=unit_id))
    definition, sheet = _sheet_of(process)
    people, unit = members_below(tx, unit_id, limit=LIMIT + 1), tx.places.unit(unit_id)
    if len(people) > LIMIT:
        told = f"Đơn vị có hơn {LIMIT} đoàn viên. Chọn một chi đoàn hoặc một đoàn cơ sở nhỏ hơn."
        raise Invalid(errors={"unit_id": [told]})
    tx.record("members_sheet.export", subject_id=None, unit_id=unit_id, after={"process": process, "rows": len(people)})
    empty = [""] * len(sheet.columns)
    lines = [[one.code or "", one.name, one.born, one.chapter, *empty] for one in people]
    headings = [*KNOWN.values(), *(column.title for column in sheet.columns)]
    name = definition.board.name if definition.board else process
    return written(tx, unit, lines, headings, title="Đoàn viên", name=name)


# ---------------------------------------------------------------- back


def open_from_members_sheet(
    tx: Tx, *, process: str, unit_id: UUID, digest: str, file_name: str, form: Mapping[str, Any], only_check: bool
) -> dict[str, Any]:
    """A job will check each row, and open a case for each that says where its member goes."""
    require(POLICY, tx, "case.open", of=Subject(unit_id=unit_id))
    _, sheet = _sheet_of(process)
    shared = forms.load(sheet.shared, attachments.checked(sheet.shared, form))
    if not Files(settings.read()).holds(digest):
        raise NotFound("file-not-found", digest=digest)
    params = {"process": process, "unit_id": unit_id, "digest": digest, "file_name": file_name, "form": shared}
    return jobs.read(tx, tx.start_job(OPEN, {**params, "only_check": only_check}))


def open_each(job: Job) -> dict[str, Any]:
    """Each row has an outcome: a case, what to mend, or that nothing was asked for."""
    process, sheet = _sheet_of(job.params["process"])
    path = Files(settings.read()).path(job.params["digest"])
    rows = _read(str(path), {column.name: column.title for column in sheet.columns})
    with job.transaction() as tx:
        desk = _Desk(process, sheet, UUID(str(job.params["unit_id"])), job.params, units_to_name(tx), _twice(rows))
    results: list[dict[str, Any]] = list(job.state.get("results", []))
    while len(results) < len(rows):
        with job.transaction() as tx:
            results += desk.outcomes(tx, rows[len(results) : len(results) + BATCH])
            job.progress(len(results), len(rows), results=results)
    return {"results": results}


def _described(name: str, born: str) -> str:
    return f"{name}, sinh {born}" if born else name


def _read(path: str, headings: dict[str, str]) -> list[Row]:
    try:
        return offload.run(members_sheet.read, path, headings, timeout_s=READ_S, memory_mb=READ_MB)
    except Invalid as fault:
        if fault.code in ("took-too-long", "needs-too-much-memory"):
            raise refuse("file-too-slow") from fault
        raise


def _twice(rows: Sequence[Row]) -> dict[int, int]:
    """Row → the row before it about the same member."""
    first: dict[str, int] = {}
    return {
        row.place: first[row.code] for row in rows if row.code and first.setdefault(row.code, row.place) != row.place
    }


@dataclass(frozen=True)
class _Desk:
    """What every row of one workbook is judged by."""

    process: Process
    sheet: MembersSheet
    unit_id: UUID
    params: Mapping[str, Any]
    units: UnitNames
    twice: Mapping[int, int]

    def outcomes(self, tx: Tx, rows: Sequence[Row]) -> list[dict[str, Any]]:
        """The caller's authority is looked up anew for each batch: a job outlives a token."""
        doer = doer_of(tx)
        people = {one.code: one for one in members_below(tx, self.unit_id, codes=[row.code for row in rows])}
        opened = open_cases_of(tx, self.process.code, [one.id for one in people.values()])
        return [self._outcome(tx, doer, row, people.get(row.code), opened) for row in rows]

    def _outcome(
        self, tx: Tx, doer: Doer, row: Row, member: Member | None, opened: Mapping[UUID, tuple[str, Mapping[str, Any]]]
    ) -> dict[str, Any]:
        if not any(row.said.get(name) for name in self.sheet.asked):
            return refused(
                str(row.place), "left-blank", f"Dòng {row.place}, {row.name or row.code}: để trống, không mở hồ sơ."
            )
        wrong, form = self._form(row, member)
        if member is None or wrong:
            return refused_row(row.place, row.name, "row-unreadable", " ".join(wrong))
        if before := opened.get(member.id):
            return self._opened_before(row, form, *before)
        try:
            with tx.savepoint():
                return self._open(tx, doer, row, member, form)
        except Fault as fault:
            told = f"Dòng {row.place}, {member.name}: {reason_of(fault)}"
            return refused_row(row.place, member.name, fault.code, told)

    def _open(self, tx: Tx, doer: Doer, row: Row, member: Member, form: Mapping[str, Any]) -> dict[str, Any]:
        require(POLICY, tx, "case.open", of=Subject(unit_id=member.unit_id, person_id=member.id))
        step, view = opening.opened(
            tx, self.process, doer, unit_id=member.unit_id, subject_id=member.id, form=dict(form)
        )
        if self.params["only_check"]:
            return {"id": str(row.place), "ok": True, "code": "ready", "detail": member.name}
        [case] = keep(tx, [(self.process, view, step)], opened=True)
        return {"id": str(row.place), "ok": True, "code": case.state, "detail": case.number}

    def _opened_before(
        self, row: Row, form: Mapping[str, Any], number: str, known: Mapping[str, Any]
    ) -> dict[str, Any]:
        """The same wish again changes nothing; another one is for the case that is open."""
        if all(known.get(name) == form.get(name) for name in self.sheet.asked):
            return {"id": str(row.place), "ok": True, "code": "opened-before", "detail": number}
        told = f"Dòng {row.place}, {row.name}: hồ sơ {number} đang mở với nội dung khác. Sửa trong hồ sơ đó, hoặc rút rồi gửi lại."
        return refused(str(row.place), "opened-otherwise", told)

    # ------------------------------------------------------------ reading a row

    def _form(self, row: Row, member: Member | None) -> tuple[list[str], dict[str, Any]]:
        """Everything that cannot be read, each with its column, and the form of the case."""
        wrong, form = self._wrong_member(row, member), dict(self.params["form"])
        for column in self.sheet.columns:
            if said := row.said.get(column.name):
                value, why = self._value(column, said)
                form[column.name] = value
                wrong += [f"Dòng {row.place}, cột “{column.title}”: {why}"] if why else []
        asked = forms.names(self.process.opening.form or self.process.form)
        return wrong, {name: value for name, value in form.items() if name in asked and value is not None}

    def _wrong_member(self, row: Row, member: Member | None) -> list[str]:
        where = f"Dòng {row.place}, cột “{KNOWN['code']}”:"
        if member is None:
            return [f"{where} “{row.code}” không có trong danh sách của đơn vị. Giữ nguyên cột này như khi tải tệp."]
        if not row.name:
            return [
                f"{where} dòng này thiếu họ tên nên không biết mã có đúng người không. Giữ cột này như khi tải tệp."
            ]
        if not (is_same_name(row.name, member.name) and is_same_birth(row.born, member.born)):
            theirs, ours = _described(member.name, member.born), _described(row.name, row.born)
            return [f"{where} mã này là của {theirs}, không phải {ours}. Sửa mã, họ tên hoặc ngày sinh."]
        if row.place in self.twice:
            return [f"{where} người này đã có ở dòng {self.twice[row.place]}. Giữ lại một dòng."]
        return []

    def _value(self, column: Column, said: str) -> tuple[Any, str]:
        if name := column.stands_for.get(words.folded(said)):
            return self._shared(said, name)
        match column.reads:
            case "unit":
                found, why = self.units.find(said)
                return found and str(found), why
            case "choice":
                code = choice(column, said)
                known = "; ".join(label for _, label in column.choices)
                return code, "" if code else f"“{said}” không phải một lựa chọn. Ghi một trong: {known}."
            case "text":
                return said[:200], ""

    def _shared(self, said: str, name: str) -> tuple[Any, str]:
        value = self.params["form"].get(name)
        title = forms.title(self.sheet.shared, name)
        return value, "" if value else f"“{said}” chưa rõ là đơn vị nào. Chọn ở mục “{title}”, hoặc ghi tên đơn vị."
