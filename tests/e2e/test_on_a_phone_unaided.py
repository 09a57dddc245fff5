"""Lists, cases and dialogs on a phone, as somebody uses them who was never shown how."""

from playwright.sync_api import expect

from tests.e2e.conftest import Screens
from tests.journeys.admissions import Chapter
from tests.journeys.system import System

BRANCH = 5


def test_a_list_has_rows_of_one_height_one_line_of_tools_and_tells_what_a_filter_leaves(
    system: System, screens: Screens
) -> None:
    phone = screens.phone()
    phone.sign_in(system.branch(BRANCH)["grassroots"])
    phone.open("/doan-vien")
    rows, tools = phone.page.locator(".member-cards > li"), phone.page.locator(".list-tools > *")
    expect(rows.nth(3)).to_be_visible()
    phone.shoot("list")
    heights = {round(rows.nth(place).bounding_box()["height"]) for place in range(4)}  # type: ignore[index]
    tops = {round(tools.nth(place).bounding_box()["y"]) for place in range(tools.count())}  # type: ignore[index]

    phone.press("Lọc")
    phone.page.get_by_label("Giới tính").select_option("female")
    results = phone.page.get_by_role("button", name="Xem ").filter(has_text="kết quả")
    expect(results).to_be_in_viewport()
    phone.shoot("filters")
    count = int(str(results.text_content()).removeprefix("Xem ").removesuffix(" kết quả"))
    results.click()

    assert heights <= {56, 57, 58}
    assert len(tops) == 1
    expect(phone.page.locator(".list-count")).to_have_text(f"{count} đoàn viên")
    assert phone.violations() == []
    assert phone.overflow() == 0
    assert phone.troubles == []


def test_a_case_tells_how_far_it_is_and_why_an_act_is_not_possible_above_the_acts(
    system: System, screens: Screens
) -> None:
    case = Chapter(system, system.branch(BRANCH)).open()
    phone = screens.phone()
    phone.sign_in(system.branch(BRANCH)["chapter"])
    phone.open(f"/ho-so/{case['id']}")
    bar, acts, refused = (phone.page.locator(each) for each in (".rail-bar", ".case-actions", ".card.refused"))
    phone.shoot("case")

    expect(phone.page.locator(".rail-place")).to_contain_text("Bước 1/")
    assert bar.bounding_box()["height"] <= 8  # type: ignore[index]
    if refused.count():
        assert refused.bounding_box()["y"] < acts.bounding_box()["y"]  # type: ignore[index]
    expect(phone.page.locator(".acts-apart .button").last).to_be_attached()
    assert phone.page.locator(".case-actions .button").last.evaluate("element => !!element.closest('.acts-apart')")
    assert phone.violations() == []
    assert phone.troubles == []


def test_the_way_on_is_in_view_however_long_a_dialog_is(system: System, screens: Screens) -> None:
    case = Chapter(system, system.branch(BRANCH)).open()
    phone = screens.phone()
    phone.sign_in(system.branch(BRANCH)["chapter"])
    phone.open(f"/ho-so/{case['id']}")

    phone.press("Ghi nhận kết quả biểu quyết")
    phone.shoot("dialog")

    expect(phone.page.locator("dialog button[type=submit]")).to_be_in_viewport(ratio=1)
    assert phone.violations("dialog") == []
