"""Somebody stands in the list twice: the chapter says so, the officer above merges the two files and parts them again."""

from pathlib import Path
from typing import Any

import pytest

from tests.journeys import workbooks
from tests.journeys.browser import Screen
from tests.journeys.http import Client
from tests.journeys.screens import Screens
from tests.journeys.system import System


@pytest.fixture
def twice(system: System, tmp_path: Path, request: pytest.FixtureRequest) -> dict[str, Any]:
    """Two people of one name and birthday, in a chapter; the second file knows a phone and another native place."""
    branch = system.branch(7)
    unit = Client.signed_in(system.url, branch["chapter"])
    chapter = unit.get(f"/units/{branch['chapter']['unit_id']}")["name"]
    name = f"Trịnh Văn Hai {'Lần' if 'merges' in request.node.name else 'Lượt'}"
    rows = [
        (name, "05/06/2006", "Nam", phone, place, chapter)
        for phone, place in (("", "Lục Nam"), ("0977123456", "Yên Thế"))
    ]
    workbooks.enter(unit, tmp_path / "hai-lan.xlsx", branch["chapter"]["unit_id"], rows)
    return {"branch": branch, "name": name}


def _find(screen: Screen, name: str, *, merges: bool = True) -> None:
    screen.open("/trung-lap")
    screen.sees(name)
    screen.page.get_by_role("link", name=name).first.click()
    screen.sees("Giữ hồ sơ này" if merges else "Đề nghị cấp trên gộp")


def test_a_chapter_asks_from_a_phone_and_the_officer_above_merges(
    system: System, screens: Screens, twice: dict[str, Any]
) -> None:
    branch, name = twice["branch"], twice["name"]
    phone, desktop = screens.phone(), screens.desktop()
    phone.sign_in(branch["chapter"])
    _find(phone, name, merges=False)
    phone.shoot("chapter")
    assert phone.page.get_by_role("button", name="Gộp hai hồ sơ").count() == 0
    phone.press("Đề nghị cấp trên gộp")
    phone.sees("Hồ sơ chờ Đoàn cấp trên gộp")

    desktop.sign_in(branch["grassroots"])
    _find(desktop, name)
    desktop.page.get_by_role("radio", name="Giữ hồ sơ này").first.check()
    desktop.page.get_by_role("radio", name="Yên Thế").check()
    desktop.shoot("compare")
    assert desktop.violations() == []
    desktop.press("Gộp hai hồ sơ")
    desktop.sees("bớt 1 đoàn viên")
    desktop.shoot("confirm")
    desktop.page.get_by_role("dialog").get_by_role("button", name="Gộp hai hồ sơ").click()
    desktop.sees(f"Đã gộp vào hồ sơ của {name}")

    above = Client.signed_in(system.url, branch["grassroots"])
    [kept] = above.get("/members", q=name)["items"]
    fields = {
        each["code"]: each
        for group in above.get(f"/members/{kept['id']}?reveal=contact")["groups"]
        for each in group["fields"]
    }
    assert (fields["native_place"]["value"], fields["phone"]["value"]) == ("Yên Thế", "0977123456")

    desktop.press("Tách lại hai hồ sơ")
    desktop.sees("Cặp hồ sơ này lại chờ xem")
    assert len(above.get("/members", q=name)["items"]) == 2
    assert desktop.troubles == phone.troubles == []


def test_two_people_are_told_apart_on_a_phone_and_taken_back(
    system: System, screens: Screens, twice: dict[str, Any]
) -> None:
    phone = screens.phone()
    phone.sign_in(twice["branch"]["grassroots"])
    _find(phone, twice["name"])
    phone.shoot("compare")
    assert phone.violations() == []
    assert phone.overflow() <= 0

    phone.press("Không phải cùng một người")
    phone.sees("Đã ghi nhận là hai người khác nhau")
    phone.open("/trung-lap?xem=da-xu-ly")
    phone.sees(twice["name"])
    phone.shoot("settled")
    phone.page.get_by_role("link", name=twice["name"]).first.click()
    phone.press("Hoàn tác")

    phone.sees("Cặp hồ sơ này lại chờ xem")
    phone.open("/trung-lap?xem=so-cccd")
    phone.sees("Không có số CCCD nào trùng")
    assert phone.violations() == []
    assert phone.troubles == []
