"""kill -9 in mid-work: nothing lost, nothing doubled, order kept; SIGTERM: what has begun is answered."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

from services.kit import ids
from tests.integration.kit.conftest import SHOP


def heard(sql, book):
    return [number for (number,) in sql("SELECT number FROM heard WHERE book = :book ORDER BY id", book=book)]


def test_a_relay_killed_again_and_again_loses_and_doubles_nothing(shop, rpc, token, sql, start_relay, eventually):
    relay = start_relay("shop")
    over = threading.Event()

    def sell():
        for number in range(40):
            rpc.call("shop.sell", token=token, book=f"Loạt {number}", count=10)
        over.set()

    seller = threading.Thread(target=sell)
    seller.start()
    while not over.wait(0.4):
        relay.kill()
        relay.start()
    seller.join()

    eventually(lambda: sql("SELECT count(*) FROM heard WHERE book LIKE 'Loạt%'")[0][0] >= 400, timeout_s=30)
    assert {tuple(heard(sql, f"Loạt {number}")) for number in range(40)} == {tuple(range(1, 11))}
    relay.stop()


def test_a_host_killed_in_mid_call_repeats_it_once(shop, rpc, token, sql):
    request_id = str(ids.new())
    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(
            rpc.call, "shop.sell", token=token, request_id=request_id, book="Giữa chừng", wait_s=1.0, deadline_s=20
        )
        time.sleep(0.3)
        shop.kill()
        shop.start()
        answer = asked.result()

    assert rpc.call("shop.sell", token=token, request_id=request_id, book="Giữa chừng", wait_s=1.0) == answer
    assert sql("SELECT count(*) FROM sales WHERE book = 'Giữa chừng'") == [(1,)]


def test_a_host_told_to_stop_answers_what_it_has_begun(start_host, shop, rpc, token):
    shop.stop()
    second = start_host(SHOP)
    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(rpc.call, "shop.wait", token=token, seconds=1, deadline_s=10)
        time.sleep(0.3)

        code = second.stop()

        assert (asked.result(), code) == ({"waited": 1.0}, 0)
    shop.start()
    assert rpc.call("shop.echo", token=token, text="lại đây", deadline_s=15)["text"] == "lại đây"
