"""A member asks on a phone to have the file changed; the secretary approves, takes it back, rejects; the member reads it."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.journeys.browser import Screen
from tests.journeys.http import Client
from tests.journeys.screens import Screens
from tests.journeys.system import System

BRANCH = 4
WORKPLACE, PLACE = "Xưởng may số 2", "Trạm y tế xã"
MOST_PRESSES_TO_ASK, MOST_PRESSES_TO_APPROVE = 4, 2


@pytest.fixture
def member(system: System) -> Iterator[dict[str, Any]]:
    """Somebody of the chapter with an account of their own; nothing of theirs waits, before or after."""
    account = system.branch(BRANCH)["member"]
    client = Client.signed_in(system.url, account)
    found = {"account": account, "client": client, **client.get("/me")["person"]}
    _withdraw_all(found)
    yield found
    _withdraw_all(found)


@pytest.fixture
def secretary(system: System) -> dict[str, str]:
    return system.branch(BRANCH)["chapter"]


def test_a_member_asks_the_secretary_approves_and_can_take_it_back(
    screens: Screens, member: dict[str, Any], secretary: dict[str, str]
) -> None:
    phone, officer = screens.phone(), screens.phone()
    phone.sign_in(member["account"])
    phone.open(f"/doan-vien/{member['id']}/so")
    phone.count_presses()
    _ask(phone, "Nơi công tác, học tập").click()
    phone.answer("workplace", WORKPLACE)
    phone.press("Gửi đề nghị")
    phone.sees("Đã gửi đề nghị.")
    assert phone.presses <= MOST_PRESSES_TO_ASK
    row = _row(phone, "workplace")
    expect(row).to_contain_text(WORKPLACE)
    expect(row).to_contain_text(f"Đang chờ {member['unit']['name']} duyệt")
    assert (phone.violations(), phone.overflow() <= 0) == ([], True)
    phone.shoot("waits")

    officer.sign_in(secretary)
    officer.open("/viec")
    officer.count_presses()
    officer.control(f"Sửa thông tin · {member['full_name']}").click()
    officer.control(f"Duyệt: Nơi công tác, học tập của {member['full_name']}").click()
    officer.sees("Đã duyệt 1 mục.")
    assert officer.presses <= MOST_PRESSES_TO_APPROVE
    assert (officer.violations(), officer.overflow() <= 0) == ([], True)
    expect(row).not_to_contain_text("Đang chờ")
    expect(row).to_contain_text(WORKPLACE)

    phone.open("/")
    phone.sees("Đã trả lời đề nghị sửa thông tin")
    phone.sees(f"Nơi công tác, học tập: {WORKPLACE}")
    assert phone.violations() == []
    phone.shoot("answered")

    officer.page.get_by_role("button", name="Hoàn tác").first.click()
    officer.sees("Đã hoàn tác 1 mục; đề nghị lại chờ trả lời.")
    phone.open(f"/doan-vien/{member['id']}/so")
    expect(_row(phone, "workplace")).to_contain_text("Đang chờ")
    phone.press("Rút lại đề nghị sửa: Nơi công tác, học tập")
    phone.sees("Đã rút đề nghị.")
    expect(_row(phone, "workplace")).not_to_contain_text(WORKPLACE)
    assert phone.troubles + officer.troubles == []


def test_a_name_needs_a_reason_and_a_rejection_is_read_with_its_own(
    screens: Screens, member: dict[str, Any], secretary: dict[str, str]
) -> None:
    phone, desk = screens.phone(), screens.desktop()
    phone.sign_in(member["account"])
    phone.open(f"/doan-vien/{member['id']}/so")
    _ask(phone, "Họ và tên khai sinh").click()
    phone.answer("full_name", f"{member['full_name']} Em")
    phone.press("Gửi đề nghị")
    phone.sees("cần ghi lý do đề nghị sửa")
    phone.answer("reason", "Theo giấy khai sinh.")
    phone.press("Gửi đề nghị")
    phone.sees("Đã gửi đề nghị.")
    _ask(phone, "Quê quán").click()
    phone.answer("native_place", PLACE)
    phone.press("Gửi đề nghị")
    expect(_row(phone, "native_place")).to_contain_text("Đang chờ")

    desk.sign_in(secretary)
    desk.open("/sua-thong-tin")
    desk.sees("Theo giấy khai sinh.")
    desk.shoot("desk")
    assert (desk.violations(), desk.overflow() <= 0) == ([], True)
    for title in ("Họ và tên khai sinh", "Quê quán"):
        desk.page.get_by_label(f"Chọn {title} của {member['full_name']}").check()
    desk.press("Từ chối", exact=True)
    dialog = desk.page.get_by_role("dialog")
    dialog.get_by_role("button", name="Từ chối", exact=True).click()
    desk.sees("Có 1 chỗ cần sửa")
    desk.answer("reason", "Mang giấy khai sinh đến chi đoàn.")
    dialog.get_by_role("button", name="Từ chối", exact=True).click()
    desk.sees("Đã từ chối 2 mục.")

    phone.open("/")
    phone.sees("Mang giấy khai sinh đến chi đoàn.")
    phone.press("Đã xem")
    expect(phone.page.get_by_text("Đã trả lời đề nghị sửa thông tin")).to_have_count(0)
    assert member["client"].get(f"/members/{member['id']}")["full_name"] == member["full_name"]
    assert phone.troubles + desk.troubles == []


def _ask(phone: Screen, title: str) -> Locator:
    """The button beside what is written, or the one that adds what is not."""
    either = phone.page.get_by_role("button", name=f"Đề nghị sửa: {title}").or_(
        phone.page.get_by_role("button", name=f"Bổ sung: {title}")
    )
    return either.filter(visible=True).first


def _row(phone: Screen, field: str) -> Locator:
    return phone.page.locator(f"#muc-{field}")


def _withdraw_all(member: dict[str, Any]) -> None:
    requests = member["client"].get(f"/members/{member['id']}/edit-requests")["items"]
    for request in requests:
        if request["state"] == "WAITING":
            member["client"].post(f"/edit-requests/{request['id']}/withdrawal")
