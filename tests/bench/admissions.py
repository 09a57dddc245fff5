"""Candidates of the demonstration chapters, as a bench or a test opens and carries them through over HTTP."""

import itertools
import time
from datetime import date
from typing import Any

from services.kit import clock
from tests.bench.load import Client, accounts
from tests.journeys import admissions

_SERIALS = 200_000
_numbers = itertools.count(int(time.time() * 50) % (4 * _SERIALS))
"""Fifty a second: a run starts behind those that the last one used."""


def today() -> date:
    """The date in Việt Nam, near enough for forms."""
    return clock.day_of(clock.now())


def candidate(introducer_id: str, *, on: date) -> dict[str, Any]:
    """A whole file of an invented candidate of seventeen to twenty, known to the introducer for a year. Citizen id 024…8xxxxx: none is seeded there."""
    number = next(_numbers)
    born = date(on.year - 17 - number // _SERIALS % 4, 1, 1 + number % 28)
    return admissions.candidate(
        introducer_id,
        born_on=born.isoformat(),
        citizen_id=f"0243{born.year % 100:02d}{800_000 + number % _SERIALS:06d}",
        phone=f"0911{number % 1_000_000:06d}",
        class_certificate_no=f"{number:03d}/GCN",
    )


def vote(total: int, *, on: date) -> dict[str, Any]:
    """A meeting of the whole chapter that agrees."""
    return {"met_on": on.isoformat(), "members_total": total, "present": total, "agree": total, "disagree": 0}


def chapter_pairs() -> list[tuple[dict[str, str], dict[str, str]]]:
    """(secretary of a chapter, officer of its grassroots unit), from the demonstration accounts."""
    found = accounts()
    superiors = [one for one in found if (one["role"], one["level"]) == ("officer", "grassroots")]
    pairs = []
    for place, one in enumerate(found):
        if (one["role"], one["level"]) == ("officer", "chapter") and found[place - 1]["unit_id"] != one["unit_id"]:
            above = [other for other in found[:place] if other in superiors]
            pairs.append((one, above[-1]))
    return pairs


def roll(client: Client, unit_id: str) -> list[str]:
    """Ids of the members of a chapter."""
    return [item["id"] for item in client.get("/members", unit_id=unit_id, status="ACTIVE", limit=100)["items"]]


def act(
    client: Client, case: dict[str, Any], action: str, form: dict[str, Any] | None = None, note: str | None = None
) -> dict[str, Any]:
    """The case after the action."""
    body = {"action": action, "form": form or {}, "note": note}
    moved: dict[str, Any] = client.post(f"/cases/{case['id']}/actions", body)
    return moved
