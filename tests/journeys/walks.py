"""Lives of members over HTTP, move by move: several go on side by side in one office, each waiting while services carry it out."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from tests.journeys import ways
from tests.journeys.system import Branch
from tests.journeys.ways import ABOVE, CHAPTER, DISTRICT, HOST, HOST_ABOVE, Form, Scene, Step, Way

MOVED, WAITING, OVER = "moved", "waiting", "over"


class Speaks(Protocol):
    """Whoever sends requests in the name of an account."""

    def get(self, path: str, **query: Any) -> Any:
        """The answer's JSON."""

    def post(self, path: str, body: Any) -> Any:
        """The answer's JSON."""


class Strayed(AssertionError):
    """A case that did not go the way of its process."""


@dataclass(frozen=True)
class Offices:
    """Who acts in which office, and the unit of each. introducer_id: a member of the chapter."""

    speak: Mapping[str, Speaks]
    units: Mapping[str, str]
    introducer_id: str
    today: date
    file: Form


@dataclass
class Life:
    """One person, from the arrival to the day they leave: one case of each process after another."""

    offices: Offices
    place: int
    road: tuple[Way, ...]
    subject_id: str | None = None
    cases: dict[str, Way] = field(default_factory=dict)
    moves: Counter[str] = field(default_factory=Counter)
    _way: int = 0
    _step: int = 0
    _case: Form | None = None
    _scene: Scene | None = None

    @property
    def is_over(self) -> bool:
        """The person has left, and every case has come to its end."""
        return self._way == len(self.road)

    def turn(self) -> str:
        """One more move is made, or the services have still to do theirs, or nothing is left to do."""
        if self.is_over:
            return OVER
        way = self.road[self._way]
        if self._case is None:
            return self._open(way)
        if not self._is_ready(way):
            return WAITING
        if self._step == len(way.steps):
            self._close(way)
            return self.turn()
        return self._act(way.steps[self._step], way)

    def _open(self, way: Way) -> str:
        self._scene = Scene(
            self.offices.units,
            self.offices.today,
            ways.serial(),
            self.subject_id,
            self.offices.introducer_id,
            ways.born(self.place, self.offices.today),
            self.offices.file,
        )
        body = {"process": way.process, "unit_id": self.offices.units[CHAPTER], "form": way.form(self._scene)}
        about = {"subject_id": self.subject_id} if way.about_member else {}
        self._case = self.offices.speak[way.opened_by].post("/cases", {**body, **about})
        self.cases[self._case["id"]] = way
        self.moves[way.process] += 1
        self._step = 0
        return MOVED

    def _act(self, step: Step, way: Way) -> str:
        assert self._case is not None
        assert self._scene is not None
        body = {"action": step.action, "form": step.form(self._scene), "note": None}
        self._case = self.offices.speak[step.by].post(f"/cases/{self._case['id']}/actions", body)
        self.moves[way.process] += 1
        self._step += 1
        return MOVED

    def _is_ready(self, way: Way) -> bool:
        """The case is with people, and has the paper that the next step rests on; looked at again while it is not."""
        assert self._case is not None
        after = way.steps[self._step].after if self._step < len(way.steps) else None
        if not _waits(self._case, after):
            return True
        self._case = self.offices.speak[CHAPTER].get(f"/cases/{self._case['id']}")
        return not _waits(self._case, after)

    def _close(self, way: Way) -> None:
        assert self._case is not None
        if self._case["state"] != way.ends:
            raise Strayed(f"{way.process} {self._case['number']}: {self._case['state']}, not {way.ends}")
        if way is ways.ARRIVAL:
            self.subject_id = self._case["subject"]["id"]
        self._case = None
        self._way += 1


def _waits(case: Form, after: str | None) -> bool:
    numbered = {paper["template"] for paper in case["documents"] if paper["number"]}
    return case["holder"]["role"] == "SYSTEM" or (after is not None and after not in numbered)


def parties(branches: list[Branch], place: int) -> Branch:
    """Accounts by office for the place-th branch; the host is a chapter of another commune, whose members live there."""
    branch = branches[place]
    others = [
        each
        for each in branches
        if each["grassroots"]["unit_id"] != branch["grassroots"]["unit_id"] and not is_school(each)
    ]
    host = others[place % len(others)]
    return {
        CHAPTER: branch["chapter"],
        ABOVE: branch["grassroots"],
        DISTRICT: branch["district"],
        HOST: host["chapter"],
        HOST_ABOVE: host["grassroots"],
    }


def mixed(branches: list[Branch], count: int) -> list[int]:
    """Places of so many branches, schools and others in turn as long as there are both."""
    schools = [place for place, branch in enumerate(branches) if is_school(branch)]
    others = [place for place, branch in enumerate(branches) if not is_school(branch)]
    half = schools[: count // 2]
    return [*half, *others[: count - len(half)]]


def is_school(branch: Branch) -> bool:
    """The chapter is a class: its members take part where they live as well."""
    return "Trường" in branch["grassroots"]["unit_name"]
