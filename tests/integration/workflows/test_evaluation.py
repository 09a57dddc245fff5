"""A year's rating through the service: campaign, self-reviews, the chapter's grid, recognition, records and corrections."""

from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import text

from services.kit import jobs
from services.kit.actor import Actor
from services.kit.faults import Conflict, Denied, Invalid
from services.workflows.actions import bulk, campaigns, evidence, grid, seats
from services.workflows.actions import cases as case_actions
from tests.integration.workflows.conftest import (
    APPROVER,
    BARE_COMMUNE,
    CHAPTER,
    COMMUNE,
    DISTRICT_SECRETARY,
    NOW,
    OTHER_CHAPTER,
    OTHER_SECRETARY,
    SECRETARY,
    a_person,
    actor_of,
)
from tests.integration.workflows.test_campaigns import MEMBERS, follow, get, opened, peopled  # noqa: F401  # fixture

MEETING = {"met_on": "2026-11-20", "present": 4, "members_total": 4, "chair": "Lê Thị Thu"}
MINE = MEMBERS[:4]


@pytest.fixture
def campaign(peopled):  # noqa: F811
    return opened(peopled)


def as_member(workflows, person_id):
    return workflows.database.transaction(actor=Actor(person_id, person_id, "Đoàn viên", (), is_admin=False), now=NOW)


def rows_of(workflows, campaign, unit_id=CHAPTER, by=SECRETARY, **given):
    page = {"below": False, "state": None, "limit": 200, "cursor": None}
    whole = {"campaign_id": campaign["id"], "unit_id": unit_id, **page, **given}
    with workflows.asking(by) as tx:
        return grid.list_campaign_rows(tx, **whole)


def review(workflows, row, rating="HTT"):
    with as_member(workflows, row["subject"]["id"]) as tx:
        given = {
            "case_id": row["id"],
            "action": "review_self",
            "form": {"rating": rating},
            "note": None,
            "version": None,
        }
        return case_actions.take_action(tx, **given)


def in_bulk(workflows, action, items, by=SECRETARY, **given):
    """A bulk act and what its job answered, by case."""
    with workflows.asking(by) as tx:
        begun = bulk.take_bulk_action(
            tx, action=action, case_ids=[], items=items, **{"form": {}, "note": None, "hold_s": 0, **given}
        )
    jobs.run(jobs.claim(workflows.database, bulk.ACT), bulk.act_on_many)
    with workflows.asking(by) as tx:
        return {UUID(each["id"]): each for each in jobs.read(tx, begun["id"])["results"]}


def an_item(row, **form):
    return {"case_id": row["id"], "form": form, "note": None, "version": row["version"]}


def rated(workflows, campaign, rating="HTT"):
    """The chapter's four members, reviewed by themselves and rated in the grid."""
    for row in rows_of(workflows, campaign)["items"]:
        review(workflows, row)
    votes = {"rating": rating, f"votes_{rating.lower()}": 4, "comment": "Tích cực"}
    items = [an_item(row, **votes) for row in rows_of(workflows, campaign)["items"]]
    return in_bulk(workflows, "rate", items, form=MEETING)


def sent_up(workflows, campaign):
    rated(workflows, campaign)
    return in_bulk(workflows, "submit", [an_item(row) for row in rows_of(workflows, campaign)["items"]])


def confirmed(workflows, campaign):
    sent_up(workflows, campaign)
    done = in_bulk(workflows, "confirm", [an_item(row) for row in rows_of(workflows, campaign)["items"]], by=APPROVER)
    workflows.issue(workflows.orders("T10D")[-1], number="21-QĐ/ĐTN")
    return done


def test_a_chapter_goes_through_its_year(peopled, campaign):  # noqa: F811
    sent_up(peopled, campaign)
    [listed] = peopled.orders("T10")
    confirming = in_bulk(peopled, "confirm", [an_item(row) for row in rows_of(peopled, campaign)["items"]], by=APPROVER)
    [decision] = peopled.orders("T10D")
    peopled.issue(decision, number="21-QĐ/ĐTN")

    [kept] = peopled.sent("members.keep_records.v1")
    assert all(outcome["ok"] for outcome in confirming.values())
    assert (listed["unit_id"], listed["in_force"], len(listed["content"]["people"])) == (str(CHAPTER), True, 4)
    assert listed["content"]["about"] == {"year": 2026}
    assert (decision["unit_id"], len(decision["content"]["people"])) == (str(COMMUNE), 4)
    assert {person["rating"] for person in decision["content"]["people"]} == {"HTT"}
    assert {line["process"] for line in kept["lines"]} == {"evaluation"}
    assert {UUID(line["person_id"]) for line in kept["lines"]} == set(MINE)
    assert {line["document_number"] for line in kept["lines"]} == {"21-QĐ/ĐTN"}
    assert kept["lines"][0]["data"]["campaign_id"] == str(campaign["id"])
    assert {row["state"] for row in rows_of(peopled, campaign)["items"]} == {"confirmed"}
    assert get(peopled, campaign)["done"] == 4


def test_a_chapters_year_asks_for_few_messages(peopled, campaign):  # noqa: F811
    confirmed(peopled, campaign)

    sent = {key: len(peopled.sent(key)) for key in ("messaging.issue_documents.v1", "members.keep_records.v1")}
    assert sent == {"messaging.issue_documents.v1": 4, "members.keep_records.v1": 1}


def test_chapters_recognised_together_share_one_decision(peopled, campaign):  # noqa: F811
    sent_up(peopled, campaign)
    with peopled.asking() as tx:
        tx.execute(text("UPDATE units SET path = replace(path::text, :old, :new)::ltree WHERE id = :unit"), _moved())
        tx.execute(text("UPDATE cases SET seats = '{}' WHERE unit_id = :unit"), {"unit": OTHER_CHAPTER})
    others = rows_of(peopled, campaign, OTHER_CHAPTER, by=OTHER_SECRETARY)["items"]
    for row in others:
        review(peopled, row)
    others = rows_of(peopled, campaign, OTHER_CHAPTER, by=OTHER_SECRETARY)["items"]
    meeting = {**MEETING, "present": 2, "members_total": 2}
    items = [an_item(row, rating="HT", votes_ht=2, comment="Khá") for row in others]
    in_bulk(peopled, "rate", items, by=OTHER_SECRETARY, form=meeting)
    others = rows_of(peopled, campaign, OTHER_CHAPTER, by=OTHER_SECRETARY)["items"]
    in_bulk(peopled, "submit", [an_item(row) for row in others], by=OTHER_SECRETARY)
    both = rows_of(peopled, campaign, COMMUNE, by=APPROVER, below=True)["items"]
    in_bulk(peopled, "confirm", [an_item(row) for row in both], by=APPROVER)

    [decision] = peopled.orders("T10D")
    assert len(decision["case_ids"]) == 6


def _moved():
    label = {key: f"u{key.hex}" for key in (BARE_COMMUNE, COMMUNE)}
    return {"old": label[BARE_COMMUNE], "new": label[COMMUNE], "unit": OTHER_CHAPTER}


def test_a_member_who_is_refused_keeps_the_reason_and_the_others_go_on(peopled, campaign):  # noqa: F811
    owing = {"id": MINE[0], "unit_id": CHAPTER, "paid_until": None, "owed_months": [date(2026, 9, 1)], "version": 1}
    with peopled.asking() as tx:
        evidence.on_fee_standings_changed(tx, [{"person_id": owing.pop("id"), **owing}])
    outcomes = rated(peopled, campaign)

    by_person = {row["subject"]["id"]: outcomes[row["id"]] for row in rows_of(peopled, campaign)["items"]}
    assert [by_person[key]["ok"] for key in MINE] == [False, True, True, True]
    assert "còn nợ đoàn phí 1 tháng" in by_person[MINE[0]]["detail"]
    assert "Thu đoàn phí các tháng này, hoặc chọn mức khác." in by_person[MINE[0]]["detail"]


def test_reviews_on_paper_are_recorded_together_and_rows_that_are_refused_hold_up_no_other(peopled, campaign):  # noqa: F811
    papers = in_bulk(peopled, "receive_paper", [an_item(row) for row in rows_of(peopled, campaign)["items"]])
    rows = rows_of(peopled, campaign)["items"]
    votes = {"rating": "HTT", "votes_htt": 4, "comment": "Tích cực"}
    items = [an_item(row, **votes) for row in rows]
    wrong = [{"comment": "x" * 3000}, {"votes_htt": 9}]
    for item, fault in zip(items, wrong, strict=False):
        item["form"] |= fault
    items[2]["version"] += 1
    outcomes = in_bulk(peopled, "rate", items, form=MEETING)

    assert all(outcome["ok"] for outcome in papers.values())
    assert all(row["facts"]["has_reviewed"] for row in rows)
    assert [outcomes[row["id"]]["ok"] for row in rows] == [False, False, False, True]
    assert [row["state"] for row in rows_of(peopled, campaign)["items"]] == ["self_done"] * 3 + ["chapter_rated"]


def test_the_grid_shows_what_is_known_of_each_member(peopled, campaign):  # noqa: F811
    for n in range(4):
        with peopled.asking() as tx:
            evidence.on_attendance_recorded(
                tx,
                meeting_id=UUID(int=0x900 + n),
                person_id=MINE[0],
                unit_id=CHAPTER,
                recorded_at=NOW,
                held_on=date(2026, 10, 1),
                state="present" if n else "absent",
                body="MEMBERS",
            )
    review(peopled, rows_of(peopled, campaign)["items"][0])
    seen = rows_of(peopled, campaign)

    [first, *others] = seen["items"]
    assert first["facts"]["attendance"] == {"came": 3, "held": 4, "percent": 75}
    assert (first["facts"]["best"], first["facts"]["ceilings"][0]["rating"]) == ("HTT", "HTT")
    assert (first["facts"]["self_rating"], others[0]["facts"]["self_rating"]) == ("HTT", None)
    best = {"code": "HTXS", "title": "Hoàn thành xuất sắc nhiệm vụ", "short": "Xuất sắc", "key": "1", "is_ranked": True}
    assert seen["summary"]["choices"][0] == best
    assert seen["summary"]["members_total"] == 4
    assert "rating" in seen["fields"]["properties"]
    assert [row["subject"]["full_name"] for row in seen["items"]] == [f"Đoàn viên {n}" for n in range(4)]


_UNKNOWN = "chưa có số liệu tham gia sinh hoạt, hoạt động trong năm"


def test_why_a_rating_is_capped_by_discipline_is_told_to_those_who_may_know_of_it_alone(peopled, campaign):  # noqa: F811
    offence = {"whom": "MEMBER", "violation": "Gian lận", "violated_on": "2026-11-01"}
    examined = peopled.begin("discipline", subject_id=MINE[0], **offence)
    form = '{"vote": {"present": 4, "for_khien_trach": 4}, "meeting": {"held_on": "2026-11-10"}}'
    with peopled.database.engine.begin() as connection:
        reprimand = text("UPDATE cases SET state = 'in_force', form = CAST(:form AS jsonb) WHERE id = :id")
        connection.execute(reprimand, {"id": examined["id"], "form": form})

    told = {
        by: rows_of(peopled, campaign, by=by)["items"][0]["facts"] for by in (SECRETARY, APPROVER, DISTRICT_SECRETARY)
    }

    assert {facts["best"] for facts in told.values()} == {"HT"}
    assert [[each["text"] for each in facts["ceilings"]] for facts in told.values()] == [
        [_UNKNOWN, "bị khiển trách trong năm"],
        [_UNKNOWN, "bị khiển trách trong năm"],
        [_UNKNOWN],
    ]


def test_the_grid_shows_those_alone_that_stand_where_it_is_asked_for(peopled, campaign):  # noqa: F811
    first, *others = rows_of(peopled, campaign)["items"]
    review(peopled, first)
    assert [row["id"] for row in rows_of(peopled, campaign, state="self_done,voted")["items"]] == [first["id"]]
    assert [row["id"] for row in rows_of(peopled, campaign, state="open")["items"]] == [row["id"] for row in others]


def test_the_grid_of_another_branch_is_closed(peopled, campaign):  # noqa: F811
    with pytest.raises(Denied):
        rows_of(peopled, campaign, by=OTHER_SECRETARY)


def test_an_objection_is_looked_at_and_the_result_corrected(peopled, campaign):  # noqa: F811
    confirmed(peopled, campaign)
    row = rows_of(peopled, campaign)["items"][0]
    with as_member(peopled, row["subject"]["id"]) as tx:
        given = {"form": {}, "note": "Tôi tham gia đủ", "version": None}
        case_actions.take_action(tx, case_id=row["id"], action="appeal", **given)
    peopled.act(row, "adjust", by=APPROVER, form={"rating": "HT"}, note="Sau khi xem xét")
    peopled.issue(peopled.orders("T10D")[-1], number="22-QĐ/ĐTN")

    first, second = peopled.orders("T10D")
    [struck] = peopled.sent("members.strike_records.v1")
    [settled] = peopled.sent("messaging.settle_documents.v1")
    kept = peopled.sent("members.keep_records.v1")[-1]
    assert (len(first["case_ids"]), second["case_ids"]) == (4, [str(row["id"])])
    assert [line["case_id"] for line in struck["lines"]] == [str(row["id"])]
    assert settled["documents"][0]["case_ids"] == [str(row["id"])]
    assert kept["lines"][0]["data"]["rating"] == "HT"
    assert peopled.get(row, by=APPROVER)["state"] == "confirmed"
    with pytest.raises(Conflict) as fault, as_member(peopled, row["subject"]["id"]) as tx:
        case_actions.take_action(tx, case_id=row["id"], action="appeal", **given)
    assert [refusal["code"] for refusal in fault.value.fields["refusals"]] == ["appealed-already"]


def test_a_secretary_is_rated_from_above_and_an_officer_of_the_commune_by_the_district(peopled, campaign):  # noqa: F811
    with peopled.asking() as tx:
        seats.on_people_changed(tx, [a_person(key, "Cán bộ", CHAPTER, version=3) for key in (SECRETARY, APPROVER)])
    follow(peopled, days=1)
    held = {row["subject"]["id"]: row for row in rows_of(peopled, campaign, by=APPROVER)["items"]}
    for key in (SECRETARY, APPROVER):
        with peopled.database.transaction(actor=actor_of(key), now=NOW) as tx:
            case_actions.take_action(
                tx, case_id=held[key]["id"], action="review_self", form={"rating": "HTT"}, note=None, version=None
            )

    holders = {
        key: peopled.get(held[key], by=DISTRICT_SECRETARY)["holder"]["unit"]["id"] for key in (SECRETARY, APPROVER)
    }
    assert holders == {SECRETARY: COMMUNE, APPROVER: UUID(int=0x21)}
    rating = {"rating": "HTT", "comment": "Hoàn thành tốt"}
    assert peopled.act(held[SECRETARY], "rate_officer", by=APPROVER, form=rating)["state"] == "recognising"


def test_whoever_is_above_has_all_that_waits_for_them_in_one_grid(peopled, campaign):  # noqa: F811
    sent_up(peopled, campaign)
    with peopled.asking() as tx:
        tx.execute(text("UPDATE cases SET state = 'superior_rating' WHERE subject_id = :person"), {"person": MINE[0]})
    seen = rows_of(peopled, campaign, COMMUNE, by=APPROVER, below=True, waiting=True)
    with peopled.asking(APPROVER) as tx:
        told = campaigns.list_campaign_units(tx, campaign_id=campaign["id"], parent_id=COMMUNE)
    elsewhere = rows_of(peopled, campaign, COMMUNE, by=DISTRICT_SECRETARY, below=True, waiting=True)

    acts = {row["subject"]["id"]: [each["action"] for each in row["allowed_actions"]] for row in seen["items"]}
    assert (seen["action"], "met_on" in seen["fields"]["properties"]) == ("rate_officer", False)
    assert {person for person, offered in acts.items() if "rate_officer" in offered} == {MINE[0]}
    assert {person for person, offered in acts.items() if "confirm" in offered} == set(MINE[1:])
    assert (told["waiting"], elsewhere["items"]) == (4, [])


def test_all_that_waits_is_confirmed_as_one_job_that_can_be_taken_back(peopled, campaign):  # noqa: F811
    sent_up(peopled, campaign)
    first = rows_of(peopled, campaign, COMMUNE, by=APPROVER, below=True, waiting=True, limit=1)
    after = rows_of(peopled, campaign, COMMUNE, by=APPROVER, below=True, waiting=True, limit=1, cursor=first["next"])
    assert (first["total"], [(each["action"], each["count"]) for each in first["for_all"]]) == (4, [("confirm", 4)])
    assert "for_all" not in after
    assert first["items"][0]["id"] != after["items"][0]["id"]

    given = {"action": "confirm", "case_ids": [], "form": {}, "note": None, "hold_s": 10}
    matching = {"campaign_id": campaign["id"], "unit_id": COMMUNE}
    with peopled.asking(APPROVER) as tx:
        job = bulk.take_bulk_action(tx, **given, matching=matching)
    assert (job["state"], job["total"]) == ("held", 4)
    with peopled.asking(APPROVER) as tx:
        jobs.cancel(tx, job["id"])
    with peopled.asking(APPROVER) as tx:
        bulk.take_bulk_action(tx, **{**given, "hold_s": 0}, matching=matching)
    jobs.run(jobs.claim(peopled.database, bulk.ACT), bulk.act_on_many)

    assert rows_of(peopled, campaign, COMMUNE, by=APPROVER, below=True, waiting=True)["items"] == []
    assert {row["state"] for row in rows_of(peopled, campaign)["items"]} == {"issuing"}


def test_one_job_takes_no_more_than_its_share_of_what_matches(peopled, campaign, monkeypatch):  # noqa: F811
    sent_up(peopled, campaign)
    monkeypatch.setattr(bulk, "MATCHING", 3)
    given = {"action": "confirm", "case_ids": [], "form": {}, "note": None, "hold_s": 10}

    with peopled.asking(APPROVER) as tx:
        job = bulk.take_bulk_action(tx, **given, matching={"campaign_id": campaign["id"], "unit_id": COMMUNE})

    assert job["total"] == 3


def test_whoever_has_nothing_that_matches_is_told_so(peopled, campaign):  # noqa: F811
    sent_up(peopled, campaign)
    given = {"action": "confirm", "case_ids": [], "form": {}, "note": None, "hold_s": 0}

    with pytest.raises(Invalid), peopled.asking(DISTRICT_SECRETARY) as tx:
        bulk.take_bulk_action(tx, **given, matching={"campaign_id": campaign["id"], "unit_id": COMMUNE})


def test_a_member_who_moves_is_rated_at_the_new_chapter(peopled, campaign):  # noqa: F811
    rated(peopled, campaign)
    with peopled.asking() as tx:
        seats.on_people_changed(tx, [a_person(MINE[0], "Đoàn viên 0", OTHER_CHAPTER, version=2)])

    moved = [
        row for row in rows_of(peopled, campaign, OTHER_CHAPTER, by=OTHER_SECRETARY)["items"] if row["facts"]["rating"]
    ]
    assert [row["subject"]["id"] for row in moved] == [MINE[0]]
    assert moved[0]["facts"]["comment"] == "Tích cực"
    history = peopled.get(moved[0], by=OTHER_SECRETARY)["history"]
    assert [line["unit"]["id"] for line in history if line["action"] == "rate"] == [CHAPTER]
