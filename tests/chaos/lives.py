"""Members' lives in several offices at once while processes die: what each case left behind, beside what it leaves when nothing dies."""

import random
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.journeys import ways
from tests.journeys.admissions import today
from tests.journeys.http import Client
from tests.journeys.system import Branch, NotInTime, System
from tests.journeys.walks import MOVED, OVER, Life, Offices, mixed, parties
from tests.journeys.ways import Way

OFFICES, SIDE_BY_SIDE = 4, 2
PATIENCE_S = 60
"""How long an office waits for services to carry a move out. Longer than anything stays dead."""
PACE_S = (0.02, 0.15)
MEANWHILE = (ways.CARD, ways.EXEMPTION, ways.AWARD, ways.TEMPORARY)
"""Each writes something into the registry, or has papers."""
Trace = tuple[str, ...]
TRACES = {
    "workflows": """
        SELECT case_id::text AS id, 'move ' || action || ' to ' || to_state || CASE WHEN actor_id IS NULL THEN ' by itself' ELSE '' END AS what
        FROM case_history WHERE case_id::text = ANY(%s)
    """,
    "members": """
        SELECT case_id::text AS id, 'line ' || stage || coalesce(' revoked ' || revoked_reason, '') AS what
        FROM record_lines WHERE case_id::text = ANY(%s)
        UNION ALL SELECT case_id::text, 'hold ' || kind || ' ' || state FROM holds WHERE case_id::text = ANY(%s)
        UNION ALL SELECT case_id::text, 'exempt' FROM fee_exemptions WHERE case_id::text = ANY(%s)
        UNION ALL SELECT case_id::text, 'stretch ' || why FROM memberships WHERE case_id::text = ANY(%s)
    """,
    "messaging": """
        SELECT cases.case_id::text AS id, 'paper ' || template || ' ' || state AS what
        FROM document_cases cases JOIN documents ON documents.id = cases.document_id WHERE cases.case_id::text = ANY(%s)
    """,
}
"""What a case leaves behind, by service: each thing once, and as often as it happened."""
PERSON = """
    SELECT person.id::text AS id, person.status AS what FROM people person WHERE person.id::text = ANY(%s)
    UNION ALL SELECT person_id::text, 'card void' FROM cards_void WHERE person_id::text = ANY(%s)
    UNION ALL SELECT person_id::text, 'stretch ' || CASE WHEN upper_inf(valid) THEN 'open' ELSE 'ended as ' || coalesce(ended_as, '-') END
    FROM memberships WHERE person_id::text = ANY(%s) AND superseded_at IS NULL
"""


def road(place: int) -> tuple[Way, ...]:
    """Coming, what writes and issues, and each way of leaving in turn."""
    return (ways.ARRIVAL, *MEANWHILE, ways.LEAVING[place % len(ways.LEAVING)])


@dataclass(frozen=True)
class Lived:
    """A life that is over: how it left, its person, and its cases with their ways."""

    leaving: Way
    person_id: str
    cases: dict[str, Way]


class Lives:
    """Offices in which members come, live and leave until told that it is enough."""

    def __init__(self, system: System, folder: Path) -> None:
        branches = system.branches()
        self._paper = folder / "dong-y.pdf"
        self._paper.write_bytes(b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF")
        self._offices = [self._office(system, branches, place) for place in mixed(branches, OFFICES)]
        self._over, self._lock, self._next = threading.Event(), threading.Lock(), 0
        self.done: list[Lived] = []

    def _office(self, system: System, branches: list[Branch], place: int) -> Offices:
        held = parties(branches, place)
        speak = {office: Client.signed_in(system.url, one, patience_s=PATIENCE_S) for office, one in held.items()}
        units = {office: one["unit_id"] for office, one in held.items()}
        roll = speak[ways.CHAPTER].get("/members", unit_id=units[ways.CHAPTER], status="ACTIVE", limit=1)
        file = speak[ways.CHAPTER].upload("/files", self._paper)
        return Offices(speak, units, roll["items"][0]["id"], today(), file)

    def one_of_each(self) -> list[Lived]:
        """A life for each way of leaving, carried through side by side in one office."""
        lives = [self._begin(self._offices[0], place) for place in range(len(ways.LEAVING))]
        self._through(lives)
        return [_lived(life) for life in lives]

    @contextmanager
    def going_on(self) -> Iterator[list[Lived]]:
        """Lives begin while the block runs, and each that began goes on to its end after it. Raises what any of them met."""
        with ThreadPoolExecutor(OFFICES, thread_name_prefix="office") as pool:
            offices: list[Future[None]] = [pool.submit(self._work, office) for office in self._offices]
            try:
                yield self.done
            finally:
                self._over.set()
            for office in offices:
                office.result()

    def _work(self, office: Offices) -> None:
        while not self._over.is_set():
            lives = [self._begin(office, self._place()) for _ in range(SIDE_BY_SIDE)]
            self._through(lives)
            with self._lock:
                self.done += [_lived(life) for life in lives]

    def _place(self) -> int:
        with self._lock:
            self._next += 1
            return self._next

    def _begin(self, office: Offices, place: int) -> Life:
        return Life(office, place, road(place))

    def _through(self, lives: list[Life]) -> None:
        """Every life is over. Raises NotInTime when none of them goes on for too long."""
        chance = random.Random(lives[0].place)
        moved_at = time.monotonic()
        while not all(life.is_over for life in lives):
            told = [life.turn() for life in lives]
            if MOVED in told or OVER in told:
                moved_at = time.monotonic()
            if time.monotonic() - moved_at > PATIENCE_S:
                raise NotInTime(f"services carry out nothing: {[life.cases for life in lives]}")
            time.sleep(chance.uniform(*PACE_S))


def _lived(life: Life) -> Lived:
    assert life.subject_id is not None
    return Lived(life.road[-1], life.subject_id, dict(life.cases))


# ---------------------------------------------------------------- what became of it


def traces(system: System, lives: list[Lived]) -> dict[tuple[str, str], set[Trace]]:
    """What cases of each way left behind, and what is left of people by how they left: every trace that occurs."""
    cases = {case_id: way for life in lives for case_id, way in life.cases.items()}
    left: dict[str, list[str]] = {case_id: [] for case_id in cases}
    for service, query in TRACES.items():
        for row in system.rows(service, query, *[list(cases)] * query.count("%s")):
            left[row["id"]].append(row["what"])
    people: dict[str, list[str]] = {life.person_id: [] for life in lives}
    for row in system.rows("members", PERSON, *[list(people)] * PERSON.count("%s")):
        people[row["id"]].append(row["what"])
    found: dict[tuple[str, str], set[Trace]] = defaultdict(set)
    for case_id, way in cases.items():
        found["case", f"{way.process}: {way.steps[0].action}"].add(tuple(sorted(left[case_id])))
    for life in lives:
        found["person", life.leaving.ends].add(tuple(sorted(people[life.person_id])))
    return dict(found)


HOLES = """
    SELECT bond_id, before, since FROM (
        SELECT bond_id, lower(valid) AS since, lag(upper(valid)) OVER (PARTITION BY bond_id ORDER BY lower(valid)) AS before
        FROM memberships WHERE superseded_at IS NULL
    ) stretch WHERE before IS NOT NULL AND before <> since
"""
NOWHERE = """
    SELECT people.id::text AS id, status FROM people LEFT JOIN memberships ON memberships.person_id = people.id
    AND superseded_at IS NULL AND upper_inf(valid) AND memberships.unit_id = people.unit_id
    WHERE (status IN ('ACTIVE', 'IN_TRANSIT')) <> (memberships.id IS NOT NULL)
"""
HELD = "SELECT case_id::text AS id, kind FROM holds WHERE state = 'HELD'"
UNDECIDED = (
    "SELECT id::text AS id, number, state FROM cases WHERE is_system OR (id::text = ANY(%s) AND closed_at IS NULL)"
)


def broken(system: System, lives: list[Lived]) -> dict[str, list[dict[str, object]]]:
    """Memberships with holes, members without one, holds that nobody frees, cases that no one goes on with."""
    cases = [case_id for life in lives for case_id in life.cases]
    mine = set(cases)
    found = {
        "memberships with holes": system.rows("members", HOLES),
        "members of no unit": system.rows("members", NOWHERE),
        "holds": [row for row in system.rows("members", HELD) if row["id"] in mine],
        "cases not at their end": system.rows("workflows", UNDECIDED, cases),
    }
    return {what: rows for what, rows in found.items() if rows}
