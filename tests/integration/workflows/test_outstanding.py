"""Outstanding members through the service: from the nomination to official membership of the Party, and a withdrawal."""

from datetime import timedelta
from uuid import UUID

import pytest

from services.workflows.actions import cases, deadlines
from tests.integration.workflows.conftest import (
    APPROVER,
    BARE_COMMUNE,
    COMMUNE,
    NOW,
    OTHER_CHAPTER,
    a_vote,
)

MEMBER = UUID(int=0xE1)
NOMINATION = {
    "phase": "CLASS",
    "wishes_party": True,
    "good_ethics": True,
    "earlier_rating": "HTXS",
    "rating_note": "QĐ 05-QĐ/ĐTN ngày 20/12/2025",
    "party_cell": "Chi bộ thôn Hạ",
}


@pytest.fixture
def resolved(workflows):
    """A case with its resolution."""
    workflows.know(MEMBER)
    case = workflows.begin("outstanding", subject_id=MEMBER, **NOMINATION)
    workflows.act(case, "record_vote", form=a_vote(ballot="secret"))
    workflows.act(case, "submit")
    workflows.act(case, "resolve", by=APPROVER, form={"resolved_on": "2026-11-24", "strengths": "Gương mẫu"})
    workflows.number("T12", "04-NQ/ĐTN")
    return case


def test_a_member_becomes_an_official_member_of_the_party(workflows, resolved):
    workflows.act(resolved, "send", by=APPROVER, form={"sent_on": "2026-11-24"})
    certificate = {"certificate_no": "77/GCN", "certificate_on": "2026-11-24"}
    workflows.act(resolved, "record_class", by=APPROVER, form=certificate)
    workflows.act(resolved, "record_recognition", by=APPROVER, form={"recognised_on": "2026-11-24"})
    workflows.act(resolved, "record_admission", by=APPROVER, form={"admitted_on": "2026-11-24"})
    workflows.act(resolved, "give_opinion", by=APPROVER, form={"opinion": "Xứng đáng"})
    with workflows.asking(APPROVER, now=NOW + timedelta(days=400)) as tx:
        form = {"official_on": "2027-11-24"}
        cases.take_action(tx, case_id=resolved["id"], action="record_official", form=form, note=None, version=None)

    lines = workflows.lines()
    assert workflows.get(resolved)["state"] == "official"
    assert [line["data"]["stage"] for line in lines] == ["INTRODUCED", "IN_CLASS", "RECOGNISED", "ADMITTED", "OFFICIAL"]
    assert (lines[0]["document_number"], lines[0]["data"]["valid_until"]) == ("04-NQ/ĐTN", "2027-11-24")
    assert lines[3]["writes"]["profile"]["party_join_date"] == "2026-11-24"
    assert lines[4]["writes"]["profile"] == {"party_official_date": "2027-11-24"}


def test_the_resolution_is_the_superiors_and_cites_the_vote(workflows, resolved):
    [order] = workflows.orders("T12")

    assert order["unit_id"] == str(COMMUNE)
    assert order["content"]["people"][0]["vote"]["agree"] == 12
    assert order["content"]["about"] == {"party_cell": "Chi bộ thôn Hạ", "valid_until": "2027-11-24"}


def test_a_recommendation_that_nobody_acts_on_expires(workflows, resolved):
    with workflows.asking(now=NOW + timedelta(days=367)) as tx:
        deadlines.pass_due(tx)

    assert workflows.get(resolved)["state"] == "expired"
    assert workflows.lines()[-1]["data"]["stage"] == "EXPIRED"


def test_a_withdrawn_recommendation_counts_no_more(workflows, resolved):
    workflows.act(resolved, "withdraw", by=APPROVER, form={"reason": "Bị kỷ luật"})
    workflows.number("T19R", "18-QĐ/ĐTN")

    [order] = workflows.orders("T19R")
    [settled] = workflows.sent("messaging.settle_documents.v1")
    assert workflows.get(resolved)["state"] == "withdrawn"
    assert workflows.lines()[-1]["document_number"] == "18-QĐ/ĐTN"
    assert (settled["documents"][0]["state"], settled["documents"][0]["by_key"]) == ("revoked", order["key"])


def test_the_case_goes_along_when_the_member_moves(workflows, resolved):
    workflows.know(MEMBER, unit_id=OTHER_CHAPTER, version=2)

    seen = workflows.get(resolved, by=UUID(int=0xA5))
    assert seen["unit"]["id"] == OTHER_CHAPTER
    assert BARE_COMMUNE in {seat.due_unit_id for seat in _seats(workflows, resolved)}


def _seats(workflows, case):
    with workflows.asking() as tx:
        return tx.cases.lock(case["id"])[0].seats.values()
