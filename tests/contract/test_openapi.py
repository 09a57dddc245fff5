"""The HTTP API is what was last agreed: a change of it is a visible difference, and every refusal that can come is written."""

import importlib
import inspect
from types import ModuleType
from typing import Any

import pytest

from gateway import downloads
from services.kit.schema import Request
from tests.architecture.source import CONTRACTS
from tests.contract.openapi_outline import COMMITTED, document, outline

_ALWAYS = {"400", "404", "405", "413", "422", "429", "503"}
# Read by other services and by `status`, or part of the inbox; of jobs, the one asked is whichever service runs them.
_WITHIN = {
    "check_session",
    "draw_invitation_slips",
    "list_failed_messages",
    "replay_message",
    "list_unit_copies",
    "list_person_copies",
    "list_position_copies",
    "list_rule_set_copies",
    "list_training_item_copies",
    "list_paper_copies",
    "get_health",
    "get_job",
    "list_audit",
    "cancel_job",
    "list_jobs",
    "list_waiting_work",
    "list_waiting_applications",
}


@pytest.fixture(scope="module")
def described() -> dict[str, Any]:
    return document()


def operations(described: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    return [
        (f"{verb.upper()} {path}", operation)
        for path, found in described["paths"].items()
        for verb, operation in found.items()
        if verb != "parameters"
    ]


def test_the_api_is_the_committed_one(described):
    assert outline(described) == COMMITTED.read_text(), "agreed? python -m tests.contract.openapi_outline"


@pytest.mark.parametrize(
    ("path", "media_type"),
    [
        ("/api/v1/exports/{id}/file", downloads.WORKBOOK),
        ("/api/v1/documents/{document_id}/file.pdf", downloads.PDF),
        ("/api/v1/documents/{document_id}/file.docx", downloads.WORD),
    ],
)
def test_a_file_is_described_as_what_it_is(described, path, media_type):
    answers = described["paths"][path]["get"]["responses"]

    assert [list(answers[status]["content"]) for status in ("200", "206")] == [[media_type]] * 2


def test_an_invitation_that_is_used_may_conflict(described):
    assert "409" in described["paths"]["/api/v1/invitations/{token}"]["get"]["responses"]


def test_it_is_openapi_3_1(described):
    assert described["openapi"] == "3.1.0"


def test_every_operation_documents_what_may_always_come(described):
    missing = {name: _ALWAYS - set(operation["responses"]) for name, operation in operations(described)}

    assert {name: statuses for name, statuses in missing.items() if statuses} == {}


def test_what_takes_a_body_may_find_it_of_the_wrong_kind(described):
    assert [
        name for name, found in operations(described) if "requestBody" in found and "415" not in found["responses"]
    ] == []


def test_what_asks_who_you_are_may_refuse_you(described):
    asking = [(name, found) for name, found in operations(described) if found["security"]]

    assert [name for name, found in asking if not {"401", "403"} <= set(found["responses"])] == []


def test_every_post_takes_an_idempotency_key(described):
    posts = [(name, found) for name, found in operations(described) if name.startswith("POST")]
    taken = {name: {one["name"] for one in found["parameters"]} for name, found in posts}

    assert [name for name, headers in taken.items() if "Idempotency-Key" not in headers] == []


def test_operation_ids_are_unique(described):
    ids = [operation["operationId"] for _, operation in operations(described)]

    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("module", CONTRACTS)
def test_whatever_people_may_ask_a_service_can_be_asked_over_http(module: str, described: dict[str, Any]):
    contract = importlib.import_module(f"services.contracts.{module}")
    served = {operation["x-rpc"] for _, operation in operations(described)}
    asked = {
        found.method for _, found in inspect.getmembers(contract, inspect.isclass) if _is_request_of(found, contract)
    }

    assert {method for method in asked - served if method.rpartition(".")[2] not in _WITHIN} == set()


def _is_request_of(found: type[Any], module: ModuleType) -> bool:
    return issubclass(found, Request) and found.__module__ == module.__name__ and hasattr(found, "method")


def test_no_operation_answers_an_untyped_object(described: dict[str, Any]):
    answers = [
        (f"{name} {status}", content["schema"])
        for name, operation in operations(described)
        for status, answer in operation["responses"].items()
        if status.startswith("2")
        for content in answer.get("content", {}).values()
    ]

    untyped = [name for name, schema in answers if is_untyped(described, schema)]

    assert len(answers) > 100
    assert untyped == []


def is_untyped(described: dict[str, Any], schema: dict[str, Any]) -> bool:
    """An object of which nothing is said."""
    while "$ref" in schema:
        schema = described["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    if schema.get("type") == "array":
        return is_untyped(described, schema["items"])
    return schema.get("type", "object") == "object" and not schema.get("properties")
