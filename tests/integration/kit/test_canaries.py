"""A canary for each row of the design's list of what goes wrong with nameko and friends.

When a pin moves and one of these fails, read the row before moving on. Rows proved elsewhere are named here.
"""

import ast
import subprocess
import sys
import time
import warnings
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import text

from services.kit import calls, database, topology
from tests.integration.kit.conftest import SHOP

ROOT = Path(__file__).parents[3]
# 1, 2 failing and uncommitted messages: test_events · 3 repeats, expiry, deadlines: test_calls, test_kills
# 10 faults' wire form: test_calls · 12 drain on SIGTERM: test_kills · 15 restarts for ever: the launcher's tests


def in_green_process(code):
    """What the code prints in a process that starts as a host does."""
    start = "import services.kit.host, time, sys\n"
    done = subprocess.run(
        [sys.executable, "-c", start + code], capture_output=True, text=True, cwd=ROOT, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_row_1_and_2_stock_events_are_banned_by_lint():
    banned = (ROOT / "pyproject.toml").read_text()

    assert '"nameko.events.event_handler"' in banned
    assert '"nameko.events.EventDispatcher"' in banned


def test_row_4_the_database_does_not_block_other_workers(shop, rpc, token):
    began = time.monotonic()
    with ThreadPoolExecutor(5) as pool:
        list(pool.map(lambda _: rpc.call("shop.wait", token=token, seconds=0.5), range(5)))

    assert time.monotonic() - began < 1.5


def test_row_4_psycopg_waits_with_the_selector_in_a_host():
    code = "import psycopg.waiting as w; print(w.wait is w.wait_selector)"

    assert in_green_process(code) == "True"


def test_row_5_heavy_work_leaves_other_workers_alone(shop, rpc, token):
    with ThreadPoolExecutor(1) as pool:
        burning = pool.submit(rpc.call, "shop.burn", token=token, seconds=1.0, deadline_s=10)
        times = []
        while not burning.done():
            began = time.monotonic()
            rpc.call("shop.echo", token=token, text="a")
            times.append(time.monotonic() - began)

    assert burning.result() == {"result": "burnt"}
    assert sorted(times)[len(times) // 2] < 0.2


def test_row_6_locks_are_green_because_the_host_patches_first():
    code = "import eventlet.patcher as p, threading, logging\nprint(p.is_monkey_patched('thread'), p.is_monkey_patched('socket'))"
    source = (ROOT / "services/kit/host.py").read_text()
    first = next(node for node in ast.parse(source).body if isinstance(node, ast.ImportFrom))

    assert in_green_process(code) == "True True"
    assert source.index("eventlet.monkey_patch()") < source.index(f"from {first.module}")


def test_row_7_a_queue_is_named_after_its_message_not_its_method(shop):
    queue = topology.reader_queue("shop", "stock.book_arrived.v1", topology.EVENTS)

    assert queue.name == "shop.on.stock.book_arrived.v1"


def test_row_8_one_client_serves_many_threads(shop, rpc, token):
    with ThreadPoolExecutor(16) as pool:
        texts = [str(number) for number in range(200)]
        answers = list(pool.map(lambda text: rpc.call("shop.echo", token=token, text=text)["text"], texts))

    assert answers == texts


def test_row_9_the_pool_holds_a_connection_for_each_worker(shop_engine, environment):
    from services.kit import settings

    held = database.Database(settings.read(), "shop", database.Tx)

    assert held.engine.pool.size() == settings.read().workers == int(environment["DOANSO_WORKERS"])


def test_row_10_an_exception_of_a_library_keeps_its_text_to_itself():
    class Message:
        headers: dict = {}
        properties: dict = {}
        delivery_info = {"routing_key": "shop.echo"}

    said = calls.reply(calls.Call(Message()), b"", ValueError("SELECT secret FROM people"))

    assert b"secret" not in said
    assert b"Unexpected" in said


def test_row_11_eventlet_warns_with_a_bare_warning():
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        done = subprocess.run(
            [sys.executable, "-W", "error", "-c", "import eventlet"], capture_output=True, text=True, check=False
        )

    assert "EventletDeprecationWarning" in done.stderr
    assert caught == []


def test_row_11_unit_tests_of_the_kit_import_no_nameko():
    for path in (ROOT / "tests/unit").rglob("*.py"):
        names = [
            node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Import | ast.ImportFrom)
        ]
        imported = {alias.name for node in names for alias in node.names} | {
            getattr(node, "module", "") for node in names
        }
        assert not [name for name in imported if name and name.split(".")[0] in ("nameko", "eventlet")], path


def test_row_13_the_algorithm_is_named_ed25519(token_for, keys):
    from services.kit import actor

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert actor.verify(token_for(), folder=keys).person_id is not None


def test_row_14_statements_are_limited_and_migrations_are_not(postgres, shop_engine, database_of):
    from services.kit import settings

    held = database.Database(settings.read(), "shop", database.Tx)
    with held.transaction() as tx:
        limits = [tx.execute(text(f"SHOW {name}")).scalar() for name in ("statement_timeout", "lock_timeout")]
    held.close()

    assert limits == ["5s", "4s"]
    with psycopg.connect(database_of("shop"), autocommit=True) as connection:
        connection.execute("CREATE INDEX CONCURRENTLY sales_by_book ON sales (book)")
        with pytest.raises(psycopg.errors.ActiveSqlTransaction), connection.transaction():
            connection.execute("CREATE INDEX CONCURRENTLY sales_by_book_2 ON sales (book)")


def test_the_host_module_is_the_only_one_that_patches():
    patching = [path.name for path in (ROOT / "services").rglob("*.py") if "monkey_patch()" in path.read_text()]

    assert patching == ["host.py"]


def test_a_host_that_serves_says_so(shop, shop_relay, start_host, eventually):
    import urllib.request

    port = 0
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    second = start_host(SHOP, DOANSO_METRICS_PORT=str(port))

    def ask(path):
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5) as answer:
            return answer.read().decode()

    assert ask("/healthz") == '{"alive":true}'
    assert ask("/readyz") == '{"ready":true,"missing":[]}'
    assert 'doanso_failed_messages{service="shop",state="dead"}' in ask("/metrics")
    second.stop()
