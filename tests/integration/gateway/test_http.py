import re
import threading

import amqp
import pytest
import requests
from kombu.connection import Connection

from services.kit import topology
from tests.integration.gateway.conftest import CHAPTER, DISTRICT, OTHER_DISTRICT


def test_a_signed_in_officer_sees_who_they_are_and_their_units(browser):
    client = browser("DISTRICT_OFFICER", at=DISTRICT)

    me, tree = client.get("/api/v1/me").json(), client.get("/api/v1/units/tree").json()

    assert me["positions"][0]["unit"]["id"] == str(DISTRICT)
    assert [unit["id"] for unit in tree["items"]] == [str(DISTRICT)]


def test_another_district_is_not_found(browser):
    client = browser("DISTRICT_OFFICER", at=DISTRICT)

    assert client.get(f"/api/v1/units/{OTHER_DISTRICT}").status_code in (403, 404)


def test_a_refresh_renews_the_cookies_and_the_old_ones_still_work_for_a_moment(browser):
    client = browser()
    before = client.cookies.get("doanso_refresh")

    assert client.post("/api/v1/session/refresh").status_code == 200
    assert client.cookies.get("doanso_refresh") != before
    assert client.get("/api/v1/me").status_code == 200


def test_signing_out_ends_the_session_for_whoever_kept_its_token(browser, anyone, eventually):
    client = browser()
    token = client.cookies["doanso_access"]

    assert client.delete("/api/v1/session").status_code == 200

    kept = {"Authorization": f"Bearer {token}"}
    assert eventually(
        lambda: anyone.get("/api/v1/me", headers=kept).json().get("code") == "session-revoked", timeout_s=3
    )


def test_two_equal_requests_at_once_create_one_unit(browser, registry):
    client = browser("PROVINCE_OFFICER", at=DISTRICT)
    body = {"parent_id": str(DISTRICT), "name": "Đoàn xã Tân Mỹ", "level": "GRASSROOTS", "kind": "DOAN_XA"}
    answers = []

    def create():
        answers.append(client.post("/api/v1/units", json=body, headers={"Idempotency-Key": "tan-my"}))

    threads = [threading.Thread(target=create) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].json() == answers[1].json()


def test_a_body_that_is_too_large_is_answered_although_the_sender_is_still_sending(browser):
    client = browser()

    answer = client.post("/api/v1/cases", data=b" " * 8_000_000, headers={"Content-Type": "application/json"})

    assert (answer.status_code, answer.json()["code"]) == (413, "too-large")


def test_services_that_do_not_run_are_named(anyone):
    answer = anyone.get("/readyz")

    assert answer.status_code == 503
    assert answer.json()["services"]["members"] is True
    assert set(answer.json()["missing"]) == {"workflows", "meetings", "messaging"}


@pytest.mark.parametrize("path", ["/metrics", "/.well-known/jwks.json", "/api/openapi.json"])
def test_what_machines_read_is_there(anyone, path):
    assert anyone.get(path).status_code == 200


def test_what_the_gateway_counts_can_be_read(anyone):
    for _ in range(3):
        anyone.get("/api/v1/me")

    text = anyone.get("/metrics").text

    counted = re.findall(r'doanso_http_seconds_count{method="GET",route="/api/v1/me",status="401"} (\S+)', text)
    assert [float(count) >= 3 for count in counted] == [True]


def test_thirty_tries_a_minute_are_thirty_for_all_workers_together(system):
    def guess():
        asked = {"login": "240199887766", "password": "đoán mò"}
        return requests.post(f"{system}/api/v1/tokens", json=asked, timeout=20).status_code  # a connection each

    statuses = [guess() for _ in range(40)]

    assert [status for status in statuses if status != 429] == [401] * 30


def test_a_member_sees_no_list_of_others(browser):
    client = browser()

    page = client.get(f"/api/v1/members?unit_id={CHAPTER}&count=exact").json()

    assert page.get("total", 0) in (0, 1)


def test_an_administrator_sees_how_many_messages_killed_their_readers(anyone, amqp_url, token_for):
    administrator = {"Authorization": f"Bearer {token_for(is_admin=True)}"}
    with Connection(amqp_url) as connection:
        channel = connection.channel()
        for body in (b"1", b"2"):
            channel.basic_publish_confirm(amqp.Message(body, delivery_mode=2), topology.DEAD, "members.hears")

        found = anyone.get("/api/v1/services", headers=administrator).json()
        channel.queue_purge(topology.DEAD)

    assert found["set_aside"] == 2
    assert {item["name"]: item["answers"] for item in found["items"]}["members"]
