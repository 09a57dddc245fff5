"""A workbook of the lines of the registers that a list shows, written by a job."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select

from services.contracts.messaging import DocumentFilter
from services.kit import copies, jobs, schema, sheets
from services.kit.jobs import Job
from services.kit.policy import Subject, require
from services.messaging.policy import POLICY
from services.messaging.queries import list_documents
from services.messaging.store import Tx
from services.messaging.tables import people, positions

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
    return sheets.export(job, _batches(job), titles=TITLES, what="văn bản", name="van-ban", asker=_asker(job))


def _batches(job: Job) -> Iterator[list[list[str]]]:
    """Lines of the workbook, a transaction each: the asker's rights hold for every batch anew."""
    asked = schema.load(DocumentFilter, job.params) | {"limit": BATCH, "cursor": None, "count": None}
    while True:
        with job.transaction() as tx:
            asker = tx.beside(actor=copies.as_registered(tx, positions), trace=tx.trace)
            require(POLICY, asker, "document.export", of=Subject())
            page = list_documents(asker, **asked)
        yield [_line(item) for item in page["items"]]
        if page["next"] is None:
            return
        asked["cursor"] = page["next"]


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


def _asker(job: Job) -> str:
    with job.transaction() as tx:
        return tx.execute(select(people.c.full_name).where(people.c.id == tx.actor.person_id)).scalar() or "hệ thống"
