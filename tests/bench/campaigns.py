"""Rating campaigns as a bench opens them, reads their grids and takes them back, over HTTP."""

from typing import Any

from services.kit import clock
from tests.bench.load import Client, until

PAGE = 500
LIMIT_S = 1800
ASK_S = 0.3
"""How long a client waits before it asks again after a job; the web client waits longer."""


def opened(client: Client, unit_id: str) -> dict[str, Any]:
    """A campaign of a period of its own, all of its cases open."""
    year = clock.day_of(clock.now()).year
    days = {"from_on": f"{year}-01-01", "until": f"{year}-12-31", "closing_on": f"{year}-12-31"}
    period = f"Đo {clock.now():%d/%m %H:%M:%S}"
    planned = {"process": "evaluation", "unit_id": unit_id, "year": year, "period": period, **days}
    counted = client.post("/campaigns/preview", planned)["cases"]
    made = client.post("/campaigns", {**planned, "confirmed": counted})

    def look() -> dict[str, Any] | None:
        seen: dict[str, Any] = client.get(f"/campaigns/{made['id']}")
        return None if seen["state"] == "OPENING" else seen

    return dict(until(look, limit_s=LIMIT_S, every_s=0.5))


def withdrawn(client: Client, campaign_id: str) -> None:
    """The campaign and what was not recognised in it are taken back."""
    client.post(f"/campaigns/{campaign_id}/cancellation", {})
    until(
        lambda: client.get(f"/campaigns/{campaign_id}")["state"] == "CANCELLED",
        limit_s=LIMIT_S,
        every_s=1,
    )


def count(client: Client, campaign_id: str, state: str) -> int:
    """How many cases of the campaign are in the state, of those that the client may see."""
    states = client.get(f"/campaigns/{campaign_id}")["states"]
    return sum(each["count"] for each in states if each["state"] == state)


def over(client: Client, job_id: str) -> dict[str, Any]:
    """The job once it has run."""

    def look() -> Any:
        job = client.get(f"/jobs/{job_id}")
        return job["state"] in ("done", "failed") and job

    return dict(until(look, limit_s=600, every_s=ASK_S))


def rows(client: Client, campaign_id: str, unit_id: str, state: str, *, below: bool = False) -> list[dict[str, Any]]:
    """Cases of the campaign at the unit, or at units below it too, that are in the state."""
    asked = {"unit_id": unit_id, "state": state, "below": str(below).lower(), "limit": PAGE}
    found: list[dict[str, Any]] = []
    cursor = None
    while True:
        page = client.get(f"/campaigns/{campaign_id}/rows", **asked, cursor=cursor)
        found += page["items"]
        cursor = page["next"]
        if not cursor:
            return found
