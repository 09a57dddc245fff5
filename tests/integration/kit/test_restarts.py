"""The broker and the database go away and come back: nothing crashes for good, nothing is lost."""

import pytest

from services.kit import ids
from services.kit.faults import Fault, Unavailable
from services.kit.rpc_client import RpcClient


@pytest.fixture
def sells(rpc, token):
    """Sells, or says why not."""

    def sell(book, request_id):
        try:
            return rpc.call("shop.sell", token=token, request_id=request_id, book=book, deadline_s=2)
        except Unavailable:
            return None

    return sell


def test_a_restarted_broker_is_found_again(broker, shop, shop_relay, sells, sql, eventually):
    before, after = str(ids.new()), str(ids.new())
    assert eventually(lambda: sells("Trước", before))

    broker.restart()

    assert eventually(lambda: sells("Sau", after), timeout_s=40)
    eventually(lambda: sql("SELECT count(*) FROM heard WHERE book IN ('Trước', 'Sau')") == [(2,)], timeout_s=40)
    assert (shop.popen.poll(), shop_relay.popen.poll()) == (None, None)


def test_a_restarted_database_is_found_again(postgres, shop, shop_engine, shop_relay, sells, sql, eventually):
    request_id = str(ids.new())

    postgres.restart()
    shop_engine.dispose()

    assert eventually(lambda: sells("Máy chủ mới", request_id), timeout_s=30)
    eventually(lambda: sql("SELECT count(*) FROM heard WHERE book = 'Máy chủ mới'") == [(1,)], timeout_s=30)
    assert (shop.popen.poll(), shop_relay.popen.poll()) == (None, None)


def test_without_a_broker_a_call_fails_at_once():
    with pytest.raises(Fault, match="bus-away"):
        RpcClient("amqp://guest:guest@127.0.0.1:1/%2F").call("shop.echo")
