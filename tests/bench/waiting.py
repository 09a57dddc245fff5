"""An inbox in which five thousand cases wait: a chapter with so many imported people, all of whom have rated themselves."""

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.bench import campaigns, imports
from tests.bench.figures import Figure, times
from tests.bench.load import Client, Failed, account, sign_in, until

WAITING, LOOKS, AT_ONCE = 5_000, 200, 2_000


def measure(url: str, waiting: int = WAITING) -> Iterator[Figure]:
    """How long the officer's inbox takes, and the count on its badge. The people and cases are taken back afterwards."""
    chapter, superior = account("officer", "chapter"), account("officer", "grassroots")
    secretary, above = sign_in(url, chapter), sign_in(url, superior)
    with _people(sign_in(url, account("officer", "province")), chapter["unit_id"], waiting):
        campaign = campaigns.opened(above, chapter["unit_id"])
        try:
            _all_speak(secretary, campaign["id"], chapter["unit_id"])
            total = secretary.get("/me/inbox/count")["total"]
            yield from _looked_at(secretary, f"inbox with {waiting:,} waiting", "/me/inbox", total, limit=50)
            yield from _looked_at(secretary, f"inbox with {waiting:,} waiting: count", "/me/inbox/count", total)
        finally:
            campaigns.withdrawn(above, campaign["id"])


def _looked_at(client: Client, name: str, path: str, total: int, **query: Any) -> Iterator[Figure]:
    taken, began = [], time.perf_counter()
    for _ in range(LOOKS):
        before = time.perf_counter()
        client.get(path, **query)
        taken.append(time.perf_counter() - before)
    seen = times(taken, time.perf_counter() - began)
    yield Figure(f"{name}: p50", seen.p50, "ms", note=f"{total} waiting")
    yield Figure(f"{name}: p95", seen.p95, "ms", note=f"{total} waiting")


def _all_speak(client: Client, campaign_id: str, unit_id: str) -> None:
    """Every case of the campaign waits for the chapter, but those of its leading officers, whom the superior rates."""
    keys = [row["id"] for row in campaigns.rows(client, campaign_id, unit_id, "open")]
    for start in range(0, len(keys), AT_ONCE):
        body = {"action": "review_self", "case_ids": keys[start : start + AT_ONCE], "form": {"rating": "HTT"}}
        done = campaigns.over(client, client.post("/cases/bulk-actions", body)["id"])
        if refused := [result for result in done["results"] if not result["ok"]]:
            raise Failed(f"review_self: {len(refused)} refused: {refused[0]}")


@contextmanager
def _people(client: Client, unit_id: str, count: int) -> Iterator[None]:
    """So many more members of the chapter, for the time of the block."""
    with tempfile.TemporaryDirectory() as folder:
        book = imports.workbook(Path(folder) / "danh-sach.xlsx", count)
        given = client.upload("/imports", book, unit_id=unit_id, kind="members")
    _reached(client, given["id"], "checked")
    client.post(f"/imports/{given['id']}/apply", {})
    _reached(client, given["id"], "applied")
    try:
        yield
    finally:
        client.post(f"/imports/{given['id']}/undo", {})
        _reached(client, given["id"], "undone")


def _reached(client: Client, import_id: str, state: str) -> None:
    def look() -> bool:
        seen = client.get(f"/imports/{import_id}")
        if seen["state"] == "failed":
            raise Failed(f"the import failed: {seen.get('problem')}")
        return bool(seen["state"] == state)

    until(look, limit_s=600, every_s=0.3)
