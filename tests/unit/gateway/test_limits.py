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


def test_a_class_applies_from_one_address_and_one_who_floods_a_link_is_slowed(http, services):
    services.answers["workflows.send_application"] = {"unit_name": "Chi đoàn 10A3", "kept_until": "2026-12-24"}

    def apply(token, times):
        path = f"/api/v1/application-links/{token}/applications"
        return [http.post(path, json={"form": {}}).status_code for _ in range(times)]

    assert set(apply("a" * 43, 45)) == {201}
    assert apply("b" * 43, 16)[-1] == 429


def test_one_link_is_slowed_however_many_devices_use_it(http, services):
    services.answers["workflows.send_application"] = {"unit_name": "Chi đoàn 10A3", "kept_until": "2026-12-24"}

    def apply(device, token):
        http.set_cookie("doanso_device", device)
        return http.post(f"/api/v1/application-links/{token}/applications", json={"form": {}}).status_code

    answers = [apply(f"device-{number // 50:015}", "a" * 43) for number in range(301)]

    assert (answers[-2:], apply("device-of-someone-0001", "b" * 43)) == ([201, 429], 201)


def test_whoever_guesses_at_links_is_slowed(http):
    asked = [http.get(f"/api/v1/application-links/guess-{number}").status_code for number in range(241)]

    assert asked[-1] == 429
