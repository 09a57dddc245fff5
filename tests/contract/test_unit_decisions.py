"""What the registry tells of its acts upon units is what the decisions on them say (templates T17 and T19R)."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from services.contracts import papers
from services.members.domain import decisions
from services.members.domain.committee_terms import Term
from services.members.domain.positions import Position
from services.messaging.domain import paper
from tests.unit.members.test_units import a_unit
from tests.unit.messaging.samples import a_paper

GOLDEN = Path(__file__).with_name("unit_decisions.txt")
COMMUNE = a_unit("GRASSROOTS", "DOAN_XA", name="Đoàn xã Tân Mỹ")
EAST, WEST, NEW = (a_unit("CHAPTER", "DIA_BAN_DAN_CU", name=f"Chi đoàn thôn {name}") for name in ("Đông", "Tây", "Mới"))


def a_seat(code, name, **said):
    held = Position(
        id=UUID(int=7), person_id=UUID(int=8), unit_id=EAST.id, role="CHAPTER_OFFICER", code=code,
        from_on=date(2026, 11, 24), until=None, **said,
    )  # fmt: skip
    return held, {"full_name": name, "code": "240126000017", "born_on": date(2001, 2, 3)}


SECRETARY = a_seat("BT", "Nguyễn Thu Hà")
PROVISIONAL = [
    a_seat(code, name, is_provisional=True) for code, name in (("BT", "Nguyễn Thu Hà"), ("PBT", "Lê Văn An"))
]
DECISIONS = {
    "founded": decisions.founded(EAST, below=COMMUNE),
    "renamed": decisions.renamed(EAST, NEW),
    "moved": decisions.moved(EAST, to=COMMUNE),
    "closed": decisions.closed(EAST, successor=None),
    "closed, another goes on": decisions.closed(EAST, successor=WEST),
    "merged": decisions.merged("T17/1/merged", [EAST, WEST], into=NEW),
    "split": decisions.split(EAST, NEW),
    "an officer": decisions.recognised(EAST, [SECRETARY]),
    "a committee": decisions.recognised(EAST, PROVISIONAL, term="2026–2028"),
}
TERM = Term(
    id=UUID(int=9), unit_id=EAST.id, code="2026–2028", from_on=date(2026, 6, 1), until=date(2026, 11, 30),
    planned_until=date(2026, 11, 30), is_provisional=True,
)  # fmt: skip
LONGER = replace(TERM, until=date(2027, 3, 31))
DECISIONS |= {
    "a provisional committee works longer": decisions.extended(
        UUID(int=9), EAST, TERM, LONGER, party_paper="15-CV/ĐU ngày 20/11/2026"
    ),
    "a term is lengthened": decisions.extended(
        UUID(int=9),
        COMMUNE,
        replace(TERM, is_provisional=False),
        replace(LONGER, is_provisional=False),
        party_paper=None,
    ),
}
DECISIONS["a term is shortened"] = decisions.shortened(
    UUID(int=9), COMMUNE, replace(LONGER, is_provisional=False), replace(TERM, is_provisional=False)
)
UNDONE = {
    "undone": decisions.undone(
        "T19R/1", "T17/1/merged", EAST, into=NEW, reason="Ghi nhầm đơn vị", is_one_of_several=False
    ),
    "undone, others stay": decisions.undone(
        "T19R/1", "T17/1/merged", EAST, into=NEW, reason="Ghi nhầm đơn vị", is_one_of_several=True
    ),
}
UNDONE["a recognition"] = decisions.unrecognised("T19R/2", "T17/7", EAST, reason="Danh sách ghi nhầm")
ALL = [
    (name, template, told) for template, group in (("T17", DECISIONS), ("T19R", UNDONE)) for name, told in group.items()
]


def written():
    for name, template, decision in ALL:
        content = decisions.content(decision, effective_on=date(2026, 12, 1))
        if template == "T19R":
            content["about"]["corrects"] |= {
                "number": "12-QĐ/ĐTN",
                "on": "2026-11-24",
                "title": "Quyết định về tổ chức",
            }
        yield f"=== {name}\n" + "\n".join(paper.lines(a_paper(template, **content))) + "\n"


def known(described):
    return {part.split()[0] for part in re.sub(r"\{[^{}]*\}", "", described).split(",") if part.strip()}


@pytest.mark.parametrize(("name", "template", "decision"), ALL, ids=lambda each: each if isinstance(each, str) else "")
def test_a_decision_tells_nothing_that_its_paper_does_not_know(name, template, decision):
    spec, content = papers.BY_CODE[template], decisions.content(decision, effective_on=date(2026, 12, 1))

    assert set(content["about"]) <= known(spec.about)
    for person in content["people"]:
        assert set(person) <= known(papers.EVERY_PERSON) | known(spec.person)


def test_every_act_reads_as_its_decision():
    assert "\n".join(written()) == GOLDEN.read_text(encoding="utf-8")


if __name__ == "__main__":
    GOLDEN.write_text("\n".join(written()), encoding="utf-8")
