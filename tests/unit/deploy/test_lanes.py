"""Steps of a proof beside each other: what fails is named, and outputs are readable."""

import subprocess
import sys
import threading

import pytest

from deploy.local import lanes
from deploy.local.lanes import Runner, SharedSteps, Step
from deploy.local.program import CannotStart

PATIENCE_S = 30


def printing(title, *lines, exit_code=0):
    """A step whose command prints the lines, some on each output."""
    code = f"import sys; [print(line, file=sys.stderr if n % 2 else sys.stdout, flush=True) for n, line in enumerate({lines!r})]; sys.exit({exit_code})"
    return Step(title, lambda output: output.call(sys.executable, "-c", code) == 0)


def test_every_step_of_every_lane_runs_and_those_that_fail_are_named():
    done = []

    def step(title, holds):
        def run(_output):
            done.append(title)
            return holds

        return Step(title, run)

    failed = lanes.run([step("a", True), step("b", False), step("c", True)], [step("d", False)])

    assert sorted(failed) == ["b", "d"]
    assert sorted(done) == ["a", "b", "c", "d"]


def test_lanes_go_on_beside_each_other():
    meeting = threading.Barrier(2, timeout=PATIENCE_S)
    waits = Step("waits for the other lane", lambda _output: meeting.wait() >= 0)

    assert lanes.run([waits], [waits]) == []


def test_each_shared_step_is_run_once_by_the_lane_that_is_free():
    done = []
    are_done = threading.Event()
    quick = [Step(title, lambda _output, title=title: done.append(title) or True) for title in "abc"]
    rest = SharedSteps([Step("long", lambda _output: are_done.wait(PATIENCE_S)), *quick])

    def helping():
        yield from rest
        yield Step("end", lambda _output: are_done.set() or True)

    assert lanes.run(helping(), helping()) == []
    assert done == ["a", "b", "c"]


def test_the_output_of_a_step_stands_in_one_piece_below_its_title(capfd):
    lanes.run([printing("left", "l1", "l2", "l3")], [printing("right", "r1", "r2", "r3", exit_code=3)])

    out, err = capfd.readouterr()
    assert "l1\nl2\nl3\n" in out
    assert "r1\nr2\nr3\n" in out
    assert "• left: xong sau" in err
    assert "• right: KHÔNG ĐẠT sau" in err


def test_a_lane_alone_writes_to_the_terminal_as_it_goes(capfd):
    failed = lanes.run([printing("tests", "one", "two", exit_code=1)])

    out, err = capfd.readouterr()
    assert failed == ["tests"]
    assert (out, err) == ("one\n", "• tests\ntwo\n")


def test_what_cannot_start_fails_with_its_reason_and_the_lane_goes_on(capfd):
    def fail(_output):
        raise CannotStart("đĩa đầy")

    failed = lanes.run([Step("first", fail), printing("second", "goes on")], [printing("other", "x")])

    assert failed == ["first"]
    out = capfd.readouterr().out
    assert "đĩa đầy\n" in out
    assert "goes on\n" in out


def test_a_defect_in_a_step_comes_out_once_the_other_lane_has_ended():
    ended = threading.Event()
    defect = Step("defect", lambda _output: {}["missing"])

    with pytest.raises(KeyError):
        lanes.run([defect], [Step("other", lambda _output: ended.set() or True)])

    assert ended.is_set()


@pytest.mark.parametrize("other", [(), ([Step("other", lambda _output: True)],)], ids=["alone", "beside another"])
def test_a_lane_clears_up_also_after_a_defect(other):
    cleared = []

    def lane():
        try:
            yield Step("defect", lambda _output: {}["missing"])
        finally:
            cleared.append(True)

    with pytest.raises(KeyError):
        lanes.run(lane(), *other)

    assert cleared == [True]


def test_whoever_stops_a_run_ends_its_commands_and_begins_no_further_step():
    begun = threading.Event()
    later = []

    def sleep(output):
        threading.Timer(0.1, begun.set).start()
        return output.call(sys.executable, "-c", "import time; time.sleep(600)") == 0

    runner = Runner([])
    lane = threading.Thread(
        target=runner._run_lane,
        args=([Step("sleeps", sleep), Step("later", lambda _output: later.append(1))], runner._run_captured),
    )
    lane.start()
    assert begun.wait(PATIENCE_S)
    while not runner.processes:
        pass
    runner._stop()
    lane.join(PATIENCE_S)

    assert not lane.is_alive()
    assert (runner.failed, later) == (["sleeps"], [])


def test_the_launcher_ends_with_1_when_a_folder_fails_and_with_0_when_all_hold():
    probe = "from deploy.local.proof import Outcome; import sys; sys.exit(Outcome(failed={!r}).close())"

    for failed, code in (["tests/unit"], 1), ([], 0):
        done = subprocess.run([sys.executable, "-c", probe.format(failed)], capture_output=True, text=True, check=False)
        assert done.returncode == code
        assert ("✗ tests/unit" in done.stderr) is bool(failed)
