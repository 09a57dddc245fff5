"""Writes a workbook from lines in a file. Runs in a child process: formatting 75,000 rows would freeze every other worker."""

from pathlib import Path

import orjson
import xlsxwriter

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_RISKY = ("=", "+", "-", "@", "\t")
_WIDEST = 40


def write(rows: str, book: str, titles: list[str], watermark: str) -> int:
    """The workbook holds a watermark line, the titles and every row; memory stays the same however many there are."""
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(book, options) as workbook:
        sheet = workbook.add_worksheet("Đoàn viên")
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
