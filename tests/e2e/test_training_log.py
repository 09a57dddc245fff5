"""A member's programme of a year: registered and lived on a phone, with a picture for what was done; the chapter sees how far it is."""

from pathlib import Path
from typing import Any

import pytest
import segno
from playwright.sync_api import expect

from tests.journeys.admissions import act, today
from tests.journeys.browser import Screen
from tests.journeys.http import Client
from tests.journeys.screens import Screens
from tests.journeys.system import System, until

BRANCH, ELSEWHERE = 4, 3
PERIOD = "Hành trình rèn luyện"
HEALTH = "Thể chất, sức khoẻ"
MORE = "Đọc sách, tự học thêm"


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "chay-bo.png"
    segno.make("chay-bo").save(str(path), scale=12)
    return path


def test_a_member_keeps_a_log_that_the_chapter_follows(system: System, screens: Screens, picture: Path) -> None:
    branch = system.branch(BRANCH)
    chapter = Client.signed_in(system.url, branch["chapter"])
    name = Client.signed_in(system.url, branch["member"]).get("/me")["person"]["full_name"]
    campaign, row = opened(chapter, branch["chapter"]["unit_id"], name)
    listed = f"/ren-luyen/{campaign['id']}/{branch['chapter']['unit_id']}"

    phone = screens.phone()
    phone.sign_in(branch["member"])
    phone.open(f"/ho-so/{row['id']}")
    phone.sees("Đăng ký nội dung rèn luyện")
    phone.page.locator(".case-actions").get_by_role("button", name="Đăng ký", exact=True).click()
    phone.page.get_by_role("checkbox", name=MORE).check()
    _is_fit(phone, "register")
    _send(phone)
    phone.sees("0/5 nhóm đã có kết quả")
    phone.sees(MORE)

    desk = screens.desktop()
    desk.sign_in(branch["chapter"])
    desk.open(f"/dot/{campaign['id']}")
    desk.page.locator("main").get_by_role("link", name=branch["chapter"]["unit_name"]).first.click()
    desk.sees("Chi đoàn: Duyệt đăng ký")
    desk.press("Duyệt đăng ký (1)")
    until(lambda: _state(chapter, row["id"]) == "approved", what="the registration is approved")

    phone.open(f"/ho-so/{row['id']}")
    phone.press(f"Ghi kết quả: {HEALTH}")
    phone.answer("on", f"{today():%d/%m/%Y}")
    phone.answer("text", "Chạy bộ quanh làng")
    phone.page.locator("#f-evidence_file").set_input_files(picture)
    phone.sees(picture.name)
    _send(phone)
    phone.sees("1/5 nhóm đã có kết quả")
    expect(phone.page.locator(f"a.attached:has-text('{picture.name}') img").first).to_be_visible()
    _is_fit(phone, "log")

    phone.open("/")
    phone.sees("1/5 nhóm đã có kết quả")
    _is_fit(phone, "home")
    phone.press("Mở nhật ký rèn luyện")
    phone.sees("Chạy bộ quanh làng")

    desk.open(listed)
    desk.sees("1/5 nhóm đã có kết quả")
    _is_fit(desk, "list")
    desk.page.locator("a.row-link", has_text=name).click()
    desk.sees("Chạy bộ quanh làng")
    _is_fit(desk, "log")
    assert phone.troubles == desk.troubles == []


def test_a_result_written_without_a_network_outlives_the_page_and_is_sent_once(
    system: System, screens: Screens, picture: Path
) -> None:
    branch = system.branch(ELSEWHERE)
    chapter = Client.signed_in(system.url, branch["chapter"])
    name = Client.signed_in(system.url, branch["member"]).get("/me")["person"]["full_name"]
    _, row = opened(chapter, branch["chapter"]["unit_id"], name)
    items = [{"group": group["code"], **group["proposals"][0]} for group in chapter.get("/training-catalogue")["items"]]
    act(chapter, row, "register", {"items": items})
    act(chapter, row, "approve")
    phone = screens.phone(service_workers="allow")
    phone.sign_in(branch["member"])
    phone.open(f"/ho-so/{row['id']}")
    network = phone.page.context

    network.set_offline(True)
    phone.press(f"Ghi kết quả: {HEALTH}")
    phone.answer("on", f"{today():%d/%m/%Y}")
    phone.answer("text", "Bơi ở sông Thương")
    phone.page.locator("#f-evidence_file").set_input_files(picture)
    phone.sees("Tệp giữ trên máy")
    _send(phone)
    phone.sees("Chờ gửi")
    phone.sees("1 mục chờ gửi khi có mạng.")
    _is_fit(phone, "waiting")
    phone.page.close()
    network.set_offline(False)
    phone = screens.again(phone)
    phone.open(f"/ho-so/{row['id']}")

    phone.sees("1/5 nhóm đã có kết quả")
    expect(phone.page.get_by_text("Chờ gửi")).to_have_count(0)
    results = chapter.get(f"/cases/{row['id']}")["dossier"]["training"]["groups"]
    logged = [result for group in results for result in group["results"]]
    assert [result["text"] for result in logged] == ["Bơi ở sông Thương"]
    assert logged[0]["file"]["name"] == picture.name
    assert phone.troubles == []


def opened(chapter: Client, unit_id: str, name: str) -> tuple[Any, Any]:
    """The chapter's campaign, and the row of the member."""
    year = today().year
    days = {"from_on": f"{year}-01-01", "until": f"{year}-12-31", "closing_on": f"{year}-12-31"}
    body = {"process": "training", "unit_id": unit_id, "year": year, "period": PERIOD, **days}
    campaign = chapter.post("/campaigns", body)
    row = until(lambda: _row_of(chapter, campaign["id"], unit_id, name), what="the member has a programme", limit_s=60)
    return campaign, row


def _row_of(chapter: Client, campaign_id: str, unit_id: str, name: str) -> Any:
    if chapter.get(f"/campaigns/{campaign_id}")["state"] != "OPEN":
        return None
    rows = chapter.get(f"/campaigns/{campaign_id}/rows", unit_id=unit_id, limit=500)["items"]
    return next((row for row in rows if row["subject"]["full_name"] == name), None)


def _send(screen: Screen) -> None:
    dialog = screen.page.get_by_role("dialog")
    dialog.locator("button[type=submit]").click()
    expect(dialog).to_be_hidden()


def _state(client: Client, case_id: str) -> str:
    return str(client.get(f"/cases/{case_id}")["state"])


def _is_fit(screen: Screen, what: str) -> None:
    screen.shoot(what)
    assert screen.violations() == []
    assert screen.overflow() <= 0
