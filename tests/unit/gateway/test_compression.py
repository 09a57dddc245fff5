import gzip

import pytest
import zstandard

from services.kit import wire

PAGE = {"items": [{"id": str(number), "name": "Chi đoàn 10A3"} for number in range(200)], "next": None, "version": 3}


@pytest.fixture
def page(http, bearer, services):
    """`page(accepts)`: a list of some kilobytes."""
    services.answers["workflows.list_cases"] = PAGE
    return lambda accepts: http.get("/api/v1/cases", headers={**bearer, "Accept-Encoding": accepts})


@pytest.mark.parametrize(
    ("accepts", "encoding", "unpack"),
    [
        ("gzip, deflate, br, zstd", "zstd", lambda data: zstandard.ZstdDecompressor().decompress(data)),
        ("gzip, deflate", "gzip", gzip.decompress),
        ("identity", None, bytes),
        ("gzip;q=0, identity", None, bytes),
    ],
)
def test_a_list_goes_in_the_form_that_the_browser_takes(page, accepts, encoding, unpack):
    answer = page(accepts)

    assert answer.headers.get("Content-Encoding") == encoding
    assert wire.loads(unpack(answer.data)) == PAGE
    assert "Accept-Encoding" in answer.headers["Vary"]
    assert int(answer.headers["Content-Length"]) == len(answer.data)
    assert encoding is None or len(answer.data) < len(wire.dumps(PAGE)) / 4


def test_a_short_answer_goes_as_it_is(http, bearer):
    assert "Content-Encoding" not in http.get("/api/v1/me", headers={**bearer, "Accept-Encoding": "gzip"}).headers


def test_a_secret_is_never_compressed(http, services, token):
    services.answers["members.sign_in"] = {"access_token": token * 9, "refresh_token": "r" * 43}

    answer = http.post("/api/v1/tokens", json={"login": "a", "password": "b"}, headers={"Accept-Encoding": "gzip"})

    assert len(answer.data) > 1024
    assert "Content-Encoding" not in answer.headers


def test_the_tag_of_a_compressed_answer_still_answers_with_nothing_new(http, bearer, services):
    services.answers["members.get_member"] = {"id": "1", "version": 3, "name": "x" * 2000}
    path = "/api/v1/members/019b0000-0000-7000-8000-000000000000"
    given = {**bearer, "Accept-Encoding": "gzip"}
    tag = http.get(path, headers=given).headers["ETag"]

    again = http.get(path, headers={**given, "If-None-Match": tag})
    http.patch(path, headers={**bearer, "If-Match": tag}, json={})

    assert tag.startswith('W/"3.')
    assert again.status_code == 304
    assert services.last[1]["version"] == 3
