"""A province with one district and one chapter, three people in it, and a host that signs them in."""

from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

import psycopg
import pytest

from services.kit import ids
from services.kit.faults import Unauthenticated
from services.members.domain.units import label

HOST = "tests.integration.members.accounts.host"
PASSWORD = "hoa sữa tháng mười"
PROVINCE, DISTRICT, CHAPTER = ids.new(), ids.new(), ids.new()


@pytest.fixture(scope="module")
def registry(database_of: Callable[[str], str]) -> Iterator[psycopg.Connection[Any]]:
    """A connection to the registry, with three units in it."""
    connection = psycopg.connect(database_of("members"), autocommit=True)
    path, parent = "", None
    for unit_id, code, level, kind in (
        (PROVINCE, "24", "PROVINCE", "TINH_DOAN"),
        (DISTRICT, "24-01", "DISTRICT", "HUYEN_DOAN"),
        (CHAPTER, "24-01-001", "CHAPTER", "DIA_BAN_DAN_CU"),
    ):
        path = f"{path}.{label(unit_id)}".lstrip(".")
        connection.execute(
            "INSERT INTO units (id, code, name, search_key, sort_key, level, kind, parent_id, path)"
            " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)",
            (unit_id, code, f"Đơn vị {code}", code, code, level, kind, parent, path),
        )
        parent = unit_id
    yield connection
    connection.close()


@pytest.fixture(scope="module")
def person(registry: psycopg.Connection[Any]) -> Callable[..., UUID]:
    """`person(code)`: somebody of the chapter; `role` and `at` give an office."""

    def made(code: str, *, phone: str | None = None, role: str | None = None, at: UUID = CHAPTER) -> UUID:
        person_id = ids.new()
        registry.execute(
            "INSERT INTO people (id, code, full_name, search_key, sort_key, sex, status, origin, unit_id, phone)"
            " VALUES (%s, %s, 'Nguyễn Thu Hà', 'nguyen thu ha', 'ha', 'female', 'ACTIVE', 'seed', %s, %s)",
            (person_id, code, CHAPTER, phone),
        )
        if role:
            registry.execute(
                "INSERT INTO positions (person_id, unit_id, role, code, from_on) VALUES (%s, %s, %s, 'UVBCH', '2024-01-01')",
                (person_id, at, role),
            )
        return person_id

    return made


@pytest.fixture(scope="module")
def host(registry: psycopg.Connection[Any], start_host: Callable[..., Any]) -> Any:
    return start_host(HOST)


@pytest.fixture
def join(host: Any, rpc: Any, token_for: Callable[..., str]) -> Callable[..., dict[str, Any]]:
    """`join(person_id)`: the person accepts an invitation and is signed in; answers the tokens."""

    def joined(person_id: UUID, **client: Any) -> dict[str, Any]:
        link = rpc.call("members.invite", token=token_for(is_admin=True), person_id=person_id)["token"]
        tokens: dict[str, Any] = rpc.call("members.accept_invitation", {"token": link, "password": PASSWORD, **client})
        return tokens

    return joined


@pytest.fixture
def sign_in(rpc: Any) -> Callable[..., dict[str, Any]]:
    """`sign_in(login)`: with the right password, from an address of its own unless another is given."""

    def signed_in(login: str, **given: Any) -> dict[str, Any]:
        asked = {"login": login, "password": PASSWORD, "address": str(ids.new()), **given}
        tokens: dict[str, Any] = rpc.call("members.sign_in", asked)
        return tokens

    return signed_in


@pytest.fixture
def is_void(rpc: Any, eventually: Callable[..., Any]) -> Callable[[str], bool]:
    """`is_void(token)`: hosts take it no more, soon after its session has ended."""

    def void(token: str) -> bool:
        def refused() -> bool:
            try:
                rpc.call("members.check_session", token=token)
            except Unauthenticated as fault:
                return fault.code == "session-revoked"
            return False

        return bool(eventually(refused))

    return void
