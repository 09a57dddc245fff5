"""Applications to join: written by the applicants themselves behind a link, seen by the unit that gave it."""

from flask import Response

from gateway import calls, openapi, session
from gateway.resource import Operation, Resource, answered
from services.contracts import applications as contract
from services.kit.faults import Invalid
from services.kit.schema import UNKNOWN_FIELD

bp = Resource("applications", description="Đơn xin vào Đoàn gửi qua liên kết của chi đoàn")

bp.get("/units/<uuid:unit_id>/application-links", contract.ListApplicationLinks)
bp.post("/units/<uuid:unit_id>/application-links", contract.CreateApplicationLink, status=201)
bp.delete("/units/<uuid:unit_id>/application-links/<uuid:link_id>", contract.RevokeApplicationLink)
bp.get("/units/<uuid:unit_id>/applications", contract.ListApplications)
bp.get("/applications/<uuid:application_id>", contract.GetApplication)
bp.post("/applications/<uuid:application_id>/dismissal", contract.DismissApplication)

FORM = Operation(
    verb="GET", path="/application-links/<token>", contract=contract.GetApplicationForm, limit="application-forms"
)
SEND = Operation(
    verb="POST",
    path="/application-links/<token>/applications",
    contract=contract.SendApplication,
    status=201,
    limit="applications",
)


def get_application_form(token: str) -> Response:
    """What an applicant answers."""
    return answered(FORM, calls.call_raw(contract.GetApplicationForm, {"token": token}))


def send_application(token: str) -> Response:
    """The application waits at the unit; its writer needs no account."""
    session.check_origin()
    given = calls.body()
    if unknown := given.keys() - {"form"}:
        raise Invalid(errors={name: [UNKNOWN_FIELD] for name in unknown})
    return answered(SEND, calls.call_raw(contract.SendApplication, {**given, "token": token}))


bp.serve(FORM, get_application_form, responses={409: openapi.problem(409)})
bp.serve(SEND, send_application)
