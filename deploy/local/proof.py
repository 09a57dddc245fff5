"""`check`, `test`, `fmt`: everything that says whether the product is right.

What waits runs beside what works, in three lanes: tools and tests that start nothing, or servers of their own, in one; the client, a
small province and the journeys on it in the second; chaos, which mostly waits, on a province of its own in the third. The second and
third then help the first.
"""

import argparse
import os
import shutil
import subprocess
import threading
from collections import Counter
from collections.abc import Generator, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from deploy.local import commit_message, console, environment, lanes, machine, postgres, rabbitmq, reports, web
from deploy.local.lanes import Output, Step
from deploy.local.program import CannotStart
from deploy.local.reports import Report
from deploy.local.state import CHECKOUT, State

QUICK = ("unit", "contract", "architecture")
ON_SERVERS = ("integration",)
ON_THE_SYSTEM = ("e2e", "chaos")
ALL = (*QUICK, *ON_SERVERS, *ON_THE_SYSTEM)
NO_TESTS = 5
LONGEST = timedelta(minutes=75)
"""No run takes longer."""
REPORTS = CHECKOUT / ".doanso" / "reports"
"""What each test of the last run took, a file a folder of tests in JUnit's form."""
LAUNCHER = (str(environment.PYTHON), "-P", "-m", "deploy.local")
ONE_AT_A_TIME = threading.Lock()
"""Held while the client is built and a province takes its ports: the lanes would be in each other's way."""
UNION_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
FONTS = "fonts-dejavu-core"
CHROMIUM = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""Browsers that journeys can use; the first draws no window and takes a quarter less of the processor."""
STATIC = {
    "ruff format": ("ruff", "format", "--check", "--output-format", "concise", "."),
    "ruff check": ("ruff", "check", "--output-format", "concise", "."),
    "lint-imports": ("lint-imports",),
    "mypy": ("mypy",),
}
BESIDE_UNIT = ("lint-imports", "mypy", "tests/contract", "tests/architecture")
"""What `check` runs beside the unit tests: both lanes take about as long."""


@dataclass
class Outcome:
    """What pytest reported of each folder, and the titles of the steps that failed."""

    reports: list[Report] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)

    def close(self) -> int:
        """Say the closing lines; the exit code."""
        found = sorted(self.reports, key=lambda report: _place(report.folder))
        for line in reports.render_summary(found):
            console.answer(line)
        for title in self.failed:
            console.say(f"✗ {title}")
        passed, failed, skipped = (sum(getattr(one, kind) for one in found) for kind in ("passed", "failed", "skipped"))
        console.answer(f"{passed} passed, {failed} failed, {skipped} skipped")
        return 1 if self.failed else 0


def _place(folder: str) -> int:
    return ALL.index(_kind(folder)) if _kind(folder) in ALL else len(ALL)


def call(command: str, given: argparse.Namespace) -> int:
    """The command's exit code."""
    environment.ensure("test")
    if command == "fmt":
        return _format()
    os.environ.update(in_one_day(datetime.now(UNION_ZONE)))
    if command == "check":
        return _check()
    return _test(given)


def in_one_day(now: datetime) -> dict[str, str]:
    """Settings by which a run that would pass midnight begins after it: what is asked on one day is looked at on the same."""
    left = now.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1) - now
    if left > LONGEST or "DOANSO_CLOCK_SHIFT" in os.environ:
        return {}
    return {"DOANSO_TESTING": "1", "DOANSO_CLOCK_SHIFT": str(int(left.total_seconds()) + 1)}


def _format() -> int:
    return max(_tool("ruff", "check", "--fix-only", "--quiet", "."), _tool("ruff", "format", "."))


def _check() -> int:
    outcome = Outcome()
    commit_message.install_hook()
    _require_packages(QUICK)
    steps = [*_static_steps(), *(_folder_step(folder, outcome) for folder in QUICK)]
    beside_unit = [step for step in steps if step.title in BESIDE_UNIT]
    outcome.failed = lanes.run(beside_unit, [step for step in steps if step not in beside_unit])
    return outcome.close()


def _test(given: argparse.Namespace) -> int:
    folders = tuple(given.what) or ALL
    unknown = [name for name in folders if not (CHECKOUT / "tests" / _kind(name)).is_dir() and name not in ALL]
    if unknown:
        raise CannotStart(f"Không có bộ kiểm thử “{unknown[0]}”. Có: {', '.join(ALL)}")
    outcome = Outcome()
    marks = () if given.full else ("-m", "not full")
    _require_packages(folders)
    is_whole = given.ci or given.full
    outcome.failed = lanes.run(*_lanes(folders, outcome, marks, is_whole=is_whole))
    return outcome.close()


def _lanes(
    folders: tuple[str, ...], outcome: Outcome, marks: tuple[str, ...], *, is_whole: bool
) -> list[Iterable[Step]]:
    """What goes on beside each other. is_whole: tools and the client are proved too.

    Two provinces are worth their start where there is more to do than one of journeys and chaos.
    """
    alone = [part for name in folders if _kind(name) not in ON_THE_SYSTEM for part in _parts_of(name)]
    chaos = [name for name in folders if _kind(name) == "chaos" and _has_tests(name)]
    journeys = [name for name in folders if _kind(name) == "e2e" and _has_tests(name)]
    tools, client = (_static_steps(), _client_steps()) if is_whole else ([], [])
    steps = [*tools, *(_folder_step(part, outcome, *marks) for part in alone)]
    on_province = partial(_on_a_province, outcome=outcome, arguments=marks)
    if not steps:
        return [on_province([*journeys, *chaos], state="test")]
    first = lanes.SharedSteps(steps)
    second = _one_after_another(client, on_province(journeys, state="test"), first)
    third = _one_after_another(on_province(chaos, state="chaos"), first)
    return [first, *([second] if client or journeys else []), *([third] if chaos else [])]


def _one_after_another(*parts: Iterable[Step]) -> Generator[Step, None, None]:
    """The steps of all parts; a part that must clear up does so also where the lane ends early."""
    for part in parts:
        yield from part


def _kind(name: str) -> str:
    """The folder of tests that the name lies in."""
    return name.split("/")[0]


def _parts_of(folder: str) -> list[str]:
    """What lanes can share out of a folder whose tests start servers: its parts, the largest first; else the folder."""
    if folder not in ON_SERVERS:
        return [folder]
    whole = CHECKOUT / "tests" / folder
    parts = Counter(f"{folder}/{path.relative_to(whole).parts[0]}" for path in whole.rglob("test_*.py"))
    return [part for part, _ in parts.most_common()]


def _static_steps() -> list[Step]:
    return [Step(title, partial(_run_tool, command)) for title, command in STATIC.items()]


def _run_tool(command: tuple[str, ...], output: Output) -> bool:
    return output.call(str(environment.VENV / "bin" / command[0]), *command[1:]) == 0


def _client_steps() -> list[Step]:
    return [Step("Giao diện web", _check_client)] if (web.FOLDER / "package.json").exists() else []


def _check_client(_output: Output) -> bool:
    with ONE_AT_A_TIME:
        web.ensure_packages()
        web.npm("run", "check")
        web.mark_built()
    return True


def _tool(name: str, *arguments: str) -> int:
    command = [str(environment.VENV / "bin" / name), *arguments]
    return subprocess.run(command, cwd=CHECKOUT, check=False).returncode


def _has_tests(folder: str) -> bool:
    path = CHECKOUT / "tests" / folder
    return path.is_file() or any(path.rglob("test_*.py"))


def _require_packages(folders: tuple[str, ...]) -> None:
    """The Debian packages that these tests need are installed."""
    kinds = {_kind(name) for name in folders if _has_tests(name)}
    if kinds & {*ON_SERVERS, *ON_THE_SYSTEM} and not rabbitmq.is_installed() and "AMQP_URL" not in os.environ:
        machine.install("rabbitmq-server", why="Kiểm thử cần RabbitMQ")
    if "unit" in kinds and shutil.which("pdftotext") is None:
        machine.install("poppler-utils", why="Kiểm thử văn bản cần đọc lại tệp PDF")
    if kinds & set(ON_THE_SYSTEM) and not any(shutil.which(name) for name in CHROMIUM):
        machine.install(CHROMIUM[0], FONTS, why="Kiểm thử giao diện cần trình duyệt Chromium")


def _folder_step(folder: str, outcome: Outcome, *arguments: str, settings: dict[str, str] | None = None) -> Step:
    """The tests of one folder pass; their report stands in the outcome."""

    def run(output: Output) -> bool:
        if not _has_tests(folder):
            output.say(f"tests/{folder}: chưa có kiểm thử nào")
            return True
        file = REPORTS / f"{folder.replace('/', '-')}.xml"
        file.unlink(missing_ok=True)
        code = output.call(
            str(environment.PYTHON), "-m", "pytest", f"tests/{folder}", f"--junitxml={file}", *arguments,
            env={**os.environ, **(settings or {})},
        )  # fmt: skip
        outcome.reports.append(reports.load_report(folder, file))
        return code in (0, NO_TESTS)

    return Step(f"tests/{folder}", run)


def _on_a_province(
    folders: list[str], *, state: str, outcome: Outcome, arguments: tuple[str, ...]
) -> Generator[Step, None, None]:
    """Tests of a running system: a small province of its own, made afresh and taken away."""
    if not folders:
        return
    province = SmallProvince(state)
    try:
        yield Step(f"Khởi động tỉnh nhỏ cho {', '.join(folders)}", province.start)
        if province.settings:
            for folder in folders:
                yield _folder_step(folder, outcome, *arguments, settings=province.settings)
    finally:
        province.stop()


class SmallProvince:
    """A running system in a state folder of its own; `settings` say where it is, and are empty while it is not there."""

    def __init__(self, name: str) -> None:
        self._state = State(CHECKOUT / ".doanso" / name)
        self._environment = {
            **{name: value for name, value in os.environ.items() if name != "DOANSO_PORT"},
            "DOANSO_STATE": str(self._state.folder),
            "DOANSO_TESTING": "1",
            "PYTHONPATH": str(CHECKOUT),
        }
        self.settings: dict[str, str] = {}

    def start(self, output: Output) -> bool:
        """Discard what an earlier run left, and start it."""
        if output.call(*LAUNCHER, "down", env=self._environment):
            raise CannotStart(f"Hệ thống kiểm thử của lần trước còn chạy ({self._state.folder})")
        postgres.discard(self._state.folder)
        shutil.rmtree(self._state.folder, ignore_errors=True)
        with ONE_AT_A_TIME:
            is_up = not output.call(*LAUNCHER, "up", "--small", "--detach", env=self._environment)
        if not is_up:
            raise CannotStart(f"Hệ thống kiểm thử không khởi động được; nhật ký trong {self._state.logs}")
        url = self._state.read()["url"]
        self.settings = {"DOANSO_STATE": str(self._state.folder), "DOANSO_URL": url, "DOANSO_TESTING": "1"}
        return True

    def stop(self) -> None:
        """Stop what runs of it."""
        subprocess.run([*LAUNCHER, "down"], cwd=CHECKOUT, env=self._environment, check=False, capture_output=True)
