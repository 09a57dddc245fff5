"""The way back from a migration and forth again, with what people have said in between."""

import importlib.util
from pathlib import Path

import psycopg
import pytest
from alembic import command
from alembic.config import Config

FOLDER = Path(importlib.util.find_spec("services.members").submodule_search_locations[0]) / "migrations"


@pytest.fixture
def migrated(database_of):
    url = database_of("members")
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.attributes["url"] = url.replace("postgresql://", "postgresql+psycopg://")
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        yield connection, config


def rules(connection):
    return dict(connection.execute("SELECT key, value FROM rule_parameters").fetchall())


def test_rules_are_flat_after_and_structured_before_with_the_values_that_were_set(migrated):
    connection, config = migrated
    connection.execute("UPDATE rule_parameters SET value = '45' WHERE key = 'complaint_window_days'")
    connection.execute("UPDATE rule_parameters SET value = '\"16y\"' WHERE key = 'admission_min_age'")
    flat = rules(connection)

    command.downgrade(config, "0006")
    structured = rules(connection)
    command.upgrade(config, "head")

    assert structured["complaint_days"] == {"window": 45, "district": 60, "province": 90}
    assert structured["admission_min_age"] == {"years": 16}
    assert structured["inactivity_months"] == {"months": 3, "consecutive": True}
    assert structured["suspension_months"] == {"max": 3, "extension": 3}
    assert structured["htxs_cap_percent"] == {"on": False, "percent": 20}
    assert rules(connection) == flat
    assert (flat["admission_max_age"], flat["suspension_total_months"], flat["htxs_cap_percent"]) == ("30y", 6, 0)


def test_an_honour_that_ended_is_told_apart_from_an_annulled_admission(migrated):
    connection, config = migrated
    add = (
        "INSERT INTO people (id, full_name, search_key, sort_key, sex, origin, status, status_reason)"
        " VALUES (uuidv7(), 'Nhà Hảo Tâm', 'nha hao tam', 'tam', 'male', 'case', 'ANNULLED', %s)"
    )
    connection.execute(add, ("Thôi công nhận đoàn viên danh dự",))
    connection.execute(add, ("Hồ sơ khai sai",))

    command.downgrade(config, "0027")
    before = statuses(connection)
    command.upgrade(config, "head")

    assert before == {"Thôi công nhận đoàn viên danh dự": "ANNULLED", "Hồ sơ khai sai": "ANNULLED"}
    assert statuses(connection) == {"Thôi công nhận đoàn viên danh dự": "HONOUR_ENDED", "Hồ sơ khai sai": "ANNULLED"}


def statuses(connection):
    return dict(connection.execute("SELECT status_reason, status FROM people").fetchall())
