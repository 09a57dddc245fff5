"""The running service: commands over the bus, killed in the middle, numbers still without gap."""

from uuid import uuid4

import amqp
import pytest
from kombu import Connection

from services.contracts import members
from services.contracts import messaging as contract
from services.kit import topology, wire
from tests.integration.messaging.conftest import CHAPTER, COMMUNE, NORTH, OTHER_COMMUNE, a_unit, an_order

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture(scope="module")
def host(database, start_host):
    return start_host("messaging")


@pytest.fixture
def publish(amqp_url, host):
    """Puts messages on the bus, as a relay does."""

    def run(message, *told, exchange):
        with Connection(amqp_url) as connection:
            channel = connection.channel()
            for fields in told:
                body = wire.dumps(envelope(message, fields))
                channel.basic_publish_confirm(amqp.Message(body, delivery_mode=2), exchange, message.routing_key)

    return run


def envelope(message, fields):
    return {
        "id": uuid4(),
        "key": message.routing_key,
        "version": 1,
        "occurred_at": "2026-11-24T00:00:00Z",
        "actor": None,
        "trace": "t",
        "audience": None,
        "fields": fields,
    }


def commands(count, unit_id, name):
    return [{"batch_id": uuid4(), "documents": [an_order(f"{name}-{n}/T03", unit_id=unit_id)]} for n in range(count)]


def ordinals(sql, unit_id):
    return [row[0] for row in sql("SELECT ordinal FROM documents WHERE unit_id = :u ORDER BY 1", u=unit_id)]


def test_a_command_over_the_bus_gives_a_number_that_the_chapter_reads(publish, rpc, token_for, sql, eventually):
    publish(contract.IssueDocuments, *commands(1, COMMUNE, "bus"), exchange=topology.COMMANDS)
    eventually(lambda: sql("SELECT 1 FROM documents WHERE key = 'bus-0/T03'"))
    token = token_for(None, ("CHAPTER_OFFICER", CHAPTER, "CHAPTER"))

    page = rpc.call("messaging.list_documents", token=token)
    (found,) = [item for item in page["items"] if item["unit"]["id"] == str(COMMUNE)]
    stored = rpc.call("messaging.get_document_file", token=token, document_id=found["id"])

    assert found["number"] == "01-QĐ/ĐTN"
    assert stored["name"] == "01-QD_DTN.pdf"


def test_killed_in_the_middle_every_order_has_one_number(host, publish, sql, eventually):
    publish(contract.IssueDocuments, *commands(60, NORTH, "kill"), exchange=topology.COMMANDS)
    eventually(lambda: len(ordinals(sql, NORTH)) >= 5)

    host.kill()
    host.start()
    eventually(lambda: len(ordinals(sql, NORTH)) >= 60, timeout_s=60)

    assert ordinals(sql, NORTH) == list(range(1, 61))
    assert sql("SELECT count(DISTINCT key) FROM documents WHERE unit_id = :u", u=NORTH) == [(60,)]


def test_an_order_that_comes_before_its_unit_is_carried_out_when_the_unit_is_known(publish, sql, eventually):
    unit_id = uuid4()
    publish(contract.IssueDocuments, *commands(1, unit_id, "early"), exchange=topology.COMMANDS)
    eventually(lambda: sql("SELECT 1 FROM failed_messages"))

    news = {"units": [a_unit(unit_id, "Đoàn xã Mới", "GRASSROOTS", "ĐTN", NORTH, "p.n.m")]}
    publish(members.UnitsChanged, news, exchange=topology.EVENTS)

    eventually(lambda: sql("SELECT 1 FROM documents WHERE key = 'early-0/T03'"), timeout_s=30)
    assert sql("SELECT symbol FROM documents WHERE key = 'early-0/T03'") == [("01-QĐ/ĐTN",)]


def test_an_order_and_its_settlement_leave_the_paper_in_force(publish, rpc, sql, eventually):
    publish(contract.IssueDocuments, *commands(1, OTHER_COMMUNE, "settled"), exchange=topology.COMMANDS)
    ((document_id, code),) = eventually(lambda: sql("SELECT id, token FROM documents WHERE key = 'settled-0/T03'"))

    settlement = {"documents": [{"id": document_id, "state": "in_force", "reason": None}]}
    publish(contract.SettleDocuments, settlement, exchange=topology.COMMANDS)
    eventually(lambda: sql("SELECT 1 FROM documents WHERE id = :id AND state = 'in_force'", id=document_id))

    assert sql("SELECT count(*) FROM outbox WHERE routing_key = :key", key=contract.DocumentsSettled.routing_key) == [
        (1,)
    ]
    assert wire.loads(rpc.call_raw("messaging.verify_document", {"token": code}))["valid"] is True
