"""Mutants that the tests of this product are measured by."""

from collections import Counter
from pathlib import Path

import pytest

from tests.mutation.coverage import Coverage
from tests.mutation.mutants import Mutant, find_mutants, find_mutants_of, list_tests, sample_mutants

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def mutants():
    """Every mutant of this product."""
    return find_mutants(ROOT)


def mutated(text):
    """Each mutant's kind and text."""
    source = text.encode()
    return [(mutant.kind, mutant.apply(source).decode()) for mutant in find_mutants_of("services/x/a.py", source)]


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("if is_late:\n    raise Denied('trễ')\n", "guard removed", "pass\n"),
        ("require_scope(tx)\n", "guard removed", "pass\n"),
        ("actor.require('x')\n", "guard removed", "pass\n"),
        ("tx.emit(Changed, a=1)\n", "message dropped", "pass\n"),
        ("tx.ask(Command)\n", "message dropped", "pass\n"),
        ("x = 'Đoàn' if votes >= half else 0\n", "comparison swapped", "x = 'Đoàn' if votes > half else 0\n"),
        ("x = a not  in b\n", "comparison swapped", "x = a in b\n"),
        ("x = a is not None\n", "comparison swapped", "x = a is None\n"),
    ],
)
def test_a_place_that_decides_or_tells_has_a_mutant(text, kind, expected):
    assert mutated(text) == [(kind, expected)]


def test_each_need_of_a_transition_is_dropped_once():
    assert mutated("t = Move(needs=(has_quorum, votes_add_up))\n") == [
        ("need dropped", "t = Move(needs=(votes_add_up, ))\n"),
        ("need dropped", "t = Move(needs=(has_quorum, ))\n"),
    ]


def test_what_decides_nothing_has_no_mutant():
    assert mutated("if a:\n    b()\nelse:\n    raise C\nx = 1\n") == []


def test_a_sample_is_the_same_for_a_seed_and_spread_over_all_areas(mutants):
    sample = sample_mutants(mutants, 40, seed=7)

    assert sample == sample_mutants(mutants, 40, seed=7)
    assert sample != sample_mutants(mutants, 40, seed=8)
    assert Counter(mutant.area for mutant in sample).keys() == {mutant.area for mutant in mutants}


def test_the_quick_tests_of_a_mutant_come_before_those_that_start_servers(mutants):
    mutant = next(one for one in mutants if one.path == "services/workflows/domain/machine.py")

    naming, quick, slow = list_tests(mutant, ROOT)
    assert naming[0] == "tests/unit/workflows/test_machine.py"
    assert quick[-1] == "tests/architecture/test_authority.py"
    assert not {*naming} & {*quick}
    assert slow
    assert all(name.startswith("tests/integration/workflows/") for name in slow)


def test_a_place_that_no_test_names_is_sought_by_every_test_of_its_area():
    unnamed = "z" * 9  # written out, it would stand in a file of tests: in this one
    quick, slow = list_tests(Mutant(f"services/members/{unnamed}.py", 1, "guard removed", 0, 0, b"", ""), ROOT)

    assert any(name.startswith("tests/unit/members/") for name in quick)
    assert len(slow) == len([*(ROOT / "tests/integration/members").rglob("test_*.py")])


def test_a_place_is_judged_by_the_tests_that_run_it_the_quick_ones_first():
    slow, quick, longer = "tests/integration/x/test_a.py", "tests/unit/x/test_b.py", "tests/unit/x/test_c.py"
    coverage = Coverage({"services/x/a.py": {7: [slow, longer, quick]}}, {slow: 10, quick: 20, longer: 30})

    def found(line, path="services/x/a.py"):
        return coverage.list_tests(Mutant(path, line, "comparison swapped", 0, 0, b"", "decide"))

    assert found(7) == [quick, longer, slow]
    assert found(9) == found(7)  # of the same statement
    assert found(6) == found(11) == found(7, "services/x/b.py") == []


@pytest.mark.parametrize(("function", "tests"), [("", ["tests/unit/x/test_b.py"]), ("decide", ["import"])])
def test_what_runs_while_modules_are_loaded_is_sought_by_names(function, tests):
    coverage = Coverage({"services/x/a.py": {7: tests}}, dict.fromkeys(tests, 1))

    assert coverage.list_tests(Mutant("services/x/a.py", 7, "need dropped", 0, 0, b"", function)) is None
