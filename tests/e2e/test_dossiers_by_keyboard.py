"""The screens of a discipline dossier and of a training log, walked with the keyboard alone: every stop is seen, a dialog gives the
focus back, and what an act takes away does not take the focus with it."""

from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.e2e.test_discipline_dossier import considered
from tests.e2e.test_training_log import HEALTH, opened
from tests.journeys.admissions import act, today
from tests.journeys.browser import Screen
from tests.journeys.http import Client
from tests.journeys.screens import Screens
from tests.journeys.system import System

DISCIPLINE, TRAINING = 10, 1
BALLOT = "Ghi kết quả bỏ phiếu kín"


@pytest.fixture
def log(system: System) -> dict[str, Any]:
    """A member's programme that is running."""
    branch = system.branch(TRAINING)
    chapter = Client.signed_in(system.url, branch["chapter"])
    name = Client.signed_in(system.url, branch["member"]).get("/me")["person"]["full_name"]
    _, row = opened(chapter, branch["chapter"]["unit_id"], name)
    groups = chapter.get("/training-catalogue")["items"]
    act(chapter, row, "register", {"items": [{"group": group["code"], **group["proposals"][0]} for group in groups]})
    return act(chapter, row, "approve")


def test_the_ballot_of_a_dossier_is_recorded_by_keyboard_alone(system: System, screens: Screens) -> None:
    branch = system.branch(DISCIPLINE)
    chapter = Client.signed_in(system.url, branch["chapter"])
    person = Client.signed_in(system.url, branch["member"]).get("/me")["person"]
    case_id, members = considered(chapter, branch["chapter"]["unit_id"], person["id"])
    screen = screens.desktop()
    screen.sign_in(branch["chapter"])
    screen.open(f"/ho-so/{case_id}")
    keys, opener = screen.page.keyboard, screen.page.locator(".case-actions").get_by_role("button", name=BALLOT)

    screen.tab_to(opener)
    keys.press("Space")
    dialog = screen.page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    _stays_inside(screen, dialog)
    keys.press("Escape")
    expect(dialog).to_be_hidden()
    screen.has_focus(opener)
    keys.press("Enter")
    for name in ("members_total", "present", "for_canh_cao"):
        screen.tab_to(dialog.locator(f"#f-{name}"))
        keys.press("Control+a")
        keys.type(str(members))
    screen.tab_to(dialog.locator("button[type=submit]"))
    keys.press("Enter")

    expect(dialog).to_be_hidden()
    screen.sees(f"Đạt: cảnh cáo được {members}/{members} phiếu")
    expect(screen.page.locator(".case-actions button:focus")).to_have_count(1)
    screen.tab_to(screen.page.get_by_role("button", name="Gửi Đoàn cấp trên").last)
    keys.press("Enter")
    screen.tab_to(dialog.locator("button[type=submit]"))
    keys.press("Enter")
    expect(dialog).to_be_hidden()
    expect(screen.page.get_by_role("button", name="Gửi Đoàn cấp trên")).to_have_count(0)
    screen.has_focus(screen.page.locator("h1"))
    assert screen.troubles == []


def test_a_result_is_written_into_the_log_by_keyboard_alone(
    system: System, screens: Screens, log: dict[str, Any]
) -> None:
    screen = screens.desktop()
    screen.sign_in(system.branch(TRAINING)["member"])
    screen.open(f"/ho-so/{log['id']}")
    keys, opener = screen.page.keyboard, screen.page.get_by_role("button", name=f"Ghi kết quả: {HEALTH}")

    screen.tab_to(opener)
    keys.press("Enter")
    dialog = screen.page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    screen.tab_to(dialog.locator("#f-on"))
    keys.type(f"{today():%d%m%Y}")
    screen.tab_to(dialog.locator("#f-text"))
    keys.type("Chạy bộ quanh làng")
    screen.tab_to(dialog.locator("#f-evidence_file"))
    keys.press("Escape")
    expect(dialog).to_be_hidden()
    screen.has_focus(opener)
    keys.press("Space")
    screen.tab_to(dialog.locator("#f-on"))
    keys.type(f"{today():%d%m%Y}")
    screen.tab_to(dialog.locator("#f-text"))
    keys.type("Chạy bộ quanh làng")
    screen.tab_to(dialog.locator("button[type=submit]"))
    keys.press("Enter")

    expect(dialog).to_be_hidden()
    screen.sees("1/5 nhóm đã có kết quả")
    screen.has_focus(opener)
    assert screen.troubles == []


def _stays_inside(screen: Screen, dialog: Locator) -> None:
    """However often Tab is pressed, the page below is never reached."""
    for _ in range(25):
        screen.page.keyboard.press("Tab")
        assert dialog.evaluate(
            "dialog => document.activeElement === document.body || dialog.contains(document.activeElement)"
        )
