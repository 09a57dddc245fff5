"""Search, list, profile and statistics of the whole province over HTTP, as a province officer."""

import random
import time
import unicodedata
from collections.abc import Iterator

from tests.bench.figures import Figure
from tests.bench.load import Client, Failed, account, closed_loop, sign_in, until

NAMES = 300
DJANGO = "Django, folded + trigram, no scope, no bus"


def measure(url: str, peers: dict[str, dict]) -> Iterator[Figure]:
    """Figures of reading."""
    officer = account("officer", "province")
    client = sign_in(url, officer)
    queries = _queries(client)
    closed_loop(queries[:30], [client], _search)
    one = closed_loop(queries, [client], _search)
    django = peers.get("search", {}).get("folded_trgm", {})
    theirs = django.get("typed_without_accents", {})
    yield Figure("search: p50, 1 client", one.p50, "ms", budget=5, peer=theirs.get("p50_ms"), peer_name=DJANGO)
    yield Figure("search: p95, 1 client", one.p95, "ms", budget=12, peer=theirs.get("p95_ms"), peer_name=DJANGO)
    eight = closed_loop(queries * 3, [sign_in(url, officer) for _ in range(8)], _search)
    theirs = django.get("typed_without_accents_8_clients", {})
    yield Figure(
        "search: 8 clients", eight.per_s, "/s", budget=300, at_most=False, peer=theirs.get("per_s"), peer_name=DJANGO
    )
    yield from _pages(client, officer)


def _pages(client: Client, officer: dict[str, str]) -> Iterator[Figure]:
    listed = closed_loop(range(150), [client], lambda c, _: c.get("/members", limit=50))
    yield Figure("member list, 50 rows: p50", listed.p50, "ms")
    ids = [item["id"] for item in client.get("/members", limit=100)["items"]]
    profile = closed_loop(ids, [client], lambda c, one: c.get(f"/members/{one}"))
    yield Figure("member profile: p50", profile.p50, "ms")
    statistics = closed_loop(range(20), [client], lambda c, _: c.get(f"/units/{officer['unit_id']}/statistics"))
    yield Figure("statistics of the province: p50", statistics.p50, "ms", budget=100)
    began = time.perf_counter()
    client.get("/members", count="exact", unit_id=officer["unit_id"], limit=50)
    yield Figure("drill-down list with its count", (time.perf_counter() - began) * 1000, "ms", budget=150)
    yield _export(client)


def _export(client: Client) -> Figure:
    """The whole province as a workbook, made by a job."""
    began = time.perf_counter()
    job = client.post("/exports", {})
    done = until(
        lambda: (seen := client.get(f"/jobs/{job['id']}"))["state"] in ("done", "failed") and seen, limit_s=120
    )
    if done["state"] != "done":
        raise Failed(f"export: {done}")
    return Figure(
        "export of all members to Excel", time.perf_counter() - began, "s", budget=20, note=f"{done['total']} rows"
    )


def _search(client: Client, query: str) -> None:
    if not client.get("/members", q=query, limit=20)["items"]:
        raise AssertionError(f"nobody found for {query}")


def _queries(client: Client) -> list[str]:
    """Names of members as people type them: without accents, đ as d, lower case."""
    chance = random.Random(7)
    pages = (client.get("/members", limit=100, q=letter)["items"] for letter in "abcdghklmnpqtuvxy")
    names = [item["full_name"] for page in pages for item in page]
    return [_plain(name) for name in chance.choices(names, k=NAMES)]


def _plain(name: str) -> str:
    bare = "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))
    return bare.replace("đ", "d").replace("Đ", "D").lower()
