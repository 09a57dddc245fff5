"""Whom a row of a workbook is about: a number alone makes nobody into somebody else."""

from typing import Any

import pytest

from services.kit import ids
from services.kit.faults import Conflict, NotFound
from tests.integration.members.importing.conftest import HEADINGS, Officer, person, workbook

CODED = ("STT", "Mã đoàn viên", "Họ và tên", "Ngày sinh", "Giới tính", "SĐT", "Chi đoàn")


def enter(officer: Any, unit_id: Any, *rows: tuple[Any, ...]) -> None:
    """The rows are members."""
    applied = officer.apply(officer.check(workbook(*rows), unit_id)["id"])
    assert applied["counts"]["error"] == 0


def rows_of(officer: Any, import_id: str, outlook: str, **given: Any) -> list[dict[str, Any]]:
    asked = {"limit": 100, "cursor": None, "count": None, "q": None} | given
    found: list[dict[str, Any]] = officer.call("list_import_rows", id=import_id, outlook=outlook, **asked)["items"]
    return found


def test_a_row_with_the_citizen_id_of_another_of_my_chapter_is_an_error_that_names_both(
    officer_of: Any, tree: Any, sql: Any
) -> None:
    officer = officer_of("east")
    enter(officer, tree.east, person(1, "Nguyễn Thị Bích", "024305000301", sex="Nữ", born="02/09/2001"))

    checked = officer.check(workbook(person(1, "Trần Văn Hùng", "024305000301", born="11/12/2006")), tree.east)

    [error] = checked["errors"]
    assert (error["code"], error["field"], error["can_compare"]) == ("citizen-id-of-other", "citizen_id", True)
    for said in ("Nguyễn Thị Bích, sinh 02/09/2001", "Chi đoàn thôn Đông", "Trần Văn Hùng, sinh 11/12/2006", "Sửa số"):
        assert said in error["text"]
    assert (checked["ok"], checked["counts"]["update"], checked["counts"]["error"]) == (0, 0, 1)
    with pytest.raises(Conflict) as refused:
        officer.call("apply_import", id=checked["id"])
    assert refused.value.code == "import-nothing-to-enter"
    assert sql("SELECT full_name, sex FROM people WHERE citizen_id = '024305000301'") == [("Nguyễn Thị Bích", "female")]


def test_the_number_of_a_row_about_somebody_else_is_mended_in_place(officer_of: Any, tree: Any, sql: Any) -> None:
    officer = officer_of("east")
    enter(officer, tree.east, person(1, "Nguyễn Thị Cúc", "024305000302", sex="Nữ"))
    checked = officer.check(workbook(person(1, "Trần Văn Dần", "024305000302", born="11/12/2006")), tree.east)

    mended = officer.call("update_import_row", id=checked["id"], row=4, cells={"citizen_id": "024206000303"})
    officer.apply(checked["id"])

    assert mended["ok"]
    assert sql("SELECT full_name FROM people WHERE citizen_id IN ('024305000302', '024206000303') ORDER BY 1") == [
        ("Nguyễn Thị Cúc",),
        ("Trần Văn Dần",),
    ]


def test_a_row_about_somebody_else_can_wait_for_comparison(officer_of: Any, tree: Any) -> None:
    officer = officer_of("east")
    enter(officer, tree.east, person(1, "Nguyễn Thị Đào", "024305000304", sex="Nữ"))
    checked = officer.check(workbook(person(1, "Trần Văn Giang", "024305000304", born="11/12/2006")), tree.east)

    asked = officer.call("request_import_comparison", id=checked["id"], row=4)

    waiting = officer_of("commune").call("list_comparisons", limit=100)["items"]
    assert [one["member"]["full_name"] for one in waiting if one["row"]["full_name"] == "Trần Văn Giang"] == [
        "Nguyễn Thị Đào"
    ]
    assert "Đã gửi đề nghị đối chiếu" in asked["errors"][0]["text"]
    assert asked["errors"][0]["can_compare"] is False
    with pytest.raises(Conflict) as refused:
        officer.call("request_import_comparison", id=checked["id"], row=4)
    assert refused.value.code == "import-row-of-nobody-else"


def test_a_row_with_the_code_of_another_member_is_an_error(officer_of: Any, tree: Any, sql: Any) -> None:
    officer = officer_of("commune")
    enter(officer, tree.commune, person(1, "Lê Văn Khoa", "024205000305"))
    [(code,)] = sql("SELECT code FROM people WHERE citizen_id = '024205000305'")

    row = (1, code, "Phạm Thị Lan", "10/10/2004", "Nữ", "", "Chi đoàn thôn Đông")
    checked = officer.check(workbook(row, headings=CODED), tree.commune)

    [error] = checked["errors"]
    assert (error["code"], error["value"]) == ("member-code-of-other", code)
    assert "Lê Văn Khoa" in error["text"]


def test_a_citizen_id_and_a_code_of_two_members_are_an_error(officer_of: Any, tree: Any, sql: Any) -> None:
    officer = officer_of("commune")
    enter(officer, tree.commune, person(1, "Lê Văn Minh", "024205000306"), person(2, "Lê Văn Nhật", "024205000307"))
    [(code,)] = sql("SELECT code FROM people WHERE citizen_id = '024205000307'")

    row = (*person(1, "Lê Văn Minh", "024205000306", phone="0987000306"), code)
    checked = officer.check(workbook(row, headings=(*HEADINGS, "Mã đoàn viên")), tree.commune)

    assert [error["code"] for error in checked["errors"]] == ["member-code-of-other"]
    assert checked["ok"] == 0


def test_a_code_from_outside_is_refused_without_saying_whose_it_is(officer_of: Any, tree: Any, sql: Any) -> None:
    other = officer_of("other_commune")
    enter(other, tree.other_commune, person(1, "Người Ở Xa", "024205000308", unit="Chi đoàn thôn Nam"))
    [(code,)] = sql("SELECT code FROM people WHERE citizen_id = '024205000308'")

    row = (1, code, "Người Ở Xa", "05/03/2005", "Nam", "", "Chi đoàn thôn Đông")
    checked = officer_of("commune").check(workbook(row, headings=CODED), tree.commune)

    assert [error["code"] for error in checked["errors"]] == ["member-code-taken"]
    assert "thôn Nam" not in checked["errors"][0]["text"]


def test_an_import_changes_nothing_in_the_file_of_whoever_imports(
    officer_of: Any, rpc: Any, token_for: Any, tree: Any, sql: Any
) -> None:
    enter(
        officer_of("east"),
        tree.east,
        person(1, "Mai Thị Oanh", "024305000309"),
        person(2, "Mai Văn Phú", "024205000310"),
    )
    [(own_id,)] = sql("SELECT id FROM people WHERE citizen_id = '024305000309'")
    sql(
        "INSERT INTO positions (id, person_id, unit_id, role, code, from_on)"
        " VALUES (%s, %s, %s, 'CHAPTER_OFFICER', 'PBT', '2020-01-01')",
        *(ids.new(), own_id, tree.east),
    )
    secretary = Officer(rpc, token_for(own_id, ("CHAPTER_OFFICER", tree.east, "CHAPTER")), own_id)

    as_it_is = secretary.check(workbook(person(1, "Mai Thị Oanh", "024305000309")), tree.east)
    changed = workbook(
        person(1, "Mai Thị Oanh", "024305000309", phone="0987000309"),
        person(2, "Mai Văn Phú", "024205000310", phone="0987000310"),
    )
    applied = secretary.apply(secretary.check(changed, tree.east)["id"])

    assert as_it_is["errors"] == []
    assert [one["row"] for one in rows_of(secretary, as_it_is["id"], "same")] == [4]
    [error] = applied["errors"]
    assert (error["code"], error["row"]) == ("own-file", 4)
    assert "Đề nghị sửa" in error["text"]
    assert sql("SELECT phone FROM people WHERE citizen_id IN ('024305000309', '024205000310') ORDER BY citizen_id") == [
        ("0987000310",),
        (None,),
    ]


def test_a_year_alone_agrees_and_takes_no_day_away(officer_of: Any, tree: Any, sql: Any) -> None:
    officer = officer_of("commune")
    enter(officer, tree.commune, person(1, "Đinh Văn Năm", "024205000311"))

    checked = officer.check(
        workbook(person(1, "Đinh Văn Năm", "024205000311", born="2005", phone="0987000311")), tree.commune
    )
    officer.apply(checked["id"])

    assert checked["counts"]["doubtful"] == 0
    assert sql("SELECT born_on::text, born_precision, phone FROM people WHERE citizen_id = '024205000311'") == [
        ("2005-03-05", "day", "0987000311")
    ]


@pytest.mark.parametrize(
    ("citizen_id", "changed", "doubt", "old", "new"),
    [
        ("024205000321", {"name": "Hồ Văn Thuỵ"}, "full_name", "Hồ Văn Thuý", "Hồ Văn Thuỵ"),
        ("024205000322", {"born": "15/03/2005"}, "birth_date", "05/03/2005", "15/03/2005"),
        ("024205000323", {"sex": "Nữ"}, "sex", "Nam", "Nữ"),
    ],
    ids=["name", "birth date", "sex"],
)
def test_a_change_of_who_somebody_is_waits_until_it_is_accepted(
    officer_of: Any, tree: Any, sql: Any, citizen_id: str, changed: dict[str, str], doubt: str, old: str, new: str
) -> None:
    officer = officer_of("commune")
    enter(officer, tree.commune, person(1, "Hồ Văn Thuý", citizen_id))
    given = {"born": "05/03/2005", "sex": "Nam"} | changed
    row = person(1, given.pop("name", "Hồ Văn Thuý"), citizen_id, phone=f"0987{citizen_id[-6:]}", **given)
    before = sql("SELECT full_name, born_on, sex, phone FROM people WHERE citizen_id = %s", citizen_id)

    checked = officer.check(workbook(row, person(2, f"Người Mới {doubt[0]}", "")), tree.commune)
    first = officer.apply(checked["id"])
    untouched = sql("SELECT full_name, born_on, sex, phone FROM people WHERE citizen_id = %s", citizen_id)
    [shown] = rows_of(officer, checked["id"], "doubtful")
    officer.call("decide_import_rows", id=checked["id"], rows=[4], decision="accept")
    second = officer.apply(checked["id"])

    assert (checked["counts"]["doubtful"], checked["ok"], first["counts"]["doubtful"]) == (1, 1, 1)
    assert (untouched, shown["doubts"]) == (before, [doubt])
    assert {"field": doubt, "old": old, "new": new, "needs_decision": True} in [
        {name: change[name] for name in ("field", "old", "new", "needs_decision")} for change in shown["changes"]
    ]
    assert (second["counts"]["doubtful"], second["counts"]["update"]) == (0, 1)
    [after] = sql(
        "SELECT full_name, to_char(born_on, 'DD/MM/YYYY'), sex, phone FROM people WHERE citizen_id = %s", citizen_id
    )
    assert {"full_name": after[0], "birth_date": after[1], "sex": {"male": "Nam", "female": "Nữ"}[after[2]]}[
        doubt
    ] == new
    assert after[3] == f"0987{citizen_id[-6:]}"


def test_a_declined_change_keeps_the_name_and_enters_the_rest(officer_of: Any, tree: Any, sql: Any) -> None:
    officer = officer_of("commune")
    enter(officer, tree.commune, person(1, "Hồ Thị Vân", "024305000331", sex="Nữ"))
    row = person(1, "Hồ Thị Vẫn", "024305000331", sex="Nữ", phone="0987000331")
    checked = officer.check(workbook(row), tree.commune)

    officer.call("decide_import_rows", id=checked["id"], rows=[4], decision="keep")
    applied = officer.apply(checked["id"])

    assert applied["counts"]["update"] == 1
    assert sql("SELECT full_name, phone FROM people WHERE citizen_id = '024305000331'") == [
        ("Hồ Thị Vân", "0987000331")
    ]


def test_only_rows_that_wait_can_be_decided_on(officer_of: Any, tree: Any) -> None:
    officer = officer_of("commune")
    checked = officer.check(workbook(person(1, "Hồ Văn Xuân", "024205000332")), tree.commune)

    with pytest.raises(Conflict) as refused:
        officer.call("decide_import_rows", id=checked["id"], rows=[4], decision="accept")

    assert refused.value.code == "import-row-not-doubtful"


def test_who_came_to_bear_the_number_since_the_check_is_not_replaced(officer_of: Any, tree: Any, sql: Any) -> None:
    officer = officer_of("commune")
    checked = officer.check(workbook(person(1, "Kiều Văn Sớm", "024205000341", born="01/01/2003")), tree.commune)
    enter(officer, tree.commune, person(1, "Mạc Văn Muộn", "024205000341"))

    applied = officer.apply(checked["id"])

    assert [error["code"] for error in applied["errors"]] == ["citizen-id-of-other"]
    assert sql("SELECT full_name FROM people WHERE citizen_id = '024205000341'") == [("Mạc Văn Muộn",)]


def test_what_an_accepted_change_was_about_must_still_stand(officer_of: Any, tree: Any, sql: Any) -> None:
    officer = officer_of("commune")
    enter(officer, tree.commune, person(1, "Kiều Thị Yến", "024305000342", sex="Nữ"))
    row = person(1, "Kiều Thị Yên", "024305000342", sex="Nữ")
    checked = officer.check(workbook(row), tree.commune)
    officer.call("decide_import_rows", id=checked["id"], rows=[4], decision="accept")
    sql("UPDATE people SET sex = 'male', version = version + 1 WHERE citizen_id = '024305000342'")

    applied = officer.apply(checked["id"])

    assert applied["counts"]["doubtful"] == 1
    assert sql("SELECT full_name, sex FROM people WHERE citizen_id = '024305000342'") == [("Kiều Thị Yến", "male")]


def test_the_check_lists_who_is_added_updated_and_unchanged(officer_of: Any, tree: Any) -> None:
    officer = officer_of("commune")
    there = person(1, "Trịnh Văn Cũ", "024205000351"), person(2, "Trịnh Văn Yên", "024205000352")
    enter(officer, tree.commune, *there)

    rows = (
        person(1, "Trịnh Văn Cũ", "024205000351", phone="0987000351"),
        person(2, "Trịnh Văn Yên", "024205000352"),
        person(3, "Trịnh Văn Mới", "024205000353"),
    )
    checked = officer.check(workbook(*rows), tree.commune)

    counts = checked["counts"]
    assert (counts["create"], counts["update"], counts["same"]) == (1, 1, 1)
    [new], [updated], [same] = (rows_of(officer, checked["id"], outlook) for outlook in ("create", "update", "same"))
    assert [one["full_name"] for one in (new, updated, same)] == ["Trịnh Văn Mới", "Trịnh Văn Cũ", "Trịnh Văn Yên"]
    assert [(change["title"], change["old"], change["new"]) for change in updated["changes"]] == [
        ("Số điện thoại", "", "0987000351")
    ]
    assert new["unit"]["name"] == "Chi đoàn thôn Đông"


def test_what_was_updated_is_listed_after_it_was_entered(officer_of: Any, tree: Any) -> None:
    officer = officer_of("commune")
    enter(officer, tree.commune, person(1, "Trịnh Thị Sau", "024305000354", sex="Nữ", phone="0987000354"))
    checked = officer.check(
        workbook(person(1, "Trịnh Thị Sau", "024305000354", sex="Nữ", phone="0987000355")), tree.commune
    )

    officer.apply(checked["id"])

    [updated] = rows_of(officer, checked["id"], "update")
    assert [(change["field"], change["old"], change["new"]) for change in updated["changes"]] == [
        ("phone", "••• 354", "0987000355")
    ]


def test_the_lists_of_a_check_are_searched_and_paged(officer_of: Any, tree: Any) -> None:
    officer = officer_of("commune")
    rows = [person(n, f"Vương Văn {'ABCDEFG'[n]}n", f"0242050004{n:02d}") for n in range(7)]
    checked = officer.check(workbook(*rows), tree.commune)

    first = officer.call("list_import_rows", id=checked["id"], outlook="create", limit=4, count="exact")
    second = officer.call("list_import_rows", id=checked["id"], outlook="create", limit=4, cursor=first["next"])

    assert (first["total"], second["next"]) == (7, None)
    assert [one["line"] for page in (first, second) for one in page["items"]] == [4, 5, 6, 7, 8, 9, 10]
    assert [one["line"] for one in rows_of(officer, checked["id"], "create", q="vuong gn")] == [10]
    assert [one["line"] for one in rows_of(officer, checked["id"], "create", q="024205000402")] == [6]
    assert [one["line"] for one in rows_of(officer, checked["id"], "create", q="7")] == [7]


@pytest.mark.parametrize("odd", ["%", "_", "'", "²²²²", "10a3", "\ud7ff", "😀", "٣", "a" * 100, "\\", "0" * 19])
def test_the_lists_of_a_check_answer_any_text(officer_of: Any, tree: Any, odd: str) -> None:
    officer = officer_of("commune")
    checked = officer.check(workbook(person(1, "Vương Thị Lạ", "", sex="Nữ")), tree.commune)

    assert isinstance(rows_of(officer, checked["id"], "create", q=odd), list)


def test_rows_of_an_import_of_another_district_do_not_exist(officer_of: Any, tree: Any) -> None:
    checked = officer_of("commune").check(workbook(person(1, "Vương Văn Ẩn")), tree.commune)

    with pytest.raises(NotFound):
        rows_of(officer_of("other_district"), checked["id"], "create")
