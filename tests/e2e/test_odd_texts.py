"""Whatever somebody types into a search, a filter or an address: no list breaks."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import quote, urlencode

import pytest

from tests.journeys.http import Client
from tests.journeys.system import System

ODD = ("10a3", "²²²²", "٣٤٥٦", "0x1F", "%", "_\\", "' OR 1=1 --", "9" * 19, "1e9", "a|b|c", "\u202e😀", "MDA|")
CODES = {"/reports/{code}": "BM-03", "/registers/{code}": "members", "/processes/{code}": "admission"}
LEFT_OUT = ("/api/v1/stream",)
"""It answers for as long as one listens."""


@pytest.mark.parametrize("who", ["grassroots", "member"])
def test_no_text_in_a_search_a_filter_or_a_path_breaks_an_answer(system: System, who: str) -> None:
    account = system.branch(3)[who]
    client = Client.signed_in(system.url, account)
    described = client.once("GET", f"{system.url}/api/openapi.json").json()
    addresses = [f"{system.url}{path}" for path in _addresses(described, account["unit_id"])]

    with ThreadPoolExecutor(4) as pool:
        answers = pool.map(lambda address: (client.status("GET", address), address), addresses)
        broken = [(status, address) for status, address in answers if status >= 500 and status != 503]

    assert len(addresses) > 500
    assert broken == []


def _addresses(described: dict[str, Any], unit_id: str) -> Iterator[str]:
    """Each operation that reads, with an odd text in one place for text at a time; in the others stands what means something."""
    for path, operations in described["paths"].items():
        if "get" not in operations or path in LEFT_OUT:
            continue
        places = [*operations.get("parameters", ()), *operations["get"].get("parameters", ())]
        known = {place["name"]: _known(place, path, unit_id) for place in places}
        for place in places:
            if place["in"] in ("path", "query") and _takes_text(place["schema"]):
                for odd in ODD:
                    yield _address(path, places, {**known, place["name"]: odd}, asked=place["name"])


def _takes_text(schema: dict[str, Any]) -> bool:
    return "string" in str(schema.get("type")) and "enum" not in schema


def _address(path: str, places: list[dict[str, Any]], values: dict[str, str], *, asked: str) -> str:
    for place in places:
        if place["in"] == "path":
            path = path.replace(f"{{{place['name']}}}", quote(values[place["name"]], safe=""))
    needed = {
        place["name"]: values[place["name"]]
        for place in places
        if place["in"] == "query" and (place.get("required") or place["name"] == asked)
    }
    return f"{path}?{urlencode(needed)}"


def _known(place: dict[str, Any], path: str, unit_id: str) -> str:
    schema = place["schema"]
    if place["name"] == "code":
        return next((code for ending, code in CODES.items() if ending in path), "members")
    if schema.get("enum"):
        return str(schema["enum"][0])
    if schema.get("format") == "date":
        return "2026-01-01"
    return "1" if "integer" in str(schema.get("type")) else unit_id
