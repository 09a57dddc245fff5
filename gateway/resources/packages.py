"""Transfer packages between installations, and the keys that they are trusted by."""

from flask import Response

from gateway import calls
from gateway.resource import Operation, Resource, answered
from services.contracts import members, packages
from services.contracts import workflows as contract

bp = Resource("packages", description="Gói chuyển sinh hoạt giữa các hệ thống, và các khoá được tin")

bp.post("/cases/from-package", packages.OpenFromPackage, status=201, etag=True, location="/cases/{id}")
bp.get("/trusted-keys", packages.ListTrustedKeys)
bp.post("/trusted-keys", packages.TrustKey, status=201)
bp.delete("/trusted-keys/<uuid:key_id>", packages.RevokeTrustedKey)

PACKAGE = Operation(
    verb="GET",
    path="/cases/<uuid:case_id>/package",
    contract=packages.SealPackage,
    fixed={"person": {}, "history": []},
)
REVEALED = ("papers", "contact", "background")
"""Groups of the file that go along; the registry writes down who had them shown."""


def get_package(case_id: object) -> Response:
    """The released member's file, as the registry shows it to the caller, signed for the other side."""
    case = calls.call(contract.GetCase, {"case_id": str(case_id)})
    person, history = _file(case["subject"]["id"]) if case["subject"]["id"] else ({}, [])
    given = {"case_id": str(case_id), "person": person, "history": history}
    answer = answered(PACKAGE, calls.call_raw(packages.SealPackage, given))
    answer.headers["Content-Disposition"] = f'attachment; filename="{case["number"]}.json"'
    return answer


def _file(member_id: str) -> tuple[dict[str, object], list[object]]:
    told = calls.call(members.GetMember, {"member_id": member_id, "reveal": list(REVEALED)})
    values = {field["code"]: field["value"] for group in told["groups"] for field in group["fields"]}
    person = {code: value for code, value in values.items() if code != "photo" and value not in (None, "", [])}
    timeline = calls.call(members.GetTimeline, {"member_id": member_id})
    return person, timeline["items"]


bp.serve(PACKAGE, get_package)
