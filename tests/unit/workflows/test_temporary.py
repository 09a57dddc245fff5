"""A member takes part at a host for some months (domain rule 13C)."""

from dataclasses import replace
from datetime import date

import pytest

from services.kit.faults import Conflict, Denied, Invalid
from services.workflows.domain import machine, relations
from services.workflows.domain.case import SYSTEM
from services.workflows.domain.process import Drop, Issue, Open, Record, Settle
from services.workflows.processes.temporary import PROCESS
from services.workflows.processes.transfer import PROCESS as TRANSFER
from tests.unit.workflows.builders import (
    APPROVER,
    CHAPTER_ID,
    MEMBER,
    MEMBER_DOER,
    SECRETARY,
    STRANGER,
    an_act,
    codes,
)
from tests.unit.workflows.moving import (
    FAR_CHAPTER_ID,
    FAR_SECRETARY,
    OWED,
    RECEIVER,
    THERE,
    THERE_ID,
    TWO_BRANCHES,
    a_moving_case,
    a_moving_view,
    an_open_case,
    by_services,
    moved,
    opened,
    with_paper,
)

STAY = {"destination_id": str(THERE_ID), "reason": "INTERNSHIP", "from_on": "2026-12-01", "until": "2027-05-31"}
HOME = {"comment": "Tích cực", "fee_paid_until": "2026-11-15", "card_no": "0123"}
END = {"ended_on": "2026-11-20", "comment": "Tham gia đều", "grade": "TOT"}


def a_stay(state="requested", **form):
    kept = {"home": HOME} if state != "requested" else {}
    return a_moving_case(PROCESS, state, {**STAY, **kept, **form})


def at_host(state="active", **form):
    return with_paper(a_stay(state, chapter_id=str(FAR_CHAPTER_ID), **form), "T05")


def act(case, action, doer=SECRETARY, form=None, note="Lý do", **known):
    return moved(PROCESS, case, action, doer, form, note, **known)


def record_of(step):
    view = a_moving_view(step.case)
    record = next(effect for effect in step.effects if isinstance(effect, Record))
    return record.data(view), record.writes(view)


@pytest.mark.parametrize("doer", [SECRETARY, MEMBER_DOER], ids=["chapter", "member"])
def test_the_member_asks_or_the_chapter_does(doer):
    assert opened(PROCESS, doer, STAY).case.state == "requested"


def test_a_stranger_asks_for_nobody():
    with pytest.raises(Denied):
        opened(PROCESS, STRANGER, STAY)


@pytest.mark.parametrize(
    ("given", "known", "code", "advice"),
    [
        ({"until": "2027-02-28"}, {}, "stay-too-short", "báo chi đoàn"),
        ({"until": "2027-12-01"}, {}, "stay-too-long", "Chuyển đi, chuyển đến"),
        ({"until": "2026-11-30"}, {}, "stay-ends-before", "một trong hai ngày"),
        ({"from_on": "2026-01-05", "until": "2026-06-05"}, {}, "stay-over", "từ hôm nay"),
        ({"destination_id": str(CHAPTER_ID)}, {}, "same-unit", "đơn vị khác"),
        ({"destination_place": "Hà Nội"}, {}, "two-hosts", "một trong hai"),
        ({}, {"destination": replace(THERE, closed=True)}, "destination-closed", "kế thừa"),
        ({}, {"cases": (an_open_case("temporary"),)}, "open-already", "kết thúc"),
        ({}, {"subject": replace(MEMBER, status="IN_TRANSIT")}, "not-a-member", "Kiểm tra"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_asked_for_is_refused_with_the_right_advice(given, known, code, advice):
    with pytest.raises(Conflict) as fault:
        opened(PROCESS, SECRETARY, {**STAY, **given}, **known)

    assert codes(fault) == [code]
    assert advice in fault.value.fields["refusals"][0]["mend"]


@pytest.mark.parametrize("until", ["2027-03-01", "2027-11-30"], ids=["three months", "a day under twelve"])
def test_three_months_and_a_day_under_twelve_are_right(until):
    assert opened(PROCESS, SECRETARY, {**STAY, "until": until}).case.state == "requested"


def test_the_home_chapter_comments_and_sees_to_fees():
    with pytest.raises(Conflict) as owing:
        act(a_stay(), "confirm", form=HOME, fees=OWED)
    with pytest.raises(Invalid):
        act(a_stay(), "confirm", form={"fee_paid_until": "2026-11-01"})

    assert codes(owing) == ["fees-owed"]
    assert act(a_stay(), "confirm", form=HOME).case.state == "confirmed"


def test_the_grassroots_unit_at_home_introduces():
    step = act(a_stay("confirmed"), "introduce", APPROVER)
    issue = next(effect for effect in step.effects if isinstance(effect, Issue))
    person = issue.person(a_moving_view(step.case))

    assert (issue.template, issue.by, issue.in_force) == ("T05", "origin", True)
    assert {name: person[name] for name in ("reason", "from_on", "until", "comment", "fee_paid_until", "card_no")} == {
        "reason": "Thực tập",
        "from_on": "2026-12-01",
        "until": "2027-05-31",
        "comment": "Tích cực",
        "fee_paid_until": "2026-11-01",
        "card_no": "0123",
    }
    assert by_services(PROCESS, step.case, "issued").state == "introduced"


def test_the_host_takes_in_and_its_chapter_goes_on():
    step = act(a_stay("introduced"), "receive", RECEIVER, {"chapter_id": str(FAR_CHAPTER_ID)})
    seated = replace(step.case, seats=relations.seats(step.case, PROCESS.relations, TWO_BRANCHES))
    data, writes = record_of(step)

    assert data == {
        "stage": "RECEIVED",
        "unit_id": str(CHAPTER_ID),
        "host_unit_id": str(FAR_CHAPTER_ID),
        "from_on": "2026-12-01",
        "until": "2027-05-31",
    }
    assert writes == {
        "flags_add": ["temp_elsewhere"],
        "link": {
            "kind": "TEMP",
            "host_unit_id": str(FAR_CHAPTER_ID),
            "act": "open",
            "from_on": "2026-12-01",
            "until": "2027-05-31",
        },
    }
    assert act(seated, "start", FAR_SECRETARY).case.state == "active"


def test_a_host_that_is_the_wrong_one_gives_it_back():
    step = act(a_stay("introduced"), "give_back", RECEIVER)

    assert step.case.state == "confirmed"
    assert step.effects == (Drop("T05"),)


@pytest.mark.parametrize("state", ["requested", "confirmed", "introduced", "introduced_outside"])
def test_until_the_host_has_taken_in_it_can_be_called_off(state):
    assert act(a_stay(state), "cancel", MEMBER_DOER).case.state == "cancelled"


def test_calling_off_revokes_the_introduction():
    assert act(with_paper(a_stay("introduced"), "T05"), "cancel").effects == (Settle("T05", "revoked"),)


def test_once_the_host_has_taken_in_it_cannot_be_called_off():
    with pytest.raises(Conflict) as fault:
        act(at_host("host_received"), "cancel")

    assert fault.value.code == "action-not-possible"


def test_a_stay_is_extended_once():
    step = act(at_host(), "extend", form={"until": "2027-11-30"})

    assert step.case.state == "extended"
    assert record_of(step)[1]["link"] == {
        "kind": "TEMP",
        "act": "change",
        "host_unit_id": str(FAR_CHAPTER_ID),
        "until": "2027-11-30",
    }
    assert "extend" not in [move.action for move in PROCESS.moves_from("extended")]


@pytest.mark.parametrize(("until", "code"), [("2027-12-01", "stay-too-long"), ("2027-05-31", "extension-over")])
def test_an_extension_stays_under_twelve_months_in_all(until, code):
    with pytest.raises(Conflict) as fault:
        act(at_host(), "extend", form={"until": until})

    assert codes(fault) == [code]


def test_who_was_extended_and_expired_is_not_extended_again():
    expired = at_host("expired", extension={"until": "2027-08-31"})

    with pytest.raises(Conflict) as fault:
        act(expired, "extend", form={"until": "2027-10-31"})
    assert codes(fault) == ["extended-already"]


def test_the_host_ends_it_with_a_comment():
    with pytest.raises(Invalid):
        act(at_host(), "end", FAR_SECRETARY, {"ended_on": "2026-11-20"})
    step = act(at_host(), "end", FAR_SECRETARY, END)
    data, writes = record_of(step)

    assert step.case.state == "ended"
    assert (data["stage"], data["comment"], data["ended_on"]) == ("ENDED", "Tham gia đều", "2026-11-20")
    assert writes == {
        "flags_remove": ["temp_elsewhere"],
        "link": {"kind": "TEMP", "act": "end", "ended_on": "2026-11-20", "comment": "Tham gia đều", "grade": "TOT"},
    }


def test_the_host_comments_while_the_stay_goes_on():
    said = {"comment": "Tham gia đều", "grade": "TOT"}
    once = act(at_host(), "comment", FAR_SECRETARY, said)
    twice = act(once.case, "comment", RECEIVER, {"comment": "Vẫn đều"})

    assert (twice.case.state, twice.effects) == ("active", ())
    assert twice.case.form["comments"] == [said, {"comment": "Vẫn đều"}]
    with pytest.raises(Denied):
        act(at_host(), "comment", SECRETARY, said)


def test_of_a_stay_outside_home_writes_down_what_the_host_says():
    step = act(
        at_host("active_outside", destination_place="Đoàn ĐH Thái Nguyên"), "comment", SECRETARY, {"comment": "Tốt"}
    )

    assert step.case.form["comments"] == [{"comment": "Tốt"}]


def test_it_expires_thirty_days_after_its_end():
    view, since = a_moving_view(at_host()), date(2026, 12, 1)
    extended = a_moving_view(at_host("extended", extension={"until": "2027-08-31"}))

    assert machine.expires_at(PROCESS, view, state="active", since=since).date() == date(2027, 6, 30)
    assert machine.expires_at(PROCESS, extended, state="extended", since=since).date() == date(2027, 9, 30)


def test_what_expired_is_extended_ended_or_turned_into_a_transfer():
    expired = by_services(PROCESS, at_host(), "expire")

    assert expired.state == "expired"
    assert act(expired, "extend", form={"until": "2027-10-31"}).case.state == "extended"
    assert act(expired, "end", form=END).case.state == "ended"
    assert act(expired, "convert").case.state == "converted"


def test_who_does_not_come_back_and_is_not_heard_of_is_at_no_host_any_more():
    step = act(at_host("expired"), "give_up", note="Không liên lạc được")
    data, writes = record_of(step)

    assert (step.case.state, data["stage"]) == ("lost", "LOST")
    assert writes == {
        "flags_remove": ["temp_elsewhere"],
        "link": {"kind": "TEMP", "act": "end", "ended_on": "2026-11-24"},
    }
    assert Settle("T05", "revoked") in step.effects
    with pytest.raises(Conflict):
        act(at_host("active"), "give_up")


def test_what_expired_is_not_extended_to_a_day_that_is_past():
    late = {"from_on": "2026-03-01", "until": "2026-08-31"}

    with pytest.raises(Conflict) as fault:
        act(at_host("expired", **late), "extend", form={"until": "2026-11-23"})

    assert codes(fault) == ["extension-past"]
    assert act(at_host("expired", **late), "extend", form={"until": "2026-11-24"}).case.state == "extended"


def test_a_stay_becomes_a_transfer_to_the_host_without_asking_the_chapter_again():
    step = act(at_host(), "convert", MEMBER_DOER)
    form = next(effect for effect in step.effects if isinstance(effect, Open)).form(a_moving_view(step.case))
    asked = replace(an_act("open", SYSTEM, form), follows=True)
    transfer = machine.open_case(TRANSFER, a_moving_view(a_moving_case(TRANSFER, form={})), asked)

    assert transfer.case.state == "chapter_confirmed"
    assert form == {"reason": "RESIDENCE", "converted_from": "HS-2026-0001", "destination_id": str(FAR_CHAPTER_ID)}
    assert record_of(step)[1]["flags_remove"] == ["temp_elsewhere"]


def test_a_person_cannot_claim_that_a_stay_became_a_transfer():
    form = {"destination_id": str(THERE_ID), "converted_from": "TT-2026-0001"}

    with pytest.raises(Conflict) as fault:
        opened(TRANSFER, SECRETARY, form)
    assert codes(fault) == ["conversion-claimed"]


def test_who_stays_outside_the_province_is_followed_from_home():
    outside = {"destination_id": None, "destination_place": "Đại học Thái Nguyên"}
    introduced = by_services(PROCESS, a_stay("introducing", **outside), "issued")
    received = act(introduced, "receive", APPROVER)
    extended = act(received.case, "extend", form={"until": "2027-10-31"})

    assert introduced.state == "introduced_outside"
    assert received.case.state == "active_outside"
    assert record_of(received)[0]["host_place"] == "Đại học Thái Nguyên"
    assert extended.case.state == "extended_outside"
    assert act(extended.case, "end", APPROVER, END).case.state == "ended"


def test_who_expired_outside_is_extended_outside():
    outside = {"destination_id": None, "destination_place": "Đại học Thái Nguyên"}

    assert act(a_stay("expired", **outside), "extend", form={"until": "2027-10-31"}).case.state == "extended_outside"
