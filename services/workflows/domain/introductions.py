"""What papers and record lines say of someone who goes to another unit, for good or for a time."""

from typing import Any

from services.workflows.domain import named
from services.workflows.domain.case import Unit
from services.workflows.domain.view import View


def place(view: View) -> str:
    """Where they go, by name."""
    unit: Unit | None = view.facts["destination"]
    return unit.name if unit else view.text("destination_place")


def serialize_person(view: View) -> dict[str, Any]:
    """The person as an introduction names them."""
    subject, destination = view.subject, view.facts["destination"]
    return {
        **named.person(view),
        "joined_on": subject.joined_on.isoformat() if subject and subject.joined_on else None,
        "to_unit_name": place(view),
        "to_unit_id": destination and str(destination.id),
    }


def host(view: View) -> dict[str, Any]:
    """The unit that has the person for a time, as links and lines name it: the chapter assigned, else the destination, else a place."""
    unit: Unit | None = view.facts["chapter"] or view.facts["destination"]
    return {"host_unit_id": str(unit.id)} if unit else named.known(host_place=view.value("destination_place"))
