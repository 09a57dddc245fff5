"""Admissions over HTTP: opened, voted, sent and approved; one client, then eight; and a thousand approvals in one click."""

import time
from collections.abc import Iterator
from functools import partial
from typing import Any

from tests.bench import admissions
from tests.bench.campaigns import ASK_S
from tests.bench.figures import Figure, Times
from tests.bench.load import Client, closed_loop, side_by_side, sign_in, until

ONE, EACH_OF_EIGHT, BULK = 25, 12, 1000
STEPS = ("open", "record_vote", "submit", "approve")
ENDS_APPROVED = "approved"


class Chapter:
    """A secretary, her superior, and the roll of the chapter."""

    def __init__(self, url: str, secretary: dict[str, str], superior: dict[str, str]) -> None:
        self.unit_id = secretary["unit_id"]
        self.secretary, self.superior = sign_in(url, secretary), sign_in(url, superior)
        self.members = admissions.roll(self.secretary, self.unit_id)
        self.today = admissions.today()

    def open(self) -> dict[str, Any]:
        """A new case."""
        form = admissions.candidate(self.members[0], on=self.today)
        case: dict[str, Any] = self.secretary.post(
            "/cases", {"process": "admission", "unit_id": self.unit_id, "form": form}
        )
        return case

    def vote(self, case: dict[str, Any]) -> dict[str, Any]:
        """The case after the meeting."""
        return admissions.act(self.secretary, case, "record_vote", admissions.vote(len(self.members), on=self.today))

    def submit(self, case: dict[str, Any]) -> dict[str, Any]:
        """The case with the superior."""
        return admissions.act(self.secretary, case, "submit")

    def approve(self, case: dict[str, Any]) -> dict[str, Any]:
        """The case decided."""
        return admissions.act(self.superior, case, "approve")

    def sent(self) -> dict[str, Any]:
        """A case that waits for the superior."""
        return self.submit(self.vote(self.open()))


def measure(url: str, peers: dict[str, dict]) -> Iterator[Figure]:
    """Figures of the engine."""
    chapters = [Chapter(url, *pair) for pair in admissions.chapter_pairs()[:8]]
    _through(chapters[:1], 5)
    viewflow = peers.get("viewflow", {})
    one, eight = _through(chapters[:1], ONE), _through(chapters, EACH_OF_EIGHT)
    theirs = viewflow.get("clients_1", {})
    yield Figure(
        "case actions, 1 client",
        one.per_s,
        "/s",
        budget=124,
        at_most=False,
        peer=theirs.get("per_s"),
        peer_name="Viewflow",
    )
    yield Figure("case action, 1 client: p50", one.p50, "ms", budget=8, peer=theirs.get("p50_ms"), peer_name="Viewflow")
    theirs = viewflow.get("clients_8", {})
    yield Figure(
        "case actions, 8 clients",
        eight.per_s,
        "/s",
        budget=256,
        at_most=False,
        peer=theirs.get("per_s"),
        peer_name="Viewflow",
    )
    yield Figure(
        "case action, 8 clients: p95", eight.p95, "ms", budget=41, peer=theirs.get("p95_ms"), peer_name="Viewflow"
    )
    yield from _bulk(chapters, viewflow)


def _through(chapters: list[Chapter], each: int) -> Times:
    """Every step of `each` admissions of each chapter, the chapters side by side."""
    cases: dict[tuple[int, int], dict[str, Any]] = {}

    def act(place: int, work: tuple[int, str]) -> None:
        number, step = work
        chapter = chapters[place]
        moves = {
            "open": lambda _: chapter.open(),
            "record_vote": chapter.vote,
            "submit": chapter.submit,
            "approve": chapter.approve,
        }
        cases[place, number] = moves[step](cases.get((place, number)))

    works = [(number, step) for number in range(each) for step in STEPS]
    return side_by_side(works, list(range(len(chapters))), act)


def _bulk(chapters: list[Chapter], viewflow: dict[str, Any]) -> Iterator[Figure]:
    """One officer approves `BULK` cases of her chapters."""
    login = chapters[0].superior.token
    mine = [chapter for chapter in chapters if chapter.superior.token == login] or chapters[:1]
    waiting: list[dict[str, Any]] = []
    closed_loop(range(BULK), mine[:1], lambda chapter, _: waiting.append(chapter.sent()), limit_s=180)
    client: Client = mine[0].superior
    seen = mine[0].secretary
    until(lambda: all(seen.get(f"/cases/{case['id']}")["documents"] for case in waiting[-20:]), limit_s=120, every_s=1)
    began = time.perf_counter()
    job = client.post(
        "/cases/bulk-actions",
        {"action": "approve", "case_ids": [case["id"] for case in waiting], "form": {}, "hold_s": 0},
    )
    accepted = time.perf_counter() - began
    until(lambda: client.get(f"/jobs/{job['id']}")["state"] == "done", limit_s=60, every_s=ASK_S)
    decided = time.perf_counter() - began
    unit = mine[0].unit_id
    last = waiting[-1]["id"]
    until(lambda: client.get(f"/cases/{last}")["state"] == ENDS_APPROVED, limit_s=60, every_s=ASK_S)
    for state in ("preparing", "issuing", "applying"):
        until(partial(_none_in, client, unit, state), limit_s=60, every_s=ASK_S)
    in_force = time.perf_counter() - began
    theirs = viewflow.get("bulk_1000_as_posts_8_at_a_time", {}).get("seconds")
    count = f"{len(waiting)} cases"
    yield Figure("1,000 approvals: accepted", accepted, "s", budget=1, note=count)
    yield Figure(
        "1,000 approvals: decided", decided, "s", budget=3.5, peer=theirs, peer_name="Viewflow, 1,000 POSTs", note=count
    )
    yield Figure("1,000 approvals: in force", in_force, "s", budget=10, note=count)


def _none_in(client: Client, unit_id: str, state: str) -> bool:
    """No case of the unit is in the state any more."""
    return not client.get("/cases", unit_id=unit_id, state=state, limit=1)["items"]
