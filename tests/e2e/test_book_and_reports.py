"""An admission is seen in the report, among the people behind the figure, in the registers and in the member's own book."""

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.journeys.admissions import Chapter, today
from tests.journeys.browser import Screen
from tests.journeys.http import Client
from tests.journeys.screens import Screens
from tests.journeys.system import System, until

BRANCH = 2


@pytest.fixture(scope="module")
def branch(system: System) -> dict[str, dict[str, str]]:
    return system.branch(BRANCH)


@pytest.fixture(scope="module")
def newcomer(system: System, branch: dict[str, dict[str, str]]) -> dict[str, Any]:
    """Somebody whose admission has been carried out: id, name, chapter and decision."""
    chapter = Chapter(system, branch)
    done = chapter.carried_out(chapter.approve(chapter.sent()))
    decision = next(one for one in done["documents"] if one["template"] == "T03")
    subject = done["subject"]
    return {"id": subject["id"], "name": subject["full_name"], "unit": chapter.unit_id, "number": decision["number"]}


def test_an_officer_goes_from_a_figure_to_the_book_of_a_person(
    screens: Screens, branch: dict[str, dict[str, str]], newcomer: dict[str, Any]
) -> None:
    desk = screens.desktop()
    desk.sign_in(branch["grassroots"])
    desk.open("/bao-cao")
    desk.press("BM-02. Biến động đoàn viên")
    expect(desk.page.get_by_role("heading", level=1, name="BM-02. Biến động đoàn viên")).to_be_visible()
    _is_fine(desk, "report")

    figure = desk.page.get_by_role("link", name=re.compile(r"^Kết nạp, Đoàn .*: \d+$")).last
    admitted = int(figure.inner_text())
    figure.click()

    expect(desk.page.get_by_role("heading", level=1, name="Tăng: Kết nạp")).to_be_visible()
    desk.sees(f"{admitted} người")
    _is_fine(desk, "people")
    desk.press(newcomer["name"])
    desk.press("Xem sổ đoàn viên")
    expect(desk.page.get_by_role("heading", level=1, name=f"Sổ đoàn viên: {newcomer['name']}")).to_be_visible()
    desk.sees(newcomer["number"])
    _is_fine(desk, "book")


def test_every_row_of_the_movement_balances_on_screen(
    screens: Screens, branch: dict[str, dict[str, str]], newcomer: dict[str, Any]
) -> None:
    desk = screens.desktop()
    desk.sign_in(branch["district"])
    desk.open("/bao-cao/BM-02")
    rows = desk.page.locator(".report-table tbody tr, .report-table tfoot tr")

    for numbers in rows.evaluate_all(_NUMBERS):
        opening, *changes, closing = numbers
        plus, minus = changes[5], changes[-1]
        assert opening + plus - minus == closing


_NUMBERS = (
    "rows => rows.map(row => [...row.querySelectorAll('td')].map(cell => Number(cell.innerText.replaceAll('.', ''))))"
)


def test_a_secretary_finds_the_line_of_a_register_on_a_phone_and_takes_the_book_out(
    screens: Screens, branch: dict[str, dict[str, str]], newcomer: dict[str, Any]
) -> None:
    phone = screens.phone()
    phone.sign_in(branch["chapter"])
    phone.open("/so-sach")
    _is_fine(phone, "shelf")
    phone.press("Sổ kết nạp và cấp thẻ")

    phone.page.get_by_label("Tìm trong sổ").fill(newcomer["number"])
    line = phone.page.locator("section.card").filter(has_text=newcomer["name"])
    expect(line).to_be_visible()
    expect(line).to_contain_text(f"{today():%d/%m/%Y}")
    _is_fine(phone, "register")

    phone.press("Xuất Excel")
    assert phone.export(re.compile(r"^Xuất \d+ dòng$")).suggested_filename.endswith(".xlsx")


def test_nothing_found_in_a_register_says_so_and_is_undone(screens: Screens, branch: dict[str, dict[str, str]]) -> None:
    phone = screens.phone()
    phone.sign_in(branch["chapter"])
    phone.open("/so-sach/members?q=khong-co-ai-ten-nay")

    phone.sees("Không có dòng nào khớp.")
    phone.press("Bỏ điều kiện")
    expect(phone.page.locator("section.card")).not_to_have_count(0)


def test_a_member_reads_the_own_book_on_a_phone_and_narrows_its_course(
    system: System, screens: Screens, branch: dict[str, dict[str, str]]
) -> None:
    own = Client.signed_in(system.url, branch["member"]).get("/me")["person"]
    phone = screens.phone()
    phone.sign_in(branch["member"])
    phone.open(f"/doan-vien/{own['id']}/so-doan-vien")

    expect(phone.page.get_by_role("heading", level=1, name=f"Sổ đoàn viên: {own['full_name']}")).to_be_visible()
    expect(phone.page.get_by_role("heading", level=2, name="Kỷ luật")).to_be_visible()
    _is_fine(phone, "own-book")


def test_the_province_has_no_page_of_discipline_in_a_members_book(
    screens: Screens, branch: dict[str, dict[str, str]], newcomer: dict[str, Any]
) -> None:
    desk = screens.desktop()
    desk.sign_in(branch["province"])
    desk.open(f"/doan-vien/{newcomer['id']}/so-doan-vien")

    expect(desk.page.get_by_role("heading", level=2, name="Khen thưởng")).to_be_visible()
    expect(desk.page.get_by_role("heading", level=2, name="Kỷ luật")).to_have_count(0)


def test_the_book_and_a_report_print_on_sheets_that_lie_on_their_side(
    screens: Screens, branch: dict[str, dict[str, str]], newcomer: dict[str, Any]
) -> None:
    desk = screens.desktop()
    desk.sign_in(branch["grassroots"])
    for path in (f"/doan-vien/{newcomer['id']}/so-doan-vien", "/bao-cao/BM-05", "/so-sach/members"):
        desk.open(path)

        width, height = _first_sheet(desk.page.pdf(prefer_css_page_size=True))

        assert width > height


def _first_sheet(pdf: bytes) -> tuple[float, float]:
    box = re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    assert box is not None
    return float(box[1]), float(box[2])


@pytest.mark.parametrize("path", ["/reports/BM-02?", "/reports/BM-05/people?column=rated&", "/registers/members?"])
def test_another_districts_officer_is_refused(
    system: System, branch: dict[str, dict[str, str]], newcomer: dict[str, Any], path: str
) -> None:
    stranger = Client.signed_in(system.url, _other_district(system, branch))

    assert stranger.once("GET", f"{path}unit_id={newcomer['unit']}").status_code == 404


def _other_district(system: System, branch: dict[str, dict[str, str]]) -> dict[str, str]:
    for number in range(12):
        other = system.branch(number)["district"]
        if other["unit_id"] != branch["district"]["unit_id"]:
            return other
    raise AssertionError("the small province has one district")


def test_the_workbook_of_a_report_is_ready_soon(system: System, branch: dict[str, dict[str, str]]) -> None:
    officer = Client.signed_in(system.url, branch["district"])
    job = officer.post("/reports/BM-02/exports", {})

    done = until(lambda: (seen := officer.get(f"/jobs/{job['id']}"))["state"] == "done" and seen, what="it is written")

    assert done["done"] > 1
    assert officer.once("GET", f"/exports/{job['id']}/file").content[:2] == b"PK"


def _is_fine(screen: Screen, what: str) -> None:
    """Nothing for axe to find, nothing wider than the window, no trouble in the page."""
    screen.page.wait_for_function("() => !document.querySelector('[aria-busy=true], .skeleton')")
    screen.shoot(what)
    assert screen.violations() == []
    assert screen.overflow() <= 0
    assert screen.troubles == []
