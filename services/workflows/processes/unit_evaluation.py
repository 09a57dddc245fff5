"""Xếp loại tổ chức: a unit judges itself by the set of criteria, its superior rates it (guidance of 2023–2027)."""

from collections.abc import Mapping
from typing import Any

from services.workflows.domain import evaluation_rules, guards, named
from services.workflows.domain.campaign import Drive, common_form
from services.workflows.domain.process import Drop, Issue, Move, Process, Record, State, Strike
from services.workflows.domain.view import View
from services.workflows.forms.evaluation import AdjustmentForm, PeriodForm, UnitRatingForm, UnitReviewForm


def _rating(view: View) -> str | None:
    rating: str | None = view.value("adjusted.rating") or view.value("rated.rating")
    return rating


def _common(view: View) -> dict[str, Any]:
    return named.signed(view, named.known(year=view.number("year"), period=view.value("period")))


def _unit(view: View) -> dict[str, Any]:
    return {
        "full_name": view.unit.name,
        "unit_id": str(view.unit.id),
        "unit_name": view.unit.name,
        "is_collective": True,
        "rating": _rating(view),
    }


def _record(view: View) -> dict[str, Any]:
    return named.known(
        year=view.number("year"),
        period=view.value("period"),
        campaign_id=view.case.campaign_id and str(view.case.campaign_id),
        rating=_rating(view),
        self_rating=view.value("self.rating"),
        comment=view.value("adjusted.comment") or view.value("rated.comment"),
        level=view.unit.level,
        unit_id=str(view.unit.id),
    )


def _record_undone(view: View) -> dict[str, Any]:
    return {**_record(view), "rating": "CDG"}


def _title(view: View) -> str:
    return f"Xếp loại tổ chức đoàn năm {view.number('year')}"


def _known(view: View) -> dict[str, Any]:
    """The unit's name: it is what the case is about."""
    return {"unit_name": view.unit.name}


def _name(form: Mapping[str, Any]) -> str:
    return str(form.get("unit_name") or "")


_BEFORE_DECIDING = ("open", "self_done")
_RECOGNISE = Issue("T10D", by="superior", common=_common, person=_unit, in_force=True, again=True)
_RECORD = Record(_title, _record, template="T10D", about_unit=True)

PROCESS = Process(
    code="unit_evaluation",
    title="Xếp loại tổ chức",
    prefix="XLTC",
    form=PeriodForm,
    subject_name=_name,
    case_title="Xếp loại {}".format,
    family="evaluation",
    known=_known,
    campaign=Drive(
        title="Xếp loại tổ chức", about="units", opening=common_form, lapse="lapse", withdraw="withdraw",
        passes_over=frozenset({"already-this-year"}),
    ),
    rail=("open", "self_done", "issuing", "confirmed"),
    states=(
        State("open", "Chờ tự đánh giá", "unit_officer"),
        State("self_done", "Đã tự đánh giá, chờ cấp trên", "superior"),
        State("issuing", "Đang ban hành quyết định công nhận", "system"),
        State("confirmed", "Đã công nhận", is_end=True),
        State("adjusting", "Đang ban hành quyết định điều chỉnh", "system", step="confirmed"),
        State("undone", "Chưa đánh giá", is_end=True),
        State("cancelled", "Đã rút", is_end=True),
    ),
    opening=Move(
        "open", "Mở hồ sơ", (), "open", by="unit_officer", or_by=("superior",), form=PeriodForm,
        needs=(guards.unit_is_open, evaluation_rules.first_of_unit),
    ),
    moves=(
        Move(
            "review_self", "Gửi tự đánh giá", ("open",), "self_done",
            by="unit_officer", within="rating_self_days", form=UnitReviewForm, keep="self", primary=True, bars=True,
            needs=(guards.unit_is_open, evaluation_rules.own_word_in_scale),
            consequences=("Đoàn cấp trên thẩm định và xếp loại.",),
        ),
        Move(
            "rate", "Xếp loại, công nhận", ("self_done",), "issuing",
            by="superior", within="rating_confirm_days", form=UnitRatingForm, keep="rated", primary=True, decides=True,
            document="T10D", needs=(guards.decided_by_another, evaluation_rules.unit_in_scale), then=(_RECOGNISE,),
            consequences=("Quyết định công nhận kết quả được ban hành và có số.",),
        ),
        Move("return", "Trả lại bổ sung", ("self_done",), "open", by="superior", needs_note=True, decides=True),
        Move("issued", "Quyết định có số", ("issuing",), "confirmed", by="system", then=(_RECORD,)),
        Move(
            "adjust", "Điều chỉnh kết quả", ("confirmed",), "adjusting",
            by="superior", form=AdjustmentForm, keep="adjusted", needs_note=True, decides=True, document="T10D",
            needs=(evaluation_rules.unit_in_scale,),
            then=(Drop("T10D"), Strike(), _RECOGNISE),
            consequences=("Quyết định cũ không còn hiệu lực với đơn vị này.",),
        ),
        Move("issued", "Quyết định có số", ("adjusting",), "confirmed", by="system", then=(_RECORD,)),
        Move(
            "cancel", "Rút hồ sơ", _BEFORE_DECIDING, "cancelled",
            by="superior", needs_note=True, destructive=True, consequences=("Đơn vị không được xếp loại trong kỳ này.",),
        ),
        Move(
            "lapse", "Đóng đợt khi chưa xong", ("open",), "undone", by="system",
            then=(Record(_title, _record_undone, about_unit=True),),
        ),
        Move("withdraw", "Huỷ cùng với đợt", _BEFORE_DECIDING, "cancelled", by="system"),
    ),
)  # fmt: skip
