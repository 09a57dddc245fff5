"""How often one account or device may ask. Never by network address alone: a school hall is one address."""

import time
from collections.abc import Callable
from hashlib import sha256
from typing import Any

from flask import g, request
from flask_limiter import Limiter

from gateway import session
from services.kit import wire

ORDINARY = "60000 per minute"
"""Lets 300 requests a second from one account pass with room to spare."""
LIMITS = {
    "sign-in": "30 per minute",
    "refresh": "60 per minute",
    "uploads": "60 per minute",
    "application-forms": "240 per minute",
    "applications": "60 per minute",
    "applications-by-link": "300 per minute",
}
"""All workers together: they count in one file; see `counts`."""


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
    """The login that is tried, from one device or address: guessing at one is slow, a hall of people signing in is not."""
    sender = request.cookies.get(session.DEVICE, "")[:64] or request.remote_addr
    return f"login:{_named_in_body('login').lower()}:{sender}:{request.path}"


def which_session() -> str:
    """The session that is renewed: by the refresh token, which only its own device knows, or by that device itself."""
    if device := request.cookies.get(session.DEVICE):
        return f"renewing:{device[:64]}"
    token = request.cookies.get(session.REFRESH) or _named_in_body("refresh_token")
    return f"renewing:{sha256(token.encode()).hexdigest()}" if token else f"renewing:{request.remote_addr}"


def _named_in_body(name: str) -> str:
    try:
        given = wire.loads(request.get_data(cache=True) or b"{}")
    except ValueError:
        return ""
    return str(given.get(name) or "")[:200] if isinstance(given, dict) else ""


def which_link() -> str:
    """The link by which somebody applies, whoever it is: a class has one link, and one address."""
    return f"link:{sha256(request.path.encode()).hexdigest()}"


_KEYS = {
    "sign-in": which_login,
    "refresh": which_session,
    "uploads": who,
    "application-forms": who,
    "applications": who,
    "applications-by-link": which_link,
}
_BESIDES = {"applications": "applications-by-link"}
"""A limit that counts by something else, for the same operations."""

limiter = Limiter(key_func=who, strategy="fixed-window", default_limits=[ORDINARY])


def seconds_to_wait() -> int:
    """Until the limit that this request met lets the next one through."""
    met = limiter.current_limit
    return max(1, met.reset_at - int(time.time())) if met else 60


def limited(view: Callable[..., Any], limit: str | None) -> Callable[..., Any]:
    """The view under its own limit."""
    if limit is None:
        return view
    held: Callable[..., Any] = limiter.limit(LIMITS[limit], key_func=_KEYS[limit])(view)
    return limited(held, _BESIDES.get(limit))
