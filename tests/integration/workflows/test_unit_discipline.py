"""A chapter is disciplined by its commune, with its papers and the line on its own record; a dissolution ends in the registry."""

from datetime import date

import pytest

from services.kit.faults import Conflict, Denied, NotFound
from services.workflows.actions import lists, seats
from tests.integration.workflows.conftest import (
    APPROVER,
    CHAPTER,
    COMMUNE,
    MEMBER,
    OTHER_CHAPTER,
    SECRETARY,
    TREE,
    a_unit,
)

OFFENCE = {"violation": "Không sinh hoạt một năm", "violated_on": "2026-09-01"}
REVIEW = {
    "met_on": "2026-11-20", "self_criticism": "Nhận khuyết điểm", "ballot": "secret", "members_total": 5, "present": 5,
    "for_canh_cao": 4, "for_none": 1,
}  # fmt: skip
DECISION = {
    "form": "CANH_CAO",
    "reason": "Kéo dài",
    "decided_on": "2026-11-23",
    "members_total": 9,
    "present": 8,
    "agree": 7,
}
DISSOLUTION = {**DECISION, "form": "GIAI_TAN", "special_reason": "Không còn khả năng hoạt động"}


def announced(workflows, decision=DECISION, **offence):
    case = workflows.begin("unit_discipline", by=APPROVER, **OFFENCE, **offence)
    workflows.act(case, "review_self", form=REVIEW)
    workflows.act(case, "decide", by=APPROVER, form=decision)
    workflows.number("T15C", "31-QĐ/ĐTN")
    return workflows.act(case, "announce", by=APPROVER, form={"announced_on": "2026-11-24"})


def test_a_chapter_is_warned_and_the_line_is_its_own(workflows):
    case = announced(workflows)

    [minutes], [order], [line] = workflows.orders("T15M"), workflows.orders("T15C"), workflows.lines()
    assert (case["state"], case["title"]) == ("in_force", "Xem xét kỷ luật Chi đoàn thôn Hạ")
    assert (minutes["unit_id"], order["unit_id"]) == (str(CHAPTER), str(COMMUNE))
    assert order["content"]["people"][0]["full_name"] == "Chi đoàn thôn Hạ"
    assert (line["process"], line["about_unit"], line["confidential"]) == ("discipline", True, True)
    assert (line["unit_id"], line["document_number"], line["data"]["form"]) == (str(CHAPTER), "31-QĐ/ĐTN", "CANH_CAO")


def test_the_chapter_does_not_open_a_case_about_itself_and_others_do_not_see_it(workflows):
    with pytest.raises(Denied):
        workflows.begin("unit_discipline", by=SECRETARY, **OFFENCE)
    case = workflows.begin("unit_discipline", by=APPROVER, **OFFENCE)

    with pytest.raises(NotFound):
        workflows.get(case, by=MEMBER)


def test_a_dissolution_ends_when_the_registry_has_merged_the_unit_into_the_one_that_takes_its_members(workflows):
    case = announced(workflows, DISSOLUTION, destination_id=str(OTHER_CHAPTER))
    [paper] = workflows.orders("T17")
    with pytest.raises(Conflict) as waiting:
        workflows.act(case, "record_dissolution", by=APPROVER)

    [mine] = [row for row in TREE if row[0] == CHAPTER]
    over = {**a_unit(*mine), "closed_on": date(2026, 11, 24), "successor_id": OTHER_CHAPTER, "version": 2}
    with workflows.asking() as tx:
        seats.on_units_changed(tx, [over])
    done = workflows.act(case, "record_dissolution", by=APPROVER)

    assert waiting.value.fields["refusals"][0]["code"] == "unit-still-open"
    assert "Chi đoàn thôn Thượng" in waiting.value.fields["refusals"][0]["mend"]
    assert (paper["unit_id"], paper["content"]["about"]["target_name"]) == (str(COMMUNE), "Chi đoàn thôn Thượng")
    assert (done["state"], done["unit"]["id"]) == ("dissolved", CHAPTER)


def test_the_menu_offers_it_to_superiors_beside_the_discipline_of_members(workflows):
    with workflows.asking(APPROVER) as tx:
        menu = [item["code"] for item in lists.list_processes(tx, unit_id=CHAPTER)["items"]]

    assert menu.index("unit_discipline") == menu.index("discipline") + 1
