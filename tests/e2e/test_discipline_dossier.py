"""A case of discipline on its own screen: the chapter's secret ballot, the superior's decision, the complaint of whom it is about."""

from datetime import timedelta
from typing import Any

from playwright.sync_api import expect

from tests.journeys.admissions import today
from tests.journeys.browser import Screen
from tests.journeys.http import Client
from tests.journeys.screens import Screens
from tests.journeys.system import System, until

BRANCH, ELSEWHERE = 4, 9


def test_the_dossier_goes_from_the_ballot_to_a_complaint(system: System, screens: Screens) -> None:
    branch = system.branch(BRANCH)
    chapter = Client.signed_in(system.url, branch["chapter"])
    person = Client.signed_in(system.url, branch["member"]).get("/me")["person"]
    case_id, members = considered(chapter, branch["chapter"]["unit_id"], person["id"])

    phone = _before(screens.phone(), branch["chapter"], case_id)
    phone.sees("Hồ sơ mật")
    phone.sees(f"{branch['grassroots']['unit_name']} quyết định")
    phone.sees(f"trong {members} người có mặt")
    _make(phone, "Ghi kết quả bỏ phiếu kín", for_canh_cao=members, members_total=members, present=members)
    phone.sees(f"Đạt: cảnh cáo được {members}/{members} phiếu")
    _is_fit(phone, "voted")
    _make(phone, "Gửi Đoàn cấp trên")

    desk = _before(screens.desktop(), branch["grassroots"], case_id)
    desk.sees("Quyết định kỷ luật: trong")
    _make(desk, "Quyết định kỷ luật", form="CANH_CAO", reason="Vi phạm kỷ luật phòng thi")
    until(lambda: _in(chapter, case_id, "decided"), what="the decision has its number")
    desk.open(f"/ho-so/{case_id}")
    desk.sees("Chưa công bố")
    _make(desk, "Công bố quyết định", announced_on=f"{today():%d/%m/%Y}", place="Nhà văn hoá")
    desk.sees(f"Có hiệu lực từ {today():%d/%m/%Y}")
    _is_fit(desk, "announced")

    own = _before(screens.phone(), branch["member"], case_id)
    own.sees("Ngày cần nhớ")
    own.sees("Hạn khiếu nại")
    _make(own, "Khiếu nại", complained_on=f"{today():%d/%m/%Y}", content="Hình thức quá nặng")
    own.sees("Đang chờ trả lời")
    _is_fit(own, "complained")

    stranger = screens.desktop()
    stranger.sign_in(system.branch(ELSEWHERE)["chapter"])
    stranger.open(f"/ho-so/{case_id}")
    stranger.sees("Không tìm thấy trang này")
    assert phone.troubles == desk.troubles == own.troubles == []


def considered(chapter: Client, unit_id: str, person_id: str) -> tuple[str, int]:
    """A case that was verified and met on, and how many members the chapter has."""
    on = today()
    form = {"whom": "MEMBER", "violation": "Gian lận trong thi cử", "violated_on": f"{on - timedelta(days=9)}"}
    body = {"process": "discipline", "unit_id": unit_id, "subject_id": person_id, "form": form}
    case = chapter.post("/cases", body)
    for action, given in (
        ("start_verification", {"started_on": f"{on - timedelta(days=5)}", "team": "Lê Thị Thu"}),
        ("conclude_verification", {"ended_on": f"{on - timedelta(days=2)}", "findings": "Có vi phạm"}),
        ("record_meeting", {"held_on": f"{on}", "self_criticism": True, "report_read": True, "chair": "Lê Thị Thu"}),
    ):
        case = chapter.post(f"/cases/{case['id']}/actions", {"action": action, "form": given})
    return case["id"], case["dossier"]["discipline"]["ballot"]["members_total"]


def _before(screen: Screen, account: dict[str, str], case_id: str) -> Screen:
    screen.sign_in(account)
    screen.open(f"/ho-so/{case_id}")
    return screen


def _make(screen: Screen, label: str, **form: Any) -> None:
    """The move is made from the case's actions."""
    screen.page.locator(".case-actions").get_by_role("button", name=label, exact=True).click()
    dialog = screen.page.get_by_role("dialog")
    for name, value in form.items():
        screen.answer(name, str(value))
    dialog.locator("button[type=submit]").click()
    expect(dialog).to_be_hidden()


def _is_fit(screen: Screen, what: str) -> None:
    screen.shoot(what)
    assert screen.violations() == []
    assert screen.overflow() <= 0


def _in(client: Client, case_id: str, state: str) -> bool:
    return bool(client.get(f"/cases/{case_id}")["state"] == state)
