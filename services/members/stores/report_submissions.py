"""Reports as units submitted them."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, and_, delete, or_, select, update
from sqlalchemy.dialects.postgresql import insert as insert_or

from services.kit import clock, ids
from services.kit.faults import Conflict, NotFound, Stale
from services.members.domain.units import Unit
from services.members.figures.tables import report_overrides, report_submissions
from services.members.tables import units

if TYPE_CHECKING:
    from services.members.store import Tx

_HELD = report_submissions.c
_SET = report_overrides.c
_HEAD = [column for column in _HELD if column.name != "figures"]
"""All but the figures, for lists."""


def unknown() -> NotFound:
    """There is no such snapshot for this asker."""
    text = "Không tìm thấy báo cáo đã nộp này, hoặc báo cáo ngoài phạm vi của bạn."
    return NotFound("submission-unknown", text=text, mend="Mở lại từ danh sách báo cáo đã nộp.")


class SubmissionStore:
    """Snapshots, and what became of them."""

    def __init__(self, tx: "Tx") -> None:
        self._tx = tx

    def add(
        self, *, unit_id: UUID, report: str, period: str, figures: Mapping[str, Any], due_on: date, note: str | None
    ) -> UUID:
        """The snapshot counts from now on. Raises Conflict("report-submitted") where one does already."""
        key = ids.new()
        said = {"id": key, "unit_id": unit_id, "report": report, "period": period, "figures": figures}
        said |= {"due_on": due_on, "note": note, "submitted_at": self._tx.now, "submitted_by": self._tx.actor.person_id}
        # An officer who submits at the same moment is waited for here.
        row = insert_or(report_submissions).values(said).on_conflict_do_nothing().returning(_HELD.id)
        if self._tx.execute(row).one_or_none() is None:
            raise Conflict(
                "report-submitted", text="Báo cáo này của kỳ này vừa được nộp.", mend="Tải lại trang để xem bản đã nộp."
            )
        return key

    def get(self, submission_id: UUID) -> Row[Any]:
        """The snapshot. Raises NotFound("submission-unknown")."""
        return self._one(submission_id, is_held=False)

    def lock(self, submission_id: UUID, *, version: int | None) -> Row[Any]:
        """The snapshot, held. Raises NotFound("submission-unknown"), Stale("submission-changed")."""
        found = self._one(submission_id, is_held=True)
        if version is not None and version != found.version:
            text = "Báo cáo này đã thay đổi sau khi bạn mở."
            raise Stale("submission-changed", version=found.version, text=text, mend="Tải bản mới rồi làm lại.")
        return found

    def give_back(self, submission_id: UUID, *, reason: str) -> None:
        """The snapshot counts no more."""
        said = {"returned_at": self._tx.now, "returned_by": self._tx.actor.person_id, "return_reason": reason}
        mine = update(report_submissions).where(_HELD.id == submission_id)
        self._tx.execute(mine.values(**said, version=_HELD.version + 1))

    def lock_all(self, submission_ids: Collection[UUID]) -> list[Row[Any]]:
        """Those of the snapshots that there are, held, without figures."""
        asked = select(*_HEAD).where(_HELD.id.in_(list(submission_ids)))
        return list(self._tx.execute(asked.order_by(_HELD.id).with_for_update()))

    def accept(self, submission_ids: Collection[UUID]) -> None:
        """The snapshots count for good."""
        said = {"accepted_at": self._tx.now, "accepted_by": self._tx.actor.person_id}
        mine = update(report_submissions).where(_HELD.id.in_(list(submission_ids)))
        self._tx.execute(mine.values(**said, version=_HELD.version + 1))

    def of(self, unit_ids: Collection[UUID], period: str, report: str | None) -> list[Row[Any]]:
        """What these units submitted for the period, without figures, the newest first."""
        asked = select(*_HEAD).where(_HELD.unit_id.in_(list(unit_ids)), _HELD.period == period)
        asked = asked if report is None else asked.where(_HELD.report == report)
        return list(self._tx.execute(asked.order_by(_HELD.submitted_at.desc(), _HELD.id.desc())))

    def totals(self, unit_ids: Collection[UUID], periods: Collection[str], report: str) -> list[Row[Any]]:
        """What these units submitted for the periods, the newest first, with the sum and the columns of each."""
        told = (_HELD.figures["total"].label("total"), _HELD.figures["columns"].label("columns"))
        asked = select(*_HEAD, *told).where(_HELD.unit_id.in_(list(unit_ids)), _HELD.period.in_(list(periods)))
        asked = asked.where(_HELD.report == report)
        return list(self._tx.execute(asked.order_by(_HELD.submitted_at.desc(), _HELD.id.desc())))

    def figures(self, submission_ids: Collection[UUID]) -> dict[UUID, dict[str, Any]]:
        """Unit → what its snapshot says."""
        asked = select(_HELD.unit_id, _HELD.figures).where(_HELD.id.in_(list(submission_ids)))
        return {row.unit_id: row.figures for row in self._tx.execute(asked)}

    def reporting(self, parent_id: UUID, *, opened_by: date, period: str) -> list[Row[Any]]:
        """Units directly below that were there by the day: those that are open, and those that have submitted."""
        columns = (units.c.id, units.c.name, units.c.level, units.c.closed_on, units.c.created_at)
        has_submitted = units.c.id.in_(select(_HELD.unit_id).where(_HELD.period == period))
        is_open = or_(units.c.closed_on.is_(None), units.c.closed_on > self._tx.today)
        there = or_(units.c.opened_on.is_(None), units.c.opened_on <= opened_by)
        asked = select(*columns).where(units.c.parent_id == parent_id, there, or_(is_open, has_submitted))
        return list(self._tx.execute(asked.order_by(units.c.sort_key, units.c.id)))

    def received_by(self, unit: Unit, unit_ids: Collection[UUID]) -> dict[UUID, str]:
        """Those of the units whose reports the unit takes, by name: those directly below, and a province's own."""
        below = units.c.parent_id == unit.id
        own = and_(units.c.id == unit.id, units.c.parent_id.is_(None))
        asked = select(units.c.id, units.c.name).where(units.c.id.in_(list(unit_ids)), or_(below, own))
        return {row.id: row.name for row in self._tx.execute(asked)}

    def known_on(self, unit_id: UUID) -> date:
        """The day on which the unit was put into this registry."""
        return clock.day_of(self._tx.execute(select(units.c.created_at).where(units.c.id == unit_id)).scalar_one())

    def levels_below(self, parent_id: UUID) -> set[str]:
        """Levels of the units directly below."""
        return set(self._tx.execute(select(units.c.level).where(units.c.parent_id == parent_id).distinct()).scalars())

    def _one(self, submission_id: UUID, *, is_held: bool) -> Row[Any]:
        asked = select(report_submissions).where(_HELD.id == submission_id)
        row = self._tx.execute(asked.with_for_update() if is_held else asked).one_or_none()
        if row is None:
            raise unknown()
        return row

    # ---------------------------------------------------------------- drafts

    def overrides(self, unit_id: UUID, report: str, period: str) -> dict[str, Row[Any]]:
        """Figures of the unit's draft that an officer has set."""
        asked = select(report_overrides).where(*_draft(unit_id, report, period))
        return {row.figure: row for row in self._tx.execute(asked.order_by(_SET.set_at, _SET.figure))}

    def override(self, unit_id: UUID, report: str, period: str, *, figure: str, value: int, reason: str) -> None:
        """The draft says this figure from now on."""
        said = {"value": value, "reason": reason, "set_at": self._tx.now, "set_by": self._tx.actor.person_id}
        draft = {"unit_id": unit_id, "report": report, "period": period, "figure": figure}
        row = insert_or(report_overrides).values(**draft, **said)
        self._tx.execute(row.on_conflict_do_update(index_elements=list(draft), set_=said))

    def restore(self, unit_id: UUID, report: str, period: str, *, figure: str) -> int | None:
        """The draft says again what was reckoned; what it said till now, None where it was that already."""
        mine = delete(report_overrides).where(*_draft(unit_id, report, period), _SET.figure == figure)
        return self._tx.execute(mine.returning(_SET.value)).scalar_one_or_none()


def _draft(unit_id: UUID, report: str, period: str) -> tuple[ColumnElement[bool], ...]:
    return _SET.unit_id == unit_id, _SET.report == report, _SET.period == period
