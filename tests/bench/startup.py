"""How long `./doanso up --small` takes on a machine that has run it before: a province of its own, in a folder that goes away."""

import os
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.bench.figures import Figure
from tests.bench.load import Failed

ROOT = Path(__file__).parents[2]
PORT = "8477"


def measure(url: str, peers: dict[str, dict]) -> Iterator[Figure]:
    """From nothing but installed packages to a page that answers; then the same folder started again."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            yield Figure("up --small: first start", _seconds(folder, "up", "--small", "--detach"), "s", budget=30)
            _seconds(folder, "down")
            yield Figure("up: started again", _seconds(folder, "up", "--detach"), "s")
        finally:
            _seconds(folder, "down")


def _seconds(folder: str, *words: str) -> float:
    """The command's time. Its environment is ours without what points at the system being measured."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("DATABASE_URL_", "AMQP_URL", "DOANSO_"))
    }
    environment = {**kept, "DOANSO_STATE": folder, "DOANSO_PORT": PORT}
    began = time.perf_counter()
    done = subprocess.run(
        [str(ROOT / "doanso"), *words], env=environment, capture_output=True, text=True, check=False, timeout=180
    )
    if done.returncode:
        raise Failed(f"./doanso {' '.join(words)}: {done.stdout[-300:]}{done.stderr[-300:]}")
    return time.perf_counter() - began
