"""A slip of the finger, the way back, a reload, a session that runs out: what was typed is there again, and for its own case alone."""

import re
from typing import Any
from uuid import uuid4

from playwright.sync_api import Locator, expect

from tests.journeys.admissions import Chapter, candidate
from tests.journeys.browser import Screen
from tests.journeys.screens import Screens
from tests.journeys.system import System

PLACE = 3


def _dialog(screen: Screen) -> Locator:
    return screen.page.locator("dialog[open]").last


def _start(phone: Screen, label: str) -> None:
    phone.page.locator(".case-actions").get_by_role("button", name=label).click()


def test_what_was_typed_for_an_act_outlives_a_slip_a_reload_and_the_session(system: System, screens: Screens) -> None:
    branch = system.branch(PLACE)
    chapter = Chapter(system, branch)
    form = {"year": 2018, "period": f"Kỳ {uuid4().hex[:8]}"}
    body = {"process": "unit_evaluation", "unit_id": chapter.unit_id, "form": form}
    case: dict[str, Any] = chapter.secretary.post("/cases", body)
    phone = screens.phone()
    phone.sign_in(branch["chapter"])
    phone.open(f"/ho-so/{case['id']}")
    _start(phone, "Gửi tự đánh giá")
    phone.answer("rating", "HTT")
    phone.answer("score", "80")

    phone.page.keyboard.press("Escape")
    expect(_dialog(phone)).to_be_hidden()
    phone.page.reload()
    _start(phone, "Gửi tự đánh giá")

    phone.sees("Đã lấy lại phần bạn nhập dở.")
    expect(phone.page.locator("#f-score")).to_have_value("80")
    phone.shoot("typed-before")
    assert phone.violations() == []
    assert phone.overflow() <= 0
    phone.page.context.clear_cookies()
    _dialog(phone).locator("button[type=submit]").click()
    phone.sees("Phiên đăng nhập đã hết. Phần đang nhập vẫn được giữ.")
    phone.page.get_by_label("Mã đoàn viên, số điện thoại hoặc thư điện tử").fill(branch["chapter"]["login"])
    phone.page.get_by_label("Mật khẩu", exact=True).fill(branch["chapter"]["password"])
    phone.press("Đăng nhập", exact=True)
    expect(phone.page.get_by_text("Cần đăng nhập")).to_have_count(0)
    expect(phone.page.locator("#f-score")).to_have_value("80")
    _dialog(phone).locator("button[type=submit]").click()
    expect(phone.page.locator("dialog[open]")).to_have_count(0)
    moves = chapter.secretary.get(f"/cases/{case['id']}")["history"]
    assert sum(line["action"] == "review_self" for line in moves) == 1
    assert [trouble for trouble in phone.troubles if trouble.startswith("script")] == []


def test_a_draft_is_of_one_member_and_the_way_back_from_looking_over_leads_to_it(
    system: System, screens: Screens
) -> None:
    branch = system.branch(PLACE)
    chapter = Chapter(system, branch)
    first, second = chapter.secretary.get("/members", unit_id=chapter.unit_id, status="ACTIVE", limit=2)["items"]
    phone = screens.phone()
    phone.sign_in(branch["chapter"])
    phone.open(f"/ho-so/moi/removal?doan_vien={first['id']}")
    expect(phone.page.locator("#f-subject_id")).to_have_value(first["full_name"])
    phone.answer("ending", "STRUCK_OFF")
    phone.answer("reason", "Không đóng phí từ tháng bảy")

    phone.press("Xem lại", exact=True)
    phone.sees(re.compile(f"^{re.escape(first['full_name'])} · \\d\\d/\\d\\d/\\d{{4}} · "))
    phone.page.go_back()

    expect(phone.page.locator("#f-reason")).to_have_value("Không đóng phí từ tháng bảy")
    phone.open(f"/ho-so/moi/removal?doan_vien={second['id']}")
    expect(phone.page.locator("#f-subject_id")).to_have_value(second["full_name"])
    expect(phone.page.locator("#f-reason")).to_have_value("")
    phone.open(f"/ho-so/moi/removal?doan_vien={first['id']}")
    expect(phone.page.locator("#f-reason")).to_have_value("Không đóng phí từ tháng bảy")
    assert phone.troubles == []


def test_a_case_about_nobody_is_not_sent_without_saying_so_and_leads_to_the_field(
    system: System, screens: Screens
) -> None:
    phone = screens.phone()
    phone.sign_in(system.branch(PLACE)["chapter"])
    phone.open("/ho-so/moi/card_reissue")
    phone.answer("reason", "LOST")

    phone.press("Xem lại", exact=True)
    phone.sees("Chưa ghi chỗ bắt buộc: Đoàn viên. Bấm “Sửa” để ghi tiếp.")
    phone.press("Mở hồ sơ", exact=True)
    phone.page.locator("[role=alert] a").click()

    phone.has_focus(phone.page.locator("#f-subject_id"))
    assert phone.troubles == []


def test_neither_an_endless_name_nor_a_long_state_widens_a_page(system: System, screens: Screens) -> None:
    branch = system.branch(PLACE)
    chapter = Chapter(system, branch)
    case = chapter.open(**candidate(chapter.introducer_id, full_name="Nguyễn " + "Hoàng" * 18))
    phone = screens.of_width(320)
    phone.sign_in(branch["chapter"])

    for path in (f"/ho-so/{case['id']}", "/ho-so"):
        phone.open(path)
        assert phone.overflow() <= 0
        phone.page.locator("main .chip").first.evaluate(
            "chip => (chip.textContent = 'Đã giới thiệu, chờ nơi ngoài hệ thống xác nhận')"
        )
        phone.shoot(f"long-state-{path.count('/')}")
        assert phone.overflow() <= 0
