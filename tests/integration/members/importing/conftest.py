"""A registry with a small tree of units, and officers who import into it."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any
from uuid import UUID

import openpyxl
import psycopg
import pytest

from services.kit import ids, settings
from services.kit.files import Files
from services.members.domain.names import search_key, sort_key

HEADINGS = (
    "STT",
    "Họ và tên",
    "Ngày sinh",
    "Giới tính",
    "Số CCCD",
    "Dân tộc",
    "Tôn giáo",
    "SĐT",
    "Ngày vào Đoàn",
    "Chi đoàn",
)


@dataclass(frozen=True)
class Tree:
    """Units by name."""

    province: UUID
    district: UUID
    other_district: UUID
    commune: UUID
    other_commune: UUID
    east: UUID
    west: UUID
    south: UUID


UNITS = (
    ("province", None, "24", "Tỉnh đoàn Bắc Giang", "PROVINCE", "TINH_DOAN", None),
    ("district", "province", "24-01", "Thành đoàn Bắc Giang", "DISTRICT", "THANH_DOAN", 1),
    ("other_district", "province", "24-02", "Huyện đoàn Lạng Giang", "DISTRICT", "HUYEN_DOAN", 2),
    ("commune", "district", "24-01-001", "Đoàn xã Tân Mỹ", "GRASSROOTS", "DOAN_XA", None),
    ("other_commune", "other_district", "24-02-001", "Đoàn xã Tân Dĩnh", "GRASSROOTS", "DOAN_XA", None),
    ("east", "commune", "24-01-001-01", "Chi đoàn thôn Đông", "CHAPTER", "DIA_BAN_DAN_CU", None),
    ("west", "commune", "24-01-001-02", "Chi đoàn thôn Tây", "CHAPTER", "DIA_BAN_DAN_CU", None),
    ("south", "other_commune", "24-02-001-01", "Chi đoàn thôn Nam", "CHAPTER", "DIA_BAN_DAN_CU", None),
)


@pytest.fixture(scope="module")
def database(database_of: Callable[..., str]) -> str:
    """The address of the registry's database."""
    return database_of("members")


@pytest.fixture(scope="module")
def tree(database: str) -> Tree:
    """Two districts; the first has a commune with two chapters."""
    keys: dict[str, UUID] = {}
    paths: dict[str, str] = {}
    with psycopg.connect(database) as connection:
        for name, parent, code, title, level, kind, seq in UNITS:
            key = keys[name] = ids.new()
            paths[name] = f"{paths[parent]}.u{key.hex}" if parent else f"u{key.hex}"
            above = keys[parent] if parent else None
            connection.execute(
                "INSERT INTO units (id, code, name, search_key, sort_key, level, kind, seq, parent_id, path, opened_on)"
                " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, '2020-01-01')",
                (key, code, title, search_key(title), sort_key(title).decode(), level, kind, seq, above, paths[name]),
            )
            connection.execute(
                "INSERT INTO unit_names (unit_id, name, valid) VALUES (%s, %s, '[2020-01-01,)')", (key, title)
            )
            connection.execute(
                "INSERT INTO unit_links (unit_id, parent_id, valid) VALUES (%s, %s, '[2020-01-01,)')", (key, above)
            )
            connection.execute(
                "INSERT INTO unit_paths (unit_id, path, valid) VALUES (%s, %s, '[2020-01-01,)')", (key, paths[name])
            )
    return Tree(**keys)


@pytest.fixture(scope="module")
def members(database: str, tree: Tree, start_host: Callable[..., Any]) -> Any:
    """A host of the registry."""
    return start_host("members")


@pytest.fixture
def sql(database: str) -> Iterator[Callable[..., list[tuple[Any, ...]]]]:
    """`sql(statement, *parameters)`: its rows."""
    with psycopg.connect(database, autocommit=True) as connection:

        def run(statement: str, *parameters: Any) -> list[tuple[Any, ...]]:
            cursor = connection.execute(statement, parameters)
            return cursor.fetchall() if cursor.description else []

        yield run


class Officer:
    """Someone who imports; each call carries their token."""

    def __init__(self, rpc: Any, token: str, person_id: UUID) -> None:
        self._rpc, self._token, self.person_id = rpc, token, person_id

    def call(self, method: str, **given: Any) -> Any:
        return self._rpc.call(f"members.{method}", token=self._token, **given)

    def start(
        self, content: bytes, unit_id: UUID, *, kind: str = "members", name: str = "danh sách.xlsx"
    ) -> dict[str, Any]:
        stored = Files(settings.read()).put(content)
        return self.call(
            "start_import", unit_id=str(unit_id), kind=kind, digest=stored.digest, file_name=name, size=stored.size
        )

    def until(self, import_id: str, *states: str, timeout_s: float = 60) -> dict[str, Any]:
        ends = time.monotonic() + timeout_s
        while (view := self.call("get_import", id=import_id))["state"] not in states:
            assert time.monotonic() < ends, view
            time.sleep(0.05)
        return view

    def check(self, content: bytes, unit_id: UUID, **given: Any) -> dict[str, Any]:
        return self.until(self.start(content, unit_id, **given)["id"], "checked", "failed")

    def apply(self, import_id: str) -> dict[str, Any]:
        self.call("apply_import", id=import_id)
        return self.until(import_id, "applied", "failed")

    def undo(self, import_id: str) -> dict[str, Any]:
        self.call("undo_import", id=import_id)
        return self.until(import_id, "undone", "failed")


@pytest.fixture
def officer_of(members: Any, rpc: Any, token_for: Callable[..., str], tree: Tree, sql: Any) -> Callable[[str], Officer]:
    """`officer_of("commune")`: one of its officers, whom the registry knows as such."""
    roles = {"district": "DISTRICT_OFFICER", "other_district": "DISTRICT_OFFICER", "province": "PROVINCE_OFFICER"}
    roles |= {"commune": "GRASSROOTS_OFFICER", "other_commune": "GRASSROOTS_OFFICER"}

    def officer(name: str) -> Officer:
        role = roles.get(name, "CHAPTER_OFFICER")
        unit_id, person_id = getattr(tree, name), ids.new()
        sql(
            "INSERT INTO people (id, full_name, search_key, sort_key, sex, status, origin)"
            " VALUES (%s, 'Người thử', 'nguoi thu', '', 'male', 'MATURED', 'seed')",
            person_id,
        )
        sql(
            "INSERT INTO positions (id, person_id, unit_id, role, code, from_on) VALUES (%s, %s, %s, %s, 'PBT', %s)",
            *(ids.new(), person_id, unit_id, role, date(2020, 1, 1)),
        )
        return Officer(rpc, token_for(person_id, (role, unit_id, role.removesuffix("_OFFICER"))), person_id)

    return officer


def workbook(*rows: tuple[Any, ...], headings: tuple[str, ...] = HEADINGS) -> bytes:
    """A plain workbook with a title and these rows."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["DANH SÁCH ĐOÀN VIÊN"])
    sheet.append([])
    sheet.append(list(headings))
    for row in rows:
        sheet.append(list(row))
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def person(number: int, name: str, citizen_id: str = "", **changed: Any) -> tuple[Any, ...]:
    """A row of `workbook()`."""
    given = {"born": "05/03/2005", "sex": "Nam", "phone": "", "unit": "Chi đoàn thôn Đông"} | changed
    return (
        number,
        name,
        given["born"],
        given["sex"],
        citizen_id,
        "Kinh",
        "Không",
        given["phone"],
        "26/03/2021",
        given["unit"],
    )
