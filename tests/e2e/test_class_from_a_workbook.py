"""A secretary proposes a whole class from her phone: one workbook, one meeting, a case for each; the officer finds them."""

from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter

from services.members.domain.names import search_key
from tests.journeys.admissions import candidate, today
from tests.journeys.http import Client
from tests.journeys.screens import Screens
from tests.journeys.system import System

HEAD = ("STT", "Họ và tên", "Ngày sinh", "Giới tính", "Số CCCD", "SĐT", "Tán thành", "Không tán thành")
CHOSEN = ("introducer_kind", "ethnicity", "religion", "member_category", "occupation", "general_education")


def test_a_class_is_proposed_from_one_workbook(system: System, screens: Screens, tmp_path: Path) -> None:
    branch = system.branch(4)
    chapter = Client.signed_in(system.url, branch["chapter"])
    roll = chapter.get("/members", unit_id=branch["chapter"]["unit_id"], status="ACTIVE", limit=100, count="exact")
    people = [candidate(roll["items"][0]["id"]) for _ in range(4)]
    people[2]["born_on"] = "31/02/2009"
    book = _write(tmp_path / "Lớp 11A.xlsx", people, agree=roll["total"])
    phone = screens.phone()
    phone.sign_in(branch["chapter"])

    phone.open("/ho-so/moi/admission")
    phone.press("Mở cho cả danh sách từ Excel")
    phone.page.locator("#file").set_input_files(book)
    _fill(phone, people[0], roll)
    phone.shoot("filled")
    phone.press("Mở hồ sơ cho cả danh sách")
    phone.sees("Đã mở 3 hồ sơ.", limit_s=40)
    phone.sees("Dòng 4, cột “Ngày sinh”")
    phone.shoot("outcome")

    waiting = Client.signed_in(system.url, branch["grassroots"]).get("/cases", state="submitted", limit=100)["items"]
    titles = " ".join(item["title"] for item in waiting)
    assert [one["full_name"] in titles for one in people] == [True, True, False, True]
    assert phone.troubles == []


def _fill(phone: Any, one: dict[str, Any], roll: dict[str, Any]) -> None:
    """What is the same for all: the meeting, the application, the introducer."""
    for name in CHOSEN:
        phone.answer(name, one[name])
    phone.answer("introducer_id", search_key(roll["items"][0]["full_name"]))
    phone.page.get_by_role("option", name=roll["items"][0]["full_name"]).first.click()
    for name, value in {
        "applied_on": f"{today():%d/%m/%Y}",
        "class_certificate_no": "Lớp 26/3",
        "known_since": f"{date.fromisoformat(one['known_since']):%d/%m/%Y}",
        "agrees_to_charter": True,
        "met_on": f"{today():%d/%m/%Y}",
        "members_total": str(roll["total"]),
        "present": str(roll["total"]),
        "permanent_address": "Bắc Giang",
        "submit": True,
    }.items():
        phone.answer(name, value)


def _write(path: Path, people: list[dict[str, Any]], *, agree: int) -> Path:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEAD)
        for number, one in enumerate(people, start=1):
            born = one["born_on"] if "/" in one["born_on"] else f"{date.fromisoformat(one['born_on']):%d/%m/%Y}"
            row = (number, one["full_name"], born, "Nữ", one["citizen_id"], one["phone"], agree, 0)
            sheet.write_row(number, 0, row)
    return path
