"""An officer signs in and decides a batch with the keyboard alone."""

import pytest
from playwright.sync_api import expect

from tests.journeys.admissions import DECIDED, Chapter
from tests.journeys.screens import Screens
from tests.journeys.system import System, until

BATCH = 4


@pytest.fixture
def chapter(system: System) -> Chapter:
    return Chapter(system, system.branch(4))


def test_an_officer_signs_in_and_approves_a_batch_by_keyboard_alone(
    system: System, screens: Screens, chapter: Chapter
) -> None:
    cases = [chapter.sent() for _ in range(BATCH)]
    account = system.branch(4)["grassroots"]
    screen = screens.desktop()
    keys = screen.page.keyboard
    screen.page.goto("/dang-nhap")

    screen.tab_to(screen.page.get_by_label("Mã đoàn viên, số điện thoại hoặc thư điện tử"))
    keys.type(account["login"])
    screen.tab_to(screen.page.get_by_label("Mật khẩu", exact=True))
    keys.type(account["password"])
    keys.press("Enter")
    screen.page.wait_for_url(lambda url: "dang-nhap" not in url, wait_until="commit")
    screen.tab_to(screen.page.get_by_role("link", name="Duyệt hàng loạt").first)
    keys.press("Enter")
    expect(screen.page.get_by_role("grid")).to_be_visible()
    screen.sees(cases[-1]["number"])
    screen.tab_to(screen.page.get_by_role("grid").locator("[role=gridcell][tabindex='0']"))
    keys.press("Control+a")
    screen.shoot("picked")
    keys.press("a")
    dialog = screen.page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    screen.shoot("asked")
    screen.tab_to(dialog.get_by_role("button", name="Duyệt"))
    keys.press("Enter")

    screen.sees("hồ sơ đã xong.", limit_s=60)
    screen.shoot("done")
    for case in cases:
        until(lambda case=case: chapter.see(case)["state"] in DECIDED, what=f"{case['number']} is decided")
    assert screen.troubles == []


def test_a_batch_can_be_taken_back_before_it_runs(system: System, screens: Screens, chapter: Chapter) -> None:
    case = chapter.sent()
    screen = screens.desktop()
    screen.sign_in(system.branch(4)["grassroots"])
    screen.open("/duyet")

    screen.page.get_by_role("checkbox", name=f"Chọn hồ sơ {case['number']}").check()
    screen.control("Duyệt 1 hồ sơ").click()
    screen.page.get_by_role("dialog").get_by_role("button", name="Duyệt 1 hồ sơ").click()
    screen.page.get_by_role("button", name="Hoàn tác").click()

    screen.sees("Đã hoàn tác. Chưa hồ sơ nào bị thay đổi.")
    assert chapter.see(case)["state"] == "submitted"
