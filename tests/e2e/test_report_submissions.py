"""A chapter submits a report on a phone; the commune sees it, sends it back with a reason, and receives another one."""

from playwright.sync_api import expect

from tests.journeys.browser import Screen
from tests.journeys.screens import Screens
from tests.journeys.system import System

BRANCH = 7
REPORT = "BM-06"


def test_a_report_is_submitted_sent_back_and_submitted_again(system: System, screens: Screens) -> None:
    branch = system.branch(BRANCH)
    chapter, above = branch["chapter"], branch["grassroots"]
    phone, desk = screens.phone(), screens.desktop()
    phone.sign_in(chapter)
    desk.sign_in(above)

    _submit(phone, chapter["unit_id"])
    phone.press("Xem bản đã nộp")
    phone.sees("Số liệu như lúc nộp, không tính lại.")
    _is_fine(phone, "snapshot")

    desk.open(f"/bao-cao-da-nop?don-vi={above['unit_id']}&bao-cao={REPORT}")
    desk.sees("đơn vị trực thuộc đã nộp")
    _is_fine(desk, "list")
    desk.page.get_by_role("main").get_by_role("link", name=chapter["unit_name"]).click()
    desk.press("Trả lại để sửa")
    desk.answer("reason", "Thiếu đoàn viên đăng ký tháng cuối")
    _is_fine(desk, "return", within="dialog")
    desk.page.get_by_role("dialog").get_by_role("button", name="Trả lại để sửa").click()
    desk.sees("Bị trả lại")

    _submit(phone, chapter["unit_id"], "Cấp trên trả lại: Thiếu đoàn viên đăng ký tháng cuối")
    phone.press("Xem bản đã nộp")
    phone.sees("Các lần nộp khác của kỳ này")
    assert phone.troubles == desk.troubles == []


def _submit(phone: Screen, unit_id: str, before: str = "Nộp báo cáo") -> None:
    phone.open(f"/bao-cao/{REPORT}?don-vi={unit_id}")
    phone.sees(before)
    _is_fine(phone, "card")
    phone.page.get_by_role("button", name="Nộp báo cáo", exact=True).click()
    dialog = phone.page.get_by_role("dialog")
    expect(dialog).to_contain_text("được khoá như đang có")
    _is_fine(phone, "dialog", within="dialog")
    dialog.get_by_role("button", name="Nộp báo cáo", exact=True).click()
    expect(phone.page.locator(".report-submit .chip")).to_have_text("Đã nộp")


def _is_fine(screen: Screen, what: str, *, within: str = ":root") -> None:
    """Nothing for axe to find, nothing wider than the window."""
    screen.page.wait_for_function("() => !document.querySelector('[aria-busy=true], .skeleton')")
    screen.shoot(what)
    assert screen.violations(within) == []
    assert screen.overflow() <= 0
