"""A term ends earlier by a decision of the province's bureau, as far as the rule lets; a new unit's first by its superior."""

from datetime import timedelta

import pytest

from services.kit import ids
from services.kit.faults import Conflict, Denied, Invalid
from services.members.actions import numbering

COMMUNE, DISTRICT, PROVINCE = "24-01-001", "24-01", "24"


@pytest.fixture
def commune(found):
    return found("Xã", DISTRICT, kind="DOAN_XA")


@pytest.fixture
def recognise(ask, province):
    """`recognise(unit, by="24-01", until=…)`: a secretary and another; answers the unit."""

    def run(unit, *, by, **given):
        people = [province.add_member(name, f"{COMMUNE}-001") for name in ("Bí Thư", "Uỷ Viên")]
        seats = [{"person_id": person.id, "code": code} for person, code in zip(people, ("BT", "UVBCH"), strict=True)]
        return ask("recognise_committee", by=by, unit_id=province.id(unit), seats=seats, **given)

    return run


@pytest.fixture
def shorten(ask, province):
    def run(unit, until, *, by=PROVINCE, **given):
        return ask("shorten_committee", by=by, unit_id=province.id(unit), until=until, **given)

    return run


@pytest.fixture
def elected(recognise, commune, today):
    return recognise(commune, by=DISTRICT, term="2026–2029", until=today + timedelta(days=900))


def offered(view, kind="allowed_actions"):
    return next((act for act in view[kind] if act["action"] == "shorten_committee"), None)


def test_the_province_shortens_a_term_and_offices_end_with_it(elected, shorten, commune, province, ask, events, today):
    until, at = today + timedelta(days=300), province.id(commune)
    act = offered(ask("get_unit", by=PROVINCE, unit_id=at))

    view = shorten(commune, until)

    order = events("messaging.issue_documents.v1")[-1]["documents"][0]
    told = events("members.positions_changed.v1")[-1]["positions"]
    assert "Được rút ngắn tối đa 1/2 nhiệm kỳ 60 tháng, tức 30 tháng" in act["consequences"][0]
    assert {officer["until"] for officer in view["officers"]} == {view["term"]["until"]} == {until.isoformat()}
    assert [(each["until"], each["version"]) for each in told] == [(until.isoformat(), 2)] * 2
    assert (order["template"], order["unit_id"]) == ("T17", str(province.id(PROVINCE)))
    assert order["content"]["about"] == {
        "operation": "SHORTEN", "unit_name": commune, "term": "2026–2029", "planned_until": elected["term"]["until"],
        "until": until.isoformat(), "effective_on": today.isoformat(),
    }  # fmt: skip


def test_the_decisions_number_stands_beside_what_it_shortened(elected, shorten, commune, province, ask, events, today):
    shorten(commune, today + timedelta(days=300))
    order = events("messaging.issue_documents.v1")[-1]["documents"][0]

    told = {
        "key": order["key"],
        "template": "T17",
        "number": "42-QĐ/TĐTN",
        "id": ids.new(),
        "on": today,
        "case_ids": [],
    }
    with province.database.transaction() as tx:
        numbering.papers_issued(tx, [told])

    [line] = ask("get_unit", by=PROVINCE, unit_id=province.id(commune))["term"]["extensions"]
    assert (line["before"], line["until"] < line["before"], line["decision_no"]) == (
        elected["term"]["until"], True, "42-QĐ/TĐTN",
    )  # fmt: skip


def test_beyond_the_rule_it_is_refused_with_the_numbers(shorten, commune, recognise, today):
    recognise(commune, by=DISTRICT, term="2027–2032", until=today + timedelta(days=1500))

    with pytest.raises(Invalid) as refused:
        shorten(commune, today + timedelta(days=1))

    assert "tối đa 1/2 nhiệm kỳ 60 tháng, tức 30 tháng" in refused.value.fields["errors"]["until"][0]


def test_the_provinces_own_share_holds(elected, shorten, commune, ask, today, rules_as_installed, sql):
    ask("change_rule", by=PROVINCE, key="term_shortening_share", value="1/10", from_on=today)
    try:
        with pytest.raises(Invalid) as refused:
            shorten(commune, today + timedelta(days=300))
    finally:
        sql.execute("DELETE FROM rule_parameters WHERE set_at IS NOT NULL")
        sql.execute("DELETE FROM rule_parameters WHERE rule_set <> 'dieu-le-xii'")
        sql.execute("DELETE FROM rule_sets WHERE code <> 'dieu-le-xii'")
        sql.execute("UPDATE rule_sets SET valid = '[2022-12-16,)'")

    assert "tối đa 1/10 nhiệm kỳ 60 tháng, tức 6 tháng" in refused.value.fields["errors"]["until"][0]


def test_it_is_not_the_districts_to_shorten(elected, shorten, commune, today):
    assert offered(elected) is offered(elected, "refused_actions") is None
    with pytest.raises(Conflict, match="term-of-province"):
        shorten(commune, today + timedelta(days=300), by=DISTRICT)
    with pytest.raises(Denied):
        shorten(commune, today + timedelta(days=300), by=commune)


def test_the_first_term_of_a_new_chapter_is_its_superiors_to_shorten(found, recognise, shorten, today):
    name = found("Thôn", COMMUNE, on=(today - timedelta(days=100)).isoformat())
    recognise(
        name, by=COMMUNE, is_provisional=True, from_on=today - timedelta(days=95), until=today + timedelta(days=60)
    )
    view = recognise(name, by=COMMUNE, term="2026–2029", until=today + timedelta(days=800))
    until = today + timedelta(days=700)

    shorter = shorten(name, until, by=COMMUNE)

    assert offered(view) is not None
    assert shorter["term"]["until"] == until.isoformat()


def test_a_provisional_committee_is_followed_and_not_shortened(found, recognise, shorten, today):
    name = found("Thôn", COMMUNE)
    view = recognise(name, by=COMMUNE, is_provisional=True, until=today + timedelta(days=60))

    with pytest.raises(Conflict, match="term-provisional"):
        shorten(name, today + timedelta(days=30), by=COMMUNE)

    assert offered(view, "refused_actions") is None
