"""Workbooks of fees, written by a job: a unit's book of a year by member and month, or those who owe."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from services.kit import jobs, sheets
from services.kit.policy import Subject, require
from services.members.actions.units import visible_unit
from services.members.fees import domain, looking
from services.members.fees.ledger import Ledger
from services.members.fees.tables import fee_books
from services.members.policy import POLICY
from services.members.store import Tx
from services.members.tables import units
from services.members.tree import inside

STATES = {"paid": "", "exempt": "Miễn", "waived": "Bỏ qua", "owed": "Nợ", "due": "Đến kỳ", "ahead": ""}
_ARREARS = ["Họ và tên", "Mã đoàn viên", "Chi đoàn", "Số tháng nợ", "Các tháng nợ", "Số tiền nợ (đồng)", "Đã đóng đến"]
PAGE = 100


def start_fee_export(tx: Tx, *, unit_id: UUID, year: int | None, kind: str) -> dict[str, Any]:
    """A job writes the workbook of the unit and all below it."""
    unit = visible_unit(tx, unit_id)
    require(POLICY, tx, "fee.view", of=Subject(unit.id))
    params = {"unit_id": str(unit.id), "year": year or tx.today.year, "kind": kind}
    job_id = tx.start_job("export_fees", params)
    tx.record("fee.export", subject_id=job_id, unit_id=unit.id, after=params)
    return jobs.read(tx, job_id)


def run_export(job: jobs.Job) -> dict[str, Any]:
    """The file lies in the store and the job names it."""
    if job.params["kind"] == "arrears":
        lines = sheets.lines_of(job, lambda tx, cursor: _arrears(tx, job, cursor), _arrears_line)
        return sheets.export(job, lines, titles=_ARREARS, what="đoàn viên nợ đoàn phí", name="no-doan-phi")
    year = job.params["year"]
    months = [f"Tháng {month}/{year}" for month in range(1, 13)]
    titles = ["Họ và tên", "Mã đoàn viên", "Chi đoàn", "Đối tượng", *months, "Đã đóng (đồng)", "Còn nợ (đồng)"]
    return sheets.export(job, _book_lines(job), titles=titles, what="đoàn viên", name=f"so-doan-phi-{year}")


def _arrears(tx: Tx, job: jobs.Job, cursor: str | None) -> dict[str, Any]:
    unit_id = UUID(job.params["unit_id"])
    return looking.list_fee_arrears(tx, unit_id=unit_id, q=None, months=1, limit=PAGE, cursor=cursor, count=None)


def _arrears_line(item: dict[str, Any]) -> list[str]:
    until = item["paid_until"]
    months = item["owed_months"]
    return [
        item["person"]["full_name"],
        item["person"]["code"] or "",
        item["unit"]["name"],
        str(len(months)),
        domain.spoken(months),
        str(item["owed_amount"]),
        f"{until:%m/%Y}" if until else "",
    ]


def _book_lines(job: jobs.Job) -> Iterator[list[list[str]]]:
    """Books of the units below, a transaction each: the asker's rights hold for each anew."""
    top, year = UUID(job.params["unit_id"]), job.params["year"]
    with job.transaction() as tx:
        books = _books_below(tx, top)
    for unit_id in books:
        with job.transaction() as tx:
            unit = visible_unit(tx, unit_id)
            require(POLICY, tx, "fee.view", of=Subject(unit.id))
            rows = looking.book_rows(tx, Ledger(tx), unit, year, None)
        yield [_book_line(row, unit.name, year) for row in rows]


def _books_below(tx: Tx, top: UUID) -> list[UUID]:
    path = visible_unit(tx, top).path
    found = select(units.c.id).join(fee_books, fee_books.c.unit_id == units.c.id).where(inside(units.c.id, [path]))
    return list(tx.execute(found.order_by(units.c.sort_key, units.c.id)).scalars())


def _book_line(row: dict[str, Any], unit_name: str, year: int) -> list[str]:
    cells = {month["month"]: _cell(month) for month in row["months"]}
    paid = sum(month["amount"] for month in row["months"] if month["state"] == "paid")
    return [
        row["person"]["full_name"],
        row["person"]["code"] or "",
        unit_name,
        row["category_title"],
        *(cells.get(date(year, month, 1), "") for month in range(1, 13)),
        str(paid),
        str(row["owed_amount"]),
    ]


def _cell(month: dict[str, Any]) -> str:
    return str(month["amount"]) if month["state"] == "paid" else STATES[month["state"]]
