"""Lists of a phone and a desk: lines of one height, one row of tools, a sheet that counts, and dialogs whose end is in view."""

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.journeys.admissions import Chapter
from tests.journeys.browser import Screen
from tests.journeys.http import Client
from tests.journeys.screens import Screens
from tests.journeys.system import FEE_BOOKS, System

PLACE = FEE_BOOKS[0]
LISTS = {
    "members": "/doan-vien", "cases": "/ho-so", "documents": "/van-ban", "units": "/don-vi/{unit}/don-vi-con",
    "found-units": "/cay-don-vi?q=chi", "duplicates": "/trung-lap", "campaigns": "/dot", "jobs": "/tac-vu",
    "transfers": "/chuyen-sinh-hoat", "arrears": "/doan-phi/{unit}/no-phi", "receipts": "/doan-phi/{unit}/bien-lai",
    "submitted": "/bao-cao-da-nop?don-vi={unit}", "remittances": "/doan-phi/{unit}/nop-cap-tren?chieu=den",
}  # fmt: skip
OF_ADMINISTRATORS = {"accounts": "/quan-tri/tai-khoan", "audit": "/nhat-ky"}
DECIDED_TOGETHER = {"decide": "/duyet"}
FILTERED = (
    "decide",
    "members",
    "cases",
    "documents",
    "arrears",
    "campaigns",
    "accounts",
    "audit",
    "submitted",
    "transfers",
)
LINE_PX = 56

_LINES = """() => [...document.querySelectorAll('main .table:not(.report-table, .register-table) tbody tr:not(.spacer), main .rows-even > li:not(.spacer)')]
  .map(line => [Math.round(line.getBoundingClientRect().height), line.textContent.trim().slice(0, 60)])"""


@pytest.fixture(scope="module")
def places(system: System) -> dict[str, str]:
    """Units that have something in their lists."""
    branch = system.branch(PLACE)
    chapter = Chapter(system, branch)
    chapter.carried_out(chapter.approve(chapter.sent()))
    chapter.sent()
    chapter.superior.post("/exports", {"unit_id": chapter.superior_unit_id})
    return {"unit": chapter.superior_unit_id}


@pytest.mark.parametrize("width", [360, 1440])
def test_every_line_of_a_list_is_as_high_as_the_others(
    system: System, screens: Screens, places: dict[str, str], width: int
) -> None:
    uneven: dict[str, Any] = {}
    seen: list[str] = []

    for who, lists in (("officer", LISTS), ("administrator", OF_ADMINISTRATORS)):
        screen = _of_width(screens, width)
        _sign_in(screen, system, who)
        for name, path in lists.items():
            screen.open(path.format(**places))
            lines = screen.page.evaluate(_LINES)
            screen.shoot(f"{name}-{width}")
            seen += [name] if lines else []
            if wrong := [line for line in lines if not LINE_PX <= line[0] <= LINE_PX + 2]:
                uneven[name] = wrong[:3]
            assert screen.overflow() == 0, name

    assert uneven == {}
    assert {"members", "cases", "documents", "units", "found-units", "jobs", "accounts", "audit"} <= set(seen)


@pytest.mark.parametrize("name", FILTERED)
def test_a_phone_has_the_filters_of_a_list_in_a_sheet(
    system: System, screens: Screens, places: dict[str, str], name: str
) -> None:
    phone = screens.phone()
    _sign_in(phone, system, "administrator" if name in OF_ADMINISTRATORS else "officer")
    phone.open((LISTS | OF_ADMINISTRATORS | DECIDED_TOGETHER)[name].format(**places))
    expect(phone.page.locator("main .list-tools select")).to_have_count(0)

    phone.press("Lọc")
    sheet = phone.page.get_by_role("dialog")
    expect(sheet.get_by_role("button", name=re.compile(r"^Xem [\d.]+ kết quả$"))).to_be_in_viewport(ratio=1)
    assert phone.violations("dialog") == []


def test_the_sheet_counts_exactly_what_its_filter_leaves(
    system: System, screens: Screens, places: dict[str, str]
) -> None:
    phone = screens.phone()
    _sign_in(phone, system, "officer")
    officer = Client.signed_in(system.url, system.branch(PLACE)["grassroots"])
    asked = officer.get("/cases", open="true", process="admission", limit=1, count="exact")
    phone.open("/ho-so")

    phone.press("Lọc")
    sheet = phone.page.get_by_role("dialog")
    sheet.locator("#xem").select_option("dang-mo")
    sheet.locator("#quy-trinh").select_option(label="Kết nạp")
    see = sheet.get_by_role("button", name=f"Xem {asked['total']} kết quả", exact=True)
    expect(see).to_be_visible()
    see.click()

    expect(phone.page.locator("main .list-count")).to_have_text(re.compile(rf"^{asked['total']} "))
    expect(phone.page.locator("main ul.card.rows > li")).to_have_count(min(asked["total"], 30))


def test_an_exact_number_or_unit_stands_before_all_others(
    system: System, screens: Screens, places: dict[str, str]
) -> None:
    officer = Client.signed_in(system.url, system.branch(PLACE)["grassroots"])
    case = officer.get("/cases", sort="opened", limit=1)["items"][0]
    unit = officer.get(f"/units/{system.branch(PLACE)['chapter']['unit_id']}")

    cases = officer.get("/cases", q=case["number"].lower(), limit=5)["items"]
    units = officer.get("/units", q=unit["name"].lower(), limit=5)["items"]

    assert cases[0]["number"] == case["number"]
    assert units[0]["name"] == unit["name"]


def _of_width(screens: Screens, width: int) -> Screen:
    return screens.phone() if width < 768 else screens.desktop()


def _sign_in(screen: Screen, system: System, who: str) -> None:
    account = system.accounts("administrator")[0] if who == "administrator" else system.branch(PLACE)["grassroots"]
    screen.sign_in(account)
