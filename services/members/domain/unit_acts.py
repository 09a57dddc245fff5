"""The acts upon a unit as a screen offers them: what each asks, what follows from it, and why it cannot be done now (rules
1.3–1.6). Who may do them is the policy's to say."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from services.members.domain import positions, reorganising, unit_forms
from services.members.domain import units as rules
from services.members.domain.committee_terms import Reach, Term
from services.members.domain.decisions import Basis
from services.members.domain.unit_forms import Form
from services.members.domain.units import Kind, Remark, Unit


@dataclass(frozen=True)
class Holder:
    """Who holds an office of the unit today; `until` is the last day."""

    code: str
    name: str
    until: date | None


@dataclass(frozen=True, kw_only=True)
class Standing:
    """A unit amid all that its acts depend on.

    top: the highest unit above it where the one who asks may found units. provisional_months: how long a provisional committee
    may work. dissolved_by: the decision in force that dissolves it, which its end carries out.
    """

    unit: Unit
    top: Unit | None
    kinds: tuple[Kind, ...]
    members: int
    children: int
    holders: tuple[Holder, ...]
    today: date
    provisional_months: int
    dissolved_by: Basis | None = None

    @property
    def fitting_kinds(self) -> tuple[Kind, ...]:
        """Kinds of units that may stand directly below it."""
        return tuple(kind for kind in self.kinds if rules.may_stand_below(kind.level, self.unit))

    @property
    def secretary(self) -> str | None:
        return next((holder.name for holder in self.holders if holder.code == "BT"), None)


@dataclass(frozen=True, kw_only=True)
class Offer:
    """An act that the one who asks has the right to; with refusals it cannot be done now."""

    action: str
    label: str
    form: Form | None = None
    consequences: tuple[str, ...] = ()
    is_destructive: bool = False
    refusals: tuple[Remark, ...] = ()

    def allowed(self) -> dict[str, Any]:
        """The act as a button with its form."""
        return {
            "action": self.action,
            "label": self.label,
            "form_schema": self.form,
            "consequences": list(self.consequences),
            "destructive": self.is_destructive,
        }

    def refused(self) -> dict[str, Any]:
        """The act as a sentence: why not, and what would mend it."""
        return {"action": self.action, "label": self.label, "refusals": [vars(refusal) for refusal in self.refusals]}


def found(at: Standing) -> Offer | None:
    """A unit directly below; none where no kind of unit may stand."""
    if not at.fitting_kinds:
        return None
    return Offer(
        action="create_unit",
        label="Thêm đơn vị trực thuộc",
        form=unit_forms.founding(at.fitting_kinds),
        consequences=(
            "Hệ thống tự cấp mã đơn vị.",
            "Đơn vị mới chưa có cán bộ: mở trang đơn vị, mục Cán bộ, để chuẩn y.",
        ),
    )


def rename(at: Standing) -> Offer | None:
    """Another name; what was issued keeps the old one."""
    return Offer(
        action="rename_unit",
        label="Đổi tên",
        form=unit_forms.renaming(at.unit),
        consequences=("Văn bản đã ban hành giữ tên cũ.", "Tên cũ còn trong lịch sử của đơn vị."),
    )


def move(at: Standing) -> Offer | None:
    """Another superior; none where the one who asks has no other to give."""
    if at.top is None or not rules.may_stand_elsewhere(at.unit, top=at.top):
        return None
    return Offer(action="move_unit", label="Chuyển trực thuộc", form=unit_forms.moving(), consequences=_moved(at))


def _moved(at: Standing) -> tuple[str, ...]:
    with_it = [f"{at.members} đoàn viên"] * (at.members > 0) + [f"{at.children} đơn vị trực thuộc"] * (at.children > 0)
    counted = (f"{' và '.join(with_it)} đi theo {at.unit.name}.",) if with_it else ()
    return (
        *counted,
        "Cấp trên mới quản lý đơn vị và xét hồ sơ đang mở của đơn vị.",
        "Mã đơn vị và văn bản đã ban hành giữ nguyên.",
    )


def close(at: Standing) -> Offer | None:
    """The end of the unit; refused while members or units remain in it."""
    label = "Kết thúc hoạt động"
    remains = rules.what_remains(at.unit, members=at.members, children=at.children)
    if remains is not None:
        return Offer(action="close_unit", label=label, refusals=(remains,))
    ended = sum(is_lasting(holder.until, today=at.today) for holder in at.holders)
    return Offer(
        action="close_unit",
        label=label,
        form=unit_forms.closing(),
        consequences=(
            *((f"{ended} chức vụ kết thúc cùng ngày.",) if ended else ()),
            "Đơn vị không còn trong các danh sách chọn; hồ sơ và văn bản cũ vẫn giữ nguyên.",
            "Không mở lại được; muốn hoạt động lại phải thành lập đơn vị mới.",
        ),
        is_destructive=True,
    )


def merge(at: Standing) -> Offer | None:
    """All that is the unit's becomes another's; none for the top of the tree."""
    if at.unit.parent_id is None:
        return None
    ended = sum(is_lasting(holder.until, today=at.today) for holder in at.holders)
    with_it = [f"{at.members} đoàn viên"] * (at.members > 0) + [f"{at.children} đơn vị trực thuộc"] * (at.children > 0)
    counted = (f"{' và '.join(with_it)} sang đơn vị kia cùng ngày, không cần hồ sơ riêng của từng người.",)
    return Offer(
        action="merge_unit",
        label="Sáp nhập vào đơn vị khác",
        form=unit_forms.merging(),
        consequences=(
            *(counted if with_it else ()),
            *(
                (
                    f"{ended} chức vụ ở {at.unit.name} tiếp tục ở đơn vị nhận; nơi đó đã có Bí thư thì Bí thư của "
                    f"{at.unit.name} là uỷ viên Ban Chấp hành.",
                )
                if ended
                else ()
            ),
            f"{at.unit.name} kết thúc hoạt động; hồ sơ đang mở chuyển sang đơn vị nhận.",
            "Lịch sử, mã đoàn viên và văn bản đã ban hành giữ nguyên.",
        ),
        is_destructive=True,
    )


def split(at: Standing) -> Offer | None:
    """Some of the unit's members found another beside it; offered where members live and some would stay."""
    if at.unit.parent_id is None or not rules.may_hold_members(at.unit.level, at.unit.kind) or at.members < 2:
        return None
    return Offer(
        action="split_unit",
        label="Chia tách",
        form=unit_forms.splitting(),
        consequences=(
            f"{at.unit.name} có {at.members} đoàn viên; những người được chọn sang đơn vị mới cùng ngày, người khác ở lại.",
            "Chức vụ của người được chọn ở đơn vị này kết thúc.",
            "Đơn vị mới chưa có cán bộ: mở trang đơn vị, mục Cán bộ, để chuẩn y.",
        ),
    )


def unmerge(unit: Unit, *, into: str, recorded_on: date, today: date, days: int) -> Offer:
    """The unit as it was before its merger, so many days long. into: the name of the unit that took it in."""
    label = "Huỷ việc sáp nhập"
    late = tuple(reorganising.too_late(recorded_on, today, days))
    if late:
        return Offer(action="unmerge_unit", label=label, refusals=late)
    return Offer(
        action="unmerge_unit",
        label=label,
        form=unit_forms.undoing(),
        consequences=(
            f"{unit.name} hoạt động trở lại; đoàn viên, chức vụ, đơn vị trực thuộc và hồ sơ đã sang {into} trở về như trước.",
            f"Hồ sơ mở ở {into} sau ngày sáp nhập ở lại {into}.",
            f"Chỉ làm được trong {days} ngày, khi chưa có thay đổi nào bị mất.",
        ),
        is_destructive=True,
    )


def recognise(at: Standing) -> Offer | None:
    """A whole committee by one decision; none where a unit has no committee."""
    if not unit_forms.seats_of(at.unit):
        return None
    ended = sum(
        holder.code in positions.COMMITTEE and is_lasting(holder.until, today=at.today) for holder in at.holders
    )
    return Offer(
        action="recognise_committee",
        label="Chuẩn y Ban Chấp hành",
        form=unit_forms.recognising(at.unit, provisional_months=at.provisional_months),
        consequences=(
            *((f"{ended} chức vụ trong Ban Chấp hành hiện nay kết thúc vào hôm trước ngày bắt đầu.",) if ended else ()),
            "Quyền theo chức vụ có từ ngày bắt đầu và hết sau ngày hết nhiệm kỳ.",
        ),
    )


def unrecognise(term: Term, *, given_back: int) -> Offer:
    """The committee before goes on, as if the recognition had not been. given_back: how many offices that were ended."""
    back = (f"{given_back} chức vụ đã kết thúc khi chuẩn y được giữ tiếp.",) if given_back else ()
    return Offer(
        action="unrecognise_committee",
        label="Thu hồi việc chuẩn y Ban Chấp hành",
        form=unit_forms.undoing(),
        consequences=(
            f"{term.committee} được chuẩn y từ {term.from_on:%d/%m/%Y} coi như chưa có; quyết định chuẩn y bị thu hồi.",
            *back,
            "Số văn bản của đơn vị lấy tiếp theo nhiệm kỳ trước; văn bản đã ban hành giữ nguyên số.",
        ),
        is_destructive=True,
    )


def extend(term: Term, *, within: Reach | None, refused: Remark | None) -> Offer:
    """A longer term for the committee, as far as the rule lets; refused with the reason."""
    label = "Gia hạn Ban Chấp hành lâm thời" if term.is_provisional else "Kéo dài nhiệm kỳ"
    if refused is not None or within is None:
        return Offer(action="extend_committee", label=label, refusals=(refused,) if refused else ())
    return Offer(
        action="extend_committee",
        label=label,
        form=unit_forms.extending(term, within=within),
        consequences=(
            f"{within.format_limit()}.",
            "Chức vụ trong Ban Chấp hành hết cùng ngày với nhiệm kỳ hiện nay được kéo dài theo.",
        ),
    )


def shorten(*, within: Reach | None, refused: Remark | None, today: date) -> Offer:
    """An earlier end of the term, as far as the rule lets; refused with the reason."""
    label = "Rút ngắn nhiệm kỳ"
    if refused is not None or within is None:
        return Offer(action="shorten_committee", label=label, refusals=(refused,) if refused else ())
    return Offer(
        action="shorten_committee",
        label=label,
        form=unit_forms.shortening(within=within, today=today),
        consequences=(
            f"{within.format_limit()}.",
            "Chức vụ trong Ban Chấp hành hết cùng ngày với nhiệm kỳ hiện nay kết thúc sớm theo.",
        ),
        is_destructive=True,
    )


def appoint(at: Standing) -> Offer | None:
    """Somebody in an office of the unit."""
    return Offer(
        action="appoint_officer",
        label="Chuẩn y cán bộ",
        form=unit_forms.appointing(at.unit, secretary=at.secretary, provisional_months=at.provisional_months),
        consequences=("Quyền theo chức vụ có từ ngày bắt đầu và hết sau ngày hết nhiệm kỳ.",),
    )


ACTS: Sequence[tuple[str, Callable[[Standing], Offer | None]]] = (
    ("unit.create", found),
    ("position.appoint", appoint),
    ("position.appoint", recognise),
    ("unit.rename", rename),
    ("unit.move", move),
    ("unit.merge", merge),
    ("unit.split", split),
    ("unit.close", close),
)
"""Right of the policy, and an offer that it gives, in the order of a menu."""


def decided(offer: Offer, *, by: str) -> Offer:
    """The act with what becomes of its decision. by: who takes it, where one unit alone is concerned."""
    if offer.refusals:
        return offer
    whose = "Đoàn cấp trên chung của hai đơn vị" if offer.action in _OF_TWO_UNITS else by
    text = f"Để trống số quyết định thì {whose} ra quyết định, số lấy trong sổ văn bản của đơn vị ra quyết định."
    return replace(offer, consequences=(*offer.consequences, text))


def carrying_out(offer: Offer, decision: Basis | None) -> Offer | None:
    """The end of a unit that a decision already dissolves: that decision stands in the form, and no other is issued.

    None for any other act, and where no decision waits.
    """
    if decision is None or decision.number is None or decision.on is None or offer.action not in _ENDING:
        return None
    if offer.form is None:
        return offer
    day = f"{decision.on:%d/%m/%Y}"
    text = f"Thi hành Quyết định giải tán số {decision.number} ngày {day}; không ra quyết định mới."
    form = unit_forms.carrying_out(offer.form, number=decision.number)
    return replace(offer, form=form, consequences=(*offer.consequences, text))


_ENDING = frozenset({"close_unit", "merge_unit"})
"""Acts by which a unit is over."""
_OF_TWO_UNITS = frozenset({"move_unit", "merge_unit"})


def end_term(
    code: str, *, until: date | None, today: date, absence_limit: int, missed: Sequence[date] | None
) -> Offer | None:
    """The end of a term; none when its last day has come."""
    if not is_lasting(until, today=today):
        return None
    title = positions.title_of(code)
    vacant = ("Đơn vị chưa có Bí thư cho đến khi chuẩn y người mới.",) if code == "BT" else ()
    return Offer(
        action="end_position",
        label="Kết thúc chức vụ",
        form=unit_forms.ending(code, absence_limit=absence_limit, missed=missed),
        consequences=(f"Quyền theo chức vụ {title} hết sau ngày cuối giữ chức vụ.", *vacant),
        is_destructive=True,
    )


def engage(*, engagement: str | None, until: date | None, today: date) -> Offer | None:
    """What the office says of its holder's work, as long as it lasts."""
    if not is_lasting(until, today=today):
        return None
    form = unit_forms.engaging(engagement)
    return Offer(action="change_position", label="Sửa chế độ làm việc", form=form)


def is_lasting(until: date | None, *, today: date) -> bool:
    """The office goes on after today."""
    return until is None or until > today
