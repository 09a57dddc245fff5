"""An applicant writes on a phone behind a chapter's link; the secretary opens the admission with few presses and sends it."""

import re
from typing import Any

from playwright.sync_api import expect

from services.members.domain.names import search_key
from tests.journeys.admissions import Chapter, candidate
from tests.journeys.browser import Screen
from tests.journeys.http import Client
from tests.journeys.screens import Screens
from tests.journeys.system import System, until

PRESSES = 12
PLACE = 2
OF_THE_CHAPTER = ("introducer_kind", "introducer_id", "known_since")
DAYS = ("born_on", "applied_on")


def test_an_admission_begins_with_the_applicant_and_takes_the_secretary_few_presses(
    system: System, screens: Screens
) -> None:
    branch = system.branch(PLACE)
    chapter = _chapter(system, branch)
    roll = chapter.vote(chapter.open())["form"]["vote"]["present"]
    link = _link_on_screen(screens.phone(), branch)
    form = candidate(chapter.introducer_id)
    _apply(screens.phone(), link, form, chapter.unit_name)

    phone = screens.phone()
    phone.sign_in(branch["chapter"])
    phone.open("/viec")
    phone.sees(form["full_name"])
    phone.shoot("waiting")
    phone.count_presses()
    phone.page.get_by_role("link", name=re.compile("Lập hồ sơ kết nạp từ đơn đã gửi")).first.click()
    phone.sees(f"Đã điền theo đơn của {form['full_name']}")
    _introduce(phone, chapter, form)
    phone.press("Xem lại", exact=True)
    phone.press("Mở hồ sơ", exact=True)
    phone.page.wait_for_url(re.compile(r"/ho-so/[0-9a-f-]{36}$"), wait_until="commit")
    case_id = phone.page.url.rpartition("/")[2]
    _vote(phone, roll)
    phone.press("Gửi Đoàn cấp trên")
    phone.page.get_by_role("dialog").get_by_role("button", name="Gửi Đoàn cấp trên").click()
    case = until(lambda: _submitted(chapter.secretary, case_id), what="the case is with the superior")
    phone.shoot("sent")

    assert phone.presses <= PRESSES
    assert {name: case["form"][name] for name in form} == form
    assert "tự khai qua liên kết" in case["history"][-1]["note"]
    assert _waiting(chapter) == []
    assert phone.overflow() == 0
    assert phone.troubles == []


def test_links_that_are_over_or_full_say_what_to_do(system: System, screens: Screens) -> None:
    branch = system.branch(PLACE)
    chapter = _chapter(system, branch)
    made = _created(chapter, max_uses=1)
    revoked = _created(chapter)
    path = f"/units/{chapter.unit_id}/application-links/{revoked['id']}"
    assert chapter.secretary.status("DELETE", path) == 200
    form = {name: value for name, value in candidate(chapter.introducer_id).items() if name not in OF_THE_CHAPTER}
    phone = screens.phone(service_workers="allow")

    phone.open(f"/don-xin-vao-doan/{revoked['token']}")
    phone.sees("Liên kết này không nhận đơn nữa")
    assert phone.violations() == []
    phone.open(f"/don-xin-vao-doan/{made['token']}")
    chapter.secretary.post(f"/application-links/{made['token']}/applications", {"form": form})
    _send_blank(phone)
    phone.sees("Liên kết đã nhận đủ đơn")
    assert "Xin chi đoàn liên kết mới." in phone.page.get_by_role("alert").inner_text()
    phone.shoot("full")
    phone.open(f"/don-xin-vao-doan/{_created(chapter)['token']}")
    phone.page.context.set_offline(True)
    _send_blank(phone)
    phone.sees("mạng")
    phone.page.context.set_offline(False)
    phone.press("Gửi đơn", exact=True)
    phone.sees("Trang 1/3")
    phone.sees("Họ và tên khai sinh: bắt buộc nhập")
    phone.shoot("blank")
    _dismiss(phone, branch, form["full_name"])
    assert _waiting(chapter) == []


def _chapter(system: System, branch: dict[str, dict[str, str]]) -> Chapter:
    """The chapter, with no application of another run."""
    chapter = Chapter(system, branch)
    for left in _waiting(chapter):
        chapter.secretary.post(f"/applications/{left['id']}/dismissal", {"reason": "Dọn trước khi thử"})
    return chapter


def _send_blank(phone: Screen) -> None:
    while phone.turn_page():
        pass
    phone.press("Gửi đơn", exact=True)


def _link_on_screen(desk: Screen, branch: dict[str, dict[str, str]]) -> str:
    """The secretary makes a link on the screen of her chapter; its address."""
    desk.sign_in(branch["chapter"])
    desk.open(f"/don-vi/{branch['chapter']['unit_id']}/don-xin-vao-doan")
    desk.press("Tạo liên kết")
    desk.answer("label", "Lớp 10A3")
    desk.page.get_by_role("dialog").get_by_role("button", name="Tạo liên kết").click()
    address = desk.page.get_by_role("textbox", name="Liên kết nhận đơn")
    expect(desk.page.get_by_role("img", name=re.compile("Mã QR mở đơn"))).to_be_visible()
    desk.shoot("link")
    assert desk.overflow() == 0
    assert desk.violations() == []
    return str(address.input_value())


def _apply(phone: Screen, link: str, form: dict[str, Any], unit_name: str) -> None:
    """Somebody without an account answers three short pages on a phone that is not theirs."""
    phone.open("/" + link.split("/", 3)[3])
    phone.sees(f"Gửi {unit_name}")
    phone.sees("Trang 1/3")
    asked = {name: value for name, value in form.items() if name not in OF_THE_CHAPTER}
    _answer_page(phone, asked)
    phone.shoot("page-1")
    assert phone.overflow() == 0
    assert phone.violations() == []
    while phone.turn_page():
        _answer_page(phone, asked)
        phone.shoot("page")
    assert asked == {}
    phone.press("Gửi đơn", exact=True)
    phone.sees("Đã gửi đơn")
    phone.sees("Máy này không còn giữ gì bạn đã nhập")
    phone.shoot("sent-application")
    assert phone.violations() == []
    kept = phone.page.evaluate("() => JSON.stringify([{...localStorage}, {...sessionStorage}])")
    assert [value for value in (form["full_name"], form["citizen_id"], form["phone"]) if value in kept] == []
    phone.press("Viết đơn cho người khác")
    expect(phone.page.locator("#f-full_name")).to_have_value("")
    assert phone.troubles == []


def _answer_page(phone: Screen, asked: dict[str, Any]) -> None:
    """Fill in what the open page asks for; it is asked for no more."""
    for name in [name for name in asked if phone.asks_for(name)]:
        value = asked.pop(name)
        phone.answer(name, _as_written(value) if name in DAYS else value)


def _introduce(phone: Screen, chapter: Chapter, form: dict[str, Any]) -> None:
    """The chapter's own part of the file."""
    name = chapter.secretary.get(f"/members/{chapter.introducer_id}")["full_name"]
    phone.answer("introducer_id", search_key(name))
    phone.page.get_by_role("option", name=name).first.click()
    phone.answer("known_since", _as_written(form["known_since"]))


def _vote(phone: Screen, members: int) -> None:
    phone.press("Ghi nhận kết quả biểu quyết")
    dialog = phone.page.get_by_role("dialog")
    for name, value in {"present": members, "agree": members}.items():
        phone.answer(name, str(value))
    dialog.get_by_role("button", name="Ghi nhận kết quả biểu quyết").click()
    expect(dialog).to_be_hidden(timeout=20_000)


def _dismiss(phone: Screen, branch: dict[str, dict[str, str]], name: str) -> None:
    phone.sign_in(branch["chapter"])
    phone.open(f"/don-vi/{branch['chapter']['unit_id']}/don-xin-vao-doan")
    phone.press(f"Bỏ qua đơn của {name}")
    phone.answer("reason", "Gửi trùng")
    phone.shoot("dismissing")
    phone.page.get_by_role("dialog").get_by_role("button", name="Bỏ qua").click()
    phone.sees("Chưa có đơn nào chờ lập hồ sơ.")


def _created(chapter: Chapter, **given: Any) -> dict[str, Any]:
    made: dict[str, Any] = chapter.secretary.post(f"/units/{chapter.unit_id}/application-links", given)
    return made


def _waiting(chapter: Chapter) -> list[Any]:
    found: list[Any] = chapter.secretary.get(f"/units/{chapter.unit_id}/applications")["items"]
    return found


def _submitted(client: Client, case_id: str) -> dict[str, Any] | None:
    case: dict[str, Any] = client.get(f"/cases/{case_id}")
    return case if case["state"] == "submitted" else None


def _as_written(iso: str) -> str:
    return "/".join(reversed(iso.split("-")))
