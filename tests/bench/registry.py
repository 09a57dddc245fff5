"""Search, list, profile and statistics of the whole province over HTTP, as a province officer."""

import random
import time
import unicodedata
from collections.abc import Iterator

from tests.bench.figures import Figure
from tests.bench.load import Client, account, closed_loop, sign_in

NAMES = 300


def measure(url: str, peers: dict[str, dict]) -> Iterator[Figure]:
    """Figures of reading."""
    officer = account("officer", "province")
    client = sign_in(url, officer)
    queries = _queries(client)
    closed_loop(queries[:30], [client], _search)
    one = closed_loop(queries, [client], _search)
    django = peers.get("search", {}).get("folded", {})
    yield Figure(
        "search: p50, 1 client",
        one.p50,
        "ms",
        budget=5,
        peer=django.get("p50_ms"),
        peer_name="Django, folded + trigram",
    )
    yield Figure(
        "search: p95, 1 client",
        one.p95,
        "ms",
        budget=12,
        peer=django.get("p95_ms"),
        peer_name="Django, folded + trigram",
    )
    eight = closed_loop(queries * 3, [sign_in(url, officer) for _ in range(8)], _search)
    yield Figure("search: 8 clients", eight.per_s, "/s", budget=300, at_most=False)
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
