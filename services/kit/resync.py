"""`python -m services.kit.resync NAME|all`: local copies hold all that their source holds now.

A service names its copies in `services.<name>.copies`: COPIES = ((LocalCopy, ListRequest), …). Each is read page by page
with versions, so it may run while news arrive: older news never wins.
"""

import argparse
import importlib
import importlib.util
import sys
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from services.kit import actor, rpc_client, settings
from services.kit.copies import LocalCopy
from services.kit.database import Database, Tx
from services.kit.discovery import service_names
from services.kit.schema import Request

PAGE = 500
DEADLINE_S = 30.0
CLAIMS: dict[str, Any] = {"sub": actor.OPERATOR_ID, "sid": None, "name": "resync", "pos": [], "adm": True}
"""Who asks: the operator of the system, under a token signed anew for each page."""


def resync(service: str) -> dict[str, int]:
    """Every copy of the service is filled; how many rows each has read."""
    database: Database[Tx] = Database(settings.read(), service, Tx)
    return {request.method: _fill(database, copy, request) for copy, request in copies_of(service)}


def copies_of(service: str) -> tuple[tuple[LocalCopy, type[Request]], ...]:
    """What the service keeps of others; nothing for the service that owns it all."""
    name = f"services.{service}.copies"
    if importlib.util.find_spec(name) is None:
        return ()
    found: tuple[tuple[LocalCopy, type[Request]], ...] = importlib.import_module(name).COPIES
    return found


def _fill(database: Database[Tx], copy: LocalCopy, request: type[Request]) -> int:
    read = 0
    for rows in _pages(request):
        with database.transaction() as tx:
            copy.apply(tx, [_typed(copy, row) for row in rows])
        read += len(rows)
    return read


def _pages(request: type[Request]) -> Iterator[list[dict[str, Any]]]:
    client = rpc_client.client(settings.read().amqp_url)
    after: str | None = None
    while True:
        page = client.call(request.method, token=actor.sign(CLAIMS), deadline_s=DEADLINE_S, after=after, limit=PAGE)
        if page["items"]:
            yield page["items"]
        if len(page["items"]) < PAGE:
            return
        after = page["items"][-1]["id"]


def _typed(copy: LocalCopy, row: dict[str, Any]) -> dict[str, Any]:
    """Ids as ids: on the wire they are text."""
    ids = {column.name for column in copy.table.c if column.type.python_type is UUID}
    return {name: UUID(value) if name in ids and value else value for name, value in row.items()}


def main() -> None:
    """Fill the copies of one service, or of all."""
    parser = argparse.ArgumentParser(prog="services.kit.resync")
    parser.add_argument("service", help="a service's name, or all")
    given = parser.parse_args()
    for service in service_names() if given.service == "all" else [given.service]:
        for method, rows in resync(service).items():
            sys.stdout.write(f"{service}: {method} {rows}\n")


if __name__ == "__main__":
    main()
