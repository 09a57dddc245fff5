"""The running service: it starts on its own database, hears the registry's news, and says what it holds."""

from uuid import uuid4

import amqp
import psycopg
import pytest
from kombu import Connection

from services.contracts import members
from services.contracts.meetings import GetMeetingsHealth
from services.kit import topology, wire


@pytest.fixture(scope="module")
def host(database_of, start_host):
    database_of("meetings")
    return start_host("meetings")


@pytest.fixture
def publish(amqp_url, host):
    """Puts an event on the bus, as a relay does; the example of its contract, unless told otherwise."""

    def run(event, fields=None):
        envelope = {
            "id": uuid4(),
            "key": event.routing_key,
            "version": 1,
            "occurred_at": "2026-11-24T00:00:00Z",
            "actor": None,
            "trace": "t",
            "audience": None,
            "fields": fields or event.example,
        }
        with Connection(amqp_url) as connection:
            message = amqp.Message(wire.dumps(envelope), delivery_mode=2)
            connection.channel().basic_publish_confirm(message, topology.EVENTS, event.routing_key)

    return run


def test_news_of_the_registry_is_kept(publish, rpc, token_for, eventually):
    for event in (members.UnitsChanged, members.PeopleChanged, members.PositionsChanged):
        publish(event)

    def held():
        return rpc.call(GetMeetingsHealth.method, token=token_for())

    assert eventually(lambda: held() == {"units": 1, "people": 1, "positions": 1})


def test_older_news_never_wins(publish, rpc, token_for, database_of, eventually):
    unit = members.UnitsChanged.example["units"][0]
    publish(members.UnitsChanged, {"units": [{**unit, "name": "Đoàn xã Mới", "version": 9}]})
    publish(members.UnitsChanged, {"units": [{**unit, "name": "Đoàn xã Cũ", "version": 8}]})
    publish(members.UnitsChanged, {"units": [{**unit, "id": str(uuid4()), "name": "Sau cùng"}]})

    eventually(lambda: _names(database_of) >= {"Sau cùng"})

    assert "Đoàn xã Mới" in _names(database_of)
    assert "Đoàn xã Cũ" not in _names(database_of)


def _names(database_of):
    with psycopg.connect(database_of("meetings")) as connection:
        return {name for (name,) in connection.execute("SELECT name FROM units")}
