"""In tests, the gateway gives no answer that its documentation does not describe."""

import pytest
import structlog

from gateway.app import create_app
from services.kit import settings
from services.kit.files import Files


@pytest.fixture
def strict(place, services, monkeypatch):
    """An HTTP client of a gateway under test."""
    monkeypatch.setenv("DOANSO_TESTING", "1")
    settings.read.cache_clear()
    return create_app(services, store=Files(settings.read())).test_client()


def test_an_answer_as_it_is_described_goes_out(strict, services, bearer):
    services.answers["members.change_password"] = {"ok": True}

    answer = strict.put("/api/v1/me/password", json={}, headers=bearer)

    assert (answer.status_code, answer.json) == (200, {"ok": True})


def test_an_answer_with_a_field_that_is_not_described_is_a_defect(strict, services, bearer):
    services.answers["members.change_password"] = {"ok": "đã đổi", "password": "hoa sữa"}

    with structlog.testing.capture_logs() as logs:
        answer = strict.put("/api/v1/me/password", json={}, headers=bearer)

    assert (answer.status_code, answer.json["code"]) == (500, "unexpected")
    assert [str(line["exc_info"]) for line in logs] == [
        "PUT /api/v1/me/password 200 differs from its reply: ok: no Boolean, password: unknown"
    ]


def test_in_production_an_answer_goes_out_as_it_came(http, services, bearer):
    services.answers["members.change_password"] = {"ok": True, "more": 1}

    answer = http.put("/api/v1/me/password", json={}, headers=bearer)

    assert (answer.status_code, answer.json) == (200, {"ok": True, "more": 1})
