"""Chương trình rèn luyện đoàn viên: registered, approved, lived for a year, judged and confirmed (HD 13, 2018).

The result is what the year's rating rests on. A programme goes along with its member from chapter to chapter.
"""

from collections.abc import Mapping
from typing import Any

from services.contracts.titles import TRAINING_RESULTS
from services.workflows.domain import guards, named, ratings, standing, training_catalogue, training_log
from services.workflows.domain import training_rules as rules
from services.workflows.domain.campaign import Drive
from services.workflows.domain.gone import GONE, gone
from services.workflows.domain.process import STAY, Dossier, Drop, Grid, Issue, Move, Process, Record, State, Strike
from services.workflows.domain.versions import with_relation
from services.workflows.domain.view import View
from services.workflows.forms.campaign_settings import TrainingSettings
from services.workflows.forms.training import (
    AssessmentForm,
    CommentForm,
    ProgrammePeriodForm,
    RegistrationForm,
    ResultForm,
    SelfAssessmentForm,
)


def _common(view: View) -> dict[str, Any]:
    return named.signed(view, named.known(year=view.number("year"), period=view.value("period")))


def _registered(view: View) -> dict[str, Any]:
    titles = training_catalogue.TITLES
    items = [named.known(**{**item, "group": titles[item["group"]]}) for item in view.value("items") or ()]
    return {**named.person(view), "items": items}


def _judged(view: View) -> dict[str, Any]:
    scores = {"self_score": view.value("self.score"), "chapter_score": view.value("assessment.score")}
    said = named.known(
        result=view.value("assessment.result"),
        self_comment=view.value("self.comment"),
        comment=view.value("assessment.comment"),
        **{name: None if score is None else str(score) for name, score in scores.items()},
    )
    return {**_registered(view), **said}


def _record(view: View, stage: str) -> dict[str, Any]:
    return named.known(
        year=view.number("year"),
        period=view.value("period"),
        campaign_id=view.case.campaign_id and str(view.case.campaign_id),
        stage=stage,
        unit_id=str(view.unit.id),
    )


def _record_registered(view: View) -> dict[str, Any]:
    return _record(view, "REGISTERED")


def _record_confirmed(view: View) -> dict[str, Any]:
    said = named.known(
        result=view.value("assessment.result"),
        self_score=view.value("self.score"),
        chapter_score=view.value("assessment.score"),
        comment=view.value("assessment.comment"),
    )
    return {**_record(view, "CONFIRMED"), **said}


def _items_so_far(view: View) -> dict[str, Any]:
    """What was registered; before that what is proposed."""
    return {"items": view.value("items") or _proposed(view)}


def _proposed(view: View) -> Any:
    """What the campaign proposes, else the catalogue's first proposal of each group."""
    return view.value("campaign.proposals") or training_catalogue.first_of_each(view.rules)


def _assessment_so_far(view: View) -> dict[str, Any]:
    """What the place said where the member takes part for a time, for the chapter to judge by."""
    said = ratings.host_comment(view)
    return named.known(comment=said and f"Nơi sinh hoạt tạm thời, nơi cư trú nhận xét: {said}") | (
        view.case.form.get("assessment") or {}
    )


def _title(view: View) -> str:
    return f"Chương trình rèn luyện năm {view.number('year')}"


def _row(view: View) -> dict[str, Any]:
    """What the chapter's list shows of a programme."""
    score, result = view.value("assessment.score"), view.value("assessment.result")
    return {
        "items": view.value("items") or [],
        "proposed": _proposed(view),
        **training_log.progress(view),
        "left": training_log.left(view),
        "self_score": view.value("self.score"),
        "score": score,
        "result": result,
        "result_title": TRAINING_RESULTS.get(result or ""),
    }


def _known_to_all(row: Mapping[str, Any]) -> dict[str, Any]:
    """How far a programme is, without what the member undertakes and how they judge themselves."""
    kept = ("needed_groups", "registered_groups", "done_groups", "results", "left", "result", "result_title")
    return {name: row[name] for name in kept}


_BEFORE_JUDGED = ("not_registered", "registered", "approved", "in_progress", "self_assessed")
_RUNNING = ("approved", "in_progress")

PROCESS = Process(
    code="training",
    title="Chương trình rèn luyện",
    version=2,
    prefix="RL",
    form=ProgrammePeriodForm,
    subject="member",
    case_title="Rèn luyện: {}".format,
    below=True,
    follows_subject=True,
    campaign=Drive(
        title="Chương trình rèn luyện đoàn viên",
        about="members",
        opening=rules.opening_form,
        lapse="lapse",
        withdraw="withdraw",
        settings=TrainingSettings,
        passes_over=frozenset({"already-this-year"}),
    ),
    grid=Grid("register", _row, plain=_known_to_all, screen="ren-luyen"),
    dossier=Dossier("training", training_log.serialize_log),
    rail=("not_registered", "registered", "approved", "in_progress", "self_assessed", "chapter_assessed", "confirmed"),
    states=(
        State("not_registered", "Chưa đăng ký", "applicant"),
        State("registered", "Đã đăng ký, chờ duyệt", "chapter_officer"),
        State("approved", "Đã duyệt", "applicant"),
        State("in_progress", "Đang thực hiện", "applicant"),
        State("self_assessed", "Đã tự đánh giá", "chapter_officer"),
        State("chapter_assessed", "Chi đoàn đã đánh giá", "grassroots_unit"),
        State("confirmed", "Đã xác nhận", is_end=True),
        State("undone", "Không hoàn tất", is_end=True),
        State("cancelled", "Đã rút", is_end=True),
        GONE,
    ),
    opening=Move(
        "open", "Mở chương trình", (), "not_registered", by="chapter_officer", or_by=("grassroots_unit",), form=ProgrammePeriodForm,
        needs=(guards.unit_is_open, standing.is_member, rules.first_this_year),
    ),
    moves=(
        Move(
            "register", "Đăng ký", ("not_registered", "registered"), "registered",
            by="applicant", or_by=("chapter_officer",), within="training_register_days", form=RegistrationForm,
            fills=_items_so_far, primary=True, needs=(rules.enough_of_each,),
        ),
        Move(
            "approve", "Duyệt đăng ký", ("registered",), "approved",
            by="chapter_officer", or_by=("grassroots_unit",), within="training_register_days", primary=True, judges=True, document="T09",
            needs=(rules.of_someone_else, rules.has_items, rules.enough_of_each),
            then=(
                Issue("T09", by="chapter_officer", common=_common, person=_registered, in_force=True, single=True, again=True),
                Record(_title, _record_registered),
            ),
            consequences=("Bản đăng ký rèn luyện được lập.",),
        ),
        Move(
            "send_back", "Trả lại để sửa", ("registered",), "not_registered", by="chapter_officer", or_by=("grassroots_unit",),
            needs_note=True, judges=True,
        ),
        Move(
            "log", "Ghi kết quả", _RUNNING, "in_progress",
            by="applicant", or_by=("chapter_officer",), form=ResultForm, keep="log", appends=True, needs=(rules.done_by_now,),
        ),
        Move(
            "comment", "Nhận xét", (*_RUNNING, "self_assessed"), STAY,
            by="chapter_officer", form=CommentForm, keep="comments", appends=True,
        ),
        Move(
            "assess_self", "Tự đánh giá", _RUNNING, "self_assessed",
            by="applicant", or_by=("chapter_officer",), within="training_assess_days", counted_from="assess_from",
            form=SelfAssessmentForm, keep="self", primary=True,
        ),
        Move(
            "assess", "Chi đoàn đánh giá", ("self_assessed",), "chapter_assessed",
            by="chapter_officer", or_by=("grassroots_unit",), within="training_confirm_days", form=AssessmentForm, keep="assessment",
            fills=_assessment_so_far, primary=True, judges=True, bars=True, needs=(rules.of_someone_else,),
        ),
        Move(
            "confirm", "Xác nhận", ("chapter_assessed",), "confirmed",
            by="grassroots_unit", within="training_confirm_days", primary=True, decides=True, document="T09D",
            needs=(guards.decided_by_another,),
            then=(
                Issue("T09D", by="chapter_officer", common=_common, person=_judged, in_force=True, single=True, again=True),
                Record(_title, _record_confirmed),
            ),
            consequences=("Kết quả ghi vào sổ đoàn viên và dùng khi xếp loại cuối năm.",),
        ),
        Move("return", "Trả lại chi đoàn", ("chapter_assessed",), "self_assessed", by="grassroots_unit", needs_note=True, decides=True),
        Move(
            "reopen", "Mở lại bản đăng ký", _RUNNING, "registered",
            by="chapter_officer", needs_note=True, then=(Strike(), Drop("T09")),
            consequences=("Bản đăng ký đã lập không còn giá trị; duyệt lại sau khi sửa.",),
        ),
        Move(
            "reopen", "Mở lại để bổ sung kết quả", ("self_assessed", "chapter_assessed"), "in_progress",
            by="chapter_officer", needs_note=True,
        ),
        Move(
            "cancel", "Rút chương trình", _BEFORE_JUDGED, "cancelled",
            by="chapter_officer", needs_note=True, destructive=True, then=(Strike(), Drop("T09")),
            consequences=("Đoàn viên không có kết quả rèn luyện trong kỳ này.",),
        ),
        gone(*_BEFORE_JUDGED),
        Move("lapse", "Đóng đợt khi chưa xong", _BEFORE_JUDGED, "undone", by="system"),
        Move(
            "withdraw", "Huỷ cùng với đợt", (*_BEFORE_JUDGED, "chapter_assessed"), "cancelled", by="system",
            then=(Strike(), Drop("T09")),
        ),
    ),
)  # fmt: skip
EARLIER = (with_relation(PROCESS, "superior", instead_of="grassroots_unit", version=1),)
