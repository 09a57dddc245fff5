"""Whether a unit may submit a report now, where it stands, and what a superior is told of it (domain rules 18, 20)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, Protocol
from uuid import UUID

from services.kit import clock
from services.members.domain.unit_acts import Offer
from services.members.domain.units import Remark, Unit
from services.members.figures import periods
from services.members.figures.domain import Report, full_title
from services.members.figures.periods import ReportPeriod

MOST_TOLD: Final = 3
"""At most so many figures are told that differ."""
THERE: Final = ("SUBMITTED", "ACCEPTED")
"""States of a report that counts."""
AFTER_ACCEPTED: Final = "Sai sót phát hiện về sau được sửa trong hồ sơ, phần chênh lệch thể hiện ở báo cáo kỳ sau."
"""What to do where a report has been accepted: snapshots are never written over."""


class Settled(Protocol):
    """A snapshot by what became of it."""

    @property
    def accepted_at(self) -> datetime | None: ...
    @property
    def returned_at(self) -> datetime | None: ...


@dataclass(frozen=True)
class Asked:
    """A unit, a period, the rules in force, and today. since: only periods that end after that day are asked of the unit."""

    unit: Unit
    period: ReportPeriod
    rules: Mapping[str, Any]
    today: date
    since: date = date.min

    @property
    def is_asked_for(self) -> bool:
        return self.period.last > self.since

    @property
    def is_of_unit(self) -> bool:
        return self.period.kind in periods.kinds_of(self.unit.level, self.rules)

    @property
    def due_on(self) -> date:
        return periods.due_on(self.unit.level, self.period, self.rules)


def due_on(asked: Asked, level: str, period: ReportPeriod, *, known_on: date) -> date | None:
    """By when a unit below submits; None for a period that is not asked of it."""
    if period.last <= periods.waited_from(known_on, asked.rules):
        return None
    return periods.due_on(level, period, asked.rules)


def refusals(asked: Asked, *, kept: Settled | None) -> list[Remark]:
    """Why the unit cannot submit a report for the period now. kept: what it submitted and counts."""
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
    if kept is not None:
        text = f"Báo cáo kỳ {period.title} đã nộp và đã khoá số liệu."
        again = "Muốn nộp lại thì đề nghị cấp trên trả lại bản đã nộp."
        found.append(Remark("report-submitted", text, again if kept.accepted_at is None else AFTER_ACCEPTED))
    return found


def override_refusals(asked: Asked, *, kept: Sequence[Settled], levels_below: Iterable[str]) -> list[Remark]:
    """Why no figure of the unit's draft can be set by hand."""
    if kept:
        text = f"Báo cáo kỳ {asked.period.title} đã nộp và đã khoá số liệu."
        return [Remark("report-submitted", text, "Muốn sửa số thì đề nghị cấp trên trả lại bản đã nộp.")]
    if not asked.is_of_unit:
        return [reason for reason in refusals(asked, kept=None) if reason.code == "period-not-of-unit"]
    if not any(periods.parts(periods.kinds_of(level, asked.rules), asked.period) for level in levels_below):
        text = f"Số liệu của {asked.unit.name} tính từ hồ sơ của chính đơn vị nên không sửa tay."
        return [Remark("figure-of-registry", text, "Sửa trong hồ sơ đoàn viên rồi xem lại báo cáo.")]
    return []


def overriding() -> list[Offer]:
    """To set a figure by hand, and to take that back."""
    value = {"type": "integer", "title": "Số báo cáo", "minimum": 0}
    form = _form("reason", "Lý do sửa", "Vì sao số này khác số tính được; cấp trên đọc được.", 500, needed=True)
    form["properties"] = {"value": value, **form["properties"]}
    form["required"] = ["value", "reason"]
    return [
        Offer(
            action="override_report_figure",
            label="Sửa số",
            form=form,
            consequences=(
                "Báo cáo nộp số này thay cho số tính được. Số tính được, lý do, người sửa và ngày sửa được in kèm báo cáo.",
                "Tổng và tỉ lệ được tính lại theo số này.",
            ),
        ),
        Offer(
            action="restore_report_figure",
            label="Bỏ số đã sửa",
            consequences=("Báo cáo nộp lại số tính được.",),
        ),
    ]


def state_of(kept: Sequence[Settled], *, wanted: int, is_returned: bool, due_on: date | None, today: date) -> str:
    """Of the reports that are wanted. ACCEPTED and SUBMITTED say so of all, RETURNED that a mended one is waited for.

    due_on: None for a period that is not asked for.
    """
    if len(kept) >= wanted:
        return "ACCEPTED" if all(row.accepted_at is not None for row in kept) else "SUBMITTED"
    if is_returned:
        return "RETURNED"
    if due_on is None:
        return "NOT_DUE"
    return "LATE" if today > due_on else "NOT_YET"


def decided_state(found: Settled) -> str:
    """What became of a snapshot."""
    if found.accepted_at is not None:
        return "ACCEPTED"
    return "SUBMITTED" if found.returned_at is None else "RETURNED"


def standing(found: Any, people: Mapping[UUID, Mapping[str, Any]]) -> Iterator[str]:
    """The snapshot's way so far, as its workbook tells it: who submitted it, and what became of it."""
    yield _done("Nộp", found.submitted_at, people.get(found.submitted_by))
    match decided_state(found):
        case "ACCEPTED":
            yield _done("Duyệt", found.accepted_at, people.get(found.accepted_by))
        case "RETURNED":
            yield f"{_done('Trả lại', found.returned_at, people.get(found.returned_by))}: {found.return_reason}"
        case _:
            yield "Cấp trên chưa duyệt"
    yield from list_source_notes(found.figures)


def list_source_notes(figures: Mapping[str, Any]) -> Iterator[str]:
    """Where the figures of a snapshot come from, and what in them was set by hand."""
    if basis := figures.get("basis_title"):
        yield f"Nguồn số liệu: {basis}"
    if waiting := figures.get("waiting"):
        yield f"Chưa duyệt lúc nộp: {', '.join(waiting)}"
    for each in figures.get("overrides", ()):
        who = f", {each['by']['full_name']}" if each["by"] else ""
        on = clock.day_of(datetime.fromisoformat(each["at"]))
        said = f"{each['title']}: tính được {each['reckoned']}, báo cáo {each['value']}"
        yield f"Sửa tay {said}. Lý do: {each['reason']} ({on:%d/%m/%Y}{who})"


def _done(what: str, at: datetime, who: Mapping[str, Any] | None) -> str:
    by = f", {who['full_name']}" if who else ""
    return f"{what} ngày {clock.day_of(at):%d/%m/%Y}{by}"


def settled(found: Settled) -> Remark | None:
    """Why nothing more can become of the snapshot."""
    match decided_state(found):
        case "RETURNED":
            text = "Bản này đã được trả lại trước đó."
            return Remark("report-returned", text, "Tải lại trang để xem lý do.")
        case "ACCEPTED":
            text = "Báo cáo này đã được duyệt nên không trả lại và không duyệt lần nữa."
            return Remark("report-accepted", text, AFTER_ACCEPTED)
    return None


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
        refusals=tuple(refusals(asked, kept=None)),
    )


def accept(unit: Unit, state: str) -> Offer | None:
    """To accept a report that was submitted."""
    if state != "SUBMITTED":
        return None
    return Offer(
        action="accept_report",
        label="Duyệt báo cáo",
        consequences=(
            f"Số liệu của {unit.name} được tính vào báo cáo của đơn vị bạn.",
            f"Báo cáo đã duyệt không trả lại được nữa. {AFTER_ACCEPTED}",
        ),
    )


def accept_many() -> Offer:
    """To accept reports of units below."""
    return Offer(
        action="accept_reports",
        label="Duyệt báo cáo",
        consequences=(
            "Số liệu của các báo cáo được chọn được tính vào báo cáo của đơn vị bạn.",
            f"Báo cáo đã duyệt không trả lại được nữa. {AFTER_ACCEPTED}",
        ),
    )


def give_back(unit: Unit, state: str) -> Offer | None:
    """To send a report back; what is accepted is not."""
    if state == "RETURNED":
        return None
    refused = Remark("report-accepted", "Báo cáo đã duyệt nên không trả lại được.", AFTER_ACCEPTED)
    return Offer(
        action="return_report",
        label="Trả lại để sửa",
        form=_form("reason", "Lý do trả lại", "Nêu chỗ cần sửa; đơn vị đọc được.", 500, needed=True),
        consequences=(
            "Bản này không còn được tính là đã nộp, nhưng vẫn được lưu kèm lý do.",
            f"{unit.name} sửa số liệu trong hồ sơ rồi nộp bản mới.",
        ),
        is_destructive=True,
        refusals=(refused,) if state == "ACCEPTED" else (),
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
