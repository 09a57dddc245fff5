"""A secretary checks two lists on her phone: nobody becomes somebody else, and columns are known again."""

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import xlsxwriter
from playwright.sync_api import expect

from tests.journeys.admissions import number
from tests.journeys.browser import Screen
from tests.journeys.http import Client
from tests.journeys.screens import Screens
from tests.journeys.system import System, until

HEAD = ("STT", "Họ và tên", "Ngày sinh", "Giới tính", "Số CCCD", "Số điện thoại")
BORN = date(2005, 3, 5)


def test_a_list_that_would_replace_a_member_is_stopped_and_decided_row_by_row(
    system: System, screens: Screens, tmp_path: Path
) -> None:
    secretary = system.branch(2)["chapter"]
    client, phone = Client.signed_in(system.url, secretary), screens.phone()
    ids = [_citizen_id() for _ in range(4)]
    there = ("Ngô Thị Bích", "Ngô Thị Thuý", "Ngô Thị Lành")
    rows = [_row(name, citizen_id) for name, citizen_id in zip(there, ids, strict=False)]
    _enter(client, _write(tmp_path / "Có sẵn.xlsx", rows), secretary["unit_id"])
    listed = [
        _row("Trần Văn Hùng", ids[0], born="11/12/2006"),
        _row("Ngô Thị Thuỵ", ids[1]),
        _row("NGÔ THỊ LÀNH", ids[2], phone=f"0933{ids[2][-6:]}"),
        _row("Ngô Thị Mới", ids[3]),
    ]
    phone.sign_in(secretary)

    _upload(phone, _write(tmp_path / "Danh sách.xlsx", listed))
    phone.sees("Chờ quyết định", limit_s=60)
    expect(phone.page.locator("del", has_text="Ngô Thị Thuý")).to_be_visible()
    expect(phone.page.locator("ins", has_text="Ngô Thị Thuỵ")).to_be_visible()
    phone.shoot("doubtful")
    _open(phone, "Cập nhật")
    expect(phone.page.get_by_text(f"Dòng 4 · sinh {BORN:%d/%m/%Y}")).to_be_visible()
    expect(phone.page.locator("ins", has_text="0933")).to_be_visible()
    phone.page.get_by_label("Tìm họ tên, số CCCD hoặc số dòng").fill("khong ai")
    phone.sees("Không có dòng nào khớp.")
    phone.sees("Số CCCD này là của Ngô Thị Bích")
    phone.page.get_by_role("button", name="Đề nghị đối chiếu dòng 2").click()
    phone.sees("Đã gửi đề nghị đối chiếu; dòng này chưa nhập.")
    _open(phone, "Chờ quyết định")
    phone.page.get_by_role("button", name="Giữ như hồ sơ của Ngô Thị Thuỵ").click()
    _is_as_narrow_as_the_phone(phone)
    phone.shoot("decided")
    phone.press("Nhập 3 dòng hợp lệ")
    phone.sees("Đã nhập xong", limit_s=60)

    found = client.get("/members", unit_id=secretary["unit_id"], q="ngo thi", limit=100)["items"]
    names = {item["full_name"] for item in found if item["born_on"] == BORN.isoformat()}
    assert {*there, "Ngô Thị Mới"} <= names
    assert not {"Ngô Thị Thuỵ", "NGÔ THỊ LÀNH"} & names
    assert phone.troubles == []


def test_a_heading_over_two_columns_is_known_again_in_the_next_list(
    system: System, screens: Screens, tmp_path: Path
) -> None:
    secretary = system.branch(2)["chapter"]
    phone = screens.phone()
    phone.sign_in(secretary)

    _upload(phone, _split(tmp_path / "Lần một.xlsx", ("Lương Văn", "Cột"), ("Hà Thị", "Dung")))
    phone.press("Sửa ghép cột")
    phone.sees("Ví dụ: Lương Văn · Hà Thị")
    phone.page.get_by_label("Thông tin: Số nhận dạng", exact=True).select_option("citizen_id")
    phone.shoot("samples")
    phone.press("Kiểm tra lại với cách ghép này")
    phone.press("Sửa ghép cột")
    assert _meanings(phone) == MEANINGS

    _upload(phone, _split(tmp_path / "Lần hai.xlsx", ("Phạm Thị Thu", "Hà"), ("Vũ Đình", "Bảo Châu")))
    phone.press("Sửa ghép cột")
    assert _meanings(phone) == MEANINGS
    phone.press("Xem kết quả kiểm tra")
    _open(phone, "Thêm")
    phone.sees("Phạm Thị Thu Hà")
    phone.sees("Vũ Đình Bảo Châu")
    assert phone.troubles == []


MEANINGS = (
    *("ordinal", "family_name", "given_name", "birth_date", "sex"),
    *("permanent_address", "permanent_address", "permanent_address", "citizen_id"),
)


def _meanings(phone: Screen) -> tuple[str, ...]:
    return tuple(select.input_value() for select in phone.page.locator("table select").all())


def _split(path: Path, *names: tuple[str, str]) -> Path:
    """A list with one heading over family name and given name, and one over the levels of an address."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.merge_range("B1:C1", "Họ và tên")
        sheet.merge_range("F1:H1", "Địa chỉ thường trú")
        for column, text in {0: "STT", 3: "Ngày sinh", 4: "Giới tính", 8: "Số nhận dạng"}.items():
            sheet.merge_range(0, column, 1, column, text)
        sheet.write_row(1, 5, ("Thôn", "Xã", "Huyện"))
        for at, (family, given) in enumerate(names, start=2):
            row = (at - 1, family, given, f"{BORN:%d/%m/%Y}", "Nữ", "Thôn Đông", "Xã Tân Mỹ", "Yên Dũng", _citizen_id())
            sheet.write_row(at, 0, row)
    return path


def _row(name: str, citizen_id: str, *, born: str = f"{BORN:%d/%m/%Y}", phone: str = "") -> tuple[str, ...]:
    return name, born, "Nữ", citizen_id, phone


def _write(path: Path, rows: Sequence[tuple[str, ...]]) -> Path:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEAD)
        for place, row in enumerate(rows, start=1):
            sheet.write_row(place, 0, (place, *row))
    return path


def _citizen_id() -> str:
    return f"024305{number():06d}"


def _enter(client: Client, path: Path, unit_id: str) -> None:
    import_id = client.upload("/imports", path, unit_id=unit_id, kind="members")["id"]
    _comes_to(client, import_id, "checked")
    client.post(f"/imports/{import_id}/apply")
    _comes_to(client, import_id, "applied")


def _comes_to(client: Client, import_id: str, state: str) -> None:
    until(lambda: client.get(f"/imports/{import_id}")["state"] == state, what=f"the import is {state}")


def _upload(phone: Screen, book: Path) -> None:
    phone.open("/doan-vien")
    phone.press("Nhập Excel")
    phone.page.locator("input[type=file]").set_input_files(book)
    phone.press("Kiểm tra tệp")


def _open(phone: Screen, figure: str) -> None:
    phone.page.get_by_role("button", name=re.compile(f"^{figure}")).click()


def _is_as_narrow_as_the_phone(phone: Screen) -> None:
    """Nothing makes the page wider than it is."""
    assert phone.page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
