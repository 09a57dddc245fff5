"""A superior founds, leads, renames and closes the units below; who belongs to a unit alone changes nothing about it."""

import re
from collections.abc import Callable
from itertools import count

import pytest
from playwright.sync_api import Locator, expect

from services.members.domain.names import search_key
from tests.journeys.admissions import today
from tests.journeys.browser import Screen
from tests.journeys.http import Client
from tests.journeys.screens import Screens
from tests.journeys.system import System

MENU = "Quản lý đơn vị"
_numbers = count(1)


@pytest.fixture
def branch(system: System) -> dict[str, dict[str, str]]:
    return system.branch(3)


@pytest.fixture
def superior(system: System, branch: dict[str, dict[str, str]]) -> Client:
    return Client.signed_in(system.url, branch["grassroots"])


@pytest.fixture
def found(superior: Client, branch: dict[str, dict[str, str]]) -> Callable[[], dict[str, str]]:
    """A new, empty chapter below the commune, founded by a program."""

    def made() -> dict[str, str]:
        body = {"parent_id": branch["grassroots"]["unit_id"], "name": a_name(), "kind": "DIA_BAN_DAN_CU"}
        unit: dict[str, str] = superior.post("/units", body)
        return unit

    return made


def a_name() -> str:
    """A chapter that nobody else has founded."""
    return f"Chi đoàn thôn Thử Nghiệm {next(_numbers)}"


def test_a_superior_founds_leads_renames_and_closes_a_chapter(
    screens: Screens, superior: Client, branch: dict[str, dict[str, str]]
) -> None:
    name, renamed = a_name(), a_name()
    secretary = superior.get("/members", unit_id=branch["chapter"]["unit_id"], limit=1)["items"][0]
    desk = screens.desktop()
    desk.sign_in(branch["grassroots"])

    _found(desk, branch["grassroots"]["unit_id"], name)
    expect(desk.page.get_by_role("heading", level=1, name=name)).to_be_focused()

    desk.press("Chuẩn y cán bộ", exact=True)
    desk.answer("person_id", search_key(secretary["full_name"]))
    desk.page.get_by_role("option").filter(has_text=secretary["full_name"]).first.click()
    desk.answer("code", "BT")
    desk.answer("decision_no", "13-QĐ/ĐTN")
    desk.shoot("appointing")
    _confirm(desk, "Chuẩn y cán bộ")
    desk.sees("Đã ghi chức vụ.")
    officer = desk.page.get_by_role("listitem").filter(has_text="13-QĐ/ĐTN")
    expect(officer.get_by_role("link", name=secretary["full_name"])).to_be_visible()

    _choose(desk, "Đổi tên")
    expect(_dialog(desk).get_by_text("Văn bản đã ban hành giữ tên cũ.")).to_be_visible()
    desk.answer("name", renamed)
    _confirm(desk, "Đổi tên")
    expect(desk.page.get_by_role("heading", level=1, name=renamed)).to_be_visible()
    expect(desk.page.get_by_role("button", name=MENU)).to_be_focused()
    assert _in_tree(desk, renamed)

    unit_id = superior.get("/units", q=renamed)["items"][0]["id"]
    desk.open(f"/don-vi/{unit_id}/can-bo")
    officer.get_by_role("button", name="Kết thúc chức vụ").click()
    expect(_dialog(desk).get_by_text("Đơn vị chưa có Bí thư cho đến khi chuẩn y người mới.")).to_be_visible()
    desk.answer("because", "TERM")
    _confirm(desk, "Kết thúc chức vụ")
    desk.sees("thôi chức vụ Bí thư.")
    expect(officer.get_by_role("button", name="Kết thúc chức vụ")).to_have_count(0)

    _choose(desk, "Kết thúc hoạt động")
    expect(_dialog(desk).get_by_text("Không mở lại được")).to_be_visible()
    desk.shoot("closing")
    _confirm(desk, "Kết thúc hoạt động")
    desk.sees(f"Đơn vị đã đóng từ {today():%d/%m/%Y}.")
    expect(desk.page.get_by_role("button", name=MENU)).to_have_count(0)
    assert not _in_tree(desk, renamed)
    assert desk.troubles == []


def _found(desk: Screen, above_id: str, name: str) -> None:
    """A chapter of that name stands below the unit."""
    desk.open(f"/don-vi/{above_id}/tong-quan")
    _choose(desk, "Thêm đơn vị trực thuộc")
    desk.answer("name", name)
    desk.answer("kind", "DIA_BAN_DAN_CU")
    desk.answer("decision_no", "12-QĐ/ĐTN")
    _confirm(desk, "Thêm đơn vị trực thuộc")
    desk.sees(f"Đã thành lập {name}.")


def test_closing_is_refused_with_its_reason_while_members_remain(
    screens: Screens, branch: dict[str, dict[str, str]]
) -> None:
    desk = screens.desktop()
    desk.sign_in(branch["grassroots"])
    desk.open(f"/don-vi/{branch['chapter']['unit_id']}/tong-quan")

    desk.press(MENU)

    expect(desk.page.get_by_role("button", name="Kết thúc hoạt động")).to_have_count(0)
    desk.sees("Chưa làm được: Kết thúc hoạt động")
    desk.sees(re.compile(r"còn \d+ đoàn viên"))
    desk.sees("sang nơi khác trước khi kết thúc.")


def test_a_superior_founds_a_chapter_on_a_phone(
    screens: Screens, superior: Client, branch: dict[str, dict[str, str]]
) -> None:
    name = a_name()
    phone = screens.phone()
    phone.sign_in(branch["grassroots"])
    phone.open(f"/don-vi/{branch['grassroots']['unit_id']}/tong-quan")

    phone.press(MENU)
    phone.shoot("menu")
    phone.press("Thêm đơn vị trực thuộc", exact=True)
    phone.answer("kind", "DIA_BAN_DAN_CU")
    _confirm(phone, "Thêm đơn vị trực thuộc")
    phone.sees("Có 1 chỗ cần sửa")
    phone.answer("name", name)
    _confirm(phone, "Thêm đơn vị trực thuộc")

    phone.sees(f"Đã thành lập {name}.")
    founded = [unit for unit in superior.get("/units", q=name)["items"] if unit["name"] == name]
    assert [unit["level"] for unit in founded] == ["CHAPTER"]
    assert phone.overflow() <= 0
    assert phone.troubles == []


def test_a_district_moves_a_chapter_below_another_commune(
    system: System, screens: Screens, branch: dict[str, dict[str, str]], found: Callable[[], dict[str, str]]
) -> None:
    unit, district = found(), Client.signed_in(system.url, branch["district"])
    communes = district.get(f"/units/{branch['district']['unit_id']}/children", limit=100)["items"]
    other = next(
        one for one in communes if one["id"] != branch["grassroots"]["unit_id"] and one["kind"] != "CHI_DOAN_CO_SO"
    )
    desk = screens.desktop()
    desk.sign_in(branch["district"])
    desk.open(f"/don-vi/{unit['id']}/tong-quan")

    _choose(desk, "Chuyển trực thuộc")
    desk.answer("parent_id", search_key(other["name"]))
    desk.page.get_by_role("option").filter(has_text=other["name"]).first.click()
    _confirm(desk, "Chuyển trực thuộc")

    desk.sees(f"Đã chuyển về trực thuộc {other['name']}.")
    expect(desk.page.get_by_role("navigation", name="Đường dẫn đơn vị")).to_contain_text(other["name"])
    assert district.get(f"/units/{unit['id']}")["parent_id"] == other["id"]


def test_a_chapter_is_renamed_by_keyboard_alone(
    screens: Screens, superior: Client, branch: dict[str, dict[str, str]], found: Callable[[], dict[str, str]]
) -> None:
    unit, name = found(), a_name()
    desk = screens.desktop()
    desk.sign_in(branch["grassroots"])
    desk.open(f"/don-vi/{unit['id']}/tong-quan")
    keys, menu = desk.page.keyboard, desk.page.get_by_role("button", name=MENU)

    menu.focus()
    for key in ("Enter", "End", "Escape"):
        keys.press(key)
    expect(menu).to_be_focused()
    keys.press("Enter")
    expect(desk.page.get_by_role("button", name="Thêm đơn vị trực thuộc")).to_be_focused()
    for key in ("ArrowDown", "ArrowDown", "ArrowDown", "Enter"):
        keys.press(key)
    expect(_dialog(desk).get_by_role("heading", level=2)).to_be_focused()
    for key in ("Tab", "Tab"):
        keys.press(key)
    keys.type(name)
    keys.press("Enter")

    desk.sees(f"Đã đổi tên thành {name}.")
    expect(menu).to_be_focused()
    assert superior.get(f"/units/{unit['id']}")["name"] == name


def test_a_name_that_another_changed_meanwhile_is_not_written_over(
    screens: Screens, superior: Client, branch: dict[str, dict[str, str]], found: Callable[[], dict[str, str]]
) -> None:
    unit, theirs = found(), a_name()
    desk = screens.desktop()
    desk.sign_in(branch["grassroots"])
    desk.open(f"/don-vi/{unit['id']}/tong-quan")
    _choose(desk, "Đổi tên")
    superior.patch(f"/units/{unit['id']}", {"name": theirs})
    expect(desk.page.locator("h1")).to_have_text(theirs)

    desk.answer("name", "Chi đoàn Của Tôi")
    _confirm(desk, "Đổi tên")
    desk.sees("Bản này vừa được người khác sửa.")
    _confirm(desk, "Lấy bản mới")

    expect(_dialog(desk)).to_have_count(0)
    assert superior.get(f"/units/{unit['id']}")["name"] == theirs


def test_an_officer_of_the_chapter_changes_nothing_about_it(
    screens: Screens, branch: dict[str, dict[str, str]]
) -> None:
    desk = screens.desktop()
    desk.sign_in(branch["chapter"])

    desk.open(f"/don-vi/{branch['chapter']['unit_id']}/can-bo")

    expect(desk.page.get_by_label("Xem cả cán bộ đã thôi chức vụ")).to_be_visible()
    acts = re.compile(f"{MENU}|Chuẩn y cán bộ|Kết thúc chức vụ|Đổi tên|Thêm đơn vị")
    expect(desk.page.get_by_role("button", name=acts)).to_have_count(0)


@pytest.mark.parametrize("width", [360, 1440])
def test_axe_finds_nothing_on_the_menu_and_the_forms(
    screens: Screens, branch: dict[str, dict[str, str]], found: Callable[[], dict[str, str]], width: int
) -> None:
    unit = found()
    screen = screens.of_width(width)
    screen.sign_in(branch["district"])
    violations: list[str] = []

    screen.open(f"/don-vi/{branch['chapter']['unit_id']}/can-bo")
    screen.page.get_by_label("Xem cả cán bộ đã thôi chức vụ").check()
    screen.press(MENU)
    screen.shoot("refused")
    violations += screen.violations_by_scheme(within=".menu")
    screen.open(f"/don-vi/{unit['id']}/tong-quan")
    for act in ("Chuẩn y cán bộ", "Đổi tên", "Chuyển trực thuộc", "Kết thúc hoạt động"):
        _choose(screen, act)
        screen.shoot(search_key(act))
        violations += [f"{act}: {one}" for one in screen.violations_by_scheme()]
        screen.page.keyboard.press("Escape")

    assert violations == []
    assert screen.overflow() <= 0


# ---------------------------------------------------------------- what a person does


def _choose(screen: Screen, act: str) -> None:
    """The act was chosen from the unit's menu, and its form stands open."""
    screen.press(MENU)
    screen.page.get_by_role("listitem").get_by_role("button", name=act, exact=True).click()
    expect(_dialog(screen)).to_be_visible()


def _dialog(screen: Screen) -> Locator:
    return screen.page.get_by_role("dialog")


def _confirm(screen: Screen, act: str) -> None:
    _dialog(screen).get_by_role("button", name=act, exact=True).click()


def _in_tree(screen: Screen, name: str) -> bool:
    """Whether the tree shows a unit of that name below its top."""
    screen.open("/cay-don-vi")
    expect(screen.page.get_by_role("treeitem").nth(1)).to_be_visible()
    screen.page.wait_for_function("() => !document.querySelector('[role=treeitem][aria-busy]')")
    return screen.page.get_by_role("treeitem").filter(has_text=name).count() == 1
