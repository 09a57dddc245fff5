"""RPC over the system's broker: an echo of 200 bytes answered with 2 KB, one caller in series, then sixteen."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from services.kit import actor, ids
from services.kit.actor import Actor, Position
from tests.bench.figures import Figure, times
from tests.bench.load import Failed

SERIAL, CONCURRENT, CALLERS = 1200, 3200, 16
ROOT = Path(__file__).parents[2]


def measure(url: str, peers: dict[str, dict]) -> Iterator[Figure]:
    """Figures of the bus alone."""
    raw = _run()
    one = times(raw["serial"], raw["serial_wall"])
    many = times(raw["concurrent"], raw["concurrent_wall"])
    found = peers.get("bus-rpc", {})
    for peer, title in (("nameko", "stock nameko"), ("aiopika", "aio-pika"), ("pika", "raw pika")):
        serial, sixteen = (found.get(peer, {}).get(kind, {}) for kind in ("serial", "concurrent16"))
        if peer == "pika":
            limit = serial.get("p50_ms", 0) * 2 or None
            yield Figure(
                "RPC round trip: p50, serial", one.p50, "ms", budget=limit, peer=serial.get("p50_ms"), peer_name=title
            )
            continue
        ratios = (2.0, 2.5) if peer == "nameko" else (1.0, 1.0)
        for name, value, theirs, ratio in (
            ("serial", one.per_s, serial, ratios[0]),
            ("16 callers", many.per_s, sixteen, ratios[1]),
        ):
            rate = theirs.get("per_s")
            budget = rate * ratio if rate else None
            yield Figure(f"RPC echo, {name}", value, "/s", budget=budget, at_most=False, peer=rate, peer_name=title)


def _run() -> dict[str, list[float]]:
    """Host and caller in processes of their own; the host's database is the registry's, untouched."""
    environment = {**os.environ, "DATABASE_URL_ECHO": os.environ["DATABASE_URL_MEMBERS"], "PYTHONPATH": str(ROOT)}
    unit = Position("PROVINCE_OFFICER", ids.new(), "PROVINCE", None, "BT")
    token = actor.sign(Actor(ids.new(), ids.new(), "", (unit,), False).claims())
    with tempfile.TemporaryFile() as log:
        host = subprocess.Popen(
            [sys.executable, "-m", "services.kit.host", "tests.bench.echo"],
            env=environment,
            cwd=ROOT,
            stdout=log,
            stderr=log,
        )
        try:
            given = [str(SERIAL), str(CONCURRENT), str(CALLERS), token]
            done = subprocess.run(
                [sys.executable, "-m", "tests.bench.echo", *given],
                env=environment,
                cwd=ROOT,
                capture_output=True,
                text=True,
                timeout=90,
                check=False,
            )
        finally:
            host.terminate()
            host.wait(20)
    if done.returncode:
        raise Failed(done.stderr[-500:])
    result: dict[str, list[float]] = json.loads(done.stdout)
    return result
