"""One role and one database per service, with the extensions that only a superuser may create."""

import psycopg
from psycopg import sql

from deploy.local.postgres import PostgresSite
from deploy.local.state import SERVICES, State

EXTENSIONS = ("pg_trgm", "unaccent", "ltree", "btree_gist", "citext")


def address(site: PostgresSite, service: str, *, password: str) -> str:
    """Where a service finds its own database."""
    return f"postgresql://{service}:{password}@127.0.0.1:{site.port}/{service}"


def ensure(site: PostgresSite, state: State) -> None:
    """Each service's role and database exist; the password is the one the state keeps."""
    with psycopg.connect(site.admin_url, autocommit=True) as server:
        for service in SERVICES:
            _ensure_role(server, service, password=state.secret(f"database_{service}"))
            _ensure_database(server, service)
    for service in SERVICES:
        create_extensions(site.url_for(service))


def create_extensions(admin_url: str) -> None:
    """The extensions that migrations rely on exist in this database."""
    with psycopg.connect(admin_url, autocommit=True) as database:
        for name in EXTENSIONS:
            database.execute(sql.SQL("CREATE EXTENSION IF NOT EXISTS {}").format(sql.Identifier(name)))


def _ensure_role(server: "psycopg.Connection[tuple[object, ...]]", name: str, *, password: str) -> None:
    exists = server.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (name,)).fetchone()
    verb = sql.SQL("ALTER ROLE") if exists else sql.SQL("CREATE ROLE")
    server.execute(sql.SQL("{} {} LOGIN PASSWORD {}").format(verb, sql.Identifier(name), sql.Literal(password)))


def _ensure_database(server: "psycopg.Connection[tuple[object, ...]]", name: str) -> None:
    if server.execute("SELECT 1 FROM pg_database WHERE datname = %s", (name,)).fetchone():
        return
    server.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(name), sql.Identifier(name)))
    server.execute(sql.SQL("REVOKE CONNECT ON DATABASE {} FROM PUBLIC").format(sql.Identifier(name)))
