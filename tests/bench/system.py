"""What the idle system costs: memory and processor time of all its processes."""

import json
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import psutil

from tests.bench.figures import Figure

ROOT = Path(__file__).parents[2]
LOOK_S = 10


def measure(url: str, peers: dict[str, dict]) -> Iterator[Figure]:
    """Figures of a system that nobody uses."""
    processes = _all()
    memory = sum(_memory(process) for process in processes)
    before, began = sum(map(_cpu, processes)), time.monotonic()
    time.sleep(LOOK_S)
    used = (sum(map(_cpu, processes)) - before) / (time.monotonic() - began)
    yield Figure("idle: memory of all processes (PSS)", memory / 2**20, "MB", budget=2048)
    yield Figure("idle: processor time", used * 100, "% of a core", budget=5)


def _all() -> list[psutil.Process]:
    """The system's processes and their children."""
    done = subprocess.run([str(ROOT / "doanso"), "status", "--json"], capture_output=True, text=True, check=True)
    pids = [one["pid"] for one in json.loads(done.stdout)["processes"] if one["pid"]]
    found = {process.pid: process for pid in pids if psutil.pid_exists(pid) for process in _family(psutil.Process(pid))}
    return list(found.values())


def _family(process: psutil.Process) -> list[psutil.Process]:
    return [process, *process.children(recursive=True)]


def _memory(process: psutil.Process) -> int:
    try:
        return int(process.memory_full_info().pss)
    except psutil.NoSuchProcess:
        return 0


def _cpu(process: psutil.Process) -> float:
    try:
        times = process.cpu_times()
    except psutil.NoSuchProcess:
        return 0.0
    return times.user + times.system
