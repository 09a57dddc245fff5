"""Steps of a proof in lanes: the steps of a lane follow one another, lanes go on beside each other.

    failed = lanes.run([unit, contract], [build, journeys])      # a lane is any iterable of steps, also a generator
    rest = SharedSteps([types, contract, integration])           # a lane too: each step is run once, by whoever is free first

A single lane writes to the terminal as it goes. Of several lanes, each writes the output of a step in one piece once the
step has ended, so that nobody has to read two outputs woven into each other.
"""

import contextlib
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass
from typing import IO

from deploy.local import console
from deploy.local.program import CannotStart
from deploy.local.state import CHECKOUT


class Output:
    """Where a step writes: the terminal, or a file that is shown when the step has ended."""

    def __init__(self, runner: "Runner", file: IO[bytes] | None) -> None:
        self._runner, self._file = runner, file

    def say(self, text: str) -> None:
        """A line for the person."""
        if self._file is None:
            console.say(text)
        else:
            self._file.write(f"{text}\n".encode())
            self._file.flush()

    def call(self, *command: str, env: dict[str, str] | None = None) -> int:
        """Run a command in the checkout; its exit code."""
        process = subprocess.Popen(
            command, cwd=CHECKOUT, env=env, stdout=self._file, stderr=self._file and subprocess.STDOUT
        )
        self._runner.processes.add(process)
        try:
            return process.wait()
        finally:
            self._runner.processes.discard(process)


@dataclass(frozen=True)
class Step:
    """One thing to prove. `run` returns whether it holds, or raises CannotStart."""

    title: str
    run: Callable[[Output], bool]


class SharedSteps:
    """Steps that several lanes take from, in their order, whichever is free first."""

    def __init__(self, steps: Iterable[Step]) -> None:
        self._left = deque(steps)

    def __iter__(self) -> Iterator[Step]:
        while True:
            try:
                step = self._left.popleft()
            except IndexError:
                return
            yield step


class Runner:
    """The lanes of one proof, what of them failed, and the processes that run for them."""

    def __init__(self, lanes: list[Iterable[Step]]) -> None:
        self._lanes = lanes
        self._terminal = threading.Lock()
        self._stopping = threading.Event()
        self.processes: set[subprocess.Popen[bytes]] = set()
        self.failed: list[str] = []
        self._faults: list[BaseException] = []

    def run(self) -> None:
        """Run every step. Raises what a step raised that is no CannotStart, once all lanes have ended."""
        if len(self._lanes) == 1:
            self._run_lane(self._lanes[0], self._run_attached)
            return
        threads = [threading.Thread(target=self._run_in_thread, args=(lane,)) for lane in self._lanes]
        for thread in threads:
            thread.start()
        try:
            for thread in threads:
                thread.join()
        except KeyboardInterrupt:
            self._stop()
            raise
        for fault in self._faults:
            raise fault

    def _stop(self) -> None:
        """Begin no further step, and end what runs."""
        self._stopping.set()
        for process in list(self.processes):
            process.send_signal(signal.SIGINT)

    def _run_in_thread(self, lane: Iterable[Step]) -> None:
        try:
            self._run_lane(lane, self._run_captured)
        except BaseException as fault:
            self._faults.append(fault)

    def _run_lane(self, lane: Iterable[Step], run: Callable[[Step], bool]) -> None:
        with contextlib.closing(_steps_of(lane)) as steps:
            for step in steps:
                if self._stopping.is_set():
                    break
                if not run(step):
                    self.failed.append(step.title)

    def _run_attached(self, step: Step) -> bool:
        console.step(step.title)
        return _holds(step, Output(self, None))

    def _run_captured(self, step: Step) -> bool:
        began = time.monotonic()
        console.step(f"{step.title} …")
        with tempfile.TemporaryFile() as file:
            holds = _holds(step, Output(self, file))
            with self._terminal:
                sys.stdout.flush()
                console.step(
                    f"{step.title}: {'xong' if holds else 'KHÔNG ĐẠT'} sau {time.monotonic() - began:.0f} giây"
                )
                file.seek(0)
                shutil.copyfileobj(file, sys.stdout.buffer)
                sys.stdout.flush()
        return holds


def run(*lanes: Iterable[Step]) -> list[str]:
    """Run the lanes beside each other; titles of the steps that failed."""
    runner = Runner(list(lanes))
    runner.run()
    return runner.failed


def _steps_of(lane: Iterable[Step]) -> Generator[Step, None, None]:
    """The steps, as a generator: closing it lets a lane that is one clear up at once."""
    yield from lane


def _holds(step: Step, output: Output) -> bool:
    try:
        return step.run(output)
    except CannotStart as failure:
        output.say(str(failure))
        return False
