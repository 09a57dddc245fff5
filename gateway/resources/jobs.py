"""Long acts and the files they leave. A job's id says which service runs it."""

from flask import Response

from gateway import calls, downloads, problems
from gateway.resource import Operation, Resource, answered
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
CANCEL: dict[str, type[Request]] = {"workflows": workflows.CancelJob}

ONE = Operation(verb="GET", path="/jobs/<id>", contract=members.GetMembersJob)
CANCELLED = Operation(verb="POST", path="/jobs/<id>/cancel", contract=workflows.CancelJob)
FILE = Operation(verb="GET", path="/exports/<id>/file", contract=members.GetMembersJob)

bp.post("/exports", members.StartExport, status=202, location="/jobs/{id}")


def get_job(id: str) -> Response:
    """Progress and results."""
    return answered(ONE, _worded(calls.call_raw(_contract(GET, id), {"id": id})))


def cancel_job(id: str) -> Response:
    """A held job does not run."""
    return answered(CANCELLED, calls.call_raw(_contract(CANCEL, id), {"id": id}))


def _worded(raw: bytes) -> bytes:
    """The job's bytes; a fault that brought no words has those of the catalogue."""
    job = wire.loads(raw)
    fault = job.get("fault")
    if fault is None or fault["text"] is not None:
        return raw
    return wire.dumps({**job, "fault": fault | problems.words(fault["code"])})


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


bp.serve(ONE, get_job)
bp.serve(CANCELLED, cancel_job)
bp.serve(FILE, get_export_file, **downloads.documented())
