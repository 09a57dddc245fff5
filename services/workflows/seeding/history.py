"""Stories are played by the offices that they name, each move on its own day, by the services' own actions and rules."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from services.kit.database import Database
from services.kit.faults import Fault
from services.workflows.actions import cases
from services.workflows.seeding.scene import CHAPTER, Scene, actor_of, count_present
from services.workflows.store import Tx

Form = dict[str, Any]
Fill = Callable[[Scene, int], Form]
"""The scene and how many people were present on the day → what the form says."""
PAUSE_S = 0.25


def nothing(_scene: Scene, _present: int) -> Form:
    """A move without a form."""
    return {}


@dataclass(frozen=True)
class Step:
    """One move, so many days ago. note: why, where the move asks."""

    action: str
    days: int
    by: str = CHAPTER
    form: Fill = nothing
    note: str | None = None


@dataclass(frozen=True)
class Story:
    """A case and how far it came. whom: out of which pool its subject comes, None where it has none of the registry.

    by: whose unit the case is about, and who opens it.
    """

    process: str
    days: int
    form: Fill = nothing
    steps: tuple[Step, ...] = ()
    whom: str | None = "any"
    by: str = CHAPTER


@dataclass
class _StoryProgress:
    story: Story
    scene: Scene
    subject_id: UUID | None
    case_id: UUID | None = None
    step: int = 0
    fault: Fault | None = None

    @property
    def is_played(self) -> bool:
        return self.case_id is not None and self.step == len(self.story.steps)

    @property
    def is_over(self) -> bool:
        """It was played to its end, or the rules let it go no further."""
        return self.is_played or (self.fault is not None and not _waits(self.fault))


def play(database: Database[Tx], told: list[tuple[Scene, Story]], *, limit_s: float) -> list[str]:
    """Make every move that can be made within the time; return what each story that stopped short was refused for.

    The services carry out decisions meanwhile: a move that has to wait for them is tried again.
    """
    running = [each for scene, story in told if (each := _cast(scene, story))]
    ends = time.monotonic() + limit_s
    while left := [each for each in running if not each.is_over]:
        moved = [_go_on(database, each) for each in left]
        if time.monotonic() > ends:
            break
        if not any(moved):
            time.sleep(PAUSE_S)
    return [
        f"{each.story.process} {each.step}: {each.fault and each.fault.code}" for each in running if not each.is_played
    ]


def _cast(scene: Scene, story: Story) -> "_StoryProgress | None":
    """The story with its subject; none where nobody of the chapter is left for it."""
    subject_id = scene.take(story.whom) if story.whom else None
    return None if story.whom and subject_id is None else _StoryProgress(story, scene, subject_id)


def _go_on(database: Database[Tx], told: _StoryProgress) -> bool:
    """Whether another move of the story was made."""
    told.fault = None
    try:
        while not told.is_played:
            if told.case_id is None:
                told.case_id = _open(database, told)
            else:
                _act(database, told, told.case_id)
    except Fault as fault:
        told.fault = fault
        return False
    return True


def _waits(fault: Fault) -> bool:
    """The services have still to carry the decision out, or to number the document that the move rests on."""
    refused = {refusal["code"] for refusal in fault.fields.get("refusals") or ()}
    return fault.code == "action-not-possible" or refused == {"resolution"}


def _open(database: Database[Tx], told: _StoryProgress) -> UUID:
    story, scene = told.story, told.scene
    with database.transaction(now=scene.at(story.days)) as tx:
        tx.actor = actor_of(tx, scene.units[story.by])
        form = story.form(scene, _present(tx, scene, story.days))
        unit_id = scene.units[story.by]
        case = cases.open_case(tx, process=story.process, unit_id=unit_id, subject_id=told.subject_id, form=form)
    opened: UUID = case["id"]
    return opened


def _act(database: Database[Tx], told: _StoryProgress, case_id: UUID) -> None:
    step, scene = told.story.steps[told.step], told.scene
    with database.transaction(now=scene.at(step.days)) as tx:
        tx.actor = actor_of(tx, scene.units[step.by])
        form = step.form(scene, _present(tx, scene, step.days))
        cases.take_action(tx, case_id=case_id, action=step.action, form=form, note=step.note, version=None)
    told.step += 1


def _present(tx: Tx, scene: Scene, days: int) -> int:
    return count_present(tx, scene.units[CHAPTER], scene.on(days))
