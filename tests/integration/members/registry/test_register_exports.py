"""Every register of domain rule 14.4 as a workbook: the lines that the screen shows, in its order, under its columns."""

import io
from datetime import date

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import insert, update

from services.kit import ids, settings
from services.kit.files import Files
from services.members.cases.tables import honorary_members
from services.members.figures.registers import REGISTERS
from services.members.tables import memberships
from tests.integration.members.registry.lines import DAY, line, link

HERE, FAR, COMMUNE = "24-01-001-001", "24-02-001-001", "24-01-001"
YEAR = DAY.year


@pytest.fixture(scope="module", autouse=True)
def lines(province):
    """Something for every register to tell."""
    an = province.add_member("Nguyễn An", HERE, card_no="240122000001", book_no="S-01", book_location="Đơn vị giữ")
    binh = province.add_member("Trần Bình", HERE)
    ends = {"from_unit_id": str(province.id(HERE)), "to_unit_id": str(province.id(FAR))}
    line(province, binh, "transfer", stage="MOVED", introduction_no="07-GT/ĐTN", fee_paid_until="2025-05-01", **ends)
    line(province, an, "award", level="PROVINCE", form="BK", form_title="Bằng khen", number="12-QĐKT/TĐTN")
    line(province, binh, "award", level="DISTRICT", form_title="Giấy khen", revoked_on=date(2025, 7, 1))
    line(province, an, "discipline", stage="DECIDED", form="KHIEN_TRACH", confidential=True, violation="Vắng mặt")
    line(province, an, "evaluation", year=YEAR, rating="HTT", number="05-QĐ/ĐTN")
    link(province, binh, "AWAY", host_place="Bình Dương", until=date(2025, 9, 1))
    honour = {"case_id": ids.new(), "card_no": "DD-000001", "from_on": date(2025, 3, 26), "merits": "Nhiều đóng góp"}
    with province.database.transaction() as tx:
        admitted = {"why": "admit", "decision_no": "12-QĐ/ĐTN", "decision_on": date(2022, 1, 1)}
        tx.execute(update(memberships).where(memberships.c.person_id == an.id).values(admitted))
        tx.execute(insert(honorary_members).values(person_id=binh.id, **honour))


@pytest.fixture
def export(host, rpc, province, token_for, eventually):
    """`export("awards", COMMUNE)`: the rows of the workbook that the job left."""

    def exported(code, place, **given):
        token = token_for(province.appointed(province.place(place)), province.place(place))
        asked = {"code": code, "unit_id": str(province.id(place)), **given}
        job = rpc.call("members.export_register", asked, token=token)

        def over():
            found = rpc.call("members.get_job", {"id": job["id"]}, token=token)
            return found if found["state"] in ("done", "failed") else None

        book = io.BytesIO(Files(settings.read()).open(eventually(over, timeout_s=60)["file"]["digest"]))
        return CalamineWorkbook.from_filelike(book).get_sheet_by_index(0).to_python()

    return exported


@pytest.mark.parametrize("code", REGISTERS)
def test_a_registers_workbook_holds_what_its_screen_shows(export, ask, province, code):
    register = REGISTERS[code]
    place, given = (HERE, {"year": YEAR}) if register.of_a_chapter else (COMMUNE, {})

    rows = export(code, place, **given)

    shown = ask("get_register", by=place, code=code, unit_id=province.id(place), limit=100, **given)
    titles = [*(title for _, title in register.columns), "Ghi chú"]
    wanted = [
        [*(item["cells"][column] for column, _ in register.columns), "Đã thu hồi" if item["is_void"] else ""]
        for item in shown["items"]
    ]
    below = [row[-len(titles) :] for row in rows[rows.index(next(row for row in rows if titles[0] in row)) + 1 :]]
    assert titles == [cell for cell in rows[len(rows) - len(below) - 1] if cell][-len(titles) :]
    assert shown["items"]
    assert below == wanted


def test_what_is_filtered_on_the_screen_is_filtered_in_the_workbook(export):
    rows = export("awards", COMMUNE, q="nguyen an")

    assert [row for row in rows if "Bằng khen" in row]
    assert not [row for row in rows if "Giấy khen" in row]
