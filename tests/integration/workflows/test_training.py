"""A training programme through the service: campaign, registration, results with evidence, judgement, and what is on record."""

from uuid import UUID

import pytest

from services.contracts.workflows import CaseView
from services.kit import settings, wire
from services.kit.actor import Actor
from services.kit.faults import Conflict
from services.kit.files import Files
from services.workflows.actions import attachments, catalogue, seats
from services.workflows.actions import cases as case_actions
from services.workflows.domain.training_catalogue import CODES
from tests.integration.workflows.conftest import (
    APPROVER,
    CHAPTER,
    NOW,
    OTHER_CHAPTER,
    OTHER_SECRETARY,
    SECRETARY,
    a_person,
)
from tests.integration.workflows.test_campaigns import MEMBERS, follow, opened, peopled  # noqa: F401  # fixture
from tests.integration.workflows.test_evaluation import rows_of

MEMBER = MEMBERS[0]
ITEMS = [{"group": code, "text": f"Việc {n}", "measure": "Buổi", "target": "3"} for n, code in enumerate(CODES)]
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(64)


@pytest.fixture
def programme(peopled):  # noqa: F811
    campaign = opened(peopled, process="training")
    [row] = [row for row in rows_of(peopled, campaign)["items"] if row["subject"]["id"] == MEMBER]
    return row | {"campaign": campaign}


def by_member(workflows, case, action, form=None, note=None):
    with workflows.database.transaction(actor=Actor(MEMBER, MEMBER, "Đoàn viên 0", (), is_admin=False), now=NOW) as tx:
        given = {"action": action, "form": form or {}, "note": note, "version": None}
        return case_actions.take_action(tx, case_id=case["id"], **given)


def approved(workflows, programme):
    by_member(workflows, programme, "register", {"items": ITEMS})
    return workflows.act(programme, "approve")


def test_a_programme_goes_through_its_year(peopled, programme):  # noqa: F811
    approved(peopled, programme)
    by_member(peopled, programme, "log", {"group": "HEALTH", "on": "2026-11-01", "text": "Chạy bộ"})
    by_member(peopled, programme, "assess_self", {"score": 90})
    peopled.act(programme, "assess", form={"result": "DAT", "score": 88, "comment": "Đạt các mục"})
    done = peopled.act(programme, "confirm", by=APPROVER)

    registered, confirmed = (sent["lines"][0]["data"] for sent in peopled.sent("members.keep_records.v1"))
    assert done["state"] == "confirmed"
    assert (registered["stage"], registered["campaign_id"]) == ("REGISTERED", str(programme["campaign"]["id"]))
    assert (confirmed["stage"], confirmed["result"], confirmed["chapter_score"]) == ("CONFIRMED", "DAT", 88)
    [sheet] = peopled.orders("T09")
    [judged] = peopled.orders("T09D")
    assert (sheet["unit_id"], len(sheet["content"]["people"][0]["items"])) == (str(CHAPTER), 5)
    assert judged["content"]["people"][0]["self_score"] == "90"


def test_evidence_of_a_result_is_kept_with_it(peopled, programme):  # noqa: F811
    approved(peopled, programme)
    stored = Files(settings.read()).put(PICTURE)
    evidence = {"digest": stored.digest, "name": "anh.png"}
    result = {"on": "2026-11-01", "text": "Trồng cây", "evidence_file": evidence}
    by_member(peopled, programme, "log", result)

    with peopled.asking(SECRETARY) as tx:
        found = attachments.get_case_file(tx, case_id=programme["id"], digest=stored.digest)
    assert (found["name"], found["media_type"]) == ("anh.png", "image/png")


def test_the_chapter_registers_many_with_one_list(peopled, programme):  # noqa: F811
    from tests.integration.workflows.test_evaluation import an_item, in_bulk

    rows = rows_of(peopled, programme["campaign"])["items"]
    outcomes = in_bulk(peopled, "register", [an_item(row) for row in rows], form={"items": ITEMS})

    assert all(outcome["ok"] for outcome in outcomes.values())
    assert {row["state"] for row in rows_of(peopled, programme["campaign"])["items"]} == {"registered"}


def test_the_programme_travels_with_its_member(peopled, programme):  # noqa: F811
    approved(peopled, programme)
    peopled.act(programme, "comment", form={"comment": "Rất đều"})
    with peopled.asking() as tx:
        seats.on_people_changed(tx, [a_person(MEMBER, "Đoàn viên 0", OTHER_CHAPTER, version=2)])
    peopled.act(programme, "comment", by=OTHER_SECRETARY, form={"comment": "Tiếp tục tốt"})

    seen = peopled.get(programme, by=OTHER_SECRETARY)
    assert seen["unit"]["id"] == OTHER_CHAPTER
    assert [each["comment"] for each in seen["form"]["comments"]] == ["Rất đều", "Tiếp tục tốt"]


def test_a_newcomer_gets_a_programme_and_registers_their_share(peopled, programme):  # noqa: F811
    newcomer = UUID(int=0xEFF)
    with peopled.asking() as tx:
        seats.on_people_changed(tx, [a_person(newcomer, "Người mới", CHAPTER, joined_on="2026-12-01")])
    follow(peopled, days=1)
    rows = {row["subject"]["id"]: row for row in rows_of(peopled, programme["campaign"])["items"]}

    assert rows[newcomer]["facts"]["needed_groups"] == 1
    assert rows[newcomer]["due_at"] is not None


def test_a_programme_is_reopened_with_its_record_struck(peopled, programme):  # noqa: F811
    approved(peopled, programme)
    peopled.issue(peopled.orders("T09")[0], number="01")
    peopled.act(programme, "reopen", note="Thêm nội dung")

    [struck] = peopled.sent("members.strike_records.v1")
    assert struck["lines"][0]["case_id"] == str(programme["id"])
    assert peopled.get(programme)["state"] == "registered"


def test_too_few_groups_are_refused_with_their_names(peopled, programme):  # noqa: F811
    with pytest.raises(Conflict) as refused:
        by_member(peopled, programme, "register", {"items": ITEMS[:3]})

    assert refused.value.fields["refusals"][0]["code"] == "too-few-items"


def test_the_catalogue_can_be_read_by_anyone_signed_in(peopled):  # noqa: F811
    with peopled.asking(SECRETARY) as tx:
        groups = catalogue.get_training_catalogue(tx)["items"]

    assert [group["code"] for group in groups] == list(CODES)
    assert groups[0]["proposals"][0]["measure"]


def test_the_member_and_the_chapter_read_the_same_log(peopled, programme):  # noqa: F811
    approved(peopled, programme)
    by_member(peopled, programme, "log", {"group": "HEALTH", "on": "2026-11-01", "text": "Chạy bộ"})

    answers = [peopled.get(programme, by=reader) for reader in (MEMBER, SECRETARY)]

    mine, theirs = (CaseView().load(wire.loads(wire.dumps(answer)))["dossier"]["training"] for answer in answers)
    assert mine == theirs
    assert (mine["done_groups"], mine["registered_groups"], mine["results"]) == (1, 5, 1)
    assert [step["by"] for step in mine["left"]] == ["Đoàn viên", "Đoàn viên"]


def test_the_chapters_list_tells_how_far_each_programme_is(peopled, programme):  # noqa: F811
    approved(peopled, programme)

    grid = rows_of(peopled, programme["campaign"])

    [row] = [row for row in grid["items"] if row["id"] == programme["id"]]
    assert (row["facts"]["done_groups"], row["facts"]["registered_groups"]) == (0, 5)
    assert row["screen"] == "training"
    assert [step["text"] for step in row["facts"]["left"]][-1] == "Tự đánh giá"
    assert programme["campaign"]["grid"] == "ren-luyen"


def test_history_names_what_a_registration_changed(peopled, programme):  # noqa: F811
    registered = by_member(peopled, programme, "register", {"items": ITEMS})

    assert registered["history"][0]["changed"] == ["Nội dung rèn luyện"]
