"""An exemption that is over before its time: its months until then stay exempt, unless it was granted on false grounds."""

from datetime import date, timedelta

import pytest

from tests.integration.members.registry.cases import CHAPTER, TODAY

LATER = TODAY + timedelta(days=30)


def an_exemption(registry, person):
    """The line that grants November to February, and the one by which it is over with December."""
    span = {"from_month": "2026-11-01", "until_month": "2027-02-01", "reason": "Ốm"}
    granted = registry.build_line(person, stage="4", writes={"exempt": span})
    over = {**span, "act": "end", "until_month": "2026-12-01"}
    return granted, registry.build_line(person, case_id=granted["case_id"], stage="6", writes={"exempt": over})


@pytest.mark.parametrize("order", [(0, 1), (1, 0), (0, 1, 0, 1)], ids=["in order", "the end first", "twice"])
def test_an_exemption_that_is_stopped_stays_for_the_months_it_had(registry, province, order):
    person = province.add_member("Thôi Miễn Phí", CHAPTER)
    lines = an_exemption(registry, person)
    for place in order:
        registry.keep(lines[place])

    [row] = registry.rows("SELECT * FROM fee_exemptions WHERE person_id = :p", p=person.id)
    assert (row.from_month, row.until_month, row.revoked_on) == (date(2026, 11, 1), date(2026, 12, 1), None)


def test_an_exemption_that_is_revoked_after_it_was_stopped_leaves_no_month(registry, province):
    person = province.add_member("Khai Sai", CHAPTER)
    granted, stopped = an_exemption(registry, person)
    registry.keep(granted, stopped)

    registry.strike({"case_id": granted["case_id"], "stage": None, "before": 7}, on=LATER)

    assert province.count("SELECT revoked_on FROM fee_exemptions WHERE person_id = :p", p=person.id) == LATER
