"""Cases that go from one unit to another, with both sides around them."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from services.workflows.domain import machine, relations
from services.workflows.domain.case import SYSTEM, Document, Doer, Office
from services.workflows.domain.view import CaseFact, FeeFact, View
from tests.unit.workflows.builders import (
    COMMUNE,
    MEMBER,
    RULES,
    TODAY,
    a_member_case,
    an_act,
    facts,
)
from tests.unit.workflows.two_parties import FAR_CHAPTER, FAR_CHAPTER_ID, THERE, THERE_ID, TWO_BRANCHES

RECEIVER = Doer(UUID(int=21), "Đỗ Thị Lan", (Office("GRASSROOTS_OFFICER", THERE_ID, "BT"),))
FAR_SECRETARY = Doer(UUID(int=22), "Ngô Văn Sơn", (Office("CHAPTER_OFFICER", FAR_CHAPTER_ID, "BT"),))
DISTRICT_OFFICER = Doer(UUID(int=13), "Trần Quốc Việt", (Office("DISTRICT_OFFICER", UUID(int=2), "BT"),))
OWED = FeeFact(date(2026, 8, 1), (date(2026, 9, 1), date(2026, 10, 1)))
PAID = FeeFact(date(2026, 11, 1))


def a_moving_case(process, state=None, form=None, around=TWO_BRANCHES, **changed):
    case = a_member_case(process, state=state, form={}, **changed)
    case = replace(case, form={name: value for name, value in (form or {}).items() if value is not None})
    return replace(case, seats=relations.seats(case, process.relations, around))


def a_moving_view(case, today=TODAY, around=TWO_BRANCHES, **known):
    """What guards see of the case; facts follow what its form names."""

    def about(now):
        return facts(**{"subject": MEMBER, "origin_union": COMMUNE, **_named(now, around), **known})

    return View(case, about(case), RULES, today, facts_about=about)


def _named(case, around):
    keys = {name: case.form.get(f"{name}_id") for name in ("destination", "chapter")}
    named = {name: around.units.get(UUID(key)) if key else None for name, key in keys.items()}
    above = [around.units[key] for key in reversed(named["destination"].path)] if named["destination"] else []
    return named | {"destination_union": next((unit for unit in above if unit.level == "GRASSROOTS"), None)}


def opened(process, doer, form, note=None, around=TWO_BRANCHES, subject_id=MEMBER.id, **known):
    """The opening move as the service makes it: seats are filled from the places that the form names."""
    places = {name: form[name] for name in relations.PLACES if name in form}
    case = a_moving_case(process, form=places, around=around, subject_id=subject_id)
    view = a_moving_view(replace(case, form={}), around=around, **known)
    return machine.open_case(process, view, an_act("open", doer, form, note, view.today))


def moved(process, case, action, doer, form=None, note=None, today=TODAY, around=TWO_BRANCHES, **known):
    view = a_moving_view(case, today=today, around=around, **known)
    return machine.advance(process, view, an_act(action, doer, form, note, today))


def by_services(process, case, *actions, **known):
    """The case after the services' own moves, one after another."""
    for action in actions:
        case = moved(process, case, action, SYSTEM, **known).case
    return case


def with_paper(case, template):
    """The case knows the number of its document."""
    paper = Document(UUID(int=77), "key", template, "Giấy giới thiệu", "05-GT/ĐTN", "2026-11-24", "issued")
    return replace(case, documents=(*case.documents, paper), asked={**case.asked, template: "key"})


def an_open_case(process="discipline"):
    on = date(2026, 10, 1)
    return CaseFact(UUID(int=300), "KL-2026-0001", process, "verifying", on, None, None, None, {})


__all__ = ["FAR_CHAPTER", "FAR_CHAPTER_ID", "THERE", "THERE_ID", "TWO_BRANCHES"]
