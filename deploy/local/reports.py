"""What pytest's reports say of a run: how many tests, which were slow, and how the time is shared out between folders."""

import xml.etree.ElementTree as ElementTree
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

SLOWEST = 10


@dataclass(frozen=True)
class CaseTime:
    """One test with its set-up and tear-down."""

    name: str
    seconds: float


@dataclass(frozen=True)
class Report:
    """One run of pytest over a folder."""

    folder: str
    tests: int
    failed: int
    skipped: int
    seconds: float
    times: tuple[CaseTime, ...]

    @property
    def passed(self) -> int:
        return self.tests - self.failed - self.skipped


def load_report(folder: str, file: Path) -> Report:
    """Load a report in JUnit's form; that of a run that wrote none is empty."""
    if not file.exists():
        return Report(folder, 0, 0, 0, 0.0, ())
    root = ElementTree.parse(file).getroot()  # noqa: S314  # written by our own pytest
    suites = list(root.iter("testsuite"))
    counts = {
        kind: sum(int(suite.get(kind, 0)) for suite in suites) for kind in ("tests", "failures", "errors", "skipped")
    }
    return Report(
        folder,
        counts["tests"],
        counts["failures"] + counts["errors"],
        counts["skipped"],
        sum(float(suite.get("time", 0)) for suite in suites),
        tuple(CaseTime(_node_id(case), float(case.get("time", 0))) for case in root.iter("testcase")),
    )


def render_summary(reports: Iterable[Report]) -> list[str]:
    """Lines: the slowest tests, then each folder's tests, seconds and share of the time."""
    known = [report for report in reports if report.tests]
    if not known:
        return []
    times = sorted((each for report in known for each in report.times), key=lambda each: -each.seconds)
    whole = sum(report.seconds for report in known) or 1.0
    return [
        f"{min(SLOWEST, len(times))} kiểm thử chậm nhất",
        *(f"{each.seconds:9.1f} giây  {each.name}" for each in times[:SLOWEST]),
        "Thời gian của từng bộ",
        *(
            f"{report.seconds:9.1f} giây  {report.seconds / whole:4.0%}  {report.folder} ({report.tests} kiểm thử)"
            for report in known
        ),
        f"{whole:9.1f} giây  tổng cộng; các bộ chạy cạnh nhau nên đồng hồ đi ít hơn",
    ]


def _node_id(case: ElementTree.Element) -> str:
    """The test's name as pytest takes it: `tests/unit/test_x.py::TestY::test_z[1]`."""
    parts = case.get("classname", "").split(".")
    module = next((place for place, part in enumerate(parts) if part.startswith("test_")), len(parts) - 1)
    return "::".join(["/".join(parts[: module + 1]) + ".py", *parts[module + 1 :], case.get("name", "")])
