"""Workbooks of fees, written by a job: books by member and month, receipts, those who owe, and figures by unit."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from services.kit import jobs, sheets
from services.kit.policy import Subject, require
from services.members.actions.units import visible_unit
from services.members.fees import domain, figures, looking, receipts
from services.members.fees.figures import Figures, Year
from services.members.fees.ledger import Ledger
from services.members.fees.tables import fee_books
from services.members.policy import POLICY
from services.members.store import Tx
from services.members.tables import unit_levels, units
from services.members.tree import inside

STATES = {"paid": "", "exempt": "Miễn", "waived": "Bỏ qua", "owed": "Nợ", "due": "Đến kỳ", "ahead": ""}
_ARREARS = ["Họ và tên", "Mã đoàn viên", "Chi đoàn", "Số tháng nợ", "Các tháng nợ", "Số tiền nợ (đồng)", "Đã đóng đến"]
_RECEIPTS = [
    "Số biên lai",
    "Ngày thu",
    "Họ và tên",
    "Mã đoàn viên",
    "Các tháng",
    "Số tiền (đồng)",
    "Trạng thái",
    "Lý do huỷ",
]
_FIGURES = {
    "due": "Phải thu",
    "exempt": "Được miễn",
    "waived": "Bỏ qua",
    "collected": "Đã thu",
    "abroad": "Thu ở nước ngoài",
    "received": "Cấp dưới nộp",
    "remitted": "Đã nộp lên",
    "on_way": "Chờ xác nhận",
    "kept": "Còn giữ",
    "owing_people": "Người nợ",
    "owed_amount": "Còn nợ",
}
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
    match job.params["kind"]:
        case "arrears":
            lines = sheets.lines_of(job, lambda tx, cursor: _arrears(tx, job, cursor), _arrears_line)
            return sheets.export(job, lines, titles=_ARREARS, what="đoàn viên nợ đoàn phí", name="no-doan-phi")
        case "receipts":
            lines = sheets.lines_of(job, lambda tx, cursor: _receipts(tx, job, cursor), _receipt_line)
            return sheets.export(job, lines, titles=_RECEIPTS, what="biên lai", name=f"bien-lai-{job.params['year']}")
        case "summary":
            titles = ["Đơn vị", "Cấp", *_FIGURES.values()]
            return sheets.export(
                job, _summary(job), titles=titles, what="đơn vị", name=f"doan-phi-{job.params['year']}"
            )
    return _book(job)


def _book(job: jobs.Job) -> dict[str, Any]:
    year = job.params["year"]
    months = [f"Tháng {month}/{year}" for month in range(1, 13)]
    titles = [
        "Họ và tên",
        "Mã đoàn viên",
        "Chi đoàn",
        "Đối tượng",
        *months,
        "Đã đóng (đồng)",
        "Còn nợ (đồng)",
        "Ghi chú",
    ]
    return sheets.export(job, _book_lines(job), titles=titles, what="đoàn viên", name=f"so-doan-phi-{year}")


def _summary(job: jobs.Job) -> Iterator[list[list[str]]]:
    """A line for each unit: its own money, not that of units below it."""
    with job.transaction() as tx:
        unit = visible_unit(tx, UUID(job.params["unit_id"]))
        require(POLICY, tx, "fee.view", of=Subject(unit.id))
        below = figures.units_below(tx, unit.path)
        known = Year(tx, Ledger(tx), job.params["year"], unit.path).grouped({row.id: row.id for row in below})
        titles = {row.code: row.title for row in tx.execute(select(unit_levels))}
    found = {row.id: known.get(row.id, Figures()).view() for row in below if row.is_open or row.id in known}
    yield [
        [row.name, titles[row.level], *(str(found[row.id][name]) for name in _FIGURES)]
        for row in below
        if row.id in found
    ]


def _receipts(tx: Tx, job: jobs.Job, cursor: str | None) -> dict[str, Any]:
    given = {"unit_id": UUID(job.params["unit_id"]), "year": job.params["year"], "q": None}
    return receipts.list_fee_receipts(tx, **given, limit=PAGE, cursor=cursor, count=None)


def _receipt_line(item: dict[str, Any]) -> list[str]:
    return [
        item["number"],
        f"{item['collected_on']:%d/%m/%Y}",
        item["person"]["full_name"],
        item["person"]["code"] or "",
        domain.spoken(item["months"]),
        str(item["amount"]),
        item["state_title"],
        item["cancel_reason"] or "",
    ]


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
        yield [book_line(row, unit.name, year) for row in rows]


def _books_below(tx: Tx, top: UUID) -> list[UUID]:
    path = visible_unit(tx, top).path
    found = select(units.c.id).join(fee_books, fee_books.c.unit_id == units.c.id).where(inside(units.c.id, [path]))
    return list(tx.execute(found.order_by(units.c.sort_key, units.c.id)).scalars())


def book_line(row: dict[str, Any], unit_name: str, year: int) -> list[str]:
    """A row of the book as cells of a workbook."""
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
        _place(row),
    ]


def _place(row: dict[str, Any]) -> str:
    """Who is not simply at home in this book."""
    if row["is_guest"]:
        return "Sinh hoạt tạm thời"
    if not row["is_present"]:
        return "Đã rời chi đoàn"
    return "Đi xa" if row["is_away"] else ""


def _cell(month: dict[str, Any]) -> str:
    return str(month["amount"]) if month["state"] == "paid" else STATES[month["state"]]
