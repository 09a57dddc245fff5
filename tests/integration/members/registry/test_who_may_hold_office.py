"""Who stands for no office: an honorary member (domain rule 10), and at a host whoever stays there for a time (rule 13C)."""

from datetime import date

import pytest

from services.contracts.titles import STATUS_TITLES
from services.kit.faults import Conflict
from tests.integration.members.registry.cases import CHAPTER, NEIGHBOUR, TODAY
from tests.integration.members.registry.lines import link

COMMUNE = "24-01-001"


@pytest.fixture
def appoint(ask, province):
    def appointed(person, unit=CHAPTER, code="UVBCH"):
        return ask("appoint_officer", by=COMMUNE, unit_id=province.id(unit), person_id=person.id, code=code)

    return appointed


@pytest.fixture
def recognise(ask, province):
    def recognised(person, unit=CHAPTER):
        seats = [{"person_id": str(person.id), "code": "BT"}]
        return ask("recognise_committee", by=COMMUNE, unit_id=province.id(unit), seats=seats, decision_no="9-QĐ/ĐTN")

    return recognised


def refused(act, *given):
    with pytest.raises(Conflict) as fault:
        act(*given)
    assert fault.value.fields["mend"]
    return fault.value.code


@pytest.fixture
def honoured(registry, province):
    person = province.add_member("Cán Bộ Danh Dự", CHAPTER)
    registry.done(registry.subject(kind="mature", person=person), on=date(2026, 1, 5))
    registry.done(registry.subject(kind="honour", person=person))
    return person


def test_an_honorary_member_holds_no_office(honoured, appoint, recognise):
    assert refused(appoint, honoured) == "honorary-no-office"
    assert refused(recognise, honoured) == "honorary-no-office"


def test_whoever_is_honoured_no_more_may_be_elected(registry, honoured, appoint):
    registry.keep(registry.build_line(honoured, writes={"honour": {"act": "end"}}))

    assert appoint(honoured)["code"] == "UVBCH"


def test_whoever_stays_for_a_time_stands_for_office_at_home_alone(province, appoint, recognise):
    person = province.add_member("Ở Tạm Ứng Cử", CHAPTER)
    link(province, person, "TEMP", host=NEIGHBOUR, from_on=date(2026, 9, 1), until=date(2027, 3, 1))

    assert refused(appoint, person, NEIGHBOUR) == "guest-no-office"
    assert refused(recognise, person, NEIGHBOUR) == "guest-no-office"
    assert appoint(person, CHAPTER)["code"] == "UVBCH"


@pytest.mark.parametrize(("kind", "ended_on"), [("TEMP", TODAY), ("RESIDENCE", None)], ids=["over", "who lives there"])
def test_a_stay_that_is_over_and_living_there_stand_in_nobodys_way(province, appoint, kind, ended_on):
    person = province.add_member("Cư Trú Ứng Cử", CHAPTER)
    link(province, person, kind, host=NEIGHBOUR, from_on=date(2026, 2, 1), ended_on=ended_on)

    assert appoint(person, NEIGHBOUR)["code"] == "UVBCH"


# ---------------------------------------------------------------- when an honour is over


def test_whoever_was_nothing_but_honoured_is_no_honorary_member_when_it_is_over(registry, events):
    person = registry.done(registry.subject(kind="honour", full_name="Nhà Hảo Tâm Thôi"))
    ending = registry.build_line(person, writes={"honour": {"act": "end"}})

    registry.keep(ending)
    registry.keep(ending)

    file = registry.file(person)
    assert (file.status, file.columns["status_on"]) == ("HONOUR_ENDED", TODAY)
    assert file.columns["status_reason"] == "Thôi công nhận đoàn viên danh dự"
    assert events("members.people_changed.v1")[-1]["people"][0]["status"] == "HONOUR_ENDED"
    registry.strike(ending)
    assert registry.file(person).status == "HONORARY"


def test_an_honour_that_is_over_is_told_as_such_and_may_be_given_again(registry, ask, province):
    person = registry.done(registry.subject(kind="honour", full_name="Nhà Hảo Tâm Trở Lại"))
    registry.keep(registry.build_line(person, writes={"honour": {"act": "end"}}))

    seen = ask("get_member", by=COMMUNE, member_id=person.id)
    again = registry.done(registry.subject(kind="honour", person=person))

    assert seen["status_title"] == "Thôi đoàn viên danh dự"
    assert again.status == "HONORARY"


def test_whoever_was_honoured_once_may_be_admitted(registry):
    person = registry.done(registry.subject(kind="honour", full_name="Nhà Hảo Tâm Vào Đoàn"))
    registry.keep(registry.build_line(person, writes={"honour": {"act": "end"}}))

    assert registry.done(registry.subject(kind="admit", person=person)).status == "ACTIVE"


def test_every_status_has_the_same_title_wherever_it_is_told(registry):
    told = {row.code: row.title for row in registry.rows("SELECT code, title FROM membership_statuses")}

    assert told == STATUS_TITLES


def test_whoever_matured_stays_so_when_the_honour_is_over(registry, honoured):
    registry.keep(registry.build_line(honoured, writes={"honour": {"act": "end"}}))

    assert registry.file(honoured).status == "MATURED"
