from services.kit.faults import Unauthenticated


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
