"""The audit of a service, chained by hash in blocks, so that an edit, a gap or another order shows.

A block's hash covers the hash before it and its rows in the order of their ids. Only rows below the oldest running
transaction are sealed: no row can come in behind. `python -m services.kit.audit verify` checks every service's chain, and
what the others saw of it.
"""

import argparse
import hashlib
import sys
from collections.abc import Iterator
from typing import Any

from marshmallow import fields
from sqlalchemy import Connection, create_engine, func, insert, select, text, update
from sqlalchemy.dialects.postgresql import insert as upsert

from services.kit import settings, wire
from services.kit.database import Tx
from services.kit.schema import Event
from services.kit.tables import audit_blocks, audit_log, audit_witnesses

_BLOCK = 1000
_LOCK = 0x5EA1
_COLUMNS = [column for column in audit_log.c if column.name not in ("xid", "block")]


class AuditSealed(Event):
    """A block of a service's audit is sealed; whoever hears it can bear witness."""

    routing_key = "kit.audit_sealed.v1"
    example = {"service": "shop", "number": 1, "hash": "0" * 64}
    service = fields.String(required=True)
    number = fields.Integer(required=True)
    hash = fields.String(required=True)


def sealed_event(service_name: str) -> type[AuditSealed]:
    """The event of one service: `<service>.audit_sealed.v1`."""
    return type("AuditSealed", (AuditSealed,), {"routing_key": f"{service_name}.audit_sealed.v1"})


def seal(tx: Tx) -> int:
    """Committed rows that no earlier row can join any more are in a block; returns how many."""
    if not tx.execute(select(func.pg_try_advisory_xact_lock(_LOCK))).scalar():
        return 0
    settled = text("xid < pg_snapshot_xmin(pg_current_snapshot())")
    unsealed = select(*_COLUMNS).where(audit_log.c.block.is_(None), settled).order_by(audit_log.c.id).limit(_BLOCK)
    rows = tx.execute(unsealed).all()
    if not rows:
        return 0
    number, before = _head(tx.connection)
    block = {"number": number + 1, "rows": len(rows), "hash": _hash(before, rows)}
    tx.execute(update(audit_log).where(audit_log.c.id.in_([row.id for row in rows])).values(block=number + 1))
    tx.execute(insert(audit_blocks).values(**block))
    tx.emit(sealed_event(tx.service), service=tx.service, number=number + 1, hash=block["hash"])
    return len(rows)


def witness(tx: Tx, *, service: str, number: int, hash: str) -> None:
    """We saw that head of another service's chain."""
    row = upsert(audit_witnesses).values(service=service, number=number, hash=hash)
    tx.execute(row.on_conflict_do_nothing())


def problems(connection: Connection) -> Iterator[str]:
    """What is wrong with a chain: nothing, if nothing was touched."""
    before, expected, last_id = "", 1, 0
    for block in connection.execute(select(audit_blocks).order_by(audit_blocks.c.number)):
        if block.number != expected:
            yield f"block {expected} is missing"
        rows = connection.execute(
            select(*_COLUMNS).where(audit_log.c.block == block.number).order_by(audit_log.c.id)
        ).all()
        if len(rows) != block.rows:
            yield f"block {block.number} has {len(rows)} rows of {block.rows}"
        elif _hash(before, rows) != block.hash:
            yield f"block {block.number} was changed"
        before, expected = block.hash, block.number + 1
        last_id = max([last_id, *(row.id for row in rows)])
    loose = (
        select(func.count()).select_from(audit_log).where(audit_log.c.block.is_not(None), audit_log.c.block >= expected)
    )
    if connection.execute(loose).scalar():
        yield f"rows say they are in block {expected} or later, which is missing"


def disagreements(connection: Connection, seen: list[tuple[int, str]]) -> Iterator[str]:
    """Heads that another service saw and that this chain no longer has."""
    held = {row.number: row.hash for row in connection.execute(select(audit_blocks.c.number, audit_blocks.c.hash))}
    for number, digest in seen:
        if held.get(number) != digest:
            yield f"block {number} is not the one that was announced"


def _head(connection: Connection) -> tuple[int, str]:
    last = select(audit_blocks.c.number, audit_blocks.c.hash).order_by(audit_blocks.c.number.desc()).limit(1)
    row = connection.execute(last).one_or_none()
    return (row.number, row.hash) if row else (0, "")


def _hash(before: str, rows: Any) -> str:
    digest = hashlib.sha256(before.encode())
    for row in rows:
        digest.update(wire.canonical(dict(row._mapping)))
    return digest.hexdigest()


def verify(services: list[str]) -> list[str]:
    """Everything wrong with the audits of these services."""
    engines = {name: create_engine(settings.read().database_url(name)) for name in services}
    found: list[str] = []
    for name, engine in engines.items():
        with engine.connect() as connection:
            found += [f"{name}: {problem}" for problem in problems(connection)]
            for other in engines:
                with engines[other].connect() as elsewhere:
                    query = select(audit_witnesses.c.number, audit_witnesses.c.hash).where(
                        audit_witnesses.c.service == name
                    )
                    seen = [(row.number, row.hash) for row in elsewhere.execute(query)]
                found += [f"{name}: {problem} ({other} saw it)" for problem in disagreements(connection, seen)]
    return found


def main() -> None:
    """`verify [NAME…]`: prints what is wrong and ends with 1, or says that all is well."""
    from services.kit.discovery import service_names

    parser = argparse.ArgumentParser(prog="services.kit.audit")
    parser.add_argument("verb", choices=("verify",))
    parser.add_argument("services", nargs="*")
    found = verify(parser.parse_args().services or service_names())
    sys.stdout.write("\n".join(found or ["audit: every chain is whole"]) + "\n")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
