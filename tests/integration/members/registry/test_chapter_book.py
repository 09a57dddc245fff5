"""The chapter book: what the registry holds of one chapter in one year, by section, as far as its reader may see it."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import insert, update
from sqlalchemy.dialects.postgresql import Range

from services.kit import ids
from services.kit.clock import day_of, now
from services.kit.faults import NotFound
from services.members import copies
from services.members.fees.tables import fee_receipts, fee_remittances
from services.members.tables import memberships
from tests.integration.members.registry.lines import line

COMMUNE, HERE, NEXT = "24-01-001", "24-01-001-001", "24-01-001-002"
YEAR = 2025


@pytest.fixture(scope="module")
def people(province):
    add = province.add_member
    return {
        "an": add("Nguyễn An", HERE, card_no="240122000001"),
        "binh": add("Trần Bình", HERE),
        "chi": add("Lê Chi", NEXT),
    }


@pytest.fixture(scope="module", autouse=True)
def lines(province, people):
    an, binh, chi = (people[name] for name in ("an", "binh", "chi"))
    line(province, an, "evaluation", year=YEAR, rating="HTXS", on=date(YEAR, 12, 5))
    line(province, binh, "evaluation", year=YEAR - 1, rating="HTT", on=date(YEAR - 1, 12, 5))
    line(province, an, "award", form_title="Bằng khen", reason="Hiến máu", number="12-QĐKT/TĐTN", on=date(YEAR, 3, 26))
    line(province, chi, "award", form_title="Giấy khen", on=date(YEAR, 3, 26))
    line(province, binh, "discipline", stage="DECIDED", form="KHIEN_TRACH", confidential=True, on=date(YEAR, 5, 1))
    with province.database.transaction() as tx:
        admitted = {"why": "admit", "decision_no": "07-QĐ/ĐTN", "valid": Range(date(YEAR, 2, 3), None)}
        tx.execute(update(memberships).where(memberships.c.person_id == binh.id).values(admitted))
        for place, (person, on) in enumerate(
            ((an, date(YEAR, 1, 5)), (binh, date(YEAR, 1, 9)), (an, date(YEAR, 2, 5))), 1
        ):
            tx.execute(insert(fee_receipts).values(_receipt(province, person, place, on)))
        sent = {
            "id": ids.new(), "from_unit_id": province.id(HERE), "to_unit_id": province.id(COMMUNE),
            "from_month": date(YEAR, 1, 1), "until_month": date(YEAR, 1, 1), "received": 4000, "amount": 1333, "receipts": 2,
            "incoming": 0, "state": "DECLARED", "declared_at": datetime(YEAR, 3, 1, tzinfo=UTC),
        }  # fmt: skip
        tx.execute(insert(fee_remittances).values(sent))


def _receipt(province, person, number, on):
    return {
        "id": ids.new(), "collection_id": ids.new(), "unit_id": province.id(HERE), "person_id": person.id, "year": YEAR,
        "number": number, "collected_on": on, "collected_at": datetime(YEAR, on.month, on.day, tzinfo=UTC),
        "amount": 2000, "shared": 2000,
    }  # fmt: skip


@pytest.fixture
def book(ask, province):
    """The lines of a chapter's book, by section."""

    def read(*, by=HERE, unit=HERE, year=YEAR, **given):
        found = ask("get_register", by=by, code="chapter", unit_id=province.id(unit), year=year, limit=100, **given)
        sections = {}
        for item in found["items"]:
            sections.setdefault(item["cells"]["section"], []).append(item["cells"])
        return sections

    return read


def test_it_gathers_a_year_of_the_chapter_in_the_order_of_its_sections(book, registry, people):
    registry.appoint(people["an"], HERE, code="BT", from_on=date(YEAR, 1, 1))

    found = book()

    assert list(found) == [
        "1. Ban Chấp hành", "2. Danh sách đoàn viên", "3. Vào chi đoàn trong năm", "5. Xếp loại", "6. Khen thưởng",
        "7. Kỷ luật", "8. Đoàn phí",
    ]  # fmt: skip
    assert [(each["name"], each["told"]) for each in found["1. Ban Chấp hành"]] == [("Nguyễn An", "Bí thư")]
    assert [each["name"] for each in found["2. Danh sách đoàn viên"]] == ["Nguyễn An", "Trần Bình"]
    assert "thẻ 240122000001" in found["2. Danh sách đoàn viên"][0]["told"]
    assert found["3. Vào chi đoàn trong năm"] == [
        {
            **found["3. Vào chi đoàn trong năm"][0],
            "on": "03/02/2025",
            "name": "Trần Bình",
            "told": "Kết nạp",
            "document_number": "07-QĐ/ĐTN",
        }
    ]
    assert [(each["name"], each["told"]) for each in found["5. Xếp loại"]] == [
        ("Nguyễn An", "Hoàn thành xuất sắc nhiệm vụ")
    ]
    assert [each["told"] for each in found["6. Khen thưởng"]] == ["Bằng khen · Hiến máu"]
    assert [each["told"] for each in found["8. Đoàn phí"]] == [
        "Đã thu 4.000 đồng, 2 biên lai", "Đã thu 2.000 đồng, 1 biên lai", "Nộp cấp trên 1.333 đồng (chờ cấp trên xác nhận)",
    ]  # fmt: skip


def test_whoever_left_stands_with_where_they_went(ask, province, book):
    person = province.add_member("Hoàng Đi", HERE)
    with province.database.transaction() as tx:
        stretch = tx.memberships.latest(person.id)
        moved = stretch.__class__(
            **{**vars(stretch), "id": ids.new(), "unit_id": province.id(NEXT), "since": date(YEAR, 6, 1)}
        )
        tx.memberships.begin(moved, why="transfer")

    here, there = book()["4. Rời chi đoàn trong năm"], book(unit=NEXT, by=NEXT)["3. Vào chi đoàn trong năm"]

    assert [(each["name"], each["told"]) for each in here] == [("Hoàng Đi", f"Chuyển sinh hoạt đến Đơn vị {NEXT}")]
    assert [(each["name"], each["told"]) for each in there] == [("Hoàng Đi", "Chuyển sinh hoạt đến")]


def test_minutes_and_resolutions_are_listed_as_they_are_told(ask, province, book):
    told = {
        "id": ids.new(), "template": "T01", "title": "Biên bản họp", "subject": "Họp về việc kết nạp", "unit_id": province.id(HERE),
        "number": "03-BB/CĐ", "on": date(YEAR, 4, 1), "state": "in_force", "version": 1,
        "case_ids": [],
    }  # fmt: skip
    others = [
        {**told, "id": ids.new(), "template": "T15M"},
        {**told, "id": ids.new(), "unit_id": province.id(NEXT)},
        {**told, "id": ids.new(), "template": "T17", "dissolves": province.id(NEXT)},
    ]

    for _ in range(2):
        with province.database.transaction() as tx:
            copies.save_unit_documents(tx, [told, *others])
    before = book()["9. Biên bản, nghị quyết"]
    with province.database.transaction() as tx:
        copies.save_unit_documents(tx, [{**told, "state": "revoked", "version": 2}])

    assert [(each["told"], each["document_number"], each["on"]) for each in before] == [
        ("Họp về việc kết nạp", "03-BB/CĐ", "01/04/2025")
    ]
    found = ask("get_register", by=HERE, code="chapter", unit_id=province.id(HERE), year=YEAR, limit=100)
    assert found["items"][-1]["is_void"]


def test_discipline_is_a_section_for_those_who_may_see_it(book):
    assert "7. Kỷ luật" in book(by=COMMUNE)
    assert "7. Kỷ luật" not in book(by="24-01")
    assert "6. Khen thưởng" in book(by="24-01")


def test_another_year_has_its_own_lines(book):
    before = book(year=YEAR - 1)

    assert [each["name"] for each in before["5. Xếp loại"]] == ["Trần Bình"]
    assert [each["name"] for each in before["2. Danh sách đoàn viên"]] == ["Nguyễn An", "Hoàng Đi"]
    assert "8. Đoàn phí" not in before


def test_it_is_a_chapters_alone(ask, province):
    listed = [item["code"] for item in ask("list_registers", by=HERE)["items"]]

    assert "chapter" in listed
    assert "chapter" not in [item["code"] for item in ask("list_registers", by=COMMUNE)["items"]]
    with pytest.raises(NotFound):
        ask("get_register", by=COMMUNE, code="chapter", unit_id=province.id(COMMUNE))
    with pytest.raises(NotFound):
        ask("get_register", by=NEXT, code="chapter", unit_id=province.id(HERE))


def test_a_chapters_page_leads_to_its_book(ask, province):
    offered = {code: ask("get_unit", by=COMMUNE, unit_id=province.id(code)) for code in (HERE, COMMUNE)}

    books = {code: [act["action"] for act in unit["allowed_actions"]] for code, unit in offered.items()}
    assert "open_chapter_book" in books[HERE]
    assert "open_chapter_book" not in books[COMMUNE]


def test_it_becomes_a_paper_and_a_workbook(ask, province, events):
    printed = ask("print_register", by=HERE, code="chapter", unit_id=province.id(HERE), year=YEAR)
    job = ask("export_register", by=HERE, code="chapter", unit_id=province.id(HERE), year=YEAR)

    [order] = events("messaging.issue_documents.v1")[-1]["documents"]
    about = order["content"]["about"]
    assert (order["key"], order["template"], about["title"], about["subject"]) == (
        printed["key"], "T16", "SỔ CHI ĐOÀN", f"Đơn vị {HERE}",
    )  # fmt: skip
    assert [column["title"] for column in about["columns"]] == [
        "STT",
        "Mục",
        "Ngày",
        "Họ và tên, đơn vị",
        "Nội dung",
        "Số văn bản",
    ]
    assert about["rows"][0][1] == "1. Ban Chấp hành"
    assert f"năm {YEAR}" in about["note"]
    assert job["total"] == len(about["rows"])


def test_pages_follow_one_another_through_the_sections(ask, province):
    whole = ask("get_register", by=HERE, code="chapter", unit_id=province.id(HERE), year=YEAR, limit=100, count="exact")
    seen, cursor = [], None
    while True:
        page = ask(
            "get_register", by=HERE, code="chapter", unit_id=province.id(HERE), year=YEAR, limit=3, cursor=cursor
        )
        seen += [item["id"] for item in page["items"]]
        cursor = page["next"]
        if cursor is None:
            break

    assert seen == [item["id"] for item in whole["items"]]
    assert whole["total"] == len(seen)


def test_without_a_year_it_is_this_years(ask, province):
    found = ask("get_register", by=HERE, code="chapter", unit_id=province.id(HERE), limit=100)

    assert (found["by_year"], found["year"]) == (True, day_of(now()).year)
    assert "5. Xếp loại" not in [item["cells"]["section"] for item in found["items"]] or day_of(now()).year == YEAR
