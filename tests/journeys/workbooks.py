"""A roll of 300 as an office keeps it: title lines, two header rows, dates as text, a footer; and twenty faults in known rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from unicodedata import normalize

import xlsxwriter
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from services.members.seeding import words
from tests.journeys.admissions import number
from tests.journeys.http import Client
from tests.journeys.system import until

FIRST_ROW, PEOPLE = 8, 300
CITIZEN_ID, PHONE, JOINED = 10, 11, 12


@dataclass(frozen=True)
class Fault:
    """What is wrong in a row, and what a check must say of it. field: None where the text may name either cell."""

    row: int
    code: str
    severity: str
    cells: Mapping[str, Any]
    mend: str | None = None


def faults() -> tuple[Fault, ...]:
    """Twelve errors, eight warnings; `cells` overwrite what the row would hold, `=3` is what stands three rows above."""
    return (
        Fault(12, "day-impossible", "error", {"born": "31/02/2005"}, "28/02/2005"),
        Fault(25, "day-impossible", "error", {"born": "29/02/2006"}, "28/02/2006"),
        Fault(31, "required", "error", {"born": None}),
        Fault(47, "name-wrong", "error", {"full_name": "Nguyễn Văn 4n"}),
        Fault(58, "citizen-id-wrong", "error", {"citizen_id": "02420300123"}),
        Fault(63, "citizen-id-repeated", "error", {"citizen_id": "=3"}),
        Fault(79, "phone-wrong", "error", {"phone": "09123456"}, "0912345678"),
        Fault(88, "day-impossible", "error", {"joined": "31/04/2021"}, "30/04/2021"),
        Fault(101, "joined-before-born", "error", {"joined": "26/03/1999"}),
        Fault(115, "born-in-future", "error", {"born": "01/01/2030"}),
        Fault(122, "age-impossible", "error", {"born": "05/05/2020"}),
        Fault(130, "day-unreadable", "error", {"born": "45/2004"}),
        Fault(144, "zeros-restored", "warning", {"citizen_id": "no-zero"}),
        Fault(159, "zeros-restored", "warning", {"phone": "no-zero"}),
        Fault(166, "citizen-id-sex", "warning", {"citizen_id": "other-sex"}),
        Fault(180, "citizen-id-birth-year", "warning", {"citizen_id": "other-year"}),
        Fault(195, "not-in-list", "warning", {"ethnicity": "Người Hoả tinh"}),
        Fault(210, "joined-too-young", "warning", {"joined": "26/03/2014"}),
        Fault(233, "row-repeated", "warning", {"full_name": "=1", "born": "=1"}),
        Fault(255, "citizen-id-old", "warning", {"citizen_id": "121234567"}),
    )


@dataclass(frozen=True)
class Person:
    """One good row."""

    full_name: str
    is_male: bool
    born: date
    serial: int

    @property
    def citizen_id(self) -> str:
        return f"024{2 if self.is_male else 3}{self.born.year % 100:02d}{self.serial:06d}"

    @property
    def phone(self) -> str:
        return f"0922{self.serial:06d}"


def people(count: int = PEOPLE) -> list[Person]:
    """Invented people, no two of one name and birth date."""
    made = []
    for place in range(count):
        is_male, serial = place % 2 == 0, number()
        sex = "male" if is_male else "female"
        family, middle = words.FAMILY[place % 27][0], words.MIDDLE[sex][place % 15]
        name = f"{family} {middle} {words.GIVEN[sex][place // 3 % 50]}"
        made.append(Person(name, is_male, date(2001 + place % 5, 1 + place % 12, 1 + place % 28), serial))
    return made


def write(path: Path, *, unit_name: str, upper_name: str) -> list[Person]:
    """The workbook of a chapter is in the file; the people whose rows are sound, in the file's order."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Danh sách"
    _write_head(sheet, unit_name=unit_name, upper_name=upper_name)
    planted = {fault.row: fault for fault in faults()}
    made = people()
    for place, person in enumerate(made):
        row = FIRST_ROW + place
        _write_person(sheet, row, place, person)
        if row in planted:
            _spoil(sheet, planted[row], person, made, place)
    _write_foot(sheet)
    book.save(path)
    return [person for place, person in enumerate(made) if FIRST_ROW + place not in planted]


def _write_head(sheet: Worksheet, *, unit_name: str, upper_name: str) -> None:
    sheet["A1"], sheet["H1"] = f"BCH {upper_name.upper()}", "ĐOÀN TNCS HỒ CHÍ MINH"
    sheet["A2"] = unit_name
    sheet["D3"] = "DANH SÁCH ĐOÀN VIÊN"
    sheet["D4"] = "(Tính đến ngày 26/03/2026)"
    for area, text in {
        "A6:A7": "STT", "B6:B7": "Họ và tên", "C6:D6": "Ngày sinh", "E6:E7": "Dân tộc", "F6:F7": "Tôn giáo",
        "G6:I6": "Trình độ", "J6:J7": "Số CCCD", "K6:K7": "Điện thoại", "L6:L7": "Ngày vào Đoàn", "M6:M7": "Ghi chú",
    }.items():  # fmt: skip
        sheet.merge_cells(area)
        sheet[area.partition(":")[0]] = text
    for cell, text in {"C7": "Nam", "D7": "Nữ", "G7": "Văn hoá", "H7": "Chuyên môn", "I7": "LLCT"}.items():
        sheet[cell] = text


def _write_person(sheet: Worksheet, row: int, place: int, person: Person) -> None:
    # Every seventh name as some systems store it: letters and marks apart.
    name = normalize("NFD", person.full_name) if place % 7 == 0 else person.full_name
    values = (
        place + 1, name, None, None, "Kinh", "Không", "12/12", None, None,
        person.citizen_id, person.phone, "26/03/2021", None,
    )  # fmt: skip
    for column, value in enumerate(values, start=1):
        sheet.cell(row, column, value)
    sheet.cell(row, 3 if person.is_male else 4, _born(place, person.born))


def _born(place: int, on: date) -> Any:
    """The birth date as one of many hands would write it."""
    ways = (f"{on:%d/%m/%Y}", f"{on.day}/{on.month}/{on.year}", f"{on:%d-%m-%Y}", f"{on:%d.%m.%Y}", on)
    return ways[place % len(ways)]


def _spoil(sheet: Worksheet, fault: Fault, person: Person, made: list[Person], place: int) -> None:
    born_column = 3 if person.is_male else 4
    columns = {
        "full_name": 2,
        "born": born_column,
        "ethnicity": 5,
        "citizen_id": CITIZEN_ID,
        "phone": PHONE,
        "joined": JOINED,
    }
    for name, value in fault.cells.items():
        sheet.cell(fault.row, columns[name]).value = _spoiled(name, value, person, made, place)
    if fault.code == "row-repeated":
        # The twin above is of the other sex: the mark must stand in the twin's column.
        twin = made[place - 1]
        sheet.cell(fault.row, born_column).value = None
        sheet.cell(fault.row, 3 if twin.is_male else 4).value = f"{twin.born:%d/%m/%Y}"
        sheet.cell(fault.row, CITIZEN_ID).value = None


def _spoiled(name: str, value: Any, person: Person, made: list[Person], place: int) -> Any:
    right = {"citizen_id": person.citizen_id, "phone": person.phone}.get(name, "")
    if value == "no-zero":
        return int(right)
    if value == "other-sex":
        return right[:3] + str(int(right[3]) ^ 1) + right[4:]
    if value == "other-year":
        return right[:4] + f"{(person.born.year + 1) % 100:02d}" + right[6:]
    if isinstance(value, str) and value.startswith("="):
        other = made[place - int(value[1:])]
        return {"full_name": other.full_name, "born": f"{other.born:%d/%m/%Y}", "citizen_id": other.citizen_id}[name]
    return value


def _write_foot(sheet: Worksheet) -> None:
    row = FIRST_ROW + PEOPLE
    sheet.cell(row, 1, f"Tổng số: {PEOPLE} đoàn viên")
    sheet.cell(row + 2, 10, "Bắc Giang, ngày 26 tháng 3 năm 2026")
    sheet.cell(row + 3, 2, "NGƯỜI LẬP BIỂU")
    sheet.cell(row + 3, 10, "TM. BAN CHẤP HÀNH")
    sheet.cell(row + 4, 10, "BÍ THƯ")


SHORT = ("STT", "Họ và tên", "Ngày sinh", "Giới tính", "Số điện thoại", "Quê quán", "Chi đoàn")


def enter(client: Client, path: Path, unit_id: str, rows: Sequence[tuple[Any, ...]]) -> dict[str, Any]:
    """The rows (as SHORT, without the first column) are entered into the unit as whoever signed in; the import."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, SHORT)
        for number, row in enumerate(rows, start=1):
            sheet.write_row(number, 0, (number, *row))
    given = client.upload("/imports", path, unit_id=unit_id, kind="members")
    _comes_to(client, given["id"], "checked")
    client.post(f"/imports/{given['id']}/apply")
    return _comes_to(client, given["id"], "applied")


def _comes_to(client: Client, import_id: str, state: str) -> dict[str, Any]:
    return until(
        lambda: (seen := client.get(f"/imports/{import_id}"))["state"] == state and seen, what=f"the import is {state}"
    )
