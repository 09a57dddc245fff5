"""Heavy work in a child process: limits hold, faults come back whole."""

import pytest

from services.kit import offload
from services.kit.faults import Conflict, Invalid
from tests.integration.kit.shop import work


def test_what_the_child_computes_comes_back():
    assert offload.run(work.double, 21) == 42


def test_a_fault_of_the_child_comes_back_with_its_fields():
    with pytest.raises(Conflict) as caught:
        offload.run(work.fail)

    assert (caught.value.code, caught.value.fields) == ("no-paper", {"tray": 2})


def test_a_child_that_takes_too_long_is_ended():
    with pytest.raises(Invalid, match="took-too-long"):
        offload.run(work.burn, 10, timeout_s=0.5)


def test_a_child_that_wants_too_much_memory_is_ended():
    with pytest.raises(Invalid, match="needs-too-much-memory"):
        offload.run(work.hoard, 400, memory_mb=100)
