"""A campaign on a phone: its cases are counted before it is opened, a large one is confirmed by their number, its page is followed."""

import re
from typing import Any

from playwright.sync_api import expect

from tests.journeys.browser import Screen
from tests.journeys.http import Client
from tests.journeys.screens import Screens
from tests.journeys.system import System, until

PERIOD, LARGE = "Hành trình mở đợt", "Hành trình đợt lớn"


def test_a_campaign_is_counted_opened_and_followed(system: System, screens: Screens) -> None:
    branch = system.branch(0)
    above = Client.signed_in(system.url, branch["grassroots"])
    phone = screens.phone()
    phone.sign_in(branch["grassroots"])
    phone.open("/dot")

    _fill_in(phone, PERIOD)
    phone.shoot("form")
    assert phone.violations() == []
    phone.press("Đếm hồ sơ")
    button = phone.control(re.compile(r"^Mở [\d.]+ hồ sơ$"))
    expect(button).to_be_visible()
    counted = int(re.sub(r"\D", "", button.inner_text()))
    assert not phone.asks_for("confirmed")
    phone.shoot("counted")
    button.click()
    phone.sees("Rời trang này vẫn chạy tiếp.")
    phone.shoot("opening")
    phone.sees(f"0/{counted} xong", limit_s=60)

    campaign = _campaign(above, PERIOD)
    opened = until(lambda: (seen := _seen(above, campaign))["state"] == "OPEN" and seen, what="it is open", limit_s=60)
    assert counted == opened["counts"]["opened"] == opened["waiting"]
    phone.open(f"/dot/{campaign['id']}")
    phone.sees(re.compile(r"Còn chờ: \d+ · Quá hạn: 0"))
    phone.shoot("followed")
    assert phone.overflow() == 0
    assert phone.violations() == []
    assert phone.troubles == []


def test_a_large_campaign_is_opened_by_its_exact_number_alone(system: System, screens: Screens) -> None:
    province = system.accounts(level="province")[0]
    above = Client.signed_in(system.url, province)
    phone = screens.phone()
    phone.sign_in(province)
    phone.open("/dot")

    _fill_in(phone, LARGE)
    phone.press("Đếm hồ sơ")
    number = phone.page.get_by_role("dialog").get_by_text(re.compile(r"^Gõ \d+\.$"))
    expect(number).to_be_visible()
    counted = int(re.sub(r"\D", "", number.inner_text()))
    phone.answer("confirmed", str(counted - 1))
    phone.control(re.compile(r"^Mở [\d.]+ hồ sơ$")).click()

    phone.sees(f"Bạn xác nhận {_dotted(counted - 1)} hồ sơ, lúc này đợt mở {_dotted(counted)} hồ sơ.")
    phone.shoot("refused")
    assert phone.violations() == []
    phone.press("Sửa lại đợt")
    assert phone.page.locator("#f-period").input_value() == LARGE
    assert counted > 1000
    assert _named(above, LARGE) == []
    assert phone.troubles == []


def _fill_in(phone: Screen, period: str) -> None:
    """A training programme of the own unit, with deadlines by a tap."""
    phone.press("Mở đợt")
    phone.answer("process", "training")
    phone.answer("period", period)
    phone.page.get_by_role("button", name=re.compile(r"^15 ngày, .* Hạn của chi đoàn$")).click()
    phone.page.get_by_role("button", name=re.compile(r"^30 ngày, .* Ngày đóng đợt$")).click()


def _dotted(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def _named(client: Client, period: str) -> list[Any]:
    return [each for each in client.get("/campaigns", limit=100)["items"] if each["period"] == period]


def _campaign(client: Client, period: str) -> Any:
    [found] = _named(client, period)
    return found


def _seen(client: Client, campaign: Any) -> Any:
    return client.get(f"/campaigns/{campaign['id']}")
