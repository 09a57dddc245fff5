"""BM-12 counts a trip as its case last recorded it."""

import pytest

from tests.integration.members.registry.lines import line, link


@pytest.mark.parametrize(
    ("chapter", "first", "then", "abroad"),
    [("24-02-002-001", "PROVINCE", "ABROAD", 1), ("24-02-002-002", "ABROAD", "PROVINCE", 0)],
    ids=["out of the country after all", "not out of the country after all"],
)
def test_a_trip_leads_where_it_was_amended_to(ask, province, chapter, first, then, abroad):
    member = province.add_member("Đổi Nơi Đến", chapter)
    case_id = line(province, member, "away", stage="TRACKED", case_stage="9", destination_kind=first)
    line(province, member, "away", case_id=case_id, stage="AMENDED", case_stage="11", destination_kind=then)
    link(province, member, "AWAY", case_id=case_id)

    report = ask("get_report", by="24", code="BM-12", unit_id=province.id(chapter), year=2025)

    assert (report["total"]["AWAY"], report["total"]["AWAY_ABROAD"]) == (1, abroad)
