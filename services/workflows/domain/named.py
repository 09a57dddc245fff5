"""How papers name the person of a case, and what every record line of theirs can say: shared by the processes about members."""

from collections.abc import Mapping
from typing import Any, Final

from services.workflows.domain.process import Issue, Teller
from services.workflows.domain.view import View

VOID_BOOK: Final = "Lưu, hết giá trị"
"""Where the book of somebody is who is no member any more: kept by the unit, and void (rule 14.1)."""


def person(view: View) -> dict[str, Any]:
    """The case's person as the registry's copy knows them; somebody whom it does not know by name alone."""
    subject = view.subject
    return {
        "full_name": view.case.subject_name,
        "born_on": subject.born_on.isoformat() if subject and subject.born_on else None,
        "sex": subject.sex if subject else None,
        "code": subject.code if subject else None,
        "person_id": str(subject.id) if subject else None,
        "unit_id": chapter(view),
    }


def chapter(view: View) -> str:
    """Where the person belongs at the time; the unit of the case for somebody without a chapter."""
    lives_in = view.subject.unit_id if view.subject else None
    return str(lives_in or view.case.unit_id)


def signed(view: View, about: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """What a paper says once for all whom it names, and by whom it is signed."""
    return {"about": dict(about or {}), "signer_name": view.case.signer.get("name")}


def cited(view: View, template: str) -> dict[str, Any]:
    """The case's document of the template as a later one names it that revokes it; nothing where there is none."""
    paper = view.case.document(template)
    if paper is None:
        return {}
    return {"corrects": {"document_id": str(paper.id), "number": paper.number, "on": paper.on, "title": paper.title}}


def revoking(template: str, *, by: str, whom: Teller = person) -> Issue:
    """T19R of the unit that fills `by`: the case's document of the template counts no more for whom it names, and why."""

    def common(view: View) -> dict[str, Any]:
        return signed(view, cited(view, template))

    return Issue("T19R", by=by, common=common, person=whom, in_force=True, single=True, reasoned=True)


def known(**said: Any) -> dict[str, Any]:
    """What there is to say: a key that a case does not know is absent."""
    return {name: value for name, value in said.items() if value not in (None, "")}
