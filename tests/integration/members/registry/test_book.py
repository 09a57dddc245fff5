from datetime import date

import pytest

from services.kit.faults import NotFound
from tests.integration.members.registry.lines import line, link
from tests.journeys.admissions import today

HERE, FAR = "24-01-001-001", "24-02-001-001"


@pytest.fixture(scope="module")
def an(province):
    person = province.add_member("Nguyễn An", HERE)
    line(province, person, "evaluation", year=2024, rating="HT", comment="Còn vắng")
    line(
        province,
        person,
        "evaluation",
        year=2024,
        rating="HTT",
        comment="Tiến bộ",
        on=date(2025, 7, 1),
        attendance_percent=92.5,
    )
    line(province, person, "evaluation", year=2023, rating="HTXS", revoked_on=date(2024, 1, 1))
    line(province, person, "training", year=2024, stage="CONFIRMED", result="DAT")
    line(province, person, "residence", stage="COMMENTED", year=2024, comment="Tham gia đều")
    line(province, person, "award", level="PROVINCE", form_title="Bằng khen", reason="Thành tích năm 2024")
    line(province, person, "discipline", stage="DECIDED", form="KHIEN_TRACH", confidential=True)
    link(province, person, "RESIDENCE", host=FAR)
    return person


def book(ask, by, person):
    return ask("get_book", by=by, member_id=person.id)


def test_a_year_reads_as_it_was_last_written(ask, an):
    years = book(ask, HERE, an)["years"]

    assert [year["year"] for year in years] == [2024]
    assert years[0] == {
        "year": 2024, "rating": "Hoàn thành tốt nhiệm vụ", "comment": "Tiến bộ", "self_rating": None, "attendance": "92,5%",
        "training": "Đạt", "other_comments": ["Nơi cư trú: Tham gia đều"],
    }  # fmt: skip


def test_the_book_has_its_pages(ask, an):
    found = book(ask, HERE, an)

    assert [award["detail"] for award in found["awards"]] == ["Bằng khen · Cấp tỉnh · Thành tích năm 2024"]
    assert [one["title"] for one in found["links"]] == [f"Sinh hoạt nơi cư trú: Đơn vị {FAR}"]
    assert found["keeper"]["name"] == "Đơn vị 24-01-001"
    assert found["member"]["full_name"] == "Nguyễn An"


def test_the_book_says_how_its_member_stands_with_fees(ask, province):
    person = province.add_member("Lê Phí", "24-01-001-002")
    before = book(ask, "24-01-001-002", person)["fees"]
    months = today().replace(day=1)
    ask("open_fee_book", by="24-01-001-002", unit_id=province.id("24-01-001-002"), from_month=months)

    found = book(ask, "24-01-001-002", person)["fees"]

    assert before is None
    assert (found["paid_until"], found["owed_months"]) == (None, 0)
    assert found["monthly"] > 0


def test_the_kinds_count_the_lines_of_the_timeline(ask, an):
    found = book(ask, HERE, an)

    assert sum(kind["count"] for kind in found["kinds"]) == len(found["timeline"])
    assert {kind["code"] for kind in found["kinds"]} == {line["kind"] for line in found["timeline"]}


def test_a_revoked_line_stays_readable_and_is_marked(ask, an):
    void = [line["detail"] for line in book(ask, HERE, an)["timeline"] if line["is_void"]]

    assert void == ["Đã thu hồi ngày 01/01/2024"]


@pytest.mark.parametrize("by", [HERE, "24-01-001"], ids=["chapter", "decider"])
def test_those_who_decide_see_discipline(ask, an, by):
    assert [one["detail"] for one in book(ask, by, an)["discipline"]] == ["Thi hành kỷ luật · Khiển trách"]


@pytest.mark.parametrize("by", ["24-01", "24"], ids=["district", "province"])
def test_others_see_no_line_of_discipline_anywhere(ask, an, by):
    found = book(ask, by, an)

    assert found["discipline"] is None
    assert "discipline" not in {line["kind"] for line in found["timeline"]}
    assert "discipline" not in {line["kind"] for line in ask("get_timeline", by=by, member_id=an.id)["items"]}


def test_the_member_sees_the_own_book_with_discipline(rpc, host, token_for, an):
    found = rpc.call("members.get_book", {"member_id": str(an.id)}, token=token_for(an.id))

    assert len(found["discipline"]) == 1


def test_another_branchs_officer_finds_no_book(ask, an):
    with pytest.raises(NotFound):
        book(ask, "24-02", an)


def test_another_member_finds_no_book(rpc, host, token_for, province, an):
    other = province.add_member("Trần Bình", HERE)

    with pytest.raises(NotFound):
        rpc.call("members.get_book", {"member_id": str(an.id)}, token=token_for(other.id))
