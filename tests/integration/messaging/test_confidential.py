"""Papers of discipline: who reads them, and that to everybody else they are not there."""

from uuid import UUID, uuid4

import pytest

from services.contracts import messaging as contract
from services.kit import schema, wire
from services.kit.actor import Actor, Position
from services.kit.faults import Conflict, NotFound
from services.messaging import actions, queries
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

READERS = [
    pytest.param("GRASSROOTS_OFFICER", COMMUNE, None, True, id="the issuer"),
    pytest.param("DISTRICT_OFFICER", NORTH, None, True, id="the unit above it"),
    pytest.param("CHAPTER_OFFICER", CHAPTER, None, True, id="the person's chapter"),
    pytest.param("INSPECTOR", PROVINCE, None, True, id="an inspector over it"),
    pytest.param(None, None, HA, True, id="the person"),
    pytest.param("PROVINCE_OFFICER", PROVINCE, None, False, id="the province's officer"),
    pytest.param("AUDITOR", PROVINCE, None, False, id="an auditor"),
    pytest.param("INSPECTOR", SOUTH, None, False, id="an inspector elsewhere"),
    pytest.param("CHAPTER_OFFICER", OTHER_CHAPTER, None, False, id="another chapter"),
    pytest.param(None, None, None, False, id="another person"),
]


@pytest.fixture(scope="module")
def decided(issue):
    person = {"full_name": "Nguyễn Thu Hà", "person_id": HA, "unit_id": CHAPTER, "form": "CANH_CAO"}
    (document,) = issue(an_order("warned/T15C", template="T15C", content={"people": [person]}, in_force=True))
    return document["id"]


def an_actor(role, unit_id, person_id):
    held = (Position(role, unit_id, "", None, "BT"),) if role else ()
    return Actor(person_id or uuid4(), uuid4(), "", held, False)


@pytest.mark.parametrize(("role", "unit_id", "person_id", "reads"), READERS)
def test_the_list_and_the_paper_agree_on_who_reads_discipline(database, decided, role, unit_id, person_id, reads):
    reader = an_actor(role, unit_id, person_id)
    asked = schema.load(contract.ListDocuments, {"limit": 100})

    with database.transaction(actor=reader) as tx:
        listed = decided in [item["id"] for item in wire.plain(queries.list_documents(tx, **asked))["items"]]
        opened = _opens(tx, decided)

    assert (listed, opened) == (reads, reads)


@pytest.mark.parametrize(
    ("template", "reads"),
    [
        pytest.param("T04", True, id="an introduction, by the unit that it goes to"),
        pytest.param("T15A", False, id="a paper of discipline, whatever its asker says"),
    ],
)
def test_a_paper_is_read_by_the_units_that_its_asker_names(database, issue, template, reads):
    content = {
        "people": [{"full_name": "Nguyễn Thu Hà", "person_id": HA, "unit_id": CHAPTER}],
        "readers": [OTHER_CHAPTER],
    }
    (document,) = issue(an_order(f"read/{template}", template=template, content=content))

    with database.transaction(actor=an_actor("CHAPTER_OFFICER", OTHER_CHAPTER, None)) as tx:
        opened = _opens(tx, document["id"])

    assert opened == reads


def test_the_public_check_of_discipline_shows_no_name(database, decided):
    with database.transaction() as tx:
        code = actions.get_document(tx, document_id=UUID(decided))["verify_url"].rpartition("/xt/")[2]

    with database.transaction(actor=Actor.NOBODY) as tx:
        checked = actions.verify_document(tx, token=code)

    assert (checked["valid"], checked["person"]) == (True, "Không hiển thị tên")


def _opens(tx, document_id):
    try:
        actions.get_document(tx, document_id=UUID(document_id))
    except NotFound:
        return False
    return True


@pytest.mark.parametrize(("template", "reads"), [("T04", True), ("T15A", False)])
def test_a_paper_is_read_by_a_unit_that_came_to_its_case_later(database, issue, template, reads):
    content = {"people": [{"full_name": "Nguyễn Thu Hà", "person_id": HA, "unit_id": CHAPTER}]}
    (document,) = issue(an_order(f"share/{template}", template=template, content=content))

    for _ in range(2):  # a message may come twice
        with database.transaction() as tx:
            actions.share_documents(tx, documents=[{"id": UUID(document["id"]), "unit_ids": [OTHER_CHAPTER]}])

    with database.transaction(actor=an_actor("CHAPTER_OFFICER", OTHER_CHAPTER, None)) as tx:
        assert _opens(tx, document["id"]) == reads


def test_a_paper_that_has_no_number_yet_is_shared_later(database):
    with pytest.raises(Conflict), database.transaction() as tx:
        actions.share_documents(tx, documents=[{"id": UUID(int=1), "unit_ids": [OTHER_CHAPTER]}])
