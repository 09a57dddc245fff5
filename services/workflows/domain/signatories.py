"""Who may sign what a move issues: the secretary and the deputies of the unit that acts, nobody else (domain rule 3.3)."""

from collections.abc import Iterable

from services.contracts.offices import SIGNED_BY_MEETING
from services.workflows.domain import relations
from services.workflows.domain.case import Doer, Office, Refusal
from services.workflows.domain.process import STAY, Effect, Move, Process


def refusal(
    process: Process, effects: Iterable[Effect], doer: Doer, office: Office | None, *, to: str
) -> Refusal | None:
    """Against a way that issues a document which the doer's office does not sign."""
    if doer.is_system or (office is not None and office.can_sign):
        return None
    if not process.documents_towards(to, effects) - SIGNED_BY_MEETING:
        return None
    held = (
        f"bạn đang làm với chức vụ {relations.title_of(office.code)}" if office else "bạn không giữ chức vụ nào ở đây"
    )
    return Refusal(
        "office-cannot-sign",
        f"Bước này ban hành văn bản do Bí thư hoặc Phó Bí thư ký, mà {held}.",
        "Để Bí thư hoặc Phó Bí thư của đơn vị làm bước này.",
    )


def refusal_of_every_way(
    process: Process, move: Move, doer: Doer, office: Office | None, *, state: str
) -> Refusal | None:
    """Against a move that issues such a document whichever way it goes."""
    found = [refusal(process, way, doer, office, to=state if to == STAY else to) for to, way in move.ways]
    return found[0] if all(found) else None
