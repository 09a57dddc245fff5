"""What processes tell their papers is what the papers know: a key with another name would be a blank on the page."""

import re
from dataclasses import replace
from datetime import date

import pytest

from services.contracts import papers
from services.workflows import registry
from services.workflows.domain.process import Issue
from tests.unit.workflows.builders import MEMBER, TODAY, a_document, a_member_case, a_member_view

VOTE = {"met_on": "2026-11-20", "members_total": 16, "present": 14, "agree": 12, "disagree": 2, "chair": "Lê Thị Thu"}
BALLOT = {**VOTE, "for_canh_cao": 12}
SUSPENSION = {"what": "MEMBERSHIP", "from_on": "2026-11-20", "until": "2027-02-20", "reason": "Chờ xác minh"}
FORMS = {
    "admission": {"vote": VOTE},
    "transfer": {"reason": "WORK"},
    "away": {},
    "residence": {},
    "temporary": {},
    "training": {},
    "evaluation": {"year": 2026},
    "maturation": {"wish": {"wish": "MATURE"}, "plan": {"ceremony_on": "2026-12-22", "ceremony_place": "Hội trường"}},
    "removal": {
        "ending": "STRUCK_OFF",
        "ground": "NO_FEE",
        "months": "08/2026, 09/2026, 10/2026",
        "reason": "Không đóng phí",
        "vote": VOTE,
        "answer": {"findings": "Có biên lai"},
    },
    "discipline": {
        "whom": "MEMBER",
        "violation": "Gian lận",
        "check": {"started_on": "2026-11-01", "team": "Lê Thị Thu"},
        "verification": {"ended_on": "2026-11-05", "findings": "Có"},
        "meeting": {"held_on": "2026-11-10"},
        "vote": BALLOT,
        "suspensions": [SUSPENSION],
        "decision": {"form": "CANH_CAO", "reason": "Vi phạm"},
        "complaints": [{"complained_on": "2026-11-20"}],
        "answers": [{"outcome": "UPHELD", "findings": "Đúng"}],
        "progress": {"comment": "Tốt"},
    },
    "unit_discipline": {
        "unit_name": "Chi đoàn thôn Hạ",
        "accused_id": "00000000-0000-0000-0000-000000000041",
        "violation": "Không sinh hoạt",
        "vote": {"met_on": "2026-11-10", "present": 5, "members_total": 5, "for_giai_tan": 4, "for_none": 1},
        "decision": {"form": "GIAI_TAN", "reason": "Vi phạm kéo dài"},
        "complaints": [{"complained_on": "2026-11-20"}],
        "answers": [{"outcome": "UPHELD", "findings": "Đúng"}],
    },
    "award": {"award_form": "CS_GIAY_KHEN", "occasion": "Năm 2026", "merits": "Tốt", "decision": {"money": 1000}},
    "outstanding": {"party_cell": "Chi bộ", "vote": VOTE, "resolution": {"resolved_on": "2026-11-20"}},
    "honorary": {"merits": "Tốt", "workplace": "Trường", "approver_level": "DISTRICT", "end": {"reason": "Đơn"}},
}
"""A whole form of each process that is looked at here."""
ISSUED = [
    (code, effect)
    for code in FORMS
    for move in registry.PROCESSES[code].moves
    for effect in move.effects
    if isinstance(effect, Issue)
]


def a_view(code):
    """A case of the process with every paper that it may cite."""
    templates = sorted({effect.template for each, effect in ISSUED if each == code})
    documents = tuple(a_document(name) for name in templates)
    case = a_member_case(registry.PROCESSES[code], None, FORMS[code], documents=documents, decided_on=TODAY)
    case = replace(case, asked={name: name for name in templates}, signer={"name": "Phạm Văn Minh"})
    return a_member_view(case, subject=replace(MEMBER, born_on=date(1996, 5, 17)))


def known(described):
    """Keys that a paper describes, without what lies within them."""
    flat = re.sub(r"\{[^{}]*\}", "", described)
    return {part.split()[0] for part in flat.split(",") if part.strip()}


@pytest.mark.parametrize(("code", "effect"), ISSUED, ids=lambda each: getattr(each, "template", each))
def test_a_paper_knows_every_key_that_it_is_told(code, effect):
    paper, view = papers.BY_CODE[effect.template], a_view(code)
    common, person = effect.common(view), effect.person(view)

    assert set(common) <= {"about", "meeting", "resolution", "signer_name", "people", "concerns"}
    assert set(common.get("about", {})) <= known(paper.about) | known(paper.person)
    assert set(person) <= known(papers.EVERY_PERSON) | known(paper.person) | {"resolution"}


@pytest.mark.parametrize(("code", "effect"), ISSUED, ids=lambda each: getattr(each, "template", each))
def test_a_paper_of_one_name_is_asked_for_each_case_alone(code, effect):
    assert effect.single or papers.BY_CODE[effect.template].names != papers.ONE
