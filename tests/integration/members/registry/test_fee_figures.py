"""Figures of units, counted by the thousand, say what the months of each member say; and lists can be taken along."""

import io
from datetime import date, timedelta

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import event

from services.kit import settings
from services.kit.faults import NotFound
from services.kit.files import Files
from services.members.fees import looking, rolls
from services.members.fees.domain import MonthState
from services.members.fees.figures import Year
from services.members.fees.ledger import Ledger
from tests.integration.members.registry.fees import line, month, months, today

FIRST, SECOND, COMMUNE = "24-01-002-001", "24-01-002-002", "24-01-002"


@pytest.fixture(scope="module", autouse=True)
def people(province, sql):
    """Everything that makes months differ: rates, admissions, leaving, moving, exemption, waiver, a changed file."""
    with province.database.transaction(actor=province.officer(COMMUNE)) as tx:
        for chapter, begun in ((FIRST, 9), (SECOND, 4)):
            tx.fees.open_book(province.id(chapter), month(begun))
    add = province.add_member
    add("Như Thường", FIRST)
    add("Có Lương", FIRST, salaried=True)
    add("Nước Ngoài", SECOND, flags=["abroad"])
    changed = add("Đổi Đối Tượng", FIRST)
    sql.execute(
        "INSERT INTO fee_categories VALUES (%s, 'salaried', '1900-01-01', %s), (%s, 'no_salary', %s, '9999-12-01')",
        (changed.id, month(3), changed.id, month(3)),
    )
    span = "UPDATE memberships SET valid = daterange(%s, %s), ended_as = %s WHERE person_id = %s"
    sql.execute(span, (month(5) + timedelta(days=11), None, None, add("Mới Vào", FIRST).id))
    sql.execute(span, (date(2022, 1, 1), month(2), "WITHDRAWN", add("Rời Đầu Tháng", FIRST).id))
    sql.execute(span, (date(2022, 1, 1), month(2) + timedelta(days=5), "MATURED", add("Rời Giữa Tháng", FIRST).id))
    moved = add("Chuyển Đi", FIRST)
    sql.execute(span, (date(2022, 1, 1), month(3), None, moved.id))
    sql.execute(
        """INSERT INTO memberships (bond_id, person_id, unit_id, valid, why)
           SELECT bond_id, person_id, %s, daterange(%s, NULL), 'transfer' FROM memberships WHERE person_id = %s""",
        (province.id(SECOND), month(3), moved.id),
    )
    for table, who in (("exemptions", add("Được Miễn", FIRST)), ("waivers", add("Bỏ Qua", SECOND))):
        own = {
            "exemptions": ("case_id, reason", "uuidv7(), 'x'"),
            "waivers": ("id, unit_id, reason, waived_at", "uuidv7(), %(unit)s, 'x', now()"),
        }
        columns, values = own[table]
        sql.execute(
            f"INSERT INTO fee_{table} (person_id, from_month, until_month, {columns}) VALUES (%(who)s, %(first)s, %(last)s, {values})",
            {"who": who.id, "first": month(2), "last": month(1), "unit": who.unit_id},
        )


@pytest.mark.parametrize("year", [today().year, today().year - 1])
@pytest.mark.parametrize("chapter", [FIRST, SECOND])
def test_what_is_counted_is_the_sum_of_the_months(province, sql, chapter, year):
    everybody = [row[0] for row in sql.execute("SELECT id FROM people").fetchall()]

    with province.database.transaction() as tx:
        ledger, unit = Ledger(tx), province.units[chapter]
        counted = Year(tx, ledger, year, unit.path).grouped({unit.id: "it"}).get("it")
        last = min(date(year, 12, 1), month(0))
        owed = [one for one in ledger.months(everybody, first=date(year, 1, 1), last=last) if one.unit_id == unit.id]

    expected = {
        "due": sum(one.rate for one in owed),
        "exempt": sum(one.rate for one in owed if one.state(today()) is MonthState.EXEMPT),
        "waived": sum(one.rate for one in owed if one.state(today()) is MonthState.WAIVED),
    }
    found = counted.view() if counted else dict.fromkeys(expected, 0)
    assert {name: found[name] for name in expected} == expected


@pytest.fixture
def swept(province):
    """Every unit's members are counted."""

    def sweep():
        count = 1
        while count:
            with province.database.transaction() as tx:
                count = rolls.sweep(tx)

    return sweep


def dues(province, code):
    with province.database.transaction() as tx:
        first, last = date(today().year, 1, 1), month(0)
        return Ledger(tx).due(province.units[code].path, first=first, last=last)


@pytest.mark.parametrize("chapter", [FIRST, SECOND])
def test_what_was_counted_and_kept_is_the_sum_of_the_months_too(province, sql, swept, chapter):
    swept()

    assert sql.execute("SELECT count(*) FROM fee_rolls_stale").fetchone() == (0,)
    test_what_is_counted_is_the_sum_of_the_months(province, sql, chapter, today().year)


def test_who_comes_leaves_or_pays_another_rate_after_the_count_is_reckoned_at_once(province, sql, swept):
    swept()
    before = dues(province, FIRST)[province.id(FIRST)]
    person = province.add_member("Đến Sau", FIRST)

    with_another = dues(province, FIRST)[province.id(FIRST)]
    sql.execute("UPDATE people SET salaried = true WHERE id = %s", [person.id])
    swept()
    sql.execute("UPDATE people SET salaried = false WHERE id = %s", [person.id])
    marked = sql.execute("SELECT count(*) FROM fee_rolls_stale WHERE unit_id = %s", [province.id(FIRST)]).fetchone()
    sql.execute("DELETE FROM memberships WHERE person_id = %s", [person.id])

    assert with_another > before
    assert marked[0] > 0
    assert dues(province, FIRST)[province.id(FIRST)] == before


def test_a_province_that_was_counted_reads_no_memberships(province, swept):
    swept()

    with province.database.transaction() as tx:
        ledger, path = Ledger(tx), province.units["24"].path
        asked = []
        note = lambda *given: asked.append(given[2])  # noqa: E731
        event.listen(province.database.engine, "before_cursor_execute", note)
        ledger.due(path, first=date(today().year, 1, 1), last=month(0))
        event.remove(province.database.engine, "before_cursor_execute", note)

    assert [each for each in asked if "memberships" in each] == []


def test_there_is_something_to_count(province):
    with province.database.transaction() as tx:
        figures = Year(tx, Ledger(tx), today().year, province.units[COMMUNE].path).grouped(
            {province.id(code): "all" for code in (FIRST, SECOND, COMMUNE)}
        )["all"]

    assert figures.due > 50_000
    assert (figures.exempt, figures.waived) == (4000, 4000) or month(2).year < today().year


def test_a_year_to_come_has_no_dues(ask, province):
    shown = ask("get_unit_fees", by=COMMUNE, unit_id=province.id(COMMUNE), year=today().year + 1)

    assert shown["figures"]["due"] == 0


@pytest.fixture
def export(host, rpc, province, token_for, eventually):
    def exported(place, kind):
        token = token_for(province.appointed(province.place(place)), province.place(place))
        given = {"unit_id": province.id(place), "kind": kind}
        job = rpc.call("members.start_fee_export", given, token=token)

        def over():
            found = rpc.call("members.get_job", {"id": job["id"]}, token=token)
            return found if found["state"] in ("done", "failed") else None

        done = eventually(over, timeout_s=60)
        book = io.BytesIO(Files(settings.read()).open(done["file"]["digest"]))
        return CalamineWorkbook.from_filelike(book).get_sheet_by_index(0).to_python()

    return exported


def test_the_book_of_a_commune_is_a_workbook_of_its_chapters(export, ask, province, sql):
    person = province.add_member("Có Trong Sổ", SECOND)
    ask("collect_fees", by=SECOND, unit_id=province.id(SECOND), lines=[line(person, 1, 0)])

    rows = export(COMMUNE, "book")

    found = next(row for row in rows if row[1] == "Có Trong Sổ")
    assert rows[1][1:4] == ["Họ và tên", "Mã đoàn viên", "Chi đoàn"]
    assert found[3] == "Đơn vị 24-01-002-002"
    assert found[4 + today().month] == "2000"
    assert {row[3] for row in rows[2:]} == {"Đơn vị 24-01-002-001", "Đơn vị 24-01-002-002"}


def test_arrears_are_a_workbook(export, province, ask):
    ask("open_fee_book", by=SECOND, unit_id=province.id(SECOND), from_month=month(4))

    rows = export(SECOND, "arrears")

    assert "Số tháng nợ" in rows[1]
    assert len(rows) > 2


def test_receipts_are_a_workbook_cancelled_ones_too(export, province, ask):
    person = province.add_member("Có Biên Lai", SECOND)
    receipt = ask("collect_fees", by=SECOND, unit_id=province.id(SECOND), lines=[line(person, 1)])["receipts"][0]
    ask("cancel_fee_receipts", by=SECOND, receipt_ids=[receipt["id"]], reason="Ghi nhầm")

    rows = export(SECOND, "receipts")

    found = next(row for row in rows if row[1] == receipt["number"])
    assert found[3:9] == ["Có Biên Lai", "", f"{month(1):%m/%Y}", "2000", "Đã huỷ", "Ghi nhầm"]


def test_the_years_figures_are_a_workbook_whose_lines_add_up(export, province, ask):
    rows = export(COMMUNE, "summary")

    place = rows[1].index("Phải thu")
    shown = ask("get_unit_fees", by=COMMUNE, unit_id=province.id(COMMUNE))
    assert {row[1] for row in rows[2:]} == {"Đơn vị 24-01-002", "Đơn vị 24-01-002-001", "Đơn vị 24-01-002-002"}
    assert sum(int(row[place]) for row in rows[2:]) == shown["figures"]["due"]


def test_a_file_with_receipts_is_the_one_that_stays_when_two_are_merged(province, ask):
    paid, other = (province.add_member("Hai Hồ Sơ", SECOND, born_on=date(2006, 6, 6)) for _ in range(2))
    ask("collect_fees", by=SECOND, unit_id=province.id(SECOND), lines=[line(paid, 1)])
    with province.database.transaction() as tx:
        tx.records.add_pair(paid.id, other.id, score=90, reasons=["name_birth"])
    pair = next(
        one
        for one in ask("list_duplicates", by=COMMUNE, limit=100)["items"]
        if {one["left"]["id"], one["right"]["id"]} == {str(paid.id), str(other.id)}
    )

    shown = ask("get_duplicate", by=COMMUNE, duplicate_id=pair["id"])

    reasons = {choice["keep_id"]: [one["code"] for one in choice["refusals"]] for choice in shown["choices"]}
    assert reasons == {str(paid.id): [], str(other.id): ["has-receipts"]}


def test_a_chapter_takes_no_workbook_of_its_neighbour(ask, province):
    with pytest.raises(NotFound):
        ask("start_fee_export", by=FIRST, unit_id=province.id(SECOND))


@pytest.fixture
def statements(province):
    """`statements(chapter)`: how many the chapter's book costs."""

    def counted(chapter):
        seen = []

        def listen(_connection, _cursor, statement, *_more):
            seen.append(statement)

        with province.database.transaction(actor=province.officer(chapter)) as tx:
            event.listen(tx.connection, "before_cursor_execute", listen)
            looking.get_unit_fees(tx, unit_id=province.id(chapter), year=None, q=None)
        return len(seen)

    return counted


def test_a_book_costs_no_more_statements_for_more_members(province, statements):
    few = statements(SECOND)
    for number in range(8):
        province.add_member(f"Người Thứ {'Abcdefgh'[number]}", SECOND)

    assert statements(SECOND) == few


def test_months_are_spoken_of_as_first_days(ask, province):
    shown = ask("get_unit_fees", by=FIRST, unit_id=province.id(FIRST))

    assert shown["this_month"] == months(0)[0]
    assert shown["book_from"] == months(9)[0]
