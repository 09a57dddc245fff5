"""How an admission goes on screen: a secretary's phone, an officer's desk, and where the new member is found afterwards."""

import re
from typing import Any

from playwright.sync_api import expect

from services.members.domain.names import search_key
from tests.journeys.admissions import DECIDED, candidate, today
from tests.journeys.browser import Screen
from tests.journeys.http import Client
from tests.journeys.screens import Screens
from tests.journeys.system import System, until

DAYS = ("born_on", "applied_on", "known_since")
BUSY, TRIES, PAUSE_MS = "Máy chủ đang bận", 4, 2_000
Branch = dict[str, dict[str, str]]


def candidate_of(system: System, branch: Branch) -> tuple[Client, dict[str, Any], dict[str, Any]]:
    """The chapter's secretary, its roll, and a candidate whom its first member introduces."""
    system.wait_ready()
    chapter = Client.signed_in(system.url, branch["chapter"])
    roll = chapter.get("/members", unit_id=branch["chapter"]["unit_id"], status="ACTIVE", limit=100, count="exact")
    return chapter, roll, candidate(roll["items"][0]["id"])


def signed_in(screens: Screens, branch: Branch) -> tuple[Screen, Screen]:
    """The secretary's phone and the officer's desk."""
    phone, desk = screens.phone(), screens.desktop()
    phone.sign_in(branch["chapter"])
    desk.sign_in(branch["grassroots"])
    return phone, desk


def open_the_case(phone: Screen, form: dict[str, Any], *, introducer: str) -> str:
    """The secretary fills in the file and opens it; the id of the case."""
    phone.open("/ho-so")
    phone.press("Mở hồ sơ")
    phone.press("Kết nạp", exact=True)
    asked = {name: value for name, value in form.items() if name not in ("introducer_id", "known_since")}
    phone.sees("Trang 1/3")
    _answer_page(phone, asked)
    while phone.turn_page():
        phone.shoot("page")
        _answer_page(phone, asked)
    assert asked == {}
    phone.answer("introducer_id", search_key(introducer))
    phone.page.get_by_role("option", name=introducer).first.click()
    phone.answer("known_since", _as_written(form["known_since"]))
    phone.shoot("filled")
    phone.press("Xem lại", exact=True)
    phone.sees("Xem lại trước khi mở")
    phone.sees(form["full_name"])
    phone.press("Mở hồ sơ", exact=True)
    phone.page.wait_for_url(re.compile(r"/ho-so/[0-9a-f-]{36}$"), wait_until="commit")
    phone.sees("Đã có đơn xin vào Đoàn")
    phone.shoot("opened")
    return phone.page.url.rpartition("/")[2]


def _answer_page(phone: Screen, asked: dict[str, Any]) -> None:
    """Fill in what the open page asks for; it is asked for no more."""
    for name in [name for name in asked if phone.asks_for(name)]:
        value = asked.pop(name)
        phone.answer(name, _as_written(value) if name in DAYS else value)


def _carry_out(screen: Screen, name: str) -> None:
    """Press the dialog's button until the dialog closes: again where the server was busy, as the screen asks."""
    dialog = screen.page.get_by_role("dialog")
    for _ in range(TRIES):
        dialog.get_by_role("button", name=name, exact=True).click()
        expect(dialog.get_by_text(BUSY).or_(screen.page.locator("body:not(:has(dialog[open]))"))).to_be_visible(
            timeout=20_000
        )
        if not dialog.is_visible():
            return
        screen.page.wait_for_timeout(PAUSE_MS)
    raise AssertionError(f"the server was still busy at the {TRIES}th press of {name}")


def record_the_vote(phone: Screen, *, members: int) -> None:
    phone.press("Ghi nhận kết quả biểu quyết")
    votes = {
        "met_on": f"{today():%d/%m/%Y}",
        "members_total": members,
        "present": members,
        "agree": members - 1,
        "disagree": 1,
    }
    for name, value in votes.items():
        phone.answer(name, str(value))
    phone.shoot("vote")
    # The rail names the step before it is reached: the dialog closes once it is.
    _carry_out(phone, "Ghi nhận kết quả biểu quyết")
    phone.sees("Chi đoàn đã biểu quyết")


def send(phone: Screen) -> None:
    phone.press("Gửi Đoàn cấp trên")
    _carry_out(phone, "Gửi Đoàn cấp trên")
    phone.sees("Đã gửi, đang xét")
    phone.shoot("sent")


def approve(desk: Screen, case_id: str, name: str) -> None:
    """The officer finds the case among what waits, and approves it in her position's name."""
    desk.open("/viec")
    desk.sees(name)
    desk.shoot("waiting")
    desk.open(f"/ho-so/{case_id}")
    expect(desk.page.get_by_role("heading", name="Kết quả biểu quyết")).to_be_visible()
    desk.shoot("asked")
    press_approve(desk)


def press_approve(desk: Screen) -> None:
    desk.press("Duyệt", exact=True)
    dialog = desk.page.get_by_role("dialog")
    expect(dialog.get_by_text("Quyết định chuẩn y kết nạp được ban hành và có số.")).to_be_visible()
    desk.shoot("approve")
    _carry_out(desk, "Duyệt")
    desk.sees(re.compile("Đang ban hành quyết định|Đã chuẩn y"))


def decided(client: Client, case_id: str) -> dict[str, Any] | None:
    case: dict[str, Any] = client.get(f"/cases/{case_id}")
    return case if case["state"] in DECIDED else None


def is_found_by(client: Client, name: str, person_id: str) -> None:
    typed = search_key(name)
    found = until(lambda: _by_id(client, typed, person_id), what=f"found by {typed}", limit_s=20)
    assert found["status"] == "ACTIVE"


def _by_id(client: Client, typed: str, person_id: str) -> dict[str, Any] | None:
    return next((item for item in client.get("/members", q=typed, limit=100)["items"] if item["id"] == person_id), None)


def _as_written(day: str) -> str:
    year, month, on = day.split("-")
    return f"{on}/{month}/{year}"
