"""A committee has a term from its recognition on; a superior extends it by a decision, as far as the rule lets."""

from datetime import timedelta

import pytest

from services.kit import ids
from services.kit.faults import Conflict, Denied, Invalid, NotFound
from services.members.actions import numbering

COMMUNE, OTHER, DISTRICT = "24-01-001", "24-01-002", "24-01"
AGREED = "15-CV/ĐU ngày 20/11/2026"


@pytest.fixture
def recognise(ask, province, chapter):
    """The chapter has a committee of two from the day on; answers the unit."""

    def run(*, by=COMMUNE, **given):
        people = [province.add_member(f"Uỷ Viên {number}", chapter) for number in range(2)]
        seats = [{"person_id": person.id, "code": code} for person, code in zip(people, ("BT", "UVBCH"), strict=True)]
        return ask("recognise_committee", by=by, unit_id=province.id(chapter), seats=seats, **given)

    return run


@pytest.fixture
def extend(ask, province, chapter):
    def run(until, *, by=COMMUNE, unit=None, **given):
        unit_id = province.id(unit or chapter)
        return ask("extend_committee", by=by, unit_id=unit_id, until=until, **{"party_paper": AGREED, **given})

    return run


@pytest.fixture
def provisional(recognise, today):
    return recognise(is_provisional=True, from_on=today - timedelta(days=10), until=today + timedelta(days=100))


def offered(view, kind="allowed_actions"):
    return next((act for act in view[kind] if act["action"] == "extend_committee"), None)


def test_a_committee_has_its_term_with_how_far_it_may_go(provisional, today):
    term, form = provisional["term"], offered(provisional)["form_schema"]

    assert (term["state_title"], term["from_on"], term["is_provisional"]) == (
        "Lâm thời",
        (today - timedelta(days=10)).isoformat(),
        True,
    )
    assert term["until"] == term["planned_until"] == (today + timedelta(days=100)).isoformat()
    assert (term["latest"] > term["until"], term["extensions"]) == (True, [])
    assert (list(form["properties"]), form["required"]) == (
        ["until", "party_paper", "decision_no"], ["until", "party_paper"],
    )  # fmt: skip


def test_the_superior_extends_it_by_a_decision_and_its_members_stay(
    provisional, extend, province, chapter, today, events
):
    until = (today + timedelta(days=200)).isoformat()

    view = extend(until)

    order = events("messaging.issue_documents.v1")[-1]["documents"][0]
    told = events("members.positions_changed.v1")[-1]["positions"]
    assert (view["term"]["until"], view["term"]["state_title"]) == (until, "Đã gia hạn")
    assert view["term"]["planned_until"] == provisional["term"]["until"]
    assert [officer["until"] for officer in view["officers"]] == [until] * 2
    assert [(each["until"], each["version"]) for each in told] == [(until, 2)] * 2
    assert (order["template"], order["unit_id"]) == ("T17", str(province.id(COMMUNE)))
    assert order["content"]["about"] == {
        "operation": "EXTEND", "unit_name": chapter, "provisional": True, "planned_until": provisional["term"]["until"],
        "until": until, "party_paper": AGREED, "effective_on": today.isoformat(),
    }  # fmt: skip


def test_the_decisions_number_stands_beside_the_extension(provisional, extend, ask, province, chapter, today, events):
    extend(today + timedelta(days=200))
    order = events("messaging.issue_documents.v1")[-1]["documents"][0]

    told = {"key": order["key"], "template": "T17", "number": "41-QĐ/ĐTN", "id": ids.new(), "on": today, "case_ids": []}
    for _ in range(2):
        with province.database.transaction() as tx:
            numbering.papers_issued(tx, [told])

    [extension] = ask("get_unit", by=COMMUNE, unit_id=province.id(chapter))["term"]["extensions"]
    assert (extension["decision_no"], extension["party_paper"]) == ("41-QĐ/ĐTN", AGREED)
    assert extension["before"] == provisional["term"]["until"]


def test_decided_on_paper_it_gets_no_second_decision(provisional, extend, today, events):
    before = len(events("messaging.issue_documents.v1"))

    view = extend(today + timedelta(days=200), decision_no="07-QĐ/ĐTN")

    assert len(events("messaging.issue_documents.v1")) == before
    assert view["term"]["extensions"][0]["decision_no"] == "07-QĐ/ĐTN"


def test_whoever_has_left_before_is_not_brought_back(provisional, extend, ask, today):
    left = provisional["officers"][1]
    ask("end_position", by=COMMUNE, position_id=left["id"], on=today, because="OWN_WISH")

    view = extend(today + timedelta(days=200))

    assert {each["id"]: each["until"] for each in view["officers"]}[left["id"]] == today.isoformat()


def test_beyond_half_a_term_it_is_refused_even_in_two_steps(provisional, extend, today):
    latest = provisional["term"]["latest"]
    extend(today + timedelta(days=200))

    with pytest.raises(Invalid) as refused:
        extend(today + timedelta(days=1000))
    view = extend(latest)

    events = refused.value.fields["errors"]["until"][0]
    assert "tối đa 1/2 nhiệm kỳ 30 tháng, tức 15 tháng" in events
    assert "Ghi ngày không sau" in events
    assert offered(view) is None
    assert offered(view, "refused_actions")["refusals"][0]["code"] == "term-at-limit"
    with pytest.raises(Conflict, match="term-at-limit"):
        extend(today + timedelta(days=1001))


def test_the_provinces_own_share_holds(provisional, extend, ask, today, sql):
    ask("change_rule", by="24", key="term_extension_share", value="1/3", from_on=today)
    try:
        with pytest.raises(Invalid) as refused:
            extend(provisional["term"]["latest"])
    finally:
        sql.execute("DELETE FROM rule_parameters WHERE set_at IS NOT NULL")
        sql.execute("DELETE FROM rule_parameters WHERE rule_set <> 'dieu-le-xii'")
        sql.execute("DELETE FROM rule_sets WHERE code <> 'dieu-le-xii'")
        sql.execute("UPDATE rule_sets SET valid = '[2022-12-16,)'")

    assert "tối đa 1/3 nhiệm kỳ 30 tháng, tức 10 tháng" in refused.value.fields["errors"]["until"][0]


def test_without_the_party_committees_word_a_provisional_committee_is_not_extended(provisional, extend, today):
    with pytest.raises(Invalid) as refused:
        extend(today + timedelta(days=200), party_paper=None)

    assert "cần cấp uỷ đồng ý" in refused.value.fields["errors"]["party_paper"][0]


def test_it_is_nobody_elses_to_extend(provisional, extend, chapter, today):
    with pytest.raises(NotFound, match="unit-or-member-unknown"):
        extend(today + timedelta(days=200), by=OTHER)
    with pytest.raises(Denied):
        extend(today + timedelta(days=200), by=chapter)


def test_a_committee_recognised_anew_does_not_start_the_clock_again(provisional, recognise, extend, today):
    with pytest.raises(Invalid) as refused:
        recognise(is_provisional=True, until=today + timedelta(days=150))
    again = recognise(is_provisional=True)

    assert "hiện nay làm việc đến" in refused.value.fields["errors"]["until"][0]
    assert (again["term"]["until"], again["term"]["latest"]) == (
        provisional["term"]["until"], provisional["term"]["latest"],
    )  # fmt: skip


def test_after_a_congress_a_term_begins_that_the_commune_does_not_lengthen(provisional, recognise, extend, today):
    until = today + timedelta(days=900)
    view = recognise(term="2026–2029", from_on=today, until=until)

    with pytest.raises(Conflict) as refused:
        extend(today + timedelta(days=950))

    assert (view["term"]["code"], view["term"]["state_title"]) == ("2026–2029", "Đương nhiệm")
    assert offered(view) is offered(view, "refused_actions") is None
    assert refused.value.code == "term-of-province"


def test_the_province_lengthens_a_communes_term(ask, province, extend, today):
    person = province.add_member("Bí Thư Xã", f"{OTHER}-001")
    given = {"unit_id": province.id(OTHER), "seats": [{"person_id": person.id, "code": "BT"}], "term": "2022–2027"}
    view = ask("recognise_committee", by=DISTRICT, **given, until=today + timedelta(days=60))
    later = today + timedelta(days=400)

    with pytest.raises(Conflict, match="term-of-province"):
        extend(later, unit=OTHER, by=DISTRICT)
    longer = extend(later, unit=OTHER, by="24", party_paper=None)

    assert [each["code"] for each in view["warnings"]][-1] == "term-ending"
    assert longer["term"]["until"] == longer["officers"][0]["until"] == later.isoformat()


def test_a_provisional_secretary_alone_has_a_term_that_others_join(ask, province, chapter, today):
    people = [province.add_member(f"Lâm Thời {number}", chapter) for number in range(2)]
    given = {"by": COMMUNE, "unit_id": province.id(chapter), "is_provisional": True}
    first = ask("appoint_officer", **given, person_id=people[0].id, code="BT", until=today + timedelta(days=40))

    second = ask("appoint_officer", **given, person_id=people[1].id, code="PBT")

    term = ask("get_unit", by=COMMUNE, unit_id=province.id(chapter))["term"]
    assert first["until"] == second["until"] == term["until"]


def test_a_term_without_a_last_day_is_not_counted_as_over(recognise, ask, province, chapter, today):
    def over():
        report = ask("get_report", by=COMMUNE, code="BM-01", unit_id=province.id(chapter), year=today.year)
        return report["total"]["expired"]

    recognise(from_on=today - timedelta(days=900), until=today - timedelta(days=200))
    before = over()

    recognise(from_on=today - timedelta(days=100))

    assert (before, over()) == (1, 0)
