"""How a run of tests is begun."""

from datetime import datetime, timedelta

import pytest

from deploy.local.proof import ALL, BESIDE_UNIT, QUICK, STATIC, UNION_ZONE, Outcome, SmallProvince, _lanes, in_one_day
from deploy.local.state import CHECKOUT

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


def titles(folders, *, is_whole=False):
    """The titles of the steps of each lane; a shared step counts for the lane that takes it first."""
    found = _lanes(folders, Outcome(), (), is_whole=is_whole)
    return [[step.title for step in lane] for lane in found]


@pytest.fixture
def unstarted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Provinces start at once, as if they ran; those that were stopped."""
    stopped: list[str] = []
    monkeypatch.setattr(SmallProvince, "settings", {"DOANSO_URL": "http://127.0.0.1:1"}, raising=False)
    monkeypatch.setattr(SmallProvince, "__init__", lambda self, name: setattr(self, "name", name))
    monkeypatch.setattr(SmallProvince, "start", lambda _self, _output: True)
    monkeypatch.setattr(SmallProvince, "stop", lambda self: stopped.append(self.name))
    return stopped


@pytest.mark.parametrize(
    ("folders", "expected"),
    [
        (("unit",), [["tests/unit"]]),
        (("e2e", "chaos"), [["Khởi động tỉnh nhỏ cho e2e, chaos", "tests/e2e", "tests/chaos"]]),
        (("chaos/test_restarts.py",), [["Khởi động tỉnh nhỏ cho chaos/test_restarts.py", "tests/chaos/test_restarts.py"]]),
        (
            ("unit", "chaos", "e2e"),
            [["tests/unit"], ["Khởi động tỉnh nhỏ cho e2e", "tests/e2e"], ["Khởi động tỉnh nhỏ cho chaos", "tests/chaos"]],
        ),
        (("unit", "chaos"), [["tests/unit"], ["Khởi động tỉnh nhỏ cho chaos", "tests/chaos"]]),
        (("integration/kit", "unit"), [["tests/integration/kit", "tests/unit"]]),
    ],
)  # fmt: skip
def test_each_folder_that_was_asked_for_is_run_once(unstarted, folders, expected):
    assert titles(folders) == expected


def test_chaos_has_a_province_of_its_own_beside_journeys(unstarted):
    titles(("unit", "e2e", "chaos"))

    assert unstarted == ["test", "chaos"]


@pytest.mark.parametrize(
    ("helper", "own"),
    [(1, ["Khởi động tỉnh nhỏ cho e2e", "tests/e2e"]), (2, ["Khởi động tỉnh nhỏ cho chaos", "tests/chaos"])],
)
def test_a_lane_that_is_free_takes_of_the_rest_what_is_left(unstarted, helper, own):
    rest, *helpers = _lanes(("unit", "contract", "e2e", "chaos"), Outcome(), (), is_whole=False)
    first = next(iter(rest))

    assert [first.title, *(step.title for step in helpers[helper - 1])] == ["tests/unit", *own, "tests/contract"]
    assert list(rest) == []


def test_a_whole_run_runs_every_folder_of_integration_once(unstarted):
    ran = [title for lane in titles(ALL, is_whole=True) for title in lane]

    folders = {path.name for path in (CHECKOUT / "tests/integration").iterdir() if any(path.rglob("test_*.py"))}
    assert sorted(title for title in ran if "/integration" in title) == sorted(
        f"tests/integration/{name}" for name in folders
    )
    assert {*STATIC, "Giao diện web", "tests/unit", "tests/contract", "tests/architecture"} <= {*ran}


def test_what_check_runs_beside_the_unit_tests_is_known():
    assert set(BESIDE_UNIT) <= {*STATIC, *(f"tests/{folder}" for folder in QUICK)}
