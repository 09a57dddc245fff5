"""A decision that is annulled gives back the offices that it ended (domain rule 12B), unless somebody else has come to them."""

from datetime import date, timedelta

import pytest

from tests.integration.members.registry.cases import CHAPTER, NEIGHBOUR, TODAY

ABOVE = "24-01-001"
EVE = TODAY - timedelta(days=1)


@pytest.fixture
def removed(registry, province):
    """Somebody removed from the office of a chapter: the person, the office, and the line that records it."""

    def remove(name, code="PBT", until=None):
        person = province.add_member(name, CHAPTER)
        office = registry.appoint(person, CHAPTER, code=code, until=until)
        removal = {"unit_id": str(province.id(CHAPTER)), "on": TODAY.isoformat(), "code": code}
        line = registry.build_line(person, process="discipline", writes={"remove_position": removal})
        registry.keep(line)
        assert registry.last_day(office) == EVE
        return person, office, line

    return remove


@pytest.mark.parametrize("until", [None, date(2027, 6, 30)], ids=["without an end", "to the end of the term"])
def test_an_annulled_removal_gives_the_office_back_as_long_as_it_was(registry, removed, events, until):
    _, office, line = removed("Được Huỷ Cách Chức", until=until)

    registry.strike(line)
    registry.strike(line)

    [told] = events("members.positions_changed.v1")[-1]["positions"]
    assert registry.last_day(office) == until
    assert (told["id"], told["until"], told["version"]) == (str(office.id), until and until.isoformat(), 3)


def test_an_office_that_somebody_else_has_come_to_stays_with_them(registry, province, removed):
    _, office, line = removed("Cựu Bí Thư", code="BT")
    successor = registry.appoint(province.add_member("Bí Thư Mới", CHAPTER), CHAPTER, code="BT", from_on=TODAY)

    registry.strike(line)

    assert (registry.last_day(office), registry.last_day(successor)) == (EVE, None)
    with province.database.transaction() as tx:
        tx.connection.exec_driver_sql("DELETE FROM positions WHERE code = 'BT'")


def test_an_office_whose_end_was_changed_since_stays_as_it_is(registry, removed, province):
    _, office, line = removed("Chức Vụ Sửa Sau")
    with province.database.transaction() as tx:
        tx.connection.exec_driver_sql("UPDATE positions SET until = '2026-01-31' WHERE id = %s", (office.id,))

    registry.strike(line)

    assert registry.last_day(office) == date(2026, 1, 31)


def test_whoever_is_no_member_by_then_gets_no_office(registry, removed):
    person, office, line = removed("Đã Trưởng Thành")
    registry.done(registry.subject(kind="mature", person=person))

    registry.strike(line)

    assert registry.last_day(office) == EVE


def test_an_annulled_expulsion_gives_back_every_office(registry, province):
    person = province.add_member("Được Huỷ Khai Trừ", NEIGHBOUR)
    here, above = registry.appoint(person, NEIGHBOUR), registry.appoint(person, ABOVE, code="UVBCH")
    over = registry.appoint(person, ABOVE, code="PBT", until=date(2026, 6, 30))
    expelled = registry.subject(kind="expel", person=person, unit=NEIGHBOUR)
    registry.done(expelled)
    ended = [registry.last_day(office) for office in (here, above, over)]

    registry.revoke(expelled)

    assert ended == [EVE, EVE, date(2026, 6, 30)]
    assert [registry.last_day(office) for office in (here, above, over)] == [None, None, date(2026, 6, 30)]


def test_what_another_decision_has_said_since_gives_no_office_back(registry, province):
    person = province.add_member("Ra Khỏi Hẳn", NEIGHBOUR)
    office = registry.appoint(person, NEIGHBOUR)
    expelled = registry.subject(kind="expel", person=person, unit=NEIGHBOUR)
    registry.done(expelled)
    registry.done(registry.subject(kind="restore", person=person, unit=NEIGHBOUR))
    registry.done(registry.subject(kind="withdraw", person=person, unit=NEIGHBOUR))

    registry.revoke(expelled)

    assert registry.last_day(office) == EVE
