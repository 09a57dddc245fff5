import io
import json
import sys

import psycopg
import pytest
import structlog
from sqlalchemy.exc import IntegrityError

from services.kit import log


@pytest.fixture
def written(monkeypatch):
    """What the process writes to standard error."""
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    before = structlog.get_config()
    log.configure("test")
    yield stream
    structlog.configure(**before)
    structlog.contextvars.clear_contextvars()


def test_a_refused_row_is_told_without_what_it_holds(written):
    said = 'duplicate key value violates unique constraint "people_citizen_id"\nDETAIL:  Key (citizen_id)=(024190001234) already exists.'
    refused = IntegrityError(
        "INSERT INTO people", {"full_name": "Giáp Văn Tĩnh"}, psycopg.Error(said), hide_parameters=True
    )

    log.get().error("call_failed", exc_info=refused)

    line = json.loads(written.getvalue())
    assert "people_citizen_id" in line["exception"]
    assert "024190001234" not in line["exception"]
    assert "Giáp Văn Tĩnh" not in line["exception"]


def test_a_personal_word_is_not_written(written):
    log.get().info("signed_in", person_id="an id", full_name="Giáp Văn Tĩnh", phone="0912345678")

    line = json.loads(written.getvalue())
    assert (line["person_id"], line["full_name"], line["phone"]) == ("an id", "…", "…")
