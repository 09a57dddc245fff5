"""Lines that are struck before they come: commands of different kinds pass each other, and come twice."""

import threading
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.kit import ids
from services.members.cases import keeping
from tests.integration.members.registry.cases import CHAPTER, TODAY

MESSAGES = ("keep 4", "keep 6", "strike before 7", "keep 9")
LINK = {"kind": "AWAY", "act": "open", "host_place": "Bình Dương"}
WRITES = {
    "4": {"flags_add": ["away"], "link": LINK},
    "6": {"extended_until": TODAY, "exempt": {"from_month": "2026-11-01", "until_month": "2027-02-01", "reason": "Ốm"}},
    "9": {"book_location": "Đoàn viên giữ"},
}


def standing(registry, case_id):
    """What counts of the case: its lines, and rows that lines have written beside the file."""
    asked = "SELECT stage, revoked_on, revoked_reason FROM record_lines WHERE case_id = :case ORDER BY stage"
    beside = (
        "SELECT (SELECT count(*) FROM secondary_memberships WHERE case_id = :case) AS links,"
        " (SELECT count(*) FROM fee_exemptions WHERE case_id = :case AND revoked_on IS NULL) AS exemptions"
    )
    lines = [tuple(row) for row in registry.rows(asked, case=case_id)]
    return lines, tuple(registry.rows(beside, case=case_id)[0])


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(MESSAGES * 2))
def test_in_whatever_order_and_however_often_they_come_the_same_lines_count(registry, province, order):
    person, case_id = province.add_member("Tin Đến Lộn Xộn", CHAPTER), ids.new()

    for message in order:
        if message.startswith("keep"):
            stage = message.split()[1]
            registry.keep(registry.build_line(person, case_id=case_id, stage=stage, writes=WRITES[stage]))
        else:
            registry.strike({"case_id": case_id, "stage": None, "before": 7})

    file = registry.file(person)
    assert standing(registry, case_id) == (
        [("4", TODAY, "Ghi nhầm"), ("6", TODAY, "Ghi nhầm"), ("9", None, None)],
        (0, 0),
    )
    assert (file.flags, file.columns["extended_until"]) == (frozenset(), None)
    assert file.columns["book_location"] == "Đoàn viên giữ"


def test_a_line_of_one_stage_that_comes_after_its_strike_is_read_as_struck(registry, province, ask):
    person = province.add_member("Gạch Trước Ghi Sau", CHAPTER)
    line = registry.build_line(person, title="Khen thưởng đột xuất", writes={"flags_add": ["away"]})

    registry.strike(line)
    registry.keep(line, registry.build_line(person, case_id=line["case_id"], stage="7", title="Khen thưởng lại"))

    told = {each["title"]: each for each in ask("get_timeline", by=CHAPTER, member_id=person.id)["items"]}
    assert told["Khen thưởng đột xuất"]["detail"] == f"Đã thu hồi ngày {TODAY:%d/%m/%Y}"
    assert told["Khen thưởng lại"]["detail"] == "Hồ sơ KN-2026-0412"
    assert registry.file(person).version == person.version


def test_a_units_line_that_comes_after_its_strike_does_not_count(registry, province):
    line = registry.build_line(None, about_unit=True, unit="24-01-001", data={"year": 2026, "rating": "HTXS"})

    registry.strike(line)
    registry.keep(line)

    assert province.count("SELECT revoked_on FROM unit_records WHERE case_id = :case", case=line["case_id"]) == TODAY


@pytest.mark.parametrize("stage", ["5", "11"])
def test_a_line_that_comes_after_a_revocation_counts_if_the_case_kept_it_since(registry, province, stage):
    person = province.add_member("Thu Hồi Đến Trước", CHAPTER)
    leaving = registry.subject(kind="strike_off", person=person)
    registry.done(leaving, stage="6")

    registry.revoke(leaving, lines=[{"case_id": leaving["case_id"], "before": 9}])
    registry.keep(registry.build_line(person, case_id=leaving["case_id"], stage=stage))

    standing = "SELECT stage FROM record_lines WHERE case_id = :case AND revoked_on IS NULL"
    counted = [row.stage for row in registry.rows(standing, case=leaving["case_id"])]
    assert counted == ([stage] if stage == "11" else [])


def test_a_strike_waits_for_lines_that_are_being_kept(registry, province, eventually):
    person = province.add_member("Cùng Một Lúc", CHAPTER)
    line = registry.build_line(person)
    striking = threading.Thread(target=registry.strike, args=(line,))

    with province.database.transaction() as tx:
        keeping.keep(tx, lines=[line])
        striking.start()
        eventually(lambda: province.count("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"))
    striking.join()

    assert province.count("SELECT revoked_on FROM record_lines WHERE case_id = :case", case=line["case_id"]) == TODAY


def test_a_strike_waits_for_no_line_of_another_case(registry, province):
    person = province.add_member("Mỗi Hồ Sơ Một Lối", CHAPTER)
    mine, other = (registry.build_line(person, case_id=UUID(int=uuid4().int & ~1 | odd)) for odd in (0, 1))
    registry.keep(other)
    striking = threading.Thread(target=registry.strike, args=(other,))

    with province.database.transaction() as tx:
        keeping.keep(tx, lines=[mine])
        striking.start()
        striking.join(timeout=10)
        assert not striking.is_alive()

    assert province.count("SELECT revoked_on FROM record_lines WHERE case_id = :case", case=other["case_id"]) == TODAY
