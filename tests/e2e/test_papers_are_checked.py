"""A paper is checked by its code: with a network whether it is in force, without one whether it is ours."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.journeys.admissions import Chapter
from tests.journeys.browser import Screen
from tests.journeys.screens import Screens
from tests.journeys.system import System

KEPT = "() => !!localStorage.getItem('doanso-document-keys')"


@pytest.fixture(scope="module")
def decision(system: System) -> dict[str, Any]:
    """A decision in force, as the superior sees it."""
    chapter = Chapter(system, system.branch(5))
    case = chapter.carried_out(chapter.approve(chapter.sent()))
    (decided,) = (one for one in case["documents"] if one["template"] == "T03")
    found: dict[str, Any] = chapter.superior.get(f"/documents/{decided['id']}")
    return found


def test_the_code_on_a_paper_is_checked_with_and_without_a_network(screens: Screens, decision: dict[str, Any]) -> None:
    address = _address(decision)
    phone = screens.phone(service_workers="allow")
    _installed(phone)

    phone.open(address)
    expect(phone.page.get_by_role("heading", name="Còn hiệu lực")).to_be_visible()
    phone.sees("Chữ ký đúng")
    phone.shoot("with-network")
    phone.page.context.set_offline(True)
    phone.page.reload()
    expect(phone.page.get_by_role("heading", name="Chữ ký đúng")).to_be_visible()
    phone.sees("Chưa kiểm tra được còn hiệu lực vì ngoại tuyến.")
    phone.sees(decision["number"])
    phone.shoot("without-network")

    assert (phone.troubles, phone.overflow()) == ([], 0)


def test_the_answers_about_a_paper_are_for_everybody(screens: Screens, decision: dict[str, Any]) -> None:
    for address, word in ((_address(decision), "Chữ ký đúng"), (_forged(decision), "Chữ ký trong mã không khớp")):
        phone = screens.phone()
        phone.open(address)
        phone.sees(word)
        assert phone.violations() == []


def test_a_seal_with_another_letter_is_an_alarm_without_a_network(screens: Screens, decision: dict[str, Any]) -> None:
    phone = screens.phone(service_workers="allow")
    _installed(phone)

    phone.page.context.set_offline(True)
    phone.open(_forged(decision))

    expect(phone.page.get_by_role("heading", name="Chữ ký không đúng")).to_be_visible()
    phone.sees("Không dùng giấy này.")


def test_the_paper_opens_in_a_word_processor(system: System, screens: Screens, decision: dict[str, Any]) -> None:
    desk = screens.desktop()
    desk.sign_in(system.branch(5)["grassroots"])
    desk.open(f"/van-ban/{decision['id']}")

    with desk.page.expect_download() as fetched:
        desk.press("Tải bản Word")

    assert fetched.value.suggested_filename.endswith(".docx")
    assert fetched.value.path().read_bytes().startswith(b"PK")


def _installed(phone: Screen) -> None:
    """The client has been opened once, and keeps what it checks papers with."""
    phone.open("/xt")
    phone.page.wait_for_function(KEPT)
    phone.open("/xt")


def _address(decision: dict[str, Any]) -> str:
    return f"/xt/{decision['verify_url'].rpartition('/xt/')[2]}"


def _forged(decision: dict[str, Any]) -> str:
    """The address with one letter of its seal changed."""
    address = _address(decision)
    return address[:-9] + ("A" if address[-9] != "A" else "B") + address[-8:]
