"""`./doanso bench [NAME…] [--json] [--peers FILE]`: figures of the running system beside their budgets and peers.

--peers: a file with one JSON line a peer, {"peer": name, "figures": {…}}, measured in the same hour on the same machine.
"""

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from tests.bench import bus, cases, events, imports, mixed, registry, season, startup, system
from tests.bench.figures import Figure
from tests.bench.load import STATE, Failed

BENCHES: dict[str, Callable[[str, dict[str, dict]], Iterator[Figure]]] = {
    "system": system.measure,
    "bus": bus.measure,
    "events": events.measure,
    "registry": registry.measure,
    "cases": cases.measure,
    "mixed": mixed.measure,
    "imports": imports.measure,
    "startup": startup.measure,
    "season": season.measure,
}
WHEN_NAMED = frozenset({"season"})
"""Takes long and leaves its marks: measured only when it is asked for."""


def main() -> int:
    """0 when every budget is held."""
    parser = argparse.ArgumentParser(prog="./doanso bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(BENCHES))
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--peers", type=Path)
    parser.add_argument("--chapters", type=int, help="season: so many chapters; all without it")
    given = parser.parse_args()
    if unknown := set(given.names) - set(BENCHES):
        parser.error(f"unknown: {', '.join(sorted(unknown))}; known: {', '.join(BENCHES)}")
    url, peers = _url(), _peers(given.peers)
    figures: list[Figure] = []
    failed: dict[str, str] = {}
    benches = {**BENCHES, "season": partial(season.measure, chapters=given.chapters)}
    for name in given.names or [name for name in BENCHES if name not in WHEN_NAMED]:
        try:
            for figure in benches[name](url, peers):
                figures.append(figure)
                sys.stderr.write(f"{name}: {figure.name} {figure.value:.2f} {figure.unit}\n")
        except Failed as failure:
            failed[name] = str(failure)
            sys.stderr.write(f"{name}: {failure}\n")
    _keep(figures, failed, as_json=given.json)
    return 1 if failed or any(figure.held is False for figure in figures) else 0


def _url() -> str:
    if given := os.environ.get("DOANSO_URL"):
        return given
    state: dict[str, Any] = json.loads((STATE / "state.json").read_text(encoding="utf-8"))
    url: str = state["url"]
    return url


def _peers(path: Path | None) -> dict[str, dict]:
    if path is None:
        return {}
    lines = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("{"))
    return {line["peer"]: line["figures"] for line in lines}


def _keep(figures: list[Figure], failed: dict[str, str], *, as_json: bool) -> None:
    at = datetime.now(UTC)
    record = {"at": at.isoformat(), "figures": [figure.record() for figure in figures], "failed": failed}
    folder = STATE / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{at:%Y%m%dT%H%M%SZ}.json").write_text(
        json.dumps(record, ensure_ascii=False, indent=1), encoding="utf-8"
    )
    if as_json:
        sys.stdout.write(json.dumps(record, ensure_ascii=False) + "\n")
        return
    table = Table("figure", "measured", "budget", "held", "peer", "note")
    for figure in figures:
        sign = "≤" if figure.at_most else "≥"
        budget = f"{sign} {figure.budget:,.1f}" if figure.budget is not None else ""
        peer = f"{figure.peer:,.1f} {figure.peer_name}" if figure.peer is not None else ""
        held = {True: "yes", False: "NO", None: ""}[figure.held]
        table.add_row(figure.name, f"{figure.value:,.2f} {figure.unit}", budget, held, peer, figure.note)
    Console().print(table)


if __name__ == "__main__":
    sys.exit(main())
