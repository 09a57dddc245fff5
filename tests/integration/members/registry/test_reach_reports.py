"""BM-11 and BM-13: whom the Union reaches, by what grassroots units count and by what files and accounts say."""

from datetime import timedelta

import pytest
from sqlalchemy import insert, update

from services.kit import ids
from services.kit.faults import Conflict, Denied, Invalid, NotFound
from services.members.accounts.tables import accounts, sessions
from services.members.tables import people

COMMUNE, CHAPTER = "24-01-001", "24-01-001-001"


@pytest.fixture
def count(ask, province):
    def recorded(youth, federation, *, by=COMMUNE, unit=COMMUNE, **given):
        numbers = {"youth": youth, "federation": federation, **given}
        return ask("record_youth_count", by=by, unit_id=province.id(unit), **numbers)

    return recorded


def total(ask, province, code, unit, **given):
    return ask("get_report", by="24", code=code, unit_id=province.id(unit), **given)["total"]


def test_young_people_are_added_up_from_the_last_count_of_each_grassroots_unit(ask, province, count, today):
    members = total(ask, province, "BM-11", "24-01")["members"]
    count(100, 20, on=today - timedelta(days=30))
    count(200, 40)
    count(50, 10, unit="24-01-002", by="24-01")

    found, before = (total(ask, province, "BM-11", "24-01", on=on) for on in (today, today - timedelta(days=1)))

    assert (found["youth"], found["federation"], found["members"]) == (250, 50, members)
    assert found["gathered"] == members + 50
    assert found["share_gathered"] == round((members + 50) * 100 / 250, 1)
    assert (before["youth"], before["uncounted"]) == (100, found["uncounted"] + 1)


def test_a_count_is_for_grassroots_units_and_their_own_officers(count, today):
    with pytest.raises(Conflict, match="not-grassroots"):
        count(10, 1, unit=CHAPTER)
    with pytest.raises((Denied, NotFound)):
        count(10, 1, by="24-01-001-001", unit=COMMUNE)
    with pytest.raises(Invalid) as wrong:
        count(10, 11, on=today + timedelta(days=1))

    assert set(wrong.value.fields["errors"]) == {"on", "federation"}


def test_a_grassroots_unit_offers_the_count_and_a_chapter_does_not(ask, province):
    def offered(unit):
        seen = ask("get_unit", by="24-01", unit_id=province.id(unit))
        return "record_youth_count" in [each["action"] for each in seen["allowed_actions"]]

    assert (offered(COMMUNE), offered(CHAPTER)) == (True, False)


def test_members_are_counted_by_file_phone_and_account(ask, province, today):
    whole, verified, _ = (province.add_member(f"Đoàn Viên Số {n}", CHAPTER) for n in range(3))
    before = total(ask, province, "BM-13", CHAPTER)
    with province.database.transaction() as tx:
        tx.execute(update(people).where(people.c.id == whole.id).values(completeness=100))
        tx.execute(update(people).where(people.c.id == verified.id).values(phone_verified=True))
        for person, ago in ((whole, 3), (verified, 40)):
            seen_at = tx.now - timedelta(days=ago)
            tx.execute(insert(accounts).values(person_id=person.id, created_at=seen_at))
            row = {"id": ids.new(), "person_id": person.id, "created_at": seen_at, "seen_at": seen_at}
            tx.execute(insert(sessions).values(row))

    after = total(ask, province, "BM-13", CHAPTER)

    names = ("members", "complete", "phone_verified", "with_account", "signed_in")
    assert {name: after[name] - before[name] for name in names} == {
        "members": 0, "complete": 1, "phone_verified": 1, "with_account": 2, "signed_in": 1,
    }  # fmt: skip
    assert after["share_signed_in"] == round(after["signed_in"] * 100 / after["members"], 1)
    assert ask("get_report", by="24", code="BM-13", unit_id=province.id("24-01"))["total"]["chapters"] >= 1


def test_composition_tells_members_by_category(ask, province):
    person = province.add_member("Công Nhân Mới", CHAPTER)
    before = total(ask, province, "BM-03", CHAPTER)
    with province.database.transaction() as tx:
        changed = update(people).where(people.c.id == person.id)
        tx.execute(changed.values(member_category="SINH_VIEN"))

    after = total(ask, province, "BM-03", CHAPTER)
    parts = [code for code in after if code.startswith("category_")]
    assert after["category_SINH_VIEN"] == before["category_SINH_VIEN"] + 1
    assert after["category_unknown"] == before["category_unknown"] - 1
    assert sum(after[code] for code in parts) == after["members"]
