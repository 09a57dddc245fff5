"""A unit's documents are numbered within the term of its committee, by the day; a recognition that is revoked takes that back."""

from datetime import timedelta

import pytest

from services.kit.clock import now
from services.kit.faults import Conflict, NotFound
from services.members.actions import committee_terms

COMMUNE, OTHER = "24-01-001", "24-01-002"
BEFORE = "2022-2027"


@pytest.fixture
def recognise(ask, province, chapter):
    """The chapter has a committee of a secretary and another from the day on; answers the unit."""

    def run(term=None, *names, by=COMMUNE, **given):
        people = [province.add_member(name, chapter) for name in names or ("Bí Thư", "Uỷ Viên")]
        seats = [{"person_id": person.id, "code": code} for person, code in zip(people, ("BT", "UVBCH"), strict=False)]
        return ask("recognise_committee", by=by, unit_id=province.id(chapter), seats=seats, term=term, **given)

    return run


@pytest.fixture
def revoke(ask, province, chapter):
    def run(by=COMMUNE, reason="Ghi nhầm danh sách"):
        return ask("unrecognise_committee", by=by, unit_id=province.id(chapter), reason=reason)

    return run


@pytest.fixture
def term_code(sql, province, chapter):
    def read():
        [row] = sql.execute("SELECT term_code FROM units WHERE id = %s", (province.id(chapter),)).fetchall()
        return row[0]

    return read


@pytest.fixture
def codes(sql, province, chapter):
    def read():
        asked = "SELECT code, upper(valid) FROM unit_term_codes WHERE unit_id = %s ORDER BY valid"
        return sql.execute(asked, (province.id(chapter),)).fetchall()

    return read


def follow(province, day_count):
    with province.database.transaction(now=now() + timedelta(days=day_count)) as tx:
        committee_terms.follow(tx)


def announced_code(events):
    return events("members.units_changed.v1")[-1]["units"][0]["term_code"]


# ---------------------------------------------------------------- the term that numbers are given in


def test_a_new_committee_begins_a_term_of_numbers_and_others_hear_of_it(recognise, term_code, events):
    before = term_code()

    recognise("2027–2030")

    assert (before, term_code(), announced_code(events)) == (BEFORE, "2027–2030", "2027–2030")


def test_a_committee_of_the_same_term_goes_on_in_its_numbers(recognise, term_code, events):
    heard = len(events("members.units_changed.v1"))

    recognise("2022–2027")

    assert term_code() == BEFORE
    assert len(events("members.units_changed.v1")) == heard


def test_a_provisional_committee_numbers_on_its_own_until_the_congress(recognise, term_code, today):
    recognise(is_provisional=True)
    provisional = term_code()
    recognise(None, "Bí Thư Khác", "Uỷ Viên Khác", is_provisional=True, from_on=today + timedelta(days=1))

    assert provisional == term_code() == f"lâm thời {today.year}"


def test_a_term_still_to_come_begins_on_its_day(recognise, province, term_code, codes, events, today):
    begins = today + timedelta(days=5)
    recognise("2027–2030", from_on=begins)
    follow(province, 4)
    waiting = term_code()

    for _ in range(2):
        follow(province, 5)

    assert codes() == [(BEFORE, begins), ("2027–2030", None)]
    assert (waiting, term_code(), announced_code(events)) == (BEFORE, "2027–2030", "2027–2030")


def test_a_closed_unit_numbers_no_further(recognise, ask, province, found, today):
    name = found("Thôn", COMMUNE)
    ask("close_unit", by=COMMUNE, unit_id=province.id(name), decision_no="09-QĐ/ĐTN")

    open_ended = "SELECT count(*) FROM unit_term_codes WHERE unit_id = :id AND upper_inf(valid)"
    assert province.count(open_ended, id=province.id(name)) == 0


# ---------------------------------------------------------------- a recognition is revoked


def offered(view):
    return next((act for act in view["allowed_actions"] if act["action"] == "unrecognise_committee"), None)


def in_office(ask, province, chapter):
    shown = ask("get_unit", by=COMMUNE, unit_id=province.id(chapter))
    return {officer["person"]["full_name"]: officer["until"] for officer in shown["officers"]}


def test_revoked_the_committee_before_goes_on_with_its_term_and_numbers(
    recognise, revoke, ask, province, chapter, term_code, codes, today
):
    first = recognise("2024–2027", "Bí Thư Cũ", "Uỷ Viên Cũ", until=today + timedelta(days=90))
    held, kept = in_office(ask, province, chapter), codes()
    wrong = recognise("2027–2030", "Bí Thư Nhầm", until=today + timedelta(days=900), from_on=today + timedelta(days=1))

    view = revoke()

    assert offered(wrong)["destructive"] is True
    assert in_office(ask, province, chapter) == held
    assert (view["term"]["code"], view["term"]["until"]) == (first["term"]["code"], first["term"]["until"])
    assert (term_code(), codes()) == ("2024–2027", kept)


def test_revoked_on_its_first_day_it_never_was(recognise, revoke, ask, province, chapter, term_code, events):
    recognise("2027–2030", "Bí Thư Nhầm")

    view = revoke()

    past = ask("list_officers", by=COMMUNE, unit_id=province.id(chapter), past=True)["items"]
    [seat] = events("members.positions_changed.v1")[-1]["positions"]
    assert (view["officers"], past, view["term"], term_code()) == ([], [], None, BEFORE)
    assert seat["until"] < seat["from_on"]
    assert announced_code(events) == BEFORE


def test_whoever_has_left_the_union_since_gets_no_office_back(recognise, revoke, ask, province, chapter, sql, today):
    recognise("2024–2027", "Bí Thư Cũ", "Đã Ra Đoàn", until=today + timedelta(days=90))
    recognise("2027–2030", "Bí Thư Nhầm", from_on=today + timedelta(days=1))
    sql.execute(
        "UPDATE people SET status = 'WITHDRAWN', status_on = %s WHERE full_name = 'Đã Ra Đoàn' AND unit_id = %s",
        (today + timedelta(days=1), province.id(chapter)),
    )

    revoke()

    lasting = in_office(ask, province, chapter)
    assert lasting["Bí Thư Cũ"] == (today + timedelta(days=90)).isoformat()
    assert lasting["Đã Ra Đoàn"] == today.isoformat()


def test_another_committee_can_be_recognised_from_the_same_day(recognise, revoke, ask, province, chapter, term_code):
    recognise("2027–2030", "Bí Thư Nhầm")
    revoke()

    recognise("2027–2030", "Bí Thư Đúng")

    assert set(in_office(ask, province, chapter)) == {"Bí Thư Đúng"}
    assert term_code() == "2027–2030"


def test_its_decision_is_revoked_by_the_unit_that_took_it(recognise, revoke, province, events):
    recognise("2027–2030")
    decision = events("messaging.issue_documents.v1")[-1]["documents"][0]

    revoke(reason="Danh sách chưa được đại hội bầu")

    order = events("messaging.issue_documents.v1")[-1]["documents"][0]
    settled = events("messaging.settle_documents.v1")[-1]["documents"][0]
    assert (order["template"], order["unit_id"]) == ("T19R", str(province.id(COMMUNE)))
    assert order["content"]["about"]["corrects"] == {"document_key": decision["key"]}
    assert (settled["key"], settled["state"]) == (decision["key"], "revoked")


def test_what_has_changed_since_stands_in_the_way_by_name(recognise, revoke, ask, province, chapter, today):
    view = recognise("2027–2030", "Bí Thư", "Uỷ Viên Thôi", until=today + timedelta(days=900))
    leaving = next(each for each in view["officers"] if each["person"]["full_name"] == "Uỷ Viên Thôi")
    ask("end_position", by=COMMUNE, position_id=leaving["id"], on=today, because="OWN_WISH")
    joined = province.add_member("Uỷ Viên Thêm", chapter)
    ask("appoint_officer", by=COMMUNE, unit_id=province.id(chapter), person_id=joined.id, code="UVBCH")

    with pytest.raises(Conflict) as refused:
        revoke()

    events = {each["code"]: each["text"] for each in refused.value.fields["refusals"]}
    assert events.keys() == {"seats-changed", "appointed-since"}
    assert "Uỷ Viên Thôi" in events["seats-changed"]
    assert "Uỷ Viên Thêm" in events["appointed-since"]
    assert offered(ask("get_unit", by=COMMUNE, unit_id=province.id(chapter))) is None


def test_after_thirty_days_it_stands(recognise, revoke, sql, province, chapter):
    recognise("2027–2030")
    sql.execute(
        "UPDATE committee_recognitions SET recognised_at = recognised_at - interval '31 days' WHERE unit_id = %s",
        (province.id(chapter),),
    )

    with pytest.raises(Conflict, match="undo-over"):
        revoke()


def test_it_is_revoked_once_and_by_a_superior_alone(recognise, revoke):
    recognise("2027–2030")
    with pytest.raises(NotFound):
        revoke(by=OTHER)
    revoke()

    with pytest.raises(Conflict, match="not-recognised"):
        revoke()
