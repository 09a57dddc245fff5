"""Chuyển đi, chuyển đến: a member moves for good from one chapter to another (domain rule 5; S32, S33, S3).

The chapter comments and collects fees, the grassroots unit introduces, the destination takes in and assigns a chapter, which
puts the member on its roll. Inside one grassroots unit nothing goes out. Until the destination takes them in, they count at
the origin.
"""

from collections.abc import Mapping
from typing import Any

from services.workflows.domain import adjusting_rules as adjusting
from services.workflows.domain import forms, guards, standing, transfer_asked
from services.workflows.domain import transfer_records as records
from services.workflows.domain import transfer_rules as rules
from services.workflows.domain.gone import GONE, gone
from services.workflows.domain.process import (
    STAY,
    Apply,
    Asked,
    Board,
    Issue,
    Lane,
    Move,
    Open,
    Prepare,
    Process,
    Settle,
    State,
    Turn,
)
from services.workflows.domain.view import View
from services.workflows.forms.candidate import PersonForm
from services.workflows.forms.transfer import (
    CLASS_SHEET,
    ArrivalForm,
    ComplaintAnswerForm,
    ConfirmationForm,
    PlacementForm,
    ReleaseForm,
    TransferForm,
    WholeTransferForm,
)

_DOING = "Đang cập nhật danh bộ"
_PROFILE = tuple(name for name in forms.names(TransferForm) if name in forms.names(PersonForm) and name != "book_no")
_BROUGHT = ("joined_on", "joined_place", "card_no", "book_no")


def _name(form: Mapping[str, Any]) -> str:
    return " ".join(str(form.get("full_name") or "").split())


def _comes(view: View) -> dict[str, Any]:
    profile = {name: view.value(name) for name in _PROFILE if view.value(name) is not None}
    return {
        **records.moves_in(view),
        "profile": profile,
        **{name: view.value(name) for name in _BROUGHT if view.value(name)},
    }


def _confirmation_so_far(view: View) -> dict[str, Any]:
    fees = view.facts["fees"]
    paid = fees.paid_until if fees else None
    return {"fee_paid_until": paid and paid.isoformat(), "book": "HANDED"} | (view.case.form.get("confirmation") or {})


def _placement_so_far(view: View) -> dict[str, Any]:
    chapter = rules.chapter_to_join(view)
    return {"chapter_id": str(chapter.id)} if chapter and not chapter.closed else {}


def _placement_within(view: View) -> dict[str, Any]:
    return _placement_so_far(view) if rules.kind(view) == "INTRA_GRASSROOTS" else {}


_WHERE_TO = (
    rules.belongs_here, rules.goes_somewhere, rules.destination_takes_members, rules.arrival_is_described,
    rules.converted_by_services,
)  # fmt: skip
_BOOK_IS_RIGHT = (rules.fee_until_now, rules.book_is_written, rules.book_is_there)
_LET_GO = (
    standing.is_settled,
    rules.chapter_has_confirmed,
    *_BOOK_IS_RIGHT,
    rules.nothing_is_owed,
    rules.no_open_discipline,
)
_AT_ORIGIN = ("requested", "chapter_confirmed", "withheld")
_NOT_YET_THERE = (*_AT_ORIGIN, "complained", "in_transit", "overdue", "outside", "overdue_outside", "unclaimed")
_INTO_CHAPTER = Prepare("transfer", records.moves_in, by="destination")
_BACK = Prepare("restore", records.stays, by="origin")
_GOES_BACK = ("Đoàn viên trở lại chi đoàn nơi đi; giấy giới thiệu bị thu hồi.",)
_MOVED = Apply(None, records.moved_title, data=records.build_record("MOVED"), writes=records.book_arrives)
_BOARD = Board(
    "chuyen-sinh-hoat",
    lanes=(
        Lane("cho-gioi-thieu", "Chờ giới thiệu", _AT_ORIGIN),
        Lane("dang-di", "Đang chuyển đi", ("in_transit", "outside")),
        Lane("dang-den", "Đang chuyển đến", ("in_transit", "arrived", "accepted"), side="to"),
        Lane("qua-han", "Quá hạn", ("overdue", "overdue_outside"), side="any"),
        Lane("khong-noi-nhan", "Không nơi nào nhận", ("unclaimed",)),
    ),
    takes_packages=True,
)

PROCESS = Process(
    code="transfer",
    title="Chuyển đi, chuyển đến",
    prefix="CSH",
    form=WholeTransferForm,
    subject="optional",
    subject_asked=Asked(
        "Đoàn viên chuyển sinh hoạt",
        "Gõ họ tên, mã đoàn viên hoặc số thẻ. Chỉ bỏ trống khi người từ ngoài tỉnh đến chưa có trong danh bộ.",
    ),
    subject_name=_name,
    case_title="Chuyển sinh hoạt {}".format,
    changes_membership=True,
    follows_subject=True,
    follows_in=_NOT_YET_THERE,
    board=_BOARD,
    members_sheet=CLASS_SHEET,
    sensitive=frozenset({"citizen_id", "phone", "contact_phone", "ethnicity", "religion", "permanent_address"}),
    warnings=(rules.of_age_to_leave, rules.rated_before_leaving),
    rail=("requested", "chapter_confirmed", "releasing", "in_transit", "accepted", "received"),
    states=(
        State("requested", "Đã đề nghị, chờ chi đoàn xác nhận", "chapter_officer"),
        State("chapter_confirmed", "Chi đoàn đã xác nhận, chờ giới thiệu", "origin"),
        State("withheld", "Chưa được giới thiệu", "chapter_officer", step="chapter_confirmed"),
        State("complained", "Đang giải quyết khiếu nại", "above_origin", step="chapter_confirmed"),
        State("releasing", "Đang giới thiệu", "system"),
        State("introducing", "Đang giới thiệu", "system", step="releasing"),
        State("departing", "Đang giới thiệu", "system", step="releasing"),
        State("in_transit", "Đã giới thiệu, chờ nơi đến tiếp nhận", "destination"),
        State("overdue", "Quá hạn, chờ cấp trên chung phân xử", "common_ancestor", step="in_transit"),
        State("outside", "Đã giới thiệu, chờ nơi ngoài hệ thống xác nhận", "origin", step="in_transit"),
        State("overdue_outside", "Quá hạn, nơi ngoài hệ thống chưa xác nhận", "origin", step="in_transit"),
        State("arrived", "Từ ngoài tỉnh đến, chờ tiếp nhận", "destination", step="in_transit"),
        State("placing", _DOING, "system", step="in_transit"),
        State("admitting", _DOING, "system", step="in_transit"),
        State("adjusting", _DOING, "system", step="accepted"),
        State("moving", _DOING, "system", step="in_transit"),
        State("leaving", _DOING, "system", step="in_transit"),
        State("parting", _DOING, "system", step="in_transit"),
        State("returning", _DOING, "system", step="in_transit"),
        State("restoring", _DOING, "system", step="in_transit"),
        State("losing", _DOING, "system", step="in_transit"),
        State("unclaiming", _DOING, "system", step="in_transit"),
        State("accepted", "Nơi đến đã tiếp nhận, chờ chi đoàn ghi danh sách", "destination_chapter"),
        State("received", "Đã chuyển xong", is_end=True),
        State("left", "Đã chuyển ra ngoài hệ thống", is_end=True, step="received"),
        State("returned", "Nơi đến trả lại", is_end=True, step="in_transit"),
        State("unclaimed", "Không nơi nào nhận, chờ chi đoàn nơi đi", "chapter_officer", step="in_transit"),
        State("lost", "Thất lạc, chuyển sang xét xoá tên", is_end=True, step="in_transit"),
        State("cancelled", "Đã rút", is_end=True),
        GONE,
    ),
    opening=Move(
        "open", "Đề nghị chuyển sinh hoạt", (), "requested",
        by="chapter_officer", or_by=("applicant", "origin"), form=TransferForm,
        needs=(guards.unit_is_open, rules.only_case, *_WHERE_TO),
        turns=(Turn(rules.comes_from_here, "arrived"), Turn(rules.chapter_is_asked, "chapter_confirmed")),
    ),
    moves=(
        Move(
            "amend", "Sửa đề nghị", ("requested", "withheld"), STAY,
            by="chapter_officer", or_by=("applicant",), form=TransferForm, fills=lambda view: {**view.case.form},
            needs=(rules.only_case, *_WHERE_TO),
        ),
        Move(
            "amend", "Sửa đề nghị", ("chapter_confirmed",), STAY,
            by="origin", form=TransferForm, fills=lambda view: {**view.case.form},
            needs=(rules.only_case, *_WHERE_TO),
        ),
        Move(
            "amend", "Sửa hồ sơ", ("arrived",), STAY,
            by="destination", form=TransferForm, fills=lambda view: {**view.case.form},
            needs=(rules.only_case, *_WHERE_TO),
        ),
        Move(
            "confirm", "Xác nhận", ("requested",), "chapter_confirmed",
            by="chapter_officer", within="transfer_chapter_days", form=ConfirmationForm, keep="confirmation",
            fills=_confirmation_so_far, primary=True,
            needs=(guards.unit_is_open, standing.is_settled, *_BOOK_IS_RIGHT, rules.nothing_is_owed),
            consequences=("Nhận xét và đoàn phí được gửi lên đoàn cơ sở để giới thiệu.",),
        ),
        Move(
            "withhold", "Từ chối giới thiệu", ("requested",), "withheld",
            by="chapter_officer", needs_note=True, needs=(rules.may_be_withheld,),
            consequences=("Đoàn viên đọc được lý do và có thể khiếu nại lên Đoàn cấp trên.",),
        ),
        Move(
            "withhold", "Từ chối giới thiệu", ("chapter_confirmed",), "withheld",
            by="origin", needs_note=True, decides=True, needs=(rules.may_be_withheld,),
            consequences=("Đoàn viên đọc được lý do và có thể khiếu nại lên Đoàn cấp trên.",),
        ),
        Move("resume", "Tiếp tục giới thiệu", ("withheld",), "requested", by="chapter_officer", within="transfer_chapter_days",
             primary=True, needs=(rules.nothing_is_owed,)),
        Move(
            "complain", "Khiếu nại", ("requested", "chapter_confirmed", "withheld"), "complained",
            by="applicant", needs_note=True, consequences=("Đoàn cấp trên của đoàn cơ sở xem xét và trả lời.",),
        ),
        Move(
            "order", "Yêu cầu giới thiệu", ("complained",), "chapter_confirmed",
            by="above_origin", within="transfer_complaint_days", form=ComplaintAnswerForm, keep="order",
            primary=True, decides=True, turns=(Turn(rules.chapter_has_confirmed, "requested"),),
            consequences=("Nơi đi phải giới thiệu, kể cả khi còn nợ đoàn phí hoặc đang xem xét kỷ luật.",),
        ),
        Move(
            "dismiss", "Không chấp nhận khiếu nại", ("complained",), "withheld",
            by="above_origin", needs_note=True, decides=True, needs=(rules.may_be_withheld,),
            consequences=("Đoàn viên được giới thiệu khi đã đóng đủ đoàn phí, hết xem xét kỷ luật.",),
        ),
        Move(
            "return", "Trả lại chi đoàn", ("chapter_confirmed",), "requested",
            by="origin", needs_note=True, decides=True, consequences=("Hồ sơ về chi đoàn, giữ nguyên nội dung.",),
        ),
        Move(
            "cancel", "Rút hồ sơ", _AT_ORIGIN, "cancelled",
            by="chapter_officer", or_by=("applicant",), needs_note=True, destructive=True,
            consequences=("Đoàn viên vẫn sinh hoạt ở chi đoàn hiện nay.",),
        ),
        Move(
            "cancel", "Rút hồ sơ", ("complained",), "cancelled",
            by="applicant", needs_note=True, destructive=True,
            consequences=("Khiếu nại cũng kết thúc; bạn vẫn sinh hoạt ở chi đoàn hiện nay.",),
        ),
        Move(
            "cancel", "Rút hồ sơ", ("arrived",), "cancelled",
            by="destination", needs_note=True, destructive=True, consequences=("Hồ sơ chuyển đến kết thúc.",),
        ),
        Move(
            "release", "Giới thiệu", ("chapter_confirmed",), "releasing",
            by="origin", within="transfer_origin_days", form=ReleaseForm, fills=_placement_within, primary=True,
            leaves_out=transfer_asked.not_asked_at_release, freezes=records.validity, decides=True, document="T04",
            needs=(*_LET_GO, *_WHERE_TO, rules.officer_is_described, rules.has_chapter_within),
            turns=(
                Turn(rules.leaves_the_union, "placing", then=(Prepare("transfer", records.moves_in, by="origin"),)),
            ),
            then=(Prepare("depart", records.leaves, by="origin"),),
            consequences=(
                "Giấy giới thiệu được cấp số, có giá trị {in_transit_max_days} ngày; chuyển trong cùng đoàn cơ sở thì không cần giấy.",
                "Đoàn viên vẫn tính ở nơi đi cho tới khi nơi đến tiếp nhận.",
            ),
        ),
        Move("refused", "Danh bộ từ chối", ("releasing",), "chapter_confirmed", by="system"),
        Move(
            "prepared", "Danh bộ đã giữ chỗ", ("releasing",), "introducing", by="system",
            then=(Issue("T04", by="origin", common=records.introduced, person=records.serialize_person, single=True),),
        ),
        Move(
            "issued", "Giấy giới thiệu đã có số", ("introducing",), "departing", by="system",
            then=(Apply("T04", "Giới thiệu chuyển sinh hoạt đoàn", data=records.build_record("RELEASED"), writes=records.book_leaves),),
        ),
        Move(
            "applied", "Danh bộ đã ghi", ("departing",), "in_transit", by="system",
            turns=(Turn(rules.goes_inside, "outside", then=(Settle("T04", "in_force"),)),),
            then=(Settle("T04", "in_force"),),
        ),
        Move(
            "accept", "Tiếp nhận", ("in_transit", "overdue"), "placing",
            by="destination", within="transfer_destination_days", form=PlacementForm, fills=_placement_so_far,
            primary=True, decides=True, needs=(rules.chapter_fits,), then=(_INTO_CHAPTER,),
            consequences=("Từ hôm nay đoàn viên tính ở chi đoàn mới; chức vụ ở nơi cũ kết thúc.",),
        ),
        Move(
            "accept", "Tiếp nhận", ("arrived",), "admitting",
            by="destination", within="transfer_destination_days", form=PlacementForm, fills=_placement_so_far,
            primary=True, decides=True, needs=(*_WHERE_TO, rules.chapter_fits),
            then=(Prepare("come_back", _comes, by="destination"),),
            consequences=("Từ hôm nay đoàn viên tính ở chi đoàn mới; ngày vào Đoàn và số thẻ giữ nguyên.",),
        ),
        Move(
            "give_back", "Trả lại nơi đi", ("in_transit",), "returning",
            by="destination", needs_note=True, decides=True, then=(Prepare("restore", records.stays, by="destination"),),
            consequences=_GOES_BACK,
        ),
        Move(
            "recall", "Thu hồi giới thiệu vì đoàn viên đã mất", ("in_transit", "overdue"), "returning", by="origin",
            needs_note=True, decides=True, then=(_BACK,),
            consequences=("Giấy giới thiệu bị thu hồi.", "Chi đoàn nơi đi báo cáo đoàn viên mất theo thủ tục Xoá tên."),
        ),
        Move(
            "overdue", "Quá hạn tiếp nhận", ("in_transit",), "overdue", by="system", within="in_transit_max_days",
            counted_from=rules.introduced_on,
        ),
        Move(
            "overdue", "Quá hạn xác nhận", ("outside",), "overdue_outside", by="system", within="in_transit_max_days",
            counted_from=rules.introduced_on,
        ),
        Move(
            "assign", "Phân về chi đoàn", ("overdue",), "placing",
            by="common_ancestor", form=PlacementForm, fills=_placement_so_far, primary=True, decides=True,
            needs_note=True, needs=(rules.chapter_fits,), then=(Prepare("transfer", records.moves_in, by="common_ancestor"),),
            consequences=("Đoàn viên tính ở chi đoàn được phân từ hôm nay.",),
        ),
        Move(
            "send_back", "Đưa về nơi đi", ("overdue",), "returning",
            by="common_ancestor", needs_note=True, decides=True,
            then=(Prepare("restore", records.stays, by="common_ancestor"),),
            consequences=_GOES_BACK,
        ),
        Move(
            "send_back", "Đưa về nơi đi", ("outside", "overdue_outside"), "returning",
            by="origin", needs_note=True, decides=True, then=(_BACK,),
            consequences=_GOES_BACK,
        ),
        Move(
            "declare_lost", "Ghi nhận thất lạc", ("overdue",), "losing",
            by="common_ancestor", needs_note=True, decides=True, destructive=True,
            then=(Prepare("restore", records.stays, by="common_ancestor"),),
            consequences=("Đoàn viên về danh sách nơi đi để chi đoàn xét xoá tên.", "Giấy giới thiệu bị thu hồi."),
        ),
        Move(
            "declare_lost", "Ghi nhận thất lạc", ("overdue_outside",), "losing",
            by="origin", within="transfer_origin_days", needs_note=True, decides=True, destructive=True, then=(_BACK,),
            consequences=("Đoàn viên về danh sách nơi đi để chi đoàn xét xoá tên.", "Giấy giới thiệu bị thu hồi."),
        ),
        Move(
            "confirm_left", "Nơi đến đã xác nhận", ("outside", "overdue_outside"), "leaving",
            by="origin", form=ArrivalForm, keep="arrival", primary=True, decides=True, needs=(rules.confirmed_by_now,),
            then=(Prepare("leave_province", records.leaves, by="origin"),),
            consequences=("Đoàn viên không còn tính trong tỉnh; quá trình được giữ.",),
        ),
        Move("refused", "Danh bộ từ chối", ("placing",), "in_transit", by="system",
             turns=(Turn(rules.departed, "chapter_confirmed"),)),
        Move("refused", "Danh bộ từ chối", ("admitting",), "arrived", by="system"),
        Move(
            "refused", "Danh bộ từ chối", ("adjusting",), "accepted", by="system", forgets=(adjusting.ADJUSTED,),
            turns=(Turn(adjusting.not_on_the_roll_yet, "received", forgets=(adjusting.ADJUSTED,)),),
        ),
        Move("refused", "Danh bộ từ chối", ("leaving",), "outside", by="system"),
        Move(
            "refused", "Danh bộ từ chối", ("returning",), "in_transit", by="system",
            turns=(Turn(rules.goes_inside, "outside"),),
        ),
        Move(
            "refused", "Danh bộ từ chối", ("losing",), "overdue", by="system",
            turns=(Turn(rules.goes_inside, "overdue_outside"),),
        ),
        Move(
            "prepared", "Danh bộ đã giữ chỗ", ("placing", "admitting"), "moving", by="system",
            then=(_MOVED,),
        ),
        Move(
            "prepared", "Danh bộ đã giữ chỗ", ("adjusting",), "moving", by="system", adopts=adjusting.ADJUSTED,
            then=(_MOVED,),
        ),
        Move(
            "prepared", "Danh bộ đã giữ chỗ", ("leaving",), "parting", by="system",
            then=(Apply("T04", "Chuyển sinh hoạt ra ngoài hệ thống", data=records.build_record("LEFT")),),
        ),
        Move(
            "prepared", "Danh bộ đã giữ chỗ", ("returning",), "restoring", by="system",
            then=(Apply(None, "Trả lại nơi đi, không chuyển nữa", data=records.build_record("RETURNED"), writes=records.book_arrives),),
        ),
        Move(
            "prepared", "Danh bộ đã giữ chỗ", ("losing",), "unclaiming", by="system",
            then=(Apply(None, "Không nơi nào tiếp nhận", data=records.build_record("RETURNED")),),
        ),
        Move("applied", "Danh bộ đã ghi", ("moving",), "accepted", by="system"),
        gone(*_NOT_YET_THERE, then=(Settle("T04", "revoked"),)),
        gone("accepted", to="received"),
        Move("applied", "Danh bộ đã ghi", ("parting",), "left", by="system"),
        Move(
            "applied", "Danh bộ đã ghi", ("restoring",), "returned", by="system", then=(Settle("T04", "revoked"),),
        ),
        Move("applied", "Danh bộ đã ghi", ("unclaiming",), "unclaimed", by="system", then=(Settle("T04", "revoked"),)),
        Move(
            "start_removal", "Mở hồ sơ xoá tên", ("unclaimed",), "lost",
            by="chapter_officer", within="transfer_chapter_days", primary=True, destructive=True,
            then=(Open("removal", records.unclaimed),),
            consequences=("Hồ sơ xoá tên được mở với căn cứ chuyển sinh hoạt quá hạn.", "Hồ sơ này kết thúc."),
        ),
        Move(
            "keep_here", "Đã liên hệ được, giữ ở chi đoàn", ("unclaimed",), "returned",
            by="chapter_officer", needs_note=True, consequences=("Đoàn viên tiếp tục sinh hoạt ở chi đoàn nơi đi.",),
        ),
        Move(
            "receive", "Ghi vào danh sách chi đoàn", ("accepted",), "received",
            by="destination_chapter", within="transfer_receive_days", primary=True,
            consequences=("Hồ sơ chuyển sinh hoạt kết thúc.",),
        ),
        Move(
            "adjust", "Điều chỉnh chi đoàn", ("accepted", "received"), "adjusting",
            by="common_ancestor", form=PlacementForm, keep=adjusting.ADJUSTED, needs_note=True, decides=True,
            needs=(
                adjusting.adjusted_seldom, adjusting.adjusted_soon, adjusting.still_there,
                guards.adopting(adjusting.ADJUSTED, rules.chapter_fits),
            ),
            then=(Prepare("transfer", records.moves_on, by="common_ancestor"),),
            consequences=(
                "Đoàn viên chuyển sang chi đoàn đã chọn từ hôm nay.",
                "Sau đó đoàn viên chỉ chuyển tiếp bằng hồ sơ chuyển sinh hoạt mới.",
            ),
        ),
    ),
)  # fmt: skip
