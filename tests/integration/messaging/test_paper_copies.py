"""What other services may keep of minutes, resolutions and dissolutions."""

from uuid import uuid4

import pytest

from services.contracts import paper_copies as contract
from services.kit import schema, wire
from services.kit.actor import OPERATOR_ID, Actor, Position
from services.kit.faults import Denied
from services.messaging import queries
from tests.integration.messaging.conftest import CHAPTER, PROVINCE, an_order

CONTENT = {"people": [{"full_name": "Nguyễn Thu Hà"}], "about": {"matter": "kết nạp đoàn viên"}}


def an_operator():
    return Actor(OPERATOR_ID, uuid4(), "", (), True)


@pytest.fixture
def announced(issue):
    """Minutes, a paper of discipline and a decision, as they are announced."""
    orders = [
        an_order(template=code, key=f"{uuid4()}/{code}", unit_id=CHAPTER, content=CONTENT)
        for code in ("T01", "T15M", "T03")
    ]
    return {each["template"]: each for each in issue(*orders)}


def read(database, actor, **given):
    asked = schema.load(contract.ListPaperCopies, given)
    with database.transaction(actor=actor) as tx:
        return wire.plain(queries.paper_copies(tx, **asked))


def test_minutes_are_read_page_by_page_and_discipline_never(database, announced):
    whole, after = [], None
    while True:
        page = read(database, an_operator(), limit=1, after=after)
        whole += page["items"]
        after = page["next"]
        if after is None:
            break

    mine = [each for each in whole if each["id"] in {document["id"] for document in announced.values()}]
    assert [(each["template"], each["title"], each["number"]) for each in mine] == [
        ("T01", "Họp Chi đoàn thôn Hạ về việc kết nạp đoàn viên", announced["T01"]["number"])
    ]
    assert schema.load(contract.PaperCopy, mine[0])


def test_an_announcement_says_what_a_paper_is_about_unless_it_is_confidential(announced):
    assert announced["T01"]["subject"] == "Họp Chi đoàn thôn Hạ về việc kết nạp đoàn viên"
    assert announced["T15M"]["subject"] is None


def test_copies_are_for_the_operator_alone(database, announced):
    officer = Actor(uuid4(), uuid4(), "", (Position("PROVINCE_OFFICER", PROVINCE, "", None, "BT"),), False)

    with pytest.raises(Denied):
        read(database, officer)


def test_a_dissolution_is_read_with_its_case_and_the_unit_that_is_over(database, issue):
    case_id, named = uuid4(), {"full_name": "Chi đoàn thôn Hạ", "unit_id": CHAPTER, "is_collective": True}
    content = {"people": [named], "about": {"operation": "DISSOLVE", "unit_name": "Chi đoàn thôn Hạ"}}
    (announced,) = issue(an_order(template="T17", case_ids=[case_id], content=content, in_force=True))

    [mine] = [each for each in read(database, an_operator())["items"] if each["id"] == announced["id"]]

    assert (mine["dissolves"], mine["case_id"], mine["state"]) == (str(CHAPTER), str(case_id), "in_force")
