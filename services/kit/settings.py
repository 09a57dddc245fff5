"""Everything the environment may say. No other module reads it."""

import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from environs import Env

CALLS, MESSAGES, BOTH = "calls", "messages", ""
"""A host's first duty. The other it does too, while those whose duty that is have their hands full or are gone."""


@dataclass(frozen=True)
class Settings:
    """What one process was told at its start."""

    database_urls: dict[str, str]
    amqp_url: str
    state: Path
    files: str
    keys: Path
    seal_keys: Path
    workers: int
    duty: str
    log: str
    testing: bool
    clock_shift_s: int
    public_url: str
    port: int
    stream_port: int
    metrics_port: int

    def database_url(self, service: str) -> str:
        """Where the service keeps its rows, in the form SQLAlchemy reads."""
        url = self.database_urls.get(service)
        if url is None:
            raise SystemExit(f"DATABASE_URL_{service.upper()} is not set")
        return "postgresql+psycopg://" + url.partition("://")[2]


@cache
def read() -> Settings:
    """The settings of this process, read once."""
    return from_environment(Env())


def from_environment(env: Env) -> Settings:
    """Settings out of the environment; refuses a shifted clock outside tests."""
    prefix = "DATABASE_URL_"
    state = env.path("DOANSO_STATE", Path(".doanso"))
    keys = env.path("DOANSO_KEYS", state / "keys")
    testing, shift_s = env.bool("DOANSO_TESTING", False), env.int("DOANSO_CLOCK_SHIFT", 0)
    if shift_s and not testing:
        raise SystemExit("DOANSO_CLOCK_SHIFT is refused unless DOANSO_TESTING=1")
    return Settings(
        database_urls={key.removeprefix(prefix).lower(): url for key, url in _starting_with(prefix).items()},
        amqp_url=env.str("AMQP_URL", "amqp://guest:guest@127.0.0.1:5672/%2F"),
        state=state,
        files=env.str("DOANSO_FILES", str(state / "files")),
        keys=keys,
        seal_keys=env.path("DOANSO_SEAL_KEYS", keys / "seals"),
        workers=env.int("DOANSO_WORKERS", 16),
        duty=env.str("DOANSO_DUTY", BOTH),
        log=env.str("DOANSO_LOG", "json"),
        testing=testing,
        clock_shift_s=shift_s,
        public_url=env.str("DOANSO_PUBLIC_URL", "http://127.0.0.1:8080"),
        port=env.int("DOANSO_PORT", 8080),
        stream_port=env.int("DOANSO_STREAM_PORT", 8081),
        metrics_port=env.int("DOANSO_METRICS_PORT", 0),
    )


def _starting_with(prefix: str) -> dict[str, str]:
    return {key: value for key, value in os.environ.items() if key.startswith(prefix)}
