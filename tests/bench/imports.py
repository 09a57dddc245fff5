"""A workbook of 75,000 people over HTTP: checked, applied, and taken back."""

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import xlsxwriter

from services.members.seeding import words
from tests.bench.figures import Figure
from tests.bench.load import Client, Failed, account, sign_in, until

ROWS = 75_000
HEADERS = (
    "STT",
    "Họ và tên",
    "Ngày sinh",
    "Giới tính",
    "Số CCCD",
    "Dân tộc",
    "Tôn giáo",
    "Quê quán",
    "SĐT",
    "Ngày vào Đoàn",
    "Đối tượng",
)


def measure(url: str, peers: dict[str, dict]) -> Iterator[Figure]:
    """Figures of the office's workbook, into a demonstration chapter."""
    superior = account("officer", "province")
    chapter = account("officer", "chapter")
    client = sign_in(url, superior)
    with tempfile.TemporaryDirectory() as folder:
        book = workbook(Path(folder) / "danh-sach.xlsx", ROWS)
        began = time.perf_counter()
        given = client.upload("/imports", book, unit_id=chapter["unit_id"], kind="members")
    checked = _reach(client, given["id"], "checked", 300)
    yield Figure(
        "import, 75,000 rows: checked", time.perf_counter() - began, "s", budget=60, note=f"{checked['rows']} rows"
    )
    began = time.perf_counter()
    client.post(f"/imports/{given['id']}/apply", {})
    applied = _reach(client, given["id"], "applied", 600)
    yield Figure(
        "import, 75,000 rows: applied", time.perf_counter() - began, "s", budget=120, note=f"{applied['done']} rows"
    )
    began = time.perf_counter()
    client.post(f"/imports/{given['id']}/undo", {})
    _reach(client, given["id"], "undone", 600)
    yield Figure("import, 75,000 rows: taken back", time.perf_counter() - began, "s")


def workbook(path: Path, rows: int) -> Path:
    """A roll of invented people, all rows good. Citizen ids use serials that the seed leaves free."""
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Danh sách")
        sheet.write_row(0, 0, ["DANH SÁCH ĐOÀN VIÊN"])
        sheet.write_row(2, 0, HEADERS)
        for number in range(rows):
            family = words.FAMILY[number % 20][0]
            name = f"{family} {words.MIDDLE['male'][number % 15]} {words.GIVEN['male'][number // 300 % 50]}"
            year, serial = 1998 + number % 8, 300_000 + number
            century = 0 if year < 2000 else 2
            row = (
                str(number + 1), name, f"{1 + number % 28:02d}/{1 + number % 12:02d}/{year}", "Nam", f"024{century}{year % 100:02d}{serial:06d}",
                "Kinh", "Không", "Bắc Giang", f"0922{number:06d}", "26/03/2019", "Nông dân",
            )  # fmt: skip
            sheet.write_row(3 + number, 0, row)
    return path


def _reach(client: Client, import_id: str, state: str, limit_s: float) -> dict:
    def look() -> dict | None:
        now: dict = client.get(f"/imports/{import_id}")
        if now["state"] == "failed":
            raise Failed(f"the import failed: {now.get('problem')}")
        return now if now["state"] == state else None

    found: dict = until(look, limit_s=limit_s, every_s=0.2)
    return found
