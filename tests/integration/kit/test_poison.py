"""A delivery that kills its process ends in union.dead, and can be replayed."""

import amqp
from kombu import Connection

from services.kit import dead, ids, topology, wire

TIMES_GIVEN_BACK = 20
"""After so many the broker drops a message of a queue that does not say otherwise."""


def test_a_message_that_kills_its_reader_ends_among_the_dead(shop, amqp_url, sql, eventually):
    bomb, after = str(ids.new()), str(ids.new())
    with Connection(amqp_url) as connection:
        channel = connection.channel()
        for message_id, book in ((bomb, "Bom"), (after, "Sau bom")):
            envelope = {
                "id": message_id,
                "key": "shop.book_sold.v1",
                "occurred_at": "2026-11-24T00:00:00Z",
                "fields": {"book": book, "number": 1},
            }
            channel.basic_publish_confirm(
                amqp.Message(wire.dumps(envelope), delivery_mode=2), topology.EVENTS, "shop.book_sold.v1"
            )

    def settled():
        if shop.popen.poll() is not None:
            shop.spawn()
        return [found.id for found in dead.in_queue(amqp_url)]

    assert eventually(settled, timeout_s=240) == [bomb]
    if shop.popen.poll() is not None:
        shop.start()
    assert eventually(lambda: sql("SELECT book FROM heard"), timeout_s=30) == [("Sau bom",)]

    for _ in range(TIMES_GIVEN_BACK):
        assert [found.id for found in dead.in_queue(amqp_url)] == [bomb]
        assert dead.replay_killers(amqp_url, str(ids.new())) == 0
    assert [found.id for found in dead.in_queue(amqp_url)] == [bomb]
    assert dead.replay_killers(amqp_url, bomb) == 1
    assert list(dead.in_queue(amqp_url)) == []
