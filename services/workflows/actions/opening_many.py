"""Cases of one process about many members are opened at once: a class that graduates, everybody who moves with a workplace.

A batch is one transaction with an outcome for each member; a host that is killed leaves whole batches, and another goes on.
"""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select

from services.kit import jobs
from services.kit.faults import Fault, Invalid
from services.kit.jobs import Job
from services.kit.policy import Subject, require
from services.workflows import registry
from services.workflows.actions import attachments, opening
from services.workflows.actions.bulk import BATCH
from services.workflows.actions.keep import keep
from services.workflows.actions.outcomes import reason_of, refused
from services.workflows.actions.views import doer_of
from services.workflows.domain import forms
from services.workflows.domain.case import Doer
from services.workflows.policy import POLICY
from services.workflows.store import Tx
from services.workflows.tables import people

OPEN = "open_cases"
_NOT_HERE = "Người này không có trong danh sách của đơn vị."


def open_cases(
    tx: Tx, *, process: str, unit_id: UUID, subject_ids: Sequence[UUID], form: Mapping[str, Any]
) -> dict[str, Any]:
    """A job will open a case for each member, at the chapter of each, with the same form."""
    require(POLICY, tx, "case.open", of=Subject(unit_id=unit_id))
    definition = registry.get(process)
    if definition.subject == "none":
        raise Invalid(errors={"process": [f"Hồ sơ {definition.title} không mở cho nhiều đoàn viên. Mở từng hồ sơ."]})
    opens = definition.opening.form or definition.form
    shared = forms.load(opens, attachments.checked(opens, form))
    asked = list(dict.fromkeys(subject_ids))
    params = {"process": process, "unit_id": unit_id, "subject_ids": asked, "form": shared}
    return jobs.read(tx, tx.start_job(OPEN, params, total=len(asked)))


def open_each(job: Job) -> dict[str, Any]:
    """Each member has a case, or the outcome says why not."""
    asked: list[str] = [str(key) for key in job.params["subject_ids"]]
    results: list[dict[str, Any]] = list(job.state.get("results", []))
    while len(results) < len(asked):
        with job.transaction() as tx:
            results += _open(tx, [UUID(key) for key in asked[len(results) : len(results) + BATCH]], job.params)
            job.progress(len(results), len(asked), results=results)
    return {"results": results}


def _open(tx: Tx, subject_ids: Sequence[UUID], params: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The caller's authority is looked up anew for each batch: a job outlives a token."""
    doer, unit_id = doer_of(tx), UUID(str(params["unit_id"]))
    homes = _homes(tx, subject_ids)
    outcomes = []
    for subject_id in subject_ids:
        home = homes.get(subject_id)
        if home is None or not (home == unit_id or tx.tree.is_below(home, unit_id)):
            outcomes.append(refused(subject_id, "not-of-this-unit", _NOT_HERE))
            continue
        try:
            with tx.savepoint():
                outcomes.append(_open_one(tx, doer, subject_id, home, params))
        except Fault as fault:
            outcomes.append(refused(subject_id, fault.code, reason_of(fault)))
    return outcomes


def _homes(tx: Tx, subject_ids: Sequence[UUID]) -> dict[UUID, UUID]:
    """Member → chapter."""
    query = select(people.c.id, people.c.unit_id).where(people.c.id.in_(subject_ids), people.c.unit_id.is_not(None))
    return {row.id: row.unit_id for row in tx.execute(query)}


def _open_one(tx: Tx, doer: Doer, subject_id: UUID, home: UUID, params: Mapping[str, Any]) -> dict[str, Any]:
    process = registry.get(params["process"])
    require(POLICY, tx, "case.open", of=Subject(unit_id=home, person_id=subject_id))
    step, view = opening.opened(tx, process, doer, unit_id=home, subject_id=subject_id, form=params["form"])
    [case] = keep(tx, [(process, view, step)], opened=True)
    return {"id": str(subject_id), "ok": True, "code": case.state, "detail": case.number}
