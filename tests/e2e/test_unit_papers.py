"""A unit's papers: its history by its decisions, the papers about it, and a dissolution that is carried out by one decision."""

import re
from collections.abc import Callable
from itertools import count
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.journeys.admissions import today
from tests.journeys.browser import Screen
from tests.journeys.http import Client
from tests.journeys.screens import Screens
from tests.journeys.system import System, until

BRANCH, ELSEWHERE = 5, 9
_numbers = count(1)


@pytest.fixture
def branch(system: System) -> dict[str, dict[str, str]]:
    return system.branch(BRANCH)


@pytest.fixture
def superior(system: System, branch: dict[str, dict[str, str]]) -> Client:
    return Client.signed_in(system.url, branch["grassroots"])


@pytest.fixture
def found(superior: Client, branch: dict[str, dict[str, str]]) -> Callable[[], dict[str, Any]]:
    """A new, empty chapter below the commune, founded on paper."""

    def made() -> dict[str, Any]:
        name = f"Chi đoàn thôn Văn Bản {next(_numbers)}"
        body = {"parent_id": branch["grassroots"]["unit_id"], "name": name, "kind": "DIA_BAN_DAN_CU"}
        unit: dict[str, Any] = superior.post("/units", {**body, "decision_no": "12-QĐ/ĐTN"})
        return unit

    return made


@pytest.fixture
def renamed(superior: Client, found: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """A chapter that the commune has renamed by a decision, which has its number."""
    unit = found()
    superior.patch(f"/units/{unit['id']}", {"name": f"{unit['name']} Mới"})
    act: dict[str, Any] = until(lambda: _numbered(superior, unit["id"]), what="the decision has its number")
    return {**unit, "act": act}


def _numbered(superior: Client, unit_id: str) -> dict[str, Any] | None:
    acts: list[dict[str, Any]] = superior.get(f"/units/{unit_id}/acts")["items"]
    return next((act for act in acts if act["document_id"]), None)


@pytest.mark.parametrize("width", [360, 1440])
def test_a_unit_shows_its_history_and_the_papers_about_it(
    screens: Screens, branch: dict[str, dict[str, str]], renamed: dict[str, Any], width: int
) -> None:
    number = renamed["act"]["decision_no"]
    screen = screens.of_width(width)
    screen.sign_in(branch["grassroots"])
    screen.open(f"/don-vi/{renamed['id']}/tong-quan")

    screen.page.get_by_role("navigation", name="Mục của đơn vị").get_by_role("link", name="Văn bản").click()
    screen.sees(f"Đổi tên từ {renamed['name']} thành {renamed['name']} Mới")
    screen.sees("1 văn bản")
    decision = screen.page.get_by_role("link", name=f"theo QĐ số {number}, ngày {today():%d/%m/%Y}")
    expect(decision).to_be_visible()
    screen.shoot("papers")
    assert screen.violations() == []
    assert screen.overflow() <= 0

    if width == 360:
        screen.press("Lọc")
    screen.page.get_by_label("Năm").select_option(str(today().year))
    screen.sees(re.compile("^(1 văn bản|Xem 1 kết quả)$"))
    screen.page.get_by_label("Loại").select_option("BB")
    if width == 360:
        screen.press("Xem 0 kết quả", exact=True)
    screen.sees("Không có văn bản nào khớp.")
    screen.press("Bỏ mọi điều kiện")
    screen.page.get_by_label("Tìm số, trích yếu").fill(number.replace("-", " "))
    expect(screen.page).to_have_url(re.compile(r"q="))
    screen.sees("1 văn bản")

    decision.click()
    expect(screen.page.get_by_role("heading", level=1, name=number)).to_be_visible()
    assert screen.troubles == []


@pytest.mark.parametrize("width", [360, 1440])
def test_the_office_above_chooses_how_a_units_papers_are_abbreviated(
    screens: Screens,
    superior: Client,
    branch: dict[str, dict[str, str]],
    found: Callable[[], dict[str, Any]],
    width: int,
) -> None:
    unit = found()
    path = f"/units/{unit['id']}/document-symbols"
    until(lambda: superior.status("GET", path) == 200, what="the new chapter is known to the register")
    screen = screens.of_width(width)
    screen.sign_in(branch["grassroots"])
    screen.open(f"/don-vi/{unit['id']}/van-ban")

    screen.press("Đổi ký hiệu")
    screen.answer("body", "CĐVB")
    screen.answer("types-NQ", "NQ 1")
    screen.shoot("symbols")
    assert screen.violations() == []
    assert screen.overflow() <= 0
    dialog = screen.page.get_by_role("dialog")
    dialog.get_by_role("button", name="Đổi ký hiệu", exact=True).click()
    expect(dialog.get_by_text("“NQ 1” không dùng được").first).to_be_visible()
    screen.answer("types-NQ", "NQCĐ")
    dialog.get_by_role("button", name="Đổi ký hiệu", exact=True).click()

    screen.sees("Đã đổi ký hiệu cho các văn bản lấy số từ bây giờ.")
    screen.page.get_by_text("Viết tắt của đơn vị: CĐVB").click()
    screen.sees("ví dụ 01-NQCĐ/CĐVB · thường dùng NQ")
    screen.shoot("symbols-changed")
    assert superior.get(path)["body"] == "CĐVB"
    assert screen.troubles == []


def test_to_an_officer_of_another_branch_a_unit_has_no_papers(system: System, renamed: dict[str, Any]) -> None:
    stranger = Client.signed_in(system.url, system.branch(ELSEWHERE)["grassroots"])

    assert stranger.get("/documents", about_id=renamed["id"], count="exact")["total"] == 0
    assert stranger.status("GET", f"/units/{renamed['id']}/acts") == 404


def test_whoever_ends_a_dissolved_unit_carries_the_decision_out(
    screens: Screens, superior: Client, branch: dict[str, dict[str, str]], found: Callable[[], dict[str, Any]]
) -> None:
    unit = found()
    case = _dissolved(superior, unit["id"])
    [decision] = [paper for paper in case["documents"] if paper["template"] == "T17"]
    desk = screens.desktop()
    desk.sign_in(branch["grassroots"])
    until(lambda: _waits(superior, unit["id"], decision["number"]), what="the registry knows the decision")
    desk.open(f"/don-vi/{unit['id']}/tong-quan")

    _choose(desk, "Kết thúc hoạt động")
    dialog = desk.page.get_by_role("dialog")
    expect(dialog.get_by_text(f"Thi hành Quyết định giải tán số {decision['number']}")).to_be_visible()
    expect(desk.page.locator("#f-decision_no")).to_have_value(decision["number"])
    desk.shoot("carrying-out")
    desk.answer("decision_no", "")
    dialog.get_by_role("button", name="Kết thúc hoạt động", exact=True).click()
    desk.sees(f"Đơn vị đã đóng từ {today():%d/%m/%Y}.")

    ended = superior.get(f"/units/{unit['id']}/acts")["items"][0]
    papers = superior.get("/documents", about_id=unit["id"], limit=50)["items"]
    assert (ended["kind"], ended["decision_no"], ended["document_id"]) == ("CLOSED", decision["number"], decision["id"])
    assert [paper["number"] for paper in papers if paper["template"] == "T17"] == [decision["number"]]
    over = until(lambda: _recorded(superior, case["id"]), what="the case knows that the unit is over")
    assert over["state"] == "dissolved"
    assert desk.troubles == []


def _dissolved(superior: Client, unit_id: str) -> dict[str, Any]:
    """The case of a chapter whose dissolution is announced and has its number."""
    on = f"{today()}"
    until(lambda: _may_open(superior, unit_id), what="cases may be about the new chapter")
    form = {"violation": "Không còn hoạt động", "violated_on": on}
    case = superior.post("/cases", {"process": "unit_discipline", "unit_id": unit_id, "form": form})
    decision = {
        "form": "GIAI_TAN", "reason": "Không còn đoàn viên", "special_reason": "Chi đoàn không họp được", "decided_on": on,
        "members_total": 9, "present": 9, "agree": 9,
    }  # fmt: skip
    _act(superior, case["id"], "go_on_without", {"refused_review": True}, note="Chi đoàn không còn ai")
    _act(superior, case["id"], "decide", decision)
    until(lambda: _stands(superior, case["id"], "decided", "T15C"), what="the decision has its number")
    _act(superior, case["id"], "announce", {"announced_on": on})
    until(lambda: _stands(superior, case["id"], "dissolving", "T17"), what="the dissolution has its number")
    announced: dict[str, Any] = superior.get(f"/cases/{case['id']}")
    return announced


def _may_open(superior: Client, unit_id: str) -> bool:
    offered = superior.get("/processes", unit_id=unit_id)["items"]
    return any(item["code"] == "unit_discipline" and item["may_open"] for item in offered)


def _act(superior: Client, case_id: str, action: str, form: dict[str, Any], note: str | None = None) -> None:
    superior.post(f"/cases/{case_id}/actions", {"action": action, "form": form, "note": note})


def _stands(superior: Client, case_id: str, state: str, template: str) -> dict[str, Any] | None:
    case: dict[str, Any] = superior.get(f"/cases/{case_id}")
    numbered = {paper["template"] for paper in case["documents"] if paper["number"]}
    return case if case["state"] == state and template in numbered else None


def _waits(superior: Client, unit_id: str, number: str) -> bool:
    acts = {act["action"]: act for act in superior.get(f"/units/{unit_id}")["allowed_actions"]}
    return bool(acts["close_unit"]["form_schema"]["properties"]["decision_no"].get("default") == number)


def _recorded(superior: Client, case_id: str) -> dict[str, Any] | None:
    """The case with its unit's end written down, once its copy of the unit says so."""
    offered = {act["action"] for act in superior.get(f"/cases/{case_id}")["allowed_actions"]}
    if "record_dissolution" not in offered:
        return None
    over: dict[str, Any] = superior.post(f"/cases/{case_id}/actions", {"action": "record_dissolution", "form": {}})
    return over


def _choose(screen: Screen, act: str) -> None:
    screen.press("Quản lý đơn vị")
    screen.page.get_by_role("listitem").get_by_role("button", name=act, exact=True).click()
    expect(screen.page.get_by_role("dialog")).to_be_visible()
