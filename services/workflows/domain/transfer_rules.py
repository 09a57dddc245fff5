"""Who may move to another chapter, and where to (domain rule 5).

The kind of a transfer is computed where both units are in the tree; it is chosen only where one of them is not.
"""

from datetime import date

from services.workflows.domain import guards, maturity, moving, standing, words
from services.workflows.domain.case import Refusal, Unit
from services.workflows.domain.view import View

INTO = "INTO_PROVINCE"
RELEASED = frozenset({"outside", "overdue_outside"})
"""States of a case whose member was let go out of the system and has not been confirmed there."""
_MILITARY = frozenset({"DOAN_LLVT", "LLVT", "DOAN_CONG_AN", "DOAN_QUAN_SU", "DOAN_BIEN_PHONG"})
_SIGNERS = frozenset({"BT", "PBT_TT", "PBT"})
_ARRIVAL = (
    ("full_name", "Họ và tên"),
    ("sex", "Giới tính"),
    ("born_on", "Ngày sinh"),
    ("joined_on", "Ngày vào Đoàn"),
    ("origin_place", "Đơn vị nơi đi"),
    ("introduction_no", "Số giấy giới thiệu"),
)


def kind(view: View) -> str:
    """Which of the seven kinds it is; empty while nobody said where to."""
    if outside := view.text("outside"):
        return outside
    here, there = view.facts["origin_union"], view.facts["destination_union"]
    destination = view.facts["destination"]
    if there is None or destination is None:
        return ""
    if here is not None and here.id == there.id:
        return "INTRA_GRASSROOTS"
    if there.kind in _MILITARY or destination.kind in _MILITARY:
        return "TO_MILITARY_POLICE"
    if here is not None and here.path[:2] == there.path[:2]:
        return "INTER_GRASSROOTS_SAME_DISTRICT"
    return "INTER_DISTRICT"


def chapter_to_join(view: View) -> Unit | None:
    """The chapter that was assigned, or the destination where it is one."""
    chosen: Unit | None = view.facts["chapter"]
    destination: Unit | None = view.facts["destination"]
    if chosen is None and destination is not None and guards.holds_members(destination):
        return destination
    return chosen


def fee_paid_until(view: View) -> date | None:
    """The last month that was paid, by its first day."""
    paid = view.day("confirmation.fee_paid_until") or view.day("paid_until")
    return paid.replace(day=1) if paid else None


# ---------------------------------------------------------------- opening


def belongs_here(view: View) -> Refusal | None:
    """A member of the unit goes; whoever comes from outside is no member of any unit here."""
    subject = view.subject
    if view.text("outside") == INTO:
        if subject is None or subject.status == "TRANSFERRED_EXTERNAL":
            return None
        return Refusal(
            "already-here",
            "Người đã chọn có trong danh bộ của tỉnh nên không phải từ ngoài tỉnh đến.",
            "Mở hồ sơ chuyển đi tại chi đoàn đang quản lý người này.",
        )
    if subject is None:
        return Refusal(
            "no-subject",
            "Chưa chọn đoàn viên chuyển sinh hoạt.",
            "Chọn đoàn viên; hoặc chọn “Chuyển từ ngoài tỉnh đến” nếu người này chưa có trong danh bộ.",
        )
    if subject.unit_id != view.unit.id:
        return Refusal(
            "not-of-this-unit",
            f"Người này không có trong danh sách của {view.unit.name}.",
            "Chọn lại người, hoặc chọn “Chuyển từ ngoài tỉnh đến” nếu nơi đi không có trên hệ thống.",
        )
    return None


def only_case(view: View) -> Refusal | None:
    """One open case that changes membership. Of somebody else's member nothing is told."""
    return None if belongs_here(view) else guards.only_case(view)


def goes_somewhere(view: View) -> Refusal | None:
    """A unit of the tree, or a place outside it, and not both."""
    outside, named = view.text("outside"), bool(view.text("destination_id"))
    if outside in ("", INTO) and not named:
        return Refusal("no-destination", "Chưa chọn đơn vị nơi đến.", "Tìm và chọn đơn vị nơi đến.")
    if outside and outside != INTO and named:
        return Refusal(
            "destination-known",
            f"Đã chọn đơn vị nơi đến có trên hệ thống, lại chọn “{moving.label(moving.OUTSIDE, outside)}”.",
            "Bỏ lựa chọn “không có trên hệ thống”, hoặc bỏ đơn vị nơi đến.",
        )
    if outside and outside != INTO and not view.text("destination_place"):
        return Refusal("no-place", "Chưa ghi nơi đến ngoài hệ thống.", "Ghi tên đơn vị hoặc nước nơi đến.")
    return None


def destination_takes_members(view: View) -> Refusal | None:
    """An open grassroots unit or one below it, other than the member's own chapter."""
    destination: Unit | None = view.facts["destination"]
    if not view.text("destination_id"):
        return None
    if destination is None or view.facts["destination_union"] is None:
        return Refusal(
            "destination-too-high",
            f"Nơi đến phải là đoàn cơ sở hoặc chi đoàn; {destination.name if destination else 'đơn vị đã chọn'} không phải.",
            "Chọn đoàn cơ sở hoặc chi đoàn nơi đến.",
        )
    if destination.closed:
        return Refusal(
            "destination-closed", f"{destination.name} đã kết thúc hoạt động.", "Chọn đơn vị kế thừa hoặc đoàn cơ sở."
        )
    if view.text("outside") == INTO:
        return _arrives_at_us(view, destination)
    if destination.id == view.unit.id:
        return Refusal(
            "same-unit", f"Đoàn viên đang sinh hoạt tại {destination.name} rồi.", "Chọn đơn vị khác làm nơi đến."
        )
    return None


def _arrives_at_us(view: View, destination: Unit) -> Refusal | None:
    if view.unit.id in destination.path:
        return None
    return Refusal(
        "arrives-elsewhere",
        f"{destination.name} không thuộc {view.unit.name}.",
        "Chọn đơn vị của bạn hoặc một chi đoàn trực thuộc làm nơi đến.",
    )


def arrival_is_described(view: View) -> Refusal | None:
    """Who comes from outside is described by the papers that they bring."""
    if view.text("outside") != INTO:
        return None
    missing = [title for name, title in _ARRIVAL if not view.text(name)]
    if missing:
        text = f"Hồ sơ chuyển đến còn thiếu: {words.listed(missing)}."
        return Refusal("arrival-incomplete", text, "Điền theo giấy giới thiệu và sổ đoàn viên.")
    return None


def comes_from_here(view: View) -> Refusal | None:
    """Turns a case about an arrival to the unit that takes it in."""
    if view.text("outside") != INTO:
        return None
    return Refusal("from-outside", "Đoàn viên từ ngoài tỉnh đến.", "Đoàn cơ sở nơi đến tiếp nhận.")


def rated_before_leaving(view: View) -> Refusal | None:
    """A doubt alone: whoever leaves school is rated for the year by the class that knows them (rule 9)."""
    rating = next(
        (each for each in view.facts["cases"] if each.process == "evaluation" and each.state in _NOT_RATED), None
    )
    if rating is None or view.text("reason") != "GRADUATION":
        return None
    return Refusal(
        "not-rated-yet",
        f"{view.case.subject_name} tốt nghiệp mà chưa được xếp loại năm nay (hồ sơ {rating.number}).",
        "Xếp loại ở chi đoàn này trước khi chuyển; chuyển rồi thì chi đoàn mới xếp loại.",
    )


_NOT_RATED = frozenset({"open", "self_done", "voted", "returned"})


def of_age_to_leave(view: View) -> Refusal | None:
    """A doubt alone: past the age of maturity a member moves all the same, and somebody should look why they are one still."""
    subject = view.subject
    on = maturity.matures_on(subject, view.rules) if subject else None
    if subject is None or on is None or "extended_after_30" in subject.flags:
        return None
    if on > view.today or view.facts["offices"]:
        return None
    return Refusal(
        "past-maturity",
        f"{subject.full_name} đã quá {view.rules.age('maturity_age').years} tuổi từ ngày {words.day(on)}.",
        "Xem có làm thủ tục trưởng thành đoàn thay cho chuyển sinh hoạt không.",
    )


# ---------------------------------------------------------------- the origin


def fee_until_now(view: View) -> Refusal | None:
    """Fees are paid up to the month of the transfer (S32, S23); whoever is exempt owes none."""
    paid, month = fee_paid_until(view), view.today.replace(day=1)
    if paid is None or paid >= month or was_ordered(view) or (view.subject and "fee_exempt" in view.subject.flags):
        return None
    return Refusal(
        "fee-not-to-date",
        f"Đoàn phí phải đóng hết tháng chuyển {words.month(month)}; mới đóng hết tháng {words.month(paid)}.",
        "Thu đoàn phí đến hết tháng này rồi ghi lại.",
    )


def book_is_written(view: View) -> Refusal | None:
    if not view.value("confirmation") or view.flag("confirmation.comments_complete"):
        return None
    return Refusal(
        "comments-missing",
        "Trước khi chuyển, sổ đoàn viên phải ghi đủ nhận xét hằng năm; chi đoàn chưa đánh dấu là đã đủ.",
        "Ghi đủ nhận xét rồi đánh dấu “Nhận xét hằng năm trong sổ đã ghi đủ”.",
    )


def book_is_there(view: View) -> Refusal | None:
    """A lost book is issued again on the card, the decision or a certificate of the unit that admitted (S38)."""
    if view.text("confirmation.book") != "LOST" or view.text("confirmation.book_proof"):
        return None
    return Refusal(
        "book-lost",
        "Sổ đoàn viên bị mất nên cần giấy tờ khác chứng minh là đoàn viên.",
        "Chọn thẻ đoàn viên, quyết định chuẩn y kết nạp hoặc giấy xác nhận của nơi kết nạp.",
    )


def converted_by_services(view: View) -> Refusal | None:
    """Nobody claims that the chapter has agreed already: a stay that becomes a transfer says so itself."""
    given = view.value("converted_from")
    was = view.before.form.get("converted_from") if view.before else given
    if not given or given == was or (view.doer is not None and view.doer.is_system):
        return None
    return Refusal(
        "conversion-claimed",
        "Chỉ hồ sơ sinh hoạt tạm thời mới mở được hồ sơ này thay cho xác nhận của chi đoàn.",
        "Mở hồ sơ sinh hoạt tạm thời rồi chọn “Chuyển sinh hoạt hẳn”.",
    )


def chapter_is_asked(view: View) -> Refusal | None:
    """Turns a stay that becomes a transfer past the chapter, which let the member go before."""
    if not view.text("converted_from"):
        return None
    text = f"Chuyển từ hồ sơ {view.text('converted_from')}; chi đoàn đã đồng ý từ trước."
    return Refusal("converted", text, None)


def chapter_has_confirmed(view: View) -> Refusal | None:
    if view.value("confirmation") or view.text("converted_from"):
        return None
    return Refusal(
        "not-confirmed",
        "Chi đoàn nơi đi phải nhận xét và xác nhận đoàn phí trước khi giới thiệu; chi đoàn chưa xác nhận.",
        "Chờ chi đoàn bấm “Xác nhận”.",
    )


def was_ordered(view: View) -> bool:
    """The unit above has told the origin to let the member go."""
    return bool(view.text("order.finding"))


def has_open_discipline(view: View) -> bool:
    """Somebody is still being examined; a decision that is in force keeps nobody where they are."""
    return standing.no_open_discipline(view) is not None


def no_open_discipline(view: View) -> Refusal | None:
    """An open discipline case is settled first, unless the origin says why not or was ordered."""
    if not has_open_discipline(view) or not view.form_is_in or view.text("override_reason") or was_ordered(view):
        return None
    return Refusal(
        "discipline-open",
        f"{view.case.subject_name} đang trong thời gian xem xét kỷ luật nên chưa được giới thiệu.",
        "Giải quyết xong việc kỷ luật, hoặc ghi lý do vẫn giới thiệu.",
    )


def nothing_is_owed(view: View) -> Refusal | None:
    """As the ledger says; what the unit above orders is done all the same."""
    fees = view.facts["fees"]
    if fees is None or not fees.owed or was_ordered(view):
        return None
    months = words.listed([words.month(each) for each in fees.owed[:6]])
    return Refusal(
        "fees-owed",
        f"Chuyển sinh hoạt phải đóng đủ đoàn phí; {view.case.subject_name} còn nợ {len(fees.owed)} tháng: {months}.",
        "Thu đoàn phí các tháng này, hoặc xin miễn, rồi làm tiếp.",
    )


def may_be_withheld(view: View) -> Refusal | None:
    """Nobody is kept back but for fees or discipline."""
    fees = view.facts["fees"]
    if was_ordered(view):
        text = "Đoàn cấp trên đã yêu cầu giới thiệu đoàn viên này."
        return Refusal("ordered", text, "Giới thiệu đoàn viên theo kết luận của Đoàn cấp trên.")
    if has_open_discipline(view) or (fees is not None and fees.owed):
        return None
    return Refusal(
        "no-ground",
        f"{view.case.subject_name} không nợ đoàn phí, không đang xem xét kỷ luật nên không được từ chối giới thiệu.",
        "Giới thiệu đoàn viên, hoặc trả lại chi đoàn nếu hồ sơ còn thiếu.",
    )


def officer_is_described(view: View) -> Refusal | None:
    """About an officer of the Union the secretary or deputy of the grassroots unit writes the comment (S23)."""
    if not view.facts["offices"]:
        return None
    if view.form_is_in and not view.text("officer_comment"):
        text = f"{view.case.subject_name} là cán bộ đoàn nên đoàn cơ sở phải ghi nhận xét."
        return Refusal("officer-comment", text, "Ghi mục “Nhận xét của Bí thư, Phó Bí thư đoàn cơ sở”.")
    if view.office is not None and view.office.code not in _SIGNERS:
        text = "Nhận xét về cán bộ đoàn do Bí thư hoặc Phó Bí thư đoàn cơ sở ký."
        return Refusal("officer-signer", text, "Nhờ Bí thư hoặc Phó Bí thư làm bước này.")
    return None


def leaves_the_union(view: View) -> Refusal | None:
    """Turns a move inside one grassroots unit straight to the new chapter."""
    if kind(view) != "INTRA_GRASSROOTS":
        return None
    return Refusal(
        "same-grassroots",
        "Nơi đến cùng Đoàn cơ sở nên không cần giấy giới thiệu; chi đoàn mới ghi vào danh sách.",
        None,
    )


def has_chapter_within(view: View) -> Refusal | None:
    """Inside one grassroots unit the new chapter is known before the member leaves the old one."""
    return chapter_fits(view) if kind(view) == "INTRA_GRASSROOTS" else None


# ---------------------------------------------------------------- the destination


def goes_inside(view: View) -> Refusal | None:
    """Turns a member who leaves the tree to the state that waits for an answer from outside."""
    if view.facts["destination"] is not None:
        return None
    return Refusal("leaves-the-tree", "Nơi đến không có trên hệ thống; nơi đi ghi khi có xác nhận.", None)


def introduced_on(view: View) -> date | None:
    """Since when the member is on the way, however often the registry refused to end that."""
    paper = view.case.document("T04")
    return date.fromisoformat(paper.on) if paper else None


def departed(view: View) -> Refusal | None:
    """Turns a refused move inside one grassroots unit back to it: the member never left."""
    if view.case.document("T04") is not None:
        return None
    return Refusal("never-left", "Đoàn viên vẫn ở chi đoàn cũ.", "Chọn chi đoàn khác.")


def chapter_fits(view: View) -> Refusal | None:
    """An open chapter of the unit that assigns it. A closed one leaves the member waiting for another."""
    chapter = chapter_to_join(view)
    if chapter is None and not view.form_is_in:
        return None
    if chapter is None:
        return Refusal("no-chapter", "Chưa chọn chi đoàn tiếp nhận.", "Chọn một chi đoàn trực thuộc.")
    if chapter.closed:
        return Refusal(
            "chapter-closed",
            f"{chapter.name} đã kết thúc hoạt động; đoàn viên chờ phân chi đoàn.",
            "Chọn chi đoàn khác.",
        )
    if not guards.holds_members(chapter):
        text = f"Đoàn viên sinh hoạt ở một chi đoàn; {chapter.name} không phải là chi đoàn."
        return Refusal("not-a-chapter", text, "Chọn một chi đoàn.")
    if view.office is not None and view.office.unit_id not in chapter.path:
        return Refusal(
            "chapter-elsewhere",
            f"Chỉ phân được về chi đoàn trực thuộc; {chapter.name} không thuộc đơn vị của bạn.",
            "Chọn một chi đoàn trực thuộc.",
        )
    if view.subject is not None and view.subject.unit_id == chapter.id:
        return Refusal(
            "same-unit",
            f"{view.case.subject_name} đang sinh hoạt tại {chapter.name} rồi.",
            "Chọn chi đoàn khác, hoặc trả lại nơi đi nếu hai chi đoàn đã sáp nhập.",
        )
    return None


def confirmed_by_now(view: View) -> Refusal | None:
    on = view.day("arrival.confirmed_on")
    if on is None or on <= view.today:
        return None
    return Refusal("confirmed-in-future", f"Ngày xác nhận {words.day(on)} chưa tới.", "Sửa ngày nơi đến xác nhận.")
