"""BM-04 tells who works for the Union alone and who beside another occupation; an office says so, or can be made to."""

from datetime import date

import pytest

from services.kit.faults import Denied, NotFound

UNIT, CHAPTER = "24-02-002", "24-02-002-001"


@pytest.fixture(scope="module")
def appointed(host, rpc, province, token_for):
    """Four officers of the commune: one full-time, one not, two of unknown kind."""
    token = token_for(None, province.place("24"))
    given = {"unit_id": province.id(UNIT), "from_on": date(2025, 1, 1)}
    return [
        rpc.call(
            "members.appoint_officer",
            {
                **given,
                "person_id": province.add_member(f"Cán Bộ {code}", CHAPTER).id,
                "code": code,
                "engagement": engagement,
            },
            token=token,
        )
        for code, engagement in (("BT", "FULL_TIME"), ("PBT", "PART_TIME"), ("UVBTV", None), ("UVBCH", None))
    ]


def engagements(ask, province):
    total = ask("get_report", by="24", code="BM-04", unit_id=province.id(UNIT), on=date(2026, 1, 1))["total"]
    return total["FULL_TIME"], total["PART_TIME"], total["ENGAGEMENT_UNKNOWN"]


def test_officers_are_counted_as_their_offices_say(ask, province, appointed):
    before = engagements(ask, province)
    ask("change_position", by="24-02", position_id=appointed[3]["id"], engagement="FULL_TIME")

    told = ask("list_officers", by=UNIT, unit_id=province.id(UNIT))["items"]
    assert (before, engagements(ask, province)) == ((1, 1, 2), (2, 1, 1))
    assert [each["engagement"] for each in told] == ["FULL_TIME", "PART_TIME", None, "FULL_TIME"]


@pytest.mark.parametrize(("by", "fault"), [(UNIT, Denied), (CHAPTER, NotFound), ("24-01", NotFound)])
def test_an_office_is_described_by_those_above_alone(ask, appointed, by, fault):
    with pytest.raises(fault):
        ask("change_position", by=by, position_id=appointed[0]["id"], engagement=None)


def test_an_office_offers_to_say_it_with_what_is_known(ask, appointed, province):
    told = ask("list_officers", by="24-02", unit_id=province.id(UNIT))["items"][:3]
    forms = [one["allowed_actions"][0]["form_schema"]["properties"]["engagement"] for one in told]

    assert [one["engagement_title"] for one in told] == ["Chuyên trách", "Không chuyên trách", None]
    assert [form.get("default") for form in forms] == ["FULL_TIME", "PART_TIME", None]


def test_the_form_of_an_appointment_asks_for_it(ask, province):
    acts = ask("get_unit", by="24", unit_id=province.id(UNIT))["allowed_actions"]
    form = next(act["form_schema"] for act in acts if act["action"] == "appoint_officer")

    assert form["properties"]["engagement"]["x-labels"] == ["Chuyên trách", "Không chuyên trách"]
    assert "engagement" not in form["required"]
