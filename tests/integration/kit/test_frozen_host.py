"""One host of two stands still (SIGSTOP, a long pause of its machine): the other one answers, and nothing happens twice."""

import signal
import time
from collections.abc import Iterator

import pytest

from services.kit import ids
from services.kit.rpc_client import RpcClient
from tests.integration.kit.conftest import SHOP

LONGEST_SILENCE_S = 3.0


@pytest.fixture(scope="module")
def hosts(shop_engine, start_host):
    """The host whose first duty are calls, and the one for messages."""
    return start_host(SHOP, DOANSO_DUTY="calls"), start_host(SHOP, DOANSO_DUTY="messages")


@pytest.fixture(params=[0, 1], ids=["for-calls", "for-messages"])
def frozen(request, hosts) -> Iterator[None]:
    """One of the hosts stands still; afterwards it goes on where it stood."""
    process = hosts[request.param].popen
    process.send_signal(signal.SIGSTOP)
    yield
    process.send_signal(signal.SIGCONT)


@pytest.fixture
def client(environment) -> Iterator[RpcClient]:
    """A caller that knows nothing of the hosts yet."""
    found = RpcClient(environment["AMQP_URL"])
    yield found
    found.close()


def test_reads_are_answered_by_the_other_host(frozen, client, token):
    silences = []
    ends = time.monotonic() + 8
    while time.monotonic() < ends:
        began = time.monotonic()
        client.call("shop.echo", token=token, repeatable=True, text="còn ai không")
        silences.append(time.monotonic() - began)
        time.sleep(0.05)

    assert max(silences) < LONGEST_SILENCE_S
    assert sorted(silences)[int(len(silences) * 0.8)] < 0.5


@pytest.mark.parametrize("is_keyed", [True, False])
def test_a_change_sent_on_to_the_other_host_has_one_effect(hosts, client, token, sql, eventually, is_keyed):
    first = hosts[0].popen
    books = [f"Sách {ids.new()}" for _ in range(6)]
    first.send_signal(signal.SIGSTOP)
    for book in books:
        client.call("shop.sell", token=token, request_id=str(ids.new()) if is_keyed else None, book=book)
    first.send_signal(signal.SIGCONT)
    eventually(lambda: client.call("shop.echo", token=token, text="lại đây"))
    time.sleep(1)

    sold = dict(sql("SELECT book, count(*) FROM sales WHERE book = ANY(:books) GROUP BY book", books=books))

    assert sold == dict.fromkeys(books, 1)


@pytest.mark.parametrize("how", [{}, {"repeatable": True}], ids=["announced-before", "announced-meanwhile"])
def test_what_a_host_has_taken_and_is_slow_with_is_sent_to_no_other(hosts, client, token, sql, how):
    book = f"Chậm {ids.new()}"

    answer = client.call("shop.sell", token=token, book=book, wait_s=2.5, deadline_s=8, **how)

    assert answer["sold"]
    assert sql("SELECT count(*) FROM sales WHERE book = :book", book=book) == [(1,)]
