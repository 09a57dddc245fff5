"""The papers about a unit: whoever issued them, for whoever may read each of them."""

from uuid import UUID, uuid4

import pytest

from services.contracts import messaging as contract
from services.kit import schema, wire
from services.kit.actor import Actor, Position
from services.messaging import correcting, exports, queries
from tests.integration.messaging.conftest import (
    CHAPTER,
    COMMUNE,
    NORTH,
    OTHER_CHAPTER,
    OTHER_COMMUNE,
    PROVINCE,
    an_order,
)

COLLECTIVE = {"full_name": "Chi đoàn thôn Hạ", "unit_id": CHAPTER, "is_collective": True}


def an_officer(role, unit_id):
    return Actor(uuid4(), uuid4(), "", (Position(role, unit_id, "", None, "BT"),), False)


DISTRICT, AT_COMMUNE = ("DISTRICT_OFFICER", NORTH), ("GRASSROOTS_OFFICER", COMMUNE)
AT_CHAPTER, ELSEWHERE = ("CHAPTER_OFFICER", CHAPTER), ("GRASSROOTS_OFFICER", OTHER_COMMUNE)


def an_act(key, operation="RENAME", *, concerns=(CHAPTER,), **given):
    about = {"operation": operation, "unit_name": "Chi đoàn thôn Hạ", "new_name": "Chi đoàn thôn Trung"}
    content = {"people": [], "about": about, "concerns": list(concerns), "readers": []}
    return an_order(key, **{"template": "T17", "case_ids": [], "in_force": True, "content": content, **given})


@pytest.fixture(scope="module")
def papers(issue):
    """Papers by name: acts upon the chapter of two years, its award and its discipline, and what is about others."""
    orders = {
        "renamed": an_act("T17/about/1"),
        "moved": an_act("T17/about/2", "MOVE", on="2025-03-26", unit_id=PROVINCE),
        "awarded": an_order("about/T14", template="T14", content={"people": [COLLECTIVE]}, in_force=True),
        "disciplined": an_order(
            "about/T15C", template="T15C", content={"people": [{**COLLECTIVE, "form": "CANH_CAO"}]}
        ),
        "of a member": an_order("about/T03"),
        "of another": an_act("T17/about/3", concerns=[OTHER_CHAPTER], unit_id=OTHER_COMMUNE),
    }
    issued = {each["key"]: each["id"] for each in issue(*orders.values())}
    return {name: issued[order["key"]] for name, order in orders.items()}


@pytest.fixture(scope="module")
def listed(database):
    def run(who, **asked):
        given = schema.load(contract.ListDocuments, {"about_id": str(CHAPTER), "count": "exact", **asked})
        with database.transaction(actor=an_officer(*who)) as tx:
            page = wire.plain(queries.list_documents(tx, **given))
        schema.load(contract.DocumentPage, page, unknown="raise")
        return page

    return run


def names_in(page, papers):
    found = {item["id"] for item in page["items"]}
    return {name for name, key in papers.items() if key in found}


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        pytest.param(AT_CHAPTER, {"renamed", "moved", "awarded", "disciplined"}, id="the unit itself"),
        pytest.param(AT_COMMUNE, {"renamed", "awarded", "disciplined"}, id="its superior"),
        pytest.param(DISTRICT, {"renamed", "awarded", "disciplined"}, id="the unit above the issuer"),
        pytest.param(("AUDITOR", NORTH), {"renamed", "awarded"}, id="an auditor, without discipline"),
        pytest.param(ELSEWHERE, set(), id="another commune"),
    ],
)
def test_papers_about_a_unit_are_listed_as_far_as_each_may_be_read(papers, listed, who, seen):
    page = listed(who)

    assert names_in(page, papers) == seen
    assert page["total"] == len(seen)


@pytest.mark.parametrize(
    ("asked", "seen"),
    [
        ({"year": 2025}, {"moved"}),
        ({"kind": "QĐKT"}, {"awarded"}),
        ({"q": "khen thưởng"}, {"awarded"}),
        ({"year": 2026, "kind": "QĐ"}, {"renamed", "disciplined"}),
    ],
    ids=["by year", "by kind", "by words", "by both"],
)
def test_they_are_narrowed_by_year_kind_and_words(papers, listed, asked, seen):
    assert names_in(listed(AT_CHAPTER, **asked), papers) == seen


def test_the_first_page_says_of_which_years_there_are_papers(papers, listed):
    first = listed(AT_CHAPTER, limit=1)

    assert first["years"] == [2026, 2025]
    assert listed(AT_COMMUNE)["years"] == [2026]
    assert "years" not in listed(AT_CHAPTER, limit=1, cursor=first["next"])


def test_of_some_papers_those_are_told_that_the_reader_may_open(papers, listed):
    page = listed(AT_COMMUNE, about_id=None, ids=[papers["moved"], papers["renamed"]])

    assert names_in(page, papers) == {"renamed"}


def test_the_workbook_holds_what_the_list_shows(papers, database):
    asked = schema.load(contract.StartDocumentExport, {"about_id": str(CHAPTER), "year": 2025})
    with database.transaction(actor=an_officer(*AT_CHAPTER)) as tx:
        job = exports.start_document_export(tx, **asked)

    assert job["total"] == 1


def test_a_correction_is_about_whom_the_original_is_about(issue, database, listed):
    (original,) = issue(an_act("T17/corrected/1"))
    rows = [{"place": None, "written": "thôn Trung", "read": "thôn Chung"}]
    with database.transaction(actor=an_officer(*AT_COMMUNE)) as tx:
        correction = correcting.correct_document(tx, document_id=UUID(original["id"]), corrections=rows)

    assert str(correction["id"]) in {item["id"] for item in listed(AT_CHAPTER)["items"]}


# ---------------------------------------------------------------- dissolutions


def test_a_dissolution_names_the_unit_that_is_over(issue):
    told = issue(
        an_act("T17/over/closed", "DISSOLVE", concerns=[CHAPTER, OTHER_CHAPTER]),
        an_act("case/T17", "DISSOLVE", concerns=[], content={"people": [COLLECTIVE], "about": {"operation": "DISSOLVE"}}),
        an_act("T17/over/2"),
    )  # fmt: skip

    assert [each["dissolves"] for each in told] == [str(CHAPTER), str(CHAPTER), None]
