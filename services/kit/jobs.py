"""Long acts: a row that one host at a time holds on a lease. After kill -9 another host takes it up where it stood."""

import contextlib
import threading
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, bindparam, case, cast, func, or_, select, update
from sqlalchemy.dialects.postgresql import JSONB, JSONPATH
from sqlalchemy.exc import SQLAlchemyError

from services.kit import clock, ids, log, wire
from services.kit.actor import Actor
from services.kit.database import Database, Tx, trouble
from services.kit.faults import Conflict, Fault, NotFound, Unavailable
from services.kit.tables import jobs as table

LEASE = timedelta(seconds=30)
TRIES = 5
"""So often a job may stumble (or kill its host) without getting any further."""
OPEN = ("held", "waiting", "running")


class LeaseLost(Exception):
    """Another host has the job, or someone cancelled it: stop at once."""


class Interrupted(Exception):
    """This host is stopping: another goes on from the last progress."""


class Job:
    """A running job, as its function gets it. `state` is what a host that takes it up will find."""

    def __init__(self, database: Database[Any], row: Any, stopping: Callable[[], bool]) -> None:
        self._database = database
        self._stopping = stopping
        self._lease: UUID = row.lease
        self._open: Tx | None = None
        self.key: UUID = row.id
        self.id = ids.of_service(database.service, row.id)
        self.kind: str = row.kind
        self.params: dict[str, Any] = row.params
        self.state: dict[str, Any] = dict(row.state)
        self.actor = Actor.of_record(row.actor)
        self.trace: str = row.trace or ""
        self.tries: int = row.tries

    @contextmanager
    def transaction(self) -> Iterator[Any]:
        """One transaction in the name of whoever started the job, with what they may do now; `progress` inside it is kept with it.

        A host that is stopping begins no new one: the job goes on elsewhere.
        """
        if self._stopping():
            raise Interrupted
        with self._database.transaction(actor=self.actor, trace=self.trace) as tx:
            tx.actor = tx.asker_now()
            self._open = tx
            try:
                yield tx
            finally:
                self._open = None

    def progress(self, done: int, total: int | None = None, **state: Any) -> None:
        """So much is done; `state` is kept for whoever goes on. Inside `transaction()` it stands or falls with it."""
        self.state.update(wire.plain(state))
        values: dict[str, Any] = {"done": done, "state": self.state, "tries": 1}
        if total is not None:
            values["total"] = total
        self._write(values)

    def beat(self) -> None:
        """The lease is longer again. Raises LeaseLost."""
        with self._database.transaction() as tx:
            self._extend(tx, {})

    def finish(self, status: str, **values: Any) -> None:
        """The job is over."""
        with self._database.transaction() as tx:
            self._extend(tx, {"status": status, "ended_at": func.now(), "state": self.state, **values})

    def put_back(self, pause_s: float) -> None:
        """Another try, later."""
        with self._database.transaction() as tx:
            later = clock.real_now() + timedelta(seconds=pause_s)
            self._extend(tx, {"status": "waiting", "not_before": later})

    def _write(self, values: dict[str, Any]) -> None:
        if self._open is not None:
            self._extend(self._open, values)
        else:
            with self._database.transaction() as tx:
                self._extend(tx, values)

    def _extend(self, tx: Tx, values: dict[str, Any]) -> None:
        mine = (table.c.id == self.key, table.c.status == "running", table.c.lease == self._lease)
        later = {"leased_until": clock.real_now() + LEASE}
        if tx.execute(update(table).where(*mine).values(later | values)).rowcount != 1:
            raise LeaseLost(self.id)


def _is_due(now: Any) -> ColumnElement[bool]:
    abandoned = (table.c.status == "running") & (table.c.leased_until < now)
    due: ColumnElement[bool] = (table.c.not_before <= now) & or_(table.c.status.in_(("held", "waiting")), abandoned)
    return due


_DUE_KINDS = select(table.c.kind).where(_is_due(bindparam("now", type_=table.c.not_before.type))).distinct()


def due_kinds(tx: Tx) -> list[str]:
    """The kinds of which a job waits for a host."""
    return list(tx.execute(_DUE_KINDS, {"now": clock.real_now()}).scalars())


def claim(database: Database[Any], kind: str, stopping: Callable[[], bool] = lambda: False) -> Job | None:
    """A job that is due is ours for the length of a lease; None when there is none."""
    now = clock.real_now()
    due = (
        select(table.c.id)
        .where(table.c.kind == kind, _is_due(now))
        .order_by(table.c.not_before)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    taken = {
        "status": "running",
        "lease": ids.new(),
        "leased_until": now + LEASE,
        "tries": table.c.tries + 1,
        "started_at": func.coalesce(table.c.started_at, func.now()),
    }
    with database.transaction() as tx:
        row = tx.execute(
            update(table).where(table.c.id == due.scalar_subquery()).values(taken).returning(table)
        ).one_or_none()
    return Job(database, row, stopping) if row is not None else None


def run(job: Job, work: Callable[[Job], Any]) -> None:
    """The job is done, failed, or will be tried again; its lease is kept alive meanwhile."""
    over = threading.Event()
    threading.Thread(target=_keep_lease, args=(job, over), name="lease", daemon=True).start()
    try:
        if job.tries > TRIES:
            raise RuntimeError("the job killed its hosts")
        result = work(job)
        job.state.update(wire.plain(result or {}))
        job.finish("done", total=func.coalesce(table.c.total, table.c.done))
    except LeaseLost:
        log.get().warning("job_lost", job=job.id)
    except Interrupted:
        job.put_back(pause_s=0)
    except Exception as error:
        _stumble(job, error)
    finally:
        over.set()


def _keep_lease(job: Job, over: threading.Event) -> None:
    while not over.wait(LEASE.total_seconds() / 3):
        with contextlib.suppress(SQLAlchemyError, LeaseLost):
            job.beat()


def _stumble(job: Job, error: Exception) -> None:
    log.get().warning("job_stumbled", job=job.id, kind=job.kind, tries=job.tries, exc_info=error)
    with contextlib.suppress(SQLAlchemyError, LeaseLost):  # then the lease runs out, and someone takes it up
        if isinstance(error, Fault) and not isinstance(error, Unavailable):
            job.finish("failed", fault={"code": error.code, "fields": wire.plain(error.fields)})
        elif trouble(error) is None and job.tries >= TRIES:
            said = f"Việc này dừng giữa chừng vì có lỗi ở máy chủ. Mã sự cố: {job.trace}."
            mend = "Thử lại; nếu vẫn lỗi, gửi mã sự cố cho người quản trị."
            job.finish("failed", fault={"code": "unexpected", "fields": {"text": said, "mend": mend}})
        else:
            job.put_back(pause_s=2 ** min(job.tries, 6))


def read(tx: Tx, job_id: str, *, results: bool = True) -> dict[str, Any]:
    """The job as its starter may see it. Raises NotFound("job-unknown") for anyone else.

    results: false leaves the outcomes in the database until the job is over.
    """
    kept = table.c.state if results else case((table.c.status.in_(OPEN), _NOTHING_YET), else_=table.c.state)
    seen = select(*_SEEN, kept.label("kept")).where(table.c.id == ids.without_service(job_id))
    row = tx.execute(seen).one_or_none()
    if row is None or not _is_mine(tx, row):
        raise NotFound("job-unknown")
    return {
        "id": ids.of_service(tx.service, row.id),
        "kind": row.kind,
        "state": row.status,
        "done": row.done,
        "total": row.total,
        "started_at": row.started_at,
        "ended_at": row.ended_at,
        "results": row.kept.get("results", []),
        "file": row.kept.get("file"),
        "fault": row.fault and _serialize_fault(row.fault),
    }


_SEEN = tuple(
    table.c[name] for name in ("id", "kind", "status", "actor", "done", "total", "started_at", "ended_at", "fault")
)
_NOTHING_YET = cast({}, JSONB)


_OUTCOMES = "$.results[*] ? (@.ok == {})"


def listed(tx: Tx, *, limit: int, cursor: UUID | None, besides: Collection[str] = ()) -> dict[str, Any]:
    """One page of the caller's own jobs, newest first, without the outcome of each item. besides: kinds told of elsewhere."""
    mine = table.c.actor["person_id"].astext == str(tx.actor.person_id)
    wanted = [mine, table.c.kind.not_in(besides), *([table.c.id < cursor] if cursor else [])]
    told = (_outcomes("true").label("succeeded"), _outcomes("false").label("refused"))
    page = select(*_LISTED, table.c.state["file"].label("file"), *told).where(*wanted)
    rows = tx.execute(page.order_by(table.c.id.desc()).limit(limit + 1)).all()
    items = [
        {**row._mapping, "id": ids.of_service(tx.service, row.id), "fault": row.fault and _serialize_fault(row.fault)}
        for row in rows[:limit]
    ]
    return {"items": items, "next": str(rows[limit - 1].id) if len(rows) > limit else None}


_LISTED = (
    *(table.c[name] for name in ("id", "kind", "done", "total", "created_at", "started_at", "ended_at", "fault")),
    table.c.status.label("state"),
)


def _outcomes(ok: str) -> ColumnElement[int]:
    """How many items of a job went well, or did not."""
    found = func.jsonb_path_query_array(table.c.state, cast(_OUTCOMES.format(ok), JSONPATH))
    return func.jsonb_array_length(found)


def _serialize_fault(fault: dict[str, Any]) -> dict[str, Any]:
    """The fault as people read it; its words are its own, or those of what it carries, or none."""
    fields = fault["fields"]
    refusals = fields.get("refusals") or []
    texts = [each["text"] for each in refusals] or [
        text for each in (fields.get("errors") or {}).values() for text in each
    ]
    mend = fields.get("mend") or next((each["mend"] for each in refusals if each.get("mend")), None)
    return {"code": fault["code"], "text": fields.get("text") or " ".join(texts) or None, "mend": mend}


def find_progress(tx: Tx, kinds: Collection[str], **params: Any) -> dict[str, Any] | None:
    """How far the newest job of the kinds that was started with the params is. Whoever asks is allowed to know."""
    row = _newest(tx, kinds, params)
    return row and {"state": row.status, "done": row.done, "total": row.total}


def find_unfinished(tx: Tx, kinds: Collection[str], **params: Any) -> str | None:
    """The kind of the newest job started with the params, where it failed or was cancelled and nothing goes on with it."""
    row = _newest(tx, kinds, params)
    return row.kind if row and row.status in ("failed", "cancelled") else None


def _newest(tx: Tx, kinds: Collection[str], params: dict[str, Any]) -> Any:
    same = table.c.params.contains(wire.plain(params))
    newest = select(table.c.kind, table.c.status, table.c.done, table.c.total).where(table.c.kind.in_(kinds), same)
    return tx.execute(newest.order_by(table.c.id.desc()).limit(1)).one_or_none()


def cancel(tx: Tx, job_id: str) -> None:
    """The job will not run, or stops at its next sign of life. Raises NotFound("job-unknown"), Conflict("job-over")."""
    read(tx, job_id)
    still = (table.c.id == ids.without_service(job_id), table.c.status.in_(OPEN))
    if tx.execute(update(table).where(*still).values(status="cancelled", ended_at=func.now())).rowcount != 1:
        raise Conflict("job-over")


def _is_mine(tx: Tx, row: Any) -> bool:
    return tx.actor.is_system or Actor.of_record(row.actor).person_id == tx.actor.person_id
