"""Nobody appoints themselves, lets their own office last longer or opens it again; an administrator appoints nobody."""

from datetime import timedelta

import pytest

from services.kit import ids
from services.kit.actor import Actor, Position
from services.kit.faults import Conflict, Denied, NotFound
from services.members.cases import leaving
from tests.integration.members.registry.cases import TODAY

COMMUNE = "24-01-001"


@pytest.fixture
def officer(province, chapter):
    """A member of the chapter who is an officer of the commune above it."""
    return province.add_member("Cán Bộ Tự Lo", chapter)


@pytest.fixture
def act(host, rpc, province, token_for, officer):
    """`act("appoint_officer", unit_id=…)`: what the officer is answered, acting for the commune."""

    def acted(method, **given):
        return rpc.call(f"members.{method}", given, token=token_for(officer.id, province.place(COMMUNE)))

    return acted


@pytest.fixture
def unit_id(province, chapter):
    return province.id(chapter)


def refused(act, *given, **named):
    with pytest.raises(Conflict) as fault:
        act(*given, **named)
    assert fault.value.fields["mend"]
    return fault.value.code


def test_an_officer_does_not_appoint_herself(act, ask, officer, unit_id):
    assert refused(act, "appoint_officer", unit_id=unit_id, person_id=officer.id, code="PBT") == "own-office"

    assert ask("appoint_officer", by=COMMUNE, unit_id=unit_id, person_id=officer.id, code="PBT")["code"] == "PBT"


def test_an_officer_does_not_recognise_a_committee_that_she_is_in(act, province, chapter, officer, unit_id):
    other = province.add_member("Người Khác", chapter)
    seats = [{"person_id": other.id, "code": "BT"}, {"person_id": officer.id, "code": "UVBCH"}]

    assert refused(act, "recognise_committee", unit_id=unit_id, seats=seats) == "own-office"
    assert act("recognise_committee", unit_id=unit_id, seats=seats[:1])["term"]


def test_an_officer_does_not_extend_the_term_of_a_committee_that_she_is_in(act, ask, officer, unit_id):
    seats = [{"person_id": officer.id, "code": "BT"}]
    days = {"from_on": TODAY - timedelta(days=10), "until": TODAY + timedelta(days=100)}
    ask("recognise_committee", by=COMMUNE, unit_id=unit_id, seats=seats, is_provisional=True, **days)
    longer = {"unit_id": unit_id, "until": TODAY + timedelta(days=120), "party_paper": "15-CV/ĐU"}

    assert refused(act, "extend_committee", **longer) == "own-office"
    assert ask("extend_committee", by=COMMUNE, **longer)["term"]["until"] == longer["until"].isoformat()


def test_an_officer_does_not_open_her_own_office_again_by_revoking_a_recognition(
    act, ask, province, chapter, officer, unit_id
):
    first, second = (
        [{"person_id": person.id, "code": "BT"}] for person in (officer, province.add_member("Kế Nhiệm", chapter))
    )
    ask("recognise_committee", by=COMMUNE, unit_id=unit_id, seats=first, from_on=TODAY - timedelta(days=9))
    ask("recognise_committee", by=COMMUNE, unit_id=unit_id, seats=second)
    undone = {"unit_id": unit_id, "reason": "Đại hội bầu lại"}

    assert refused(act, "unrecognise_committee", **undone) == "own-office"
    assert ask("unrecognise_committee", by=COMMUNE, **undone)["officers"][0]["person"]["id"] == str(officer.id)


def test_an_officer_does_not_open_her_own_office_again_by_undoing_a_merger(
    act, ask, found, registry, province, officer
):
    source, target = found("Thôn Nguồn"), found("Thôn Đích")
    registry.appoint(officer, source)
    ask("merge_units", by=COMMUNE, unit_id=province.id(source), target_id=province.id(target))
    undone = {"unit_id": province.id(source), "reason": "Ghi nhầm đơn vị"}

    assert refused(act, "unmerge_unit", **undone) == "own-office"
    assert ask("unmerge_unit", by=COMMUNE, **undone)["closed_on"] is None


@pytest.mark.parametrize(("is_own", "given_back"), [(True, False), (False, True)], ids=["her own", "another's"])
def test_a_case_that_an_officer_revokes_gives_back_no_office_of_hers(
    registry, province, chapter, officer, is_own, given_back
):
    office = registry.appoint(officer, chapter)
    place = Position(*province.place(COMMUNE), None, "BT")
    decider = Actor(officer.id if is_own else ids.new(), ids.new(), "", (place,), False)
    with province.database.transaction() as tx:
        cut = leaving.end_offices(tx, officer.id, on=TODAY)

    with province.database.transaction(actor=decider) as tx:
        leaving.give_back_offices(tx, cut)

    assert (registry.last_day(office) is None) == given_back


def test_an_administrator_appoints_nobody_and_ends_no_office(
    host, rpc, province, chapter, officer, registry, token_for, unit_id
):
    admin, office = token_for(is_admin=True), registry.appoint(officer, chapter)

    with pytest.raises(NotFound):
        rpc.call("members.appoint_officer", token=admin, unit_id=unit_id, person_id=officer.id, code="UVBCH")
    with pytest.raises(NotFound):
        rpc.call("members.end_position", token=admin, position_id=office.id)


@pytest.mark.parametrize("method", ["list_person_copies", "list_position_copies"])
def test_an_administrator_reads_no_copies_of_the_register(host, rpc, token_for, method):
    with pytest.raises(Denied):
        rpc.call(f"members.{method}", token=token_for(is_admin=True))


def test_an_administrator_reads_no_file_of_a_member(host, rpc, officer, token_for):
    with pytest.raises(NotFound):
        rpc.call("members.get_member", token=token_for(is_admin=True), member_id=officer.id)
