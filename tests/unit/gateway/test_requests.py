import io

import pytest

from gateway import health
from services.contracts import imports
from services.kit import ids, schema
from services.kit.faults import Conflict, Denied, Invalid, NotFound, Stale, Unauthenticated, Unavailable, Unexpected

CASE = ids.new()


def test_what_the_address_says_goes_to_the_service_as_it_stands(http, bearer, services):
    http.get("/api/v1/members?q=nguyen+thu&below=false&limit=5", headers=bearer)

    assert services.last[:2] == ("members.list_members", {"q": "nguyen thu", "below": "false", "limit": "5"})


def test_a_list_in_the_address_is_a_list(http, bearer, services):
    http.get(f"/api/v1/members/{CASE}?reveal=contact&reveal=party", headers=bearer)

    assert services.last[1] == {"member_id": str(CASE), "reveal": ["contact", "party"]}


def test_the_path_has_the_last_word(http, bearer, services):
    answer = http.post(f"/api/v1/cases/{CASE}/actions", headers=bearer, json={"action": "approve", "case_id": "x"})

    assert answer.status_code == 422
    assert services.calls == []


def test_a_new_thing_says_where_it_is(http, bearer, services):
    services.answers["workflows.open_case"] = {"id": str(CASE), "version": 1}

    answer = http.post("/api/v1/cases", headers=bearer, json={"process": "admission"})

    assert answer.status_code == 201
    assert answer.headers["Location"] == f"/api/v1/cases/{CASE}"
    assert answer.headers["ETag"].startswith('"1.')


def test_an_idempotency_key_becomes_the_request_id(http, bearer, services):
    http.post("/api/v1/cases", headers={**bearer, "Idempotency-Key": "k-1"}, json={})

    assert services.last[2]["request_id"] == "k-1"


@pytest.mark.parametrize("key", ["", "a b", "é", "x" * 201])
def test_a_strange_idempotency_key_is_refused(http, bearer, key):
    answer = http.post("/api/v1/cases", headers={**bearer, "Idempotency-Key": key.encode().decode("latin-1")}, json={})

    assert answer.status_code == 422
    assert "Idempotency-Key" in answer.json["errors"]


def test_what_has_not_changed_is_not_sent_again(http, bearer, services):
    services.answers["workflows.get_case"] = {"id": str(CASE), "version": 7}
    seen = http.get(f"/api/v1/cases/{CASE}", headers=bearer).headers["ETag"]

    answer = http.get(f"/api/v1/cases/{CASE}", headers={**bearer, "If-None-Match": seen})

    assert (answer.status_code, answer.data) == (304, b"")


def test_what_stands_around_a_thing_of_the_same_version_is_sent_again(http, bearer, services):
    services.answers["members.get_unit"] = {"id": str(CASE), "version": 7, "officers": []}
    seen = http.get(f"/api/v1/units/{CASE}", headers=bearer).headers["ETag"]
    services.answers["members.get_unit"] = {"id": str(CASE), "version": 7, "officers": [{"code": "BT"}]}

    answer = http.get(f"/api/v1/units/{CASE}", headers={**bearer, "If-None-Match": seen})

    assert (answer.status_code, answer.json["officers"]) == (200, [{"code": "BT"}])


def test_the_tag_of_an_answer_says_which_version_was_seen(http, bearer, services):
    services.answers["members.get_unit"] = {"id": str(CASE), "version": 7}
    seen = http.get(f"/api/v1/units/{CASE}", headers=bearer).headers["ETag"]

    http.patch(f"/api/v1/units/{CASE}", headers={**bearer, "If-Match": seen}, json={"name": "Chi đoàn Mới"})

    assert services.last[1]["version"] == 7


def test_an_edit_says_which_version_was_seen(http, bearer, services):
    http.patch(f"/api/v1/members/{CASE}", headers={**bearer, "If-Match": '"7"'}, json={"fields": {"phone": None}})

    assert services.last[1] == {"member_id": str(CASE), "fields": {"phone": None}, "version": 7}


def test_an_edit_without_a_version_is_asked_for_one(http, bearer, services):
    answer = http.patch(f"/api/v1/members/{CASE}", headers=bearer, json={"fields": {}})

    assert (answer.status_code, answer.json["code"]) == (428, "precondition-required")
    assert services.calls == []


def test_any_version_will_do_when_the_caller_says_so(http, bearer, services):
    http.patch(f"/api/v1/members/{CASE}", headers={**bearer, "If-Match": "*"}, json={"fields": {}})

    assert services.last[1]["version"] is None


@pytest.mark.parametrize("body", [b"{", b"\xff"])
def test_a_body_that_is_no_json_object_is_refused(http, bearer, body):
    answer = http.post("/api/v1/cases", headers=bearer, data=body, content_type="application/json")

    assert (answer.status_code, answer.json["code"]) == (400, "not-json")


def test_a_body_that_lies_too_deep_is_refused(http, bearer, services):
    nested = b'{"form": ' + b"[" * 300 + b"]" * 300 + b"}"

    answer = http.post("/api/v1/cases", headers=bearer, data=nested, content_type="application/json")

    assert (answer.status_code, answer.json["code"]) == (400, "json-too-deep")
    assert services.calls == []


def test_a_number_in_the_address_is_judged_by_the_contract(http, bearer, services):
    http.patch(f"/api/v1/imports/members.1/rows/{10**20}", headers=bearer, json={"cells": {}})

    with pytest.raises(Invalid) as refused:
        schema.load(imports.UpdateImportRow, services.last[1])
    assert refused.value.fields["errors"] == {
        "row": ["Dòng: trong khoảng 1 đến 2.147.483.647, hiện là 100.000.000.000.000.000.000."]
    }


def test_a_body_of_another_kind_is_refused(http, bearer):
    answer = http.post("/api/v1/cases", headers=bearer, data=b"a=1", content_type="text/plain")

    assert answer.status_code == 415


def test_a_body_that_is_too_large_is_refused(http, bearer):
    answer = http.post("/api/v1/cases", headers=bearer, data=b" " * 1_048_577, content_type="application/json")

    assert (answer.status_code, answer.json["code"]) == (413, "too-large")
    assert "1 MB" in answer.json["detail"]


@pytest.mark.parametrize(
    ("fault", "status", "code"),
    [
        (Invalid(errors={"q": ["Quá dài."]}), 422, "invalid"),
        (Denied("not-allowed", action="case.decide", reason="no-role"), 403, "not-allowed"),
        (NotFound("unknown-case"), 404, "unknown-case"),
        (Conflict("case-refused", refusals=[{"code": "too-young", "text": "…", "mend": None}]), 409, "case-refused"),
        (Stale("stale"), 412, "stale"),
        (Unavailable("service-away", retry_after_s=2), 503, "service-away"),
        (Unexpected("unexpected", trace="7f3k"), 500, "unexpected"),
    ],
)
def test_a_fault_is_a_problem(http, bearer, services, fault, status, code):
    services.answers["workflows.get_case"] = fault

    answer = http.get(f"/api/v1/cases/{CASE}", headers=bearer)

    assert (answer.status_code, answer.json["code"]) == (status, code)
    assert answer.content_type == "application/problem+json"
    assert {"type", "title", "status", "detail", "instance", "trace"} <= set(answer.json)


def test_a_service_that_is_away_says_when_to_come_back(http, bearer, services):
    services.answers["members.get_me"] = Unavailable("service-away", retry_after_s=2)

    assert http.get("/api/v1/me", headers=bearer).headers["Retry-After"] == "2"


def test_a_fault_may_bring_its_own_words(http, bearer, services):
    services.answers["members.get_me"] = Conflict("unit-not-empty", text="Còn 3 đoàn viên.", mend="Chuyển họ đi trước.")

    answer = http.get("/api/v1/me", headers=bearer)

    assert (answer.json["detail"], answer.json["mend"]) == ("Còn 3 đoàn viên.", "Chuyển họ đi trước.")
    assert "text" not in answer.json


def test_a_defect_shows_its_trace_alone(http, bearer, services):
    services.answers["members.get_me"] = ZeroDivisionError("SELECT password FROM accounts")

    answer = http.get("/api/v1/me", headers=bearer)

    assert answer.status_code == 500
    assert "SELECT" not in answer.text
    assert answer.json["trace"] in answer.json["detail"]


def test_a_lock_out_names_the_clock_time_in_vietnam(http, services):
    services.answers["members.sign_in"] = Unauthenticated("account-locked", until="2026-11-24T03:25:00Z")

    answer = http.post("/api/v1/session", json={"login": "a", "password": "b"})

    assert "10:25" in answer.json["detail"]


@pytest.mark.parametrize(("verb", "path", "status"), [("GET", "/api/v1/nowhere", 404), ("DELETE", "/api/v1/me", 405)])
def test_a_wrong_address_is_a_problem_too(http, bearer, verb, path, status):
    answer = http.open(path, method=verb, headers=bearer)

    assert answer.status_code == status
    assert answer.content_type == "application/problem+json"


def test_a_wrong_verb_is_told_the_right_ones(http, bearer):
    assert "GET" in http.delete("/api/v1/me", headers=bearer).headers["Allow"]


@pytest.fixture
def export(http, bearer, services):
    stored = http.post("/api/v1/files", headers=bearer, data={"file": (io.BytesIO(b"0123456789"), "a.txt")}).json
    services.answers["members.get_job"] = {"id": "members.1", "file": {**stored, "name": "Danh sách.xlsx"}}
    return "/api/v1/exports/members.1/file"


def test_an_export_is_sent_under_its_name(http, bearer, export):
    answer = http.get(export, headers=bearer)

    assert answer.data == b"0123456789"
    assert answer.headers["Content-Disposition"] == "attachment; filename*=UTF-8''Danh%20s%C3%A1ch.xlsx"


def test_a_part_of_a_file_can_be_asked_for(http, bearer, export):
    answer = http.get(export, headers={**bearer, "Range": "bytes=2-4"})

    assert (answer.status_code, answer.data) == (206, b"234")
    assert answer.headers["Content-Range"] == "bytes 2-4/10"


def test_a_part_that_is_not_there_is_a_problem(http, bearer, export):
    assert http.get(export, headers={**bearer, "Range": "bytes=20-"}).status_code == 416


def test_the_inbox_says_which_service_is_missing(http, bearer, services):
    services.answers["workflows.list_inbox"] = Unavailable("service-away")
    services.answers["members.list_waiting_work"] = {"items": []}

    answer = http.get("/api/v1/me/inbox", headers=bearer)

    assert answer.json == {"items": [], "next": None, "total": None, "missing": ["workflows"]}


@pytest.mark.parametrize("narrowed", ["cursor=01920007", "process=admission&state=submitted", "q=hoa"])
def test_cases_that_cannot_be_asked_for_are_no_empty_page(http, bearer, services, narrowed):
    services.answers["workflows.list_inbox"] = Unavailable("service-away")

    assert http.get(f"/api/v1/me/inbox?{narrowed}", headers=bearer).status_code == 503


def test_what_waits_besides_cases_is_joined_to_them_by_its_day(http, bearer, services):
    case, report = {"id": "c", "due_at": "2026-12-09T00:00:00Z"}, {"id": "r", "due_at": "2026-12-01T00:00:00Z"}
    application = {"id": "a", "due_at": "2026-12-05T00:00:00Z"}
    services.answers["workflows.list_inbox"] = {"items": [case], "next": None, "total": 1}
    services.answers["workflows.list_waiting_applications"] = {"items": [application]}
    services.answers["members.list_waiting_work"] = {"items": [report]}

    found = http.get("/api/v1/me/inbox", headers=bearer).json

    assert [item["id"] for item in found["items"]] == ["r", "a", "c"]
    assert (found["total"], found["missing"]) == (3, [])


def test_anyone_may_check_a_document(http, services):
    services.answers["messaging.verify_document"] = {"state": "in_force"}

    answer = http.get("/api/v1/verify/abcdefgh")

    assert answer.json == {"state": "in_force"}
    assert services.last[1] == {"token": "abcdefgh"}
    assert services.last[2]["token"] is None


def test_anyone_applies_by_a_link_and_says_nothing_of_it_twice(http, services):
    services.answers["workflows.send_application"] = {"unit_name": "Chi đoàn 10A3", "kept_until": "2026-12-24"}
    path = "/api/v1/application-links/abcdefgh/applications"

    answer = http.post(path, json={"form": {"full_name": "Nguyễn Thu Hà"}}, headers={"Idempotency-Key": "k1"})

    assert answer.status_code == 201
    assert services.last[1] == {"token": "abcdefgh", "form": {"full_name": "Nguyễn Thu Hà"}}
    assert (services.last[2]["token"], services.last[2]["request_id"]) == (None, "k1")
    assert http.post(path, json={"form": {}, "token": "other"}).status_code == 422
    assert http.post(path, json={"form": {}}, headers={"Origin": "https://example.org"}).status_code == 403


def test_readiness_names_what_is_down(http, services, monkeypatch):
    monkeypatch.setattr(health, "_stream_hears", lambda: True)
    services.answers["meetings.ping"] = Unavailable("service-away")

    answer = http.get("/readyz")

    assert answer.status_code == 503
    assert answer.json["missing"] == ["meetings"]


def test_every_answer_is_named_and_guarded(http):
    answer = http.get("/healthz")

    assert answer.headers["X-Trace-Id"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
    assert "unsafe" not in answer.headers["Content-Security-Policy"]


def test_another_form_than_json_cannot_be_had(http, bearer):
    answer = http.get("/api/v1/me", headers={**bearer, "Accept": "text/csv"})

    assert (answer.status_code, answer.json["code"]) == (406, "not-acceptable")


@pytest.mark.parametrize("accepted", ["application/json", "*/*", "text/html, */*;q=0.1", "application/problem+json"])
def test_whoever_takes_json_gets_it(http, bearer, accepted):
    assert http.get("/api/v1/me", headers={**bearer, "Accept": accepted}).status_code == 200


def test_anyone_may_have_the_keys_that_papers_are_checked_with(http, services):
    keys = [{"kty": "OKP", "crv": "Ed25519", "kid": "4e933e8f", "x": "wIGWZEU"}]
    services.answers["messaging.list_seal_keys"] = {"keys": keys}

    answer = http.get("/.well-known/document-keys.json")

    assert answer.json == {"keys": keys}
    assert answer.headers["Cache-Control"] == "public, max-age=300"
    assert services.last[2]["token"] is None


@pytest.mark.parametrize(("body", "kind"), [(["a"], "một danh sách"), ("a", "một giá trị đơn")])
def test_a_body_that_is_no_object_is_named_as_what_it_is(http, bearer, body, kind):
    answer = http.post("/api/v1/cases", headers=bearer, json=body)

    assert (answer.status_code, answer.json["code"]) == (400, "not-an-object")
    assert kind in answer.json["detail"]


def test_no_message_of_an_unknown_service_is_tried_again(http, bearer, services):
    answer = http.post(f"/api/v1/services/gateway/messages/{CASE}/replay", headers=bearer)

    assert (answer.status_code, answer.json["code"]) == (404, "no-such-page")
    assert services.calls == []


@pytest.mark.parametrize("path", ["/assets/none.js", "/none.css", "/.well-known/none", "/api/none"])
def test_what_looks_like_a_file_or_an_api_and_is_none_is_not_the_page(http, path):
    assert http.get(path).status_code == 404
