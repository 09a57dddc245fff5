"""The unit directly above accepts reports or sends them back; what is accepted counts for good (domain rule 18)."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Row

from services.kit.faults import Conflict
from services.kit.policy import Subject, require
from services.members.domain.units import Remark
from services.members.figures import periods, submissions
from services.members.figures.actions import reportable_unit
from services.members.figures.submitting import get_report_submission, receiver, visible
from services.members.policy import POLICY
from services.members.store import Tx


def accept_report(tx: Tx, *, submission_id: UUID, version: int | None) -> dict[str, Any]:
    """The snapshot counts for good. Raises Conflict("report-returned" | "report-accepted"), Stale("submission-changed")."""
    found = _received(tx, submission_id, "report.accept", version=version)
    tx.submissions.accept([found.id])
    _record(tx, "report.accept", found)
    return get_report_submission(tx, submission_id=found.id)


def return_report(tx: Tx, *, submission_id: UUID, reason: str, version: int | None) -> dict[str, Any]:
    """The snapshot stays in the unit's history with the reason, and another may be submitted.

    Raises Conflict("report-returned" | "report-accepted"), Stale("submission-changed").
    """
    found = _received(tx, submission_id, "report.return", version=version)
    tx.submissions.give_back(found.id, reason=reason)
    _record(tx, "report.return", found, reason=reason)
    return get_report_submission(tx, submission_id=found.id)


def _received(tx: Tx, submission_id: UUID, right: str, *, version: int | None) -> Row[Any]:
    """The snapshot, held, where the asker's unit may take the act and nothing has become of it yet."""
    visible(tx, submission_id)
    found = tx.submissions.lock(submission_id, version=version)
    require(POLICY, tx, right, of=Subject(receiver(tx.units.get(found.unit_id))))
    if refused := submissions.settled(found):
        raise Conflict(refused.code, text=refused.text, mend=refused.mend)
    return found


def _record(tx: Tx, action: str, found: Row[Any], **more: Any) -> None:
    after = {"report": found.report, "period": found.period, **more}
    tx.record(action, subject_id=found.id, unit_id=found.unit_id, after=after)


# ---------------------------------------------------------------- many at once


def accept_reports(tx: Tx, *, unit_id: UUID, items: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Of units directly below: each of the reports that is as it was seen counts for good, the others are told."""
    unit = reportable_unit(tx, unit_id, "report.view")
    require(POLICY, tx, "report.accept", of=Subject(unit.id))
    seen = {item["id"]: item["version"] for item in items}
    held = {row.id: row for row in tx.submissions.lock_all(seen)}
    names = tx.submissions.received_by(unit, {row.unit_id for row in held.values()})
    refused = {key: _refused(held.get(key), version, names) for key, version in seen.items()}
    accepted = [held[key] for key, refusal in refused.items() if refusal is None]
    if accepted:
        tx.submissions.accept([row.id for row in accepted])
    for row in accepted:
        _record(tx, "report.accept", row)
    results = [_outcome(key, refusal, held.get(key), names) for key, refusal in refused.items()]
    return {"accepted": len(accepted), "results": results}


def _refused(found: Row[Any] | None, version: int, names: dict[UUID, str]) -> Remark | None:
    if found is None or found.unit_id not in names:
        return Remark("submission-unknown", "Không phải báo cáo của đơn vị trực thuộc.", "Tải lại danh sách.")
    if refused := submissions.settled(found):
        return refused
    if found.version != version:
        return Remark("submission-changed", "Báo cáo đã thay đổi sau khi bạn mở.", "Tải lại danh sách rồi duyệt lại.")
    return None


def _outcome(key: UUID, refused: Remark | None, found: Row[Any] | None, names: dict[UUID, str]) -> dict[str, Any]:
    """What became of one report, by its unit and its code."""
    told = found is not None and found.unit_id in names
    return {
        "id": str(key),
        "ok": refused is None,
        "code": refused and refused.code,
        "detail": refused and f"{refused.text} {refused.mend}",
        "title": f"{names[found.unit_id]}, {found.report}, {periods.period_of(found.period).title}"
        if told and found
        else "",
    }
