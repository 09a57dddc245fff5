"""A unit writes the symbols of its papers in its own way: from the next number on, and for its own papers alone."""

from uuid import uuid4

import pytest

from services.contracts import messaging as contract
from services.contracts import symbols
from services.kit import schema, wire
from services.kit.actor import Actor, Position
from services.kit.faults import Denied, Invalid
from services.messaging import queries, writing
from tests.integration.messaging.conftest import CHAPTER, COMMUNE, NORTH, OTHER_COMMUNE, PROVINCE, an_order

ROLES = {
    COMMUNE: "GRASSROOTS_OFFICER",
    OTHER_COMMUNE: "GRASSROOTS_OFFICER",
    NORTH: "DISTRICT_OFFICER",
    CHAPTER: "CHAPTER_OFFICER",
    PROVINCE: "PROVINCE_OFFICER",
}


def an_officer(unit_id):
    return Actor(uuid4(), uuid4(), "", (Position(ROLES[unit_id], unit_id, "", None, "BT"),), False)


@pytest.fixture
def change(database, sql):
    """`change(QĐ="QĐX", by=…)`: what the commune writes; as usual again afterwards."""

    def run(by=COMMUNE, unit_id=COMMUNE, body=None, **types):
        given = schema.load(symbols.ChangeUnitSymbols, {"unit_id": str(unit_id), "body": body, "types": types})
        with database.transaction(actor=an_officer(by)) as tx:
            return wire.plain(writing.change_symbols(tx, **given))

    yield run
    sql("DELETE FROM unit_symbols")


@pytest.fixture
def written(database):
    """What the unit writes for each type, and the acts offered."""

    def run(by=COMMUNE, unit_id=COMMUNE):
        with database.transaction(actor=an_officer(by)) as tx:
            seen = writing.get_symbols(tx, unit_id=unit_id)
        return {each["kind"]: each["written"] for each in seen["types"]}, [
            each["action"] for each in seen["allowed_actions"]
        ]

    return run


@pytest.fixture
def found(database):
    """Numbers of the commune's papers that a search finds."""

    def run(**asked):
        given = schema.load(contract.ListDocuments, {"unit_id": str(COMMUNE), **asked})
        with database.transaction(actor=an_officer(COMMUNE)) as tx:
            return [each["number"] for each in queries.list_documents(tx, **given)["items"]]

    return run


def numbers(issue, *templates):
    return [issue(an_order(f"{uuid4()}/{template}", template=template))[0]["number"] for template in templates]


def test_a_new_abbreviation_is_for_new_numbers_and_begins_its_own_register(issue, change, found):
    [before] = numbers(issue, "T03")
    change(QĐ="QĐCN")
    first, second = numbers(issue, "T03", "T03")

    assert (first, second) == ("01-QĐCN/ĐTN", "02-QĐCN/ĐTN")
    assert {before, first, second} <= set(found())


def test_a_number_is_not_given_again_after_an_abbreviation_comes_back(issue, change):
    [before] = numbers(issue, "T04")
    change(GT="GTSH")
    change()
    [after] = numbers(issue, "T04")

    assert (before, after) == ("01-GT/ĐTN", "02-GT/ĐTN")


def test_types_of_one_abbreviation_share_a_register(issue, change):
    [decision] = numbers(issue, "T03")
    change(QĐKT="QĐ")
    [award] = numbers(issue, "T14")

    ordinal = int(decision.split("-")[0]) + 1
    assert award == f"{ordinal:02d}-QĐ/ĐTN"


def test_a_search_finds_a_type_under_either_abbreviation(issue, change, found):
    [before] = numbers(issue, "T02")
    change(NQ="NQCĐ")
    [after] = numbers(issue, "T02")

    assert {before, after} <= set(found(kind="NQ"))
    assert found(q=after.replace("-", " ")) == [after]
    assert before in found(q=before.replace("-", " "))


def test_the_units_own_abbreviation_is_changed_beside_those_of_the_types(issue, change):
    seen = change(body="ĐTNTM")

    assert (seen["body"], seen["usual_body"]) == ("ĐTNTM", "ĐTN")
    assert numbers(issue, "T03")[0].endswith("-QĐ/ĐTNTM")


def test_other_units_write_as_usual(change, written, issue):
    change(QĐ="QĐCN")
    [decision] = issue(an_order(f"{uuid4()}/T03", unit_id=OTHER_COMMUNE))

    assert written(by=OTHER_COMMUNE, unit_id=OTHER_COMMUNE)[0]["QĐ"] == "QĐ"
    assert decision["number"].endswith("-QĐ/ĐTN")


@pytest.mark.parametrize("by", [COMMUNE, NORTH, PROVINCE], ids=["its office", "the district", "the province"])
def test_the_office_of_the_unit_and_those_above_change_them(change, written, by):
    change(by=by, QĐ="QĐCN")

    abbreviations, acts = written(by=by)
    assert (abbreviations["QĐ"], acts) == ("QĐCN", ["change_symbols"])


def test_another_unit_changes_none(change):
    with pytest.raises(Denied):
        change(by=OTHER_COMMUNE, QĐ="QĐCN")


def test_a_chapter_sees_its_own_and_changes_none(change, written):
    assert written(by=CHAPTER, unit_id=CHAPTER)[1] == []
    with pytest.raises(Denied):
        change(by=CHAPTER, unit_id=CHAPTER, NQ="NQCĐ")


def test_what_is_no_abbreviation_is_refused_and_nothing_changes(change, written):
    with pytest.raises(Invalid):
        change(QĐ="QĐ 1", NQ="NQCĐ")

    assert written()[0]["NQ"] == "NQ"


def test_a_change_stands_in_the_audit_and_one_that_changes_nothing_does_not(change, sql):
    change(unit_id=NORTH, by=NORTH, QĐ="QĐCN")
    change(unit_id=NORTH, by=NORTH, QĐ="QĐCN")

    kept = sql("SELECT before, after FROM audit_log WHERE action = 'symbols.change' AND unit_id = :id", id=NORTH)
    assert [(before["types"], after["types"]) for before, after in kept] == [({}, {"QĐ": "QĐCN"})]
