"""Seals: true for one subject, broken by any other letter, checkable for ever."""

from pathlib import Path

import pytest

from services.kit import seals, wire
from services.kit.faults import Invalid, Unavailable

CLIENTS = Path(__file__).parents[3] / "gateway/web/tests/seal.json"
FACTS = ["12-QĐ/ĐTN", "2026-11-24", "Đoàn xã Tân Mỹ", "Quyết định chuẩn y kết nạp đoàn viên"]


@pytest.fixture
def folder(tmp_path):
    seals.make_keys(tmp_path)
    return tmp_path


def test_a_seal_is_opened_with_public_keys_alone(folder):
    sealed = seals.seal("code", FACTS, folder=folder)

    assert seals.opened("code", sealed, keys=seals.public_keys(folder)) == FACTS
    assert "d" not in seals.public_keys(folder)["keys"][0]


@pytest.mark.parametrize("place", [0, 3, 15, -40, -5], ids=["version", "key", "facts", "signature", "its end"])
def test_another_letter_breaks_the_seal(folder, place):
    sealed = list(seals.seal("code", FACTS, folder=folder))
    sealed[place] = "1" if sealed[place] != "1" else "2"

    with pytest.raises(Invalid) as refused:
        seals.opened("code", "".join(sealed), keys=seals.public_keys(folder))

    assert refused.value.code == "seal-broken"


def test_a_seal_counts_for_its_own_subject_alone(folder):
    sealed = seals.seal("code", FACTS, folder=folder)

    with pytest.raises(Invalid):
        seals.opened("another", sealed, keys=seals.public_keys(folder))


def test_a_new_key_signs_and_what_the_old_one_sealed_stays_true(folder):
    old = seals.seal("code", FACTS, folder=folder)

    seals.make_keys(folder)
    new = seals.seal("code", FACTS, folder=folder)

    assert old.split(".")[1] != new.split(".")[1]
    assert all(seals.opened("code", each, keys=seals.public_keys(folder)) == FACTS for each in (old, new))


def test_only_its_owner_reads_the_private_key(folder):
    assert (folder / "signing.json").stat().st_mode & 0o077 == 0


def test_without_a_key_nothing_is_sealed(tmp_path):
    with pytest.raises(Unavailable) as refused:
        seals.seal("code", FACTS, folder=tmp_path)

    assert refused.value.code == "seal-without-key"


def test_the_clients_tests_and_we_open_the_same_seal():
    made = wire.loads(CLIENTS.read_bytes())

    assert seals.opened(made["code"], made["seal"], keys=made) == made["facts"]
