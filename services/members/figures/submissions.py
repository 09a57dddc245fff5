"""Whether a unit may submit a report now, where it stands, and what a superior is told of it (domain rules 18, 20)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from services.members.domain.unit_acts import Offer
from services.members.domain.units import Remark, Unit
from services.members.figures import periods
from services.members.figures.domain import Report, full_title
from services.members.figures.periods import ReportPeriod

MOST_TOLD: Final = 3
"""At most so many figures are told that differ."""


@dataclass(frozen=True)
class Asked:
    """A unit, a period, the rules in force, and today."""

    unit: Unit
    period: ReportPeriod
    rules: Mapping[str, Any]
    today: date

    @property
    def is_of_unit(self) -> bool:
        return self.period.kind in periods.kinds_of(self.unit.level, self.rules)

    @property
    def due_on(self) -> date:
        return periods.due_on(self.unit.level, self.period, self.rules)


def refusals(asked: Asked, *, is_submitted: bool) -> list[Remark]:
    """Why the unit cannot submit a report for the period now."""
    unit, period = asked.unit, asked.period
    found = []
    if not unit.is_open(asked.today):
        text = f"{unit.name} đã kết thúc hoạt động nên không nộp báo cáo."
        found.append(Remark("unit-closed", text, "Đơn vị tiếp nhận nộp báo cáo của mình."))
    if not asked.is_of_unit:
        text = f"{unit.name} không nộp báo cáo theo kỳ {period.title}."
        found.append(Remark("period-not-of-unit", text, "Chọn một kỳ trong danh sách kỳ của đơn vị."))
    if unit.opened_on is not None and unit.opened_on > period.last:
        text = f"{unit.name} thành lập ngày {unit.opened_on:%d/%m/%Y}, sau kỳ {period.title}."
        found.append(Remark("unit-younger", text, "Chọn kỳ sau ngày thành lập."))
    opens_on = periods.opens_on(period, asked.rules)
    if asked.today < opens_on:
        text = f"Kỳ {period.title} đến {period.last:%d/%m/%Y} mới hết."
        found.append(Remark("period-not-over", text, f"Nộp từ ngày {opens_on:%d/%m/%Y}."))
    if is_submitted:
        text = f"Báo cáo kỳ {period.title} đã nộp và đã khoá số liệu."
        found.append(Remark("report-submitted", text, "Muốn nộp lại thì đề nghị cấp trên trả lại bản đã nộp."))
    return found


def state_of(*, is_submitted: bool, is_returned: bool, due_on: date, today: date) -> str:
    """SUBMITTED, RETURNED, NOT_YET or LATE: what was sent back is told as such, since a mended one is waited for."""
    if is_submitted:
        return "SUBMITTED"
    if is_returned:
        return "RETURNED"
    return "LATE" if today > due_on else "NOT_YET"


def submit(asked: Asked, *, report: Report, above: str) -> Offer:
    """To submit a report that does not lie there yet, with what follows. above: who receives it."""
    first, last = asked.period.first, min(asked.period.last, asked.today)
    days = f"từ {first:%d/%m/%Y} đến {last:%d/%m/%Y}" if report.by_period else f"tính đến ngày {last:%d/%m/%Y}"
    return Offer(
        action="submit_report",
        label="Nộp báo cáo",
        form=_form(
            "note", "Ghi chú gửi kèm", "Điều cấp trên cần biết về số liệu. Có thể để trống.", 1000, needed=False
        ),
        consequences=(
            f"Số liệu {report.code} {report.title}, {days}, được khoá như đang có. "
            "Hồ sơ thay đổi về sau không làm đổi bản đã nộp.",
            f"{above} xem được bản này. Muốn sửa thì {above} phải trả lại, rồi đơn vị nộp bản mới.",
        ),
        refusals=tuple(refusals(asked, is_submitted=False)),
    )


def give_back(unit: Unit) -> Offer:
    """To send a report back."""
    return Offer(
        action="return_report",
        label="Trả lại để sửa",
        form=_form("reason", "Lý do trả lại", "Nêu chỗ cần sửa; đơn vị đọc được.", 500, needed=True),
        consequences=(
            "Bản này không còn được tính là đã nộp, nhưng vẫn được lưu kèm lý do.",
            f"{unit.name} sửa số liệu trong hồ sơ rồi nộp bản mới.",
        ),
        is_destructive=True,
    )


def _form(name: str, title: str, hint: str, most: int, *, needed: bool) -> dict[str, Any]:
    field = {"type": "string", "title": title, "description": hint, "maxLength": most, "x-widget": "textarea"}
    required = [name] if needed else []
    return {"type": "object", "properties": {name: field}, "required": required, "additionalProperties": False}


def difference(
    columns: Iterable[Mapping[str, Any]], submitted: Sequence[Mapping[str, Any]], live: Sequence[Mapping[str, Any]]
) -> str | None:
    """Where what the units below submitted comes to something else than their figures of now; None where it is the same.

    submitted, live: totals of the same units, by column. Shares add up to nothing and are left out.
    """
    told = []
    for column in columns:
        if column["is_share"]:
            continue
        then, now = (sum(each.get(column["code"]) or 0 for each in rows) for rows in (submitted, live))
        if then != now:
            told.append(f"{full_title(column['group'], column['title'])} – đã nộp {then}, hiện nay {now}")
    if not told:
        return None
    more = f" và {len(told) - MOST_TOLD} số khác" if len(told) > MOST_TOLD else ""
    return f"Tổng các đơn vị đã nộp khác số liệu hiện nay của chính các đơn vị đó: {'; '.join(told[:MOST_TOLD])}{more}."
