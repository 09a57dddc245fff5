"""A class is proposed at once: one workbook, one meeting, a vote for each person, one resolution for those who passed."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from services.kit import jobs, offload, settings
from services.kit.faults import Fault, Invalid, NotFound
from services.kit.files import Files
from services.kit.jobs import Job
from services.kit.policy import Subject, require
from services.kit.workbooks.refusals import refuse
from services.workflows import registry, roster
from services.workflows.actions import attachments
from services.workflows.actions.bulk import BATCH, Moved
from services.workflows.actions.keep import keep
from services.workflows.actions.opening import opened
from services.workflows.actions.outcomes import reason_of, refused_row
from services.workflows.actions.views import doer_of, view_of
from services.workflows.domain import forms, machine
from services.workflows.domain.case import Case, Doer
from services.workflows.domain.machine import Act
from services.workflows.domain.process import Process
from services.workflows.forms.candidate import CandidateForm
from services.workflows.forms.meeting import VoteForm
from services.workflows.forms.roster import AdmissionsForm
from services.workflows.policy import POLICY
from services.workflows.roster import Row
from services.workflows.store import Tx

OPEN = "open_admissions"
_PROCESS = "admission"
READ_S, READ_MB = 5, 300
"""Time and memory in which a workbook is read, or refused."""


def open_admissions(tx: Tx, *, unit_id: UUID, digest: str, file_name: str, form: Mapping[str, Any]) -> dict[str, Any]:
    """A job will open a case for each candidate of the workbook."""
    require(POLICY, tx, "case.open", of=Subject(unit_id=unit_id))
    shared = forms.load(AdmissionsForm, attachments.checked(AdmissionsForm, form))
    if not Files(settings.read()).holds(digest):
        raise NotFound("file-not-found", digest=digest)
    params = {"unit_id": unit_id, "digest": digest, "file_name": file_name, "form": shared}
    return jobs.read(tx, tx.start_job(OPEN, params))


def open_many(job: Job) -> dict[str, Any]:
    """Each row is a case as far as it could go, or its outcome says what to mend."""
    path = Files(settings.read()).path(job.params["digest"])
    rows = _read(str(path))
    results: list[dict[str, Any]] = list(job.state.get("results", []))
    while len(results) < len(rows):
        with job.transaction() as tx:
            results += _open(tx, rows[len(results) : len(results) + BATCH], job.params)
            job.progress(len(results), len(rows), results=results)
    return {"results": results}


def _read(path: str) -> list[Row]:
    try:
        return offload.run(roster.read, path, timeout_s=READ_S, memory_mb=READ_MB)
    except Invalid as fault:
        if fault.code in ("took-too-long", "needs-too-much-memory"):
            raise refuse("file-too-slow") from fault
        raise


def _open(tx: Tx, rows: Sequence[Row], params: Mapping[str, Any]) -> list[dict[str, Any]]:
    doer, process = doer_of(tx), registry.get(_PROCESS)
    outcomes, passed = [], []
    for row in rows:
        try:
            with tx.savepoint():
                case = _open_one(tx, process, doer, row, params)
        except Fault as fault:
            outcomes.append(refused_row(row.number, row.values["full_name"], fault.code, _format_row_fault(row, fault)))
        else:
            outcomes.append({"id": str(row.number), "ok": True, "code": case.state, "detail": case.number})
            passed += [case] if case.state == "voted" and params["form"].get("submit") else []
    _submit(tx, process, doer, passed, outcomes)
    return outcomes


def _open_one(tx: Tx, process: Process, doer: Doer, row: Row, params: Mapping[str, Any]) -> Case:
    if row.problems:
        raise Invalid("row-unreadable", errors={"row": row.problems})
    candidate, vote = _forms(row, params["form"])
    step, view = opened(tx, process, doer, unit_id=UUID(str(params["unit_id"])), subject_id=None, form=candidate)
    [case] = keep(tx, [(process, view, step)], opened=True)
    if case.state != "applied" or vote is None:
        return case
    view = view_of(tx, case)
    step = machine.advance(process, view, Act("record_vote", doer, tx.now, tx.today, vote))
    [case] = keep(tx, [(process, view, step)])
    return case


def _forms(row: Row, shared: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any] | None]:
    """The candidate's own form, and the vote on them if the workbook has one."""
    given = {name: value for name, value in {**shared, **row.values}.items() if value is not None}
    candidate = {name: given[name] for name in forms.names(CandidateForm) if name in given}
    if "agree" not in given or "met_on" not in given:
        return candidate, None
    vote = {name: given[name] for name in forms.names(VoteForm) if name in given}
    return candidate, vote


def _submit(tx: Tx, process: Process, doer: Doer, cases: Sequence[Case], outcomes: list[dict[str, Any]]) -> None:
    """Those who passed are sent together; whoever cannot be sent yet stays with the chapter, and the outcome says why."""
    moved: list[Moved] = []
    by_number = {outcome["detail"]: outcome for outcome in outcomes}
    for case in cases:
        view = view_of(tx, case)
        try:
            moved.append((process, view, machine.advance(process, view, Act("submit", doer, tx.now, tx.today))))
        except Fault as fault:
            by_number[case.number]["detail"] = f"{case.number}: {reason_of(fault)}"
    for case in keep(tx, moved):
        by_number[case.number]["code"] = case.state


def _format_row_fault(row: Row, fault: Fault) -> str:
    said = reason_of(fault)
    return said if said.startswith("Dòng") else f"Dòng {row.number}, {row.values['full_name']}: {said}"
