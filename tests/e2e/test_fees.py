"""A secretary collects fees on a phone and sends the superior's share up; the officer above confirms it on a desktop."""

from itertools import islice
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.e2e.test_accessibility import _SMALL
from tests.journeys.browser import Screen
from tests.journeys.http import Client
from tests.journeys.screens import Screens
from tests.journeys.system import FEE_BOOKS, System

MONTHS, PEOPLE = 3, 5


def test_fees_are_collected_on_a_phone_and_confirmed_on_a_desktop(system: System, screens: Screens) -> None:
    branch = system.branch(FEE_BOOKS[0])
    chapter, above = branch["chapter"], branch["grassroots"]
    secretary, officer = (Client.signed_in(system.url, one) for one in (chapter, above))
    phone = screens.phone()
    phone.sign_in(chapter)
    phone.open(f"/doan-phi/{chapter['unit_id']}")
    _open_book(phone)
    expected = _payable(secretary, chapter["unit_id"])

    _collect(phone, expected)
    collected = secretary.get(f"/units/{chapter['unit_id']}/fees")["figures"]
    assert collected["collected"] == sum(expected.values())

    sent = _declare(phone, chapter["unit_id"], sum(expected.values()))

    desk = screens.desktop()
    desk.sign_in(above)
    desk.open(f"/doan-phi/{above['unit_id']}")
    desk.sees("1 khoản cấp dưới nộp đang chờ bạn xác nhận.")
    desk.press("Xem các khoản")
    desk.sees(chapter["unit_name"])
    desk.shoot("incoming")
    assert desk.violations() == []
    desk.page.locator("main .row-link", has_text=chapter["unit_name"]).first.click()
    expect(desk.page.get_by_role("dialog").get_by_text("Thu, nhận")).to_be_visible()
    desk.shoot("remittance")
    assert desk.violations("dialog") == []
    for _ in ("what came", "what it means"):
        desk.page.get_by_role("dialog").get_by_role("button", name="Xác nhận đã nhận").click()
    desk.sees("Đã xác nhận.")

    levels = {one["level"]: one["figures"] for one in officer.get("/fees/summary", unit_id=above["unit_id"])["levels"]}
    assert levels["CHAPTER"]["remitted"] == levels["GRASSROOTS"]["received"] == sent
    assert levels["CHAPTER"]["kept"] == sum(expected.values()) - sent
    desk.open(f"/doan-phi/{above['unit_id']}/tong-hop")
    desk.sees("Chi đoàn (")
    desk.shoot("summary")
    assert desk.violations() == []
    assert phone.troubles == desk.troubles == []


def test_a_member_sees_their_own_account_and_arrears_are_listed(system: System, screens: Screens) -> None:
    branch = system.branch(FEE_BOOKS[1])
    chapter, member = branch["chapter"], branch["member"]
    secretary = Client.signed_in(system.url, chapter)
    unit_id = chapter["unit_id"]
    begun = secretary.get(f"/units/{unit_id}/fees")
    month = _months_before(begun["this_month"], 2)
    secretary.put(f"/units/{unit_id}/fee-book", {"from_month": month})

    phone = screens.phone()
    phone.sign_in(member)
    phone.open("/doan-phi")
    phone.sees("Tình trạng đoàn phí")
    phone.sees("Mức mỗi tháng")
    phone.shoot("own")
    assert phone.violations() == []
    assert phone.overflow() == 0

    desk = screens.desktop(color_scheme="dark")
    desk.sign_in(chapter)
    for tab, text in (("", "Sổ mở từ tháng"), ("/no-phi", "người còn nợ"), ("/bien-lai", "Chưa có biên lai")):
        desk.open(f"/doan-phi/{unit_id}{tab}")
        desk.sees(text)
        desk.shoot(f"tab{tab}")
        assert desk.violations() == []
    assert phone.troubles == desk.troubles == []


@pytest.mark.parametrize("width", [320, 360])
def test_fee_screens_fit_narrow_windows_and_fingers(system: System, screens: Screens, width: int) -> None:
    branch = system.branch(FEE_BOOKS[0])
    screen = screens.of_width(width)
    screen.sign_in(branch["grassroots"])
    wrong: dict[str, Any] = {}

    for level in ("chapter", "grassroots"):
        for tab in ("", "/bien-lai", "/nop-cap-tren", "/nop-cap-tren?chieu=in", "/no-phi", "/tong-hop"):
            screen.open(f"/doan-phi/{branch[level]['unit_id']}{tab}")
            found = [screen.overflow() or "", *screen.page.evaluate(_SMALL), *screen.violations()]
            if any(found):
                wrong[f"{level}{tab}"] = found

    assert wrong == {}
    assert screen.troubles == []


def _months_before(month: str, count: int) -> str:
    number = int(month[:4]) * 12 + int(month[5:7]) - 1 - count
    return f"{number // 12}-{number % 12 + 1:02}-01"


def _open_book(phone: Screen) -> None:
    phone.sees("Chi đoàn chưa mở sổ thu.")
    phone.shoot("no-book")
    assert phone.violations() == []
    phone.press("Mở sổ thu")
    phone.page.locator("#mo-so").select_option(index=MONTHS - 1)
    phone.page.get_by_role("dialog").get_by_role("button", name="Mở sổ thu").click()
    phone.sees("Đã mở sổ thu.")


def _payable(client: Client, unit_id: str) -> dict[str, int]:
    """What some members of the book have to pay up to this month, by name. Newcomers owe less, and are passed over."""
    rows: list[dict[str, Any]] = client.get(f"/units/{unit_id}/fees")["people"]
    owing = [row for row in rows if len(row["payable"]) == MONTHS]
    amounts = {row["person"]["full_name"]: sum(month["amount"] for month in row["payable"]) for row in owing}
    assert len(amounts) >= PEOPLE
    return dict(islice(amounts.items(), PEOPLE))


def _collect(phone: Screen, payable: dict[str, int]) -> None:
    expected = payable.values()
    for name in payable:
        phone.page.get_by_label(f"Chọn {name}", exact=True).first.check()
    phone.shoot("book")
    assert phone.violations() == []
    assert phone.overflow() == 0
    phone.press(f"Thu đoàn phí {PEOPLE} người")
    phone.shoot("collecting")
    assert phone.violations() == []
    amount = f"{sum(expected):,} đ".replace(",", ".")
    phone.press(f"Ghi thu {amount}")
    phone.sees(f"Đã thu {amount}")
    phone.sees("Số 0005/")
    phone.shoot("collected")
    assert phone.violations() == []
    phone.page.get_by_role("dialog").get_by_role("button", name="Đóng", exact=True).last.click()
    phone.sees("✓")


def _declare(phone: Screen, unit_id: str, collected: int) -> int:
    """The third that goes up, as the screen says it."""
    sent = collected // 3
    amount = f"{sent:,} đ".replace(",", ".")
    phone.open(f"/doan-phi/{unit_id}/nop-cap-tren")
    phone.shoot("outlook")
    assert phone.violations() == []
    phone.press(f"Khai nộp {amount}")
    phone.page.get_by_role("dialog").get_by_role("button", name=f"Khai nộp {amount}").click()
    phone.sees("Chờ xác nhận")
    phone.shoot("declared")
    assert phone.overflow() == 0
    return sent
