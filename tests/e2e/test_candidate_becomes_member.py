"""A candidate becomes a member across three accounts: a secretary's phone, an officer's desk, the new member's card."""

from typing import Any

from playwright.sync_api import expect

from services.members.domain.names import search_key
from tests.journeys.browser import Screen
from tests.journeys.candidates import (
    approve,
    candidate_of,
    decided,
    is_found_by,
    open_the_case,
    record_the_vote,
    send,
    signed_in,
)
from tests.journeys.http import Client
from tests.journeys.screens import Screens
from tests.journeys.system import System, until


def test_a_candidate_becomes_a_member_across_three_accounts(system: System, screens: Screens) -> None:
    branch = system.branch(3)
    chapter, roll, form = candidate_of(system, branch)
    phone, desk = signed_in(screens, branch)

    case_id = open_the_case(phone, form, introducer=roll["items"][0]["full_name"])
    record_the_vote(phone, members=roll["total"])
    send(phone)
    approve(desk, case_id, form["full_name"])
    case = until(lambda: decided(chapter, case_id), what="the decision is in force")
    person_id = case["subject"]["id"]

    for level in ("chapter", "grassroots", "district", "province"):
        is_found_by(Client.signed_in(system.url, branch[level]), form["full_name"], person_id)
    _is_found_on_screen(phone, form["full_name"])
    decision = next(one for one in case["documents"] if one["template"] == "T03")
    code = _decision_opens(desk, case_id, decision)
    _anyone_may_check(screens.phone(), code, decision["number"])
    _has_a_card(phone, person_id)
    _member_shows_the_card(screens.phone(), Client.signed_in(system.url, branch["grassroots"]), person_id, form)
    assert phone.troubles == []
    assert desk.troubles == []


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
