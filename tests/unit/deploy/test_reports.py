"""What is said of a run's time."""

from deploy.local.reports import CaseTime, Report, load_report, render_summary

XML = """<?xml version="1.0" encoding="utf-8"?>
<testsuites name="pytest tests"><testsuite name="pytest" errors="1" failures="2" skipped="1" tests="6" time="12.500">
<testcase classname="tests.unit.deploy.test_ports" name="test_a[1-x]" time="0.250"/>
<testcase classname="tests.unit.workflows.test_every_process.TestAnyProcess" name="runTest" time="3.000"/>
</testsuite></testsuites>
"""


def report(folder, seconds, *times):
    return Report(folder, len(times), 0, 0, seconds, tuple(CaseTime(f"{folder}::{n}", s) for n, s in enumerate(times)))


def test_a_report_of_pytest_is_read(tmp_path):
    (tmp_path / "report.xml").write_text(XML)

    found = load_report("unit", tmp_path / "report.xml")

    assert (found.tests, found.passed, found.failed, found.skipped, found.seconds) == (6, 2, 3, 1, 12.5)
    assert found.times == (
        CaseTime("tests/unit/deploy/test_ports.py::test_a[1-x]", 0.25),
        CaseTime("tests/unit/workflows/test_every_process.py::TestAnyProcess::runTest", 3.0),
    )


def test_a_run_that_wrote_no_report_counts_nothing(tmp_path):
    assert load_report("unit", tmp_path / "report.xml") == Report("unit", 0, 0, 0, 0.0, ())


def test_the_ten_slowest_tests_come_first_and_slowest_first():
    lines = render_summary([report("unit", 6, *(n / 10 for n in range(9))), report("e2e", 10, 9.0, 0.75)])

    assert lines[0] == "10 kiểm thử chậm nhất"
    assert lines[1] == "      9.0 giây  e2e::0"
    assert [line.split()[0] for line in lines[1:11]] == [
        "9.0",
        "0.8",
        "0.8",
        "0.7",
        "0.6",
        "0.5",
        "0.4",
        "0.3",
        "0.2",
        "0.1",
    ]


def test_each_folder_has_its_seconds_and_its_share():
    lines = render_summary([report("unit", 25, 1.0), report("contract", 0, *()), report("e2e", 75, 2.0, 3.0)])

    assert lines[-3:] == [
        "     25.0 giây   25%  unit (1 kiểm thử)",
        "     75.0 giây   75%  e2e (2 kiểm thử)",
        "    100.0 giây  tổng cộng; các bộ chạy cạnh nhau nên đồng hồ đi ít hơn",
    ]


def test_a_run_without_tests_says_nothing_of_time():
    assert render_summary([]) == []
