"""How psycopg waits for the server under eventlet: the greenlet gives way to the others until the socket has something.

psycopg's own ways make a selector for each wait, which eventlet turns into timers and listeners of its own: nearly a third
of what a short statement costs the processor.
"""

import select
from typing import Any

import psycopg
from eventlet import hubs
from psycopg import waiting
from psycopg.waiting import Ready, Wait


def install() -> None:
    """psycopg waits so from here on. For a process that eventlet has patched."""
    waiting.wait = wait


def wait(gen: Any, fileno: int, interval: float = 0.0, timeout: float | None = None) -> Any:
    """What the generator returns, run until it has all it needs from the socket; see `psycopg.waiting`."""
    if timeout is not None:
        return waiting.wait_selector(gen, fileno, interval, timeout)
    try:
        wanted = next(gen)
        while True:
            wanted = gen.send(_ready(fileno, wanted))
    except StopIteration as done:
        return done.value


def _ready(fileno: int, wanted: int) -> int:
    if wanted == Wait.R:
        try:
            hubs.trampoline(fileno, read=True)
        except OSError as failure:
            raise psycopg.OperationalError(f"the connection is closed: {failure}") from failure
        return Ready.R
    readable, writable, _ = select.select([fileno] if wanted & Wait.R else [], [fileno] if wanted & Wait.W else [], [])
    return (Ready.R if readable else 0) | (Ready.W if writable else 0)
