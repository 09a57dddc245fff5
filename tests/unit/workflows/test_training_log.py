"""The log of a training programme: what was undertaken and done by group, what is left, and whose turn it is."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from services.contracts.dossiers import TrainingLog
from services.kit import wire
from services.workflows.domain.training_catalogue import CODES, TITLES
from services.workflows.domain.training_log import serialize_log
from services.workflows.processes.training import PROCESS
from tests.unit.workflows.builders import MEMBER, a_member_view
from tests.unit.workflows.test_training import ITEMS, RESULT, a_case, view_of

DUE = datetime(2026, 12, 31, 16, 59, 59, tzinfo=UTC)
PICTURE = {"digest": "a" * 64, "name": "chay-bo.jpg", "media_type": "image/jpeg"}


def log_of(state="in_progress", known=None, **form):
    view = view_of(a_case(state, {"items": ITEMS, **form}, due_at=DUE), **(known or {}))
    return TrainingLog().load(wire.loads(wire.dumps(serialize_log(view, lambda _key: None))))


def test_each_group_has_what_was_undertaken_and_what_was_done_the_earliest_first():
    later = {**RESULT, "on": "2026-11-02", "text": "Giải chạy", "quantity": "Hạng ba", "evidence_file": PICTURE}

    groups = {group["code"]: group for group in log_of(log=[later, RESULT])["groups"]}

    assert list(groups) == list(CODES)
    assert [item["text"] for item in groups["HEALTH"]["items"]] == ["Việc 2"]
    assert [(each["text"], each["file"]) for each in groups["HEALTH"]["results"]] == [
        ("Chạy bộ 5 km", None),
        ("Giải chạy", PICTURE),
    ]
    assert groups["STUDY"]["results"] == []


def test_it_is_as_far_as_the_groups_that_have_a_result():
    shown = log_of(log=[RESULT, {**RESULT, "group": "STUDY"}, RESULT])

    assert (shown["done_groups"], shown["registered_groups"], shown["needed_groups"]) == (2, 5, 5)
    assert shown["results"] == 3


def test_a_result_of_a_group_that_was_not_registered_brings_nothing_on():
    shown = log_of(items=[item for item in ITEMS if item["group"] != "HEALTH"], log=[RESULT])

    assert (shown["done_groups"], shown["registered_groups"]) == (0, 4)


def test_a_result_of_no_group_is_kept_apart():
    shown = log_of(log=[{"on": "2026-10-02", "text": "Hiến máu"}])

    assert [each["text"] for each in shown["other"]] == ["Hiến máu"]


def test_a_newcomer_is_asked_for_fewer_groups():
    late = replace(MEMBER, joined_on=date(2026, 11, 15))

    assert log_of("not_registered", {"subject": late})["needed_groups"] == 1


@pytest.mark.parametrize(
    ("state", "text", "by"),
    [
        ("not_registered", "Đăng ký nội dung rèn luyện", "Đoàn viên"),
        ("registered", "Duyệt đăng ký", "Chi đoàn"),
        ("self_assessed", "Đánh giá", "Chi đoàn"),
        ("chapter_assessed", "Xác nhận kết quả", "Đoàn cấp trên"),
    ],
)
def test_what_is_left_names_whose_turn_it_is_and_until_when(state, text, by):
    [step] = log_of(state)["left"]

    assert (step["text"], step["by"], step["until"]) == (text, by, date(2026, 12, 31))


def test_while_it_is_lived_results_are_left_before_the_members_own_assessment():
    results, own = log_of(log=[{**RESULT, "group": code} for code in CODES[2:]])["left"]

    assert results["text"] == f"Ghi kết quả ở nhóm “{TITLES['THOUGHT']}” và “{TITLES['STUDY']}”"
    assert (results["until"], own["text"]) == (date(2026, 12, 20), "Tự đánh giá")
    assert (own["from_on"], own["until"]) == (date(2026, 11, 1), date(2026, 12, 31))


def test_with_a_result_in_each_group_the_assessment_alone_is_left():
    assert [step["text"] for step in log_of(log=[{**RESULT, "group": code} for code in CODES])["left"]] == [
        "Tự đánh giá"
    ]


@pytest.mark.parametrize("state", ["confirmed", "undone", "cancelled"])
def test_of_a_programme_that_is_over_nothing_is_left(state):
    assert log_of(state)["left"] == []


def test_the_members_word_and_the_chapters_stand_in_it_once_they_were_given():
    before = log_of()
    after = log_of(
        "chapter_assessed",
        self={"score": 90, "comment": "Cố gắng"},
        assessment={"result": "DAT", "score": 88, "met_on": "2026-12-01"},
        comments=[{"comment": "Tích cực"}],
    )

    assert (before["self_assessment"], before["assessment"], before["comments"]) == (None, None, [])
    assert after["self_assessment"] == {"score": 90, "comment": "Cố gắng"}
    assert (after["assessment"]["result_title"], after["assessment"]["score"]) == ("Đạt", 88)
    assert after["comments"] == ["Tích cực"]


def test_the_move_that_adds_a_result_is_named():
    assert log_of()["logs_by"] in {move.action for move in PROCESS.moves_from("in_progress")}


def test_those_without_a_part_in_it_see_how_far_it_is_and_not_what_is_undertaken():
    row = PROCESS.grid.row(a_member_view(a_case("in_progress", {"items": ITEMS, "self": {"score": 90}})))

    shown = PROCESS.grid.plain(row)

    assert (row["items"], row["self_score"]) == (ITEMS, 90)
    assert not {"items", "self_score", "score"} & set(shown)
    assert shown["registered_groups"] == 5
