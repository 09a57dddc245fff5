"""Long acts and the files they leave. A job's id says which service runs it."""

from typing import Any

from flask import Response, request

from gateway import calls, downloads, merged, problems
from gateway.resource import JSON, Operation, Resource, answered
from services.contracts import members, messaging, workflows
from services.kit import wire
from services.kit.faults import NotFound
from services.kit.schema import Request

bp = Resource("jobs", description="Tác vụ nền và tệp xuất")

GET: dict[str, type[Request]] = {
    "members": members.GetMembersJob,
    "workflows": workflows.GetWorkflowsJob,
    "messaging": messaging.GetMessagingJob,
}
LIST: dict[str, type[Request]] = {
    "members": members.ListMembersJobs,
    "workflows": workflows.ListWorkflowsJobs,
    "messaging": messaging.ListMessagingJobs,
}
CANCEL: dict[str, type[Request]] = {"workflows": workflows.CancelJob}

OWN = Operation(verb="GET", path="/jobs", contract=members.ListMembersJobs)
ONE = Operation(verb="GET", path="/jobs/<id>", contract=members.GetMembersJob)
CANCELLED = Operation(verb="POST", path="/jobs/<id>/cancel", contract=workflows.CancelJob)
FILE = Operation(verb="GET", path="/exports/<id>/file", contract=members.GetMembersJob)

bp.post("/exports", members.StartExport, status=202, location="/jobs/{id}")


def list_jobs() -> Response:
    """Jobs that the caller started, newest first, whichever service runs them; `missing` names those that could not be asked."""
    calls.caller()
    given = request.args.to_dict()
    pages, refused = merged.ask_each(LIST, lambda _service: given)
    found = [job for page in pages.values() for job in page["items"]]
    limit = merged.read_limit(members.ListMembersJobs, given)
    shown, has_more = merged.take_first(found, pages, limit=limit, key=_key)
    page = {"items": [_with_words(job) for job in shown], "next": _key(shown[-1]) if shown and has_more else None}
    return Response(wire.dumps({**page, "missing": merged.names_missing(refused)}), content_type=JSON)


def _key(job: dict[str, Any]) -> str:
    """Keys sort by the time they were made."""
    return str(job["id"]).partition(".")[2]


def get_job(id: str) -> Response:
    """Progress and results."""
    asked = {**request.args.to_dict(), "id": id}
    return answered(ONE, _worded(calls.call_raw(_contract(GET, id), asked)))


def cancel_job(id: str) -> Response:
    """A held job does not run."""
    return answered(CANCELLED, calls.call_raw(_contract(CANCEL, id), {"id": id}))


def _worded(raw: bytes) -> bytes:
    """The job's bytes; a fault that brought no words has those of the catalogue."""
    job = wire.loads(raw)
    worded = _with_words(job)
    return raw if worded is job else wire.dumps(worded)


def _with_words(job: dict[str, Any]) -> dict[str, Any]:
    fault = job.get("fault")
    if fault is None or fault["text"] is not None:
        return job
    return {**job, "fault": fault | problems.words(fault["code"])}


def get_export_file(id: str) -> Response:
    """The workbook that an export wrote."""
    job = calls.call(_contract(GET, id), {"id": id})
    if not job.get("file"):
        raise NotFound("file-unknown")
    return downloads.sent(job["file"])


def _contract(known: dict[str, type[Request]], job_id: str) -> type[Request]:
    found = known.get(job_id.partition(".")[0])
    if found is None:
        raise NotFound("unknown-id")
    return found


bp.serve(OWN, list_jobs)
bp.serve(ONE, get_job)
bp.serve(CANCELLED, cancel_job)
bp.serve(FILE, get_export_file, **downloads.documented(downloads.WORKBOOK))
