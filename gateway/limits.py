"""How often one account or device may ask. Never by network address alone: a school hall is one address."""

import time
from collections.abc import Callable
from typing import Any

from flask import g, request
from flask_limiter import Limiter

from gateway import session
from services.kit import wire

ORDINARY = "60000 per minute"
"""A worker's; two of them let 300 requests a second from one account pass with room to spare."""
LIMITS = {"sign-in": "30 per minute", "refresh": "60 per minute", "uploads": "60 per minute"}


def who() -> str:
    """The account that asks; a stranger's device; else the address."""
    if "limit_key" not in g:
        known = session.known_caller()
        if known is not None:
            g.limit_key = f"account:{known.actor.person_id}"
        elif device := request.cookies.get(session.DEVICE):
            g.limit_key = f"device:{device[:64]}"
        else:
            g.limit_key = f"address:{request.remote_addr}"
    key: str = g.limit_key
    return key


def which_login() -> str:
    """The login that is tried, from one address: guessing at one account is slow, a hall of people signing in is not."""
    try:
        given = wire.loads(request.get_data(cache=True) or b"{}")
        login = given.get("login") or given.get("refresh_token", "") if isinstance(given, dict) else ""
    except ValueError:
        login = ""
    return f"login:{str(login).lower()[:120]}:{request.remote_addr}:{request.path}"


limiter = Limiter(key_func=who, storage_uri="memory://", strategy="fixed-window", default_limits=[ORDINARY])


def seconds_to_wait() -> int:
    """Until the limit that this request met lets the next one through."""
    met = limiter.current_limit
    return max(1, met.reset_at - int(time.time())) if met else 60


def limited(view: Callable[..., Any], limit: str | None) -> Callable[..., Any]:
    """The view under its own limit."""
    if limit is None:
        return view
    key = who if limit == "uploads" else which_login
    held: Callable[..., Any] = limiter.limit(LIMITS[limit], key_func=key)(view)
    return held
