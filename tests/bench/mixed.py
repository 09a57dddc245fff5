"""All processes at once over HTTP: eight chapters with their superiors, each with several members' cases under way."""

import itertools
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from services.workflows import registry
from tests.bench import admissions
from tests.bench.figures import Figure, Times, times
from tests.bench.load import Client, Failed, accounts, sign_in
from tests.journeys import ways
from tests.journeys.system import branches_in
from tests.journeys.walks import MOVED, OVER, WAITING, Life, Offices, is_school, mixed, parties

CLIENTS, SIDE_BY_SIDE = 8, 12
WARM_S, MEASURE_S = 5.0, 30.0
AT_MOST_S = 300.0
"""How long the mix goes on at most until each process has had a share: a slow machine needs longer than `MEASURE_S`."""
REST_S = 0.01
LOOK_S = 0.3
"""A case that the services still work on is looked at again so much later; the web client is told, and asks as seldom."""
CONSENT = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"


class Timed:
    """An account whose changes are timed: when each began, and how long it took."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self.taken: list[tuple[float, float]] = []

    def get(self, path: str, **query: Any) -> Any:
        """The answer's JSON."""
        return self._client.get(path, **query)

    def post(self, path: str, body: Any) -> Any:
        """The answer's JSON."""
        began = time.perf_counter()
        answer = self._client.post(path, body)
        self.taken.append((began, time.perf_counter() - began))
        return answer


class Desk:
    """One client: a chapter whose members' lives it takes on, move by move, in turn."""

    def __init__(self, offices: Offices, timed: list[Timed], *, residence: bool) -> None:
        self._offices, self._timed, self._residence = offices, timed, residence
        self._places = itertools.count()
        self._next_look: dict[int, float] = {}
        self.lives: list[Life] = []
        self.failures: list[BaseException] = []

    def work(self, is_over: Callable[[], bool]) -> None:
        """Lives go on until that is over or a move failed."""
        going = [self._begin() for _ in range(SIDE_BY_SIDE)]
        try:
            while not is_over():
                told = [self._turn(going, place) for place in range(len(going))]
                if MOVED not in told:
                    time.sleep(REST_S)
        except (Failed, AssertionError, OSError) as failure:
            self.failures.append(failure)

    def _turn(self, going: list[Life], place: int) -> str:
        if time.perf_counter() < self._next_look.get(place, 0):
            return WAITING
        told = going[place].turn()
        if told == WAITING:
            self._next_look[place] = time.perf_counter() + LOOK_S
        if told == OVER:
            going[place] = self._begin()
        return told

    def _begin(self) -> Life:
        place = next(self._places)
        life = Life(self._offices, place, ways.life(place, residence=self._residence))
        self.lives.append(life)
        return life

    def taken(self, since: float) -> list[float]:
        """How long each change took that began later."""
        return [took for timed in self._timed for began, took in timed.taken if began >= since]


def measure(url: str, peers: dict[str, dict]) -> Iterator[Figure]:
    """Figures of the mix."""
    desks = _desks(url)
    moves, seen, wall_s = _run(desks)
    whole = sum(life.is_over for desk in desks for life in desk.lives)
    theirs = peers.get("viewflow", {}).get("clients_8", {})
    note = " · ".join(f"{process} {count}" for process, count in sorted(moves.items()))
    yield Figure(
        "mixed case actions, 8 clients",
        seen.per_s,
        "/s",
        peer=theirs.get("per_s"),
        peer_name="Viewflow",
        note=note,
    )
    yield Figure("mixed case action, 8 clients: p50", seen.p50, "ms", peer=theirs.get("p50_ms"), peer_name="Viewflow")
    yield Figure("mixed case action, 8 clients: p95", seen.p95, "ms", peer=theirs.get("p95_ms"), peer_name="Viewflow")
    if theirs:
        yield Figure("mixed case actions: times the peer's", seen.per_s / theirs["per_s"], "×", budget=1, at_most=False)
    yield Figure("mixed: lives from arrival to leaving", whole, "lives", note=f"{seen.count} actions, 0 refused")
    yield Figure("mixed: until each process had its share", wall_s, "s", note=f"at least {MEASURE_S:.0f} s")


class Clock:
    """When the mix is over: after `MEASURE_S`, and not before each process had a share; after `AT_MOST_S` in any case."""

    def __init__(self, desks: list[Desk], *, now: Callable[[], float] = time.perf_counter) -> None:
        self._desks, self._now = desks, now
        self.since = now() + WARM_S
        self._next_count = 0.0
        self._is_over = False

    def is_over(self) -> bool:
        """Whether the desks may close. Counts at most once in `LOOK_S`."""
        now = self._now()
        if self._is_over or now < max(self.since + MEASURE_S, self._next_count):
            return self._is_over
        self._next_count = now + LOOK_S
        has_failed = any(desk.failures for desk in self._desks)
        self._is_over = has_failed or not missing(self.count_moves()) or now >= self.since + AT_MOST_S
        return self._is_over

    def count_moves(self) -> Counter[str]:
        """Moves by process so far."""
        moves = Counter[str]()
        for desk in self._desks:
            for life in list(desk.lives):
                moves.update(dict(life.moves))  # a copy: the desk goes on meanwhile
        return moves


def missing(moves: Counter[str]) -> list[str]:
    """Processes that have had no share."""
    return sorted(registry.PROCESSES.keys() - moves.keys())


def _run(desks: list[Desk]) -> tuple[Counter[str], Times, float]:
    """Moves by process, their times once everything is warm, and how long that took.

    Raises the first failure; Failed when a process had no share in all that time.
    """
    clock = Clock(desks)
    threads = [threading.Thread(target=desk.work, args=(clock.is_over,)) for desk in desks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    wall_s = time.perf_counter() - clock.since
    for failure in (failure for desk in desks for failure in desk.failures):
        raise Failed(str(failure)) from failure
    moves = clock.count_moves()
    if left_out := missing(moves):
        raise Failed(f"no share in the mix in {wall_s:.0f} s: {', '.join(left_out)}")
    return moves, times([took for desk in desks for took in desk.taken(clock.since)], wall_s), wall_s


def _desks(url: str) -> list[Desk]:
    branches = branches_in(accounts())
    tokens: dict[str, str | None] = {}
    return [
        _desk(url, parties(branches, place), tokens, residence=is_school(branches[place]))
        for place in mixed(branches, CLIENTS)
    ]


def _desk(url: str, held: dict[str, dict[str, str]], tokens: dict[str, str | None], *, residence: bool) -> Desk:
    for one in held.values():
        if one["login"] not in tokens:
            tokens[one["login"]] = sign_in(url, one).token
    clients = {office: Client(url, tokens[one["login"]]) for office, one in held.items()}
    units = {office: one["unit_id"] for office, one in held.items()}
    secretary = clients[ways.CHAPTER]
    timed = {office: Timed(client) for office, client in clients.items()}
    member = admissions.roll(secretary, units[ways.CHAPTER])[0]
    offices = Offices(timed, units, member, admissions.today(), _consent(secretary))
    return Desk(offices, list(timed.values()), residence=residence)


def _consent(client: Client) -> dict[str, Any]:
    """A paper in the store, as forms name it."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "dong-y.pdf"
        file.write_bytes(CONSENT)
        stored: dict[str, Any] = client.upload("/files", file)
        return stored
