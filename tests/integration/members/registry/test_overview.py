"""The overview of a branch: members against another day, files, secretaries, reports and fees, within the asker's scope."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from services.kit.faults import Denied, Invalid, NotFound
from services.members.tables import people

CHAPTER = "24-01-001-001"


@pytest.fixture
def overview(ask, province):
    def get(unit="24", *, by=None, **given):
        return ask("get_overview", by=by or unit, unit_id=province.id(unit), **given)

    return get


def child(found, province, code):
    return next(each for each in found["children"] if each["unit"]["id"] == str(province.id(code)))


def test_the_parts_add_up_to_the_whole_and_agree_with_the_report_of_movement(overview, province, ask, today):
    province.add_member("Đoàn Viên Tổng Quan", CHAPTER)
    against = today - timedelta(days=90)

    found = overview("24", against=against)

    report = ask("get_report", by="24", code="BM-02", since=against + timedelta(days=1), on=today)["total"]
    assert (found["total"]["members"], found["total"]["before"]) == (report["closing"], report["opening"])
    for name in ("members", "before", "change", "incomplete", "owing_people"):
        assert found["total"][name] == sum(each[name] for each in found["children"])


def test_a_new_member_and_an_incomplete_file_are_seen_at_every_level(overview, province, registry, today):
    before = [overview(unit)["total"] for unit in ("24", "24-01", "24-01-001")]
    person = registry.done(registry.subject(unit=CHAPTER, full_name="Vào Hôm Nay"))
    with province.database.transaction() as tx:
        tx.execute(update(people).where(people.c.id == person.id).values(completeness=40))

    after = [overview(unit)["total"] for unit in ("24", "24-01", "24-01-001")]

    for then, now_ in zip(before, after, strict=True):
        assert (now_["members"] - then["members"], now_["change"] - then["change"]) == (1, 1)
        assert now_["incomplete"] - then["incomplete"] == 1


def test_a_secretary_takes_her_unit_off_the_list(overview, province, registry):
    before = child(overview("24-01-001", by="24"), province, CHAPTER)["without_secretary"]
    registry.appoint(province.add_member("Bí Thư Mới", CHAPTER), CHAPTER, code="BT")

    after = child(overview("24-01-001", by="24"), province, CHAPTER)["without_secretary"]

    assert (before, after) == (1, 0)


def test_nobody_sees_another_branch_and_days_are_in_order(overview, today):
    with pytest.raises((Denied, NotFound)):
        overview("24-02", by="24-01")
    with pytest.raises(Invalid):
        overview("24", on=today + timedelta(days=1))
    with pytest.raises(Invalid):
        overview("24", on=today, against=today)
