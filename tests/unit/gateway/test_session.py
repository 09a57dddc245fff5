import pytest

from services.kit.faults import Unauthenticated
from tests.unit.gateway.conftest import signed_in

SIGN_IN = {"login": "240126000017", "password": "hoa sữa tháng mười"}


def test_a_browser_holds_its_tokens_where_no_script_reads_them(http, services, token):
    services.answers["members.sign_in"] = signed_in(token)

    answer = http.post("/api/v1/session", json=SIGN_IN)

    cookies = {line.partition("=")[0]: line for line in answer.headers.getlist("Set-Cookie")}
    assert answer.json == {"person": {"id": "1"}, "positions": []}
    assert all("HttpOnly" in cookies[name] for name in ("doanso_access", "doanso_refresh", "doanso_device"))
    assert "HttpOnly" not in cookies["doanso_csrf"]
    assert all("SameSite=Lax" in line for line in cookies.values())
    assert "Path=/api/v1/session" in cookies["doanso_refresh"]


def test_cookies_are_secure_over_tls(http, services, token):
    services.answers["members.sign_in"] = signed_in(token)

    answer = http.post("/api/v1/session", json=SIGN_IN, base_url="https://doan.vn")

    assert all("Secure" in line for line in answer.headers.getlist("Set-Cookie"))
    assert "Strict-Transport-Security" in answer.headers


def test_nobody_chooses_the_address_that_failures_count_against(http, services):
    answer = http.post("/api/v1/session", json={**SIGN_IN, "address": "198.51.100.1"})

    assert answer.status_code == 422
    assert services.calls == []


def test_a_device_keeps_its_key(browser, services):
    browser.post("/api/v1/session", json=SIGN_IN)
    first, second = (given["device_key"] for method, given, _ in services.calls if method == "members.sign_in")

    assert first == second


def test_a_page_of_another_site_cannot_sign_somebody_in(http, services):
    answer = http.post("/api/v1/session", json=SIGN_IN, headers={"Origin": "https://evil.example"})

    assert (answer.status_code, answer.json["code"]) == (403, "csrf")


def test_an_api_client_gets_tokens_and_no_cookie(http, services, token):
    services.answers["members.sign_in"] = signed_in(token)

    answer = http.post("/api/v1/tokens", json=SIGN_IN)

    assert answer.json["access_token"] == token
    assert "Set-Cookie" not in answer.headers


def test_a_change_by_cookie_needs_the_csrf_token(browser, services, csrf):
    refused = browser.post("/api/v1/me/second-factor")
    allowed = browser.post("/api/v1/me/second-factor", headers=csrf)

    assert (refused.status_code, refused.json["code"]) == (403, "csrf")
    assert allowed.status_code == 201


def test_a_change_by_bearer_token_needs_no_csrf_token(http, bearer):
    assert http.post("/api/v1/me/second-factor", headers=bearer).status_code == 201


def test_reading_by_cookie_needs_no_csrf_token(browser):
    assert browser.get("/api/v1/me").status_code == 200


def test_the_token_travels_with_the_call(browser, services, token):
    browser.get("/api/v1/me")

    assert services.last[2]["token"] == token


def test_a_stranger_is_asked_to_sign_in(http):
    answer = http.get("/api/v1/me")

    assert (answer.status_code, answer.json["code"]) == (401, "sign-in-required")


@pytest.mark.parametrize("value", ["Bearer nonsense", "Basic YTpi", "Bearer "])
def test_an_unreadable_authorization_is_refused(http, value):
    answer = http.get("/api/v1/me", headers={"Authorization": value})

    assert (answer.status_code, answer.json["code"]) == (401, "token-invalid")


def test_a_refused_refresh_leaves_the_browser_without_cookies(browser, services, csrf):
    services.answers["members.refresh_session"] = Unauthenticated("session-over")

    answer = browser.post("/api/v1/session/refresh", headers=csrf)

    assert (answer.status_code, answer.json["code"]) == (401, "session-over")
    assert browser.get_cookie("doanso_access") is None
    assert browser.get_cookie("doanso_device") is not None


def test_signing_out_clears_the_browser(browser, csrf, services):
    services.answers["members.sign_out"] = {"ok": True}

    answer = browser.delete("/api/v1/session?everywhere=true", headers=csrf)

    assert answer.status_code == 200
    assert services.last[1] == {"everywhere": "true"}
    assert browser.get_cookie("doanso_access") is None


def test_signing_out_works_after_the_access_token_ran_out(browser, csrf, services, token):
    services.answers["members.refresh_session"] = signed_in(token)
    browser.delete_cookie("doanso_access")

    answer = browser.delete("/api/v1/session", headers=csrf)

    assert answer.status_code == 200
    assert [method for method, *_ in services.calls][-2:] == ["members.refresh_session", "members.sign_out"]


def test_accepting_an_invitation_signs_the_browser_in(http, services, token):
    services.answers["members.accept_invitation"] = signed_in(token)

    answer = http.post("/api/v1/invitations/abc", json={"password": "hoa sữa tháng mười"})

    assert answer.status_code == 200
    assert services.last[1]["token"] == "abc"
    assert http.get_cookie("doanso_access") is not None
