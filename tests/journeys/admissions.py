"""An admission as a chapter and its superior take it through, over HTTP."""

import itertools
import re
import secrets
from datetime import date
from typing import Any

from services.kit import clock
from services.members.seeding import words
from tests.journeys.http import Client, Unexpected
from tests.journeys.system import System, until

_numbers = itertools.count(400_000 + secrets.randbelow(300_000))
"""Serials of citizen ids that neither the seed nor the measurements use; another start at each run."""
DECIDED = ("approved", "admitted")
OPEN = ("submitted", "preparing", "issuing", "applying")


def today() -> date:
    """The date in Việt Nam."""
    return clock.day_of(clock.now())


def number() -> int:
    """A serial that nobody else has."""
    return next(_numbers)


def candidate(introducer_id: str, **other: Any) -> dict[str, Any]:
    """A whole file of an invented candidate of seventeen, known to the introducer for a year."""
    on, serial = today(), number()
    born = date(on.year - 17, 1, 1 + serial % 28)
    family, middle = words.FAMILY[serial % 20][0], words.MIDDLE["female"][serial // 20 % 15]
    given = words.GIVEN["female"][serial // 300 % 50]
    return {
        "full_name": f"{family} {middle} {given}",
        "sex": "female",
        "born_on": born.isoformat(),
        "citizen_id": f"0243{born.year % 100:02d}{serial:06d}",
        "phone": f"0911{serial:06d}",
        "ethnicity": "1",
        "religion": "0",
        "permanent_address": "Bắc Giang",
        "member_category": "HS_THPT",
        "occupation": "HOC_SINH",
        "general_education": "11/12",
        "applied_on": on.isoformat(),
        "class_certificate_no": f"{serial}/GCN",
        "introducer_kind": "member",
        "introducer_id": introducer_id,
        "known_since": on.replace(year=on.year - 1, day=min(on.day, 28)).isoformat(),
        "agrees_to_charter": True,
        **other,
    }


_ROLL_GROWS = 4
_ROLL = re.compile(r"chỉ có (\d+) người|có mặt \d+/(\d+)")


def _meeting(present: int) -> dict[str, Any]:
    return {"met_on": today().isoformat(), "present": present, "agree": present, "disagree": 0}


class Chapter:
    """A secretary, the officer above, and the roll of the chapter."""

    def __init__(self, system: System, branch: dict[str, dict[str, str]], *, patience_s: float = 30) -> None:
        self.unit_id, self.unit_name = branch["chapter"]["unit_id"], branch["chapter"]["unit_name"]
        self.superior_unit_id = branch["grassroots"]["unit_id"]
        self.secretary = Client.signed_in(system.url, branch["chapter"], patience_s=patience_s)
        self.superior = Client.signed_in(system.url, branch["grassroots"], patience_s=patience_s)
        roll = self.secretary.get("/members", unit_id=self.unit_id, status="ACTIVE", limit=100, count="exact")
        self.introducer_id: str = roll["items"][0]["id"]
        moving = self.secretary.get("/members", unit_id=self.unit_id, status="IN_TRANSIT", limit=1, count="exact")
        self.size: int = roll["total"] + moving["total"]

    def open(self, *, key: str | None = None, **form: Any) -> dict[str, Any]:
        """A new case, its applicant as `form` says."""
        body = {"process": "admission", "unit_id": self.unit_id, "form": form or candidate(self.introducer_id)}
        case: dict[str, Any] = self.secretary.post("/cases", body, key=key)
        return case

    def vote(self, case: dict[str, Any]) -> dict[str, Any]:
        """The case after a meeting of the whole chapter that agrees. Whoever joined today is not counted, and stays away.

        Others may bring people into the chapter meanwhile, so the roll that a refusal names can have grown again.
        """
        present = self.size
        for _ in range(_ROLL_GROWS):
            try:
                return act(self.secretary, case, "record_vote", _meeting(present))
            except Unexpected as refused:
                found = _ROLL.search(str(refused))
                if found is None:
                    raise
                present = int(found[1] or found[2])
        return act(self.secretary, case, "record_vote", _meeting(present))

    def submit(self, case: dict[str, Any]) -> dict[str, Any]:
        """The case with the superior."""
        return act(self.secretary, case, "submit")

    def sent(self) -> dict[str, Any]:
        """A new case that waits for the superior."""
        return self.submit(self.vote(self.open()))

    def approve(self, case: dict[str, Any]) -> dict[str, Any]:
        """The case decided."""
        return act(self.superior, case, "approve")

    def see(self, case: dict[str, Any]) -> dict[str, Any]:
        """The case as the secretary sees it now."""
        seen: dict[str, Any] = self.secretary.get(f"/cases/{case['id']}")
        return seen

    def carried_out(self, case: dict[str, Any], *, limit_s: float = 40) -> dict[str, Any]:
        """The case once its decision is in force."""
        return until(
            lambda: (seen := self.see(case))["state"] in DECIDED and seen,
            what=f"case {case['number']} is approved",
            limit_s=limit_s,
        )


def act(
    client: Client, case: dict[str, Any], action: str, form: dict[str, Any] | None = None, note: str | None = None
) -> dict[str, Any]:
    """The case after the action."""
    body = {"action": action, "form": form or {}, **({"note": note} if note else {})}
    moved: dict[str, Any] = client.post(f"/cases/{case['id']}/actions", body)
    return moved
