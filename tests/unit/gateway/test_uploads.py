"""Files that are sent to the gateway: which are taken, and what is said of the others."""

import io

from services.kit import ids
from services.kit.faults import Unauthenticated

CASE = ids.new()


def test_a_workbook_is_stored_and_named_by_its_digest(http, bearer, services):
    services.answers["members.start_import"] = {"id": "members.1"}
    form = {"file": (io.BytesIO(b"PK workbook"), "C:\\danh sách.xlsx"), "unit_id": str(CASE), "kind": "members"}

    answer = http.post("/api/v1/imports", headers=bearer, data=form)

    given = services.last[1]
    assert answer.status_code == 202
    assert answer.headers["Location"] == "/api/v1/imports/members.1"
    assert (given["file_name"], given["size"], given["unit_id"]) == ("danh sách.xlsx", 11, str(CASE))
    assert len(given["digest"]) == 64


def test_an_upload_without_a_file_says_so(http, bearer):
    answer = http.post(
        "/api/v1/imports", headers=bearer, data={"unit_id": str(CASE)}, content_type="multipart/form-data"
    )

    assert (answer.status_code, answer.json["code"]) == (422, "file-missing")


def test_an_empty_file_is_not_taken(http, bearer, services):
    answer = http.post(
        "/api/v1/imports", headers=bearer, data={"file": (io.BytesIO(b""), "a.xlsx"), "unit_id": str(CASE)}
    )

    assert (answer.status_code, answer.json["code"]) == (422, "file-missing")
    assert "members.start_import" not in [method for method, *_ in services.calls]


def test_an_upload_in_another_shape_is_refused(http, bearer):
    assert http.post("/api/v1/imports", headers=bearer, json={}).status_code == 415


def test_a_stranger_uploads_nothing(http, place):
    answer = http.post("/api/v1/imports", data={"file": (io.BytesIO(b"x"), "a.xlsx"), "unit_id": str(CASE)})

    assert answer.status_code == 401
    assert not list((place / "files").rglob("*/*/*"))


def test_whoever_was_signed_out_uploads_nothing_while_the_token_still_lasts(http, bearer, services, place):
    services.answers["members.check_session"] = Unauthenticated("session-revoked")

    answer = http.post("/api/v1/files", headers=bearer, data={"file": (io.BytesIO(b"x"), "a.pdf")})

    assert (answer.status_code, answer.json["code"]) == (401, "session-revoked")
    assert not [path for path in (place / "files").rglob("*") if path.is_file()]


def test_a_form_with_a_workbook_that_lies_too_deep_is_refused(http, bearer, services):
    form = {"file": (io.BytesIO(b"PK workbook"), "a.xlsx"), "unit_id": str(CASE), "process": "award"}

    answer = http.post("/api/v1/cases/from-members-sheet", headers=bearer, data={**form, "form": "[" * 300 + "]" * 300})

    assert (answer.status_code, answer.json["code"]) == (400, "json-too-deep")
    assert [method for method, *_ in services.calls if method != "members.check_session"] == []
