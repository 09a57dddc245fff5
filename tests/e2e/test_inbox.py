"""What waits for an officer is found by name and decided on a phone; what an act refuses is read where it was pressed."""

import pytest
from playwright.sync_api import expect

from services.members.domain.names import search_key
from tests.journeys.admissions import DECIDED, Chapter, today
from tests.journeys.http import Client
from tests.journeys.screens import Screens
from tests.journeys.system import System, until

BRANCH = 5


@pytest.fixture
def chapter(system: System) -> Chapter:
    return Chapter(system, system.branch(BRANCH))


def test_one_of_many_is_found_without_accents_and_decided(system: System, screens: Screens, chapter: Chapter) -> None:
    found, left = chapter.sent(), chapter.sent()
    phone = screens.phone()
    phone.sign_in(system.branch(BRANCH)["grassroots"])
    phone.open("/duyet?nhom=admission/submitted")

    phone.page.get_by_placeholder("Tìm số hồ sơ hoặc họ tên").fill(
        f"{search_key(found['subject']['full_name'])} {found['number']}"
    )
    expect(phone.page.locator(".list-count")).to_have_text("1 hồ sơ")
    phone.page.get_by_role("checkbox", name=f"Chọn hồ sơ {found['number']}").check()
    phone.press("Duyệt 1 hồ sơ")
    phone.page.get_by_role("dialog").get_by_role("button", name="Duyệt 1 hồ sơ").click()

    until(lambda: chapter.see(found)["state"] in DECIDED, what="the case is decided", limit_s=60)
    phone.sees("Kết quả từng hồ sơ")
    assert chapter.see(left)["state"] == "submitted"
    assert phone.overflow() <= 0
    assert phone.troubles == []


def test_a_refusal_is_seen_by_whoever_pressed_the_button_below(
    system: System, screens: Screens, chapter: Chapter
) -> None:
    case = chapter.open()
    phone = screens.phone()
    phone.sign_in(system.branch(BRANCH)["chapter"])
    phone.open(f"/ho-so/{case['id']}")
    phone.press("Ghi nhận kết quả biểu quyết")
    vote = {"met_on": f"{today():%d/%m/%Y}", "members_total": chapter.size, "present": 1, "agree": 1, "disagree": 0}
    for name, value in vote.items():
        phone.answer(name, str(value))

    phone.page.get_by_role("dialog").locator("button[type=submit]").click()

    expect(phone.page.get_by_text("Chưa đủ điều kiện biểu quyết")).to_be_in_viewport()
    assert phone.violations() == []


def test_a_submitted_report_waits_in_the_inbox_of_the_unit_above(system: System, screens: Screens) -> None:
    branch = system.branch(BRANCH)
    below, above = (Client.signed_in(system.url, branch[level]) for level in ("chapter", "grassroots"))
    unit_id = branch["chapter"]["unit_id"]
    listed = below.get("/report-submissions", unit_id=unit_id)
    period = listed["own_periods"][1]["code"]
    own = below.get("/report-submissions", unit_id=unit_id, period=period)["own"]
    report = next(each for each in own if each["allowed_actions"])
    below.post("/report-submissions", {"unit_id": unit_id, "report": report["code"], "period": period})
    kinds = {item["kind"]: item for item in above.get("/me/inbox", count="exact")["items"]}
    row = kinds["report_to_accept"]

    phone = screens.phone()
    phone.sign_in(branch["grassroots"])
    phone.press(row["title"])

    phone.sees("Duyệt")
    assert "/bao-cao-da-nop" in phone.page.url
    assert row["due_at"]
    assert phone.troubles == []
