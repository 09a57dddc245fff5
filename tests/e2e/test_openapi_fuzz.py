"""The whole API under random requests of officers and of a member: nothing breaks, and every answer is a documented one.

Random keys lead nowhere, so they are given for things within the asker's reach: what a request may do with them is tried too.
"""

import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from typing import Any
from uuid import UUID

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import Unsatisfiable

from tests.journeys.admissions import today
from tests.journeys.http import Client
from tests.journeys.system import System

LIMIT_S = 120
"""What one role may take."""
ROLES = ("chapter", "member", "grassroots")
Reach = dict[str, dict[str, Any]]
"""How an operation's path ends → parameter → a value that means something there; the later ones win."""
FEW, MANY = (2,), (2, 4, 6, 8)
"""Random requests an operation, valid and not, in each round: the first must get through, the others go on while there is time."""
LEFT_OUT = (
    "/api/v1/stream",  # answers for as long as one listens; its own test is in test_scope
    "/api/v1/session", "/api/v1/session/refresh", "/api/v1/tokens", "/api/v1/tokens/refresh",  # limited per device
    "/api/v1/me/password", "/api/v1/me/second-factor", "/api/v1/me/sessions/{session_id}",  # would end the token that asks
)  # fmt: skip


@pytest.fixture(scope="module")
def reach(system: System) -> Reach:
    """What the commune may act upon and nobody else's test needs: a chapter, another to be closed, an office, power lent."""
    branch = system.branch(5)
    superior, member = (
        Client.signed_in(system.url, branch["grassroots"]),
        Client.signed_in(system.url, branch["member"]),
    )
    own, person = branch["grassroots"]["unit_id"], member.get("/me")["person"]["id"]
    kind = superior.get(f"/units/{branch['chapter']['unit_id']}")["kind"]
    founded = {"parent_id": own, "level": "CHAPTER", "kind": kind}
    chapter, doomed = (superior.post("/units", {**founded, "name": f"Chi đoàn thử {n}"})["id"] for n in (1, 2))
    office = superior.post(f"/units/{chapter}/officers", {"person_id": person, "code": "BT"})["id"]
    lent = {"from_unit_id": own, "to_unit_id": chapter, "process": "admission", "decision_no": "1-QĐ/ĐTN"}
    superior.post("/delegations", {**lent, "from_on": today().isoformat()})
    delegation = superior.get("/delegations")["items"][0]["id"]
    units = {"from_unit_id": own, "parent_id": own, "to_unit_id": chapter, "unit_id": chapter}
    people = {"person_id": person, "member_id": person, "member_ids": [person], "position_id": office}
    return {
        "": {**units, **people, "delegation_id": delegation, "process": "admission"},
        "/units": {"level": "CHAPTER", "kind": kind},
        "/officers": {"code": "PBT"},
        "/closure": {"unit_id": doomed},
        "/reports/{code}": {"code": "BM-02"},
        "/reports/{code}/exports": {"code": "BM-05"},
        "/people": {"code": "BM-03", "column": "members"},
        "/people/exports": {"code": "BM-03", "column": "members"},
        "/report-submissions": {"report": "BM-03", "period": "2025"},
        "/registers/{code}": {"code": "awards"},
        "/registers/{code}/exports": {"code": "members"},
    }


@pytest.mark.parametrize("rounds", [FEW, pytest.param(MANY, marks=pytest.mark.full)], ids=("few", "many"))
@pytest.mark.parametrize("who", ROLES)
def test_random_requests_meet_no_defect_and_no_undocumented_answer(
    system: System, reach: Reach, who: str, rounds: tuple[int, ...]
) -> None:
    client = Client.signed_in(system.url, system.branch(5)[who])
    schema = schemathesis.openapi.from_url(f"{system.url}/api/openapi.json")
    operations = [found.ok() for found in schema.get_all_operations()]
    tried = [operation for operation in operations if operation.path not in LEFT_OUT]
    ends = time.monotonic() + LIMIT_S
    troubles: Counter[str] = Counter()
    whole = 0

    for examples in rounds:
        for operation in tried:
            troubles.update(_troubles(operation, client, reach, examples=examples, ends=ends))
        whole += time.monotonic() < ends

    assert len(tried) > 40
    assert whole >= 1, "not every operation was tried"
    assert not troubles, "\n".join(f"{count} × {trouble}" for trouble, count in troubles.most_common())


def _troubles(operation: Any, client: Client, reach: Reach, *, examples: int, ends: float) -> list[str]:
    """What the operation answers that it may not, for some random requests, valid and not."""
    troubles: list[str] = []
    documented = {str(status) for status in operation.definition.raw["responses"]}

    def ask(case: Any) -> None:
        _aim(case, reach)
        answer = case.call(headers={"Authorization": f"Bearer {client.token}"}, timeout=30)
        if answer.status_code in (500, 502, 504) or str(answer.status_code) not in documented:
            troubles.append(f"{operation.method.upper()} {operation.path}: {answer.status_code} {_excerpt(answer)}")

    for mode in (schemathesis.GenerationMode.POSITIVE, schemathesis.GenerationMode.NEGATIVE):
        if time.monotonic() < ends:
            with suppress(Unsatisfiable):  # nothing about the operation can be wrong
                _repeated(operation.as_strategy(generation_mode=mode), ask, examples, ends)
    return troubles


def _aim(case: Any, reach: Reach) -> None:
    """Values that are right but mean nothing are those of things within reach; wrong ones stay wrong."""
    path = case.operation.path
    known = {name: value for end, told in reach.items() if path.endswith(end) for name, value in told.items()}
    for part in (case.path_parameters, case.query, case.body):
        if isinstance(part, dict):
            part.update({name: known[name] for name in known.keys() & part.keys() if _is_like(part[name], known[name])})


def _is_like(given: Any, known: Any) -> bool:
    """Both are keys, lists, or words."""
    return type(given) is type(known) and (not _is_key(known) or _is_key(given))


def _is_key(value: Any) -> bool:
    try:
        return isinstance(value, str) and bool(UUID(value))
    except ValueError:
        return False


def _repeated(strategy: Any, ask: Callable[[Any], None], examples: int, ends: float) -> None:
    @seed(examples)
    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=strategy)
    def asked(case: Any) -> None:
        if time.monotonic() < ends:
            ask(case)

    asked()


def _excerpt(answer: Any) -> str:
    return answer.text[:60] if answer.status_code < 500 else ""
