"""Other services hear how members stand when it changes, and only then."""

import pytest
from sqlalchemy import text

from services.members.fees import standings
from tests.integration.members.registry.fees import line, month, months

CHAPTER = "24-02-001-001"
KEY = "members.fee_standings_changed.v1"


@pytest.fixture
def member(ask, province):
    """Somebody new in a chapter that keeps fees since three months ago."""
    found = province.add_member("Đều Đặn", CHAPTER)
    ask("open_fee_book", by=CHAPTER, unit_id=province.id(CHAPTER), from_month=month(3))
    return found


@pytest.fixture
def heard(events):
    """`heard(person)`: standings of the person that were announced, oldest first."""

    def found(person):
        return [one for event in events(KEY) for one in event["standings"] if one["person_id"] == str(person.id)]

    return found


def sweep(province):
    """As the timer does it, an hour on."""
    with province.database.transaction() as tx:
        tx.execute(text("UPDATE fee_books SET swept_at = NULL"))
        return standings.sweep(tx)


def test_opening_a_book_tells_who_owes(member, heard, province):
    [first] = heard(member)

    assert (first["owed_months"], first["paid_until"], first["version"]) == (months(3, 2, 1), None, 1)
    assert first["unit_id"] == str(province.id(CHAPTER))


def test_paying_and_cancelling_are_told_with_the_next_version(member, heard, ask, province):
    unit_id = province.id(CHAPTER)
    receipt = ask("collect_fees", by=CHAPTER, unit_id=unit_id, lines=[line(member, 3, 2)])["receipts"][0]
    ask("cancel_fee_receipts", by=CHAPTER, receipt_ids=[receipt["id"]], reason="Thu nhầm")

    *_, paid, cancelled = heard(member)

    assert (paid["owed_months"], paid["paid_until"]) == (months(1), months(2)[0])
    assert (cancelled["owed_months"], cancelled["paid_until"]) == (months(3, 2, 1), None)
    assert cancelled["version"] == paid["version"] + 1


def test_looking_again_tells_nothing_when_nothing_changed(member, heard, province):
    before = len(heard(member))

    sweep(province)
    sweep(province)

    assert len(heard(member)) == before


def test_an_exemption_written_by_a_case_is_told_at_the_next_look(member, heard, province, sql):
    sql.execute(
        """INSERT INTO fee_exemptions (person_id, case_id, from_month, until_month)
           VALUES (%s, uuidv7(), %s, %s)""",
        (member.id, month(3), month(2)),
    )

    sweep(province)

    assert (heard(member)[-1]["owed_months"], heard(member)[-1]["paid_until"]) == (months(1), months(2)[0])


def test_months_of_a_stopped_exemption_are_no_arrears_and_those_of_a_revoked_one_are(member, heard, province, registry):
    span = {"from_month": str(month(3)), "until_month": str(month(0)), "reason": "Ốm"}
    granted = registry.build_line(member, stage="4", writes={"exempt": span})
    over = {**span, "act": "end", "until_month": str(month(2))}
    registry.keep(granted, registry.build_line(member, case_id=granted["case_id"], stage="6", writes={"exempt": over}))
    sweep(province)
    registry.strike({"case_id": granted["case_id"], "stage": None, "before": 7})
    sweep(province)

    stopped, revoked = heard(member)[-2:]
    assert stopped["owed_months"] == months(1)
    assert revoked["owed_months"] == months(3, 2, 1)


def test_a_newcomer_of_the_chapter_is_found_at_the_next_look(member, heard, province):
    newcomer = province.add_member("Mới Nhập Sổ", CHAPTER)

    sweep(province)

    assert heard(newcomer)[-1]["owed_months"] == months(3, 2, 1)


def test_books_that_were_looked_through_this_hour_are_left_alone(member, province):
    sweep(province)

    with province.database.transaction() as tx:
        assert standings.sweep(tx) == 0


def test_arrears_list_those_who_owe_so_many_months(member, ask, province):
    province.add_member("Nợ Ba Tháng", CHAPTER)
    sweep(province)

    found = ask("list_fee_arrears", by="24-02", unit_id=province.id("24-02"), months=3, count="exact", q="no ba thang")

    assert [(item["person"]["full_name"], item["owed_amount"]) for item in found["items"]] == [("Nợ Ba Tháng", 6000)]
    assert found["total"] == 1


def test_a_chapter_whose_name_others_bear_is_listed_with_the_unit_above(member, ask, province):
    chapter = province.units[CHAPTER]
    province.add_member("Nợ Cùng Tên", CHAPTER)
    province.add_unit("24-01-77", "CHAPTER", "24-01", name=chapter.name)
    sweep(province)

    found = ask("list_fee_arrears", by="24-02", unit_id=province.id("24-02"), months=1, q="no cung ten")

    above = next(unit for unit in province.units.values() if unit.id == chapter.parent_id)
    assert [item["unit"]["parent_name"] for item in found["items"]] == [above.name]
