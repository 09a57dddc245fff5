"""The dossier of a discipline case: who votes and decides, what the ballot says, until when what holds."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from services.contracts.dossiers import DisciplineDossier
from services.kit import wire
from services.workflows.domain import terms
from services.workflows.domain.case import Document
from services.workflows.domain.discipline_dossier import serialize_dossier
from services.workflows.processes import residence
from services.workflows.processes.discipline import PROCESS
from tests.unit.workflows.builders import CHAPTER, COMMUNE, DISTRICT, NOW, RULES, UNITS
from tests.unit.workflows.discipline_cases import (
    HERE,
    OFFENCE,
    announced,
    decided,
    examined,
    viewed,
    voted,
)

PAPER = Document(UUID(int=9), "k", "T15C", "Quyết định", "12-QĐ/ĐTN", "2026-11-09", "in_force")
SUSPENDED = {"what": "MEMBERSHIP", "from_on": "2026-10-15", "until": "2026-12-15", "reason": "Để xác minh"}


def named(key):
    return {"id": key, "name": UNITS[key].name, "level": UNITS[key].level} if key else None


def dossier(view):
    """What the dossier says of the case, as it reads on the other side of the wire."""
    return DisciplineDossier().load(wire.loads(wire.dumps(serialize_dossier(view, named))))


def numbered(view, template="T15C"):
    paper = replace(PAPER, template=template)
    return view.of(replace(view.case, documents=(paper,), asked={template: "k"}))


@pytest.mark.parametrize(
    ("given", "rows"),
    [
        (
            {},
            [
                ("Khiển trách", CHAPTER.name, True),
                ("Cảnh cáo", COMMUNE.name, False),
                ("Khai trừ", COMMUNE.name, False),
            ],
        ),
        (
            {"whom": "OFFICER"},
            [(form, COMMUNE.name, False) for form in ("Khiển trách", "Cảnh cáo", "Cách chức", "Khai trừ")],
        ),
        (
            {"committee_involved": True},
            [(form, COMMUNE.name, False) for form in ("Khiển trách", "Cảnh cáo", "Khai trừ")],
        ),
    ],
    ids=["a plain member", "an officer", "a committee that is involved"],
)
def test_the_table_of_authority_names_the_units_of_this_case(given, rows):
    shown = dossier(viewed("opened", {**OFFENCE, **given}, offices=(HERE,)))["authority"]

    assert [(row["title"], row["decided_by"]["name"], row["at_once"]) for row in shown] == rows


def test_before_the_ballot_it_is_known_who_votes_and_how_many_must_come():
    ballot = dossier(viewed("meeting_held", examined(), unit_size=16))["ballot"]

    assert (ballot["voters_title"], ballot["is_secret"]) == ("Hội nghị chi đoàn", True)
    assert (ballot["members_total"], ballot["quorum"], ballot["present"]) == (16, 11, None)
    assert (ballot["counts"], ballot["outcome"]) == ([], None)


def test_the_number_of_a_committee_is_not_known_before_its_ballot():
    form = {**examined(), "whom": "OFFICER"}

    ballot = dossier(viewed("meeting_held", form, offices=(HERE,), unit_size=40))["ballot"]

    assert (ballot["voters_title"], ballot["quorum"]) == ("Ban Chấp hành của đơn vị", None)


def test_votes_are_counted_by_form_and_one_that_has_more_than_half_passes():
    told_of = dossier(viewed("voted", voted(for_khien_trach=2, for_canh_cao=8, blank=3, invalid=1)))
    ballot = told_of["ballot"]

    assert [(each["title"], each["votes"], each["passed"]) for each in ballot["counts"]] == [
        ("Khiển trách", 2, False),
        ("Cảnh cáo", 8, True),
        ("Khai trừ", 0, False),
        ("Không kỷ luật", 0, False),
        ("Không có ý kiến", 3, False),
        ("Phiếu không hợp lệ", 1, False),
    ]
    assert (ballot["needed"], ballot["has_quorum"]) == (8, True)
    assert ballot["outcome"] == "Đạt: cảnh cáo được 8/14 phiếu, cần ít nhất 8."
    assert [row["form"] for row in told_of["authority"] if row["is_voted"]] == ["CANH_CAO"]


@pytest.mark.parametrize(
    ("votes", "outcome"),
    [
        ({"for_canh_cao": 7, "blank": 7}, "Không hình thức nào được quá nửa: cần ít nhất 8/14 phiếu."),
        ({"for_none": 9, "blank": 5}, "Quá nửa không đề nghị kỷ luật: 9/14 phiếu, cần ít nhất 8."),
        (
            {"present": 10, "for_canh_cao": 10},
            "Chưa đủ điều kiện biểu quyết: có mặt 10/16 đoàn viên, cần ít nhất 11 (2/3).",
        ),
    ],
    ids=["half is not enough", "more than half want none", "too few came"],
)
def test_what_follows_from_the_votes_is_said_in_a_sentence(votes, outcome):
    assert dossier(viewed("voted", voted(**votes)))["ballot"]["outcome"] == outcome


def test_a_suspension_is_told_with_its_end_and_the_last_day_it_could_have():
    shown = dossier(viewed("suspended", {**OFFENCE, "suspensions": [SUSPENDED]}))["suspension"]

    assert (shown["title"], shown["is_running"], shown["was_extended"]) == ("Sinh hoạt đoàn", True, False)
    assert (shown["until"], shown["latest_on"]) == (date(2026, 12, 15), date(2027, 4, 15))


@pytest.mark.parametrize(
    ("more", "state", "until", "running"),
    [
        ([{"until": "2027-01-15", "reason": "Chưa xong"}], "suspended", date(2027, 1, 15), True),
        ([{"lifted_on": "2026-11-20"}], "verifying", date(2026, 12, 15), False),
        ([], "in_force", date(2026, 12, 15), False),
    ],
    ids=["prolonged", "lifted", "ended by the decision"],
)
def test_a_suspension_is_prolonged_lifted_or_ended_by_the_decision(more, state, until, running):
    shown = dossier(viewed(state, announced(suspensions=[SUSPENDED, *more])))["suspension"]

    assert (shown["until"], shown["is_running"]) == (until, running)


def test_a_case_without_a_suspension_tells_none():
    assert dossier(viewed("verifying", OFFENCE))["suspension"] is None


def test_a_decision_is_told_once_it_counts():
    assert dossier(viewed("voted", voted(for_canh_cao=14)))["decision"] is None
    assert dossier(viewed("submitted", decided()))["decision"] is None

    shown = dossier(numbered(viewed("decided", decided())))["decision"]

    assert (shown["title"], shown["number"], shown["decided_by"]["name"]) == ("Cảnh cáo", "12-QĐ/ĐTN", COMMUNE.name)
    assert (shown["in_force_since"], shown["expires_on"]) == (None, None)


@pytest.mark.parametrize(
    ("state", "standing", "title"),
    [
        ("issuing", "waiting", "Đang ban hành"),
        ("decided", "waiting", "Chưa công bố"),
        ("in_force", "in_force", "Có hiệu lực từ 10/11/2026"),
        ("complained", "in_force", "Có hiệu lực từ 10/11/2026"),
        ("changed", "in_force", "Có hiệu lực từ 10/11/2026"),
        ("annulled", "over", "Đã huỷ bỏ"),
        ("expired", "over", "Đã hết hiệu lực"),
        ("progress_recognised", "over", "Đã công nhận tiến bộ"),
    ],
)
def test_a_decision_waits_stands_or_is_over(state, standing, title):
    shown = dossier(numbered(viewed(state, announced(on="2026-11-10"))))["decision"]

    assert (shown["standing"], shown["standing_title"]) == (standing, title)


def test_an_announced_decision_tells_from_when_and_until_when_it_holds():
    shown = dossier(numbered(viewed("in_force", announced(on="2026-11-10"))))["decision"]

    assert (shown["in_force_since"], shown["expires_on"]) == (date(2026, 11, 10), date(2027, 11, 10))


def test_the_chapters_own_reprimand_is_its_decision_from_the_meeting_on():
    view = numbered(viewed("in_force", voted(for_khien_trach=14), since=NOW))

    shown = dossier(view)["decision"]

    assert (shown["title"], shown["decided_by"]["name"]) == ("Khiển trách", CHAPTER.name)
    assert (shown["reason"], shown["in_force_since"]) == ("Vi phạm lần đầu", date(2026, 11, 1))


def test_a_form_that_a_complaint_changed_is_told_beside_the_first_one():
    answers = [{"outcome": "CHANGED", "form": "KHIEN_TRACH", "findings": "Nhẹ hơn", "answered_on": "2026-11-20"}]
    form = announced(complaints=[{"complained_on": "2026-11-12", "content": "Quá nặng"}], answers=answers)
    form["change"] = {"announced_on": "2026-11-22"}

    told_of = dossier(viewed("in_force", form))

    assert (told_of["decision"]["title"], told_of["decision"]["changed_from"]) == ("Khiển trách", "Cảnh cáo")
    assert told_of["decision"]["change_announced_on"] == date(2026, 11, 22)
    [item] = told_of["complaint"]["items"]
    assert (item["outcome_title"], item["form_title"]) == ("Thay đổi hình thức kỷ luật", "Khiển trách")


@pytest.mark.parametrize(
    ("today", "is_open"),
    [(date(2026, 12, 10), True), (date(2026, 12, 11), False)],
    ids=["the last day", "the day after"],
)
def test_the_window_of_complaints_is_open_to_its_last_day(today, is_open):
    shown = dossier(viewed("in_force", announced(on="2026-11-10"), today=today))["complaint"]

    assert (shown["until"], shown["is_open"]) == (date(2026, 12, 10), is_open)
    assert shown["answered_by"]["name"] == DISTRICT.name


def test_a_complaint_that_waits_has_no_answer_yet():
    form = announced(complaints=[{"complained_on": "2026-11-12", "content": "Quá nặng"}])

    [item] = dossier(viewed("complained", form))["complaint"]["items"]

    assert (item["content"], item["answered_on"], item["outcome_title"]) == ("Quá nặng", None, None)


def test_there_is_nothing_to_complain_about_before_a_decision():
    assert dossier(viewed("submitted", voted(for_canh_cao=14)))["complaint"]["until"] is None


def test_progress_tells_the_first_day_it_can_be_recognised_and_what_was_said():
    comments = [{"commented_on": "2027-02-01", "comment": "Tiến bộ", "has_corrected": True}]

    shown = dossier(viewed("in_force", announced(on="2026-11-10", comments=comments)))["progress"]

    assert (shown["earliest_on"], len(shown["comments"])) == (date(2027, 5, 10), 1)


def test_an_expelled_member_has_no_progress_to_make():
    assert dossier(viewed("expelled", announced("KHAI_TRU")))["progress"] is None


@pytest.mark.parametrize(
    ("process", "state", "text"),
    [
        (PROCESS, "submitted", "Quyết định kỷ luật: trong 30 ngày"),
        (PROCESS, "in_force", "Nhận xét việc sửa chữa: trong 3 tháng"),
        (PROCESS, "opened", None),
        (residence.PROCESS, "active", "Nhận xét năm: đến hết ngày 15/11"),
    ],
    ids=["days", "months", "no term", "a day of the year"],
)
def test_a_step_tells_its_term(process, state, text):
    assert terms.term_of(process, state, RULES) == text
