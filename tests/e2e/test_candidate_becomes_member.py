"""A candidate becomes a member across three accounts: a secretary's phone, an officer's desk, the new member's card."""

import re
from typing import Any

from playwright.sync_api import expect

from services.members.domain.names import search_key
from tests.e2e.conftest import Screens
from tests.journeys.admissions import DECIDED, candidate, today
from tests.journeys.browser import Screen
from tests.journeys.http import Client
from tests.journeys.system import System, until

DAYS = ("born_on", "applied_on", "known_since")
AWAY_S = 60
BUSY, TRIES, PAUSE_MS = "Máy chủ đang bận", 4, 2_000


def test_a_candidate_becomes_a_member_across_three_accounts(system: System, screens: Screens) -> None:
    branch = system.branch(3)
    chapter, roll, form = _candidate_of(system, branch)
    phone, desk = _signed_in(screens, branch)

    case_id = _open_the_case(phone, form, introducer=roll["items"][0]["full_name"])
    _record_the_vote(phone, members=roll["total"])
    _send(phone)
    _approve(desk, case_id, form["full_name"])
    case = until(lambda: _decided(chapter, case_id), what="the decision is in force")
    person_id = case["subject"]["id"]

    for level in ("chapter", "grassroots", "district", "province"):
        _is_found_by(Client.signed_in(system.url, branch[level]), form["full_name"], person_id)
    _is_found_on_screen(phone, form["full_name"])
    decision = next(one for one in case["documents"] if one["template"] == "T03")
    code = _decision_opens(desk, case_id, decision)
    _anyone_may_check(screens.phone(), code, decision["number"])
    _has_a_card(phone, person_id)
    _member_shows_the_card(screens.phone(), Client.signed_in(system.url, branch["grassroots"]), person_id, form)
    assert phone.troubles == []
    assert desk.troubles == []


def test_the_same_with_workflows_killed_between_the_steps(system: System, screens: Screens) -> None:
    branch = system.branch(4)
    chapter, roll, form = _candidate_of(system, branch)
    phone, desk = _signed_in(screens, branch)

    case_id = _open_the_case(phone, form, introducer=roll["items"][0]["full_name"])
    _kill_workflows(system)
    _record_the_vote(phone, members=roll["total"])
    _kill_workflows(system)
    _send(phone)
    _kill_workflows(system)
    _approve(desk, case_id, form["full_name"])
    _kill_workflows(system)
    case = until(lambda: _decided(chapter, case_id), what="the decision is in force", limit_s=60)

    _is_found_by(chapter, form["full_name"], case["subject"]["id"])
    assert sorted(one["template"] for one in case["documents"]) == ["T01", "T02", "T03"]


def test_the_same_with_members_down_at_approval_and_back_a_minute_later(system: System, screens: Screens) -> None:
    branch = system.branch(5)
    chapter, roll, form = _candidate_of(system, branch)
    phone, desk = _signed_in(screens, branch)
    case_id = _open_the_case(phone, form, introducer=roll["items"][0]["full_name"])
    _record_the_vote(phone, members=roll["total"])
    _send(phone)
    desk.open(f"/ho-so/{case_id}")

    system.stop("members")
    try:
        _press_approve(desk)
        desk.sees("Đang ban hành quyết định")
        desk.page.wait_for_timeout(AWAY_S * 1000)
        desk.shoot("members-away")
        assert not _decided(chapter, case_id)
    finally:
        system.start("members")
    case = until(lambda: _decided(chapter, case_id), what="the decision is in force", limit_s=60)

    desk.sees("Đã chuẩn y")  # told by the stream: nobody has opened the page again
    _is_found_by(chapter, form["full_name"], case["subject"]["id"])
    assert sorted(one["template"] for one in case["documents"]) == ["T01", "T02", "T03"]


Branch = dict[str, dict[str, str]]


def _candidate_of(system: System, branch: Branch) -> tuple[Client, dict[str, Any], dict[str, Any]]:
    """The chapter's secretary, its roll, and a candidate whom its first member introduces."""
    system.wait_ready()
    chapter = Client.signed_in(system.url, branch["chapter"])
    roll = chapter.get("/members", unit_id=branch["chapter"]["unit_id"], status="ACTIVE", limit=100, count="exact")
    return chapter, roll, candidate(roll["items"][0]["id"])


def _kill_workflows(system: System) -> None:
    """Both hosts run, then neither."""
    until(lambda: len(system.pids("workflows")) == 2, what="both hosts run")
    system.kill("workflows")


def _signed_in(screens: Screens, branch: Branch) -> tuple[Screen, Screen]:
    """The secretary's phone and the officer's desk."""
    phone, desk = screens.phone(), screens.desktop()
    phone.sign_in(branch["chapter"])
    desk.sign_in(branch["grassroots"])
    return phone, desk


def _open_the_case(phone: Screen, form: dict[str, Any], *, introducer: str) -> str:
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


def _record_the_vote(phone: Screen, *, members: int) -> None:
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


def _send(phone: Screen) -> None:
    phone.press("Gửi Đoàn cấp trên")
    _carry_out(phone, "Gửi Đoàn cấp trên")
    phone.sees("Đã gửi, đang xét")
    phone.shoot("sent")


def _approve(desk: Screen, case_id: str, name: str) -> None:
    """The officer finds the case among what waits, and approves it in her position's name."""
    desk.open("/viec")
    desk.sees(name)
    desk.shoot("waiting")
    desk.open(f"/ho-so/{case_id}")
    expect(desk.page.get_by_role("heading", name="Kết quả biểu quyết")).to_be_visible()
    desk.shoot("asked")
    _press_approve(desk)


def _press_approve(desk: Screen) -> None:
    desk.press("Duyệt", exact=True)
    dialog = desk.page.get_by_role("dialog")
    expect(dialog.get_by_text("Quyết định chuẩn y kết nạp được ban hành và có số.")).to_be_visible()
    desk.shoot("approve")
    _carry_out(desk, "Duyệt")
    desk.sees(re.compile("Đang ban hành quyết định|Đã chuẩn y"))


def _decided(client: Client, case_id: str) -> dict[str, Any] | None:
    case: dict[str, Any] = client.get(f"/cases/{case_id}")
    return case if case["state"] in DECIDED else None


def _is_found_by(client: Client, name: str, person_id: str) -> None:
    typed = search_key(name)
    found = until(lambda: _by_id(client, typed, person_id), what=f"found by {typed}", limit_s=20)
    assert found["status"] == "ACTIVE"


def _by_id(client: Client, typed: str, person_id: str) -> dict[str, Any] | None:
    return next((item for item in client.get("/members", q=typed, limit=100)["items"] if item["id"] == person_id), None)


def _is_found_on_screen(phone: Screen, name: str) -> None:
    phone.open("/doan-vien")
    phone.page.get_by_label("Tìm tên, mã").fill(search_key(name))
    expect(phone.page.get_by_role("link", name=name).first).to_be_visible()
    phone.shoot("found")


def _decision_opens(desk: Screen, case_id: str, decision: dict[str, Any]) -> str:
    """The decision stands in the case with its number, and its PDF is one; the code it is checked by."""
    desk.open(f"/ho-so/{case_id}")
    desk.sees(decision["number"])
    desk.shoot("decided")
    desk.press(decision["title"])
    desk.sees("Còn hiệu lực")
    desk.shoot("decision")
    pdf = desk.page.request.get(f"/api/v1/documents/{decision['id']}/file.pdf")
    assert pdf.ok
    assert pdf.headers["content-type"] == "application/pdf"
    assert pdf.body().startswith(b"%PDF-")
    seen = desk.page.request.get(f"/api/v1/documents/{decision['id']}").json()
    assert seen["state"] == "in_force"
    return str(seen["verify_url"]).rpartition("/xt/")[2]


def _anyone_may_check(stranger: Screen, code: str, number: str) -> None:
    stranger.open(f"/xt/{code}")
    stranger.sees(number)
    expect(stranger.page.get_by_role("heading", name="Còn hiệu lực")).to_be_visible()
    stranger.shoot("checked")


def _has_a_card(phone: Screen, person_id: str) -> None:
    card = phone.page.request.get(f"/api/v1/members/{person_id}/card").json()
    assert card["code"]
    assert card["qr"]


def _member_shows_the_card(phone: Screen, officer: Client, person_id: str, form: dict[str, Any]) -> None:
    """By a one-time link the new member sets a password, signs in, and holds the card."""
    invitation = officer.post(f"/members/{person_id}/invitation")
    phone.open(str(invitation["url"] if "url" in invitation else f"/moi/{invitation['token']}"))
    phone.page.get_by_label("Mật khẩu mới").fill("hoa phượng đỏ 2026")
    phone.page.get_by_label("Nhập lại mật khẩu").fill("hoa phượng đỏ 2026")
    phone.press("Đặt mật khẩu", exact=True)
    phone.page.wait_for_url(lambda url: "/moi/" not in url, wait_until="commit")
    phone.open("/the")
    phone.sees(form["full_name"])
    expect(
        phone.page.get_by_alt_text("Mã QR thẻ đoàn viên")
        .or_(phone.page.get_by_role("img", name="Mã QR thẻ đoàn viên"))
        .first
    ).to_be_visible()
    phone.shoot("card")
    assert phone.troubles == []


def _as_written(day: str) -> str:
    year, month, on = day.split("-")
    return f"{on}/{month}/{year}"
