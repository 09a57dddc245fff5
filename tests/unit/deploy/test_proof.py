"""How a run of tests is begun."""

from datetime import datetime, timedelta

import pytest

from deploy.local.lanes import Step
from deploy.local.proof import BESIDE_UNIT, QUICK, STATIC, UNION_ZONE, _share_out, in_one_day

NOON = datetime(2026, 11, 26, 12, tzinfo=UNION_ZONE)


@pytest.fixture(autouse=True)
def unshifted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DOANSO_CLOCK_SHIFT", raising=False)


@pytest.mark.parametrize("begun", [NOON, NOON.replace(hour=0), NOON.replace(hour=22, minute=44)])
def test_a_run_that_ends_on_its_day_has_the_clock_of_the_wall(begun):
    assert in_one_day(begun) == {}


@pytest.mark.parametrize("begun", [NOON.replace(hour=22, minute=46), NOON.replace(hour=23, minute=59, second=59)])
def test_a_run_that_would_pass_midnight_begins_just_after_it(begun):
    shift = timedelta(seconds=int(in_one_day(begun)["DOANSO_CLOCK_SHIFT"]))

    assert timedelta(0) < begun + shift - NOON.replace(hour=0) - timedelta(days=1) <= timedelta(seconds=1)


def test_a_clock_that_was_asked_for_stays(monkeypatch):
    monkeypatch.setenv("DOANSO_CLOCK_SHIFT", "60")

    assert in_one_day(NOON.replace(hour=23)) == {}


STEPS = [Step("tests/unit", lambda _output: True)]


@pytest.mark.parametrize(
    ("steps", "living", "expected"),
    [
        (STEPS, ["e2e", "chaos"], (["chaos"], ["e2e"])),
        (STEPS, ["e2e/test_x.py", "chaos/test_y.py"], (["chaos/test_y.py"], ["e2e/test_x.py"])),
        (STEPS, ["chaos"], ([], ["chaos"])),
        (STEPS, [], ([], [])),
        ([], ["e2e", "chaos"], ([], ["e2e", "chaos"])),
    ],
)
def test_chaos_has_a_province_of_its_own_where_it_can_run_beside_journeys(steps, living, expected):
    assert _share_out(steps, living) == expected


def test_what_check_runs_beside_the_unit_tests_is_known():
    assert set(BESIDE_UNIT) <= {*STATIC, *(f"tests/{folder}" for folder in QUICK)}
