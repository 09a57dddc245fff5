"""Jobs of all services as one list, and what each says of its end."""

import pytest

from services.kit import ids
from services.kit.faults import Unavailable

CASE = ids.new()


def test_whoever_follows_a_job_is_told_no_outcomes_before_its_end(http, bearer, services):
    services.answers["workflows.get_job"] = {"id": "workflows.1", "state": "running", "results": []}

    http.get("/api/v1/jobs/workflows.1?results=false", headers=bearer)

    assert services.last[:2] == ("workflows.get_job", {"id": "workflows.1", "results": "false"})


@pytest.mark.parametrize(
    ("told", "text"),
    [
        ({"code": "too-many-rows", "text": "Tệp có 700 người; mỗi lần tối đa 500.", "mend": None}, "Tệp có 700 người"),
        ({"code": "not-allowed", "text": None, "mend": None}, "Bạn chưa có quyền"),
        ({"code": "a-code-of-tomorrow", "text": None, "mend": None}, "Chưa thực hiện được"),
    ],
    ids=["own words", "catalogue", "unknown"],
)
def test_a_job_that_failed_says_why(http, bearer, services, told, text):
    services.answers["workflows.get_job"] = {"id": "workflows.1", "state": "failed", "fault": told}

    fault = http.get("/api/v1/jobs/workflows.1", headers=bearer).json["fault"]

    assert fault["code"] == told["code"]
    assert fault["text"].startswith(text)


def _page(service, *numbers, next=None):
    jobs = [{"id": f"{service}.0192{number:04}", "fault": None} for number in numbers]
    return {"items": jobs, "next": next}


def test_jobs_of_all_services_are_one_list_the_newest_first(http, bearer, services):
    services.answers["members.list_jobs"] = _page("members", 9, 4)
    services.answers["workflows.list_jobs"] = _page("workflows", 8, 7, next="01920007")
    services.answers["messaging.list_jobs"] = _page("messaging")

    page = http.get("/api/v1/jobs?limit=2", headers=bearer).json

    assert [job["id"] for job in page["items"]] == ["members.01920009", "workflows.01920008"]
    assert (page["next"], page["missing"]) == ("01920008", [])


def test_the_last_page_of_jobs_leads_nowhere_and_says_whom_it_could_not_ask(http, bearer, services):
    services.answers["members.list_jobs"] = _page("members", 2)
    services.answers["workflows.list_jobs"] = Unavailable("service-away")
    services.answers["messaging.list_jobs"] = _page("messaging", 1)

    page = http.get("/api/v1/jobs", headers=bearer).json

    assert [job["id"] for job in page["items"]] == ["members.01920002", "messaging.01920001"]
    assert (page["next"], page["missing"]) == (None, ["workflows"])


def test_a_failed_job_says_why_in_the_list_too(http, bearer, services):
    fault = {"code": "not-allowed", "text": None, "mend": None}
    services.answers["members.list_jobs"] = {"items": [{"id": "members.1", "fault": fault}], "next": None}
    services.answers["workflows.list_jobs"] = services.answers["messaging.list_jobs"] = _page("none")

    [job] = http.get("/api/v1/jobs", headers=bearer).json["items"]

    assert job["fault"]["text"].startswith("Bạn chưa có quyền")


def test_a_job_of_no_service_is_not_found(http, bearer):
    assert http.get("/api/v1/jobs/nobody.1", headers=bearer).status_code == 404
