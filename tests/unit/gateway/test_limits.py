from services.kit.faults import Unauthenticated
from tests.unit.gateway.conftest import signed_in


def test_guessing_at_one_login_is_slowed_and_told_when_to_go_on(http, services):
    services.answers["members.sign_in"] = Unauthenticated("wrong-login")

    answers = [http.post("/api/v1/tokens", json={"login": "240126000017", "password": "x"}) for _ in range(31)]

    assert [answer.status_code for answer in answers[-2:]] == [401, 429]
    assert answers[-1].json["code"] == "too-many-requests"
    assert 1 <= int(answers[-1].headers["Retry-After"]) <= 61


def test_a_hall_of_people_signs_in_from_one_address(http, services):
    services.answers["members.sign_in"] = Unauthenticated("wrong-login")

    answers = [http.post("/api/v1/tokens", json={"login": f"24012600{n:04}", "password": "x"}) for n in range(60)]

    assert {answer.status_code for answer in answers} == {401}


def test_an_account_may_ask_three_hundred_times_a_second(http, bearer):
    answers = [http.get("/api/v1/me", headers=bearer).status_code for _ in range(400)]

    assert set(answers) == {200}


def test_a_stranger_who_renews_without_end_signs_nobody_else_out(http, services, token):
    def renew(device):
        http.set_cookie("doanso_device", device)
        http.set_cookie("doanso_refresh", f"refresh-{device}", path="/api/v1/session")
        http.set_cookie("doanso_csrf", "thu")
        return http.post("/api/v1/session/refresh", headers={"X-CSRF-Token": "thu"}).status_code

    services.answers["members.refresh_session"] = signed_in(token)

    stranger = [renew("stranger-device-00001") for _ in range(120)]

    assert stranger[-1] == 429
    assert renew("pupil-device-00000001") == 200


def test_api_clients_at_one_address_are_limited_each_by_their_own_token(http, services, token):
    services.answers["members.refresh_session"] = signed_in(token)

    def renew(refresh_token):
        return http.post("/api/v1/tokens/refresh", json={"refresh_token": refresh_token}).status_code

    assert [renew("a" * 43) for _ in range(61)][-1] == 429
    assert renew("b" * 43) == 200
