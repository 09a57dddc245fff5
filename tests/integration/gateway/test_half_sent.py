"""Requests that are never finished: each ends after its time, and thousands of them keep the door open for others."""

import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from urllib.parse import urlsplit

import pytest
import requests

HEAD = b"GET /healthz HTTP/1.1\r\nHost: doan.vn\r\n"
BODY = (
    b"POST /api/v1/session HTTP/1.1\r\nHost: doan.vn\r\nContent-Type: application/json\r\nContent-Length: 90\r\n\r\n{"
)
HALF_SENT = 3600


@pytest.fixture
def opened(system: str) -> Iterator[object]:
    """`opened(data)`: a connection on which so much was sent."""
    at = urlsplit(system)
    with ExitStack() as held:

        def connected(data: bytes) -> socket.socket:
            connection = held.enter_context(socket.create_connection((at.hostname, at.port), timeout=40))
            connection.sendall(data)
            return connection

        yield connected


def ending(connection: socket.socket) -> tuple[bytes, float]:
    """What came before the end, and after how many seconds that was."""
    began, received = time.monotonic(), b""
    while step := connection.recv(65_536):
        received += step
    return received, time.monotonic() - began


def test_a_head_that_is_not_finished_ends_after_ten_seconds_and_a_body_after_twenty(opened):
    with ThreadPoolExecutor(2) as pool:
        head = pool.submit(ending, opened(HEAD))
        body = pool.submit(ending, opened(BODY))

    (head_answer, head_s), (body_answer, body_s) = head.result(), body.result()
    assert head_answer == b""
    assert head_s < 15
    assert b" 408 " in body_answer.split(b"\r\n")[0]
    assert body_s < 30
    assert b'"code":"request-stalled"' in body_answer


def test_a_body_that_comes_slowly_and_steadily_is_taken(opened):
    whole = b'{"login":"240199887755","password":"'.ljust(88, b"a") + b'"}'
    connection = opened(BODY)
    for place in range(1, 11):
        time.sleep(0.2)
        connection.sendall(whole[place : place + 1])
    connection.sendall(whole[11:])

    assert b" 401 " in connection.recv(65_536).split(b"\r\n")[0]


@pytest.mark.parametrize("data", [HEAD, BODY], ids=["heads", "bodies"])
def test_thousands_of_half_sent_requests_leave_the_door_open(system, opened, data):
    for _ in range(HALF_SENT):
        opened(data)

    took = []
    for _ in range(20):
        began = time.monotonic()
        assert requests.get(f"{system}/healthz", timeout=10).status_code == 200
        took.append(time.monotonic() - began)

    assert max(took) < 10
    assert sorted(took)[10] < 1
