"""What was uploaded and is referred to by nothing goes after a while; what was kept stays."""

from datetime import timedelta

import pytest
from environs import Env

from services.kit import clock, settings
from services.kit.faults import NotFound
from services.kit.files import Files

SOON = timedelta(seconds=5)


@pytest.fixture
def files(tmp_path, monkeypatch):
    monkeypatch.setenv("DOANSO_FILES", str(tmp_path))
    return Files(settings.from_environment(Env()))


def test_a_received_file_is_read_like_any_other(files):
    stored = files.receive(b"noi dung")

    assert (files.open(stored.digest), files.size(stored.digest)) == (b"noi dung", 8)
    assert files.path(stored.digest).read_bytes() == b"noi dung"


def test_a_received_file_goes_after_its_time(files):
    stored = files.receive(b"khong ai dung")

    assert files.delete_unkept(before=clock.real_now() - SOON, at_most=10) == 0
    assert files.delete_unkept(before=clock.real_now() + SOON, at_most=10) == 1
    with pytest.raises(NotFound):
        files.open(stored.digest)


def test_a_kept_file_stays(files):
    stored = files.receive(b"dinh kem")
    files.keep(stored.digest)
    files.keep(stored.digest)

    files.delete_unkept(before=clock.real_now() + SOON, at_most=10)

    assert files.open(stored.digest) == b"dinh kem"


def test_so_many_go_at_a_time(files):
    for number in range(3):
        files.receive(f"tep {number}".encode())

    assert [files.delete_unkept(before=clock.real_now() + SOON, at_most=2) for _ in range(3)] == [2, 1, 0]


def test_what_is_not_there_cannot_be_kept(files):
    with pytest.raises(NotFound):
        files.keep("0" * 64)
