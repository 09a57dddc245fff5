from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest

from services.kit import ids
from services.members.cases import preparing
from services.members.domain import cards, merging
from tests.integration.members.registry.cases import CHAPTER, OTHER, TODAY, codes

# ---------------------------------------------------------------- prepare


def test_a_newcomer_is_held_with_a_code_of_their_own(registry):
    [outcome] = registry.prepare(registry.subject())

    person = registry.person(outcome)
    assert outcome["ok"]
    assert (person.status, person.code) == ("CANDIDATE", outcome["code"])
    assert cards.is_member_code(outcome["code"])
    assert outcome["code"].startswith("240126")


def test_preparing_twice_gives_the_same_answer_and_one_person(registry):
    subject = registry.subject()

    assert registry.prepare(subject) == registry.prepare(subject)


def test_each_of_many_has_an_outcome_of_its_own(registry):
    good, bad, also_good = registry.subject(), registry.subject(full_name=""), registry.subject()

    outcomes = registry.prepare(good, bad, also_good)

    assert [outcome["ok"] for outcome in outcomes] == [True, False, True]
    assert codes(outcomes[1]) == ["profile-wrong"]


REFUSED = (
    ({"citizen_id": "024305000555"}, "citizen-id-taken"),
    ({"unit": "24-01-001"}, "unit-holds-no-members"),
    ({"born_on": "2099-01-01"}, "profile-wrong"),
    ({"born_on": None}, "profile-wrong"),
    ({"phone": "1"}, "profile-wrong"),
)


@pytest.mark.parametrize(("given", "code"), REFUSED, ids=[f"{code} {given}" for given, code in REFUSED])
def test_what_the_registry_cannot_hold_is_refused_with_its_reason(registry, province, given, code):
    if not province.count("SELECT count(*) FROM people WHERE citizen_id = '024305000555'"):
        province.add_member("Có Trước", OTHER, citizen_id="024305000555")

    [outcome] = registry.prepare(registry.subject(**given))

    assert (outcome["ok"], codes(outcome)) == (False, [code])
    assert outcome["refusals"][0]["mend"]


def test_a_duplicate_never_tells_who_or_where(registry, province):
    province.add_member("Bí Mật Tên", OTHER, citizen_id="024305000556")

    [outcome] = registry.prepare(registry.subject(citizen_id="024305000556"))

    assert "Bí Mật" not in str(outcome)
    assert "24-02" not in str(outcome)


def test_someone_active_is_not_admitted_again(registry, province):
    person = province.add_member("Đang Sinh Hoạt", CHAPTER)

    [outcome] = registry.prepare(registry.subject(person=person))

    assert codes(outcome) == ["wrong-status"]


def test_someone_alike_waits_to_be_compared_and_holds_nobody_up(registry, ask, province):
    province.add_member("Giống Nhau", CHAPTER, born_on=date(2010, 2, 3))

    [outcome] = registry.prepare(registry.subject(full_name="Giống Nhau"))
    pairs = ask("list_duplicates", by="24-01-001", count="exact")
    ask("settle_duplicate", by="24-01-001", duplicate_id=pairs["items"][0]["id"], same_person=False)

    assert outcome["ok"]
    assert {pairs["items"][0][side]["full_name"] for side in ("left", "right")} == {"Giống Nhau"}
    assert ask("list_duplicates", by="24-02-001")["items"] == []
    assert ask("list_duplicates", by="24-01-001", count="exact")["total"] == pairs["total"] - 1


def test_a_person_is_held_by_one_case_at_a_time(registry, province):
    person = province.add_member("Một Hồ Sơ", CHAPTER)
    registry.prepare(registry.subject(kind="mature", person=person))

    [second] = registry.prepare(registry.subject(kind="strike_off", person=person))

    assert codes(second) == ["held-by-another-case"]


def test_two_cases_at_the_same_time_cannot_both_hold_a_person(registry, province):
    person = province.add_member("Hai Nơi Cùng Lúc", CHAPTER)
    subjects = [registry.subject(kind=kind, person=person) for kind in ("mature", "withdraw")]

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(registry.prepare, subjects))

    held = "SELECT count(*) FROM holds WHERE person_id = :person AND state = 'HELD'"
    assert province.count(held, person=person.id) == 1


def test_newcomers_prepared_at_the_same_time_have_different_codes(registry):
    with ThreadPoolExecutor(4) as pool:
        outcomes = list(pool.map(lambda _number: _prepared_alone(registry), range(8)))

    assert len(set(outcomes)) == 8


def _prepared_alone(registry):
    subject = registry.subject()
    with registry.province.database.transaction() as tx:
        preparing.prepare(tx, batch_id=ids.new(), effective_on=TODAY, subjects=[subject])
    held = "SELECT code FROM people WHERE id = (SELECT person_id FROM holds WHERE case_id = :case)"
    return registry.province.count(held, case=subject["case_id"])


def test_a_merged_file_is_admitted_no_more(registry, province):
    kept = province.add_member("Lê Thị Giữ", CHAPTER)
    gone = province.add_member("Lê Thị Gộp", CHAPTER)
    with province.database.transaction() as tx:
        tx.memberships.supersede_all(gone.id)
        tx.people.save(gone, merging.merged_away(kept.columns, gone.columns, today=TODAY))

    [outcome] = registry.prepare(registry.subject(person=gone))

    assert codes(outcome) == ["merged-away"]


# ---------------------------------------------------------------- apply


def test_an_applied_admission_makes_a_member(registry, ask):
    subject = registry.subject()
    [outcome] = registry.prepare(subject)

    [applied] = registry.apply(subject)
    found = ask("list_members", by="24-01-001", q=outcome["code"])["items"]
    view = ask("get_member", by=CHAPTER, member_id=outcome["person_id"])
    timeline = ask("get_timeline", by=CHAPTER, member_id=outcome["person_id"])["items"]

    assert applied == {"id": str(subject["case_id"]), "ok": True, "code": None, "detail": None}
    assert [line["status"] for line in found] == ["ACTIVE"]
    assert (view["joined_on"], view["card_no"]) == (TODAY.isoformat(), cards.card_number(outcome["code"]))
    assert {line["number"] for line in timeline} == {"12-QĐ/ĐTN"}
    assert {line["kind"] for line in timeline} == {"membership", "admission"}


def test_the_decisions_day_sets_the_membership_however_late_it_comes(registry, province):
    subject = registry.subject()
    registry.prepare(subject, on=TODAY - timedelta(days=9))

    registry.apply(subject)

    since = "SELECT lower(valid) FROM memberships WHERE case_id = :case"
    assert province.count(since, case=subject["case_id"]) == TODAY - timedelta(days=9)


def test_applying_twice_is_applying_once(registry, province, events):
    subject = registry.subject()
    [outcome] = registry.prepare(subject)
    first = registry.apply(subject)
    version, told = registry.person(outcome).version, len(events("members.people_changed.v1"))

    second = registry.apply(subject)

    assert first == second
    assert registry.person(outcome).version == version
    assert len(events("members.people_changed.v1")) == told
    assert province.count("SELECT count(*) FROM memberships WHERE case_id = :case", case=subject["case_id"]) == 1
    assert province.count("SELECT count(*) FROM record_lines WHERE case_id = :case", case=subject["case_id"]) == 1


def test_a_change_nobody_prepared_is_reported_and_holds_up_no_other(registry):
    prepared, stray = registry.subject(), registry.subject()
    registry.prepare(prepared)

    outcomes = registry.apply(stray, prepared)

    assert [(outcome["ok"], outcome["code"]) for outcome in outcomes] == [(False, "change-not-held"), (True, None)]


LEAVING = (("mature", "MATURED"), ("strike_off", "STRUCK_OFF"), ("expel", "EXPELLED"), ("withdraw", "WITHDRAWN"))


@pytest.mark.parametrize(("kind", "status"), LEAVING)
def test_who_leaves_is_a_member_until_the_day(registry, province, kind, status):
    person = province.add_member(f"Rời Đi {kind}", CHAPTER)
    subject = registry.subject(kind=kind, person=person)
    [outcome] = registry.prepare(subject)

    registry.apply(subject)

    until = province.count("SELECT upper(valid) FROM memberships WHERE person_id = :person", person=person.id)
    assert (registry.person(outcome).status, until) == (status, TODAY)


def test_a_transfer_leaves_no_gap_and_no_overlap(registry, province, sql):
    person = province.add_member("Chuyển Đi", CHAPTER)
    subject = registry.subject(kind="transfer", person=person, unit=OTHER)
    [outcome] = registry.prepare(subject)

    registry.apply(subject)

    rows = sql.execute(
        "SELECT valid::text, unit_id FROM memberships WHERE person_id = %s ORDER BY valid", (person.id,)
    ).fetchall()
    assert rows == [("[2022-01-01,2026-11-24)", province.id(CHAPTER)), ("[2026-11-24,)", province.id(OTHER))]
    assert registry.person(outcome).unit_id == province.id(OTHER)


def test_of_two_acts_on_one_day_the_later_stands(registry, province, sql):
    person = province.add_member("Hai Lần Một Ngày", CHAPTER)
    for unit in (OTHER, "24-02-002-002"):
        subject = registry.subject(kind="transfer", person=person, unit=unit)
        registry.prepare(subject)
        registry.apply(subject)

    rows = sql.execute(
        "SELECT unit_id, superseded_at IS NOT NULL FROM memberships WHERE person_id = %s AND lower(valid) = %s",
        (person.id, TODAY),
    ).fetchall()
    assert sorted(rows, key=lambda row: row[1]) == [(province.id("24-02-002-002"), False), (province.id(OTHER), True)]


def test_a_note_leaves_a_line_and_changes_nothing(registry, province):
    person = province.add_member("Được Khen", CHAPTER)
    subject = registry.subject(kind="note", person=person)
    [outcome] = registry.prepare(subject)

    registry.apply(subject)

    assert registry.person(outcome).version == person.version
    assert province.count("SELECT count(*) FROM record_lines WHERE person_id = :person", person=person.id) == 1
