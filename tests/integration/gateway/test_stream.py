import json
import time
from collections.abc import Iterator
from typing import Any

import amqp
import pytest
import requests
from kombu import Connection

from services.kit import topology
from tests.integration.gateway.conftest import DISTRICT, OTHER_DISTRICT, PROVINCE


def words(answer: requests.Response) -> Iterator[dict[str, str]]:
    word: dict[str, str] = {}
    for line in answer.iter_lines(chunk_size=1, decode_unicode=True):
        name, _, value = line.partition(": ")
        if line:
            word[name] = value
        elif "event" in word:
            yield word
            word = {}


@pytest.fixture
def rename(browser: Any) -> Any:
    """`rename(unit_id, name)`: the province renames the unit."""
    client = browser("PROVINCE_OFFICER", at=PROVINCE)

    def renamed(unit_id: object, name: str) -> None:
        client.patch(f"/api/v1/units/{unit_id}", json={"name": name}).raise_for_status()

    return renamed


def test_an_officer_hears_at_once_what_changes_below(browser, rename):
    client = browser("DISTRICT_OFFICER", at=DISTRICT)

    with client.get("/api/v1/stream", stream=True) as answer:
        lines = words(answer)
        rename(DISTRICT, "Huyện đoàn Lạng Giang")
        word = next(lines)

    assert answer.headers["Content-Type"].startswith("text/event-stream")
    assert word["event"] == "unit"
    assert json.loads(word["data"])["id"] == str(DISTRICT)


def test_nobody_hears_of_another_branch(browser, rename):
    client = browser("DISTRICT_OFFICER", at=DISTRICT)

    with client.get("/api/v1/stream", stream=True) as answer:
        lines = words(answer)
        rename(OTHER_DISTRICT, "Huyện đoàn Tân Yên")
        rename(DISTRICT, "Huyện đoàn Lạng Giang mới")
        word = next(lines)

    assert json.loads(word["data"])["id"] == str(DISTRICT)


def test_a_page_that_was_away_hears_what_it_missed(browser, rename):
    client = browser("DISTRICT_OFFICER", at=DISTRICT)
    with client.get("/api/v1/stream", stream=True) as answer:
        lines = words(answer)
        rename(DISTRICT, "Huyện đoàn Một")
        last = next(lines)["id"]
    rename(DISTRICT, "Huyện đoàn Hai")

    with client.get("/api/v1/stream", stream=True, headers={"Last-Event-ID": last}) as answer:
        word = next(words(answer))

    assert word["event"] == "unit"
    assert word["id"] != last


def test_a_page_hears_what_changed_while_its_stream_was_opening(browser, rename):
    client = browser("DISTRICT_OFFICER", at=DISTRICT)
    rename(DISTRICT, "Huyện đoàn Ba")
    time.sleep(0.5)  # the event reaches the stream before the page does

    with client.get("/api/v1/stream", params={"age_ms": "1500"}, stream=True) as answer:
        word = next(words(answer))

    assert (word["event"], json.loads(word["data"])["id"]) == ("unit", str(DISTRICT))


@pytest.mark.parametrize("age", ["0", "-5", "x", "٣", "9" * 400])
def test_a_page_that_read_nothing_hears_nothing_old(browser, rename, age):
    client = browser("DISTRICT_OFFICER", at=DISTRICT)
    rename(DISTRICT, "Huyện đoàn Bốn")
    time.sleep(0.5)

    with client.get("/api/v1/stream", params={"age_ms": age}, stream=True) as answer:
        lines = words(answer)
        rename(DISTRICT, "Huyện đoàn Năm")
        first = json.loads(next(lines)["data"])

    latest = client.get(f"/api/v1/units/{DISTRICT}").json()
    assert (first["id"], first["version"]) == (str(DISTRICT), latest["version"])


def test_a_page_that_heard_nothing_yet_can_go_on(browser, rename):
    client = browser("DISTRICT_OFFICER", at=DISTRICT)
    with client.get("/api/v1/stream", stream=True) as answer:
        place = next(line for line in answer.iter_lines(chunk_size=1, decode_unicode=True) if line.startswith("id: "))
    rename(DISTRICT, "Huyện đoàn Sáu")

    with client.get("/api/v1/stream", stream=True, headers={"Last-Event-ID": place.removeprefix("id: ")}) as answer:
        word = next(words(answer))

    assert (word["event"], json.loads(word["data"])["id"]) == ("unit", str(DISTRICT))


def test_an_unknown_place_to_resume_means_read_again(browser):
    client = browser("DISTRICT_OFFICER", at=DISTRICT)

    with client.get("/api/v1/stream", stream=True, headers={"Last-Event-ID": "gone-1"}) as answer:
        word = next(words(answer))

    assert word["event"] == "reset"


def test_the_stream_of_a_session_that_is_over_ends(browser):
    client = browser("DISTRICT_OFFICER", at=DISTRICT)
    token = {"Authorization": f"Bearer {client.cookies['doanso_access']}"}

    with requests.get(f"{client.base_url}/api/v1/stream", headers=token, stream=True, timeout=20) as answer:
        client.delete("/api/v1/session").raise_for_status()
        rest = list(words(answer))

    assert rest == []


@pytest.mark.parametrize(
    "body", [b"khong phai json", b"[]", b"{}", b'{"key": "members.units_changed.v1", "fields": {"units": [{}]}}']
)
def test_an_event_that_cannot_be_read_is_set_aside_and_the_next_one_is_heard(
    browser, rename, amqp_url, ports, eventually, body
):
    def described():
        return requests.get(f"http://127.0.0.1:{ports['stream']}/healthz", timeout=5).json()

    before = described()["set_aside"]
    client = browser("DISTRICT_OFFICER", at=DISTRICT)
    with client.get("/api/v1/stream", stream=True) as answer:
        with Connection(amqp_url) as connection:
            connection.channel().basic_publish(amqp.Message(body), topology.EVENTS, "members.units_changed.v1")
        eventually(lambda: described()["set_aside"] == before + 1)
        rename(DISTRICT, f"Huyện đoàn {len(body)}")
        word = next(words(answer))

    assert word["event"] == "unit"
    assert described()["broker"] is True


def test_a_stranger_hears_nothing(anyone):
    assert anyone.get("/api/v1/stream").status_code == 401
