"""What people do wrong, or two of them at once: a stale page, a double click, two officers, an older form, a file of another kind.

Nothing happens twice, and whoever is refused reads what was found and how to mend it.
"""

import json
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any
from uuid import uuid4

from playwright.sync_api import Locator, Request, Route, expect

from tests.journeys.admissions import Chapter, act, candidate
from tests.journeys.browser import Screen
from tests.journeys.http import Client
from tests.journeys.screens import Screens
from tests.journeys.system import System

PLACE = 3
ROUNDS = 6
ANSWERED = frozenset({200, 409, 412})


def _dialog(screen: Screen) -> Locator:
    return screen.page.get_by_role("dialog")


def _moves(case: dict[str, Any], action: str) -> int:
    return sum(line["action"] == action for line in case["history"])


def _with_open_approval(system: System, screens: Screens) -> tuple[Chapter, dict[str, Any], Screen]:
    """A case that was sent, and a superior's screen on which the approval is asked to be confirmed."""
    branch = system.branch(PLACE)
    chapter = Chapter(system, branch)
    case = chapter.sent()
    desk = screens.desktop()
    desk.sign_in(branch["grassroots"])
    desk.open(f"/ho-so/{case['id']}")
    desk.page.locator(".case-actions").get_by_role("button", name="Duyệt", exact=True).click()
    return chapter, case, desk


def test_of_two_officers_at_once_one_decides_and_the_other_is_told(system: System) -> None:
    chapter = Chapter(system, system.branch(PLACE))
    unit_id = chapter.superior_unit_id
    officers = [
        Client.signed_in(system.url, one) for one in system.accounts(level="grassroots") if one["unit_id"] == unit_id
    ]
    assert len(officers) == 2

    for _ in range(ROUNDS):
        case = chapter.sent()
        begin = Barrier(len(officers))

        def decide(officer: Client, case: dict[str, Any] = case, begin: Barrier = begin) -> Any:
            body = {"action": "approve", "form": {}, "note": None}
            begin.wait()
            return officer.once("POST", f"/cases/{case['id']}/actions", key=str(uuid4()), json=body)

        with ThreadPoolExecutor(len(officers)) as pool:
            answers = list(pool.map(decide, officers))

        refused = [answer.json() for answer in answers if not answer.ok]
        done = chapter.carried_out(case)
        assert {answer.status_code for answer in answers} <= ANSWERED
        assert len(refused) == 1
        assert refused[0]["detail"].endswith(".")
        assert refused[0]["mend"].endswith(".")
        assert _moves(done, "approve") == 1
        assert [paper["template"] for paper in done["documents"]].count("T03") == 1


def test_a_page_that_is_out_of_date_decides_nothing_and_offers_the_new_state(system: System, screens: Screens) -> None:
    chapter, case, desk = _with_open_approval(system, screens)

    act(chapter.secretary, case, "cancel", note="Người xin vào Đoàn rút đơn")
    expect(desk.page.locator(".page-facts")).to_contain_text("Đã rút")  # news under the open dialog changes no act
    _dialog(desk).locator("button[type=submit]").click()

    desk.sees("Bản này vừa được người khác sửa")
    desk.shoot("stale")
    assert desk.violations() == []
    _dialog(desk).get_by_role("button", name="Lấy bản mới").click()
    desk.sees("Đã rút")
    assert _moves(chapter.see(case), "approve") == 0
    assert desk.troubles == []


def test_a_page_hears_what_changed_while_its_stream_was_opening(system: System, screens: Screens) -> None:
    branch = system.branch(PLACE)
    chapter = Chapter(system, branch)
    case = chapter.sent()
    desk = screens.desktop()
    desk.sign_in(branch["grassroots"])
    streams: list[Route] = []
    desk.page.route("**/api/v1/stream*", lambda route: streams.append(route))
    desk.open(f"/ho-so/{case['id']}")
    desk.sees("Đã gửi, đang xét")

    act(chapter.secretary, case, "cancel", note="Người xin vào Đoàn rút đơn")
    assert streams
    for stream in streams:
        stream.continue_()

    desk.sees("Đã rút")


def test_an_act_sent_again_after_a_lost_answer_is_done_once(system: System, screens: Screens) -> None:
    chapter, case, desk = _with_open_approval(system, screens)
    desk.page.route("**/api/v1/cases/*/actions", _carry_out_and_lose_the_answer, times=1)

    _dialog(desk).locator("button[type=submit]").click()
    expect(_dialog(desk)).to_contain_text("Máy chủ đang bận")
    # The stream brings the news under the open dialog.
    expect(desk.page.locator(".page-facts")).to_contain_text(re.compile("Đang ban hành quyết định|Đã chuẩn y"))
    _dialog(desk).locator("button[type=submit]").click()

    expect(_dialog(desk)).to_be_hidden()
    assert _moves(chapter.see(case), "approve") == 1
    assert desk.violations() == []


def _carry_out_and_lose_the_answer(route: Route) -> None:
    assert route.fetch().ok
    late = {"title": "Máy chủ đang bận", "detail": "Máy chủ chưa trả lời kịp.", "code": "deadline-exceeded"}
    route.fulfill(status=503, content_type="application/problem+json", body=json.dumps(late))


def test_a_double_click_opens_one_case_and_makes_one_move(system: System, screens: Screens) -> None:
    branch = system.branch(PLACE)
    chapter = Chapter(system, branch)
    phone = screens.phone()
    phone.sign_in(branch["chapter"])
    sent: list[str] = []
    phone.page.on("request", lambda request: sent.append(_sent(request)))
    phone.open("/ho-so/moi/unit_evaluation")
    phone.answer("year", "2019")
    phone.answer("period", f"Kỳ {uuid4().hex[:8]}")
    phone.press("Xem lại", exact=True)
    phone.control("Mở hồ sơ", exact=True).dblclick()
    phone.page.wait_for_url(re.compile(r"/ho-so/[0-9a-f-]{36}$"), wait_until="commit")
    case_id = phone.page.url.rpartition("/")[2]

    phone.open(f"/ho-so/{case_id}")
    phone.page.locator(".case-actions").get_by_role("button", name="Gửi tự đánh giá").click()
    phone.answer("rating", "HTT")
    phone.answer("score", "80")
    _dialog(phone).locator("button[type=submit]").dblclick()
    expect(_dialog(phone)).to_be_hidden()

    assert [each for each in sent if each] == ["POST /api/v1/cases", f"POST /api/v1/cases/{case_id}/actions"]
    assert _moves(chapter.secretary.get(f"/cases/{case_id}"), "review_self") == 1
    assert phone.troubles == []


def _sent(request: Request) -> str:
    address = request.url.partition("/api/v1")[2]
    return f"{request.method} /api/v1{address}" if request.method != "GET" and address.startswith("/cases") else ""


def test_a_form_of_an_older_page_is_refused_by_the_name_of_its_field(system: System) -> None:
    chapter = Chapter(system, system.branch(PLACE))
    body = {
        "process": "admission",
        "unit_id": chapter.unit_id,
        "form": {**candidate(chapter.introducer_id), "party_member": True},
    }

    answer = chapter.secretary.once("POST", "/cases", key=str(uuid4()), json=body)

    told = answer.json()
    assert (answer.status_code, list(told["errors"])) == (422, ["party_member"])
    assert told["mend"].endswith(".")


def test_a_file_that_is_not_what_it_says_is_refused_at_its_field(
    system: System, screens: Screens, tmp_path: Path
) -> None:
    branch = system.branch(PLACE)
    chapter = Chapter(system, branch)
    case = chapter.open()
    program = tmp_path / "don-xin-vao-doan.pdf"
    program.write_bytes(b"MZ" + bytes(400))
    phone = screens.phone()
    phone.sign_in(branch["chapter"])
    phone.open(f"/ho-so/{case['id']}")
    phone.press("Sửa lý lịch")
    phone.page.locator("#f-application_file").set_input_files(program)
    phone.sees(program.name)
    _dialog(phone).get_by_role("button", name="Sửa lý lịch").click()

    phone.sees(re.compile(f"Mục này không nhận tệp “{re.escape(program.name)}”. Chụp hoặc lưu thành .+ rồi chọn lại"))
    phone.shoot("not-a-paper")
    assert phone.violations() == []
    assert "application_file" not in chapter.see(case)["form"]
    assert phone.troubles == []
