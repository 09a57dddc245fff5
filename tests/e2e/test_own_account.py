"""A member's own account: a second factor turned on from a phone, and who has looked at their data."""

import time
from typing import Any

import pyotp
import pytest
from playwright.sync_api import expect

from tests.journeys.browser import Screen
from tests.journeys.http import Client
from tests.journeys.screens import Screens
from tests.journeys.system import System

PASSWORD = "hoa phượng đỏ 2026"
STEP_S = 30
WITHOUT_ACCOUNT = """
    SELECT people.id, people.code FROM people LEFT JOIN accounts ON accounts.person_id = people.id
    WHERE people.unit_id = %s AND people.status = 'ACTIVE' AND people.code IS NOT NULL AND accounts.person_id IS NULL
    ORDER BY people.id LIMIT 1
"""


@pytest.fixture
def newcomer(system: System) -> dict[str, Any]:
    """A member who has just been invited; `officer` sees their data from the unit above."""
    branch = system.branch(1)
    officer = Client.signed_in(system.url, branch["grassroots"])
    [person] = system.rows("members", WITHOUT_ACCOUNT, branch["chapter"]["unit_id"])
    invitation = officer.post(f"/members/{person['id']}/invitation")
    return {"officer": officer, "id": person["id"], "login": person["code"], "token": invitation["token"]}


def test_a_second_factor_is_turned_on_and_asked_for_at_the_next_sign_in(
    system: System, screens: Screens, newcomer: dict[str, Any]
) -> None:
    phone = screens.phone()
    _come_in(phone, newcomer)
    phone.open("/toi")
    phone.press("Bật xác thực hai lớp")
    expect(phone.page.get_by_role("img", name="Mã QR để ứng dụng xác thực quét")).to_be_visible()
    phone.page.locator(".second-factor").scroll_into_view_if_needed()
    phone.shoot("secret")
    assert phone.violations() == []
    assert phone.overflow() <= 0
    app = pyotp.TOTP(str(phone.page.locator(".secret code").text_content()).replace(" ", ""))

    _confirm(phone, "000000" if app.now() != "000000" else "111111")
    phone.sees("Mã đã hết hạn. Nhập mã đang hiện trong ứng dụng xác thực.")
    _confirm(phone, app.now())
    phone.sees("Đã bật xác thực hai lớp.")
    codes = phone.page.locator(".recovery-codes code").all_text_contents()
    assert len(set(codes)) == 10
    phone.shoot("codes")
    assert phone.violations() == []
    phone.press("Đã giữ các mã")
    phone.sees("Đang bật")

    for code in (app.at(int(time.time()) + STEP_S), codes[0]):
        other = screens.phone()
        _sign_in(other, newcomer["login"])
        other.page.get_by_label("Mã xác thực 6 số").fill(code)
        other.press("Xác nhận", exact=True)
        other.page.wait_for_url(lambda url: "dang-nhap" not in url, wait_until="commit")
        other.open("/toi")
        other.sees("Đang bật")
    assert phone.troubles == []


def test_a_member_reads_who_has_looked_at_their_data(
    system: System, screens: Screens, newcomer: dict[str, Any]
) -> None:
    phone = screens.phone()
    _come_in(phone, newcomer)
    phone.open("/toi/ai-da-xem")
    phone.sees("Chưa có ai xem nhóm dữ liệu nhạy cảm của bạn.")
    viewer = newcomer["officer"].get("/me")["person"]["full_name"]

    newcomer["officer"].get(f"/members/{newcomer['id']}", reveal="contact")
    phone.open("/toi")
    phone.press("Ai đã xem dữ liệu của tôi")

    phone.sees(viewer)
    phone.sees("1 lượt xem")
    phone.shoot("seen")
    assert phone.violations() == []
    assert phone.troubles == []


def _come_in(phone: Screen, newcomer: dict[str, Any]) -> None:
    """By the one-time link: a password, and signed in."""
    phone.open(f"/moi/{newcomer['token']}")
    phone.page.get_by_label("Mật khẩu mới").fill(PASSWORD)
    phone.page.get_by_label("Nhập lại mật khẩu").fill(PASSWORD)
    phone.press("Đặt mật khẩu", exact=True)
    phone.page.wait_for_url(lambda url: "/moi/" not in url, wait_until="commit")


def _confirm(phone: Screen, code: str) -> None:
    phone.page.get_by_label("Mã 6 số").fill(code)
    phone.press("Xác nhận mã")


def _sign_in(phone: Screen, login: str) -> None:
    phone.open("/dang-nhap")
    phone.page.get_by_label("Mã đoàn viên, số điện thoại hoặc thư điện tử").fill(login)
    phone.page.get_by_label("Mật khẩu", exact=True).fill(PASSWORD)
    phone.press("Đăng nhập", exact=True)
