"""How high a member may be rated, who is not rated, the cap of a unit, and what goes along with who moves."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from services.kit.faults import Conflict
from services.workflows.domain import evaluation_rules, forms, machine, rating_grid, ratings
from services.workflows.domain.case import SYSTEM
from services.workflows.domain.machine import Act
from services.workflows.domain.process import Record
from services.workflows.domain.view import AttendanceFact, FeeFact
from services.workflows.forms.evaluation import RatingForm
from services.workflows.processes.evaluation import PROCESS
from tests.unit.workflows.builders import (
    APPROVER,
    MEMBER,
    MEMBER_ID,
    NOW,
    SECRETARY,
    TODAY,
    a_member_case,
    a_member_view,
    allowed,
)
from tests.unit.workflows.evaluation_cases import (
    DISTRICT_OFFICER,
    MEETING,
    PERIOD,
    RATED,
    a_case,
    a_past_case,
    a_rating_view,
    meetings_of,
    refused,
    take,
    with_rules,
)

# ---------------------------------------------------------------- how high


@pytest.mark.parametrize(
    ("came", "held", "rating", "code"),
    [
        (9, 10, "HTXS", None),
        (7, 12, "HTXS", "attendance"),
        (7, 10, "HTT", None),
        (69, 100, "HTT", "attendance"),
        (5, 10, "HT", None),
        (4, 10, "HT", "attendance"),
        (0, 10, "KHT", None),
    ],
)
def test_attendance_leaves_a_best_rating_open(came, held, rating, code):
    view = a_rating_view(attendances=meetings_of(came, held))
    form = {**MEETING, "rating": rating, f"votes_{rating.lower()}": 14}

    if code is None:
        assert take("rate", view, form=form).case.state == "chapter_rated"
    else:
        assert code in refused("rate", view=view, form=form)


def test_the_refusal_names_what_was_found_and_what_is_open():
    view = a_rating_view(attendances=meetings_of(7, 12))
    with pytest.raises(Conflict) as fault:
        take("rate", view, form={**MEETING, "rating": "HTXS", "votes_htxs": 14})

    [said] = [each for each in fault.value.fields["refusals"] if each["code"] == "attendance"]
    assert "Trần Thị Mai tham gia 7/12 buổi (58,3%)" in said["text"]
    assert "“Hoàn thành nhiệm vụ”" in said["text"]
    assert said["mend"] == "Chọn mức khác hoặc bổ sung minh chứng."


def test_excused_absences_do_not_count():
    known = ratings.attendance(a_rating_view(attendances=meetings_of(9, 10, excused=5)))

    assert (known.came, known.held, known.percent) == (9, 10, 90)


def test_meetings_of_another_year_do_not_count():
    old = AttendanceFact(UUID(int=1), date(2025, 3, 1), "absent")

    assert ratings.attendance(a_rating_view(attendances=(*meetings_of(1, 1), old))).percent == 100


def test_where_nothing_was_recorded_the_chapter_says_how_often_they_came():
    form = {**MEETING, "rating": "HTXS", "votes_htxs": 14, "attendance_percent": 60}

    assert "attendance" in refused("rate", view=a_rating_view(attendances=()), form=form)


def test_the_best_rating_asks_for_attendance_that_nobody_knows():
    view = a_rating_view(attendances=())
    best = {**MEETING, "rating": "HTXS", "votes_htxs": 14}

    assert "attendance-unknown" in refused("rate", view=view, form=best)
    assert take("rate", view=view, form={**best, "attendance_percent": 95}).case.state == "chapter_rated"
    assert take("rate", view=view, form=RATED).case.state == "chapter_rated"


def test_why_the_best_rating_is_not_open_is_told_with_what_to_do():
    [ceiling] = ratings.ceilings(a_rating_view(attendances=()))

    assert (ceiling.rating, ceiling.why) == ("HTT", "chưa có số liệu tham gia sinh hoạt, hoạt động trong năm")
    assert ceiling.mend.startswith("Ghi mục “Tỉ lệ tham gia (%)”")


def test_recorded_meetings_go_before_what_the_chapter_says():
    view = a_rating_view(a_case(form={"chapter": {"attendance_percent": 95}}), attendances=meetings_of(1, 2))

    assert ratings.attendance(view).percent == 50


def punished(form, *, on="2026-06-01", state="in_force", **given):
    """A discipline case that the superior decided and announced."""
    said = {"decision": {"form": form}, "announcement": {"announced_on": on}, **given}
    return a_past_case("discipline", said, state=state)


@pytest.mark.parametrize(("form", "best"), [("KHIEN_TRACH", "HT"), ("CANH_CAO", "KHT"), ("CACH_CHUC", "KHT")])
def test_discipline_in_the_year_keeps_the_rating_down(form, best):
    assert ratings.best(a_rating_view(cases=(punished(form),))) == best


@pytest.mark.parametrize(("votes", "best"), [({"for_khien_trach": 8}, "HT"), ({"for_khien_trach": 7}, "HTXS")])
def test_a_reprimand_of_the_chapters_own_keeps_the_rating_down_too(votes, best):
    form = {"vote": {"present": 14, **votes}, "meeting": {"held_on": "2026-06-01"}}
    reprimanded = a_past_case("discipline", form, state="in_force", decided_on=None)

    assert ratings.best(a_rating_view(cases=(reprimanded,))) == best


@pytest.mark.parametrize(
    "changed",
    [{"on": "2025-06-01"}, {"state": "annulled"}, {"state": "decided", "announcement": None}],
    ids=["another-year", "annulled", "not announced yet"],
)
def test_discipline_of_another_year_annulled_or_not_announced_does_not(changed):
    assert ratings.best(a_rating_view(cases=(punished("CANH_CAO", **changed),))) == "HTXS"


def test_discipline_counts_in_the_year_of_its_announcement_whenever_progress_is_recognised():
    recognised = replace(
        punished("CANH_CAO", on="2025-06-01", state="progress_recognised"), decided_on=date(2026, 6, 1)
    )

    assert ratings.best(a_rating_view(cases=(recognised,))) == "HTXS"


def test_a_form_changed_on_complaint_counts_as_changed():
    answers = [{"outcome": "UPHELD"}, {"outcome": "CHANGED", "form": "KHIEN_TRACH"}]

    assert ratings.best(a_rating_view(cases=(punished("CANH_CAO", answers=answers),))) == "HT"


def test_owing_fees_keeps_the_rating_down():
    view = a_rating_view(fees=FeeFact(None, (date(2026, 9, 1), date(2026, 10, 1))))

    assert refused("rate", view=view, form=RATED) == ["fees-owed", "not-as-voted"]


def test_voted_higher_than_allowed_the_best_that_is_allowed_is_given():
    view = a_rating_view(fees=FeeFact(None, (date(2026, 9, 1),)))

    assert take("rate", view, form={**RATED, "rating": "HT"}).case.state == "chapter_rated"


def test_a_failed_training_programme_keeps_the_rating_down():
    failed = a_past_case("training", {"year": 2026, "assessment": {"result": "CHUA_DAT"}}, state="confirmed")

    assert ratings.best(a_rating_view(cases=(failed,))) == "HT"


def test_the_thresholds_are_rules():
    view = a_rating_view(attendances=meetings_of(8, 10), rules=with_rules(htxs_min_attendance=80))

    assert ratings.best(view) == "HTXS"


# ---------------------------------------------------------------- not rated


@pytest.mark.parametrize(
    ("joined_on", "new"), [(date(2026, 9, 15), False), (date(2026, 9, 16), True), (date(2026, 11, 1), True)]
)
def test_who_joined_less_than_three_months_before_is_not_rated(joined_on, new):
    view = a_rating_view(subject=replace(MEMBER, joined_on=joined_on))

    assert evaluation_rules.is_new(view) is new
    if new:
        assert refused("rate", view=view, form=RATED) == ["too-new"]


def test_a_newcomer_is_proposed_as_not_rated():
    view = a_rating_view(subject=replace(MEMBER, joined_on=date(2026, 11, 1)))
    rate = next(move for move in PROCESS.moves if move.action == "rate")

    assert rate.fills(view)["rating"] == "KXL"


def test_not_rating_someone_needs_a_reason_and_no_vote():
    assert refused("rate", form={"rating": "KXL"}) == ["unrated-reason"]
    assert take("rate", form={"rating": "KXL", "unrated_reason": "Đi làm ăn xa"}).case.state == "chapter_rated"


def test_nobody_is_sent_up_without_a_comment():
    view = a_rating_view(a_case("chapter_rated", {"chapter": {**RATED, "comment": None}}))

    assert refused("submit", view=view) == ["no-comment"]


@pytest.mark.parametrize(
    ("state", "action", "doer", "speaker", "mend"),
    [
        ("chapter_rated", "submit", SECRETARY, "chi đoàn", "rồi gửi."),
        ("superior_rating", "rate_officer", APPROVER, "Đoàn cấp trên, là bên đánh giá", "rồi công nhận."),
    ],
)
def test_a_missing_comment_is_asked_of_whoever_rates(state, action, doer, speaker, mend):
    rated = {**RATED, "comment": None}
    view = a_rating_view(a_case(state, {"chapter": rated} if action == "submit" else {}))
    form = None if action == "submit" else {"rating": "HTT"}

    with pytest.raises(Conflict) as fault:
        take(action, view, doer=doer, form=form)

    [refusal] = [each for each in fault.value.fields["refusals"] if each["code"] == "no-comment"]
    assert refusal["text"].endswith(f"chưa có nhận xét của {speaker}.")
    assert refusal["mend"].endswith(mend)


@pytest.mark.parametrize(("joined_on", "rating"), [(date(2016, 3, 26), "CDG"), (date(2026, 11, 1), "KXL")])
def test_what_is_not_done_on_the_closing_day_is_on_record_as_such(joined_on, rating):
    view = a_rating_view(subject=replace(MEMBER, joined_on=joined_on))
    step = take("lapse", view, doer=SYSTEM)

    [record] = [effect for effect in step.effects if isinstance(effect, Record)]
    assert step.case.state == "undone"
    assert record.data(view)["rating"] == rating


@pytest.mark.parametrize("state", ["submitted", "superior_rating"])
def test_what_the_superior_is_looking_at_does_not_lapse(state):
    with pytest.raises(Conflict):
        take("lapse", a_rating_view(a_case(state)), doer=SYSTEM)


def test_a_list_that_comes_back_is_dated_when_it_is_sent_again():
    returned = take("return", a_rating_view(a_case("submitted")), doer=APPROVER, note="Xem lại")

    assert returned.case.decided_on is None


def test_nobody_returns_the_rating_of_themselves():
    own = a_rating_view(a_case("submitted", subject_id=APPROVER.person_id))
    above_too = replace(APPROVER, offices=(*APPROVER.offices, *DISTRICT_OFFICER.offices))

    assert refused("return", view=own, doer=above_too, note="Xem lại") == ["own-case"]


# ---------------------------------------------------------------- the cap


@pytest.mark.parametrize(("tally", "over"), [({"HTXS": 2, "HTT": 8}, False), ({"HTXS": 3, "HTT": 8}, True)])
def test_no_more_of_the_best_than_the_cap(tally, over):
    best = {**RATED, "rating": "HTXS", "votes_htxs": 14, "votes_htt": 0}
    view = a_rating_view(
        a_case("chapter_rated", {"chapter": best}), ratings=tally, rules=with_rules(htxs_cap_percent=20)
    )

    if over:
        assert refused("submit", view=view) == ["too-many-best"]
    else:
        assert take("submit", view).case.state == "submitted"


def test_the_cap_is_off_by_default():
    best = {**RATED, "rating": "HTXS", "votes_htxs": 14, "votes_htt": 0}
    view = a_rating_view(a_case("chapter_rated", {"chapter": best}), ratings={"HTXS": 10})

    assert take("submit", view).case.state == "submitted"


def test_the_grid_says_which_ratings_the_cap_counts():
    best = {**RATED, "rating": "HTXS", "votes_htxs": 14, "votes_htt": 0}
    view = a_rating_view(a_case("chapter_rated", {"chapter": best}), rules=with_rules(htxs_cap_percent=20))

    cap = rating_grid.summary([view])["cap"]

    assert cap == {"rating": "HTXS", "among": ("HTXS", "HTT"), "percent": 20, "best": 1, "good": 1, "most": 0}


# ---------------------------------------------------------------- moving on, comments of hosts, names


def test_a_member_who_moves_takes_the_case_along():
    assert PROCESS.follows_subject


def test_a_new_chapter_may_rate_again_what_the_old_one_rated():
    again = take("rate", a_rating_view(a_case("chapter_rated", {"chapter": {**RATED, "comment": "Cũ"}})), form=RATED)

    assert again.case.state == "chapter_rated"
    assert again.line.form["comment"] == "Tích cực, gương mẫu."


def test_what_the_host_said_goes_on_record():
    hosted = a_past_case("temporary", {"comments": [{"comment": "Cũ"}, {"comment": "Sinh hoạt đều"}]})

    assert ratings.host_comment(a_rating_view(cases=(hosted,))) == "Sinh hoạt đều"


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("Xuất sắc", "HTXS"),
        ("khá", "HTT"),
        ("Trung bình", "HT"),
        ("Yếu", "KHT"),
        ("Kém", "KHT"),
        ("Hoàn thành tốt nhiệm vụ", "HTT"),
        ("htxs", "HTXS"),
        ("1", "HTXS"),
        ("4.0", "KHT"),
        ("0", "KXL"),
        ("không xếp loại", "KXL"),
        ("tuyệt vời", None),
    ],
)
def test_ratings_are_read_as_people_write_them(said, code):
    assert ratings.read(said) == code


def test_a_late_rating_is_offered_whatever_was_said_before():
    view = a_rating_view(a_case("returned", {"chapter": RATED}), fees=FeeFact(None, (date(2026, 9, 1),)))

    assert "rate" in allowed(PROCESS, view, SECRETARY)


def test_a_case_opened_by_its_campaign_needs_no_officer_there():
    view = a_member_view(a_member_case(PROCESS, form={}))
    act = Act("open", SYSTEM, NOW, TODAY, PERIOD, follows=True)

    assert machine.open_case(PROCESS, view, act).case.state == "open"


def test_the_subject_of_the_case_is_the_member():
    assert a_case().subject_id == MEMBER_ID


# ---------------------------------------------------------------- the scale of the rules

THREE_LEVELS = {"rating_scale": ["HTXS", "HTT", "KHT", "KXL"]}


def test_a_rating_outside_of_the_scale_is_refused_and_not_offered():
    view = a_rating_view(rules=with_rules(**THREE_LEVELS))
    form = {**MEETING, "rating": "HT", "votes_ht": 14, "comment": "Tốt."}
    drawn = forms.json_schema(RatingForm, rules=view.rules)["properties"]["rating"]

    assert refused("rate", view=view, form=form) == ["not-in-scale"]
    assert take("rate", form=form).case.state == "chapter_rated"
    assert drawn["enum"] == ["HTXS", "HTT", "KHT", "KXL"]
    assert [each["code"] for each in rating_grid.summary([view])["choices"]] == ["HTXS", "HTT", "KHT", "KXL"]


def test_the_best_rating_that_is_left_open_is_given_whatever_the_scale():
    view = a_rating_view(rules=with_rules(**THREE_LEVELS), attendances=meetings_of(5, 10))

    assert take("rate", view=view, form={**MEETING, "rating": "HT", "votes_ht": 14}).case.state == "chapter_rated"
