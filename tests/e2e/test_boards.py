"""Many members in one act, the boards of transfers and of coming of age, and packages from elsewhere, on a phone and a desktop."""

import base64
import json
import re
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from playwright.sync_api import Locator, expect

from services.workflows.domain import packages
from tests.journeys.admissions import today
from tests.journeys.browser import Screen
from tests.journeys.http import Client
from tests.journeys.screens import Screens
from tests.journeys.system import System, until

HERE, THERE, OF_AGE, SCHOOL = 3, 8, 2, 10
CONFIRMED = {"comment": "Tích cực", "comments_complete": True, "book": "HANDED"}


def _free(system: System, place: int, count: int) -> list[dict[str, Any]]:
    """Members of the branch's chapter without an office or an open case."""
    branch = system.branch(place)
    unit_id = branch["chapter"]["unit_id"]
    client = Client.signed_in(system.url, branch["grassroots"])
    roll = client.get("/members", unit_id=unit_id, status="ACTIVE", limit=100)["items"]
    busy = {one["subject"]["id"] for one in client.get("/cases", unit_id=unit_id, open=True, limit=100)["items"]}
    free = (one for one in reversed(roll) if one["id"] not in busy)
    return list(islice((one for one in free if not client.get(f"/members/{one['id']}")["positions"]), count))


def _is_sound(screen: Screen) -> None:
    """Nothing for axe to find, nothing wider than the window, nothing broken."""
    screen.page.evaluate("() => scrollTo(0, 0)")  # no row stands half under the bar
    assert screen.violations() == []
    assert screen.overflow() <= 0
    assert screen.troubles == []


def _tab(screen: Screen, title: str) -> Locator:
    return screen.page.locator("main .tabs").get_by_role("link", name=title)


@pytest.mark.parametrize("size", ["phone", "desktop"])
def test_ticked_members_have_a_case_each_and_the_outcome_names_them(
    system: System, screens: Screens, size: str
) -> None:
    branch, members = system.branch(SCHOOL), _free(system, SCHOOL, 2)
    screen: Screen = getattr(screens, size)()
    screen.sign_in(branch["chapter"])
    screen.open(f"/don-vi/{branch['chapter']['unit_id']}/doan-vien")
    screen.press("Chọn nhiều")
    for member in members:
        screen.page.get_by_label(f"Chọn {member['full_name']}", exact=True).check()
    screen.shoot(f"{size}-ticked")
    _is_sound(screen)

    screen.press("Mở hồ sơ cho 2 người")
    screen.page.get_by_label("Quy trình").select_option(label="Cấp lại thẻ đoàn viên")
    screen.answer("reason", "LOST")
    screen.shoot(f"{size}-form")
    _is_sound(screen)
    screen.press("Mở 2 hồ sơ Cấp lại thẻ đoàn viên")
    screen.sees("Đã mở 2 hồ sơ.", limit_s=60)

    for member in members:
        expect(screen.page.get_by_role("link", name=member["full_name"])).to_be_visible()
    screen.shoot(f"{size}-outcome")
    _is_sound(screen)
    screen.open("/tac-vu")
    screen.press("Kết quả từng mục: Mở hồ sơ cho nhiều đoàn viên")
    for member in members:
        expect(screen.page.get_by_role("link", name=member["full_name"])).to_be_visible()
    screen.page.locator("main a[href^='/ho-so/CLT-']").first.click()
    screen.sees("Chi đoàn đã xác nhận")


def test_who_cannot_have_a_case_is_named_with_the_reason(system: System, screens: Screens) -> None:
    branch, [member] = system.branch(SCHOOL), _free(system, SCHOOL, 1)
    unit_id = branch["chapter"]["unit_id"]
    body = {"process": "card_reissue", "unit_id": unit_id, "subject_id": member["id"], "form": {"reason": "LOST"}}
    case = Client.signed_in(system.url, branch["chapter"]).post("/cases", body)
    phone = screens.phone()
    phone.sign_in(branch["chapter"])
    phone.open(f"/don-vi/{unit_id}/doan-vien")
    phone.press("Chọn nhiều")
    phone.page.get_by_label(f"Chọn {member['full_name']}", exact=True).check()
    phone.press("Mở hồ sơ cho 1 người")
    phone.page.get_by_label("Quy trình").select_option(label="Cấp lại thẻ đoàn viên")
    phone.answer("reason", "DAMAGED")
    phone.press("Mở 1 hồ sơ Cấp lại thẻ đoàn viên")

    phone.sees("1 người chưa mở được", limit_s=60)
    phone.sees(re.compile(case["number"]))
    _is_sound(phone)


def test_a_transfer_stands_on_the_board_of_both_sides(system: System, screens: Screens) -> None:
    here, there = system.branch(HERE), system.branch(THERE)
    [member] = _free(system, HERE, 1)
    case_id = _asked(system, here, member, destination_id=there["grassroots"]["unit_id"])
    desk = screens.desktop()
    desk.sign_in(here["grassroots"])
    desk.open("/chuyen-sinh-hoat")
    expect(desk.page.locator("main tbody").get_by_text(member["full_name"])).to_be_visible()
    desk.shoot("to-release")
    _is_sound(desk)
    _released(system, here, case_id, "in_transit")

    _tab(desk, "Đang chuyển đi").click()
    expect(desk.page.locator("main tbody").get_by_text(member["full_name"])).to_be_visible()
    phone = screens.phone()
    phone.sign_in(there["grassroots"])
    phone.open("/chuyen-sinh-hoat?xem=dang-den")
    expect(phone.page.locator("main").get_by_text(member["full_name"])).to_be_visible()
    expect(_tab(phone, "Đang chuyển đến")).to_have_attribute("aria-current", "page")
    phone.shoot("coming")
    _is_sound(phone)
    phone.page.get_by_label("Tìm số hồ sơ").fill("khong co gi nhu the")
    phone.sees("Không có hồ sơ nào khớp bộ lọc.")
    phone.press("Bỏ mọi điều kiện")
    expect(phone.page.locator("main").get_by_text(member["full_name"])).to_be_visible()


def test_the_package_of_who_leaves_is_fetched_on_the_case(system: System, screens: Screens) -> None:
    here, [member] = system.branch(HERE), _free(system, HERE, 1)
    case_id = _asked(system, here, member, outside="OUT_OF_PROVINCE", destination_place="Đoàn phường Láng Hạ, Hà Nội")
    _released(system, here, case_id, "outside")
    desk = screens.desktop()
    desk.sign_in(here["grassroots"])
    desk.open(f"/ho-so/{case_id}")
    with desk.page.expect_download() as download:
        desk.press("Tải gói chuyển")
    desk.shoot("package")

    package = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))
    assert package["content"]["person"]["full_name"] == member["full_name"]
    _is_sound(desk)


def test_a_package_is_taken_by_a_key_that_was_compared_and_no_more_once_it_is_not_trusted(
    system: System, screens: Screens, tmp_path: Path
) -> None:
    branch, name = system.branch(THERE), f"Tỉnh đoàn bạn {uuid4().hex[:6]}"
    key = Ed25519PrivateKey.generate()
    public = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    desk, union = screens.desktop(), screens.phone()
    desk.sign_in(branch["province"])
    desk.open("/quan-tri/khoa-tin-cay")
    _trust(desk, name, public)
    union.sign_in(branch["grassroots"])
    _take(union, _package(key, public, tmp_path))
    union.page.wait_for_url(re.compile(r"/ho-so/[0-9a-f-]{36}$"), wait_until="commit")
    union.sees("Từ ngoài tỉnh đến, chờ tiếp nhận")

    desk.open("/quan-tri/khoa-tin-cay")
    desk.press(f"Thôi tin khoá: {name}")
    dialog = desk.page.get_by_role("dialog")
    expect(dialog.get_by_text("1 hồ sơ đã mở từ gói của khoá này vẫn giữ nguyên.")).to_be_visible()
    desk.shoot("revoke")
    _is_sound(desk)
    dialog.get_by_role("button", name="Thôi tin khoá").click()
    expect(dialog).to_be_hidden()
    _take(union, _package(key, public, tmp_path))
    union.sees("Gói được ký bằng khoá mà hệ thống này chưa tin.")
    _is_sound(union)


def test_those_who_come_of_age_go_on_together(system: System, screens: Screens) -> None:
    branch, members = system.branch(OF_AGE), _free(system, OF_AGE, 2)
    for member in members:
        _is_born(system, branch, member["id"], today() - timedelta(days=31 * 365 + 8))
    for member in members:
        until(lambda: _listed(system, branch, member["id"]), what="workflows knows the birth date")  # noqa: B023
    phone = screens.phone()
    phone.sign_in(branch["chapter"])
    phone.open("/truong-thanh")
    _is_sound(phone)
    phone.control(re.compile(f"^Chọn cả \\d+ của {branch['chapter']['unit_name']}")).click()
    phone.shoot("due")
    phone.control(re.compile("^Ghi nguyện vọng")).click()
    for field, value in {"asked_on": f"{today():%d/%m/%Y}", "way": "MEETING", "wish": "MATURE"}.items():
        phone.answer(field, value)
    phone.page.get_by_role("dialog").get_by_role("button", name=re.compile("^Ghi nguyện vọng")).click()

    for member in members:
        until(lambda: _stands(system, branch, member["id"]) == "consulted", what="all were asked", limit_s=60)  # noqa: B023
    _tab(phone, "Đã hỏi nguyện vọng").click()
    for member in members:
        expect(phone.page.get_by_role("link", name=member["full_name"])).to_be_visible()
    phone.shoot("consulted")
    _is_sound(phone)


def test_a_year_without_a_list_offers_one_to_those_who_may_open_it(system: System, screens: Screens) -> None:
    desk = screens.desktop()
    desk.sign_in(system.branch(HERE)["grassroots"])
    desk.open("/truong-thanh")
    desk.sees("Chưa có danh sách trưởng thành năm nay.")
    desk.shoot("no-list")
    _is_sound(desk)

    desk.press("Lập danh sách năm nay")
    expect(desk.page.get_by_role("dialog").locator("#f-process")).to_have_value("maturation")


# ---------------------------------------------------------------- steps


def _asked(system: System, branch: dict[str, dict[str, str]], member: dict[str, Any], **form: Any) -> str:
    """A transfer that its chapter has confirmed."""
    chapter = Client.signed_in(system.url, branch["chapter"])
    whole = {"reason": "RESIDENCE", **form}
    body = {"process": "transfer", "unit_id": branch["chapter"]["unit_id"], "subject_id": member["id"], "form": whole}
    case_id = str(chapter.post("/cases", body)["id"])
    paid = today().replace(day=1).isoformat()
    chapter.post(f"/cases/{case_id}/actions", {"action": "confirm", "form": {**CONFIRMED, "fee_paid_until": paid}})
    return case_id


def _released(system: System, branch: dict[str, dict[str, str]], case_id: str, state: str) -> None:
    union = Client.signed_in(system.url, branch["grassroots"])
    union.post(f"/cases/{case_id}/actions", {"action": "release"})
    until(lambda: union.get(f"/cases/{case_id}")["state"] == state, what=f"the member is {state}")


def _trust(desk: Screen, name: str, public: bytes) -> None:
    """A fingerprint that was read out otherwise is refused; the right one is shown in groups of four."""
    desk.press("Thêm khoá tin cậy")
    dialog = desk.page.get_by_role("dialog")
    desk.answer("name", name)
    desk.answer("public_key", base64.b64encode(public).decode())
    desk.answer("fingerprint", packages.fingerprint(b"another key"))
    dialog.get_by_role("button", name="Thêm khoá tin cậy").click()
    expect(dialog.get_by_text("Dấu vân tay không khớp với khoá.").first).to_be_visible()
    desk.answer("fingerprint", packages.fingerprint(public))
    dialog.get_by_role("button", name="Thêm khoá tin cậy").click()
    expect(dialog).to_be_hidden()
    expect(desk.page.get_by_text(packages.fingerprint(public), exact=True)).to_be_visible()
    desk.shoot("keys")
    _is_sound(desk)


def _package(key: Ed25519PrivateKey, public: bytes, folder: Path) -> Path:
    """A file as another installation would send it, of somebody whom nobody here knows."""
    content = {
        "format": packages.FORMAT,
        "id": str(uuid4()),
        "issued_on": today().isoformat(),
        "expires_on": (today() + timedelta(days=60)).isoformat(),
        "case_number": "CSH-2026-0007",
        "kind": "OUT_OF_PROVINCE",
        "reason": "WORK",
        "issuer": {"id": str(uuid4()), "name": "Đoàn phường Láng Hạ", "chapter": "Chi đoàn tổ 5"},
        "destination": {"place": "Bắc Giang", "code": None},
        "introduction": {"number": "07-GT/ĐTN", "on": today().isoformat()},
        "fees": {"paid_until": today().replace(day=1).isoformat()},
        "comment": "Tích cực",
        "person": {
            "full_name": f"Nguyễn Khánh {uuid4().hex[:4].translate(str.maketrans('0123456789', 'ghiklmnopq'))}",
            "sex": "female",
            "birth_date": "2001-05-04",
            "union_join_date": "2017-03-26",
        },
        "history": [],
    }
    signature = base64.b64encode(key.sign(packages.canonical(content))).decode()
    path = folder / f"{content['id']}.json"
    path.write_text(json.dumps({"content": content, "key": packages.fingerprint(public), "signature": signature}))
    return path


def _take(screen: Screen, package: Path) -> None:
    screen.open("/chuyen-sinh-hoat")
    screen.press("Nhận từ gói")
    dialog = screen.page.get_by_role("dialog")
    dialog.get_by_label("Tệp gói chuyển").set_input_files(package)
    expect(dialog.get_by_text("Đoàn phường Láng Hạ")).to_be_visible()
    screen.shoot("read")
    dialog.get_by_role("button", name="Nhận và mở hồ sơ").click()


def _is_born(system: System, branch: dict[str, dict[str, str]], member_id: str, born_on: Any) -> None:
    above, at = Client.signed_in(system.url, branch["grassroots"]), f"/members/{member_id}"
    above.patch(at, {"fields": {"birth_date": born_on.isoformat()}}, **{"If-Match": f'"{above.get(at)["version"]}"'})


def _listed(system: System, branch: dict[str, dict[str, str]], member_id: str) -> bool:
    """A case of coming of age, once nothing refuses it."""
    chapter = Client.signed_in(system.url, branch["chapter"])
    body = {"process": "maturation", "unit_id": branch["chapter"]["unit_id"], "subject_id": member_id, "form": {}}
    return chapter.send("POST", "/cases", json=body, key=str(uuid4())).ok


def _stands(system: System, branch: dict[str, dict[str, str]], member_id: str) -> str:
    found = Client.signed_in(system.url, branch["chapter"]).get("/cases", process="maturation", subject_id=member_id)
    return str(found["items"][0]["state"])
