"""An administrator's screens, and a chapter that is invited at once: on a phone and at a desk."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.journeys.admissions import Chapter
from tests.journeys.browser import Screen
from tests.journeys.http import Client
from tests.journeys.screens import Screens
from tests.journeys.system import System, until

PASSWORD = "hoa phượng đỏ 2026"
WITHOUT_ACCOUNT = """
    SELECT people.id, people.code, people.full_name FROM people LEFT JOIN accounts ON accounts.person_id = people.id
    WHERE people.unit_id = %s AND people.status = 'ACTIVE' AND people.code IS NOT NULL AND accounts.person_id IS NULL
    ORDER BY people.id DESC LIMIT 1
"""


@pytest.fixture
def administrator(system: System) -> dict[str, str]:
    [account] = system.accounts("administrator")
    return account


def _looks_well(screen: Screen, name: str) -> None:
    screen.shoot(name)
    assert screen.violations() == []
    assert screen.overflow() <= 0


def _press_act(screen: Screen, size: str, act: str) -> None:
    """A desk has the act as a button of the line, a phone in the line's menu."""
    if size == "phone":
        screen.press("Việc:")
        screen.press(act, exact=True)
    else:
        screen.press(f"{act}:")


@pytest.mark.parametrize("size", ["phone", "desktop"])
def test_an_administrator_locks_an_account_and_opens_it_again(
    system: System, screens: Screens, administrator: dict[str, str], size: str
) -> None:
    member = system.branch(2)["member"]
    screen: Screen = getattr(screens, size)()
    screen.sign_in(administrator)

    screen.open(f"/quan-tri/tai-khoan?q={member['login']}")
    screen.sees("1 người")
    _looks_well(screen, "accounts")
    _press_act(screen, size, "Khoá tài khoản")
    screen.page.get_by_role("dialog").get_by_label(re.compile("Lý do")).fill("Mất điện thoại")
    screen.page.get_by_role("dialog").get_by_role("button", name="Khoá tài khoản").click()
    screen.sees("Đã khoá tài khoản của")
    screen.sees("Đã khoá")
    refused = Client(system.url).status("POST", "/tokens", json={key: member[key] for key in ("login", "password")})
    _press_act(screen, size, "Mở khoá")
    screen.page.get_by_role("dialog").get_by_role("button", name="Mở khoá").click()
    screen.sees("Đã mở khoá tài khoản của")

    Client.forget(system.url, member)
    assert refused == 401
    assert Client.signed_in(system.url, member).get("/me")["person"]["code"] == member["login"]
    screen.open("/nhat-ky?loai=account")
    screen.sees("Khoá tài khoản")
    screen.sees("Lý do: Mất điện thoại")
    _looks_well(screen, "audit")
    assert screen.troubles == []


def test_an_inspector_reads_acts_upon_cases_and_documents_beside_the_registrys(
    system: System, screens: Screens, administrator: dict[str, str]
) -> None:
    [inspector] = system.accounts("inspector")
    chapter = Chapter(system, system.branch(2))
    case = chapter.carried_out(chapter.approve(chapter.sent()))
    numbers = [document["number"] for document in case["documents"]]
    looking = Client.signed_in(system.url, inspector)
    known = {"unit_id": chapter.superior_unit_id, "limit": 100}
    until(lambda: looking.get("/audit", group="change", **known)["items"], what="the registry's act is in the audit")

    acts = looking.get("/audit", count="exact", **known)
    services = {item["id"].partition(".")[0] for item in acts["items"]}
    upon_case = [item["title"] for item in acts["items"] if case["number"] in (item["subject"] or "")]
    instants = [item["at"] for item in acts["items"]]

    assert services == {"members", "workflows", "messaging"}
    assert {"Mở hồ sơ", "Gửi Đoàn cấp trên"} <= set(upon_case)
    assert instants == sorted(instants, reverse=True)
    assert _read_by_pages(looking, known) == [item["id"] for item in acts["items"]][:7]
    refused = Client.signed_in(system.url, administrator).get("/audit", limit=100)["items"]
    assert {item["id"].partition(".")[0] for item in refused} == {"members"}

    screen = screens.desktop()
    screen.sign_in(inspector)
    screen.open(f"/nhat-ky?don_vi={chapter.superior_unit_id}")
    screen.sees(re.compile(f"hồ sơ {case['number']}"))
    screen.sees(re.compile(f"văn bản {re.escape(numbers[0])} "))
    _looks_well(screen, "audit-of-all")
    screen.page.get_by_label("Loại việc").select_option("Văn bản")
    screen.sees(re.compile(f"văn bản {re.escape(numbers[0])} "))
    expect(screen.page.get_by_text(re.compile(f"hồ sơ {case['number']}"))).to_have_count(0)
    assert screen.troubles == []


def _read_by_pages(client: Client, known: dict[str, Any]) -> list[str]:
    """Ids of the first seven acts, read three and two at a time."""
    first = client.get("/audit", **{**known, "limit": 3})
    second = client.get("/audit", **{**known, "limit": 2}, cursor=first["next"])
    third = client.get("/audit", **{**known, "limit": 2}, cursor=second["next"])
    return [item["id"] for page in (first, second, third) for item in page["items"]]


@pytest.mark.parametrize("size", ["phone", "desktop"])
def test_an_administrator_sees_the_services_and_no_member(
    system: System, screens: Screens, administrator: dict[str, str], size: str
) -> None:
    screen: Screen = getattr(screens, size)()
    screen.sign_in(administrator)

    screen.open("/quan-tri/dich-vu")
    expect(screen.page.get_by_text("Đang chạy", exact=True)).to_have_count(4)
    _looks_well(screen, "services")

    client = Client.signed_in(system.url, administrator)
    member = system.rows("members", WITHOUT_ACCOUNT, system.branch(2)["chapter"]["unit_id"])[0]
    known = client.get("/members", limit=100)["items"]
    assert {one["id"] for one in known} <= {client.get("/me")["person"]["id"]}
    assert client.status("GET", f"/members/{member['id']}") == 404
    assert client.get("/cases", count="exact")["total"] == 0
    chapter = system.branch(2)["chapter"]["unit_id"]
    appointed = {"person_id": str(member["id"]), "code": "BT"}
    assert client.status("POST", f"/units/{chapter}/officers", json=appointed) in (403, 404)


def test_somebody_reads_why_they_may_or_may_not(system: System, screens: Screens) -> None:
    branch = system.branch(2)
    screen = screens.phone()
    screen.sign_in(branch["grassroots"])

    screen.open(f"/quyen?viec=unit.close&don_vi={branch['chapter']['unit_id']}")
    screen.sees("Được. Bạn làm được việc “Giải thể đơn vị”")
    _looks_well(screen, "may")
    screen.open("/quyen?viec=account.lock")

    screen.sees("Không được. Chức vụ bạn đang giữ không có quyền “Khoá, mở khoá tài khoản”.")
    assert screen.troubles == []


def test_a_chapter_is_invited_with_slips_and_one_of_them_opens(
    system: System, screens: Screens, tmp_path: Path
) -> None:
    branch = system.branch(2)
    chapter = branch["chapter"]["unit_id"]
    [member] = system.rows("members", WITHOUT_ACCOUNT, chapter)
    screen = screens.phone()
    screen.sign_in(branch["chapter"])
    screen.open(f"/don-vi/{chapter}/tong-quan")
    screen.press("Mời cả đơn vị")
    screen.press("Bỏ chọn tất cả")
    screen.page.get_by_label(re.compile(member["full_name"])).first.check()
    _looks_well(screen, "chosen")

    screen.press("Lập phiếu mời 1 người")
    screen.sees("Đã lập 1 phiếu")
    _looks_well(screen, "slips")
    with screen.page.expect_download() as downloading:
        screen.press("Tải phiếu để in (PDF)")
    saved = tmp_path / "slips.pdf"
    downloading.value.save_as(saved)

    assert saved.read_bytes().startswith(b"%PDF")
    assert _opens(system, screens, chapter, member)
    assert screen.troubles == []


def _opens(system: System, screens: Screens, chapter: str, member: dict[str, Any]) -> bool:
    """A link of a slip lets its bearer choose a password."""
    officer = Client.signed_in(system.url, system.branch(2)["chapter"])
    [slip] = officer.post(f"/units/{chapter}/invitations", {"person_ids": [str(member["id"])]})["items"]
    phone = screens.phone()
    phone.open(f"/moi/{slip['link'].rpartition('/')[2]}")
    phone.page.get_by_label("Mật khẩu mới").fill(PASSWORD)
    phone.page.get_by_label("Nhập lại mật khẩu").fill(PASSWORD)
    phone.press("Đặt mật khẩu", exact=True)
    phone.page.wait_for_url(lambda url: "/moi/" not in url, wait_until="commit")
    return phone.troubles == []
