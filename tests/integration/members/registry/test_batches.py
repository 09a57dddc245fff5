"""Many changes in one command: each has its own outcome, whoever it collides with, and they cost no more statements than a few."""

from datetime import date

import pytest
from sqlalchemy import event

from services.members.domain import cards
from tests.integration.members.registry.cases import CHAPTER, OTHER, codes

FEW, MANY = 3, 60
_LETTERS = "abcdeghikl"


@pytest.fixture
def statements(province):
    """`statements(work)`: how many the work sends."""

    def count(work):
        sent = []

        def note(_connection, _cursor, statement, _parameters, _context, _many):
            if not statement.startswith("NOTIFY"):  # the bell's, which rings when it likes
                sent.append(statement)

        event.listen(province.database.engine, "before_cursor_execute", note)
        work()
        event.remove(province.database.engine, "before_cursor_execute", note)
        return len(sent)

    return count


def _name(events, place):
    return f"Đông {events} {_LETTERS[place // 10]}{_LETTERS[place % 10]}".title()


def _newcomers(registry, count, events):
    return [registry.subject(full_name=_name(events, place)) for place in range(count)]


def test_many_newcomers_cost_the_statements_of_a_few(registry, statements):
    few, many = _newcomers(registry, FEW, "ít"), _newcomers(registry, MANY, "nhiều")

    prepared, applied = statements(lambda: registry.prepare(*few)), statements(lambda: registry.apply(*few))

    assert statements(lambda: registry.prepare(*many)) <= prepared
    assert statements(lambda: registry.apply(*many)) <= applied


def test_many_known_people_cost_the_statements_of_a_few(registry, province, statements):
    def subjects(count, events):
        people = [province.add_member(_name(events, place), CHAPTER) for place in range(count)]
        return [registry.subject(kind="transfer", person=person, unit=OTHER) for person in people]

    few, many = subjects(FEW, "ít"), subjects(MANY, "nhiều")

    prepared = statements(lambda: registry.prepare(*few))

    assert statements(lambda: registry.prepare(*many)) <= prepared


def test_codes_of_a_batch_follow_one_another(registry):
    outcomes = registry.prepare(*_newcomers(registry, FEW, "mã"))

    found = [outcome["code"] for outcome in outcomes]
    assert found == sorted(found)
    assert len(set(found)) == FEW
    assert all(map(cards.is_member_code, found))


def test_the_first_of_two_with_one_citizen_id_has_it(registry):
    first, second = (registry.subject(full_name=name, citizen_id="024305000777") for name in ("Một Số", "Hai Người"))
    other = registry.subject(full_name="Không Dính Dáng")

    outcomes = registry.prepare(first, second, other)

    assert [outcome["ok"] for outcome in outcomes] == [True, False, True]
    assert codes(outcomes[1]) == ["citizen-id-taken"]


def test_the_first_of_two_cases_of_one_batch_holds_the_person(registry, province):
    person = province.add_member("Hai Hồ Sơ", CHAPTER)
    subjects = [registry.subject(kind=kind, person=person) for kind in ("mature", "withdraw")]

    outcomes = registry.prepare(*subjects, registry.subject(full_name="Đi Cùng"))

    assert [outcome["ok"] for outcome in outcomes] == [True, False, True]
    assert codes(outcomes[1]) == ["held-by-another-case"]


def test_newcomers_alike_of_one_batch_wait_to_be_compared(registry, province):
    alike = [registry.subject(full_name="Song Sinh Tên", born_on="2010-05-06") for _ in range(2)]

    outcomes = registry.prepare(*alike)

    pairs = "SELECT count(*) FROM duplicates WHERE left_id = ANY(:ids) AND right_id = ANY(:ids)"
    assert province.count(pairs, ids=[outcome["person_id"] for outcome in outcomes]) == 1


def test_decided_together_two_never_come_to_one_citizen_id(registry, province):
    people = [
        province.add_member(_name("số", place), CHAPTER, status="STRUCK_OFF", born_on=date(2008, 1, 1))
        for place in range(2)
    ]
    with province.database.transaction() as tx:
        for person in people:
            tx.memberships.finish(tx.memberships.latest(person.id), on=date(2026, 1, 1), ended_as="STRUCK_OFF")
    subjects = [registry.subject(person=person, citizen_id="024305000888") for person in people]
    prepared = registry.prepare(*subjects)

    applied = registry.apply(*subjects)

    assert [outcome["ok"] for outcome in [*prepared, *applied]] == [True] * 4
    found = [registry.person(outcome) for outcome in prepared]
    assert [person.columns["citizen_id"] for person in found] == ["024305000888", None]
    assert [person.status for person in found] == ["ACTIVE", "ACTIVE"]


def test_two_changes_of_one_person_come_in_their_order(registry, province):
    person = province.add_member("Hai Việc", CHAPTER)
    note, move = (
        registry.subject(kind="note", person=person),
        registry.subject(kind="transfer", person=person, unit=OTHER),
    )
    registry.prepare(note, move)

    outcomes = registry.apply(note, move)

    assert [outcome["ok"] for outcome in outcomes] == [True, True]
    assert province.count("SELECT unit_id FROM people WHERE id = :person", person=person.id) == province.id(OTHER)
    assert province.count("SELECT version FROM people WHERE id = :person", person=person.id) == person.version + 1
