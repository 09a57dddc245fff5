"""Sinh hoạt tạm thời: a member takes part at a host for some months and comes back (domain rule 13C; S64).

The home chapter comments and collects fees, the grassroots unit introduces, the host takes in and assigns a chapter, which
comments at the end. Membership, count, fees, rating and positions stay at home; there is a voice at the host, but no vote.
"""

from typing import Any

from services.workflows.domain import guards, introductions, moving, named, standing
from services.workflows.domain import stay_rules as rules
from services.workflows.domain import transfer_rules as placing
from services.workflows.domain.gone import GONE, gone
from services.workflows.domain.named import known
from services.workflows.domain.process import STAY, Drop, Issue, Move, Open, Process, Record, Settle, State, Turn
from services.workflows.domain.view import View
from services.workflows.forms.stays import (
    CommentedEndForm,
    ConversionForm,
    ExtensionForm,
    HomeCommentForm,
    HostingForm,
    StayCommentForm,
    StayForm,
    WholeStayForm,
)

_FLAG = ["temp_elsewhere"]
_BEFORE_HOST = ("requested", "confirmed")
_AT_HOST = ("active", "extended")
_OUTSIDE = ("active_outside", "extended_outside")


def _record(stage: str) -> Any:
    """What the line of that stage says (contracts/records.py)."""

    def data(view: View) -> dict[str, Any]:
        until = rules.stay_until(view)
        return {
            "stage": stage,
            "unit_id": named.chapter(view),
            **introductions.host(view),
            **known(
                from_on=view.value("from_on"),
                until=until and until.isoformat(),
                ended_on=_ended_on(view) if stage == "ENDED" else None,
                comment=view.value("ending.comment"),
                grade=view.value("ending.grade"),
            ),
        }

    return data


def _ended_on(view: View) -> str:
    return view.text("ending.ended_on") or view.today.isoformat()


def _begins(view: View) -> dict[str, Any]:
    link = known(act="open", from_on=view.value("from_on"), until=view.value("until"))
    return {"flags_add": _FLAG, "link": {"kind": "TEMP", **introductions.host(view), **link}}


def _goes_on(view: View) -> dict[str, Any]:
    return {
        "link": {"kind": "TEMP", "act": "change", **introductions.host(view), "until": view.value("extension.until")}
    }


def _over(view: View) -> dict[str, Any]:
    said = known(ended_on=_ended_on(view), comment=view.value("ending.comment"), grade=view.value("ending.grade"))
    return {"flags_remove": _FLAG, "link": {"kind": "TEMP", "act": "end", **said}}


def _hosted(view: View) -> dict[str, Any]:
    paid = view.day("home.fee_paid_until")
    return {
        **introductions.serialize_person(view),
        **known(
            reason=moving.label(moving.STAY_REASONS, view.text("reason")),
            fee_paid_until=paid and paid.replace(day=1).isoformat(),
            comment=view.value("home.comment"),
            card_no=view.value("home.card_no"),
            from_on=view.value("from_on"),
            until=view.value("until"),
        ),
    }


def _chapter_so_far(view: View) -> dict[str, Any]:
    chapter = placing.chapter_to_join(view)
    return {"chapter_id": str(chapter.id)} if chapter and not chapter.closed else {}


def _new_home(view: View) -> dict[str, Any]:
    """The transfer that the conversion asks for: to the host, unless another place is named."""
    names = ("outside", "destination_id", "destination_place")
    given = known(**{name: view.value(f"conversion.{name}") for name in names})
    if not given:
        host = view.facts["chapter"] or view.facts["destination"]
        given = {"destination_id": str(host.id)} if host else {}
    return {"reason": "RESIDENCE", "converted_from": view.case.number, **given}


_FITS = (rules.host_is_named, placing.destination_takes_members, rules.long_and_short_enough)
_RECEIVED = Record("Sinh hoạt đoàn tạm thời", _record("RECEIVED"), _begins)
_EXTENDED = Record("Gia hạn sinh hoạt tạm thời", _record("EXTENDED"), _goes_on)
_ENDED = (Record("Kết thúc sinh hoạt tạm thời", _record("ENDED"), _over), Settle("T05", "revoked"))
_MAY_EXTEND = (rules.extended_never, rules.extension_fits)

PROCESS = Process(
    code="temporary",
    title="Sinh hoạt tạm thời",
    prefix="SHTT",
    form=WholeStayForm,
    subject="member",
    case_title="Sinh hoạt tạm thời: {}".format,
    follows_subject=True,
    sensitive=frozenset({"contact_phone"}),
    rail=("requested", "confirmed", "introduced", "host_received", "active", "ended"),
    states=(
        State("requested", "Đã đề nghị, chờ chi đoàn", "chapter_officer"),
        State("confirmed", "Chi đoàn đã nhận xét, chờ giới thiệu", "origin"),
        State("introducing", "Đang cấp giấy giới thiệu", "system", step="introduced"),
        State("introduced", "Đã giới thiệu, chờ nơi nhận", "destination"),
        State("introduced_outside", "Đã giới thiệu ra ngoài tỉnh, chờ xác nhận", "origin", step="introduced"),
        State("host_received", "Nơi nhận đã tiếp nhận, chờ chi đoàn", "destination_chapter"),
        State("active", "Đang sinh hoạt tạm thời", "destination_chapter"),
        State("extended", "Đang sinh hoạt tạm thời, đã gia hạn", "destination_chapter", step="active"),
        State("active_outside", "Đang sinh hoạt tạm thời ngoài tỉnh", "origin", step="active"),
        State("extended_outside", "Đang ở ngoài tỉnh, đã gia hạn", "origin", step="active"),
        State("expired", "Hết hạn, chưa trở về", "chapter_officer", step="active"),
        State("ended", "Đã kết thúc, có nhận xét", is_end=True),
        State("converted", "Đã chuyển thành chuyển sinh hoạt", is_end=True, step="ended"),
        State("lost", "Kết thúc vì không trở về", is_end=True, step="ended"),
        State("cancelled", "Đã rút", is_end=True),
        GONE,
    ),
    opening=Move(
        "open", "Xin sinh hoạt tạm thời", (), "requested",
        by="chapter_officer", or_by=("applicant",), form=StayForm,
        needs=(guards.unit_is_open, standing.is_settled, rules.only_one, rules.not_over, *_FITS),
    ),
    moves=(
        Move(
            "amend", "Sửa nội dung", _BEFORE_HOST, STAY,
            by="chapter_officer", or_by=("applicant",), form=StayForm, fills=lambda view: {**view.case.form},
            needs=(rules.not_over, *_FITS),
        ),
        Move(
            "confirm", "Nhận xét, gửi đoàn cơ sở", ("requested",), "confirmed",
            by="chapter_officer", within="temp_step_days", form=HomeCommentForm, keep="home", primary=True,
            needs=(standing.is_settled, standing.fees_paid, *_FITS),
            consequences=("Đoàn phí đóng ở chi đoàn gốc hoặc ở nơi nhận, theo quy định đang áp dụng.",),
        ),
        Move(
            "introduce", "Giới thiệu", ("confirmed",), "introducing",
            by="origin", within="temp_step_days", primary=True, document="T05", needs=(standing.is_settled, *_FITS),
            then=(Issue("T05", by="origin", common=named.signed, person=_hosted, in_force=True, single=True, again=True),),
            consequences=("Giấy giới thiệu được cấp số.", "Đoàn viên vẫn tính, xếp loại và giữ chức vụ ở nơi đi."),
        ),
        Move(
            "issued", "Giấy giới thiệu đã có số", ("introducing",), "introduced", by="system",
            turns=(Turn(placing.goes_inside, "introduced_outside"),),
        ),
        Move(
            "cancel", "Rút hồ sơ", _BEFORE_HOST, "cancelled",
            by="chapter_officer", or_by=("applicant",), needs_note=True, destructive=True,
        ),
        Move(
            "cancel", "Rút hồ sơ", ("introduced", "introduced_outside"), "cancelled",
            by="chapter_officer", or_by=("applicant",), needs_note=True, destructive=True,
            then=(Settle("T05", "revoked"),), consequences=("Giấy giới thiệu bị thu hồi.",),
        ),
        gone(
            *_BEFORE_HOST, "introduced", "introduced_outside", "host_received", *_AT_HOST, *_OUTSIDE, "expired",
            then=(Settle("T05", "revoked"),),
        ),
        Move(
            "receive", "Tiếp nhận", ("introduced",), "host_received",
            by="destination", within="temp_step_days", form=HostingForm, fills=_chapter_so_far, primary=True,
            needs=(placing.chapter_fits,), then=(_RECEIVED,),
            consequences=("Đoàn viên dự sinh hoạt, phát biểu ý kiến ở chi đoàn nhận; không biểu quyết, không ứng cử.",),
        ),
        Move(
            "receive", "Nơi nhận đã tiếp nhận", ("introduced_outside",), "active_outside",
            by="origin", within="temp_step_days", primary=True, then=(_RECEIVED,),
        ),
        Move(
            "give_back", "Trả lại", ("introduced",), "confirmed",
            by="destination", needs_note=True, then=(Drop("T05"),), consequences=("Giấy giới thiệu bị thu hồi.",),
        ),
        Move(
            "start", "Ghi vào danh sách tạm thời", ("host_received",), "active",
            by="destination_chapter", within="temp_step_days", primary=True,
        ),
        Move(
            "extend", "Gia hạn", ("active",), "extended",
            by="chapter_officer", form=ExtensionForm, keep="extension", needs=_MAY_EXTEND, then=(_EXTENDED,),
        ),
        Move(
            "extend", "Gia hạn", ("active_outside",), "extended_outside",
            by="chapter_officer", form=ExtensionForm, keep="extension", needs=_MAY_EXTEND, then=(_EXTENDED,),
        ),
        Move(
            "extend", "Gia hạn", ("expired",), "extended",
            by="chapter_officer", form=ExtensionForm, keep="extension", needs=_MAY_EXTEND,
            turns=(Turn(placing.goes_inside, "extended_outside", then=(_EXTENDED,)),), then=(_EXTENDED,),
        ),
        Move(
            "comment", "Nhận xét", _AT_HOST, STAY,
            by="destination_chapter", or_by=("destination",), form=StayCommentForm, keep="comments", appends=True,
            consequences=("Chi đoàn dùng nhận xét này khi đánh giá rèn luyện, xếp loại cuối năm.",),
        ),
        Move(
            "comment", "Ghi nhận xét của nơi nhận", _OUTSIDE, STAY,
            by="origin", or_by=("chapter_officer",), form=StayCommentForm, keep="comments", appends=True,
        ),
        Move(
            "end", "Nhận xét, kết thúc", ("host_received", *_AT_HOST), "ended",
            by="destination_chapter", or_by=("destination",), within="temp_grace_days", counted_from=rules.stay_until,
            form=CommentedEndForm, keep="ending", primary=True, needs=(rules.ended_by_now,), then=_ENDED,
            consequences=("Đoàn viên trở về sinh hoạt ở chi đoàn cũ; nhận xét được gửi về.",),
        ),
        Move(
            "end", "Nhận xét, kết thúc", _OUTSIDE, "ended",
            by="origin", or_by=("chapter_officer",), within="temp_grace_days", counted_from=rules.stay_until,
            form=CommentedEndForm, keep="ending", primary=True, needs=(rules.ended_by_now,), then=_ENDED,
        ),
        Move(
            "end", "Đã trở về", ("expired",), "ended",
            by="chapter_officer", or_by=("destination_chapter",), form=CommentedEndForm, keep="ending", primary=True,
            needs=(rules.ended_by_now,), then=_ENDED,
        ),
        Move(
            "give_up", "Không trở về, mất liên lạc", ("expired",), "lost",
            by="chapter_officer", needs_note=True, destructive=True,
            then=(Record("Không trở về sau sinh hoạt tạm thời", _record("LOST"), _over), Settle("T05", "revoked")),
            consequences=("Đoàn viên vẫn thuộc chi đoàn; chi đoàn có thể xét xoá tên theo thủ tục riêng.",),
        ),
        Move(
            "expire", "Hết hạn", ("host_received", *_AT_HOST, *_OUTSIDE), "expired", by="system",
            within="temp_grace_days", counted_from=rules.stay_until,
            then=(Record("Hết hạn sinh hoạt tạm thời", _record("EXPIRED")),),
        ),
        Move(
            "convert", "Chuyển sinh hoạt hẳn", ("host_received", *_AT_HOST, *_OUTSIDE, "expired"), "converted",
            by="chapter_officer", or_by=("applicant",), form=ConversionForm, keep="conversion",
            then=(*_ENDED, Open("transfer", _new_home)),
            consequences=("Hồ sơ chuyển sinh hoạt được mở và gửi thẳng đoàn cơ sở; chi đoàn không phải xác nhận lại.",),
        ),
    ),
)  # fmt: skip
