"""What a case held is let go, what it did is undone: candidates who came to nothing, admissions annulled, files given back."""

from datetime import date, timedelta

import pytest

from tests.integration.members.registry.cases import CHAPTER, OTHER, TODAY, codes

# ---------------------------------------------------------------- release, revoke


def test_a_released_person_is_free_for_another_case(registry, province):
    person = province.add_member("Được Thả", CHAPTER)
    first = registry.subject(kind="mature", person=person)
    registry.prepare(first)

    registry.release(first)
    [second] = registry.prepare(registry.subject(kind="strike_off", person=person))

    assert second["ok"]


def test_a_candidate_who_came_to_nothing_is_in_no_list_and_blocks_nobody(registry, ask):
    subject = registry.subject(full_name="Dở Dang", citizen_id="024310000777")
    registry.prepare(subject)

    registry.release(subject)
    found = ask("list_members", by=CHAPTER, q="do dang")["items"]
    [again] = registry.prepare(registry.subject(full_name="Lần Hai", citizen_id="024310000777"))

    assert found == []
    assert again["ok"]


def test_a_case_that_comes_back_keeps_its_candidate_and_code(registry):
    subject = registry.subject()
    [first] = registry.prepare(subject)
    registry.release(subject)

    [second] = registry.prepare(subject)

    assert (second["ok"], second["code"], second["person_id"]) == (True, first["code"], first["person_id"])
    assert "lapsed" not in registry.person(second).flags


def test_a_revoked_admission_is_annulled_and_stays_in_the_history(registry, ask):
    subject = registry.subject()
    [outcome] = registry.prepare(subject)
    registry.apply(subject)

    registry.revoke(subject, on=TODAY + timedelta(days=7))

    person = registry.person(outcome)
    timeline = ask("get_timeline", by=CHAPTER, member_id=outcome["person_id"])["items"]
    assert (person.status, person.columns["status_reason"]) == ("ANNULLED", "Hồ sơ khai sai")
    assert "Đã thu hồi ngày 01/12/2026" in [line["detail"] for line in timeline]


def test_a_revoked_departure_gives_the_membership_back_without_gap(registry, province, sql):
    person = province.add_member("Khôi Phục", CHAPTER)
    subject = registry.subject(kind="strike_off", person=person)
    [outcome] = registry.prepare(subject)
    registry.apply(subject)

    registry.revoke(subject, on=TODAY + timedelta(days=30))

    rows = sql.execute(
        "SELECT valid::text FROM memberships WHERE person_id = %s ORDER BY valid", (person.id,)
    ).fetchall()
    assert registry.person(outcome).status == "ACTIVE"
    assert rows == [("[2022-01-01,2026-11-24)",), ("[2026-11-24,)",)]


def test_whose_chapter_was_dissolved_meanwhile_waits_at_the_union_for_another(registry, province, ask):
    made = ask(
        "create_unit", by="24-01-001", parent_id=province.id("24-01-001"), name="Thôn Tan", kind="DIA_BAN_DAN_CU"
    )
    with province.database.transaction() as tx:
        province.units["Thôn Tan"] = tx.units.get(made["id"])
    person = province.add_member("Người Cuối Cùng", "Thôn Tan", joined_on=TODAY)
    subject = registry.subject(kind="strike_off", person=person, unit="Thôn Tan")
    registry.done(subject)
    ask("close_unit", by="24-01-001", unit_id=made["id"])

    registry.revoke(subject)

    back = registry.file(person)
    assert (back.status, back.unit_id) == ("ACTIVE", province.id("24-01-001"))
    assert registry.stretches(person)[-1][1:] == (None, province.id("24-01-001"))
    found = ask("list_members", by="24-01-001", q="nguoi cuoi cung")["items"]
    assert [member["id"] for member in found] == [str(person.id)]


def test_someone_struck_off_can_be_admitted_again_with_the_same_code(registry, province):
    person = province.add_member("Kết Nạp Lại", CHAPTER, code="240122000135")
    leaving = registry.subject(kind="strike_off", person=person)
    registry.prepare(leaving, on=TODAY - timedelta(days=400))
    registry.apply(leaving)

    back = registry.subject(person=person)
    [outcome] = registry.prepare(back)
    registry.apply(back)

    bonds = province.count(
        "SELECT count(DISTINCT bond_id) FROM memberships WHERE person_id = :person", person=person.id
    )
    assert (registry.person(outcome).status, outcome["code"], bonds) == ("ACTIVE", "240122000135", 2)


def test_someone_admitted_again_joined_on_the_day_of_the_new_decision(registry, struck_off):
    before = registry.file(struck_off).columns
    back = registry.subject(person=struck_off)
    [outcome] = registry.prepare(back)
    registry.apply(back)
    applied = registry.person(outcome).columns
    registry.revoke(back)
    revoked = registry.person(outcome).columns

    assert before["joined_on"] < TODAY
    assert applied["joined_on"] == TODAY
    assert (revoked["joined_on"], revoked["joined_place"]) == (before["joined_on"], before["joined_place"])


@pytest.fixture
def struck_off(registry, province):
    """Someone whose name was struck off long ago."""
    person = province.add_member("Hoà Trở Lại", CHAPTER, born_on=date(2004, 5, 6), phone="0912000001")
    leaving = registry.subject(kind="strike_off", person=person)
    registry.prepare(leaving, on=TODAY - timedelta(days=400))
    registry.apply(leaving)
    return person


@pytest.mark.parametrize(
    "given", [{"full_name": "Hoà Không Trở Lại"}, {"born_on": "2004-05-07"}], ids=["another name", "another day"]
)
def test_a_readmission_under_another_name_or_birth_date_is_refused_without_a_word_of_the_registry(
    registry, struck_off, given
):
    [outcome] = registry.prepare(registry.subject(person=struck_off, **given))

    assert codes(outcome) == ["another-person"]
    assert outcome["refusals"][0]["mend"]
    assert "2004" not in str(outcome)
    assert "Hoà Trở" not in str(outcome)


@pytest.mark.parametrize(
    ("precision", "born_on", "ok"),
    [("year", "2004-11-30", True), ("month", "2004-05-30", True), ("month", "2004-06-06", False)],
)
def test_a_birth_date_is_compared_as_far_as_the_registry_knows_it(
    registry, province, struck_off, precision, born_on, ok
):
    with province.database.transaction() as tx:
        tx.people.save(tx.people.lock(struck_off.id), {"born_precision": precision})

    [outcome] = registry.prepare(registry.subject(person=struck_off, born_on=born_on))

    assert outcome["ok"] is ok


def test_a_tone_may_stand_on_either_letter_of_a_name(registry, struck_off):
    [outcome] = registry.prepare(registry.subject(person=struck_off, full_name="HÒA TRỞ LẠI"))

    assert outcome["ok"]


def test_the_file_of_someone_known_is_written_by_the_decision_and_given_back_when_it_is_revoked(registry, struck_off):
    back = registry.subject(person=struck_off, phone="0912000002", citizen_id="024204001234")
    [outcome] = registry.prepare(back)
    prepared = registry.person(outcome).columns
    registry.apply(back)
    applied = registry.person(outcome).columns
    registry.revoke(back)
    revoked = registry.person(outcome).columns

    assert [each["phone"] for each in (prepared, applied, revoked)] == ["0912000001", "0912000002", "0912000001"]
    assert [each["citizen_id"] for each in (prepared, applied, revoked)] == [None, "024204001234", None]


def test_the_decision_of_the_first_admission_is_given_back_with_the_second_one_revoked(registry, province, struck_off):
    first = {"admission_no": "01-QĐ/ĐTN", "admission_on": date(2020, 3, 26), "card_no": "CŨ-1", "book_no": "SỔ-1"}
    with province.database.transaction() as tx:
        tx.people.save(tx.people.lock(struck_off.id), first)
    back = registry.subject(person=struck_off)
    back["data"]["book_no"] = "SỔ-2"
    [outcome] = registry.prepare(back)
    registry.apply(back)
    applied = registry.person(outcome).columns
    registry.revoke(back)
    revoked = registry.person(outcome).columns

    assert (applied["admission_no"], applied["book_no"]) == ("12-QĐ/ĐTN", "SỔ-2")
    assert {name: revoked[name] for name in first} == first


def test_a_birth_date_that_a_decision_made_exact_is_given_back(registry, province, struck_off):
    with province.database.transaction() as tx:
        year_alone = {"born_on": date(2004, 1, 1), "born_precision": "year"}
        tx.people.save(tx.people.lock(struck_off.id), year_alone)
    back = registry.subject(person=struck_off, born_on="2004-05-06")
    [outcome] = registry.prepare(back)
    registry.apply(back)
    applied = registry.person(outcome)
    registry.revoke(back)

    assert applied.born_on == date(2004, 5, 6)
    assert registry.person(outcome).born_on == date(2004, 1, 1)
    assert registry.person(outcome).columns["born_precision"] == "year"


def test_what_was_corrected_after_the_decision_is_not_taken_back_with_it(registry, province, struck_off):
    back = registry.subject(person=struck_off, phone="0912000002")
    [outcome] = registry.prepare(back)
    registry.apply(back)
    with province.database.transaction() as tx:
        tx.people.save(tx.people.lock(struck_off.id), {"phone": "0912000003"})

    registry.revoke(back)

    assert registry.person(outcome).columns["phone"] == "0912000003"


def test_a_citizen_id_that_someone_else_has_by_now_is_not_given_back(registry, province, struck_off):
    with province.database.transaction() as tx:
        tx.people.save(tx.people.lock(struck_off.id), {"citizen_id": "024204000001"})
    back = registry.subject(person=struck_off, citizen_id="024204000002")
    [outcome] = registry.prepare(back)
    registry.apply(back)
    province.add_member("Đến Sau", OTHER, citizen_id="024204000001")

    [revoked] = registry.revoke(back)

    assert revoked["ok"]
    assert registry.person(outcome).columns["citizen_id"] == "024204000002"


def test_a_citizen_id_taken_between_check_and_decision_stays_where_it_is_and_the_two_are_compared(
    registry, province, struck_off
):
    back = registry.subject(person=struck_off, citizen_id="024204009876")
    [outcome] = registry.prepare(back)
    other = province.add_member("Đến Trước", OTHER, citizen_id="024204009876")

    [applied] = registry.apply(back)

    pair = "SELECT count(*) FROM duplicates WHERE :one IN (left_id, right_id) AND :other IN (left_id, right_id)"
    assert applied["ok"]
    assert registry.person(outcome).columns["citizen_id"] is None
    assert province.count(pair, one=struck_off.id, other=other.id) == 1


def test_a_readmission_before_the_departure_is_refused(registry, province):
    person = province.add_member("Sớm Quá", CHAPTER)
    leaving = registry.subject(kind="withdraw", person=person)
    registry.prepare(leaving)
    registry.apply(leaving)

    [outcome] = registry.prepare(registry.subject(person=person), on=TODAY - timedelta(days=1))

    assert codes(outcome) == ["membership-overlaps"]
