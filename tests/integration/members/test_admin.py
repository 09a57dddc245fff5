import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import psycopg
import pytest

Admin = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def admin(database_of: Callable[[str], str]) -> Admin:
    """`./doanso admin …` on a registry in which nobody is."""
    environment = {**os.environ, "DATABASE_URL_MEMBERS": database_of("members"), "DOANSO_PUBLIC_URL": "http://h"}

    def run(*words: str) -> "subprocess.CompletedProcess[str]":
        command = [sys.executable, "-m", "services.members.admin", *words]
        return subprocess.run(
            command, env=environment, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
        )

    return run


@pytest.fixture
def registry(database_of: Callable[[str], str]) -> Iterator[psycopg.Connection[Any]]:
    with psycopg.connect(database_of("members"), autocommit=True) as connection:
        yield connection


def newcomer(born: str = "5/3/1990") -> tuple[str, ...]:
    return ("create", "--name", "Trần Văn An", "--sex", "Nam", "--born", born, "--province", "Tỉnh đoàn Bắc Giang")


def test_the_first_administrator_gets_a_link_and_the_province_is_founded_once(
    admin: Admin, registry: psycopg.Connection[Any]
) -> None:
    first, second = admin(*newcomer()), admin(*newcomer())

    assert (first.returncode, second.returncode) == (0, 0), first.stderr + second.stderr
    assert "http://h/moi/" in first.stdout
    assert registry.execute("SELECT name, level FROM units").fetchall() == [("Tỉnh đoàn Bắc Giang", "PROVINCE")]


def test_an_administrator_whose_link_went_astray_gets_another(admin: Admin) -> None:
    login = admin(*newcomer()).stdout.splitlines()[0].split()[-1]

    again = admin("invite", login)

    assert again.returncode == 0, again.stderr
    assert f"Tên đăng nhập: {login}" in again.stdout


def test_the_first_officer_of_a_province_comes_in_once_and_is_no_administrator(
    admin: Admin, registry: psycopg.Connection[Any]
) -> None:
    first, second = (admin("officer", *newcomer()[1:]) for _ in range(2))

    held = registry.execute("SELECT role, code FROM positions").fetchall()
    invited = registry.execute(
        "SELECT is_admin FROM invitations JOIN positions USING (person_id) WHERE withdrawn_at IS NULL"
    ).fetchall()
    assert (first.returncode, held, invited) == (0, [("PROVINCE_OFFICER", "BT")], [(False,)]), first.stderr
    assert (second.returncode, "đã có cán bộ" in second.stderr) == (1, True)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (newcomer(born="hôm qua"), "hôm qua"),
        (("create", "--name", "An Bình", "--sex", "?", "--born", "1990"), "giới tính"),
        (("create",), "--name"),
        (("invite", "000000000000"), "000000000000"),
    ],
    ids=["no date", "no sex", "nothing said", "nobody"],
)
def test_what_cannot_be_done_is_said_and_changes_nothing(
    admin: Admin, registry: psycopg.Connection[Any], words: tuple[str, ...], said: str
) -> None:
    before = registry.execute("SELECT count(*) FROM people").fetchone()

    told = admin(*words)

    assert told.returncode == 1
    assert said in told.stderr
    assert registry.execute("SELECT count(*) FROM people").fetchone() == before
