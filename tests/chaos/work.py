"""Admissions and imports by several offices at once, at people's pace, while whatever carries them dies; and what became of each."""

import itertools
import random
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from tests.journeys import workbooks
from tests.journeys.admissions import DECIDED, Chapter
from tests.journeys.system import System, until

PATIENCE_S = 120
"""How long an office goes on asking. Longer than anything is away."""
OFFICES = 8
PACE_S = (0.1, 0.6)
ROWS = 3
"""People in each workbook."""
HEADINGS = ("Họ và tên", "Giới tính", "Ngày sinh", "Số CCCD", "Ngày vào Đoàn")


@dataclass
class Done:
    """What the offices were told: cases by id with the applicant's citizen id; citizen ids of entered rows."""

    cases: dict[str, str] = field(default_factory=dict)
    entered: list[str] = field(default_factory=list)
    imports: int = 0
    tries: int = 0

    @property
    def count(self) -> int:
        """Admissions sent and approved, and workbooks entered."""
        return len(self.cases) + self.imports


class Work:
    """Eight offices that admit people and bring in workbooks until told that it is enough."""

    def __init__(self, system: System, folder: Path) -> None:
        branches = system.branches()
        self._chapters = [
            Chapter(system, branches[place % len(branches)], patience_s=PATIENCE_S) for place in range(OFFICES)
        ]
        self._folder, self._lock, self._over = folder, threading.Lock(), threading.Event()
        self.done = Done()

    @contextmanager
    def going_on(self, *, at_least: int) -> Iterator[Done]:
        """The offices work while the block runs, and after it until so many acts are done. Raises what any of them met."""
        with ThreadPoolExecutor(OFFICES, thread_name_prefix="office") as pool:
            offices = [pool.submit(self._office, chapter, place) for place, chapter in enumerate(self._chapters)]
            try:
                yield self.done
                self._wait_for(at_least, offices)
            finally:
                self._over.set()
            for office in offices:
                office.result()

    def _wait_for(self, at_least: int, offices: list["Future[None]"]) -> None:
        until(
            lambda: self.done.count >= at_least or any(office.done() for office in offices),
            what=f"{at_least} acts are done", limit_s=300, every_s=0.2,
        )  # fmt: skip

    def _office(self, chapter: Chapter, place: int) -> None:
        chance = random.Random(place)
        for turn in itertools.count():
            if self._over.is_set():
                break
            (self._bring_in if turn % 4 == 3 else self._admit)(chapter)
            time.sleep(chance.uniform(*PACE_S))
        with self._lock:
            self.done.tries += chapter.secretary.tries + chapter.superior.tries

    def _admit(self, chapter: Chapter) -> None:
        case = chapter.sent()
        chapter.approve(case)
        with self._lock:
            self.done.cases[case["id"]] = case["form"]["citizen_id"]

    def _bring_in(self, chapter: Chapter) -> None:
        made = workbooks.people(ROWS)
        file = self._folder / f"{made[0].citizen_id}.xlsx"
        file.write_bytes(_book(made))
        imported = chapter.secretary.upload("/imports", file, unit_id=chapter.unit_id, kind="members")
        _wait(chapter, imported["id"], "checked")
        chapter.secretary.post(f"/imports/{imported['id']}/apply")
        _wait(chapter, imported["id"], "applied")
        with self._lock:
            self.done.imports += 1
            self.done.entered += [person.citizen_id for person in made]


def _wait(chapter: Chapter, import_id: str, state: str) -> None:
    def look() -> dict[str, Any] | None:
        seen: dict[str, Any] = chapter.secretary.get(f"/imports/{import_id}")
        assert seen["state"] != "failed", seen
        return seen if seen["state"] == state else None

    until(look, what=f"import {import_id} is {state}", limit_s=PATIENCE_S, every_s=0.3)


def _book(people: list[workbooks.Person]) -> bytes:
    book = Workbook()
    sheet: Any = book.active
    sheet.append(HEADINGS)
    for one in people:
        sheet.append(
            (one.full_name, "Nam" if one.is_male else "Nữ", f"{one.born:%d/%m/%Y}", one.citizen_id, "26/03/2021")
        )
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


# ---------------------------------------------------------------- what became of it

STATES = "SELECT id::text, state FROM cases WHERE id::text = ANY(%s)"
PEOPLE = "SELECT citizen_id, count(*) AS times, min(status) AS status FROM people WHERE citizen_id = ANY(%s) GROUP BY citizen_id"
MEMBERSHIPS = """
    SELECT people.citizen_id, count(*) AS times FROM people JOIN memberships ON memberships.person_id = people.id
    WHERE people.citizen_id = ANY(%s) GROUP BY people.citizen_id HAVING count(*) <> 1
"""
ACTS_TWICE = """
    SELECT case_id, action, count(*) AS times FROM case_history
    WHERE case_id::text = ANY(%s) AND actor_id IS NOT NULL GROUP BY case_id, action HAVING count(*) > 1
"""
PAPERS = """
    SELECT cases.case_id::text AS id, array_agg(documents.template ORDER BY documents.template) AS papers
    FROM document_cases cases JOIN documents ON documents.id = cases.document_id
    WHERE cases.case_id::text = ANY(%s) AND documents.state = 'in_force' GROUP BY cases.case_id
"""


def happened_once(system: System, done: Done) -> None:
    """Raises AssertionError unless every act had its whole effect, and had it once."""
    cases = list(done.cases)
    until(lambda: not _undecided(system, cases), what="every case is decided", limit_s=120, every_s=0.5)
    people = system.rows("members", PEOPLE, [*done.cases.values(), *done.entered])
    assert len(people) == len(done.cases) + len(done.entered)
    assert [one for one in people if (one["times"], one["status"]) != (1, "ACTIVE")] == []
    assert system.rows("members", MEMBERSHIPS, [*done.cases.values(), *done.entered]) == []
    assert system.rows("workflows", ACTS_TWICE, cases) == []
    # A case is decided before the news reaches its papers: they are in force soon after.
    until(
        lambda: not _without_papers(system, cases),
        what="the papers of every case are in force",
        limit_s=60,
        every_s=0.5,
    )


def _without_papers(system: System, cases: list[str]) -> list[str]:
    """Cases whose papers in force are not those of an admission, each once."""
    papers = {one["id"]: one["papers"] for one in system.rows("messaging", PAPERS, cases)}
    return [case for case in cases if papers.get(case) != ["T01", "T02", "T03"]]


def _undecided(system: System, cases: list[str]) -> list[dict[str, Any]]:
    return [row for row in system.rows("workflows", STATES, cases) if row["state"] not in DECIDED]
