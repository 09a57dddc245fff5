"""A member of the chapter, cases about them, and what the registry answers."""

from datetime import date
from uuid import UUID

from services.workflows.actions import answers, cases, seats
from tests.integration.workflows.conftest import CHAPTER, SECRETARY, a_person

MEMBER = UUID(int=0x3E1)


def a_member(workflows, person_id=MEMBER, full_name="Trần Thị Mai", **given):
    """The registry tells of a member of the chapter."""
    told = {"code": "240116000017", "born_on": date(1996, 5, 17), "unit_since": date(2018, 9, 5), "version": 2}
    known = {**told, **given}
    with workflows.asking() as tx:
        seats.on_people_changed(tx, [a_person(person_id, full_name, known.pop("unit_id", CHAPTER), **known)])
    return person_id


def opened(workflows, process, subject_id=MEMBER, by=SECRETARY, unit_id=CHAPTER, **form):
    with workflows.asking(by) as tx:
        return cases.open_case(tx, process=process, unit_id=unit_id, subject_id=subject_id, form=form)


def held(workflows, refusals=()):
    """The registry answers what was asked of it last."""
    asked = workflows.sent("members.prepare_changes.v1")[-1]
    outcomes = [
        {
            "case_id": UUID(subject["case_id"]),
            "ok": not refusals,
            "person_id": None if refusals else UUID(subject["person_id"]),
            "code": None,
            "refusals": list(refusals),
        }
        for subject in asked["subjects"]
    ]
    with workflows.asking() as tx:
        answers.on_changes_prepared(tx, batch_id=UUID(asked["batch_id"]), outcomes=outcomes)
    return asked


def lines(workflows, key="members.apply_changes.v1"):
    """Record lines that the registry was told to keep, oldest first."""
    return [line for asked in workflows.sent(key) for line in asked["lines"]]
