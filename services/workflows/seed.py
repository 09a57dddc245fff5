"""`python -m services.workflows.seed`: two years of cases in the demonstration province, made by the offices that have accounts.

Each move is the service's own action on its day, under its rules; what a decision leads to the running services carry out.
Prints what could not be made, and does nothing where there are cases already.
"""

import sys
from pathlib import Path

from sqlalchemy import select

from services.kit import settings
from services.kit.database import Database
from services.workflows.seeding import history, together
from services.workflows.seeding.history import Story
from services.workflows.seeding.scene import CHAPTER, DISTRICT, Scene, read_scenes
from services.workflows.seeding.stories import DISTRICT_RATED, stories_of
from services.workflows.store import Tx
from services.workflows.tables import cases, units

LIMIT_S = 240.0
"""Reached by nothing but a machine that is busy with other things."""


def main() -> int:
    """0 when there are cases, made now or earlier."""
    told = settings.read()
    database: Database[Tx] = Database(told, "workflows", Tx)
    with database.transaction() as tx:
        if tx.execute(select(cases.c.id).limit(1)).first() is not None:
            sys.stdout.write("there are cases already; nothing was changed\n")
            return 0
        played = read_played(tx, told.state / "demo-accounts.json")
    refused = together.make(database, [scene for scene, _ in played])
    for line in (*refused, *history.play(database, played, limit_s=LIMIT_S)):
        sys.stdout.write(f"stopped: {line}\n")
    return 0


def read_played(tx: Tx, accounts: Path) -> list[tuple[Scene, Story]]:
    """Return what happened in each chapter that has accounts, and in the districts above them."""
    scenes = read_scenes(tx, accounts)
    kinds = select(units.c.id, units.c.kind).where(units.c.id.in_([scene.units[CHAPTER] for scene in scenes]))
    classes = {row.id for row in tx.execute(kinds) if row.kind == "TRUONG_HOC_LOP"}
    told = [(scene, story) for scene in scenes for story in stories_of(scene, is_class=scene.units[CHAPTER] in classes)]
    first_of_districts = {scene.units[DISTRICT]: scene for scene in reversed(scenes)}.values()
    return [*told, *((scene, DISTRICT_RATED) for scene in first_of_districts)]


if __name__ == "__main__":
    sys.exit(main())
