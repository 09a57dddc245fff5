"""A member who is one no more leaves no case that waits for them; one who is put into another unit takes theirs along."""

from datetime import date, timedelta

import pytest

from services.kit.faults import Conflict
from services.workflows.actions import seats
from tests.integration.workflows.conftest import (
    APPROVER,
    BARE_COMMUNE,
    CHAPTER,
    DISTRICT_SECRETARY,
    GRASSROOTS_CHAPTER,
    MEMBER,
    NOW,
    OTHER_CHAPTER,
    OTHER_SECRETARY,
    POST_SECRETARY,
    a_person,
)
from tests.integration.workflows.test_transfer import in_transit, journey  # noqa: F401  # fixtures

TRIP = {"destination_kind": "PROVINCE", "destination": "Bình Dương", "depart_on": "2026-12-01"}
STAY = {"destination_id": str(BARE_COMMUNE), "from_on": "2026-12-01", "until": "2027-05-31", "reason": "STUDY"}
MEETING = {"met_on": "2026-11-20", "members_total": 16, "present": 14}
OFFENCE = {"whom": "MEMBER", "violation": "Gian lận trong thi cử", "violated_on": "2026-11-01"}
OPENED = {
    "transfer": {"destination_id": str(OTHER_CHAPTER), "reason": "WORK"},
    "removal": {"ending": "STRUCK_OFF", "ground": "OTHER", "reason": "Bỏ sinh hoạt"},
    "evaluation": {"year": 2026},
    "training": {"year": 2026},
    "away": TRIP,
    "temporary": STAY,
    "card_reissue": {"reason": "LOST"},
    "fee_exemption": {"from_month": "2026-12-01", "months": 3, "hardship": "POOR"},
}


@pytest.fixture
def becomes(workflows):
    """`becomes("DECEASED")`: the registry tells what the member is now, and where."""

    def person_changes(status, unit_id=CHAPTER, version=9, **given):
        with workflows.asking() as tx:
            person = a_person(MEMBER, "Trần Thị Mai", unit_id, status=status, version=version, **given)
            seats.on_people_changed(tx, [person])

    return person_changes


def standing(rows, case):
    [row] = rows("SELECT state, unit_id, closed_at IS NOT NULL AS is_over FROM cases WHERE id = :id", id=case["id"])
    return row


@pytest.mark.parametrize("process", OPENED)
def test_what_waits_for_nothing_but_the_member_is_over_with_them(workflows, becomes, rows, process):
    case = workflows.open_about(process, **OPENED[process])
    becomes("DECEASED")

    left = standing(rows, case)
    assert (left.state, left.is_over) == ("gone", True)
    assert workflows.get(case)["history"][0]["label"] == "Không còn là đoàn viên"


@pytest.mark.parametrize("process", ["evaluation", "training"])
def test_whoever_is_restored_is_judged_for_the_year_after_all(workflows, becomes, process):
    first = workflows.open_about(process, year=2026)
    becomes("STRUCK_OFF")
    becomes("ACTIVE", version=10)

    again = workflows.open_about(process, year=2026)
    assert again["id"] != first["id"]


def test_a_chapter_that_was_merged_into_the_destination_has_its_member_back(workflows, becomes, in_transit):  # noqa: F811
    case, _ = in_transit(OTHER_CHAPTER)
    becomes("IN_TRANSIT", OTHER_CHAPTER, version=5)
    with pytest.raises(Conflict) as refused:
        workflows.act(case, "accept", by=DISTRICT_SECRETARY)
    workflows.act(case, "give_back", by=DISTRICT_SECRETARY, note="Hai chi đoàn đã sáp nhập")
    workflows.prepare(case)
    workflows.apply(case)

    assert [each["code"] for each in refused.value.fields["refusals"]] == ["same-unit"]
    assert "trả lại nơi đi" in refused.value.fields["refusals"][0]["mend"]
    assert workflows.get(case, by=OTHER_SECRETARY)["state"] == "returned"


def test_who_comes_of_age_takes_no_list_of_the_year_along(workflows, becomes, rows):
    becomes("ACTIVE", born_on=date(1996, 5, 17), version=5)
    case = workflows.open_about("maturation")
    becomes("EXPELLED")

    assert standing(rows, case).state == "gone"


def test_an_expulsion_on_the_way_ends_the_move_and_its_introduction(workflows, becomes, in_transit, rows):  # noqa: F811
    case, document = in_transit(BARE_COMMUNE)
    becomes("EXPELLED")

    [settled] = [each for asked in workflows.sent("messaging.settle_documents.v1")[-1:] for each in asked["documents"]]
    assert standing(rows, case).state == "gone"
    assert (settled["id"], settled["state"]) == (str(document["id"]), "revoked")


def test_a_death_on_the_way_is_reported_once_the_origin_has_called_the_paper_back(workflows, becomes, in_transit):  # noqa: F811
    case, document = in_transit(BARE_COMMUNE)
    becomes("IN_TRANSIT", version=5)
    workflows.act(case, "recall", by=APPROVER, note="Đoàn viên mất ngày 20/11/2026")
    workflows.prepare(case)
    workflows.apply(case)
    becomes("ACTIVE", version=6)
    death = workflows.open_about("removal", ending="DECEASED", died_on="2026-11-20")

    [settled] = workflows.sent("messaging.settle_documents.v1")[-1]["documents"]
    assert (settled["id"], settled["state"]) == (str(document["id"]), "revoked")
    assert (workflows.get(case)["state"], death["state"]) == ("returned", "death_reported")


def test_a_list_that_was_sent_up_is_still_recognised(workflows, becomes, rows):
    case = workflows.open_about("evaluation", year=2026)
    workflows.act(case, "review_self", form={"rating": "HTT"})
    workflows.act(case, "rate", form=MEETING | {"rating": "HTT", "votes_htt": 14, "comment": "Gương mẫu"})
    workflows.act(case, "submit")
    becomes("MATURED")

    assert standing(rows, case).state == "submitted"


@pytest.mark.parametrize(
    ("status", "state"), [("DECEASED", "dropped"), ("TRANSFERRED_EXTERNAL", "opened")], ids=["death", "leaving"]
)
def test_death_ends_an_examination_and_leaving_does_not(workflows, becomes, rows, status, state):
    case = workflows.open_about("discipline", **OFFENCE)
    becomes(status)

    assert standing(rows, case).state == state


def test_a_case_that_the_services_were_at_work_on_is_over_the_next_day(workflows, becomes, rows):
    case = workflows.open_about("away", **TRIP)
    workflows.act(case, "track")
    workflows.act(case, "amend", form=TRIP | {"destination": "Đồng Nai"})
    becomes("STRUCK_OFF")
    at_work = standing(rows, case).state
    workflows.prepare(case, refusals=[{"code": "over", "text": "Không còn", "mend": "Không"}])
    with workflows.asking(now=NOW + timedelta(days=1)) as tx:
        seats.follow_days(tx)

    assert (at_work, standing(rows, case).state) == ("amending_tracked", "gone")


@pytest.mark.parametrize("process", ["transfer", "removal", "maturation"])
def test_who_goes_to_the_new_chapter_of_a_split_takes_the_case_along(workflows, becomes, rows, process):
    becomes("ACTIVE", born_on=date(1996, 5, 17), extended_until=date(2027, 5, 1), version=5)
    given = (
        {"destination_id": str(BARE_COMMUNE), "reason": "WORK"} if process == "transfer" else OPENED.get(process, {})
    )
    case = workflows.open_about(process, **given)
    becomes("ACTIVE", OTHER_CHAPTER, born_on=date(1996, 5, 17))

    assert standing(rows, case).unit_id == OTHER_CHAPTER
    assert workflows.get(case, by=OTHER_SECRETARY)["holder"]["unit"]["id"] == OTHER_CHAPTER


def test_a_move_that_has_taken_place_stays_with_where_it_began(workflows, becomes, in_transit, rows):  # noqa: F811
    case, _ = in_transit(OTHER_CHAPTER)
    becomes("IN_TRANSIT", version=5)
    workflows.act(case, "accept", by=DISTRICT_SECRETARY)
    workflows.prepare(case)
    workflows.apply(case)
    becomes("ACTIVE", OTHER_CHAPTER)

    moved = standing(rows, case)
    assert (moved.state, moved.unit_id) == ("accepted", CHAPTER)


def test_a_member_without_a_ceremony_is_one_all_the_same(workflows):
    case = workflows.approved_file()
    workflows.prepare(case)
    workflows.number("T03")
    workflows.apply(case)
    done = workflows.act(case, "close", note="Đoàn viên đã chuyển trường trước ngày lễ")

    assert done["state"] == "admitted"


def test_who_has_moved_again_before_the_commune_answers_takes_the_introduction_back(workflows, rows):
    workflows.know(MEMBER, unit_id=GRASSROOTS_CHAPTER, version=5)
    given = {
        "destination_id": str(BARE_COMMUNE),
        "address": "Thôn Hạ",
        "residence": "PERMANENT",
        "since_on": "2026-11-10",
    }
    case = workflows.open_about("residence", by=POST_SECRETARY, unit_id=GRASSROOTS_CHAPTER, **given)
    workflows.act(case, "introduce", by=POST_SECRETARY)
    document = workflows.number("T06", "07-GT/ĐTN")
    done = workflows.act(case, "cancel", by=POST_SECRETARY, note="Đã đổi nơi ở")

    [settled] = workflows.sent("messaging.settle_documents.v1")[-1]["documents"]
    assert (done["state"], settled["id"], settled["state"]) == ("cancelled", str(document["id"]), "revoked")
