"""The people behind one figure of a report: listed and exported to those who may see them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row

from services.contracts.titles import STATUS_TITLES
from services.kit import jobs, sheets
from services.kit.faults import NotFound
from services.kit.policy import Subject, require
from services.members.actions import cursors
from services.members.actions.units import reference
from services.members.domain import positions, profile
from services.members.domain.units import Unit
from services.members.figures import counting, domain, reports, sources
from services.members.figures.actions import reportable_unit
from services.members.figures.domain import Column
from services.members.figures.registers import birth
from services.members.policy import POLICY
from services.members.queries import members as lists
from services.members.queries.members import Place
from services.members.queries.units import add_units_above
from services.members.store import Tx

BATCH = 1000
_ACTIONS = {group.code: group.action for group in profile.GROUPS}
_NAMED = ("id", "code", "full_name", "born_on", "born_precision", "sex", "status")
_TITLES = ["Họ và tên", "Mã đoàn viên", "Ngày sinh", "Đơn vị", "Trạng thái", "Chi tiết"]


@dataclass(frozen=True)
class DrillDown:
    """Whose figure it is, and the statement that finds them."""

    unit: Unit
    column: Column
    asked: Any
    where: tuple[ColumnElement[bool], ...]

    @property
    def title(self) -> str:
        return f"{self.column.group}: {self.column.title}" if self.column.group else self.column.title

    def page(self, tx: Tx, *, cursor: str | None, limit: int, how: str) -> tuple[list[Row[Any]], str | None]:
        """One page by name and where the next begins. What the list gives away of a file is written down."""
        rows = counting.page(tx, self.asked, self.where, after=cursors.read(cursor), limit=limit + 1)
        shown, last = rows[:limit], rows[limit - 1] if len(rows) > limit else None
        if self.column.guarded:
            tx.people.note_access({row.id for row in shown}, how=how, what=[self.column.guarded])
        return shown, None if last is None else cursors.write(Place("", last.sort_key, last.key))


def _found(tx: Tx, action: str, *, code: str, column: str, own: bool, unit_id: UUID | None, **days: Any) -> DrillDown:
    """Raises NotFound("column-unknown") where nobody is named, Denied where the list gives away what is not theirs to see."""
    unit = reportable_unit(tx, unit_id, action)
    wanted = reports.report_of(code).column(column)
    if not wanted.is_named or wanted.share is not None:
        raise NotFound("column-unknown")
    right = _ACTIONS[wanted.guarded] if wanted.guarded else "member.view"
    require(POLICY, tx, right, of=Subject(unit.id))
    codes = wanted.plus or (wanted.code,)
    period = domain.period(today=tx.today, **days)
    facts = sources.of(code, period, tx.rules.on(period.last).values)
    source = next(each for each in facts if codes[0] in each.cells)
    asked, where = counting.build_drill_down(source, codes, unit.path, only_here=own, visible=lists.scope(tx, right))
    return DrillDown(unit, wanted, asked, where)


def list_report_people(tx: Tx, *, limit: int, cursor: str | None, count: str | None, **figure: Any) -> dict[str, Any]:
    """People behind one figure whom the asker may see."""
    found = _found(tx, "report.view", **figure)
    shown, following = found.page(tx, cursor=cursor, limit=limit, how="view")
    return {
        "items": add_units_above(tx, map(_person, shown)),
        "next": following,
        "total": counting.count(tx, found.asked, found.where) if count else None,
        "title": found.title,
        "unit": reference(found.unit),
    }


def _person(row: Row[Any]) -> dict[str, Any]:
    named = {name: getattr(row, name) for name in _NAMED}
    at = row.unit_id and {"id": row.unit_id, "name": row.unit_name, "level": row.unit_level}
    return named | {"status_title": STATUS_TITLES[row.status], "unit": at, "card_no": None, "detail": _detail(row)}


def _detail(row: Row[Any]) -> str | None:
    return positions.TITLES.get(row.detail, row.detail) if row.detail else None


def export_report_people(tx: Tx, **figure: Any) -> dict[str, Any]:
    """A job writes those whom the list shows."""
    found = _found(tx, "report.export", **figure)
    total = counting.count(tx, found.asked, found.where)
    asked = figure | {"unit_id": found.unit.id}
    job_id = tx.start_job("export_report_people", asked, total=total)
    tx.record("report.export", subject_id=job_id, unit_id=found.unit.id, after=asked | {"rows": total})
    return jobs.read(tx, job_id)


def run_export(job: Any) -> dict[str, Any]:
    """The file lies in the store and the job names it."""
    name = f"{job.params['code'].lower()}-{job.params['column'].lower().replace('_', '-')}"
    return sheets.export(job, _batches(job), titles=_TITLES, what="người", name=name)


def _batches(job: Any) -> Iterator[list[list[str]]]:
    """Lines of the workbook, a transaction each: the asker's rights hold for every batch anew."""
    figure = job.params | {"unit_id": UUID(job.params["unit_id"])}
    figure |= {name: figure[name] and date.fromisoformat(figure[name]) for name in ("since", "on")}
    cursor: str | None = None
    while True:
        with job.transaction() as tx:
            rows, cursor = _found(tx, "report.export", **figure).page(tx, cursor=cursor, limit=BATCH, how="export")
        yield [_line(row) for row in rows]
        if cursor is None:
            return


def _line(row: Row[Any]) -> list[str]:
    told = (row.full_name, row.code, birth(row.born_on, row.born_precision), row.unit_name, STATUS_TITLES[row.status])
    return [*(text or "" for text in told), _detail(row) or ""]
