"""The rating grid goes out as a workbook and comes back filled in; nothing is kept before the grid itself is."""

from typing import Any
from uuid import UUID

from services.kit import offload, settings
from services.kit.faults import Invalid, NotFound
from services.kit.files import Files
from services.kit.policy import Subject, require
from services.kit.workbooks.refusals import refuse
from services.workflows import rating_sheet
from services.workflows.actions.books import written
from services.workflows.actions.campaigns import visible_campaign
from services.workflows.actions.classes import READ_MB, READ_S
from services.workflows.actions.grid import list_campaign_rows
from services.workflows.policy import POLICY
from services.workflows.store import Tx

_RATED = "evaluation"


def _rows_of(tx: Tx, campaign_id: UUID, unit_id: UUID) -> list[dict[str, Any]]:
    campaign = visible_campaign(tx, campaign_id)
    if campaign.process != _RATED:
        raise Invalid(errors={"campaign_id": ["Chỉ đợt đánh giá, xếp loại đoàn viên có bảng Excel. Chọn đợt khác."]})
    limit = rating_sheet.LIMIT
    rows: list[dict[str, Any]] = list_campaign_rows(
        tx, campaign_id=campaign_id, unit_id=unit_id, below=False, limit=limit, cursor=None
    )["items"]
    return rows


def get_campaign_sheet(tx: Tx, *, campaign_id: UUID, unit_id: UUID) -> dict[str, Any]:
    """The unit's rows lie in the store as a workbook to be filled in."""
    require(POLICY, tx, "case.export", of=Subject())
    rows = _rows_of(tx, campaign_id, unit_id)
    unit = tx.places.unit(unit_id)
    lines = [rating_sheet.line(row["number"], row["subject"]["full_name"], row["facts"]) for row in rows]
    tx.record("campaign.export", subject_id=campaign_id, unit_id=unit_id, after={"rows": len(rows)})
    return written(tx, unit, lines, rating_sheet.HEADINGS, title="Xếp loại", name="xep-loai")


def read_campaign_sheet(tx: Tx, *, campaign_id: UUID, unit_id: UUID, digest: str) -> dict[str, Any]:
    """What the workbook says of each case of the unit, and the rows that are of none."""
    by_number = {row["number"]: row["id"] for row in _rows_of(tx, campaign_id, unit_id)}
    said = _read(digest)
    items = [
        {"case_id": by_number[row.number], "form": row.form, "problems": row.problems}
        for row in said
        if row.number in by_number
    ]
    strange = [row for row in said if row.number not in by_number]
    problems = [f"Dòng {row.place}: hồ sơ “{row.number}” không thuộc bảng này. Bỏ dòng đó." for row in strange]
    return {"items": items, "problems": problems}


def _read(digest: str) -> list[rating_sheet.Row]:
    try:
        path = Files(settings.read()).path(digest)
    except NotFound:
        raise Invalid(errors={"file": ["Tệp không còn trong kho. Chọn lại tệp."]}) from None
    try:
        return offload.run(rating_sheet.read, str(path), timeout_s=READ_S, memory_mb=READ_MB)
    except Invalid as fault:
        if fault.code in ("took-too-long", "needs-too-much-memory"):
            raise refuse("file-too-slow") from fault
        raise
