"""One call is one transaction: state, audit, inbox and outbox together, or not at all.

`python -m services.kit.database migrate NAME|all` brings a service's tables to the newest shape.
"""

import argparse
import importlib.util
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar
from uuid import UUID

from sqlalchemy import Connection, CursorResult, Engine, MetaData, create_engine, insert
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.pool import NullPool

from services.kit import clock, ids, keeping, outbox, settings, wire
from services.kit.actor import Actor
from services.kit.bell import Bell
from services.kit.faults import Fault, Unavailable
from services.kit.outbox import Audience
from services.kit.settings import Settings
from services.kit.tables import jobs

if TYPE_CHECKING:
    from services.kit.schema import Command, Event

T = TypeVar("T", bound="Tx")
OLDEST_POSTGRES = 180_000
"""As the server says it: the tables rely on what 18 brought (uuidv7, keys of periods)."""
LIMITS = "-c statement_timeout=5000 -c lock_timeout=4000 -c idle_in_transaction_session_timeout=60000 -c timezone=UTC"
_BUSY = {
    "57014",
    "55P03",
    "40001",
    "40P01",
    "53300",
    "25P03",
}  # cancelled, lock timeout, serialisation, deadlock, full, idle


class Tx:
    """A transaction and what it is given: who asks, when, under which trace. Services subclass it with their stores.

    Nothing is sent and no connection is taken until the first statement.
    """

    def __init__(
        self,
        database: "Database[Any]",
        *,
        actor: Actor,
        now: datetime,
        trace: str = "",
        request_id: str | None = None,
    ) -> None:
        self.service = database.service
        self.actor = actor
        self.now = now
        self.trace = trace
        self.request_id = request_id
        self.database = database
        self._outgoing: list[dict[str, Any]] = []
        self._records: list[dict[str, Any]] = []
        self._alarms: list[tuple[str, float]] = []
        self._answer: Mapping[str, Any] | None = None

    @cached_property
    def connection(self) -> Connection:
        """The connection of this transaction, taken at first use."""
        return self.database.engine.connect()

    @property
    def today(self) -> date:
        """The date in Việt Nam."""
        return clock.day_of(self.now)

    def execute(self, statement: Any, parameters: Any = None) -> CursorResult[Any]:
        """Run one statement."""
        return self.connection.execute(statement, parameters)

    def emit(self, event: "type[Event]", *, audience: Audience | None = None, **fields: Any) -> None:
        """Announce a fact once this transaction is committed. Say it after taking the subject's lock."""
        self._outgoing.append(outbox.row(self, outbox.EVENTS, event, audience, fields))

    def ask(self, command: "type[Command]", **fields: Any) -> None:
        """Ask another service to act, once this transaction is committed."""
        self._outgoing.append(outbox.row(self, outbox.COMMANDS, command, None, fields))

    def record(
        self,
        action: str,
        *,
        subject_id: UUID | str | None,
        unit_id: UUID | None = None,
        before: Any = None,
        after: Any = None,
        by: UUID | None = None,
    ) -> None:
        """Keep who did this to what, in the same transaction. by: who did it where the call was signed out, as at a sign-in."""
        actor = self.actor.record() if by is None else {**self.actor.record(), "person_id": str(by)}
        self._records.append(
            {
                "at": self.now,
                "actor": _json(actor),
                "action": action,
                "subject_id": None if subject_id is None else str(subject_id),
                "unit_id": unit_id,
                "before": None if before is None else _json(before),
                "after": None if after is None else _json(after),
                "request_id": self.request_id,
                "trace": self.trace,
            }
        )

    def answered(self, answer: Mapping[str, Any]) -> None:
        """Keep the reply to a remembered request with the rest; see `keeping.statement`."""
        self._answer = answer

    def start_job(self, kind: str, params: dict[str, Any], *, total: int | None = None, hold_s: float = 0) -> str:
        """A long act of that kind is waiting for a host, `hold_s` from now at the earliest; its id is the answer."""
        key = ids.new()
        self._alarms.append((kind, hold_s))
        self.execute(
            insert(jobs).values(
                id=key,
                kind=kind,
                params=wire.plain(params),
                total=total,
                status="held" if hold_s else "waiting",
                actor=self.actor.record(),
                trace=self.trace,
                not_before=clock.real_now() + timedelta(seconds=hold_s),
            )
        )
        return ids.of_service(self.service, key)

    def asker_now(self) -> Actor:
        """Whoever asks, with the authority of this moment: for jobs, which outlive a token. A service that keeps positions looks them up."""
        return self.actor

    def for_actor(self, *, actor: Actor, trace: str) -> Self:
        """Somebody else's words in the same transaction: kept with it or not at all, and knowing nothing of what this has read."""
        other = type(self)(self.database, actor=actor, now=self.now, trace=trace)
        other.__dict__["connection"] = self.connection
        other._outgoing, other._records, other._alarms = self._outgoing, self._records, self._alarms
        return other

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """What is done, said and recorded inside is kept together, or forgotten together when it raises."""
        said, recorded = len(self._outgoing), len(self._records)
        try:
            with self.connection.begin_nested():
                yield
        except BaseException:
            del self._outgoing[said:], self._records[recorded:]
            raise

    def commit(self) -> None:
        """Only entrypoints commit. Everything is kept, and the relay hears of what there is to send."""
        if self._records or self._outgoing or self._answer:
            self.execute(*keeping.statement(self._records, self._outgoing, self._answer))
        if "connection" in self.__dict__:
            self.connection.commit()
        if self._outgoing:
            self.database.bell.ring()
        for kind, hold_s in self._alarms:
            self.database.alarm(kind, hold_s)

    def close(self) -> None:
        """The connection goes back; what was not committed is forgotten."""
        if "connection" in self.__dict__:
            self.connection.close()


class Database(Generic[T]):
    """A service's database, with as many connections as it has workers."""

    def __init__(self, given: Settings, service: str, tx_class: type[T]) -> None:
        self.settings = given
        self.service = service
        self.tx_class = tx_class
        self.alarm: Callable[[str, float], None] = lambda _kind, _hold_s: None
        """Told when a job of that kind was started that is due in so many seconds."""

    @cached_property
    def engine(self) -> Engine:
        """The pool of connections."""
        return create_engine(
            self.settings.database_url(self.service),
            pool_size=self.settings.workers,
            max_overflow=8,  # readers, timers, jobs and the bell
            pool_timeout=5,
            pool_use_lifo=True,
            hide_parameters=True,  # an error's text goes to logs, and what people wrote does not
            execution_options={"preserve_rowcount": True},  # else the count of an INSERT is forgotten
            json_serializer=lambda value: wire.dumps(value).decode(),
            json_deserializer=wire.loads,
            connect_args={"options": LIMITS, "application_name": self.service, "connect_timeout": 5},
        )

    @cached_property
    def bell(self) -> Bell:
        """Wakes the relay."""
        return Bell(self.engine)

    def close(self) -> None:
        """No connection is open any more."""
        if "bell" in self.__dict__:
            self.bell.silence()
        self.engine.dispose()

    @contextmanager
    def transaction(
        self,
        *,
        actor: Actor = Actor.SYSTEM,
        trace: str = "",
        request_id: str | None = None,
        now: datetime | None = None,
    ) -> Iterator[T]:
        """One transaction, committed at the end and rolled back by anything raised."""
        tx = self.tx_class(self, actor=actor, now=now or clock.now(), trace=trace, request_id=request_id)
        try:
            yield tx
            tx.commit()
        except Fault as fault:
            if fault.keeps:
                tx.commit()
            raise
        finally:
            tx.close()


def _json(value: Any) -> str:
    return wire.dumps(value).decode()


def trouble(error: BaseException) -> Unavailable | None:
    """What a database error means to the caller: away or busy is worth another try; anything else is a defect."""
    if isinstance(error, PoolTimeout):
        return Unavailable("database-busy")
    if not isinstance(error, DBAPIError):
        return None
    state = getattr(error.orig, "sqlstate", None) or ""
    if error.connection_invalidated or state.startswith(("57P", "08")) or (not state and _is_connection(error)):
        return Unavailable("database-away", retry_after_s=2)
    return Unavailable("database-busy") if state in _BUSY else None


def _is_connection(error: DBAPIError) -> bool:
    return type(error.orig).__name__ in ("OperationalError", "ConnectionTimeout", "AdminShutdown")


def migrate(service: str, revision: str = "head", *, url: str | None = None) -> None:
    """The service's tables have the newest shape. Each step gives up on a lock after 4 s rather than hold up writers."""
    from alembic import command
    from alembic.config import Config

    found = importlib.util.find_spec(f"services.{service}")
    if found is None or not found.submodule_search_locations:
        raise SystemExit(f"there is no service {service}")
    config = Config()
    config.set_main_option("script_location", str(Path(next(iter(found.submodule_search_locations))) / "migrations"))
    config.attributes["url"] = address = url or settings.read().database_url(service)
    require_postgres(service, _server_version(address))
    command.upgrade(config, revision)


def require_postgres(service: str, version: int) -> None:
    """Raises SystemExit, in words for whoever runs the system, for a server that lacks what the tables rely on."""
    if version < OLDEST_POSTGRES:
        raise SystemExit(
            f"Máy chủ PostgreSQL của {service} là bản {version // 10_000}.{version % 10_000}; hệ thống cần bản "
            f"{OLDEST_POSTGRES // 10_000} trở lên. Nâng cấp máy chủ ấy, hoặc đặt DATABASE_URL_{service.upper()} "
            "trỏ tới một máy chủ mới hơn."
        )


def _server_version(url: str) -> int:
    engine = create_engine(url, poolclass=NullPool, connect_args={"connect_timeout": 10})
    with engine.connect() as connection:
        return int(connection.exec_driver_sql("SHOW server_version_num").scalar_one())


def run_migrations(target: MetaData) -> None:
    """What a service's `migrations/env.py` calls with its metadata: its whole content is this one line."""
    from alembic import context

    limits = "-c lock_timeout=4000 -c statement_timeout=0 -c timezone=UTC"
    engine = create_engine(context.config.attributes["url"], poolclass=NullPool, connect_args={"options": limits})
    with engine.connect() as connection:
        context.configure(connection=connection, target_metadata=target, transaction_per_migration=True)
        with context.begin_transaction():
            context.run_migrations()


def main() -> None:
    """`migrate NAME|all`."""
    from services.kit.discovery import service_names

    parser = argparse.ArgumentParser(prog="services.kit.database")
    parser.add_argument("verb", choices=("migrate",))
    parser.add_argument("service", help="a service's name, or all")
    given = parser.parse_args()
    for service in service_names() if given.service == "all" else [given.service]:
        migrate(service)
        sys.stdout.write(f"{service}: migrated\n")


if __name__ == "__main__":
    main()
