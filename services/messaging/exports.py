"""A workbook of the lines of the registers that a list shows, written by a job."""

from typing import Any

from services.contracts.messaging import DocumentFilter
from services.kit import jobs, schema, sheets
from services.kit.jobs import Job
from services.kit.policy import Subject, require
from services.messaging.policy import POLICY
from services.messaging.queries import list_documents
from services.messaging.store import Tx

EXPORT = "export_documents"
BATCH = 500
TITLES = ["Số, ký hiệu", "Ngày", "Trích yếu", "Nơi ban hành", "Người ký", "Nhiệm kỳ, năm", "Tình trạng", "Lý do"]


def start_document_export(tx: Tx, **asked: Any) -> dict[str, Any]:
    """A job writes the workbook of what the caller's list shows."""
    require(POLICY, tx, "document.export", of=Subject())
    total = list_documents(tx, limit=1, cursor=None, count="exact", **asked)["total"]
    job_id = tx.start_job(EXPORT, asked, total=total)
    tx.record("document.export", subject_id=job_id, unit_id=asked["unit_id"], after={"filter": asked, "rows": total})
    return jobs.read(tx, job_id)


def export_documents(job: Job) -> dict[str, Any]:
    """The file lies in the store and the job names it."""
    asked = schema.load(DocumentFilter, job.params)

    def page(tx: Tx, cursor: str | None) -> dict[str, Any]:
        require(POLICY, tx, "document.export", of=Subject())
        return list_documents(tx, **asked, limit=BATCH, cursor=cursor, count=None)

    lines = sheets.lines_of(job, page, _line)
    return sheets.export(job, lines, titles=TITLES, what="văn bản", name="van-ban")


def _line(item: dict[str, Any]) -> list[str]:
    return [
        item["number"],
        f"{item['on']:%d/%m/%Y}",
        item["title"],
        item["unit"]["name"],
        item["signer"] or "",
        item["term"],
        item["state_title"],
        item["cancelled_reason"] or "",
    ]
