"""Fees are collected in the members' own unit, once, each with a receipt."""

import threading
from datetime import timedelta

import pytest

from services.kit.faults import Conflict, Denied, Invalid, NotFound
from tests.integration.members.registry.fees import line, month, months, today

CHAPTER, NEIGHBOUR, COMMUNE = "24-01-001-001", "24-01-001-002", "24-01-001"


@pytest.fixture
def book(ask, province):
    """The chapter keeps fees since five months ago."""
    ask("open_fee_book", by=CHAPTER, unit_id=province.id(CHAPTER), from_month=month(5))


@pytest.fixture
def collect(ask, province):
    def collected(*lines, by=CHAPTER, unit=CHAPTER):
        return ask("collect_fees", by=by, unit_id=province.id(unit), lines=list(lines))

    return collected


@pytest.fixture
def row_of(ask, province):
    """`row_of(person)`: the member's line in the chapter's book of this year."""

    def found(person, by=CHAPTER):
        fees = ask("get_unit_fees", by=by, unit_id=province.id(CHAPTER))
        return next(row for row in fees["people"] if row["person"]["id"] == str(person.id))

    return found


def account(ask, person, by=CHAPTER):
    return ask("get_member_fees", by=by, member_id=person.id)


def test_a_collection_pays_the_months_and_gives_each_payer_a_receipt(book, collect, province, ask):
    an, binh = (province.add_member(name, CHAPTER) for name in ("Lê Văn An", "Lê Thị Bình"))

    done = collect(line(an, 3, 2), line(binh, 2))

    assert [(one["person"]["full_name"], one["amount"], one["months"]) for one in done["receipts"]] == [
        ("Lê Văn An", 4000, months(3, 2)),
        ("Lê Thị Bình", 2000, months(2)),
    ]
    assert done["amount"] == 6000
    assert account(ask, an)["owed_months"] == months(5, 4, 1)


def test_receipts_of_a_unit_are_numbered_without_gap(book, collect, province):
    people = [province.add_member(f"Số {word}", CHAPTER) for word in ("Một", "Hai", "Ba")]

    first = collect(*(line(person, 2) for person in people[:2]))
    with pytest.raises(Conflict):
        collect(line(people[2], 2), line(people[0], 2))
    second = collect(line(people[2], 2))

    numbers = [int(one["number"].split("/")[0]) for one in (*first["receipts"], *second["receipts"])]
    assert numbers == list(range(numbers[0], numbers[0] + 3))


def test_a_repeated_request_collects_once(book, rpc, token_for, province, ask):
    person, place = province.add_member("Gửi Hai Lần", CHAPTER), province.place(CHAPTER)
    token, asker = token_for(None, place), {"unit_id": province.id(CHAPTER), "lines": [line(person, 2)]}

    first = rpc.call("members.collect_fees", asker, token=token, request_id="thu-1")
    again = rpc.call("members.collect_fees", asker, token=token, request_id="thu-1")

    assert first == again
    assert len(account(ask, person)["receipts"]) == 1


def test_of_two_officers_who_collect_at_once_one_is_told_that_it_is_paid(book, collect, province, ask):
    person, outcomes = province.add_member("Hai Người Thu", CHAPTER), []

    def collecting():
        try:
            outcomes.append(collect(line(person, 3, 2))["amount"])
        except Conflict as fault:
            outcomes.append(fault.code)

    both = [threading.Thread(target=collecting) for _ in range(2)]
    for each in both:
        each.start()
    for each in both:
        each.join()

    assert sorted(outcomes, key=str) == [4000, "fees-not-payable"]
    assert sum(receipt["amount"] for receipt in account(ask, person)["receipts"]) == 4000


def test_a_month_is_paid_once_and_the_refusal_says_by_which_receipt(book, collect, province):
    person = province.add_member("Đã Đóng", CHAPTER)
    number = collect(line(person, 2))["receipts"][0]["number"]

    with pytest.raises(Conflict) as refused:
        collect(line(person, 2))

    [reason] = refused.value.fields["refusals"]
    assert reason["code"] == "fee-already-settled"
    assert f"biên lai số {int(number.split('/')[0])}" in reason["text"]


def test_nobody_pays_before_the_book_began_nor_far_ahead(book, collect, province):
    person = province.add_member("Đóng Sớm", CHAPTER)

    with pytest.raises(Conflict) as before:
        collect(line(person, 6))
    with pytest.raises(Conflict) as ahead:
        collect(line(person, -1))

    assert [one.value.fields["refusals"][0]["code"] for one in (before, ahead)] == ["fee-not-due", "fee-too-early"]


def test_a_member_who_is_away_pays_three_months_at_once(book, collect, province):
    person = province.add_member("Đi Làm Xa", CHAPTER, flags=["away"])

    done = collect(line(person, 0, -1, -2))

    assert done["amount"] == 6000
    with pytest.raises(Conflict):
        collect(line(person, -3))


def test_salaried_members_pay_their_own_rate(book, collect, province):
    assert collect(line(province.add_member("Có Lương", CHAPTER, salaried=True), 2))["amount"] == 5000


def test_those_abroad_give_at_least_the_least_and_none_of_it_is_shared(book, collect, province, sql):
    person = province.add_member("Ở Nhật Bản", CHAPTER, flags=["abroad"])

    with pytest.raises(Conflict) as below:
        collect(line(person, 2, monthly=4000))
    done = collect(line(person, 2, monthly=9000))

    shared = sql.execute("SELECT shared FROM fee_receipts WHERE id = %s", (done["receipts"][0]["id"],)).fetchone()
    assert below.value.fields["refusals"][0]["code"] == "fee-below-minimum"
    assert (done["amount"], shared) == (9000, (0,))


def test_what_somebody_was_in_a_past_month_does_not_change_with_their_file(book, collect, province, row_of):
    person = province.add_member("Mới Có Lương", CHAPTER)
    with province.database.transaction() as tx:
        tx.people.save(tx.people.lock(person.id), {"salaried": True})

    costs = {each["month"]: each["amount"] for each in row_of(person)["months"]}

    assert costs[months(1)[0]] == 2000 or month(1).year < today().year
    assert costs[months(0)[0]] == 5000


def test_a_cancelled_receipt_keeps_its_number_and_its_months_are_owed_again(book, collect, province, ask):
    person = province.add_member("Thu Nhầm", CHAPTER)
    receipt = collect(line(person, 2))["receipts"][0]

    ask("cancel_fee_receipts", by=CHAPTER, receipt_ids=[receipt["id"]], reason="Thu nhầm người")

    found = account(ask, person)
    assert months(2)[0] in found["owed_months"]
    assert [(one["number"], one["state"], one["cancel_reason"]) for one in found["receipts"]] == [
        (receipt["number"], "cancelled", "Thu nhầm người")
    ]
    assert int(collect(line(person, 2))["receipts"][0]["number"][:4]) > int(receipt["number"][:4])


def test_a_receipt_is_cancelled_once(book, collect, province, ask):
    receipt = collect(line(province.add_member("Huỷ Hai Lần", CHAPTER), 2))["receipts"][0]
    ask("cancel_fee_receipts", by=CHAPTER, receipt_ids=[receipt["id"]], reason="Nhầm")

    with pytest.raises(Conflict, match="receipt-not-cancellable"):
        ask("cancel_fee_receipts", by=CHAPTER, receipt_ids=[receipt["id"]], reason="Nhầm")


def test_another_chapter_sees_and_takes_nothing(book, collect, province, ask):
    person = province.add_member("Người Của Mình", CHAPTER)
    receipt = collect(line(person, 2))["receipts"][0]

    for call in (
        lambda: collect(line(person, 3), by=NEIGHBOUR),
        lambda: ask("get_unit_fees", by=NEIGHBOUR, unit_id=province.id(CHAPTER)),
        lambda: account(ask, person, by=NEIGHBOUR),
        lambda: ask("cancel_fee_receipts", by=NEIGHBOUR, receipt_ids=[receipt["id"]], reason="Không phải của tôi"),
        lambda: ask("list_fee_receipts", by=NEIGHBOUR, unit_id=province.id(CHAPTER)),
        lambda: ask("list_fee_arrears", by=NEIGHBOUR, unit_id=province.id(CHAPTER)),
    ):
        with pytest.raises(NotFound):
            call()


def test_a_superior_sees_but_takes_no_money_in_the_chapters_name(book, collect, province, row_of):
    person = province.add_member("Nộp Cho Chi Đoàn", CHAPTER)

    assert row_of(person, by=COMMUNE)["owed_months"] == months(5, 4, 3, 2, 1)
    with pytest.raises(Denied):
        collect(line(person, 2), by=COMMUNE)


def test_a_member_sees_their_own_account_and_no_other(book, rpc, token_for, province):
    mine, other = (province.add_member(name, CHAPTER) for name in ("Của Tôi", "Của Bạn"))
    token = token_for(mine.id)

    own = rpc.call("members.get_member_fees", {}, token=token)

    assert own["person"]["id"] == str(mine.id)
    assert own["owed_amount"] == 10_000
    with pytest.raises(NotFound):
        rpc.call("members.get_member_fees", {"member_id": other.id}, token=token)


def test_money_of_another_chapters_member_is_not_taken(book, collect, province):
    with pytest.raises(NotFound):
        collect(line(province.add_member("Chi Đoàn Bên", NEIGHBOUR), 2))


def test_without_a_book_nothing_is_collected_and_nobody_owes(province, collect, ask):
    person = province.add_member("Chưa Mở Sổ", NEIGHBOUR)

    with pytest.raises(Conflict, match="fee-book-closed"):
        collect(line(person, 2), by=NEIGHBOUR, unit=NEIGHBOUR)

    assert account(ask, person, by=NEIGHBOUR)["owed_months"] == []


def test_a_book_with_receipts_begins_no_later(book, collect, province, ask):
    collect(line(province.add_member("Có Biên Lai", CHAPTER), 2))

    with pytest.raises(Conflict, match="fee-book-in-use"):
        ask("open_fee_book", by=CHAPTER, unit_id=province.id(CHAPTER), from_month=month(1))
    with pytest.raises(Invalid):
        ask("open_fee_book", by=CHAPTER, unit_id=province.id(CHAPTER), from_month=month(-1))


def test_the_month_after_admission_is_the_first(book, province, ask, sql):
    person = province.add_member("Mới Kết Nạp", CHAPTER)
    sql.execute(
        "UPDATE memberships SET valid = daterange(%s, NULL) WHERE person_id = %s",
        (month(3) + timedelta(days=10), person.id),
    )

    assert account(ask, person)["owed_months"] == months(2, 1)


def test_a_member_who_moves_takes_the_account_along(book, collect, province, ask, sql):
    ask("open_fee_book", by=NEIGHBOUR, unit_id=province.id(NEIGHBOUR), from_month=month(5))
    person = province.add_member("Chuyển Chi Đoàn", CHAPTER)
    collect(line(person, 5, 4))
    moved = month(2) + timedelta(days=9)
    sql.execute("UPDATE memberships SET valid = daterange('2022-01-01', %s) WHERE person_id = %s", (moved, person.id))
    sql.execute(
        """INSERT INTO memberships (bond_id, person_id, unit_id, valid, why)
           SELECT bond_id, person_id, %s, daterange(%s, NULL), 'transfer' FROM memberships WHERE person_id = %s""",
        (province.id(NEIGHBOUR), moved, person.id),
    )
    sql.execute("UPDATE people SET unit_id = %s WHERE id = %s", (province.id(NEIGHBOUR), person.id))

    found = account(ask, person, by=NEIGHBOUR)
    done = collect(line(person, 3, 2, 1), by=NEIGHBOUR, unit=NEIGHBOUR)

    assert found["owed_months"] == months(3, 2, 1)
    assert done["amount"] == 6000
    due_at = sql.execute(
        "SELECT month, unit_id FROM fee_payments WHERE receipt_id = %s ORDER BY month", (done["receipts"][0]["id"],)
    ).fetchall()
    assert due_at == [
        (month(3), province.id(CHAPTER)),
        (month(2), province.id(CHAPTER)),
        (month(1), province.id(NEIGHBOUR)),
    ]


def test_an_exempt_month_is_not_owed_and_not_taken(book, collect, province, ask, sql):
    person = province.add_member("Hoàn Cảnh Khó", CHAPTER)
    sql.execute(
        """INSERT INTO fee_exemptions (person_id, case_id, from_month, until_month, reason)
           VALUES (%s, uuidv7(), %s, %s, 'Hoàn cảnh khó khăn')""",
        (person.id, month(4), month(2)),
    )

    with pytest.raises(Conflict) as refused:
        collect(line(person, 3))

    assert account(ask, person)["owed_months"] == months(5, 1)
    assert "được miễn" in refused.value.fields["text"]


def test_a_superior_waives_what_is_owed_and_takes_it_back(book, province, ask):
    person = province.add_member("Bỏ Qua Nợ Cũ", CHAPTER)
    given = {"member_id": person.id, "from_month": month(5), "until_month": month(4), "reason": "Sổ giấy thất lạc"}

    with pytest.raises(Denied):
        ask("waive_fees", by=CHAPTER, **given)
    ask("waive_fees", by=COMMUNE, **given)
    waived = account(ask, person, by=COMMUNE)
    with pytest.raises(Denied):
        ask("end_fee_waiver", by=CHAPTER, waiver_id=waived["waivers"][0]["id"])
    ask("end_fee_waiver", by=COMMUNE, waiver_id=waived["waivers"][0]["id"])

    assert waived["owed_months"] == months(3, 2, 1)
    assert account(ask, person)["owed_months"] == months(5, 4, 3, 2, 1)


def test_who_left_owes_no_month_after(book, province, ask, sql):
    person = province.add_member("Đã Rời Đoàn", CHAPTER)
    sql.execute(
        "UPDATE memberships SET valid = daterange('2022-01-01', %s), ended_as = 'WITHDRAWN' WHERE person_id = %s",
        (month(2), person.id),
    )

    assert account(ask, person)["owed_months"] == months(5, 4, 3)


def test_a_search_finds_members_whichever_way_they_are_typed(book, province, ask):
    person = province.add_member("Đặng Hữu Phước", CHAPTER)

    found = ask("get_unit_fees", by=CHAPTER, unit_id=province.id(CHAPTER), q="phuoc dang")

    assert [row["person"]["id"] for row in found["people"]] == [str(person.id)]


def test_a_grassroots_unit_with_members_of_its_own_keeps_a_book(province, ask, collect):
    above = "24-02-002"
    person = province.add_member("Chi Đoàn Cơ Sở", above)

    before = ask("get_unit_fees", by=above, unit_id=province.id(above), q="khong ai ten nay")
    ask("open_fee_book", by=above, unit_id=province.id(above), from_month=month(1))
    done = collect(line(person, 1), by=above, unit=above)

    assert (before["holds_members"], before["people"]) == (True, [])
    assert done["amount"] == 2000


def test_a_unit_without_members_keeps_no_book(province, ask):
    with pytest.raises(Conflict, match="unit-without-members"):
        ask("open_fee_book", by="24-01", unit_id=province.id("24-01"), from_month=month(1))
