"""The overview of a branch: who is a member on a day and against another, and what asks for attention."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from services.kit.faults import Invalid
from services.members.actions.units import reference
from services.members.domain.units import label
from services.members.figures.actions import reportable_unit
from services.members.figures.domain import FOUNDED
from services.members.figures.submitted import list_report_submissions
from services.members.queries import overviews
from services.members.queries import units as unit_queries
from services.members.store import Tx

FIGURES: Final = ("members", "before", "incomplete", "without_secretary", "owing_people", "owed_amount")
LATE: Final = frozenset({"LATE", "RETURNED"})
_YEAR: Final = timedelta(days=365)


def get_overview(tx: Tx, *, unit_id: UUID | None, on: date | None, against: date | None) -> dict[str, Any]:
    """The branch of the unit, or of the caller's first office; the parts add up to the whole."""
    day, before = _days(tx, on, against)
    unit = reportable_unit(tx, unit_id, "report.view")
    counted = overviews.counts(tx, unit.path, on=day, against=before)
    reports = list_report_submissions(tx, unit_id=unit.id, period=None, report=None, below=True, compare=False)
    states = {child["unit"]["id"]: child for child in reports["children"]}
    return {
        "unit": reference(unit),
        **{"on": day, "against": before, "today": tx.today},
        "total": _figures(counted.values()),
        "children": [
            {
                "unit": {"id": child.id, "name": child.name, "level": child.level},
                **_figures([counted.get(label(child.id), {})]),
                "report_state": states[child.id]["state"] if child.id in states else None,
                "report_state_title": states[child.id]["state_title"] if child.id in states else None,
            }
            for child in unit_queries.children(tx, unit.id)
        ],
        "reports": _reports(reports),
    }


def _days(tx: Tx, on: date | None, against: date | None) -> tuple[date, date]:
    day = on or tx.today
    if day > tx.today:
        raise Invalid(errors={"on": [f"Ngày {day:%d/%m/%Y} chưa tới. Chọn hôm nay hoặc một ngày trước."]})
    before = against or day - _YEAR
    if before >= day:
        text = f"Ngày so sánh {before:%d/%m/%Y} không trước ngày {day:%d/%m/%Y}. Chọn một ngày sớm hơn."
        raise Invalid(errors={"against": [text]})
    if before < FOUNDED:
        raise Invalid(errors={"against": [f"Đoàn thành lập ngày {FOUNDED:%d/%m/%Y}. Chọn ngày từ đó trở đi."]})
    return day, before


def _figures(parts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    rows = list(parts)
    found = {name: sum(row.get(name, 0) for row in rows) for name in FIGURES}
    return found | {"change": found["members"] - found["before"]}


def _reports(listed: Mapping[str, Any]) -> dict[str, Any]:
    period = listed["period"]
    return {
        "period": period and period["code"],
        "title": period and period["title"],
        "late": sum(child["state"] in LATE for child in listed["children"]),
        "expected": listed["expected"],
    }
