"""A member takes part where they live as well: the case to its end, and what it writes into the registry."""

from uuid import UUID

import pytest

from services.workflows.actions import seats
from services.workflows.facts import Facts
from tests.integration.workflows.conftest import (
    APPROVER,
    CHAPTER,
    COMMUNE,
    GRASSROOTS_CHAPTER,
    POST_SECRETARY,
    a_person,
)

POSTMAN = UUID(int=0xE3)


@pytest.fixture
def introduced(workflows):
    with workflows.asking() as tx:
        seats.on_people_changed(tx, [a_person(POSTMAN, "Hoàng Văn Nam", GRASSROOTS_CHAPTER)])
    case = workflows.open_about(
        "residence",
        POSTMAN,
        by=POST_SECRETARY,
        unit_id=GRASSROOTS_CHAPTER,
        destination_id=str(COMMUNE),
        address="Thôn Hạ, Tân Mỹ",
        residence="PERMANENT",
        since_on="2026-11-10",
    )
    workflows.act(case, "introduce", by=POST_SECRETARY)
    [order] = workflows.orders("T06")
    workflows.issue(order, number="07-GT/ĐTN")
    return case


def test_from_the_introduction_to_the_yearly_comment_and_the_end(workflows, introduced):
    waiting = workflows.get(introduced, by=APPROVER)
    workflows.act(introduced, "receive", by=APPROVER, form={"chapter_id": str(CHAPTER)})
    workflows.act(introduced, "confirm")
    workflows.act(introduced, "comment", form={"year": 2026, "comment": "Tham gia đều", "grade": "TOT"})
    [remark] = workflows.orders("T06N")
    workflows.issue(remark, number="")
    commented = workflows.get(introduced, by=POST_SECRETARY)
    done = workflows.act(introduced, "end", by=POST_SECRETARY, form={"ended_on": "2026-11-24"})

    lines = workflows.all_lines()
    assert waiting["holder"]["unit"]["id"] == COMMUNE
    assert [line["data"]["stage"] for line in lines] == ["RECEIVED", "COMMENTED", "ENDED"]
    assert {line["unit_id"] for line in lines} == {str(GRASSROOTS_CHAPTER)}
    assert [line["writes"]["link"]["act"] for line in lines] == ["open", "change", "end"]
    assert remark["unit_id"] == str(CHAPTER)
    assert remark["content"]["about"]["introduction"]["number"] == "07-GT/ĐTN"
    assert commented["state"] == "commented"
    assert done["state"] == "ended"


def test_comments_of_two_years_are_two_papers(workflows, introduced):
    workflows.act(introduced, "receive", by=APPROVER, form={"chapter_id": str(CHAPTER)})
    workflows.act(introduced, "confirm")
    for year in (2025, 2026):
        workflows.act(introduced, "comment", form={"year": year, "comment": "Tham gia đều"})
        workflows.issue(workflows.orders("T06N")[-1], number="")

    first, second = workflows.orders("T06N")
    assert first["key"] != second["key"]
    assert [line["data"]["year"] for line in workflows.all_lines()[1:]] == [2025, 2026]


def test_what_the_commune_gives_back_is_introduced_anew(workflows, introduced):
    workflows.act(introduced, "give_back", by=APPROVER, note="Không cư trú ở đây")
    workflows.act(introduced, "introduce", by=POST_SECRETARY)

    first, second = workflows.orders("T06")
    [settled] = workflows.sent("messaging.settle_documents.v1")
    assert first["key"] != second["key"]
    assert settled["documents"][0]["state"] == "revoked"


def test_a_chapter_knows_how_many_take_part_because_they_live_there(workflows, introduced):
    admitted = workflows.open()

    def residents():
        with workflows.asking() as tx:
            case, _ = tx.cases.get(admitted["id"])
            return sum(each.covers(tx.today) for each in Facts(tx, [case]).of(case)["residents"])

    counts = [residents()]
    workflows.act(introduced, "receive", by=APPROVER, form={"chapter_id": str(CHAPTER)})
    workflows.act(introduced, "confirm")
    counts.append(residents())
    workflows.act(introduced, "end", by=POST_SECRETARY, form={"ended_on": "2026-11-24"})

    assert [*counts, residents()] == [0, 1, 0]
