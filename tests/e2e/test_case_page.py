"""The page of a case: how far it is, what stands in the way and where to mend it, which acts there are and in which order."""

from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.e2e.test_moving import CONFIRMED, Sides, act
from tests.journeys.admissions import Chapter, candidate, today
from tests.journeys.browser import Screen
from tests.journeys.screens import Screens
from tests.journeys.system import System

PLACE = 3


@pytest.fixture(scope="module")
def chapter(system: System) -> Chapter:
    return Chapter(system, system.branch(PLACE))


@pytest.fixture
def young(chapter: Chapter) -> dict[str, Any]:
    """A case of somebody of fifteen, whose guardian has not been asked."""
    form = candidate(chapter.introducer_id, no_citizen_id=True)
    del form["citizen_id"]
    return chapter.open(**form | {"born_on": today().replace(year=today().year - 15, day=1).isoformat()})


def test_a_phone_sees_how_far_a_case_is_by_a_bar_and_a_number(
    system: System, screens: Screens, chapter: Chapter
) -> None:
    case = chapter.vote(chapter.open())
    screen = _on_phone(system, screens, case)

    place = screen.page.locator(".rail-place")
    expect(place).to_contain_text("Bước 2/6")
    expect(place).to_contain_text("Chi đoàn đã biểu quyết")
    expect(place.locator(".rail-bar > span")).to_have_count(6)
    tops = place.locator(".rail-bar > span").evaluate_all(
        "parts => parts.map(part => part.getBoundingClientRect().top)"
    )
    assert len(set(tops)) == 1
    assert screen.overflow() == 0


@pytest.mark.parametrize("width", [360, 1440])
def test_what_stands_in_the_way_is_read_before_the_acts_and_leads_to_its_field(
    system: System, screens: Screens, young: dict[str, Any], width: int
) -> None:
    screen = screens.of_width(width)
    screen.sign_in(system.branch(PLACE)["chapter"])
    screen.open(f"/ho-so/{young['id']}")
    refused = screen.page.locator(".refused")
    expect(refused).to_contain_text("Ghi nhận kết quả biểu quyết")
    expect(refused).to_contain_text("chưa đủ 16 tuổi nên cần cha mẹ hoặc người giám hộ đồng ý")
    assert _top(refused) < _top(screen.page.locator(".case-actions"))
    assert screen.violations() == []

    refused.get_by_role("button", name="Điền “Người giám hộ đã đồng ý”").click()

    tick = screen.page.get_by_role("dialog").get_by_role("checkbox", name="Người giám hộ đã đồng ý")
    expect(tick).to_be_focused()
    expect(tick).to_be_in_viewport()
    tick.check()
    screen.page.get_by_role("dialog").get_by_role("button", name="Sửa lý lịch", exact=True).click()
    screen.sees("Đã gửi")
    assert screen.troubles == []


def test_the_recommended_act_stands_first_and_the_destructive_one_last_and_apart(
    system: System, screens: Screens, chapter: Chapter
) -> None:
    case = chapter.open()
    screen = _on_phone(system, screens, case)

    acts = screen.page.locator(".case-actions button")
    expect(acts.first).to_have_text("Ghi nhận kết quả biểu quyết")
    expect(acts.first).to_have_class("button button-wide button-primary")
    expect(acts.last).to_have_text("Rút hồ sơ")
    expect(screen.page.locator(".acts-apart button")).to_have_text(["Rút hồ sơ"])
    assert _top(acts.last) - _bottom(acts.nth(-2)) >= 16


def test_a_tick_that_an_act_needs_says_so(system: System, screens: Screens, young: dict[str, Any]) -> None:
    screen = _on_phone(system, screens, young)

    screen.press("Sửa lý lịch", exact=True)

    label = screen.page.get_by_role("dialog").locator("label.check", has_text="Người giám hộ đã đồng ý")
    expect(label).to_contain_text("(cần ở bước sau)")


def test_the_origin_of_a_transfer_is_asked_nothing_that_the_rules_know(system: System, screens: Screens) -> None:
    sides = Sides(system)
    case = sides.open(
        "transfer", sides.free_member(), reason="RESIDENCE", destination_id=sides.there["grassroots"]["unit_id"]
    )
    act(sides.chapter, case, "confirm", **CONFIRMED, fee_paid_until=today().replace(day=1).isoformat())
    screen = screens.phone()
    screen.sign_in(sides.here["grassroots"])
    screen.open(f"/ho-so/{case}")

    screen.press("Giới thiệu", exact=True)
    dialog = screen.page.get_by_role("dialog")
    expect(dialog).to_contain_text("có giá trị 90 ngày")
    expect(dialog.locator("input, select, textarea")).to_have_count(0)
    dialog.get_by_role("button", name="Giới thiệu", exact=True).click()

    screen.sees("Giấy giới thiệu có giá trị đến hết ngày", limit_s=40)
    assert screen.troubles == []


def _on_phone(system: System, screens: Screens, case: dict[str, Any]) -> Screen:
    screen = screens.phone()
    screen.sign_in(system.branch(PLACE)["chapter"])
    screen.open(f"/ho-so/{case['id']}")
    return screen


def _top(found: Locator) -> float:
    box = found.bounding_box()
    assert box is not None
    return box["y"]


def _bottom(found: Locator) -> float:
    box = found.bounding_box()
    assert box is not None
    return box["y"] + box["height"]
