"""Events, not prose: `log.info("attendance_recorded", meeting_id=…)`. Ids, never names, phones or bodies of messages."""

import logging
import sys
import traceback
from typing import Any

import structlog

from services.kit import wire

_SECRET = {"token", "password", "code", "name", "full_name", "phone", "email", "citizen_id", "address", "text", "body"}
_OF_ROWS = ("DETAIL:", "CONTEXT:", "[parameters:")
"""Lines of a database error that quote what a row holds."""


def configure(process: str, form: str = "json") -> None:
    """This process writes one line an event to standard error, in JSON or for people (`console`)."""
    renderer: Any = structlog.dev.ConsoleRenderer() if form == "console" else structlog.processors.JSONRenderer(_json)
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _without_secrets,
    ]
    structlog.configure(
        processors=[*shared, structlog.processors.ExceptionRenderer(_traceback), renderer],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    structlog.contextvars.bind_contextvars(process=process)
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(levelname)s %(name)s %(message)s")


def get(**bound: Any) -> Any:
    """A logger that says the bound ids on each line."""
    return structlog.get_logger(**bound)


def _json(event: Any, **_given: Any) -> str:
    return wire.dumps(event).decode()


def _traceback(exc_info: Any) -> str:
    """Where it happened and what the database said, without the row it names."""
    told = "".join(traceback.format_exception(*exc_info))
    return "\n".join(line for line in told.splitlines() if not line.startswith(_OF_ROWS))


def _without_secrets(_logger: Any, _method: str, event: Any) -> Any:
    return {key: "…" if key in _SECRET else value for key, value in event.items()}
