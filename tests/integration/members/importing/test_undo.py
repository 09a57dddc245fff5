"""An import is taken back whole, or not at all where something has come of it."""

from typing import Any

import pytest

from services.kit import ids
from services.kit.faults import Conflict
from tests.integration.members.importing.conftest import person, workbook


def test_an_import_is_taken_back_whole(officer_of: Any, tree: Any, sql: Any) -> None:
    officer = officer_of("commune")
    officer.apply(officer.check(workbook(person(1, "Tạ Văn Trước", "024205000191")), tree.commune)["id"])
    rows = (
        person(1, "Tạ Văn Trước", "024205000191", phone="0987000191"),
        person(2, "Tạ Văn Thêm", "024205000192"),
    )
    applied = officer.apply(officer.check(workbook(*rows), tree.commune)["id"])

    undone = officer.undo(applied["id"])

    assert (undone["state"], undone["counts"]["undone"]) == ("undone", 2)
    assert sql("SELECT full_name, phone FROM people WHERE citizen_id IN ('024205000191', '024205000192')") == [
        ("Tạ Văn Trước", None)
    ]


def test_an_import_whose_member_was_changed_since_is_not_taken_back(officer_of: Any, tree: Any, sql: Any) -> None:
    officer = officer_of("commune")
    applied = officer.apply(officer.check(workbook(person(1, "Phan Văn Đổi", "024205000201")), tree.commune)["id"])
    sql("UPDATE people SET phone = '0912345678', version = version + 1 WHERE citizen_id = '024205000201'")

    with pytest.raises(Conflict) as refused:
        officer.call("undo_import", id=applied["id"])

    assert refused.value.code == "import-rows-changed"


def test_an_import_whose_member_has_paid_since_is_not_taken_back(officer_of: Any, tree: Any, sql: Any) -> None:
    officer = officer_of("commune")
    applied = officer.apply(officer.check(workbook(person(1, "Ninh Văn Đóng", "024205000203")), tree.commune)["id"])
    sql(
        "INSERT INTO fee_receipts (id, collection_id, unit_id, person_id, year, number, collected_on, collected_at,"
        " amount, shared) SELECT uuidv7(), uuidv7(), unit_id, id, 2026, 1, '2026-11-01', now(), 2000, 2000"
        " FROM people WHERE citizen_id = '024205000203'"
    )

    with pytest.raises(Conflict) as refused:
        officer.call("undo_import", id=applied["id"])

    assert refused.value.code == "import-rows-changed"


def test_an_import_that_somebody_was_merged_into_is_not_taken_back(officer_of: Any, tree: Any, sql: Any) -> None:
    officer = officer_of("commune")
    rows = (person(1, "Đàm Thị Đôi", "024305000202", sex="Nữ"), person(2, "Đàm Thị Đôi", "", sex="Nữ"))
    applied = officer.apply(officer.check(workbook(*rows), tree.commune)["id"])
    [pair] = [
        each for each in officer.call("list_duplicates", limit=100)["items"] if "Đôi" in each["left"]["full_name"]
    ]
    fuller = max((pair["left"], pair["right"]), key=lambda side: side["completeness"])
    officer.call("merge_duplicate", duplicate_id=pair["id"], keep_id=fuller["id"])

    with pytest.raises(Conflict) as refused:
        officer.call("undo_import", id=applied["id"])

    assert refused.value.code == "import-rows-changed"


def test_an_import_is_not_taken_back_after_a_day(officer_of: Any, tree: Any, sql: Any) -> None:
    officer = officer_of("commune")
    applied = officer.apply(officer.check(workbook(person(1, "Phan Văn Muộn", "024205000211")), tree.commune)["id"])
    sql(
        "UPDATE imports SET applied_at = applied_at - interval '25 hours' WHERE id = %s",
        ids.without_service(applied["id"]),
    )

    with pytest.raises(Conflict) as refused:
        officer.call("undo_import", id=applied["id"])

    assert refused.value.code == "undo-too-late"


def test_a_tree_of_units_is_founded_and_taken_back(officer_of: Any, tree: Any, sql: Any) -> None:
    headings = ("STT", "Tên đơn vị", "Cấp", "Đơn vị cấp trên")
    rows = (
        (1, "Chi đoàn thôn Thượng", "Chi đoàn", "Đoàn xã Đồng Sơn"),
        (2, "Đoàn xã Đồng Sơn", "Đoàn cơ sở", "Thành đoàn Bắc Giang"),
    )
    officer = officer_of("district")
    checked = officer.check(workbook(*rows, headings=headings), tree.district, kind="units")
    applied = officer.apply(checked["id"])
    founded = sql(
        "SELECT u.name, p.name FROM units u JOIN units p ON p.id = u.parent_id WHERE u.name LIKE '%%Thượng' OR u.name LIKE '%%Đồng Sơn'"
    )

    undone = officer.undo(applied["id"])

    assert (checked["ok"], applied["counts"]["create"], undone["state"]) == (2, 2, "undone")
    assert set(founded) == {("Chi đoàn thôn Thượng", "Đoàn xã Đồng Sơn"), ("Đoàn xã Đồng Sơn", "Thành đoàn Bắc Giang")}
    assert sql("SELECT count(*) FROM units WHERE name LIKE '%%Thượng' OR name LIKE '%%Đồng Sơn'") == [(0,)]
    closed = sql(
        "SELECT unit ->> 'name' FROM outbox, jsonb_array_elements(body::jsonb -> 'fields' -> 'units') unit"
        " WHERE routing_key = 'members.units_changed.v1' AND unit ->> 'closed_on' IS NOT NULL"
    )
    assert {name for (name,) in closed} == {"Chi đoàn thôn Thượng", "Đoàn xã Đồng Sơn"}
