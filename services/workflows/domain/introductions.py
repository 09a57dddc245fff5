"""What papers and record lines say of someone who goes to another unit, for good or for a time."""

from typing import Any
from uuid import UUID

from services.workflows.domain.case import Unit
from services.workflows.domain.view import View


def place(view: View) -> str:
    """Where they go, by name."""
    unit: Unit | None = view.facts["destination"]
    return unit.name if unit else view.text("destination_place")


def whom(view: View) -> dict[str, Any]:
    """The person as an introduction names them."""
    subject, destination = view.subject, view.facts["destination"]
    return {
        "full_name": view.case.subject_name,
        "born_on": subject and subject.born_on and subject.born_on.isoformat(),
        "sex": subject and subject.sex,
        "code": subject and subject.code,
        "person_id": str(view.case.subject_id),
        "unit_id": str(view.unit.id),
        "unit_name": view.unit.name,
        "joined_on": subject and subject.joined_on and subject.joined_on.isoformat(),
        "to_unit_name": place(view),
        "to_unit_id": destination and str(destination.id),
    }


def common(view: View, **about: Any) -> dict[str, Any]:
    """What an introduction says beside the person."""
    return {"about": about, "signer_name": view.case.signer.get("name"), "case_number": view.case.number}


def host(view: View) -> dict[str, Any]:
    """The unit that has the person for a time, as links and lines name it: the chapter assigned, else the destination, else a place."""
    unit: Unit | None = view.facts["chapter"] or view.facts["destination"]
    return {"host_unit_id": str(unit.id)} if unit else known(host_place=view.value("destination_place"))


def home_id(view: View) -> str:
    """The chapter of the person at the time."""
    subject = view.subject
    unit_id: UUID = (subject.unit_id if subject else None) or view.case.unit_id
    return str(unit_id)


def known(**values: Any) -> dict[str, Any]:
    """What is known of the values."""
    return {name: value for name, value in values.items() if value not in (None, "")}
