"""Workbooks that jobs write. They are formatted in a child process: 75,000 rows would freeze every other worker."""

import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import orjson
import xlsxwriter

from services.kit import clock, offload, settings, wire
from services.kit.files import Files
from services.kit.jobs import Job

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_RISKY = ("=", "+", "-", "@", "\t")
_WIDEST = 40


def export(
    job: Job, batches: Iterable[Sequence[Sequence[str]]], *, titles: list[str], what: str, name: str
) -> dict[str, Any]:
    """The lines of the batches lie in the store as a workbook; what the job answers with.

    what: a line is one of these, also the sheet's name. name: the file's, before the day.
    """
    with tempfile.TemporaryDirectory(prefix="export") as folder:
        rows, book, done = Path(folder) / "rows.jsonl", Path(folder) / "book.xlsx", 0
        with rows.open("wb") as lines:
            for batch in batches:
                lines.writelines(wire.dumps(line) + b"\n" for line in batch)
                done += len(batch)
                job.progress(done)
        mark = _mark(job, f"{done} {what}")
        offload.run(write, str(rows), str(book), titles, mark, what.capitalize(), timeout_s=300, memory_mb=1024)
        with book.open("rb") as stream:
            stored = Files(settings.read()).put(stream)
    file_name = f"{name}-{clock.day_of(clock.now()):%Y%m%d}.xlsx"
    return {"file": {"digest": stored.digest, "name": file_name, "media_type": MEDIA_TYPE, "size": stored.size}}


def lines_of(
    job: Job, page: Callable[[Any, str | None], dict[str, Any]], line: Callable[[dict[str, Any]], list[str]]
) -> Iterator[list[list[str]]]:
    """Every item of a list as a line, a transaction a page: the asker's rights hold for each page anew.

    page: transaction and cursor → `{items, next}`.
    """
    cursor: str | None = None
    while True:
        with job.transaction() as tx:
            found = page(tx, cursor)
        yield [line(item) for item in found["items"]]
        cursor = found["next"]
        if cursor is None:
            return


def _mark(job: Job, how_many: str) -> str:
    """The first line: a workbook that goes round tells who took it out, and when."""
    with job.transaction() as tx:
        asker = tx.actor.name or "hệ thống"
    at = clock.now().astimezone(clock.UNION_ZONE)
    key = job.id.rpartition(".")[2]
    return f"{how_many} · {asker} xuất lúc {at:%H:%M %d/%m/%Y} · mã {key} · Chỉ dùng cho công tác đoàn"


def write(rows: str, book: str, titles: list[str], watermark: str, sheet_name: str) -> int:
    """The workbook holds a watermark line, the titles and every row; memory stays the same however many there are."""
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(book, options) as workbook:
        sheet = workbook.add_worksheet(sheet_name)
        title, plain = workbook.add_format({"bold": True, "bg_color": "#E8F0FE", "border": 1}), workbook.add_format()
        # Marked as text in Excel's own way: a name that begins with “=” never becomes a formula, here or in a CSV made of it.
        quoted = workbook.add_format({"quote_prefix": True})
        sheet.set_column(0, 0, 6)
        for column, text in enumerate(titles, start=1):
            sheet.set_column(column, column, min(_WIDEST, max(12, len(text) + 4)))
        sheet.freeze_panes(2, 0)
        sheet.write_string(0, 0, watermark, workbook.add_format({"italic": True, "font_color": "#666666"}))
        for column, text in enumerate(["STT", *titles]):
            sheet.write_string(1, column, text, title)
        number = 0
        with Path(rows).open("rb") as lines:
            for number, line in enumerate(lines, start=1):
                sheet.write_number(number + 1, 0, number)
                for column, text in enumerate(orjson.loads(line), start=1):
                    sheet.write_string(number + 1, column, text, quoted if text.startswith(_RISKY) else plain)
        sheet.autofilter(1, 0, number + 1, len(titles))
    return number
