"""Numbers without gap, asked twice issued once, frozen for ever."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from uuid import uuid4

import pytest
from sqlalchemy.exc import DatabaseError

from services.contracts import messaging as contract
from services.kit import schema
from services.kit.faults import Conflict, Invalid
from services.messaging import actions, copies
from tests.integration.messaging.conftest import (
    CHAPTER,
    COMMUNE,
    NORTH,
    OTHER_COMMUNE,
    SOUTH,
    TREE,
    a_unit,
    an_order,
    last_event,
    plain,
)


class ChangedMind(Exception):
    """Rolls a transaction back after its number was taken."""


def ordinals(sql, unit_id, kind="QĐ"):
    return [
        row[0]
        for row in sql("SELECT ordinal FROM documents WHERE unit_id = :u AND kind = :k ORDER BY 1", u=unit_id, k=kind)
    ]


def loaded(*orders):
    return schema.load(contract.IssueDocuments, {"batch_id": str(uuid4()), "documents": plain(orders)})


def test_the_first_document_of_a_register_is_01(issue):
    (document,) = issue(an_order(unit_id=NORTH))

    assert (document["number"], document["ordinal"], document["state"]) == ("01-QĐ/HĐTN", 1, "issued")


def test_numbers_have_no_gap_under_four_writers_and_rollbacks(database, sql):
    def once(number):
        with suppress(ChangedMind), database.transaction() as tx:
            actions.issue_documents(tx, **loaded(an_order(unit_id=SOUTH)))
            if number % 10 == 0:
                raise ChangedMind

    with ThreadPoolExecutor(4) as writers:
        list(writers.map(once, range(100)))

    assert ordinals(sql, SOUTH) == list(range(1, 91))


def test_orders_for_many_registers_at_once_do_not_lock_each_other_out(database, sql):
    orders = (COMMUNE, OTHER_COMMUNE, NORTH)
    before = {unit_id: len(ordinals(sql, unit_id)) for unit_id in orders}

    def once(turn):
        mixed = orders if turn % 2 else tuple(reversed(orders))
        with database.transaction() as tx:
            actions.issue_documents(tx, **loaded(*(an_order(unit_id=unit_id) for unit_id in mixed)))

    with ThreadPoolExecutor(4) as writers:
        list(writers.map(once, range(40)))

    assert {unit_id: len(ordinals(sql, unit_id)) - before[unit_id] for unit_id in orders} == dict.fromkeys(orders, 40)


def test_asked_twice_a_document_keeps_its_number_and_is_announced_again(issue, sql):
    order = an_order("asked-twice/T03")

    first, second = issue(order), issue(order)

    assert first == second
    assert sql("SELECT count(*) FROM documents WHERE key = 'asked-twice/T03'") == [(1,)]
    assert sql("SELECT count(*) FROM outbox WHERE position('asked-twice' IN CAST(body AS text)) > 0") == [(2,)]


def test_asked_twice_at_the_same_moment_a_document_has_one_number(database, sql):
    order, together = an_order("same-moment/T03"), threading.Barrier(4)

    def once(_):
        together.wait(5)
        with database.transaction() as tx:
            actions.issue_documents(tx, **loaded(order))

    with ThreadPoolExecutor(4) as writers:
        list(writers.map(once, range(4)))

    assert sql("SELECT count(*) FROM documents WHERE key = 'same-moment/T03'") == [(1,)]
    assert ordinals(sql, COMMUNE) == list(range(1, len(ordinals(sql, COMMUNE)) + 1))


def test_a_command_with_old_and_new_orders_numbers_the_new_ones_alone(issue):
    (old,) = issue(an_order("old/T03"))

    again, new = issue(an_order("old/T03"), an_order("new/T03"))

    assert again == old
    assert new["ordinal"] == old["ordinal"] + 1


def test_resolutions_and_decisions_are_numbered_apart(issue, sql):
    (document,) = issue(an_order(unit_id=CHAPTER, template="T02"))

    assert document["number"] == "01-NQ/CĐ"
    assert ordinals(sql, CHAPTER) == []


def test_numbers_by_year_begin_again_with_the_documents_own_year(issue):
    late, early = issue(
        an_order(unit_id=OTHER_COMMUNE, on="2027-01-01", numbering_reset="YEAR"),
        an_order(unit_id=OTHER_COMMUNE, on="2026-12-31", numbering_reset="YEAR"),
    )

    assert (late["ordinal"], early["ordinal"]) == (1, 1)


def test_a_unit_whose_news_has_not_come_yet_is_waited_for(issue):
    with pytest.raises(Conflict) as refused:
        issue(an_order(unit_id=uuid4()))

    assert refused.value.code == "unit-not-known-yet"


def test_an_order_about_nobody_takes_no_number(issue, sql):
    before = ordinals(sql, COMMUNE)

    with pytest.raises(Invalid):
        issue(an_order(), an_order(content={"people": []}))

    assert ordinals(sql, COMMUNE) == before


def test_what_has_its_number_is_changed_by_nobody(issue, sql):
    (document,) = issue(an_order())

    with pytest.raises(DatabaseError, match="is frozen"):
        sql("UPDATE documents SET content = '{}' WHERE id = :id", id=document["id"])
    with pytest.raises(DatabaseError, match="is frozen"):
        sql("DELETE FROM documents WHERE id = :id", id=document["id"])


def test_a_renamed_unit_changes_no_paper_that_stands(issue, database):
    (document,) = issue(an_order(unit_id=NORTH))
    row = next(row for row in TREE if row[0] == NORTH)
    with database.transaction() as tx:
        copies.UNITS.apply(tx, [{**a_unit(*row), "name": "Huyện đoàn Mới", "version": 2}])
        found = actions.get_document(tx, document_id=document["id"])
        copies.UNITS.apply(tx, [a_unit(*row, version=3)])

    assert found["content"]["head"]["issuer"] == "BCH ĐOÀN HUYỆN YÊN DŨNG"


def test_a_document_is_settled_once_and_announced_each_time(issue, settle, database, sql):
    (document,) = issue(an_order())

    settle(document["id"], "in_force")
    settle(document["id"], "in_force")

    with database.transaction() as tx:
        (announced,) = last_event(tx, contract.DocumentsSettled)
    assert (announced["state"], announced["version"]) == ("in_force", 2)
    assert sql(
        "SELECT count(*) FROM audit_log WHERE action = 'document.settle' AND subject_id = :id", id=document["id"]
    ) == [(1,)]


@pytest.fixture
def shared(issue, settle):
    """A decision in force for three, and their cases."""
    cases = [uuid4() for _ in range(3)]
    people = [{"full_name": name} for name in ("Nguyễn Thu Hà", "Lê Văn An", "Trần Thị Bình")]
    (document,) = issue(an_order(case_ids=cases, content={"people": people}))
    settle(document["id"], "in_force")
    return document["id"], cases


def test_a_decision_of_many_is_revoked_for_one_alone(shared, settle, database):
    document_id, cases = shared

    for _ in range(2):
        settle(document_id, "revoked", "Khai sai ngày sinh", case_ids=[cases[1]])

    with database.transaction() as tx:
        found = actions.get_document(tx, document_id=document_id)
        checked = actions.verify_document(tx, token=found["verify_url"].rsplit("/", 1)[-1])
        (announced,) = last_event(tx, contract.DocumentsSettled)
    assert [(each["full_name"], each["reason"]) for each in found["struck"]] == [("Lê Văn An", "Khai sai ngày sinh")]
    assert (checked["valid"], checked["note"]) == (True, "Đã thu hồi đối với: Lê V. A.")
    assert (announced["state"], announced["version"]) == ("in_force", 3)


def test_a_decision_revoked_for_each_of_its_names_is_revoked(shared, settle, database):
    document_id, cases = shared

    for case_id in cases:
        settle(document_id, "revoked", "Sai thẩm quyền", case_ids=[case_id])

    with database.transaction() as tx:
        assert actions.get_document(tx, document_id=document_id)["state"] == "revoked"


def test_a_decision_not_in_force_is_revoked_for_nobody(issue, settle):
    cases = [uuid4(), uuid4()]
    people = [{"full_name": "Nguyễn Thu Hà"}, {"full_name": "Lê Văn An"}]
    (document,) = issue(an_order(case_ids=cases, content={"people": people}))

    with pytest.raises(Conflict):
        settle(document["id"], "revoked", "Lý do", case_ids=cases[:1])


def test_a_cancelled_number_stays_in_the_register(issue, settle, database):
    (document,) = issue(an_order())

    settle(document["id"], "cancelled", "Hồ sơ được rút")
    (following,) = issue(an_order())

    assert following["ordinal"] == document["ordinal"] + 1
    with database.transaction() as tx:
        found = actions.get_document(tx, document_id=document["id"])
    assert (found["state_title"], found["cancelled_reason"]) == ("Đã huỷ số", "Hồ sơ được rút")


def test_a_cancelled_document_never_comes_into_force(issue, settle):
    (document,) = issue(an_order())
    settle(document["id"], "cancelled", "Hồ sơ được rút")

    with pytest.raises(Conflict) as refused:
        settle(document["id"], "in_force")

    assert refused.value.code == "document-cannot-be-settled"
