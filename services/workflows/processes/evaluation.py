"""Đánh giá, xếp loại đoàn viên: the member's own word, the chapter's vote and rating, the superior's recognition.

Guidance HD 33 (2020) and that of 2023–2027. Once a year; the chapter decides, its superior recognises the list; secretaries,
their deputies and members of a bureau are rated by whoever is above their office.
"""

from typing import Any

from services.workflows.domain import evaluation_rules as rules
from services.workflows.domain import guards, minutes, named, rating_grid, rating_meeting, ratings, standing
from services.workflows.domain.campaign import Drive, common_form
from services.workflows.domain.gone import GONE, gone
from services.workflows.domain.process import STAY, Drop, Grid, Issue, Move, Process, Record, State, Strike, Turn
from services.workflows.domain.view import View
from services.workflows.forms.campaign_settings import RatingSettings
from services.workflows.forms.evaluation import (
    MemberAdjustmentForm,
    OfficerRatingForm,
    PeriodForm,
    RatingForm,
    SelfReviewForm,
    VotesForm,
)

_ISSUING = "Đang ban hành quyết định công nhận"


def _period(view: View) -> dict[str, Any]:
    return named.known(year=view.number("year"), period=view.value("period"))


def _common(view: View) -> dict[str, Any]:
    return named.signed(view, _period(view))


def _list_of_chapter(view: View) -> dict[str, Any]:
    return {**_common(view), "meeting": minutes.rated_meeting(view)}


def _person(view: View) -> dict[str, Any]:
    return {**named.person(view), "rating": ratings.rating(view)}


def _rated(view: View) -> dict[str, Any]:
    """What the chapter's list says of a member."""
    known = ratings.attendance(view)
    more = named.known(
        self_rating=view.value("self.rating"),
        training=ratings.training(view),
        attendance_percent=known.percent if known else None,
        comment=ratings.entry(view).get("comment"),
    )
    return {**_person(view), **more}


def _own_sheet(view: View) -> dict[str, Any]:
    """What the member said of themselves, and what was concluded of it."""
    fees = view.facts["fees"]
    paid = fees.paid_until if fees else None
    said = {name: view.value(f"self.{name}") for name in ("strengths", "weaknesses", "direction")}
    return {**_rated(view), **named.known(**said, fee_paid_until=paid and paid.replace(day=1).isoformat())}


def _record(view: View) -> dict[str, Any]:
    rated = _rated(view)
    return named.known(
        **_period(view),
        campaign_id=view.case.campaign_id and str(view.case.campaign_id),
        rating=ratings.rating(view),
        comment=view.value("adjusted.comment") or rated.get("comment"),
        **{name: rated.get(name) for name in ("self_rating", "training", "attendance_percent")},
        residence_comment=ratings.host_comment(view),
        is_officer=view.flag("is_officer"),
        unit_id=str(view.unit.id),
    )


def _record_undone(view: View) -> dict[str, Any]:
    """Who is too new is not rated; whom nobody judged in time was not judged."""
    return {**_record(view), "rating": "KXL" if rules.is_new(view) else "CDG"}


def _title(view: View) -> str:
    return f"Xếp loại đoàn viên năm {view.number('year')}"


def _vote_so_far(view: View) -> dict[str, Any]:
    return {"met_on": view.today.isoformat()} | dict(ratings.entry(view))


def _rating_so_far(view: View) -> dict[str, Any]:
    proposed = "KXL" if rules.is_new(view) else None
    return _vote_so_far(view) | {"rating": ratings.entry(view).get("rating") or proposed}


def _officer_so_far(view: View) -> dict[str, Any]:
    return {"rating": ratings.entry(view).get("rating") or ("KXL" if rules.is_new(view) else None)}


_WITH_THE_CHAPTER = ("open", "self_done", "voted", "chapter_rated", "returned")
_BEFORE_SENDING = (*_WITH_THE_CHAPTER, "superior_rating")
_RATED_WELL = (rules.in_scale, rules.within_ceilings, rules.long_enough, rules.unrated_for_a_reason)
_MET = (rules.met_by_now, rules.quorum, rules.votes_add_up)
_RECORD = Record(_title, _record, template="T10D")
_RECOGNISE = Issue("T10D", by="rater", common=_common, person=_person, in_force=True, again=True)
_SHEET, _OFFICERS_SHEET = (
    Issue("T10P", by=by, common=_common, person=_own_sheet, in_force=True, single=True, again=True)
    for by in ("chapter_officer", "rater")
)
_MINUTES = minutes.of_ratings(lambda view: f"đánh giá, xếp loại đoàn viên năm {view.number('year')}")
_VOID = (Drop("T01"), Drop("T10"), Drop("T10P"))

PROCESS = Process(
    code="evaluation",
    title="Đánh giá, xếp loại",
    prefix="XL",
    form=PeriodForm,
    subject="member",
    case_title="Xếp loại {}".format,
    below=True,
    follows_subject=True,
    known=rules.known,
    warnings=(rating_meeting.records_more,),
    campaign=Drive(
        title="Đánh giá, xếp loại đoàn viên",
        about="members",
        opening=common_form,
        lapse="lapse",
        withdraw="withdraw",
        settings=RatingSettings,
        wrong=rules.wrong_settings,
        passes_over=frozenset({"already-this-year"}),
    ),
    grid=Grid(
        "rate", rating_grid.row, rating_grid.summary, rating_grid.without_discipline, from_above="rate_officer",
    ),
    rail=("open", "self_done", "voted", "chapter_rated", "submitted", "confirmed"),
    states=(
        State("open", "Chờ tự đánh giá", "applicant"),
        State("self_done", "Đã tự đánh giá", "chapter_officer"),
        State("voted", "Chi đoàn đã biểu quyết", "chapter_officer"),
        State("chapter_rated", "Chi đoàn đã xếp loại", "chapter_officer"),
        State("superior_rating", "Chờ cấp trên đánh giá", "rater", step="chapter_rated"),
        State("submitted", "Đã gửi, chờ công nhận", "rater"),
        State("issuing", _ISSUING, "system", step="submitted"),
        State("recognising", _ISSUING, "system", step="submitted"),
        State("confirmed", "Đã công nhận", is_end=True),
        State("returned", "Trả lại để xem xét", "chapter_officer", step="chapter_rated"),
        State("appealed", "Đang khiếu nại", "rater", step="confirmed"),
        State("adjusting", "Đang ban hành quyết định điều chỉnh", "system", step="confirmed"),
        State("undone", "Chưa đánh giá", is_end=True),
        State("cancelled", "Đã rút", is_end=True),
        GONE,
    ),
    opening=Move(
        "open", "Mở hồ sơ", (), "open", by="chapter_officer", or_by=("rater",), form=PeriodForm,
        needs=(guards.unit_is_open, standing.is_member, rules.first_this_year),
    ),
    moves=(
        *(
            Move(
                "review_self", "Tự đánh giá", (state,), "self_done",
                by="applicant", or_by=("chapter_officer",), within=within, form=SelfReviewForm, keep="self", primary=True,
                needs=(rules.own_word_in_scale,),
                turns=(Turn(rules.rated_by_chapter, "superior_rating"),),
            )
            for state, within in (("open", "rating_self_days"), ("self_done", None))
        ),
        Move(
            "receive_paper", "Có bản tự đánh giá giấy", ("open",), "self_done",
            by="chapter_officer", turns=(Turn(rules.rated_by_chapter, "superior_rating"),),
            consequences=("Chi đoàn giữ bản giấy có chữ ký của đoàn viên.",),
        ),
        Move(
            "record_vote", "Ghi nhận biểu quyết", ("open", "self_done", "voted", "returned"), "voted",
            by="chapter_officer", judges=True, form=VotesForm, keep="vote", fills=_vote_so_far, freezes=rating_meeting.freeze,
            needs=(rules.rated_by_chapter, rules.member_has_spoken, *_MET),
            consequences=("Phiếu ghi riêng cho từng người.",),
        ),
        Move(
            "rate", "Xếp loại, nhận xét", ("open", "self_done", "voted", "chapter_rated", "returned"), "chapter_rated",
            by="chapter_officer", within="rating_chapter_days", counted_from=rules.chapters_time_from, form=RatingForm,
            keep="chapter", fills=_rating_so_far, freezes=rating_meeting.freeze, primary=True, judges=True, bars=True,
            needs=(
                rules.rated_by_chapter, rules.about_someone_else, rules.member_has_spoken, *_MET, rules.voted,
                *_RATED_WELL, rules.as_voted,
            ),
            then=_VOID,
        ),
        Move(
            "pass_up", "Chuyển cấp trên đánh giá", ("open", "self_done", "voted", "chapter_rated", "returned"), "superior_rating",
            by="chapter_officer", needs_note=True, consequences=("Đoàn cấp trên đánh giá thay chi đoàn.",),
        ),
        Move(
            "submit", "Gửi bảng xếp loại", ("chapter_rated",), "submitted",
            by="chapter_officer", within="rating_chapter_days", counted_from=rules.chapters_time_from, primary=True, bars=True,
            document="T10",
            needs=(rules.commented, *_RATED_WELL, rules.under_the_cap),
            then=(
                Issue("T10", by="chapter_officer", common=_list_of_chapter, person=_rated, in_force=True, again=True), _SHEET,
                _MINUTES,
            ),
            consequences=("Biên bản, bảng tổng hợp và phiếu của từng đoàn viên được lập, gửi Đoàn cấp trên.",),
        ),
        Move(
            "rate_officer", "Đánh giá, công nhận", ("superior_rating",), "recognising",
            by="rater", within="rating_confirm_days", counted_from=rules.superiors_time_from, form=OfficerRatingForm,
            keep="chapter", fills=_officer_so_far, primary=True, decides=True, document="T10D",
            needs=(guards.decided_by_another, rules.commented, *_RATED_WELL), then=(Drop("T10P"), _RECOGNISE, _OFFICERS_SHEET),
            consequences=("Quyết định công nhận kết quả được ban hành và có số.", "Phiếu đánh giá được lập."),
        ),
        Move(
            "confirm", "Công nhận", ("submitted",), "issuing",
            by="rater", within="rating_confirm_days", counted_from=rules.superiors_time_from, primary=True, decides=True,
            document="T10D", needs=(guards.decided_by_another,), then=(_RECOGNISE,),
            consequences=("Quyết định công nhận kết quả được ban hành và có số.", "Kết quả ghi vào sổ đoàn viên."),
        ),
        Move(
            "return", "Trả lại chi đoàn", ("submitted",), "returned",
            by="rater", needs_note=True, judges=True, needs=(rules.about_someone_else,), consequences=("Chi đoàn xem xét, xếp loại lại.",),
        ),
        Move("issued", "Quyết định có số", ("issuing", "recognising"), "confirmed", by="system", then=(_RECORD,)),
        Move(
            "appeal", "Khiếu nại kết quả", ("confirmed",), "appealed",
            by="applicant", needs_note=True, needs=(rules.may_still_appeal, rules.appealed_seldom),
            consequences=("Đoàn cấp trên xem xét lại kết quả; trả lời là cuối cùng.",),
        ),
        Move(
            "uphold", "Giữ nguyên kết quả", ("appealed",), "confirmed",
            by="rater", within="rating_confirm_days", needs_note=True, decides=True, primary=True,
        ),
        Move(
            "adjust", "Điều chỉnh kết quả", ("appealed", "confirmed"), "adjusting",
            by="rater", form=MemberAdjustmentForm, keep="adjusted", needs_note=True, decides=True, document="T10D",
            needs=(rules.within_ceilings, rules.long_enough),
            then=(Drop("T10D"), Strike(), _RECOGNISE),
            consequences=("Quyết định cũ không còn hiệu lực với người này.", "Quyết định mới được ban hành và có số."),
        ),
        Move("issued", "Quyết định có số", ("adjusting",), "confirmed", by="system", then=(_RECORD,)),
        Move(
            "cancel", "Rút hồ sơ", _BEFORE_SENDING, "cancelled",
            by="chapter_officer", or_by=("rater",), needs_note=True, destructive=True, then=_VOID,
            consequences=("Đoàn viên không được xếp loại trong kỳ này.",),
        ),
        gone(*_BEFORE_SENDING, then=_VOID),
        Move(
            "lapse", "Đóng đợt khi chưa xong", _WITH_THE_CHAPTER, "undone", by="system",
            then=(Record(_title, _record_undone),),
        ),
        Move(
            "withdraw", "Huỷ cùng với đợt", (*_BEFORE_SENDING, "submitted"), "cancelled", by="system", then=_VOID,
        ),
        Move(
            "comment", "Thêm nhận xét", ("open", "self_done", "voted", "chapter_rated", "submitted", "superior_rating"), STAY,
            by="chapter_officer", needs_note=True,
        ),
    ),
)  # fmt: skip
