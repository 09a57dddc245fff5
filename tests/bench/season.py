"""A rating season over HTTP: a campaign for the whole province, each member's own word, chapters' grids, recognition in bulk.

Members speak for themselves; chapters and the units above them work under a token of one of their own officers. Tokens are
signed with this system's key: signing in is measured elsewhere.
"""

import os
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
from psycopg.rows import dict_row

from services.kit import clock, ids
from services.kit.actor import sign
from tests.bench import campaigns, waiting
from tests.bench.figures import Figure
from tests.bench.load import Client, Failed, account, closed_loop, sign_in, until

CLIENTS = 8
TOKEN_S = 4 * 3600
AT_ONCE = 500
PRESENT = 9
MOST_S = 3 * 3600
FormOf = Callable[[dict[str, Any]], dict[str, Any]]
PARENTS = "SELECT id::text AS id, parent_id::text AS parent_id FROM units"
OFFICERS = """
    SELECT unit.id::text AS unit_id, unit.level, held.person_id::text AS person_id, held.role, held.until, held.code
    FROM units unit JOIN positions held ON held.unit_id = unit.id
    WHERE unit.closed_on IS NULL AND held.role LIKE '%OFFICER'
      AND held.from_on <= current_date AND (held.until IS NULL OR held.until > current_date)
    ORDER BY unit.id, array_position(ARRAY['BT', 'PBT_TT', 'PBT', 'UVBTV'], held.code) NULLS LAST, held.id
"""


@dataclass(frozen=True)
class Office:
    """A unit with the tokens of its officers, by person; the secretary, whom the chapter does not rate, comes first."""

    unit_id: str
    level: str
    tokens: dict[str, str]

    @property
    def token(self) -> str:
        """That of the first officer."""
        return next(iter(self.tokens.values()))


@dataclass
class Season:
    """One campaign and what was done in it so far. errors: items and moves that were refused."""

    url: str
    campaign_id: str
    moves: Counter[str] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)
    began: float = field(default_factory=time.perf_counter)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def chapter(self, client: Client, office: Office) -> None:
        """Every member has spoken, and the chapter has rated and sent all whom it rates."""
        client.token = office.token
        for row in self._rows(client, office.unit_id, "open"):
            client.token = _token(row["subject"]["id"])
            client.post(f"/cases/{row['id']}/actions", {"action": "review_self", "form": {"rating": "HTT"}})
            self._count("review_self", 1)
        client.token = office.token
        self._bulk(client, "rate", self._rows(client, office.unit_id, "self_done"), _rating)
        self._bulk(client, "submit", self._rows(client, office.unit_id, "chapter_rated"), _nothing)

    def superior(self, client: Client, office: Office) -> None:
        """What waits for the unit is recognised: chapters' lists, and the leading officers that it rates; nobody rates themselves."""
        for person_id, token in list(office.tokens.items())[:2]:
            client.token = token
            waiting = [item for item in self._waiting(client) if item["subject"]["id"] != person_id]
            self._bulk(client, "confirm", [item for item in waiting if item["state"] == "submitted"], _nothing)
            self._rate_officers(client, office.unit_id, {item["id"] for item in waiting})

    def _rate_officers(self, client: Client, unit_id: str, mine: set[str]) -> None:
        """By the grid of the units below, which says how high each may be rated."""
        found = campaigns.rows(client, self.campaign_id, unit_id, "superior_rating", below=True)
        self._bulk(client, "rate_officer", [row for row in found if row["id"] in mine], _officer)

    def _waiting(self, client: Client) -> list[dict[str, Any]]:
        """What of all evaluations waits in the caller's inbox."""
        found: list[dict[str, Any]] = []
        cursor = None
        while True:
            page = client.get("/me/inbox", limit=100, cursor=cursor)
            found += [item for item in page["items"] if item["kind"] == "case" and item["process"] == "evaluation"]
            cursor = page["next"]
            if not cursor:
                return found

    def _count(self, move: str, more: int) -> None:
        with self._lock:
            self.moves[move] += more

    def tell(self, what: str) -> None:
        """A line of progress."""
        done = " · ".join(f"{name} {count}" for name, count in dict(self.moves).items())
        sys.stderr.write(f"season {time.perf_counter() - self.began:.0f} s: {what}: {done}\n")

    def _rows(self, client: Client, unit_id: str, state: str) -> list[dict[str, Any]]:
        return campaigns.rows(client, self.campaign_id, unit_id, state)

    def _bulk(self, client: Client, action: str, rows: list[dict[str, Any]], form: FormOf) -> None:
        for start in range(0, len(rows), AT_ONCE):
            items = [
                {"case_id": row["id"], "version": row["version"], "form": form(row)}
                for row in rows[start : start + AT_ONCE]
            ]
            job = client.post("/cases/bulk-actions", {"action": action, "items": items})
            results = campaigns.over(client, job["id"])["results"]
            self._count(action, sum(result["ok"] for result in results))
            self.errors += [f"{action}: {result['code']}: {result['detail']}" for result in results if not result["ok"]]


def measure(url: str, peers: dict[str, dict], *, chapters: int | None = None) -> Iterator[Figure]:
    """Figures of a season in so many chapters (all): the whole of it, and each part; then an inbox in which much waits."""
    working, above = _offices(chapters)
    province = account("officer", "province")
    began = time.perf_counter()
    campaign = campaigns.opened(sign_in(url, province), province["unit_id"])
    season = Season(url, campaign["id"])
    opening = time.perf_counter() - began
    dossiers = campaign["total"]
    yield Figure("season: campaign opened", opening, "s", note=f"{dossiers} dossiers; 10 s of it may be undone")
    try:
        yield from _worked(season, working, above, opening, dossiers)
    finally:
        if chapters is not None:
            campaigns.withdrawn(sign_in(url, province), campaign["id"])
    yield from waiting.measure(url)


def _worked(
    season: Season, working: list[Office], above: list[Office], opening: float, dossiers: int
) -> Iterator[Figure]:
    began = time.perf_counter()
    _side_by_side(season, "chapters", working, season.chapter)
    rated = time.perf_counter()
    _side_by_side(season, "superiors", above, season.superior)
    recognised = time.perf_counter()
    done = season.moves["confirm"] + season.moves["rate_officer"]
    if not done:
        raise Failed(f"no dossier was recognised; refused: {season.errors[:3]}")
    province = sign_in(season.url, account("officer", "province"))  # the token of the opening may have run out
    until(lambda: campaigns.count(province, season.campaign_id, "issuing") == 0, limit_s=600, every_s=0.5)
    worked, acts = time.perf_counter() - began, sum(season.moves.values())
    of = f"{done} dossiers of {len(working)} chapters"
    yield Figure("season: own words and chapters' ratings", rated - began, "s", note=of)
    yield Figure("season: recognised by superiors", recognised - rated, "s", note=of)
    ahead = f"; for all {dossiers} at this pace {opening + worked * dossiers / done:,.0f} s" if done < dossiers else ""
    yield Figure("season: from opening until all decisions are numbered", opening + worked, "s", note=of + ahead)
    yield Figure("season: moves", acts / worked, "/s", note=" · ".join(f"{k} {v}" for k, v in season.moves.items()))
    yield Figure("season: refused", len(season.errors), "moves", budget=0, note="; ".join(season.errors[:2]))
    yield Figure("season: own word given, not recognised", season.moves["review_self"] - done, "dossiers", budget=0)


def _side_by_side(season: Season, what: str, offices: list[Office], act: Any) -> None:
    """Each office works once, eight at a time; told of ten times on the way."""
    step = max(len(offices) // 10, 1)
    numbered = list(enumerate(offices, start=1))

    def one(client: Client, item: tuple[int, Office]) -> None:
        act(client, item[1])
        if item[0] % step == 0:
            season.tell(f"{what} {item[0]}/{len(offices)}")

    if offices:
        closed_loop(numbered, [Client(season.url) for _ in range(CLIENTS)], one, limit_s=MOST_S)


# ---------------------------------------------------------------- what chapters say


def _nothing(_row: dict[str, Any]) -> dict[str, Any]:
    return {}


def _rating(row: dict[str, Any]) -> dict[str, Any]:
    """What everybody present votes for: good work, or the best that the rules leave open."""
    facts = row["facts"]
    rating = facts["proposed"] or ("HTT" if facts["best"] in ("HTXS", "HTT") else facts["best"])
    meeting = {"met_on": clock.day_of(clock.now()).isoformat(), "members_total": PRESENT, "present": PRESENT}
    votes = {} if rating == "KXL" else {f"votes_{rating.lower()}": PRESENT}
    return {**_rating_form(rating), **meeting, **votes}


def _officer(row: dict[str, Any]) -> dict[str, Any]:
    facts = row["facts"]
    return _rating_form(facts["proposed"] or ("HTT" if facts["best"] in ("HTXS", "HTT") else facts["best"]))


def _rating_form(rating: str) -> dict[str, Any]:
    reason = {"unrated_reason": "Mới vào Đoàn"} if rating == "KXL" else {}
    return {"rating": rating, "comment": "Tích cực tham gia sinh hoạt", **reason}


# ---------------------------------------------------------------- who works


def _offices(chapters: int | None) -> tuple[list[Office], list[Office]]:
    """The first so many chapters that have officers, and every unit above them that has."""
    url = os.environ["DATABASE_URL_MEMBERS"].replace("postgresql+psycopg://", "postgresql://")
    with psycopg.connect(url, row_factory=dict_row) as connection:
        offices: dict[str, Office] = {}
        for row in connection.execute(OFFICERS).fetchall():
            office = offices.setdefault(row["unit_id"], Office(row["unit_id"], row["level"], {}))
            until_day = row["until"] and row["until"].isoformat()
            position = [row["role"], row["unit_id"], row["level"], until_day, row["code"]]
            office.tokens.setdefault(row["person_id"], _token(row["person_id"], position))
        parents = {row["id"]: row["parent_id"] for row in connection.execute(PARENTS).fetchall()}
    working = [office for office in offices.values() if office.level == "CHAPTER"][:chapters]
    above: dict[str, Office] = {}
    for office in working:
        unit_id = parents[office.unit_id]
        while unit_id:
            if unit_id in offices:
                above[unit_id] = offices[unit_id]
            unit_id = parents[unit_id]
    return working, list(above.values())


def _token(person_id: str, *positions: list[Any]) -> str:
    claims = {"sub": person_id, "sid": str(ids.new()), "name": "Đo", "pos": list(positions), "adm": False}
    return sign(claims, lifetime_s=TOKEN_S, folder=Path(os.environ["DOANSO_KEYS"]))
