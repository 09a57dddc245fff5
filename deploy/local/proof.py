"""`check`, `test`, `fmt`: everything that says whether the product is right."""

import argparse
import os
import shutil
import subprocess
import tempfile
import xml.etree.ElementTree as ElementTree
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from deploy.local import console, environment, machine, postgres, rabbitmq, web
from deploy.local.program import CannotStart
from deploy.local.state import CHECKOUT, State

QUICK = ("unit", "contract", "architecture")
ON_SERVERS = ("integration",)
ON_THE_SYSTEM = ("e2e", "chaos")
ALL = (*QUICK, *ON_SERVERS, *ON_THE_SYSTEM)
NO_TESTS = 5
LONGEST = timedelta(minutes=75)
"""No run takes longer."""
UNION_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
FONTS = "fonts-dejavu-core"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
STATIC = {
    "định dạng": ("ruff", "format", "--check", "--output-format", "concise", "."),
    "lint": ("ruff", "check", "--output-format", "concise", "."),
    "kiểu": ("mypy",),
    "tầng": ("lint-imports",),
}


@dataclass
class Outcome:
    """What was run, and what of it failed."""

    failed: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def close(self) -> int:
        """The closing lines; the exit code."""
        for name in self.failed:
            console.say(f"✗ {name}")
        passed = self.counts["tests"] - self.counts["failures"] - self.counts["errors"] - self.counts["skipped"]
        failed = self.counts["failures"] + self.counts["errors"]
        console.answer(f"{passed} passed, {failed} failed, {self.counts['skipped']} skipped")
        return 1 if self.failed else 0


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
    _require_packages(QUICK)
    _static(outcome)
    for folder in QUICK:
        _pytest(folder, outcome)
    return outcome.close()


def _test(given: argparse.Namespace) -> int:
    folders = tuple(given.what) or ALL
    unknown = [name for name in folders if not (CHECKOUT / "tests" / name.split("/")[0]).is_dir() and name not in ALL]
    if unknown:
        raise CannotStart(f"Không có bộ kiểm thử “{unknown[0]}”. Có: {', '.join(ALL)}")
    outcome = Outcome()
    if given.ci or given.full:
        _static(outcome)
        _client(outcome)
    marks = () if given.full else ("-m", "not full")
    _require_packages(folders)
    for folder in (name for name in folders if name.split("/")[0] not in ON_THE_SYSTEM):
        _pytest(folder, outcome, *marks)
    living = [name for name in folders if name.split("/")[0] in ON_THE_SYSTEM and _has_tests(name)]
    if living:
        _on_the_system(living, outcome, *marks)
    return outcome.close()


def _static(outcome: Outcome) -> None:
    for name, command in STATIC.items():
        console.step(f"Kiểm tra {name}: {' '.join(command)}")
        if _tool(*command):
            outcome.failed.append(name)


def _client(outcome: Outcome) -> None:
    if not (web.FOLDER / "package.json").exists():
        return
    console.step("Kiểm tra giao diện web: npm run check")
    try:
        web.ensure_packages()
        web.npm("run", "check")
        web.ensure_built()
    except CannotStart as failure:
        console.say(str(failure))
        outcome.failed.append("giao diện web")


def _tool(name: str, *arguments: str) -> int:
    command = [str(environment.VENV / "bin" / name), *arguments]
    return subprocess.run(command, cwd=CHECKOUT, check=False).returncode


def _has_tests(folder: str) -> bool:
    path = CHECKOUT / "tests" / folder
    return path.is_file() or any(path.rglob("test_*.py"))


def _require_packages(folders: tuple[str, ...]) -> None:
    """The Debian packages that these tests need are installed."""
    kinds = {name.split("/")[0] for name in folders if _has_tests(name)}
    if kinds & {*ON_SERVERS, *ON_THE_SYSTEM} and not rabbitmq.is_installed() and "AMQP_URL" not in os.environ:
        machine.install("rabbitmq-server", why="Kiểm thử cần RabbitMQ")
    if "unit" in kinds and shutil.which("pdftotext") is None:
        machine.install("poppler-utils", why="Kiểm thử văn bản cần đọc lại tệp PDF")
    if "e2e" in kinds and not any(shutil.which(name) for name in CHROMIUM):
        machine.install("chromium", FONTS, why="Kiểm thử giao diện cần trình duyệt Chromium")


def _pytest(folder: str, outcome: Outcome, *arguments: str, settings: dict[str, str] | None = None) -> None:
    """The tests of one folder ran; what they said is counted."""
    if not _has_tests(folder):
        console.step(f"tests/{folder}: chưa có kiểm thử nào")
        return
    console.step(f"Kiểm thử {folder}")
    with tempfile.TemporaryDirectory() as folder_of_report:
        report = Path(folder_of_report) / "report.xml"
        code = subprocess.run(
            [str(environment.PYTHON), "-m", "pytest", f"tests/{folder}", f"--junitxml={report}", *arguments],
            cwd=CHECKOUT, env={**os.environ, **(settings or {})}, check=False,
        ).returncode  # fmt: skip
        _count(report, outcome)
    if code not in (0, NO_TESTS):
        outcome.failed.append(f"tests/{folder}")


def _count(report: Path, outcome: Outcome) -> None:
    if not report.exists():
        return
    for suite in ElementTree.parse(report).getroot().iter("testsuite"):  # noqa: S314  # written by our own pytest
        for kind in ("tests", "failures", "errors", "skipped"):
            outcome.counts[kind] += int(suite.get(kind, 0))


def _on_the_system(folders: list[str], outcome: Outcome, *arguments: str) -> None:
    """Tests of the running system: a small province of its own, made afresh and taken away."""
    try:
        with _small_province() as settings:
            for folder in folders:
                _pytest(folder, outcome, *arguments, settings=settings)
    except CannotStart as failure:
        console.say(str(failure))
        outcome.failed.append("khởi động hệ thống kiểm thử")


@contextmanager
def _small_province() -> Iterator[dict[str, str]]:
    state = State(CHECKOUT / ".doanso" / "test")
    settings = {
        **{name: value for name, value in os.environ.items() if name != "DOANSO_PORT"},
        "DOANSO_STATE": str(state.folder),
        "DOANSO_TESTING": "1",
    }
    if _doanso("down", settings=settings):
        raise CannotStart(f"Hệ thống kiểm thử của lần trước còn chạy ({state.folder})")
    postgres.discard(state.folder)
    shutil.rmtree(state.folder, ignore_errors=True)
    try:
        if _doanso("up", "--small", "--detach", settings=settings):
            raise CannotStart(f"Hệ thống kiểm thử không khởi động được; nhật ký trong {state.logs}")
        yield {"DOANSO_STATE": str(state.folder), "DOANSO_URL": state.read()["url"], "DOANSO_TESTING": "1"}
    finally:
        _doanso("down", settings=settings)


def _doanso(*words: str, settings: dict[str, str]) -> int:
    command = [str(environment.PYTHON), "-P", "-m", "deploy.local", *words]
    return subprocess.run(command, cwd=CHECKOUT, env={**settings, "PYTHONPATH": str(CHECKOUT)}, check=False).returncode
