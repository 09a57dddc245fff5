"""What must be true of a system that has come to rest, whatever died while it worked: asked of its databases from outside."""

from collections import deque
from typing import Any

from services.kit import bus, topology
from tests.journeys.system import SERVICES, System, until

COPIES = {
    "units": "SELECT id, name, level, kind, parent_id, path::text, closed_on, version FROM units",
    "people": "SELECT id, code, full_name, sex, born_on, unit_id, status, version FROM people",
    "positions": "SELECT id, person_id, unit_id, role, code, from_on, until, version FROM positions",
}
"""What every service keeps of the registry, by table."""
SOURCES = COPIES | {
    "positions": """
        SELECT id, person_id, unit_id, role, code, from_on, version,
               CASE WHEN ended_at IS NULL THEN until ELSE until - 1 END AS until
        FROM positions"""
}
"""The same in the registry. An office that was ended in the course of its last day ended the day before, for everybody else."""
DOCUMENTS_OF_CASES = """
    SELECT (document ->> 'id') || '/' || cases.id AS id, document ->> 'template' AS template, document ->> 'state' AS state
    FROM cases, jsonb_array_elements(documents) AS document
"""
DOCUMENTS_FOR_CASES = """
    SELECT d.id || '/' || c.case_id AS id, d.template,
           CASE WHEN c.struck_at IS NOT NULL AND d.state = 'in_force' THEN 'revoked' ELSE d.state END AS state
    FROM documents d JOIN document_cases c ON c.document_id = d.id
"""
GAPS = """
    SELECT unit_id, kind, period, count(*) AS given, min(ordinal) AS first, max(ordinal) AS last
    FROM documents WHERE ordinal > 0 GROUP BY unit_id, kind, period
    HAVING count(*) <> max(ordinal) OR min(ordinal) <> 1 OR count(DISTINCT ordinal) <> count(*)
"""
COUNTERS = """
    SELECT counter.unit_id, counter.kind, counter.period, counter.last, count(document.id) AS given
    FROM number_counters counter LEFT JOIN documents document USING (unit_id, kind, period)
    GROUP BY counter.unit_id, counter.kind, counter.period, counter.last HAVING counter.last <> count(document.id)
"""
TWICE = """
    SELECT document_cases.case_id, documents.template, count(*) AS papers
    FROM documents JOIN document_cases ON document_cases.document_id = documents.id
    WHERE documents.state <> 'cancelled' GROUP BY 1, 2 HAVING count(*) > 1
"""


def come_to_rest(system: System, *, limit_s: float = 120) -> None:
    """Nothing waits to be sent, read, retried or carried on, in any service, at three looks in a row."""
    looks: deque[dict[str, int]] = deque(maxlen=3)

    def is_at_rest() -> bool:
        looks.append(_moving(system))
        return len(looks) == looks.maxlen and not any(looks)

    until(is_at_rest, what=f"the system has come to rest, of {looks}", limit_s=limit_s, every_s=0.5)


def _moving(system: System) -> dict[str, int]:
    """What is still under way, by where; nothing at rest."""
    found = {
        f"{service} {what}": system.one(service, query)
        for service in SERVICES
        for what, query in {
            "outbox": "SELECT count(*) FROM outbox WHERE published_at IS NULL",
            "retries": "SELECT count(*) FROM failed_messages WHERE next_try_at IS NOT NULL",
            "jobs": "SELECT count(*) FROM jobs WHERE status IN ('waiting', 'running')",
        }.items()
    }
    found["queues"] = waiting_messages(system)
    return {name: count for name, count in found.items() if count}


def waiting_messages(system: System) -> int:
    """Messages that no reader has taken yet, and those that no reader could."""
    return sum(messages for _, messages, _ in bus.depths(system.settings("AMQP_URL"), topology.expected()))


def is_whole(system: System) -> None:
    """Raises AssertionError with the first thing that is lost, doubled, out of its place or unlike its source."""
    come_to_rest(system)
    assert dead(system) == {}
    assert numbers_with_gaps(system) == []
    assert system.rows("messaging", TWICE) == []
    assert unlike_copies(system) == {}
    assert unlike_documents(system) == {}
    verified = system.doanso("audit", "verify")
    assert verified.returncode == 0, verified.stdout + verified.stderr


def dead(system: System) -> dict[str, list[dict[str, Any]]]:
    """Messages given up and jobs that broke, by service; a job that refused what it was given has done its work."""
    found = {
        service: system.rows(service, "SELECT reader, routing_key, right(fault, 400) AS fault FROM failed_messages")
        + system.rows(
            service, "SELECT kind, params, state FROM jobs WHERE status = 'failed' AND fault ->> 'code' = 'unexpected'"
        )
        for service in SERVICES
    }
    return {service: rows for service, rows in found.items() if rows}


def numbers_with_gaps(system: System) -> list[dict[str, Any]]:
    """Registers whose numbers are not 1, 2, 3 … each once, or whose counter stands elsewhere."""
    return system.rows("messaging", GAPS) + system.rows("messaging", COUNTERS)


def unlike_copies(system: System) -> dict[str, list[Any]]:
    """Rows of local copies that are not as the registry has them now, and rows that only one side has; at most ten each."""
    unlike = {}
    for table, query in COPIES.items():
        source = _by_id(system.rows("members", SOURCES[table]))
        for service in ("workflows", "meetings", "messaging"):
            copied = _by_id(system.rows(service, query))
            wrong = [
                key
                for key in source.keys() | copied.keys()
                if source.get(key) != copied.get(key) and not _is_untold(source.get(key), copied.get(key))
            ]
            if wrong:
                unlike[f"{service}.{table}"] = [(source.get(key), copied.get(key)) for key in wrong[:10]]
    return unlike


def _is_untold(held: dict[str, Any] | None, copied: dict[str, Any] | None) -> bool:
    """A candidate is told to nobody before the admission; of whoever an undone import brought, copies keep that it is annulled."""
    if copied is None:
        return held is not None and held.get("status") == "CANDIDATE"
    return held is None and copied.get("status") == "ANNULLED"


def unlike_documents(system: System) -> dict[Any, Any]:
    """Papers that a case and the register tell of differently."""
    register = _by_id(system.rows("messaging", DOCUMENTS_FOR_CASES))
    cases = _by_id(system.rows("workflows", DOCUMENTS_OF_CASES))
    return {
        key: (register.get(key), cases.get(key))
        for key in register.keys() | cases.keys()
        if register.get(key) != cases.get(key)
    }


def _by_id(rows: list[dict[str, Any]]) -> dict[Any, dict[str, Any]]:
    return {row["id"]: row for row in rows}
