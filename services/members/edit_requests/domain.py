"""What a member may ask to have changed in their own file, and when a request may be decided (domain rules 2.1, 17.1)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from services.kit.faults import Invalid
from services.members.domain import days, profile, wording
from services.members.domain.days import Day
from services.members.domain.profile import Field
from services.members.domain.units import Remark

UNDO_WINDOW: Final = timedelta(days=30)
PAPERS: Final = frozenset({"image/jpeg", "image/png", "image/webp", "application/pdf"})
LARGEST_PAPER: Final = 10 * 1024 * 1024
_CARD: Final = "Ảnh hoặc bản PDF thẻ căn cước"
_BIRTH: Final = "Ảnh hoặc bản PDF giấy khai sinh hay thẻ căn cước"
_PARTY: Final = "Ảnh hoặc bản PDF quyết định, giấy chứng nhận"
_DEGREE: Final = "Ảnh hoặc bản PDF bằng, chứng chỉ"


class State(StrEnum):
    """What became of a request."""

    WAITING = "WAITING"
    APPROVED = "APPROVED"
    REJECTED = "REJECTED"
    WITHDRAWN = "WITHDRAWN"


STATE_TITLES: Final[Mapping[State, str]] = {
    State.WAITING: "Đang chờ duyệt",
    State.APPROVED: "Đã duyệt",
    State.REJECTED: "Không duyệt",
    State.WITHDRAWN: "Đã rút",
}


@dataclass(frozen=True)
class Editable:
    """A field that a member may ask to have changed. paper: the document that proves it, asked for and not required."""

    code: str
    needs_reason: bool = False
    paper: str | None = None

    @property
    def field(self) -> Field:
        return profile.FIELDS[self.code]


_OFFERED: Final = (
    Editable("full_name", needs_reason=True, paper=_BIRTH),
    Editable("other_names"),
    Editable("sex", needs_reason=True, paper=_BIRTH),
    Editable("birth_date", needs_reason=True, paper=_BIRTH),
    Editable("birth_place", paper=_BIRTH),
    Editable("photo"),
    Editable("native_place"),
    Editable("citizen_id", needs_reason=True, paper=_CARD),
    Editable("citizen_id_date", paper=_CARD),
    Editable("citizen_id_place", paper=_CARD),
    Editable("phone"),
    Editable("email"),
    Editable("permanent_address", paper=_CARD),
    Editable("current_address"),
    Editable("ethnicity", needs_reason=True, paper=_BIRTH),
    Editable("religion"),
    Editable("family_class"),
    Editable("health"),
    Editable("marital"),
    Editable("policy_object"),
    Editable("occupation"),
    Editable("workplace"),
    Editable("member_category"),
    Editable("general_education", paper=_DEGREE),
    Editable("professional_level", paper=_DEGREE),
    Editable("major", paper=_DEGREE),
    Editable("political_theory", paper=_DEGREE),
    Editable("it_level", paper=_DEGREE),
    Editable("foreign_languages", paper=_DEGREE),
    Editable("salaried"),
    Editable("abroad_history"),
    Editable("relatives"),
    Editable("union_join_date", needs_reason=True, paper=_PARTY),
    Editable("union_join_place", needs_reason=True, paper=_PARTY),
    Editable("team_join_date"),
    Editable("hoi_membership"),
    Editable("federation_join_date"),
    Editable("student_association_join_date"),
    Editable("specialty"),
    Editable("party_candidate", paper=_PARTY),
    Editable("party_class_no", paper=_PARTY),
    Editable("party_class_date", paper=_PARTY),
    Editable("party_class_until", paper=_PARTY),
    Editable("party_join_date", needs_reason=True, paper=_PARTY),
    Editable("party_official_date", needs_reason=True, paper=_PARTY),
    Editable("party_cell"),
    Editable("party_card_no", paper=_PARTY),
)
EDITABLE: Final[Mapping[str, Editable]] = {offered.code: offered for offered in _OFFERED}
"""In the order of the file. Numbers that the Union gives (card, book, decision of admission) are not a member's to ask for."""


# ---------------------------------------------------------------- values


def value_of(field: Field, columns: Mapping[str, Any]) -> Any:
    """What the file says in the field, as JSON has it; None where it is empty. A birth date as people write it."""
    value = columns["profile"].get(field.code) if field.column is None else columns[field.column]
    if value in (None, "", []):
        return None
    if field.kind == "birth":
        return Day(value, columns["born_precision"]).written()
    return value.isoformat() if isinstance(value, date) else value


def columns_of(field: Field, value: Any, *, current: Mapping[str, Any], today: date) -> dict[str, Any]:
    """The columns that say the value again; those of the long tail with all that stands there besides."""
    if field.column is None:
        others = {code: held for code, held in current["profile"].items() if code != field.code}
        return {"profile": others if value is None else {**others, field.code: value}}
    if field.kind == "birth":
        born = days.read_day(value, today=today).value if value else None
        return {"born_on": born and born.on, "born_precision": born.precision if born else "day"}
    return {field.column: profile.day_of_column(field.column, value)}


def display(field: Field, value: Any) -> str:
    """The value as people read it."""
    if field.kind in ("day", "joined") and value:
        return Day(date.fromisoformat(value)).written()
    return wording.display(field, value)


# ---------------------------------------------------------------- submitting


@dataclass(frozen=True)
class Proposal:
    """A field as its member wants it, beside what it says now."""

    field: Field
    old: Any
    new: Any


def propose(given: Mapping[str, Any], *, current: Mapping[str, Any], reason: str | None, today: date) -> list[Proposal]:
    """What is asked for, as the registry would keep it. Raises Invalid with a text for each wrong field."""
    draft = profile.read(given, current=current, today=today)
    errors = dict(draft.errors)
    wanted = {**current, **draft.columns, "profile": {**current["profile"], **draft.tail}}
    found = []
    for name in given:
        offered = EDITABLE.get(profile.code_of(name))
        if offered is None:
            errors[name] = ["Mục này do Đoàn ghi nên không đề nghị sửa ở đây được. Báo với chi đoàn nếu thấy sai."]
        elif name not in errors:
            proposal = Proposal(offered.field, value_of(offered.field, current), value_of(offered.field, wanted))
            found.append(proposal)
            if proposal.new == proposal.old:
                errors[name] = [f"{offered.field.title} đã đúng như bạn vừa nhập. Nhập giá trị khác, hoặc đóng lại."]
    lacking = [proposal.field.title for proposal in found if EDITABLE[proposal.field.code].needs_reason]
    if lacking and not (reason or "").strip():
        errors["reason"] = [
            f"{', '.join(lacking)}: cần ghi lý do đề nghị sửa. Viết một câu, ví dụ theo giấy khai sinh."
        ]
    if errors:
        raise Invalid(errors=errors)
    return found


# ---------------------------------------------------------------- deciding


@dataclass(frozen=True)
class Standing:
    """A request, and how its file and the one who wants to decide stand to it."""

    field: Field
    state: State
    is_own: bool
    is_merged: bool
    is_settled: bool
    is_outdated: bool


def refuse_decision(standing: Standing, *, approves: bool) -> Remark | None:
    """Why the request cannot be decided by this officer now. approves: the file would change."""
    title = standing.field.title
    if standing.state is not State.WAITING:
        text = f"Đề nghị này không còn chờ nữa: {STATE_TITLES[standing.state].lower()}."
        return Remark("edit-request-decided", text, "Tải lại danh sách.")
    if standing.is_own:
        text = "Không ai tự duyệt đề nghị sửa hồ sơ của chính mình."
        return Remark("own-edit-request", text, "Cán bộ khác của chi đoàn hoặc Đoàn cấp trên sẽ duyệt.")
    if standing.is_settled:
        text = f"{title} đã chốt theo quyết định hoặc xác nhận của cấp trên nên chi đoàn không duyệt được."
        return Remark("field-settled", text, "Đoàn cấp trên sẽ duyệt mục này.")
    if not approves:
        return None
    if standing.is_merged:
        return Remark("merged-away", "Hồ sơ này đã gộp vào hồ sơ khác.", "Từ chối, rồi sửa ở hồ sơ được giữ lại.")
    if standing.is_outdated:
        text = f"{title} trong hồ sơ đã đổi sau khi đoàn viên đề nghị."
        return Remark(
            "value-changed", text, "So giá trị hiện nay với giá trị đề nghị rồi từ chối; đoàn viên có thể gửi lại."
        )
    return None


def refuse_reopening(
    standing: Standing, *, decided_at: datetime | None, now: datetime, has_waiting: bool
) -> Remark | None:
    """Why what was answered cannot be taken back by this officer."""
    title = standing.field.title
    if standing.state not in (State.APPROVED, State.REJECTED) or decided_at is None:
        return Remark("nothing-to-undo", "Đề nghị này chưa được trả lời.", "Duyệt hoặc từ chối.")
    if standing.is_own:
        text = "Không ai tự hoàn tác quyết định về hồ sơ của chính mình."
        return Remark("own-edit-request", text, "Cán bộ khác của chi đoàn hoặc Đoàn cấp trên làm việc này.")
    if standing.is_settled:
        text = f"{title} đã chốt theo quyết định hoặc xác nhận của cấp trên nên chi đoàn không hoàn tác được."
        return Remark("field-settled", text, "Đề nghị Đoàn cấp trên hoàn tác.")
    if now >= decided_at + UNDO_WINDOW:
        return Remark(
            "undo-over", f"Đã quá {UNDO_WINDOW.days} ngày từ khi trả lời.", "Sửa hồ sơ nếu giá trị chưa đúng."
        )
    if has_waiting:
        text = f"Đoàn viên đã gửi đề nghị khác về {title.lower()}."
        return Remark("edit-request-waiting", text, "Trả lời đề nghị mới.")
    if standing.state is State.APPROVED and standing.is_outdated:
        text = f"{title} đã được sửa lại sau khi duyệt nên không hoàn tác được."
        return Remark("value-changed", text, "Sửa hồ sơ nếu giá trị hiện nay chưa đúng.")
    return None
