"""Events and commands: committed means told, told means heard, heard twice means one effect."""

import time

import amqp
import pytest
from kombu import Connection

from services.kit import ids, topology, wire
from services.kit.faults import Conflict

pytestmark = pytest.mark.usefixtures("shop", "shop_relay")


def heard(sql, book):
    return [number for (number,) in sql("SELECT number FROM heard WHERE book = :book ORDER BY id", book=book)]


@pytest.fixture
def publish(amqp_url):
    """Puts a message on the bus by hand, as often as asked."""

    def run(message_id, fields, *, key="shop.book_sold.v1", exchange=topology.EVENTS, times=1, body=None):
        envelope = {
            "id": message_id,
            "key": key,
            "version": 1,
            "occurred_at": "2026-11-24T00:00:00Z",
            "actor": None,
            "trace": "t",
            "audience": None,
            "fields": fields,
        }
        with Connection(amqp_url) as connection:
            channel = connection.channel()
            for _ in range(times):
                channel.basic_publish_confirm(
                    amqp.Message(body or wire.dumps(envelope), delivery_mode=2), exchange, key
                )

    return run


def test_what_is_committed_is_heard_once_and_in_order(rpc, token, sql, eventually):
    rpc.call("shop.sell", token=token, book="Số đỏ", count=30)

    eventually(lambda: len(heard(sql, "Số đỏ")) >= 30)

    assert heard(sql, "Số đỏ") == list(range(1, 31))


def test_many_rings_at_once_are_waited_for_once(rpc, token, sql, eventually):
    for _ in range(10):
        rpc.call("shop.sell", token=token, book="Nhiều chuông")
        sql("SELECT pg_notify('outbox', ring::text) FROM generate_series(1, 300) AS ring")
    told = time.monotonic()

    eventually(lambda: len(heard(sql, "Nhiều chuông")) == 10, timeout_s=60)

    assert time.monotonic() - told < 3


def test_what_is_not_committed_is_never_heard(rpc, token, sql, eventually):
    with pytest.raises(Conflict):
        rpc.call("shop.sell", token=token, book="Tắt đèn", fail="fault")
    rpc.call("shop.sell", token=token, book="Vang bóng")

    eventually(lambda: heard(sql, "Vang bóng"))

    assert heard(sql, "Tắt đèn") == []
    assert sql("SELECT count(*) FROM sales WHERE book = 'Tắt đèn'") == [(0,)]
    assert sql("SELECT count(*) FROM audit_log WHERE subject_id = 'Tắt đèn'") == [(0,)]


def test_what_a_service_does_not_regard_is_done_with_unread(publish, sql, eventually):
    unread, after = ids.new(), ids.new()

    publish(unread, {"book": "Không bận tâm", "number": 1, "mood": "dull"})
    publish(after, {"book": "Có bận tâm", "number": 1})
    eventually(lambda: heard(sql, "Có bận tâm"))

    assert heard(sql, "Không bận tâm") == []
    assert sql("SELECT message_id FROM inbox WHERE message_id IN (:a, :b)", a=unread, b=after) == [(after,)]


def test_a_message_delivered_twice_has_one_effect(publish, sql, eventually):
    twice, after = ids.new(), ids.new()

    publish(twice, {"book": "Hai lần", "number": 1}, times=2)
    publish(after, {"book": "Sau hai lần", "number": 1})
    eventually(lambda: heard(sql, "Sau hai lần"))

    assert heard(sql, "Hai lần") == [1]


def test_a_command_reaches_its_service(publish, sql, eventually):
    label = ids.new()

    publish(label, {"id": str(label), "book": "Nhãn"}, key="shop.print_label.v1", exchange=topology.COMMANDS)

    assert eventually(lambda: sql("SELECT message_id FROM heard WHERE book = 'Nhãn'")) == [(label,)]


def test_fields_that_a_reader_does_not_know_are_skipped(publish, sql, eventually):
    publish(ids.new(), {"book": "Mới hơn", "number": 7, "added_later": True})

    assert eventually(lambda: heard(sql, "Mới hơn")) == [7]


def test_a_failing_message_waits_is_tried_again_dies_and_is_replayed(publish, sql, eventually):
    forbidden = ids.new()
    publish(forbidden, {"book": "Cấm", "number": 1})

    (fault,) = eventually(lambda: sql("SELECT fault FROM failed_messages WHERE message_id = :id", id=forbidden))[0]
    assert "reader-in-a-bad-mood" in fault

    for tries in range(2, 7):
        sql("UPDATE failed_messages SET next_try_at = now() WHERE message_id = :id", id=forbidden)
        eventually(
            lambda n=tries: sql(
                "SELECT 1 FROM failed_messages WHERE message_id = :id AND tries >= :n", id=forbidden, n=n
            )
        )
    assert sql("SELECT next_try_at FROM failed_messages WHERE message_id = :id", id=forbidden) == [(None,)]

    sql("INSERT INTO sales (book) VALUES ('open')")
    sql("UPDATE failed_messages SET next_try_at = now(), tries = 1 WHERE message_id = :id", id=forbidden)
    assert eventually(lambda: heard(sql, "Cấm")) == [1]
    assert sql("SELECT count(*) FROM failed_messages WHERE message_id = :id", id=forbidden) == [(0,)]


def test_a_broken_envelope_is_set_aside_and_holds_up_nobody(publish, sql, eventually):
    publish(None, None, body=b"not json")
    publish(ids.new(), {"book": "Sau thư hỏng", "number": 1})

    assert eventually(lambda: heard(sql, "Sau thư hỏng")) == [1]
    assert eventually(lambda: sql("SELECT count(*) FROM failed_messages WHERE body = 'not json'")) == [(1,)]


def test_from_commit_to_effect_takes_milliseconds(rpc, token, sql, eventually):
    times = []
    for number in range(20):
        book = f"Nhanh {number}"
        rpc.call("shop.sell", token=token, book=book)
        began = time.perf_counter()
        eventually(lambda book=book: heard(sql, book))
        times.append(time.perf_counter() - began)

    assert sorted(times)[10] < 0.1, f"median {sorted(times)[10] * 1000:.1f} ms"
