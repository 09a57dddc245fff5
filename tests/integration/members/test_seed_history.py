"""The demonstration's books of two years: members who owe, remittances that wait and were disputed, reports of each kind."""

import json
from datetime import UTC, datetime, time
from types import SimpleNamespace

import psycopg
import pytest
from sqlalchemy import text

from services.kit import settings
from services.kit.database import Database
from services.members.seeding import demonstration, history, loading
from services.members.seeding.tree import SMALL
from services.members.store import Tx

ON = datetime(2026, 12, 2, tzinfo=UTC).date()


@pytest.fixture(scope="module")
def seeded(database_of, tmp_path_factory):
    """A small province with its history; what was refused, and how to read it."""
    database_of("members")
    province = loading.make(SMALL, on=ON)
    url = settings.read().database_url("members").replace("postgresql+psycopg://", "postgresql://")
    with psycopg.connect(url) as connection:
        loading.load(connection, province, progress=lambda _done, _total: None)
    accounts = tmp_path_factory.mktemp("state") / "demo-accounts.json"
    accounts.write_text(
        json.dumps(
            [
                {"login": person.row["code"], "role": role, "level": unit.level.lower(), "unit_id": str(unit.id)}
                for person, role, unit in demonstration.chosen(province)
            ]
        )
    )
    database = Database(settings.read(), "members", Tx)
    database.__dict__["bell"] = SimpleNamespace(ring=lambda: None, silence=lambda: None)
    refused = []
    history.make(database, accounts, on=ON, say=refused.append)

    def rows(query, **given):
        with database.engine.connect() as connection:
            return connection.execute(text(query), given).all()

    yield SimpleNamespace(refused=refused, rows=rows)
    database.close()


def test_no_rule_refuses_what_is_made(seeded):
    assert seeded.refused == []


def test_members_have_paid_in_two_years_and_some_stopped(seeded):
    years = {row.year for row in seeded.rows("SELECT DISTINCT year FROM fee_receipts")}
    [paid] = seeded.rows("SELECT count(DISTINCT person_id) AS whole FROM fee_receipts")
    [lately] = seeded.rows(
        "SELECT count(DISTINCT person_id) AS whole FROM fee_receipts WHERE collected_on >= '2026-07-01'"
    )

    assert years == {2025, 2026}
    assert paid.whole - lately.whole >= 5


def test_remittances_wait_and_were_disputed_and_confirmed(seeded):
    assert {row.state for row in seeded.rows("SELECT DISTINCT state FROM fee_remittances")} == {
        "DECLARED", "DISPUTED", "CONFIRMED",
    }  # fmt: skip


def test_reports_are_accepted_returned_waiting_and_missing(seeded):
    [counted] = seeded.rows(
        "SELECT count(*) AS whole, count(accepted_at) AS accepted, count(returned_at) AS returned FROM report_submissions"
    )
    last = seeded.rows("SELECT DISTINCT unit_id FROM report_submissions WHERE period = '2026-Q3'")

    assert counted.returned >= 3
    assert counted.accepted >= 10
    assert counted.whole > counted.accepted + counted.returned
    assert len(last) < 12 + 6


def test_what_was_made_lies_in_the_past(seeded):
    end = datetime.combine(ON, time(), UTC)

    assert seeded.rows("SELECT id FROM fee_receipts WHERE collected_at > :end", end=end) == []
