"""Jobs: long, resumable, seen by whoever started them."""

import pytest

from services.kit.faults import NotFound

pytestmark = pytest.mark.usefixtures("shop")


@pytest.fixture
def finished(rpc, token, eventually):
    def wait(job_id, whose=token):
        def look():
            seen = rpc.call("shop.get_job", token=whose, id=job_id)
            return seen if seen["state"] not in ("held", "waiting", "running") else None

        return eventually(look, timeout_s=60)

    return wait


def test_a_job_runs_to_its_end_and_tells_its_results(rpc, token, finished):
    started = rpc.call("shop.start_count", token=token, total=5)

    job = finished(started["id"])

    assert (job["state"], job["done"], job["total"], job["results"]) == ("done", 5, 5, [{"id": "all", "ok": True}])
    assert job["id"].startswith("shop.")


def test_only_its_starter_sees_a_job(rpc, token, token_for):
    started = rpc.call("shop.start_count", token=token, total=1)

    with pytest.raises(NotFound, match="job-unknown"):
        rpc.call("shop.get_job", token=token_for(), id=started["id"])


def test_a_held_job_waits_for_its_time(rpc, token, sql, finished):
    started = rpc.call("shop.start_count", token=token, total=1, hold_s=0.5)

    assert rpc.call("shop.get_job", token=token, id=started["id"])["state"] == "held"
    assert finished(started["id"])["state"] == "done"


def test_a_job_killed_on_its_way_goes_on_where_it_stood(shop, rpc, token, sql, finished, eventually):
    sql("DELETE FROM sales WHERE book = 'counted'")
    started = rpc.call("shop.start_count", token=token, total=10, die_at=4)
    key = started["id"].removeprefix("shop.")
    shop.popen.wait(20)
    assert sql("SELECT done, status FROM jobs WHERE id = :id", id=key) == [(3, "running")]

    sql("UPDATE jobs SET leased_until = now() WHERE id = :id", id=key)
    shop.start()

    assert finished(started["id"])["done"] == 10
    assert sql("SELECT count(*) FROM sales WHERE book = 'counted'") == [(10,)]


def test_a_host_that_stops_leaves_its_job_to_the_next(shop, rpc, token, sql, finished, eventually):
    started = rpc.call("shop.start_count", token=token, total=400)
    key = started["id"].removeprefix("shop.")
    eventually(lambda: sql("SELECT 1 FROM jobs WHERE id = :id AND done > 5", id=key))

    assert shop.stop() == 0
    assert sql("SELECT status FROM jobs WHERE id = :id AND done < 400", id=key) == [("waiting",)]
    shop.start()

    assert finished(started["id"])["done"] == 400


def test_a_starter_finds_their_own_jobs_again_the_newest_first(rpc, token_for, finished):
    token = token_for()
    counted = [rpc.call("shop.start_count", token=token, total=total)["id"] for total in (2, 3, 1)]
    rpc.call("shop.start_count", token=token_for(), total=1)
    for job_id in counted:
        finished(job_id, token)

    first = rpc.call("shop.list_jobs", token=token, limit=2)
    second = rpc.call("shop.list_jobs", token=token, limit=2, cursor=first["next"])

    assert [job["id"] for job in (*first["items"], *second["items"])] == counted[::-1]
    assert second["next"] is None
    assert [(job["state"], job["done"], job["succeeded"], job["refused"]) for job in first["items"]] == [
        ("done", 1, 1, 0),
        ("done", 3, 1, 0),
    ]


def test_jobs_of_a_kind_told_of_elsewhere_are_left_out(rpc, token_for):
    token = token_for()
    rpc.call("shop.start_count", token=token, total=1, hold_s=60)

    assert rpc.call("shop.list_jobs", token=token, besides=["count"])["items"] == []
    assert len(rpc.call("shop.list_jobs", token=token)["items"]) == 1
