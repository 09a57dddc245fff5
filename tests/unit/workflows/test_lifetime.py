"""No day of a case lies before the birth of whoever it is about, in whichever process and at whichever move."""

from dataclasses import replace
from datetime import date

import pytest

from services.kit.faults import Invalid
from services.workflows.processes.temporary import PROCESS as TEMPORARY
from tests.unit.workflows.builders import MEMBER, SECRETARY
from tests.unit.workflows.moving import opened
from tests.unit.workflows.removal_cases import CALL, act, notified
from tests.unit.workflows.test_machine import opened as admitted
from tests.unit.workflows.test_temporary import STAY

BORN = date(2004, 9, 2)
BEFORE = "2004-09-01"


def of(born_on=BORN, precision="day"):
    return {"subject": replace(MEMBER, born_on=born_on, born_precision=precision)}


def wrong(fault):
    return fault.value.fields["errors"]


def test_what_was_mistyped_is_told_at_its_field_with_the_birth_date():
    with pytest.raises(Invalid) as fault:
        opened(TEMPORARY, SECRETARY, {**STAY, "from_on": BEFORE}, **of())

    name = MEMBER.full_name
    assert wrong(fault) == {
        "from_on": [f"Ngày 01/09/2004 trước ngày sinh của {name} (02/09/2004). Sửa ngày này."],
    }


def test_a_later_move_is_looked_at_as_well():
    with pytest.raises(Invalid) as fault:
        act("log_contact", notified(person=of()["subject"]), form={**CALL, "on": BEFORE})

    assert list(wrong(fault)) == ["on"]


def test_of_a_birth_known_by_its_year_alone_the_year_decides():
    year = of(date(2004, 12, 31), "year")
    with pytest.raises(Invalid):
        opened(TEMPORARY, SECRETARY, {**STAY, "from_on": "2003-12-31"}, **year)

    assert opened(TEMPORARY, SECRETARY, {**STAY, "from_on": "2026-11-30"}, **year).case.state == "requested"


def test_of_an_unknown_birth_nothing_is_said():
    assert opened(TEMPORARY, SECRETARY, STAY, **of(None)).case.state == "requested"


def test_a_candidate_is_known_by_the_form():
    with pytest.raises(Invalid) as fault:
        admitted(born_on="2009-01-01", applied_on="2008-11-24")

    assert wrong(fault) == {"applied_on": ["Ngày 24/11/2008 trước ngày sinh (01/01/2009). Sửa ngày này."]}
