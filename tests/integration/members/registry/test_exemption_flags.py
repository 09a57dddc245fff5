"""Who owes no fee this month bears the flag, which other procedures and lists go by."""

import pytest

from services.members.fees import exempting
from tests.integration.members.registry.fees import month, today

CHAPTER = "24-02-001-001"
KEY = "members.people_changed.v1"


@pytest.fixture
def exempt(sql):
    """`exempt(person, first, last)`: a case has granted the months from so many months ago to so many months ago."""

    def granted(person, first, last, *, revoked_on=None):
        sql.execute(
            """INSERT INTO fee_exemptions (person_id, case_id, from_month, until_month, revoked_on)
               VALUES (%s, uuidv7(), %s, %s, %s)""",
            (person.id, month(first), month(last), revoked_on),
        )

    return granted


def sweep(province):
    with province.database.transaction() as tx:
        return exempting.sweep(tx)


def flags(province, person):
    return set(province.count("SELECT flags FROM people WHERE id = :p", p=person.id))


@pytest.mark.parametrize(
    ("first", "last", "is_flagged"),
    [
        pytest.param(0, -2, True, id="from this month on"),
        pytest.param(5, 0, True, id="to this month"),
        pytest.param(5, 1, False, id="to last month"),
        pytest.param(-1, -3, False, id="from next month on"),
    ],
)
def test_a_member_is_flagged_in_the_exempt_months(province, exempt, first, last, is_flagged):
    person = province.add_member("Được Miễn", CHAPTER)
    exempt(person, first, last)

    sweep(province)

    assert flags(province, person) == ({"fee_exempt"} if is_flagged else set())


def test_others_hear_of_the_flag_once_and_of_its_end(province, exempt, events, sql):
    person = province.add_member("Hết Miễn", CHAPTER)
    exempt(person, 1, 0)
    for _ in range(2):
        sweep(province)
    sql.execute("UPDATE fee_exemptions SET revoked_on = %s WHERE person_id = %s", (today(), person.id))
    sweep(province)

    told = [each["flags"] for event in events(KEY) for each in event["people"] if each["id"] == str(person.id)]
    assert told[-2:] == [["fee_exempt"], []]
    assert told.count(["fee_exempt"]) == 1


def test_other_flags_stay(province, exempt, sql):
    person = province.add_member("Đi Xa Được Miễn", CHAPTER)
    sql.execute("UPDATE people SET flags = '{away,fee_exempt}' WHERE id = %s", (person.id,))

    sweep(province)

    assert flags(province, person) == {"away"}


def test_who_is_no_member_any_more_is_not_flagged(province, exempt, sql):
    person = province.add_member("Đã Trưởng Thành", CHAPTER)
    sql.execute("UPDATE people SET status = 'MATURED', unit_id = NULL WHERE id = %s", (person.id,))
    exempt(person, 0, 0)

    sweep(province)

    assert flags(province, person) == set()
