"""A member moves to another chapter: the case, what it asks of the registry and the register, and what time does to it."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from services.contracts.workflows import ListCases
from services.kit import schema
from services.kit.faults import Conflict, Invalid, NotFound
from services.workflows.actions import bulk, deadlines, lists, seats, watch
from tests.integration.workflows.conftest import (
    APPROVER,
    BARE_COMMUNE,
    CHAPTER,
    COMMUNE,
    DISTRICT,
    DISTRICT_SECRETARY,
    GRASSROOTS_CHAPTER,
    MEMBER,
    NOW,
    OTHER_CHAPTER,
    OTHER_SECRETARY,
    POST_SECRETARY,
    PROVINCE,
    SECRETARY,
    TREE,
    a_person,
    a_unit,
)

CONFIRMED = {"comment": "Tích cực", "fee_paid_until": "2026-11-01", "comments_complete": True, "book": "HANDED"}
NEIGHBOUR = UUID(int=0x44)


@pytest.fixture
def journey(workflows):
    def to(destination, person_id=MEMBER, **given):
        case = workflows.open_about("transfer", person_id, destination_id=str(destination), reason="WORK", **given)
        workflows.act(case, "confirm", form=CONFIRMED)
        return case

    return to


@pytest.fixture
def in_transit(workflows, journey):
    def to(destination, **given):
        case = journey(destination, **given)
        workflows.act(case, "release", by=APPROVER)
        workflows.prepare(case)
        document = workflows.issue(workflows.orders("T04")[-1], number="05-GT/ĐTN")
        workflows.apply(case)
        return case, document

    return to


def test_the_chapter_that_takes_the_member_in_reads_the_introduction(workflows, in_transit):
    case, document = in_transit(BARE_COMMUNE)
    before = workflows.sent("messaging.share_documents.v1")

    workflows.act(case, "accept", by=DISTRICT_SECRETARY, form={"chapter_id": str(OTHER_CHAPTER)})
    workflows.prepare(case)
    workflows.apply(case)

    assert before == []
    assert workflows.sent("messaging.share_documents.v1") == [
        {"documents": [{"id": str(document["id"]), "unit_ids": [str(OTHER_CHAPTER)]}]}
    ]


def test_a_member_moves_to_another_union(workflows, in_transit):
    case, document = in_transit(GRASSROOTS_CHAPTER)
    waiting = workflows.get(case, by=POST_SECRETARY)
    workflows.act(case, "accept", by=POST_SECRETARY)
    workflows.prepare(case)
    workflows.apply(case)
    done = workflows.act(case, "receive", by=POST_SECRETARY)

    kinds = [subject["kind"] for asked in workflows.sent("members.prepare_changes.v1") for subject in asked["subjects"]]
    settled = [each for asked in workflows.sent("messaging.settle_documents.v1") for each in asked["documents"]]
    assert waiting["state"] == "in_transit"
    assert waiting["holder"]["unit"]["id"] == GRASSROOTS_CHAPTER
    assert kinds == ["depart", "transfer"]
    assert [(line["data"]["stage"], line["document_number"]) for line in workflows.all_lines()] == [
        ("RELEASED", "05-GT/ĐTN"),
        ("MOVED", None),
    ]
    assert settled == [{"id": str(document["id"]), "state": "in_force", "reason": None}]
    assert done["state"] == "received"


def test_the_two_changes_are_asked_for_in_batches_of_their_own(workflows, in_transit):
    case, _ = in_transit(GRASSROOTS_CHAPTER)
    workflows.act(case, "accept", by=POST_SECRETARY)

    released, accepted = workflows.sent("members.prepare_changes.v1")
    assert released["batch_id"] != accepted["batch_id"]
    assert released["subjects"][0]["unit_id"] == str(CHAPTER)
    assert accepted["subjects"][0]["unit_id"] == str(GRASSROOTS_CHAPTER)


def test_the_introduction_is_of_the_origin_and_for_each_one_alone(workflows, journey):
    other = UUID(int=0xE2)
    with workflows.asking() as tx:
        seats.on_people_changed(tx, [a_person(other, "Lê Văn Hùng", CHAPTER)])
    both = [journey(GRASSROOTS_CHAPTER), journey(GRASSROOTS_CHAPTER, person_id=other)]
    with workflows.asking(APPROVER) as tx:
        given = {"action": "release", "form": {}, "note": None}
        outcomes = bulk._act_on(tx, [case["id"] for case in both], given)
    for case in both:
        workflows.prepare(case)

    orders = workflows.orders("T04")
    assert [outcome["ok"] for outcome in outcomes] == [True, True]
    assert len(workflows.sent("members.prepare_changes.v1")) == 1
    assert {order["unit_id"] for order in orders} == {str(COMMUNE)}
    assert sorted(order["content"]["people"][0]["full_name"] for order in orders) == ["Lê Văn Hùng", "Trần Thị Mai"]


def test_the_introduction_is_read_where_the_member_goes(workflows, in_transit):
    in_transit(GRASSROOTS_CHAPTER)

    readers = set(workflows.orders("T04")[-1]["content"]["readers"])
    assert {str(CHAPTER), str(COMMUNE), str(GRASSROOTS_CHAPTER)} <= readers


def test_inside_one_union_there_is_no_paper_and_no_outside_step(workflows, journey):
    with workflows.asking() as tx:
        seats.on_units_changed(
            tx,
            [
                a_unit(
                    NEIGHBOUR,
                    "Chi đoàn thôn Trung",
                    "CHAPTER",
                    "DIA_BAN_DAN_CU",
                    (PROVINCE, DISTRICT, COMMUNE, NEIGHBOUR),
                )
            ],
        )
    case = journey(NEIGHBOUR)
    workflows.act(case, "release", by=APPROVER)
    workflows.prepare(case)
    workflows.apply(case)

    seen = workflows.get(case, by=APPROVER)
    assert seen["state"] == "accepted"
    assert workflows.orders("T04") == []
    assert [line["data"]["kind"] for line in workflows.all_lines()] == ["INTRA_GRASSROOTS"]


def test_what_the_destination_gives_back_is_restored_and_the_paper_revoked(workflows, in_transit):
    case, document = in_transit(GRASSROOTS_CHAPTER)
    workflows.act(case, "give_back", by=POST_SECRETARY, note="Không công tác ở đây")
    workflows.prepare(case)
    workflows.apply(case)

    asked = workflows.sent("members.prepare_changes.v1")[-1]["subjects"][0]
    settled = workflows.sent("messaging.settle_documents.v1")[-1]["documents"]
    assert (asked["kind"], asked["unit_id"]) == ("restore", str(CHAPTER))
    assert [(each["id"], each["state"]) for each in settled] == [(str(document["id"]), "revoked")]
    assert workflows.get(case)["state"] == "returned"


def test_after_ninety_days_the_district_assigns_a_chapter(workflows, in_transit):
    case, _ = in_transit(OTHER_CHAPTER)
    with workflows.asking(now=NOW + timedelta(days=95)) as tx:
        deadlines.pass_due(tx)
    stuck = workflows.get(case, by=DISTRICT_SECRETARY)
    workflows.act(case, "assign", by=DISTRICT_SECRETARY, form={"chapter_id": str(OTHER_CHAPTER)}, note="Phân về thôn")
    workflows.prepare(case)
    workflows.apply(case)

    assert stuck["state"] == "overdue"
    assert stuck["holder"]["unit"]["id"] == DISTRICT
    assert workflows.get(case, by=OTHER_SECRETARY)["state"] == "accepted"


def test_whom_no_unit_takes_in_is_for_the_chapter_to_strike_off(workflows, in_transit, rows):
    case, _ = in_transit(OTHER_CHAPTER)
    with workflows.asking(now=NOW + timedelta(days=95)) as tx:
        deadlines.pass_due(tx)
    workflows.act(case, "declare_lost", by=DISTRICT_SECRETARY, note="Không liên lạc được")
    workflows.prepare(case)
    workflows.apply(case)
    done = workflows.act(case, "start_removal")

    [removal] = rows("SELECT form, subject_id FROM cases WHERE process = 'removal'")
    assert done["state"] == "lost"
    assert removal.subject_id == MEMBER
    assert removal.form["ground"] == "UNCLAIMED_TRANSFER"


def test_a_destination_that_became_another_unit_is_followed(workflows, in_transit):
    case, _ = in_transit(OTHER_CHAPTER)
    row = next(row for row in TREE if row[0] == OTHER_CHAPTER)
    with workflows.asking() as tx:
        closed = {"closed_on": date(2026, 11, 20), "successor_id": GRASSROOTS_CHAPTER, "version": 2}
        seats.on_units_changed(tx, [a_unit(*row, **closed)])

    seen = workflows.get(case, by=POST_SECRETARY)
    assert seen["form"]["destination_id"] == str(GRASSROOTS_CHAPTER)
    assert seen["holder"]["unit"]["id"] == GRASSROOTS_CHAPTER


def test_a_chapter_that_ended_without_successor_leaves_the_union_to_place_the_member(workflows, in_transit):
    case, _ = in_transit(OTHER_CHAPTER)
    row = next(row for row in TREE if row[0] == OTHER_CHAPTER)
    with workflows.asking() as tx:
        seats.on_units_changed(tx, [a_unit(*row, closed_on=date(2026, 11, 20), version=2)])

    with pytest.raises(Conflict) as fault:
        workflows.act(case, "accept", by=DISTRICT_SECRETARY)
    assert [refusal["code"] for refusal in fault.value.fields["refusals"]] == ["chapter-closed"]


def test_a_member_asks_for_themselves_and_for_nobody_else(workflows):
    case = workflows.open_about("transfer", SECRETARY, by=SECRETARY, destination_id=str(GRASSROOTS_CHAPTER))

    assert case["state"] == "requested"
    with pytest.raises(Conflict):
        workflows.open_about("transfer", OTHER_SECRETARY, by=SECRETARY, destination_id=str(GRASSROOTS_CHAPTER))


def test_a_second_request_is_refused_while_one_is_open(workflows, journey):
    journey(GRASSROOTS_CHAPTER)

    with pytest.raises(Conflict) as fault:
        workflows.open_about("transfer", MEMBER, destination_id=str(OTHER_CHAPTER))
    assert [refusal["code"] for refusal in fault.value.fields["refusals"]] == ["another-case-open"]


def test_someone_from_outside_becomes_a_member_of_the_chapter(workflows):
    case = workflows.open_about(
        "transfer",
        None,
        by=APPROVER,
        unit_id=COMMUNE,
        outside="INTO_PROVINCE",
        destination_id=str(COMMUNE),
        full_name="Phạm Thị Hoa",
        sex="female",
        born_on="2001-03-04",
        joined_on="2017-03-26",
        origin_place="Đoàn phường Láng Hạ",
        introduction_no="12-GT/ĐTN",
    )
    workflows.act(case, "accept", by=APPROVER, form={"chapter_id": str(CHAPTER)})
    workflows.prepare(case)
    workflows.apply(case)

    [subject] = workflows.sent("members.prepare_changes.v1")[0]["subjects"]
    assert (subject["kind"], subject["person_id"], subject["unit_id"]) == ("come_back", None, str(CHAPTER))
    assert subject["data"]["joined_on"] == "2017-03-26"
    assert [line["data"]["stage"] for line in workflows.all_lines()] == ["ARRIVED"]
    assert workflows.act(case, "receive")["state"] == "received"


def test_silent_services_are_asked_again_under_the_same_key(workflows, journey):
    with workflows.asking() as tx:
        seats.on_units_changed(
            tx,
            [
                a_unit(
                    NEIGHBOUR,
                    "Chi đoàn thôn Trung",
                    "CHAPTER",
                    "DIA_BAN_DAN_CU",
                    (PROVINCE, DISTRICT, COMMUNE, NEIGHBOUR),
                )
            ],
        )
    case = journey(NEIGHBOUR)
    workflows.act(case, "release", by=APPROVER)
    with workflows.asking(now=NOW + timedelta(minutes=5)) as tx:
        watch.ask_again(tx)

    first, again = workflows.sent("members.prepare_changes.v1")
    assert first == again


def test_a_form_of_another_process_is_refused(workflows):
    with pytest.raises(Invalid):
        workflows.open_about("transfer", MEMBER, destination_id=str(GRASSROOTS_CHAPTER), vote={})


def test_others_do_not_know_of_the_case(workflows, journey):
    case = journey(GRASSROOTS_CHAPTER)

    with pytest.raises(NotFound):
        workflows.get(case, by=OTHER_SECRETARY)


def test_a_list_shows_several_steps_at_once_and_what_comes_to_a_unit(workflows, in_transit, journey):
    coming, _ = in_transit(GRASSROOTS_CHAPTER)

    def listed(by, **asked):
        with workflows.asking(by) as tx:
            found = lists.list_cases(tx, **schema.load(ListCases, {"process": "transfer", **asked}))
        return [item["id"] for item in found["items"]]

    assert listed(POST_SECRETARY, state="in_transit,overdue") == [coming["id"]]
    assert listed(POST_SECRETARY, state="overdue,unclaimed") == []
    assert listed(APPROVER, towards_id=str(GRASSROOTS_CHAPTER)) == [coming["id"]]
    assert listed(APPROVER, towards_id=str(COMMUNE)) == []
    assert listed(APPROVER, unit_id=str(COMMUNE)) == [coming["id"]]


def test_a_wrong_chapter_is_put_right_once_and_what_the_registry_refused_does_not_count(workflows, in_transit):
    def adjusted(chapter):
        workflows.act(case, "adjust", by=DISTRICT_SECRETARY, form={"chapter_id": str(chapter)}, note="Nhầm chi đoàn")

    def lives_in(chapter):
        with workflows.asking() as tx:
            seats.on_people_changed(tx, [a_person(MEMBER, "Trần Thị Mai", chapter, version=2 + len(moves))])
        moves.append(chapter)

    moves = []
    case, _ = in_transit(GRASSROOTS_CHAPTER)
    workflows.act(case, "accept", by=POST_SECRETARY)
    workflows.prepare(case)
    workflows.apply(case)
    lives_in(GRASSROOTS_CHAPTER)
    adjusted(OTHER_CHAPTER)
    refusal = {
        "code": "unit-closed",
        "text": "Chi đoàn thôn Thượng đã kết thúc hoạt động.",
        "mend": "Chọn chi đoàn khác.",
    }
    workflows.prepare(case, refusals=[refusal])
    adjusted(OTHER_CHAPTER)
    workflows.prepare(case)
    workflows.apply(case)
    lives_in(OTHER_CHAPTER)
    workflows.act(case, "receive", by=OTHER_SECRETARY)

    with pytest.raises(Conflict) as fault:
        adjusted(GRASSROOTS_CHAPTER)

    assert [refused["code"] for refused in fault.value.fields["refusals"]] == ["adjusted-already"]
    assert workflows.sent("members.prepare_changes.v1")[-1]["subjects"][0]["unit_id"] == str(OTHER_CHAPTER)
