"""Keys that sort by the time they were made (UUIDv7)."""

from datetime import datetime
from uuid import UUID

import uuid_utils.compat

from services.kit.faults import NotFound


def new() -> UUID:
    """A key nobody has."""
    return uuid_utils.compat.uuid7()


def first_of(instant: datetime) -> UUID:
    """The smallest key that could have been made at the instant: a bound for partitions."""
    return UUID(int=int(instant.timestamp() * 1000) << 80)


def of_service(service: str, key: UUID) -> str:
    """A key that says whom to ask: `members.0192…`."""
    return f"{service}.{key}"


def without_service(text: str) -> UUID:
    """The key within its service; NotFound("unknown-id") for anything else."""
    try:
        return UUID(text.rpartition(".")[2])
    except ValueError:
        raise NotFound("unknown-id") from None
