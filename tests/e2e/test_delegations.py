"""A district lets a commune decide in its place, sees it stand, and takes it back."""

from tests.journeys.browser import Screen
from tests.journeys.http import Client
from tests.journeys.screens import Screens
from tests.journeys.system import System


def test_power_is_lent_on_a_desktop_and_taken_back_on_a_phone(system: System, screens: Screens) -> None:
    branch = system.branch(10)
    district, commune = branch["district"], branch["grassroots"]
    desk, phone = screens.desktop(), screens.phone()
    desk.sign_in(district)
    desk.open(f"/don-vi/{district['unit_id']}/can-bo")
    desk.press("Uỷ quyền", exact=True)
    _fill(desk, commune["unit_name"])
    desk.shoot("asked")
    assert desk.violations() == []
    desk.page.get_by_role("dialog").get_by_role("button", name="Uỷ quyền", exact=True).click()
    desk.sees(f"Kết nạp: {commune['unit_name']} xét thay")
    desk.shoot("lent")

    receiver = Client.signed_in(system.url, commune)
    [lent] = receiver.get("/delegations", unit_id=commune["unit_id"])["items"]
    assert (lent["from_unit"]["id"], lent["decision_no"], lent["may_end"]) == (district["unit_id"], "05-QĐ/ĐTN", False)

    phone.sign_in(district)
    phone.open(f"/don-vi/{district['unit_id']}/can-bo")
    phone.press("Kết thúc uỷ quyền")
    phone.sees("Hồ sơ đang chờ trở về")
    phone.shoot("ending")
    assert phone.violations() == []
    phone.page.get_by_role("dialog").get_by_role("button", name="Kết thúc uỷ quyền").click()
    phone.sees("Uỷ quyền đã kết thúc.")
    assert receiver.get("/delegations", unit_id=commune["unit_id"])["items"] == []
    assert desk.troubles == phone.troubles == []


def _fill(desk: Screen, unit_name: str) -> None:
    desk.answer("to_unit_id", unit_name)
    desk.page.get_by_role("option", name=unit_name).first.click()
    desk.answer("decision_no", "05-QĐ/ĐTN")
    if not desk.page.locator("#f-process").input_value():
        desk.answer("process", "admission")
