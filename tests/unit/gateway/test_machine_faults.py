"""What the machine under the gateway lacks is told as what it is, not as a defect of ours."""

import errno
import io

import pytest

from gateway import uploads
from services.kit import settings
from services.kit.faults import Unavailable
from services.kit.files import Files


class FullDisk:
    def read(self, _size: int = -1) -> bytes:
        raise OSError(errno.ENOSPC, "No space left on device")


def upload(http, bearer):
    return http.post("/api/v1/files", data={"file": (io.BytesIO(b"noi dung"), "don.pdf")}, headers=bearer)


def test_a_full_store_is_said_to_be_full(http, bearer, monkeypatch):
    def receive(*_given, **_more):
        raise Unavailable("store-full", retry_after_s=60)

    monkeypatch.setattr(Files, "receive", receive)

    answer = upload(http, bearer)

    assert (answer.status_code, answer.json["code"]) == (503, "store-full")
    assert "đầy" in answer.json["detail"]
    assert answer.headers["Retry-After"] == "60"


def test_a_disk_without_room_for_what_arrives_is_full_too(http, bearer, monkeypatch):
    def received():
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(uploads, "received", received)

    assert upload(http, bearer).json["code"] == "store-full"


def test_another_fault_of_the_machine_stays_a_defect(http, bearer, monkeypatch):
    def received():
        raise OSError(errno.EBADF, "Bad file descriptor")

    monkeypatch.setattr(uploads, "received", received)

    assert upload(http, bearer).status_code == 500


def test_the_store_says_that_it_is_full(place):
    files = Files(settings.read())

    with pytest.raises(Unavailable, match="store-full"):
        files.put(FullDisk())


@pytest.mark.parametrize("path", ["/index.html%00.js", "/%00", "/" + "a" * 300 + ".js", "/assets/" + "b" * 5000])
def test_an_address_that_no_file_can_bear_is_no_fault(http, path):
    assert http.get(path).status_code in (200, 404, 503)
