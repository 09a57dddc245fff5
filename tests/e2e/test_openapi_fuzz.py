"""The whole API under random requests of an officer and of a member: nothing breaks, and every answer is a documented one."""

import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import Unsatisfiable

from tests.journeys.http import Client
from tests.journeys.system import System

WHOLE_S = 170
"""What both roles may take together."""
ROUNDS = (2, 4, 6, 8)
"""Random requests an operation, valid and not, in each round: the first must get through, the others go on while there is time."""
LEFT_OUT = (
    "/api/v1/stream",  # answers for as long as one listens; its own test is in test_scope
    "/api/v1/session", "/api/v1/session/refresh", "/api/v1/tokens", "/api/v1/tokens/refresh",  # limited per device
    "/api/v1/me/password", "/api/v1/me/second-factor", "/api/v1/me/sessions/{session_id}",  # would end the token that asks
)  # fmt: skip


@pytest.mark.parametrize("who", ["chapter", "member"])
def test_random_requests_meet_no_defect_and_no_undocumented_answer(system: System, who: str) -> None:
    client = Client.signed_in(system.url, system.branch(5)[who])
    schema = schemathesis.openapi.from_url(f"{system.url}/api/openapi.json")
    operations = [found.ok() for found in schema.get_all_operations()]
    tried = [operation for operation in operations if operation.path not in LEFT_OUT]
    ends = time.monotonic() + WHOLE_S / 2
    troubles: Counter[str] = Counter()
    rounds = 0

    for examples in ROUNDS:
        for operation in tried:
            troubles.update(_troubles(operation, client, examples=examples, ends=ends))
        rounds += time.monotonic() < ends

    assert len(tried) > 40
    assert rounds >= 1, "not every operation was tried"
    assert not troubles, "\n".join(f"{count} × {trouble}" for trouble, count in troubles.most_common())


def _troubles(operation: Any, client: Client, *, examples: int, ends: float) -> list[str]:
    """What the operation answers that it may not, for some random requests, valid and not."""
    troubles: list[str] = []
    documented = {str(status) for status in operation.definition.raw["responses"]}

    def ask(case: Any) -> None:
        answer = case.call(headers={"Authorization": f"Bearer {client.token}"}, timeout=30)
        if answer.status_code in (500, 502, 504) or str(answer.status_code) not in documented:
            troubles.append(f"{operation.method.upper()} {operation.path}: {answer.status_code} {_said(answer)}")

    for mode in (schemathesis.GenerationMode.POSITIVE, schemathesis.GenerationMode.NEGATIVE):
        if time.monotonic() < ends:
            with suppress(Unsatisfiable):  # nothing about the operation can be wrong
                _repeated(operation.as_strategy(generation_mode=mode), ask, examples, ends)
    return troubles


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


def _said(answer: Any) -> str:
    return answer.text[:60] if answer.status_code < 500 else ""
