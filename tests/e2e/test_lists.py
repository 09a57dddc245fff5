"""Every list: searched, filtered, sorted and counted, its view kept in the address, a way out of nothing, a workbook of it."""

import re
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from services.members.domain.names import search_key
from tests.journeys.admissions import Chapter
from tests.journeys.browser import Screen
from tests.journeys.http import Client
from tests.journeys.screens import Screens
from tests.journeys.system import System

NOTHING = "khong co gi nhu the"


@dataclass(frozen=True)
class Listed:
    """A list on its screen and in the API. chosen: field by field, what is picked; query: what that means to the API."""

    path: str
    search: str
    typed: str
    api: str
    chosen: dict[str, str] = field(default_factory=dict)
    query: dict[str, Any] = field(default_factory=dict)
    opens: str | None = None
    way_out: str = "Bỏ mọi điều kiện"
    has_export: bool = True


LISTS = {
    "members": Listed(
        "/doan-vien", "Tìm tên, mã", "{name}", "/members", {"loc-gioi": "{sex}", "loc-sap": "-born_on"},
        {"sex": "{sex}", "sort": "-born_on"}, opens="Lọc",
    ),
    "cases": Listed(
        "/ho-so", "Tìm số hồ sơ hoặc họ tên", "kn-", "/cases", {"xem": "dang-mo", "sap-xep": "since"},
        {"open": "true", "sort": "since"},
    ),
    "documents": Listed(
        "/van-ban", "Tìm số, trích yếu", "ket nap", "/documents", {"loai": "QĐ", "sap-xep": "number"},
        {"kind": "QĐ", "sort": "number"},
    ),
    "units": Listed(
        "/don-vi/{unit}/don-vi-con", "Tìm đơn vị con theo tên", "{chapter}", "/units/{unit}/children",
        way_out="Bỏ từ khoá", has_export=False,
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def things(system: System) -> dict[str, Any]:
    """A unit with a case on its way, one decided, and the words that find what is there."""
    branch = system.branch(2)
    chapter = Chapter(system, branch)
    chapter.carried_out(chapter.approve(chapter.sent()))
    chapter.sent()
    person = chapter.superior.get(f"/members/{chapter.introducer_id}")
    return {
        "account": branch["grassroots"], "unit": chapter.superior_unit_id, "chapter": search_key(chapter.unit_name),
        "name": search_key(person["full_name"]).split()[-1], "sex": person["sex"],
    }  # fmt: skip


@pytest.mark.parametrize("name", list(LISTS))
def test_a_list_is_narrowed_and_its_address_shows_the_same_rows(
    system: System, screens: Screens, things: dict[str, Any], name: str
) -> None:
    listed = LISTS[name]
    screen = _at(screens, listed, things)
    _narrow(screen, listed, things)
    asked = {key: str(value).format(**things) for key, value in listed.query.items()}
    page = Client.signed_in(system.url, things["account"]).get(
        listed.api.format(**things), q=listed.typed.format(**things), limit=30, count="exact", **asked
    )
    expect(_count(screen)).to_have_text(re.compile(rf"^{page['total']} "))
    expect(_rows(screen)).to_have_count(len(page["items"]))
    seen = _hrefs(screen)
    screen.shoot(name)

    screen.open(screen.page.url)

    assert page["total"] > 0
    assert [href for href, item in zip(seen, page["items"], strict=True) if item["id"] not in href] == []
    expect(_rows(screen)).to_have_count(len(seen))
    assert _hrefs(screen) == seen
    assert screen.troubles == []


@pytest.mark.parametrize("name", list(LISTS))
def test_nothing_found_has_a_way_out(screens: Screens, things: dict[str, Any], name: str) -> None:
    listed = LISTS[name]
    screen = _at(screens, listed, things)
    expect(_rows(screen).first).to_be_visible()
    all_of_them = _count(screen).text_content()

    screen.page.get_by_label(listed.search).fill(NOTHING)
    expect(_rows(screen)).to_have_count(0)
    screen.shoot(f"{name}-nothing")
    assert screen.violations() == []
    screen.press(listed.way_out)

    expect(_rows(screen).first).to_be_visible()
    expect(_count(screen)).to_have_text(str(all_of_them))


@pytest.mark.parametrize("name", [name for name, listed in LISTS.items() if listed.has_export])
def test_a_list_becomes_a_workbook(screens: Screens, things: dict[str, Any], name: str) -> None:
    screen = _at(screens, LISTS[name], things)
    expect(_rows(screen).first).to_be_visible()
    told = _count(screen).text_content()

    screen.press("Xuất Excel")
    dialog = screen.page.get_by_role("dialog")
    expect(dialog.get_by_text("Lượt xuất được ghi vào nhật ký.")).to_be_visible()
    file = screen.export(f"Xuất {told}")
    screen.open("/tac-vu")
    expect(screen.page.get_by_role("link", name="Tải tệp kết quả").first).to_be_visible()

    assert file.suggested_filename.endswith(".xlsx")
    assert screen.troubles == []


def _at(screens: Screens, listed: Listed, things: dict[str, Any]) -> Screen:
    screen = screens.desktop()
    screen.sign_in(things["account"])
    screen.open(listed.path.format(**things))
    return screen


def _narrow(screen: Screen, listed: Listed, things: dict[str, Any]) -> None:
    """Something is typed, and each filter set: all of it stands in the address at last."""
    screen.page.get_by_label(listed.search).fill(listed.typed.format(**things))
    screen.page.wait_for_url(lambda url: "q=" in url)
    if listed.opens:
        screen.press(listed.opens)
    for place, value in listed.chosen.items():
        screen.page.locator(f"#{place}").select_option(value.format(**things))
    screen.page.wait_for_function("() => !document.querySelector('[aria-busy=true], .skeleton')")


def _rows(screen: Screen) -> Locator:
    return screen.page.locator("main tbody tr:not(.spacer), main ul.card.rows > li")


def _hrefs(screen: Screen) -> list[str]:
    return [str(row.locator("a").first.get_attribute("href")) for row in _rows(screen).all()]


def _count(screen: Screen) -> Locator:
    return screen.page.locator("main .list-count")
