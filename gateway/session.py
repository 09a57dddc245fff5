"""Who sends a request: a browser by its cookies, an API client by its bearer token. The services verify the same token again."""

import hmac
import re
import secrets
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from flask import Response, request

from gateway.problems import Problem
from services.kit import settings
from services.kit.actor import LIFETIME_S, Actor, verify
from services.kit.faults import Unauthenticated

ACCESS = "doanso_access"
REFRESH = "doanso_refresh"
CSRF = "doanso_csrf"
DEVICE = "doanso_device"
CSRF_HEADER = "X-CSRF-Token"
REFRESH_PATH = "/api/v1/session"
_REFRESH_S = 30 * 24 * 3600
_DEVICE_S = 400 * 24 * 3600
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


@dataclass(frozen=True)
class Caller:
    """The token that a request bears and whom it names."""

    token: str
    actor: Actor


def caller() -> Caller:
    """The one who asks. Raises Unauthenticated, or Problem(403) for a page of somebody else's acting in their name."""
    bearer = _bearer()
    if bearer is not None:
        return Caller(bearer, verify(bearer))
    token = request.cookies.get(ACCESS)
    if token is None:
        raise Unauthenticated("sign-in-required")
    check_csrf()
    return Caller(token, verify(token))


def of_token(token: str) -> Caller:
    """The one whom a token names."""
    return Caller(token, verify(token))


def known_caller() -> Caller | None:
    """The one who asks, or nobody: for what is public and for limits."""
    token = _bearer() or request.cookies.get(ACCESS)
    if token is None:
        return None
    try:
        return Caller(token, verify(token))
    except Unauthenticated:
        return None


def check_csrf() -> None:
    """A change asked for with cookies alone comes from our own pages: they can read the token, others cannot."""
    if request.method in _SAFE:
        return
    check_origin()
    expected, given = request.cookies.get(CSRF), request.headers.get(CSRF_HEADER)
    if not expected or not given or not hmac.compare_digest(expected.encode(), given.encode()):
        raise Problem(403, "csrf")


def check_origin() -> None:
    """A browser that says where a request comes from says: from here."""
    origin = request.headers.get("Origin")
    if origin and origin != "null" and urlsplit(origin).netloc not in _own_hosts():
        raise Problem(403, "csrf")


def _own_hosts() -> set[str]:
    return {request.host, urlsplit(settings.read().public_url).netloc}


def _bearer() -> str | None:
    given = request.headers.get("Authorization")
    if given is None:
        return None
    scheme, _, token = given.partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise Unauthenticated("token-invalid")
    return token.strip()


# ---------------------------------------------------------------- cookies


def set_cookies(answer: Response, tokens: dict[str, Any]) -> None:
    """The browser holds the tokens where no script can read them, and a CSRF token where ours can."""
    _set(answer, ACCESS, tokens["access_token"], seconds=LIFETIME_S)
    _set(answer, REFRESH, tokens["refresh_token"], seconds=_REFRESH_S, path=REFRESH_PATH)
    csrf = request.cookies.get(CSRF) or secrets.token_urlsafe(24)
    _set(answer, CSRF, csrf, seconds=_REFRESH_S, http_only=False)
    if device := device_key():
        _set(answer, DEVICE, device, seconds=_DEVICE_S)


def clear_cookies(answer: Response) -> None:
    """The browser is nobody; the device stays known, so that strangers cannot lock its owner out."""
    answer.delete_cookie(ACCESS, path="/")
    answer.delete_cookie(REFRESH, path=REFRESH_PATH)
    answer.delete_cookie(CSRF, path="/")


def _set(answer: Response, name: str, value: str, *, seconds: int, path: str = "/", http_only: bool = True) -> None:
    answer.set_cookie(name, value, max_age=seconds, path=path, httponly=http_only, secure=is_tls(), samesite="Lax")


def is_tls() -> bool:
    """The page is served over TLS, here or by the proxy in front."""
    return request.is_secure or settings.read().public_url.startswith("https://")


# ---------------------------------------------------------------- devices


def device_key() -> str:
    """What this browser is known by; made up at its first sign-in."""
    held = request.cookies.get(DEVICE, "")
    if re.fullmatch(r"[\w-]{20,64}", held):
        return held
    made: str = request.environ.setdefault("doanso.device", secrets.token_urlsafe(24))
    return made


def device_name() -> str:
    """The device as its owner would call it: “Chrome trên Android”."""
    agent = request.headers.get("User-Agent", "")[:300]
    browser = next((name for sign, name in _BROWSERS if sign in agent), None)
    system = next((name for sign, name in _SYSTEMS if sign in agent), None)
    if browser is None:
        return agent.partition("/")[0][:60] or "Ứng dụng"
    return f"{browser} trên {system}" if system else browser


_BROWSERS = (
    ("Edg", "Edge"),
    ("coc_coc", "Cốc Cốc"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "máy Mac"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)
