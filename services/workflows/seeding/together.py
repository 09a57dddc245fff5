"""What chapters and communes did as a whole: meetings with those who were away, and campaigns of two years."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any
from uuid import UUID

from services.kit.database import Database
from services.kit.faults import Fault
from services.workflows import voters
from services.workflows.actions import attendances, campaign_opening
from services.workflows.seeding.scene import ABOVE, CHAPTER, DISTRICT, Scene, actor_of
from services.workflows.store import Tx

_MEETINGS = (330, 240, 150, 90, 60, 30)
"""How many days ago a chapter met."""


def make(database: Database[Tx], scenes: Iterable[Scene]) -> list[str]:
    """Record the meetings and open the campaigns; return what was refused."""
    known = list({scene.place: scene for scene in scenes}.values())
    refused = [_try(database, scene, CHAPTER, days, _meeting(scene, days)) for scene in known for days in _MEETINGS]
    above = {scene.units[ABOVE]: scene for scene in reversed(known)}.values()
    for scene in above:
        refused.append(_try(database, scene, ABOVE, 25, _campaign(scene, ABOVE, "unit_evaluation", 25, (5, -10))))
        refused.append(_try(database, scene, ABOVE, 40, _campaign(scene, ABOVE, "training", 40, (10, -28))))
    first = next(iter(above))
    refused.append(_try(database, first, DISTRICT, 370, _campaign(first, DISTRICT, "unit_evaluation", 370, (350, 340))))
    return [each for each in refused if each]


def _try(database: Database[Tx], scene: Scene, office: str, days: int, act: Callable[[Tx], Any]) -> str | None:
    """The act was made by the office so many days ago; the code of what it was refused for."""
    try:
        with database.transaction(now=scene.at(days)) as tx:
            tx.actor = actor_of(tx, scene.units[office])
            act(tx)
    except Fault as fault:
        return f"{office} {days} days ago: {fault.code}"
    return None


def _meeting(scene: Scene, days: int) -> Callable[[Tx], Any]:
    unit_id = scene.units[CHAPTER]

    def record(tx: Tx) -> None:
        members = sorted(voters.members_on(tx, unit_id, scene.on(days)))
        attendances.record_attendance(tx, unit_id=unit_id, held_on=scene.on(days), away=list(_away(members, days)))

    return record


def _away(members: list[UUID], days: int) -> Iterable[dict[str, Any]]:
    """Every fifth was away, another one each time, by turns with and without an excuse."""
    for place, person_id in enumerate(members):
        if (place + days // 30) % 5 == 0:
            yield {"person_id": person_id, "state": "excused" if place % 2 else "absent"}


def _campaign(scene: Scene, office: str, process: str, days: int, ends: tuple[int, int]) -> Callable[[Tx], Any]:
    until, closing_on = (scene.on(days) + timedelta(days=days - each) for each in ends)
    planned: dict[str, Any] = {
        "process": process, "unit_id": scene.units[office], "title": None, "year": scene.on(days).year, "period": "Theo kế hoạch",
        "from_on": scene.on(days), "until": until, "closing_on": closing_on,
    }  # fmt: skip
    return lambda tx: campaign_opening.open_campaign(tx, **planned)
