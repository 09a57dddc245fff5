"""What the other tests here ask of a system sees planted faults."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.chaos.lives import broken
from tests.journeys import whole
from tests.journeys.admissions import Chapter
from tests.journeys.system import System

Found = Callable[[System], Any]


@pytest.mark.parametrize(
    ("service", "plant", "mend", "look"),
    [
        (
            "messaging",
            "UPDATE people SET status = 'LEFT' WHERE id = (SELECT id FROM people WHERE status = 'ACTIVE' LIMIT 1) RETURNING id",
            "UPDATE people SET status = 'ACTIVE' WHERE id = %s RETURNING id",
            whole.unlike_copies,
        ),
        (
            "messaging",
            "UPDATE number_counters SET last = last + 1 WHERE kind = 'QD' OR kind = 'QĐ' RETURNING 1",
            "UPDATE number_counters SET last = last - 1 WHERE (kind = 'QD' OR kind = 'QĐ') AND 1 = %s RETURNING 1",
            whole.numbers_with_gaps,
        ),
        (
            "messaging",
            "UPDATE documents SET state = 'cancelled' WHERE id = ("
            " SELECT document_id FROM document_cases JOIN documents ON id = document_id WHERE state = 'in_force' LIMIT 1"
            ") RETURNING id",
            "UPDATE documents SET state = 'in_force' WHERE id = %s RETURNING id",
            whole.unlike_documents,
        ),
        (
            "meetings",
            "INSERT INTO failed_messages (reader, message_id, routing_key, body, fault)"
            " VALUES ('meetings', gen_random_uuid(), 'none', '{}', 'planted') RETURNING message_id",
            "DELETE FROM failed_messages WHERE message_id = %s RETURNING 1",
            whole.dead,
        ),
        (
            "members",
            "UPDATE memberships SET valid = daterange(lower(valid), current_date) WHERE id = ("
            " SELECT memberships.id FROM memberships JOIN people ON people.id = person_id"
            " WHERE status = 'ACTIVE' AND superseded_at IS NULL AND upper_inf(valid) AND lower(valid) < current_date LIMIT 1"
            ") RETURNING id",
            "UPDATE memberships SET valid = daterange(lower(valid), NULL) WHERE id = %s RETURNING id",
            lambda system: broken(system, []),
        ),
    ],
    ids=[
        "a copy that differs",
        "a number that is missing",
        "a paper told of differently",
        "a message given up",
        "a member of no unit",
    ],
)
def test_a_planted_fault_is_found(system: System, service: str, plant: str, mend: str, look: Found) -> None:
    chapter = Chapter(system, system.branch(0))
    chapter.carried_out(chapter.approve(chapter.sent()))
    whole.come_to_rest(system)
    assert not look(system)

    planted = system.one(service, plant)
    try:
        assert look(system)
    finally:
        system.one(service, mend, planted)
    assert not look(system)
