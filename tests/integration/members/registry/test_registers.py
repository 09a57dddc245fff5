from datetime import date

import pytest
from sqlalchemy import insert, update

from services.kit import ids
from services.kit.actor import Actor, Position
from services.kit.faults import Conflict, NotFound
from services.members.cases.tables import honorary_members
from services.members.figures import printing
from services.members.figures.registers import REGISTERS
from services.members.tables import memberships
from tests.integration.members.registry.lines import line, link

HERE, NEXT, FAR = "24-01-001-001", "24-01-001-002", "24-02-001-001"


@pytest.fixture(scope="module")
def people(province):
    add = province.add_member
    return {
        "an": add("Nguyễn An", HERE, card_no="240122000001", joined_place="Đoàn xã A"),
        "binh": add("Trần Bình", HERE),
        "chi": add("Lê Chi", NEXT),
        "dung": add("Phạm Dũng", FAR),
    }


@pytest.fixture(scope="module", autouse=True)
def lines(province, people):
    an, binh, chi, dung = (people[name] for name in ("an", "binh", "chi", "dung"))
    here, far = str(province.id(HERE)), str(province.id(FAR))
    moved = {"from_unit_id": here, "to_unit_id": far, "introduction_no": "07-GT/ĐTN", "fee_paid_until": "2025-05-01"}
    line(province, dung, "transfer", at=FAR, stage="MOVED", **moved)
    line(province, an, "award", level="PROVINCE", form="BK", form_title="Bằng khen", number="12-QĐKT/TĐTN")
    line(
        province,
        binh,
        "award",
        level="DISTRICT",
        form_title="Giấy khen",
        on=date(2024, 5, 1),
        revoked_on=date(2024, 6, 1),
    )
    line(province, an, "discipline", stage="DECIDED", form="KHIEN_TRACH", confidential=True, violation="Vắng mặt")
    link(province, chi, "AWAY", host_place="Bình Dương", until=date(2025, 9, 1))
    link(province, chi, "TEMP", host=FAR)
    with province.database.transaction() as tx:
        admitted = {"why": "admit", "decision_no": "12-QĐ/ĐTN", "decision_on": date(2022, 1, 1)}
        tx.execute(update(memberships).where(memberships.c.person_id == an.id).values(admitted))
        honour = {
            "case_id": ids.new(),
            "card_no": "DD-000001",
            "from_on": date(2025, 3, 26),
            "merits": "Nhiều đóng góp",
        }
        tx.execute(insert(honorary_members).values(person_id=binh.id, **honour))


def cells(ask, province, code, unit="24-01", by="24-01", **given):
    register = ask("get_register", by=by, code=code, unit_id=province.id(unit), count="exact", **given)
    return register, [item["cells"] for item in register["items"]]


@pytest.mark.parametrize("code", [code for code, register in REGISTERS.items() if not register.of_a_chapter])
def test_every_line_fills_the_columns_of_its_register(ask, province, code):
    register, lines = cells(ask, province, code, by="24-01-001", unit="24-01-001")

    assert lines
    for told in lines:
        assert {column["code"] for column in register["columns"]} <= set(told)


def test_the_roll_goes_by_name_and_has_whoever_is_in_force(ask, province):
    register, lines = cells(ask, province, "members")

    assert [told["full_name"] for told in lines] == ["Nguyễn An", "Trần Bình", "Lê Chi"]
    assert (register["total"], lines[0]["card_no"], lines[0]["joined_place"]) == (3, "240122000001", "Đoàn xã A")


def test_both_ends_of_a_transfer_have_it_in_their_book(ask, province):
    for unit, by in (("24-01", "24-01"), ("24-02", "24-02")):
        _, lines = cells(ask, province, "introductions", unit=unit, by=by)

        assert [
            (told["origin"], told["destination"], told["introduction_no"], told["fee_paid_until"]) for told in lines
        ] == [(f"Đơn vị {HERE}", f"Đơn vị {FAR}", "07-GT/ĐTN", "05/2025")]


def test_who_is_away_is_told_with_place_and_state(ask, province):
    _, lines = cells(ask, province, "away")

    assert [(told["destination"], told["until"], told["state"]) for told in lines] == [
        ("Bình Dương", "01/09/2025", "Quá ngày dự kiến về")
    ]


def test_awards_of_a_year_are_found_and_a_revoked_one_is_marked(ask, province):
    all_of_them, _ = cells(ask, province, "awards")
    of_2025, told = cells(ask, province, "awards", year=2025)

    assert [item["is_void"] for item in all_of_them["items"]] == [False, True]
    assert [(line["form"], line["level"], line["document_number"]) for line in told] == [
        ("Bằng khen", "Cấp tỉnh", "12-QĐKT/TĐTN")
    ]
    assert of_2025["total"] == 1


@pytest.mark.parametrize(("q", "found"), [("an nguyen", 1), ("12-qđkt", 1), ("12-QĐKT", 1), ("khong ai", 0)])
def test_a_register_is_searched_by_name_and_number(ask, province, q, found):
    assert cells(ask, province, "awards", q=q)[0]["total"] == found


def test_pages_follow_one_another(ask, province):
    first, one = cells(ask, province, "members", limit=2)
    second, two = cells(ask, province, "members", limit=2, cursor=first["next"])

    assert [told["full_name"] for told in (*one, *two)] == ["Nguyễn An", "Trần Bình", "Lê Chi"]
    assert second["next"] is None


def test_pages_by_day_follow_one_another(ask, province):
    first, one = cells(ask, province, "awards", limit=1)
    second, two = cells(ask, province, "awards", limit=1, cursor=first["next"])

    assert [told["on"] for told in (*one, *two)] == ["15/06/2025", "01/05/2024"]
    assert second["next"] is None


@pytest.mark.parametrize(
    ("by", "seen"),
    [(HERE, 1), ("24-01-001", 1), ("24-01", 0), ("24", 0)],
    ids=["chapter", "decider", "district", "province"],
)
def test_discipline_is_read_by_those_who_decide(ask, province, by, seen):
    assert cells(ask, province, "discipline", unit=by, by=by)[0]["total"] == seen


def test_who_does_not_decide_finds_no_register_of_discipline(ask, province):
    with pytest.raises(NotFound):
        cells(ask, province, "discipline", unit="24-01-001", by="24")


def test_another_branchs_officer_opens_no_register(ask, province):
    with pytest.raises(NotFound):
        cells(ask, province, "members", unit="24-01", by="24-02")
    with pytest.raises(NotFound):
        ask("export_register", by="24-02", code="members", unit_id=province.id("24-01"))


def test_an_auditor_does_not_see_that_there_is_discipline(rpc, host, province, token_for):
    token = token_for(None, ("AUDITOR", province.id("24-01"), "DISTRICT"))
    listed = rpc.call("members.list_registers", {}, token=token)

    assert "discipline" not in [item["code"] for item in listed["items"]]
    with pytest.raises(NotFound):
        rpc.call("members.get_register", {"code": "discipline", "unit_id": str(province.id("24-01"))}, token=token)


def test_the_workbook_of_a_register_has_its_lines(host, rpc, province, token_for, eventually):
    place = province.place("24-01")
    token = token_for(province.appointed(place), place)
    job = rpc.call("members.export_register", {"code": "awards", "unit_id": str(province.id("24-01"))}, token=token)

    done = eventually(lambda: _over(rpc.call("members.get_job", {"id": job["id"]}, token=token)), timeout_s=60)

    assert (done["state"], done["done"]) == ("done", 2)


def _over(job):
    return job if job["state"] in ("done", "failed") else None


# ---------------------------------------------------------------- as a paper


@pytest.fixture
def asked(events):
    """The orders of papers that the registry has left in its outbox, the newest last."""
    return lambda: [order for told in events("messaging.issue_documents.v1") for order in told["documents"]]


def test_the_book_of_those_away_becomes_a_paper_of_the_unit_at_any_time(ask, province, asked):
    printed = ask("print_register", by="24-01", code="away", unit_id=province.id("24-01"))

    order = asked()[-1]
    about = order["content"]["about"]
    assert (order["key"], order["template"], order["unit_id"]) == (printed["key"], "T16", str(province.id("24-01")))
    assert [column["title"] for column in about["columns"]][:3] == ["STT", "Ngày đi", "Họ và tên"]
    assert [row[2] for row in about["rows"]] == ["Lê Chi"]
    assert "Bình Dương" in about["rows"][0]
    assert order["in_force"] is True


def test_a_chapter_prints_its_own_lines_alone(ask, province, asked):
    ask("print_register", by=HERE, code="away", unit_id=province.id(HERE))

    assert asked()[-1]["content"]["about"]["rows"] == []


def test_a_register_without_a_paper_says_so(ask, province):
    with pytest.raises(Conflict) as refused:
        ask("print_register", by="24-01", code="awards", unit_id=province.id("24-01"))

    assert refused.value.code == "register-without-paper"
    assert not ask("get_register", by="24-01", code="awards", unit_id=province.id("24-01"))["may_print"]
    assert ask("get_register", by="24-01", code="away", unit_id=province.id("24-01"))["may_print"]


def test_a_register_too_long_for_one_paper_says_how_to_make_it_shorter(province, monkeypatch):
    monkeypatch.setattr(printing, "MOST_LINES", 0)
    unit_id = province.id("24-01")
    officer = Actor(ids.new(), ids.new(), "", (Position("DISTRICT_OFFICER", unit_id, "DISTRICT", None, "BT"),), False)

    with province.database.transaction(actor=officer) as tx, pytest.raises(Conflict) as refused:
        printing.print_register(tx, code="away", unit_id=unit_id, year=None, q=None)

    assert refused.value.code == "register-too-long"


def test_another_branchs_officer_prints_nothing(ask, province):
    with pytest.raises(NotFound):
        ask("print_register", by="24-02", code="away", unit_id=province.id("24-01"))
