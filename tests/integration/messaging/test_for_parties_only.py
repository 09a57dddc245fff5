"""Papers of an officer's discipline: the accused, whoever decides and inspectors read them, and nobody else finds them."""

from uuid import UUID, uuid4

import pytest

from services.contracts import messaging as contract
from services.contracts.offices import STAFF
from services.kit import schema, wire
from services.kit.actor import Actor, Position
from services.kit.faults import NotFound
from services.messaging import actions, correcting, queries
from tests.integration.messaging.conftest import (
    CHAPTER,
    COMMUNE,
    HA,
    NORTH,
    OTHER_CHAPTER,
    PROVINCE,
    SOUTH,
    an_order,
)

PERSON = {"full_name": "Nguyễn Thu Hà", "person_id": HA, "unit_id": CHAPTER, "form": "CANH_CAO", "what": "POSITION"}
TOLD = {"people": [PERSON], "parties_only": True, "readers": [COMMUNE, NORTH]}
PAPERS = ("T15A", "T15B", "T15C", "T15D", "T15E", "T15M")


def an_actor(role, unit_id, person_id=None, code="BT"):
    held = (Position(role, unit_id, "", None, code),) if role else ()
    return Actor(person_id or uuid4(), uuid4(), "", held, False)


READERS = [
    pytest.param(an_actor(None, None, HA), True, id="the accused"),
    pytest.param(an_actor("GRASSROOTS_OFFICER", COMMUNE), True, id="whose committee voted"),
    pytest.param(an_actor("DISTRICT_OFFICER", NORTH), True, id="who decided"),
    pytest.param(an_actor("INSPECTOR", PROVINCE, code="CN_UBKT"), True, id="an inspector over it"),
    pytest.param(an_actor("CHAPTER_OFFICER", CHAPTER), False, id="the accused's chapter"),
    pytest.param(an_actor("PROVINCE_OFFICER", PROVINCE), False, id="the unit above whoever decided"),
    pytest.param(an_actor("DISTRICT_OFFICER", SOUTH), False, id="another district"),
    pytest.param(an_actor("INSPECTOR", SOUTH, code="CN_UBKT"), False, id="an inspector elsewhere"),
    *(pytest.param(an_actor("PROVINCE_OFFICER", PROVINCE, code=code), False, id=code) for code in STAFF),
]


@pytest.fixture(scope="module", params=PAPERS)
def paper(issue, request):
    order = an_order(f"officer/{request.param}", template=request.param, unit_id=NORTH, content=TOLD, in_force=True)
    [document] = issue(order)
    return document["id"]


def opens(tx, document_id):
    try:
        actions.get_document(tx, document_id=UUID(document_id))
    except NotFound:
        return False
    return True


@pytest.mark.parametrize(("reader", "reads"), READERS)
def test_register_search_and_page_agree_on_who_reads_them(database, paper, reader, reads):
    asked = [schema.load(contract.ListDocuments, {"limit": 100, **more}) for more in ({}, {"q": "Nguyễn Thu Hà"})]

    with database.transaction(actor=reader) as tx:
        found = [
            paper in [item["id"] for item in wire.plain(queries.list_documents(tx, **each))["items"]] for each in asked
        ]
        opened = opens(tx, paper)

    assert (*found, opened) == (reads, reads, reads)


def test_a_paper_that_calls_its_person_an_officer_is_for_the_parties_whoever_forgot_to_say_so(database, issue):
    content = {"people": [{**PERSON, "is_officer": True}], "readers": [COMMUNE]}
    [document] = issue(an_order(template="T15C", unit_id=NORTH, content=content))

    for reader, reads in (("CHAPTER_OFFICER", CHAPTER), False), (("GRASSROOTS_OFFICER", COMMUNE), True):
        with database.transaction(actor=an_actor(*reader)) as tx:
            assert opens(tx, document["id"]) == reads


def test_whoever_comes_to_the_case_reads_its_papers_from_then_on(database, paper):
    above = an_actor("PROVINCE_OFFICER", PROVINCE)
    with database.transaction(actor=above) as tx:
        before = opens(tx, paper)
    with database.transaction() as tx:
        actions.share_documents(tx, documents=[{"id": UUID(paper), "unit_ids": [OTHER_CHAPTER]}])

    with database.transaction(actor=an_actor("CHAPTER_OFFICER", OTHER_CHAPTER)) as tx:
        after = opens(tx, paper)
    assert (before, after) == (False, True)


def test_the_news_of_them_goes_to_the_parties_alone(database, issue):
    order = an_order(template="T15C", unit_id=NORTH, content=TOLD)
    issue(order)

    with database.transaction() as tx:
        found = tx.documents.by_keys([order["key"]])[order["key"]]
        assert set(actions._audience([found]).units) == {NORTH, COMMUNE}


def test_the_public_check_names_nobody(database, paper):
    with database.transaction() as tx:
        code = actions.get_document(tx, document_id=UUID(paper))["verify_url"].rpartition("/xt/")[2]
    with database.transaction(actor=Actor.NOBODY) as tx:
        checked = actions.verify_document(tx, token=code)

    assert (checked["person"], "Hà" in wire.dumps(checked).decode()) == ("Không hiển thị tên", False)


def test_a_correction_is_read_by_nobody_else(database, issue):
    [document] = issue(an_order(template="T15C", unit_id=NORTH, content=TOLD, in_force=True))
    row = {"place": "Điều 1", "written": "Nguyễn Thu Hà", "read": "Nguyễn Thu Hạ"}
    with database.transaction(actor=an_actor("DISTRICT_OFFICER", NORTH)) as tx:
        correction = correcting.correct_document(tx, document_id=UUID(document["id"]), corrections=[row])

    for reader, reads in (
        (an_actor("PROVINCE_OFFICER", PROVINCE), False),
        (an_actor("CHAPTER_OFFICER", CHAPTER), False),
        (an_actor("GRASSROOTS_OFFICER", COMMUNE), True),
    ):
        with database.transaction(actor=reader) as tx:
            assert opens(tx, str(correction["id"])) == reads
