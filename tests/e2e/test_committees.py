"""A committee through its term on screen: recognised for a time, who was away, extended as far as the rule lets; and a district's
own training items, which its chapters choose."""

from datetime import timedelta

from playwright.sync_api import Locator, expect

from tests.journeys.admissions import today
from tests.journeys.browser import Screen
from tests.journeys.http import Client
from tests.journeys.screens import Screens
from tests.journeys.system import System

BRANCH = 2


def test_a_provisional_committee_works_is_watched_and_extended(system: System, screens: Screens) -> None:
    branch = system.branch(BRANCH)
    superior = Client.signed_in(system.url, branch["grassroots"])
    first, second = superior.get("/members", unit_id=branch["chapter"]["unit_id"], limit=2)["items"]
    body = {"parent_id": branch["grassroots"]["unit_id"], "name": "Chi đoàn thôn Lâm Thời", "kind": "DIA_BAN_DAN_CU"}
    unit = superior.post("/units", body)
    seats = [{"person_id": first["id"], "code": "BT"}, {"person_id": second["id"], "code": "UVBCH"}]
    until = today() + timedelta(days=60)
    given = {"seats": seats, "is_provisional": True, "until": until.isoformat()}
    superior.post(f"/units/{unit['id']}/committee", given)
    desk = screens.desktop()
    desk.sign_in(branch["grassroots"])
    desk.open(f"/don-vi/{unit['id']}/can-bo")
    desk.sees("Ban Chấp hành lâm thời")
    desk.sees(f"đến {until:%d/%m/%Y}")

    desk.press("Ghi kỳ họp Ban Chấp hành")
    desk.answer("held_on", f"{today():%d/%m/%Y}")
    _confirm(desk, "Ghi kỳ họp Ban Chấp hành")
    desk.sees("Đã ghi kỳ họp.")
    desk.sees("Nhập tay · 2 người có mặt")

    desk.page.get_by_role("button", name="Gia hạn Ban Chấp hành lâm thời").click()
    too_late = f"{today() + timedelta(days=2000):%d/%m/%Y}"
    desk.answer("until", too_late)
    desk.answer("party_paper", "15-CV/ĐU ngày 20/11/2026")
    _confirm(desk, "Gia hạn Ban Chấp hành lâm thời")
    expect(_dialog(desk).get_by_text(f"mà ghi {too_late}. Ghi ngày không sau").first).to_be_visible()
    desk.shoot("too-long")
    later = today() + timedelta(days=150)
    desk.answer("until", f"{later:%d/%m/%Y}")
    _confirm(desk, "Gia hạn Ban Chấp hành lâm thời")
    desk.sees("Đã gia hạn Ban Chấp hành Chi đoàn thôn Lâm Thời.")
    desk.sees(f"Gia hạn từ {until:%d/%m/%Y} đến {later:%d/%m/%Y}")
    desk.shoot("extended")
    assert [each["until"] for each in superior.get(f"/units/{unit['id']}")["officers"]] == [later.isoformat()] * 2
    assert desk.troubles == []


def test_a_district_adds_a_training_item_that_its_chapters_read(system: System, screens: Screens) -> None:
    branch = system.branch(BRANCH)
    district, chapter = branch["district"], branch["chapter"]
    desk = screens.desktop()
    desk.sign_in(district)
    desk.open(f"/don-vi/{district['unit_id']}/ren-luyen")
    desk.sees("Danh mục của tỉnh")

    desk.page.get_by_role("button", name="Thêm nội dung").click()
    desk.answer("group", "SERVICE")
    desk.answer("text", "Giữ sạch bờ sông Thương")
    desk.answer("from_on", f"{today():%d/%m/%Y}")
    _confirm(desk, "Thêm nội dung")
    desk.sees("Đã ghi nội dung rèn luyện.")
    desk.sees(f"Nội dung riêng của {district['unit_name']}")
    desk.shoot("added")

    phone = screens.phone()
    phone.sign_in(chapter)
    phone.open(f"/don-vi/{chapter['unit_id']}/ren-luyen")
    phone.sees("Giữ sạch bờ sông Thương")
    expect(phone.page.get_by_role("button", name="Sửa: Giữ sạch bờ sông Thương")).to_have_count(0)
    groups = Client.signed_in(system.url, chapter).get("/training-catalogue")["items"]
    assert "Giữ sạch bờ sông Thương" in [each["text"] for group in groups for each in group["proposals"]]
    assert desk.troubles == phone.troubles == []


def _dialog(desk: Screen) -> Locator:
    return desk.page.get_by_role("dialog")


def _confirm(desk: Screen, label: str) -> None:
    _dialog(desk).get_by_role("button", name=label, exact=True).click()
