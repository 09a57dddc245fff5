"""The gateway in front of services that answer as a test says."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from gateway.app import create_app
from gateway.limits import limiter
from services.kit import actor, ids, settings, wire
from services.kit.actor import Actor, Position
from services.kit.files import Files


@dataclass
class Services:
    """Answers by method, or the fault it raises; every call is kept."""

    answers: dict[str, Any] = field(default_factory=dict)
    calls: list[tuple[str, dict[str, Any], dict[str, Any]]] = field(default_factory=list)

    def call_raw(self, method: str, given: Any = None, /, **how: Any) -> bytes:
        self.calls.append((method, dict(given or {}), how))
        answer = self.answers.get(method, {})
        if isinstance(answer, Exception):
            raise answer
        return wire.dumps(answer)

    @property
    def last(self) -> tuple[str, dict[str, Any], dict[str, Any]]:
        return self.calls[-1]


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("keys")
    actor.make_keys(folder)
    return folder


@pytest.fixture
def place(keys: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("DOANSO_KEYS", str(keys))
    monkeypatch.setenv("DOANSO_FILES", str(tmp_path / "files"))
    settings.read.cache_clear()
    yield tmp_path
    settings.read.cache_clear()


@pytest.fixture
def services() -> Services:
    return Services()


@pytest.fixture(scope="session")
def application(keys: Path) -> Flask:
    """The gateway, made once: what it asks and where it keeps files, each test says."""
    return create_app(Services(), store=Files(settings.read()))


@pytest.fixture
def http(application: Flask, place: Path, services: Services) -> FlaskClient:
    """An HTTP client of a gateway whose services are made up."""
    application.extensions["doanso"].update(client=services, files=Files(settings.read()))
    limiter.reset()
    return application.test_client()


@pytest.fixture
def token(place: Path) -> str:
    held = (Position("CHAPTER_OFFICER", ids.new(), "CHAPTER", None, "BT"),)
    return actor.sign(Actor(ids.new(), ids.new(), "Người thử", held, is_admin=False).claims())


@pytest.fixture
def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


@pytest.fixture
def browser(http: FlaskClient, services: Services, token: str) -> FlaskClient:
    """A browser that is signed in."""
    services.answers["members.sign_in"] = signed_in(token)
    http.post("/api/v1/session", json={"login": "240126000017", "password": "hoa sữa tháng mười"})
    return http


@pytest.fixture
def csrf(browser: FlaskClient) -> dict[str, str]:
    cookie = browser.get_cookie("doanso_csrf")
    assert cookie is not None
    return {"X-CSRF-Token": cookie.value}


def signed_in(token: str) -> dict[str, Any]:
    return {"access_token": token, "refresh_token": "r" * 43, "expires_in": 900, "person": {"id": "1"}, "positions": []}
