"""Calls: who may ask, what comes back, what never does, and what a repeat gets."""

import threading
import time
import warnings
from concurrent.futures import ThreadPoolExecutor

import amqp
import pytest
from kombu import Connection

from services.kit import ids, topology, wire
from services.kit.faults import Conflict, Denied, Fault, Invalid, Unauthenticated, Unavailable

pytestmark = pytest.mark.usefixtures("shop")


def test_a_call_is_answered_in_the_name_of_its_asker(rpc, token_for):
    person_id = ids.new()

    answer = rpc.call("shop.echo", token=token_for(person_id), trace="abc", text="xin chào")

    assert answer == {"text": "xin chào", "asker": str(person_id), "trace": "abc"}


def test_a_call_without_a_token_is_refused(rpc):
    with pytest.raises(Unauthenticated, match="sign-in-required"):
        rpc.call("shop.echo", text="ai đó")


def test_a_token_that_someone_else_signed_is_refused(rpc, token):
    with pytest.raises(Unauthenticated, match="token-invalid"):
        rpc.call("shop.echo", token=token[:-6] + "AAAAAA", text="ai đó")


def test_a_token_that_has_run_out_is_refused(rpc, token_for):
    with pytest.raises(Unauthenticated, match="token-expired"):
        rpc.call("shop.echo", token=token_for(lifetime_s=-1), text="ai đó")


def test_anyone_may_ask_what_is_public(rpc):
    assert rpc.call("shop.open_echo") == {"asker": None}


def test_a_revoked_session_is_refused(rpc, token_for, sql, eventually):
    person_id = ids.new()
    token = token_for(person_id)
    rpc.call("shop.echo", token=token, text="a")

    sql(
        "INSERT INTO revoked_sessions VALUES (:id, now() + interval '1 second', now() + interval '1 hour')",
        id=person_id,
    )

    def refused():
        try:
            return not rpc.call("shop.echo", token=token, text="a")
        except Unauthenticated as fault:
            return fault.code

    assert eventually(refused) == "session-revoked"


@pytest.mark.parametrize(
    ("fail", "kind", "wire_form"),
    [
        ("fault", Conflict, ("sold-out", {"book": "Kiều"})),
        ("denied", Denied, ("not-allowed", {"action": "book.sell", "reason": "no-role"})),
    ],
)
def test_a_fault_arrives_as_it_was_raised(rpc, token, fail, kind, wire_form):
    with pytest.raises(kind) as caught:
        rpc.call("shop.sell", token=token, book="Kiều", fail=fail)

    assert (caught.value.code, caught.value.fields) == wire_form


def test_an_unexpected_exception_tells_the_trace_alone(rpc, token):
    with pytest.raises(Fault) as caught:
        rpc.call("shop.sell", token=token, trace="vết", book="Kiều", fail="crash")

    assert caught.value.wire()["fields"] == {"trace": "vết"}
    assert "secret_column" not in str(caught.value.wire())


def test_an_answer_that_differs_from_its_reply_is_none(rpc, token, sql, shop):
    with pytest.raises(Fault) as caught:
        rpc.call("shop.tell_too_much", token=token, trace="thừa", book="Đất rừng phương Nam")

    said = shop.log.read_text()
    assert caught.value.wire()["fields"] == {"trace": "thừa"}
    assert "shop.tell_too_much differs from its reply: buyer: unknown, sold: no Integer" in said
    assert "Đất rừng" not in said
    assert sql("SELECT count(*) FROM sales WHERE book = 'Đất rừng phương Nam'") == [(0,)]


def test_every_wrong_field_is_named_in_vietnamese(rpc, token):
    with pytest.raises(Invalid) as caught:
        rpc.call("shop.sell", token=token, count="nhiều", colour="đỏ")

    assert caught.value.fields["errors"] == {
        "book": ["Bắt buộc nhập."],
        "count": ["Cách đếm: phải là số nguyên."],
        "colour": ["Không có trường này. Bỏ trường này rồi gửi lại."],
    }


def test_a_stock_client_of_nameko_is_served(amqp_url, token):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from nameko.exceptions import MethodNotFound, RemoteError
        from nameko.standalone.rpc import ClusterRpcProxy

        with ClusterRpcProxy({"AMQP_URI": amqp_url}, context_data={"token": token}, timeout=5) as cluster:
            assert cluster.shop.echo(text="từ xa")["text"] == "từ xa"
            with pytest.raises(RemoteError) as caught:
                cluster.shop.sell(book="Kiều", fail="fault")
            assert (caught.value.exc_type, caught.value.value) == ("Conflict", "sold-out")
            with pytest.raises(MethodNotFound):
                cluster.shop.no_such_method()


def test_the_wire_form_of_a_fault_is_what_nameko_clients_read(amqp_url, token):
    asked = wire.dumps({"args": [], "kwargs": {"book": "Kiều", "fail": "fault"}})
    answers = []
    with Connection(amqp_url) as connection:
        channel = connection.channel()
        channel.basic_consume("amq.rabbitmq.reply-to", no_ack=True, callback=answers.append)
        headers = {"nameko.token": token}
        message = amqp.Message(asked, reply_to="amq.rabbitmq.reply-to", correlation_id="1", application_headers=headers)
        channel.basic_publish(message, topology.RPC, "shop.sell")
        connection.drain_events(timeout=5)

    assert wire.loads(answers[0].body) == {
        "result": None,
        "error": {
            "exc_type": "Conflict",
            "exc_path": "services.kit.faults.Conflict",
            "exc_args": ["sold-out"],
            "value": "sold-out",
            "code": "sold-out",
            "fields": {"book": "Kiều"},
        },
    }


def test_a_repeat_gets_the_first_answer_and_sells_once(rpc, token, sql):
    request_id = str(ids.new())

    first = rpc.call("shop.sell", token=token, request_id=request_id, book="Lặp lại")
    second = rpc.call("shop.sell", token=token, request_id=request_id, book="Lặp lại")

    assert first == second
    assert sql("SELECT count(*) FROM sales WHERE book = 'Lặp lại'") == [(1,)]


def test_one_request_id_does_not_serve_two_bodies(rpc, token):
    request_id = str(ids.new())
    rpc.call("shop.sell", token=token, request_id=request_id, book="Một")

    with pytest.raises(Invalid, match="request-reused"):
        rpc.call("shop.sell", token=token, request_id=request_id, book="Hai")


def test_the_same_request_id_of_two_people_are_two_requests(rpc, token_for, sql):
    request_id = str(ids.new())

    first = rpc.call("shop.sell", token=token_for(), request_id=request_id, book="Hai người")
    second = rpc.call("shop.sell", token=token_for(), request_id=request_id, book="Hai người")

    assert first != second


def test_two_at_the_same_time_get_one_answer(rpc, token, sql):
    request_id = str(ids.new())

    with ThreadPoolExecutor(6) as pool:
        asked = [
            pool.submit(rpc.call, "shop.sell", token=token, request_id=request_id, book="Cùng lúc", wait_s=0.2)
            for _ in range(6)
        ]
        answers = {wire.dumps(answer.result()) for answer in asked}

    assert len(answers) == 1
    assert sql("SELECT count(*) FROM sales WHERE book = 'Cùng lúc'") == [(1,)]


def test_a_failed_request_may_be_tried_again_under_its_id(rpc, token, sql):
    request_id = str(ids.new())
    with pytest.raises(Conflict):
        rpc.call("shop.sell", token=token, request_id=request_id, book="Thử lại", fail="fault")

    with pytest.raises(Conflict):
        rpc.call("shop.sell", token=token, request_id=request_id, book="Thử lại", fail="fault")

    assert sql("SELECT count(*) FROM remembered_requests WHERE request_id = :id", id=request_id) == [(0,)]


def test_an_answer_with_a_secret_is_not_kept(rpc, token, sql):
    request_id = str(ids.new())

    rpc.call("shop.tell_secret", token=token, request_id=request_id)

    assert sql("SELECT count(*) FROM remembered_requests WHERE request_id = :id", id=request_id) == [(0,)]


def test_what_came_too_late_is_not_begun(amqp_url, token, sql, eventually):
    headers = {"nameko.token": token, "nameko.deadline": int(time.time() * 1000) - 1}
    asked = wire.dumps({"args": [], "kwargs": {"book": "Quá hạn"}})
    with Connection(amqp_url) as connection:
        channel = connection.channel()
        for given in (headers, {**headers, "nameko.deadline": int(time.time() * 1000) + 60_000}):
            body = asked if given is headers else asked.replace("Quá hạn".encode(), "Còn hạn".encode())
            channel.basic_publish(amqp.Message(body, application_headers=given), topology.RPC, "shop.sell")

    eventually(lambda: sql("SELECT 1 FROM sales WHERE book = 'Còn hạn'"))

    assert sql("SELECT count(*) FROM sales WHERE book = 'Quá hạn'") == [(0,)]


def test_a_caller_waits_no_longer_than_its_deadline(rpc, token):
    began = time.monotonic()

    with pytest.raises(Unavailable, match="deadline-exceeded"):
        rpc.call("shop.wait", token=token, deadline_s=0.3, seconds=1)

    assert time.monotonic() - began < 0.8


def test_a_service_that_never_ran_is_away_at_once(rpc, token):
    with pytest.raises(Unavailable, match="service-away"):
        rpc.call("library.lend", token=token)


def test_an_overloaded_service_says_so_at_once(rpc, token):
    faults, lock = [], threading.Lock()

    def ask():
        began = time.monotonic()
        try:
            rpc.call("shop.wait", token=token, deadline_s=2, seconds=0.4)
        except Unavailable as fault:
            with lock:
                faults.append((fault.code, time.monotonic() - began))

    with ThreadPoolExecutor(120) as pool:
        for _ in range(120):
            pool.submit(ask)

    overloaded = sorted(took for code, took in faults if code == "overloaded")
    assert overloaded, [f[0] for f in faults]
    assert overloaded[len(overloaded) // 2] < 1


def test_a_body_too_large_for_the_bus_is_refused_by_the_client(rpc, token):
    with pytest.raises(Invalid, match="request-too-large"):
        rpc.call("shop.echo", token=token, text="a" * 300_000)
