"""A grid goes out as a workbook and comes back filled in; nothing is kept before the grid itself is."""

from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from services.kit import offload, settings
from services.kit.faults import Invalid, NotFound
from services.kit.files import Files
from services.kit.policy import Subject, require
from services.kit.workbooks.refusals import refuse
from services.workflows import grid_sheet, rating_sheet, training_sheet
from services.workflows.actions.books import written
from services.workflows.actions.campaigns import visible_campaign
from services.workflows.actions.classes import READ_MB, READ_S
from services.workflows.actions.grid import list_campaign_rows
from services.workflows.domain.same_person import is_same_birth, is_same_name
from services.workflows.grid_sheet import Layout, Row
from services.workflows.policy import POLICY
from services.workflows.sheet_rows import births
from services.workflows.store import Tx

_SHEETS: Final = {"evaluation": rating_sheet, "training": training_sheet}
"""The workbook of each process that has one."""


def _rows_of(tx: Tx, campaign_id: UUID, unit_id: UUID) -> tuple[str, list[dict[str, Any]]]:
    """The campaign's process, and its rows at the unit. Raises Invalid where it has no workbook."""
    process = visible_campaign(tx, campaign_id).process
    if process not in _SHEETS:
        raise Invalid(errors={"campaign_id": ["Đợt này không có bảng Excel. Chọn đợt xếp loại hoặc đợt rèn luyện."]})
    rows = list_campaign_rows(
        tx, campaign_id=campaign_id, unit_id=unit_id, below=False, limit=grid_sheet.LIMIT, cursor=None
    )
    return process, rows["items"]


def get_campaign_sheet(tx: Tx, *, campaign_id: UUID, unit_id: UUID) -> dict[str, Any]:
    """The unit's rows lie in the store as a workbook to be filled in."""
    require(POLICY, tx, "case.export", of=Subject())
    process, rows = _rows_of(tx, campaign_id, unit_id)
    unit, sheet = tx.places.unit(unit_id), _SHEETS[process]
    born = _births(tx, rows)
    lines = [
        [row["number"], row["subject"]["full_name"], born.get(row["subject"]["id"], ""), *sheet.line(row["facts"])]
        for row in rows
    ]
    tx.record("campaign.export", subject_id=campaign_id, unit_id=unit_id, after={"rows": len(rows)})
    layout = sheet.LAYOUT
    return written(tx, unit, lines, layout.headings, title=layout.title, name=layout.name)


def read_campaign_sheet(tx: Tx, *, campaign_id: UUID, unit_id: UUID, digest: str) -> dict[str, Any]:
    """What the workbook says of each case of the unit, and the rows that are of none."""
    process, rows = _rows_of(tx, campaign_id, unit_id)
    by_number, sheet = {row["number"]: row for row in rows}, _SHEETS[process]
    born, items, problems = _births(tx, rows), [], []
    for row in _read(sheet.LAYOUT, digest):
        case = by_number.get(row.number)
        if case is None:
            problems.append(f"Dòng {row.place}: hồ sơ “{row.number}” không thuộc bảng này. Bỏ dòng đó.")
        elif wrong := _wrong_person(row, case["subject"]["full_name"], born.get(case["subject"]["id"], "")):
            problems.append(wrong)
        else:
            form = sheet.whole(row.form, case["facts"])
            items.append({"case_id": case["id"], "form": form, "problems": row.problems})
    return {"items": items, "problems": problems}


def _wrong_person(row: Row, name: str, born: str) -> str | None:
    """Why the row is not taken for the case whose number it bears."""
    if not row.name:
        return f"Dòng {row.place}: thiếu họ tên nên không biết số hồ sơ có đúng người không. Giữ cột “Họ và tên” như khi tải tệp."
    if is_same_name(row.name, name) and is_same_birth(row.born, born):
        return None
    theirs, ours = (f"{who}, sinh {day}" if day else who for who, day in ((name, born), (row.name, row.born)))
    return f"Dòng {row.place}: hồ sơ “{row.number}” là của {theirs}, không phải {ours}. Sửa số hồ sơ hoặc họ tên."


def _births(tx: Tx, rows: Sequence[Mapping[str, Any]]) -> dict[UUID, str]:
    """Subject → birth date as a workbook shows it."""
    return births(tx, [row["subject"]["id"] for row in rows])


def _read(layout: Layout, digest: str) -> list[Row]:
    try:
        path = Files(settings.read()).path(digest)
    except NotFound:
        raise Invalid(errors={"file": ["Tệp không còn trong kho. Chọn lại tệp."]}) from None
    try:
        return offload.run(grid_sheet.read, str(path), layout, timeout_s=READ_S, memory_mb=READ_MB)
    except Invalid as fault:
        if fault.code in ("took-too-long", "needs-too-much-memory"):
            raise refuse("file-too-slow") from fault
        raise
