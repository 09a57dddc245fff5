"""Importing members from a workbook, from the file to the registry and back."""

from io import BytesIO
from typing import Any

import openpyxl
import pytest

from services.kit import settings
from services.kit.faults import Denied, Invalid, NotFound
from services.kit.files import Files
from tests.integration.members.importing.conftest import HEADINGS, person, workbook


def test_good_rows_of_a_workbook_become_members(officer_of: Any, tree: Any, sql: Any) -> None:
    officer = officer_of("commune")
    checked = officer.check(
        workbook(person(1, "Nguyễn Văn Đức", "024205000101"), person(2, "Trần Thị Hà", sex="")), tree.commune
    )

    applied = officer.apply(checked["id"])

    assert (checked["rows"], checked["ok"], checked["counts"]["create"]) == (2, 1, 1)
    assert [(error["row"], error["column"], error["code"]) for error in checked["errors"]] == [
        (5, "Giới tính", "required")
    ]
    assert (applied["state"], applied["counts"]["create"]) == ("applied", 1)
    rows = sql(
        "SELECT full_name, sex, born_on::text, unit_id, status, flags, length(code) FROM people WHERE citizen_id = '024205000101'"
    )
    assert rows == [("Nguyễn Văn Đức", "male", "2005-03-05", tree.east, "ACTIVE", [], 12)]
    assert sql(
        "SELECT why, lower(valid)::text FROM memberships JOIN people p ON p.id = person_id WHERE citizen_id = '024205000101'"
    ) == [("import", "2021-03-26")]


def test_the_entered_people_are_announced_and_audited(officer_of: Any, tree: Any, sql: Any) -> None:
    officer = officer_of("commune")
    checked = officer.check(workbook(person(1, "Lê Văn Báo", "024205000111")), tree.commune)

    officer.apply(checked["id"])

    announced = sql(
        "SELECT count(*) FROM outbox WHERE routing_key = 'members.people_changed.v1' AND body LIKE '%%Lê Văn Báo%%'"
    )
    audited = sql(
        "SELECT count(*) FROM audit_log WHERE action = 'member.import' AND after ->> 'full_name' = 'Lê Văn Báo'"
    )
    assert (announced, audited) == ([(1,)], [(1,)])


def test_a_chapter_enters_its_own_roll_unconfirmed(officer_of: Any, tree: Any, sql: Any) -> None:
    officer = officer_of("east")
    checked = officer.check(workbook(person(1, "Đỗ Thị Lan", "024305000121", sex="Nữ")), tree.east)

    officer.apply(checked["id"])

    assert sql("SELECT unit_id, flags FROM people WHERE citizen_id = '024305000121'") == [(tree.east, ["unconfirmed"])]


def test_an_officer_cannot_import_into_another_district(officer_of: Any, tree: Any) -> None:
    with pytest.raises(Denied):
        officer_of("district").start(workbook(person(1, "Lê Văn An")), tree.south)


def test_an_import_of_another_district_does_not_exist(officer_of: Any, tree: Any) -> None:
    checked = officer_of("commune").check(workbook(person(1, "Lê Văn An")), tree.commune)

    with pytest.raises(NotFound):
        officer_of("other_district").call("get_import", id=checked["id"])


def test_a_row_with_the_citizen_id_of_a_member_updates_the_member(officer_of: Any, tree: Any, sql: Any) -> None:
    officer = officer_of("commune")
    officer.apply(officer.check(workbook(person(1, "Vũ Văn Cũ", "024205000131")), tree.commune)["id"])

    checked = officer.check(workbook(person(1, "VU VAN CU", "024205000131", phone="0987654321")), tree.commune)
    applied = officer.apply(checked["id"])

    assert (checked["counts"]["update"], applied["counts"]["update"]) == (1, 1)
    assert sql("SELECT full_name, phone, version FROM people WHERE citizen_id = '024205000131'") == [
        ("Vũ Văn Cũ", "0987654321", 2)
    ]


def test_a_list_brings_older_numbers_and_leaves_another_phone_unverified(officer_of: Any, tree: Any, sql: Any) -> None:
    headings, officer = (*HEADINGS, "Mã YUM", "Số thẻ cũ", "Diện chính sách"), officer_of("commune")
    row = person(1, "Vũ Văn Sổ", "024205000133", phone="0987654323")
    officer.apply(officer.check(workbook((*row, "BG-1", "77", "Hộ nghèo"), headings=headings), tree.commune)["id"])
    sql("UPDATE people SET phone_verified = true WHERE citizen_id = '024205000133'")

    other = person(1, "Vũ Văn Sổ", "024205000133", phone="0987654324")
    officer.apply(officer.check(workbook(other), tree.commune)["id"])

    assert sql(
        "SELECT yum_code, old_card_no, policy_object, phone_verified FROM people WHERE citizen_id = '024205000133'"
    ) == [("BG-1", "77", "HO_NGHEO", False)]


def test_a_chapters_own_list_leaves_alone_what_its_superior_has_confirmed(officer_of: Any, tree: Any, sql: Any) -> None:
    superior, chapter = officer_of("commune"), officer_of("east")
    superior.apply(superior.check(workbook(person(1, "Vũ Văn Chốt", "024205000132")), tree.commune)["id"])
    otherwise = (*person(1, "Vũ Văn Chốt", "024205000132", phone="0987654322")[:8], "19/05/2020", "Chi đoàn thôn Đông")

    applied = chapter.apply(chapter.check(workbook(otherwise), tree.east)["id"])
    told = chapter.call("list_import_problems", id=applied["id"], severity="warning", limit=20)["items"]

    assert sql("SELECT joined_on::text, phone FROM people WHERE citizen_id = '024205000132'") == [
        ("2021-03-26", "0987654322")
    ]
    assert "settled-kept" in [problem["code"] for problem in told]


def test_a_citizen_id_from_outside_is_refused_without_saying_whose_it_is(officer_of: Any, tree: Any, sql: Any) -> None:
    other = officer_of("other_commune")
    other.apply(
        other.check(
            workbook(person(1, "Người Nơi Khác", "024205000141", unit="Chi đoàn thôn Nam")), tree.other_commune
        )["id"]
    )

    checked = officer_of("commune").check(workbook(person(1, "Ai Đó Khác", "024205000141")), tree.commune)

    assert [error["code"] for error in checked["errors"]] == ["citizen-id-taken"]
    assert "Nơi Khác" not in str(checked)
    assert sql(
        "SELECT count(*) FROM comparison_requests c JOIN people p ON p.id = c.person_id WHERE p.citizen_id = '024205000141'"
    ) == [(1,)]


def test_who_sees_both_sides_compares_a_citizen_id_that_is_taken(officer_of: Any, tree: Any) -> None:
    other, mine = officer_of("other_commune"), officer_of("commune")
    there = workbook(person(1, "Người Mang Số", "024205000142", unit="Chi đoàn thôn Nam"))
    other.apply(other.check(there, tree.other_commune)["id"])
    mine.check(workbook(person(1, "Người Trùng Số", "024205000142")), tree.commune)

    def waiting(name: str) -> list[dict[str, Any]]:
        found = officer_of(name).call("list_comparisons", limit=100)["items"]
        return [each for each in found if each["member"]["full_name"] == "Người Mang Số"]

    assert [waiting(name) for name in ("commune", "other_commune", "other_district")] == [[], [], []]
    [seen] = waiting("province")
    assert seen["row"]["full_name"] == "Người Trùng Số"
    with pytest.raises(NotFound):
        mine.call("settle_comparison", id=seen["id"])
    officer_of("province").call("settle_comparison", id=seen["id"])
    assert waiting("province") == []


def test_people_alike_are_entered_and_wait_for_comparison(officer_of: Any, tree: Any, sql: Any) -> None:
    officer = officer_of("commune")
    officer.apply(
        officer.check(
            workbook(person(1, "Hoàng Thị Giống", "024305000151", sex="Nữ", born="01/02/2005")), tree.commune
        )["id"]
    )

    checked = officer.check(
        workbook(person(1, "HOANG THI GIONG", sex="Nữ", born="1/2/2005", unit="Chi đoàn thôn Tây")), tree.commune
    )
    applied = officer.apply(checked["id"])

    assert (checked["counts"]["duplicate"], applied["counts"]["create"], applied["counts"]["duplicate"]) == (1, 1, 1)
    assert sql(
        "SELECT reasons FROM duplicates d JOIN people p ON p.id IN (left_id, right_id) WHERE citizen_id = '024305000151'"
    ) == [(["name_birth"],)]


def test_a_mended_row_is_checked_again_and_entered(officer_of: Any, tree: Any, sql: Any) -> None:
    officer = officer_of("commune")
    checked = officer.check(workbook(person(1, "Bùi Văn Sửa", "024205000161", born="31/02/2005")), tree.commune)

    mended = officer.call("update_import_row", id=checked["id"], row=4, cells={"birth_date": "28/02/2005"})
    officer.apply(checked["id"])

    assert checked["errors"][0]["code"] == "day-impossible"
    assert (mended["ok"], mended["import"]["ok"], mended["import"]["errors"]) == (True, 1, [])
    assert sql("SELECT born_on::text FROM people WHERE citizen_id = '024205000161'") == [("2005-02-28",)]


def test_an_import_of_who_is_no_officer_any_more_enters_nothing(officer_of: Any, tree: Any, sql: Any) -> None:
    officer = officer_of("commune")
    checked = officer.check(workbook(person(1, "Bùi Văn Hết", "024205000169")), tree.commune)

    sql("UPDATE positions SET until = '2021-01-01' WHERE person_id = %s", officer.person_id)
    failed = officer.apply(checked["id"])

    assert (failed["state"], failed["problem"]["code"]) == ("failed", "not-allowed")
    assert "không còn quyền" in failed["problem"]["text"]
    assert sql("SELECT count(*) FROM people WHERE citizen_id = '024205000169'") == [(0,)]


def test_mending_one_of_two_equal_numbers_frees_the_other_row(officer_of: Any, tree: Any) -> None:
    rows = person(1, "Mai Văn Một", "024205000171"), person(2, "Mai Văn Hai", "024205000171")
    checked = officer_of("commune").check(workbook(*rows), tree.commune)

    mended = officer_of("commune").call(
        "update_import_row", id=checked["id"], row=4, cells={"citizen_id": "024205000172"}
    )

    assert [(error["row"], error["code"]) for error in checked["errors"]] == [(5, "citizen-id-repeated")]
    assert mended["import"]["errors"] == []


def test_columns_named_by_people_are_read_so_and_remembered(officer_of: Any, tree: Any) -> None:
    headings = ("STT", "Họ và tên", "Ngày sinh", "Giới tính", "Số nhận dạng đặc biệt")
    content = workbook((1, "Lương Văn Cột", "1/1/2005", "Nam", "024205000181"), headings=headings)
    officer = officer_of("west")
    checked = officer.check(content, tree.west)
    officer.call("set_import_mapping", id=checked["id"], columns=[{"index": 4, "field": "citizen_id"}])

    again = officer.until(checked["id"], "checked")
    following = officer.check(content, tree.west)

    fields = [[column["field"] for column in view["mapping"]["columns"]] for view in (checked, again, following)]
    assert fields == [
        ["ordinal", "full_name", "birth_date", "sex", last] for last in (None, "citizen_id", "citizen_id")
    ]


def test_a_list_with_the_code_of_a_merged_file_means_the_kept_one(officer_of: Any, tree: Any, sql: Any) -> None:
    officer = officer_of("commune")
    rows = (person(1, "Ngọ Thị Mã", "024305000203", sex="Nữ"), person(2, "Ngọ Thị Mã", "", sex="Nữ"))
    officer.apply(officer.check(workbook(*rows), tree.commune)["id"])
    [pair] = [
        each for each in officer.call("list_duplicates", limit=100)["items"] if "Ngọ" in each["left"]["full_name"]
    ]
    kept, gone = sorted((pair["left"], pair["right"]), key=lambda side: -side["completeness"])
    officer.call("merge_duplicate", duplicate_id=pair["id"], keep_id=kept["id"])

    headings = ("STT", "Mã đoàn viên", "Họ và tên", "Ngày sinh", "Giới tính", "Quê quán", "Chi đoàn")
    again = (1, gone["code"], "Ngọ Thị Mã", "05/03/2005", "Nữ", "Sơn Động", "Chi đoàn thôn Đông")
    checked = officer.check(workbook(again, headings=headings), tree.commune)
    officer.apply(checked["id"])

    assert checked["errors"] == []
    assert sql("SELECT native_place, status FROM people WHERE citizen_id = '024305000203'") == [("Sơn Động", "ACTIVE")]


def test_a_file_that_is_no_workbook_fails_with_a_reason(officer_of: Any, tree: Any) -> None:
    failed = officer_of("commune").check(b"%PDF-1.7 not a workbook at all", tree.commune)

    assert (failed["state"], failed["problem"]["code"]) == ("failed", "file-not-workbook")
    assert failed["problem"]["mend"]


def test_a_file_larger_than_the_limit_is_refused_at_once(officer_of: Any, tree: Any) -> None:
    with pytest.raises(Invalid) as refused:
        officer_of("commune").call(
            "start_import",
            unit_id=str(tree.commune),
            kind="members",
            digest="0" * 64,
            file_name="a.xlsx",
            size=21 * 1024 * 1024,
        )

    assert refused.value.code == "file-too-big"


def test_problems_come_page_by_page_without_repeating(officer_of: Any, tree: Any) -> None:
    officer = officer_of("commune")
    checked = officer.check(
        workbook(*(person(n, f"Người Thiếu {'ABCDEFG'[n]}", sex="") for n in range(7))), tree.commune
    )

    first = officer.call("list_import_problems", id=checked["id"], severity="error", limit=4)
    second = officer.call("list_import_problems", id=checked["id"], severity="error", limit=4, cursor=first["next"])

    assert [item["row"] for page in (first, second) for item in page["items"]] == [4, 5, 6, 7, 8, 9, 10]
    assert second["next"] is None


def test_the_result_workbook_marks_the_cells(officer_of: Any, tree: Any) -> None:
    officer = officer_of("commune")
    checked = officer.check(workbook(person(1, "Chu Văn Lỗi", "123")), tree.commune)

    stored = officer.call("get_import_result", id=checked["id"])

    assert stored["name"].endswith(".xlsx")
    assert stored["size"] > 1000


def test_a_chapter_officer_cannot_import_units(officer_of: Any, tree: Any) -> None:
    with pytest.raises(Denied):
        officer_of("east").start(workbook(), tree.east, kind="units")


SPLIT = ("STT", "Họ và tên", None, "Ngày sinh", "Nam", "Nữ", "Số nhận dạng")


def split_names(*rows: tuple[Any, ...]) -> bytes:
    """A workbook with one heading over family name and given name, and sex by mark."""
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (SPLIT, *rows):
        sheet.append(list(row))
    sheet.merge_cells("B1:C1")
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def test_two_columns_under_one_heading_keep_their_meanings_in_the_next_file(officer_of: Any, tree: Any) -> None:
    officer = officer_of("west")
    first = officer.check(split_names((1, "Lương Văn", "Cột", "1/1/2005", "x", None, "024205000182")), tree.west)
    columns = [
        {"index": column["index"], "field": "citizen_id" if column["index"] == 6 else column["field"]}
        for column in first["mapping"]["columns"]
    ]
    officer.call("set_import_mapping", id=first["id"], columns=columns)
    officer.until(first["id"], "checked")

    second = officer.check(split_names((1, "Lương Thị Thu", "Hà", "2/1/2005", None, "x", "024305000183")), tree.west)
    names = officer.call("list_import_rows", id=second["id"], outlook="create", limit=20)["items"]

    fields = [column["field"] for column in second["mapping"]["columns"]]
    assert fields == ["ordinal", "family_name", "given_name", "birth_date", "male", "female", "citizen_id"]
    assert [row["full_name"] for row in names] == ["Lương Thị Thu Hà"]


def test_the_result_workbook_keeps_the_shape_of_the_file(officer_of: Any, tree: Any) -> None:
    officer = officer_of("west")
    checked = officer.check(split_names((1, "Lương Văn", "Dạng", "31/02/2005", None, "x", "")), tree.west)

    cells = {"birth_date": "28/02/2005", "sex": "Nam", "full_name": "Lương Văn Dáng"}
    officer.call("update_import_row", id=checked["id"], row=2, cells=cells)
    stored = officer.call("get_import_result", id=checked["id"])

    result = openpyxl.load_workbook(BytesIO(Files(settings.read()).path(stored["digest"]).read_bytes()))
    row = [cell.value for cell in result.worksheets[1][2]][:7]
    assert row == ["1", "Lương Văn", "Dáng", "28/02/2005", "x", None, None]


def test_an_import_is_listed_to_who_made_it(officer_of: Any, tree: Any) -> None:
    officer, other = officer_of("commune"), officer_of("other_commune")
    first = officer.check(workbook(person(1, "Lâm Văn Liệt", "024205000221")), tree.commune)
    second = officer.check(workbook(person(1, "Lâm Văn Kê", "024205000222")), tree.commune)

    page = officer.call("list_imports", limit=1)
    rest = officer.call("list_imports", limit=1, cursor=page["next"])
    found = [*page["items"], *rest["items"]]

    assert [(item["id"], item["state"], item["rows"]) for item in found] == [
        (second["id"], "checked", 1),
        (first["id"], "checked", 1),
    ]
    assert not {first["id"], second["id"]} & {item["id"] for item in other.call("list_imports", limit=100)["items"]}
