"""A commune accepts its chapters' reports on a desk, sets a figure of its own by hand on a phone, and its district accepts that."""

from playwright.sync_api import Locator, expect

from services.members.figures import periods
from tests.journeys.admissions import today
from tests.journeys.browser import Screen
from tests.journeys.http import Client
from tests.journeys.screens import Screens
from tests.journeys.system import System

BRANCH = 6
SENT = ("BM-01", "BM-03", "BM-12")
REASON = "Ba nữ đoàn viên mới chuyển đến chưa có hồ sơ giấy"


def _period() -> periods.ReportPeriod:
    """The last quarter that is over."""
    found = periods.latest(("QUARTER",), today(), {"report_early_days": 0})
    assert found is not None
    return found


def test_many_reports_are_accepted_at_once(system: System, screens: Screens) -> None:
    branch, period = system.branch(BRANCH), _period()
    chapter, above = branch["chapter"], branch["grassroots"]
    sender = Client.signed_in(system.url, chapter)
    for report in SENT:
        body = {"unit_id": chapter["unit_id"], "report": report, "period": period.code}
        sender.post("/report-submissions", body)
    desk = screens.desktop()
    desk.sign_in(above)

    desk.open(f"/bao-cao-da-nop?don-vi={above['unit_id']}&ky={period.code}")
    desk.page.get_by_label(f"Chọn báo cáo của {chapter['unit_name']}").check()
    _is_fine(desk, "many")
    desk.press(f"Duyệt {len(SENT)} báo cáo")
    expect(_dialog(desk)).to_contain_text("không trả lại được nữa")
    _is_fine(desk, "many-asked", within="dialog")
    _dialog(desk).get_by_role("button", name="Duyệt báo cáo", exact=True).click()

    desk.sees(f"Đã duyệt {len(SENT)} báo cáo.")
    desk.sees(f"{len(SENT)} đã duyệt")
    desk.open(f"/bao-cao-da-nop?don-vi={above['unit_id']}&ky={period.code}&bao-cao=BM-03&trang-thai=ACCEPTED")
    desk.page.get_by_role("main").get_by_role("link", name=chapter["unit_name"]).click()
    desk.sees("Báo cáo đã duyệt nên không trả lại được.")
    _is_fine(desk, "accepted")
    assert desk.troubles == []


def test_a_figure_set_by_hand_goes_up_with_its_reason_and_is_accepted(system: System, screens: Screens) -> None:
    branch, period = system.branch(BRANCH), _period()
    commune, district = branch["grassroots"], branch["district"]
    phone = screens.phone()
    phone.sign_in(commune)

    year, part = period.code.lower().split("-")
    phone.open(f"/bao-cao/BM-03?don-vi={commune['unit_id']}&nam={year}&ky={part}")
    phone.sees("Số liệu sẽ nộp")
    phone.page.get_by_text("đơn vị chưa được duyệt đủ").click()
    phone.page.get_by_text("số liệu khác", exact=False).last.click()
    _is_fine(phone, "draft")
    phone.page.get_by_role("button", name="Sửa số: Trong đó: Nữ", exact=True).click()
    phone.answer("value", "7")
    _confirm(phone, "Sửa số")
    phone.sees("Ghi vì sao số này khác số tính được")
    _is_fine(phone, "without-a-reason", within="dialog")
    phone.answer("reason", REASON)
    _confirm(phone, "Sửa số")
    phone.sees("báo cáo 7.")
    phone.sees(f"Lý do: {REASON}")
    _is_fine(phone, "by-hand")

    phone.page.get_by_role("button", name="Nộp báo cáo", exact=True).click()
    expect(_dialog(phone)).to_contain_text("Nguồn số liệu")
    _confirm(phone, "Nộp báo cáo")
    phone.press("Xem bản đã nộp")
    phone.sees("1 số liệu sửa tay")
    phone.sees(f"Lý do: {REASON}")
    _is_fine(phone, "kept")

    above = screens.phone()
    above.sign_in(district)
    above.open(phone.page.url.removeprefix(system.url))
    above.sees(f"Lý do: {REASON}")
    above.press("Duyệt báo cáo")
    expect(_dialog(above)).to_contain_text("không trả lại được nữa")
    _is_fine(above, "accept-asked", within="dialog")
    _confirm(above, "Duyệt báo cáo")
    above.sees("Đã duyệt báo cáo của")
    _is_fine(above, "above")
    assert phone.troubles == above.troubles == []


def _dialog(screen: Screen) -> Locator:
    return screen.page.get_by_role("dialog")


def _confirm(screen: Screen, name: str) -> None:
    _dialog(screen).get_by_role("button", name=name, exact=True).click()


def _is_fine(screen: Screen, what: str, *, within: str = ":root") -> None:
    """Nothing for axe to find, nothing wider than the window."""
    screen.page.wait_for_function("() => !document.querySelector('[aria-busy=true], .skeleton')")
    screen.shoot(what)
    assert screen.violations(within) == []
    assert screen.overflow() <= 0
