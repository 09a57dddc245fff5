"""A workbook of the cases that a list shows, written by a job."""

from typing import Any

from services.contracts.workflows import CaseFilter
from services.kit import clock, jobs, schema, sheets
from services.kit.jobs import Job
from services.kit.policy import Subject, require
from services.workflows.actions.lists import list_cases
from services.workflows.domain import words
from services.workflows.policy import POLICY
from services.workflows.store import Tx

EXPORT = "export_cases"
BATCH = 500
TITLES = ["Số hồ sơ", "Quy trình", "Về", "Đơn vị", "Trạng thái", "Đang ở", "Ở bước này từ", "Hạn"]


def start_case_export(tx: Tx, **asked: Any) -> dict[str, Any]:
    """A job writes the workbook of what the caller's list shows."""
    require(POLICY, tx, "case.export", of=Subject())
    total = list_cases(tx, limit=1, cursor=None, count="exact", **asked)["total"]
    job_id = tx.start_job(EXPORT, asked, total=total)
    tx.record("case.export", subject_id=job_id, unit_id=asked["unit_id"], after={"filter": asked, "rows": total})
    return jobs.read(tx, job_id)


def export_cases(job: Job) -> dict[str, Any]:
    """The file lies in the store and the job names it."""
    asked = schema.load(CaseFilter, job.params)

    def page(tx: Tx, cursor: str | None) -> dict[str, Any]:
        require(POLICY, tx, "case.export", of=Subject())
        return list_cases(tx, **asked, limit=BATCH, cursor=cursor, count=None)

    lines = sheets.lines_of(job, page, _line)
    return sheets.export(job, lines, titles=TITLES, what="hồ sơ", name="ho-so")


def _line(item: dict[str, Any]) -> list[str]:
    since, due = (at and words.day(clock.day_of(at)) for at in (item["since"], item["due_at"]))
    holder = item["holder_unit"]
    return [
        item["number"],
        item["process_title"],
        item["subject"]["full_name"],
        item["unit"]["name"],
        item["state_title"],
        holder["name"] if holder else "",
        since,
        due or "",
    ]
