"""A chapter secretary brings her Excel list in from her phone, mends it there, finds a person, and takes it all back."""

import re
from pathlib import Path

from playwright.sync_api import expect

from services.members.domain.names import search_key
from tests.journeys import workbooks
from tests.journeys.browser import Screen
from tests.journeys.http import Client
from tests.journeys.screens import Screens
from tests.journeys.system import System


def test_a_workbook_with_twenty_faults_is_checked_mended_entered_found_and_taken_back(
    system: System, screens: Screens, tmp_path: Path
) -> None:
    branch = system.branch(1)
    book = tmp_path / "Danh sách đoàn viên.xlsx"
    sound = workbooks.write(
        book, unit_name=branch["chapter"]["unit_name"], upper_name=branch["grassroots"]["unit_name"]
    )
    errors = [fault for fault in workbooks.faults() if fault.severity == "error"]
    mendable = [fault for fault in errors if fault.mend]
    phone = screens.phone()
    phone.sign_in(branch["chapter"])

    _upload(phone, book)
    _columns_are_known(phone)
    _every_fault_is_listed(phone, Client.signed_in(system.url, branch["chapter"]))
    expect(phone.control(f"Nhập {workbooks.PEOPLE - len(errors)} dòng hợp lệ")).to_be_visible()
    for fault in mendable:
        _mend(phone, fault)
    entered = workbooks.PEOPLE - len(errors) + len(mendable)
    expect(phone.control(f"Nhập {entered} dòng hợp lệ")).to_be_visible()
    phone.shoot("mended")
    phone.press(f"Nhập {entered} dòng hợp lệ")
    phone.sees(f"Đã nhập xong {entered} dòng.", limit_s=60)
    phone.shoot("entered")
    result = phone.page.url
    _is_found(phone, sound[41], typed=search_key(sound[41].full_name))
    _take_back(phone, result)
    _is_gone(phone, sound[41])
    assert phone.troubles == []


def _upload(phone: Screen, book: Path) -> None:
    phone.open("/doan-vien")
    phone.press("Nhập Excel")
    phone.page.locator("input[type=file]").set_input_files(book)
    phone.press("Kiểm tra tệp")
    phone.sees("Chỗ cần sửa", limit_s=60)
    phone.shoot("checked")


def _columns_are_known(phone: Screen) -> None:
    """The mapping shows the two-row headings and what they were taken for."""
    phone.press("Sửa ghép cột")
    for heading, field in {
        "Ngày sinh – Nam": "male",
        "Ngày sinh – Nữ": "female",
        "Trình độ – LLCT": "political_theory",
        "Số CCCD": "citizen_id",
    }.items():
        expect(phone.page.get_by_label(f"Thông tin: {heading}", exact=True)).to_have_value(field)
    phone.shoot("mapping")
    phone.press("Xem kết quả kiểm tra")


def _every_fault_is_listed(phone: Screen, client: Client) -> None:
    """Each of the twenty is found in its row, as what it is; the errors stand on the screen."""
    import_id = phone.page.url.rpartition("/")[2]
    told = {
        (one["row"], one["code"], one["severity"])
        for one in client.get(f"/imports/{import_id}/problems", limit=100)["items"]
    }
    assert {(fault.row, fault.code, fault.severity) for fault in workbooks.faults()} <= told
    phone.sees("Không có ngày “31/02/2005” trong lịch.")
    phone.sees("Số CCCD trùng với dòng 60 trong tệp.")


def _mend(phone: Screen, fault: workbooks.Fault) -> None:
    """The cell is written anew in place, and the row is accepted."""
    box = phone.page.get_by_label(re.compile(rf"^Sửa dòng {fault.row}, cột"))
    box.fill(fault.mend or "")
    box.press("Enter")
    expect(box).to_have_count(0)


def _is_found(phone: Screen, person: workbooks.Person, *, typed: str) -> None:
    phone.press("Xem danh sách đoàn viên")
    phone.page.get_by_label("Tìm tên, mã").fill(f"{typed} {person.born:%d/%m/%Y}")
    expect(phone.page.get_by_role("link", name=person.full_name).first).to_be_visible()
    expect(phone.page.get_by_text(f"{person.born:%d/%m/%Y}").first).to_be_visible()
    phone.shoot("found")


def _take_back(phone: Screen, result: str) -> None:
    phone.open(result)
    phone.press("Hoàn tác lần nhập này")
    phone.page.get_by_role("dialog").get_by_role("button", name="Hoàn tác lần nhập này").click()
    phone.sees("Đã hoàn tác lần nhập này.", limit_s=60)


def _is_gone(phone: Screen, person: workbooks.Person) -> None:
    phone.open("/doan-vien")
    phone.page.get_by_label("Tìm tên, mã").fill(person.phone)
    phone.page.get_by_label("Tìm tên, mã").fill(f"{search_key(person.full_name)} {person.born:%d/%m/%Y}")
    phone.sees("Không có đoàn viên nào khớp bộ lọc.")
