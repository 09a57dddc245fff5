"""However members come, go and move, the figures of every unit balance, and those of its parts add up to its own."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert
from sqlalchemy.dialects.postgresql import Range

from services.kit import ids
from services.members.cases.tables import record_lines, secondary_memberships
from services.members.domain.memberships import Stretch
from services.members.figures import counting, domain, sources
from services.members.figures.domain import Period
from services.members.figures.reports import REPORTS
from services.members.stores.memberships import Begun
from services.members.tables import memberships

CHAPTERS = ("24-01-001-001", "24-01-001-002", "24-01-002-001", "24-02-001-001")
BRANCHES = ("24", "24-01", "24-02", "24-01-001", "24-01-001-001")
START = date(2024, 1, 1)
PERIOD = Period(2024, date(2024, 3, 1), date(2024, 9, 30))
WHYS = ("admit", "import", "transfer", "restore", "come_back")
ENDS = ("MATURED", "STRUCK_OFF", "EXPELLED", "WITHDRAWN", "DECEASED", "TRANSFERRED_EXTERNAL", "ANNULLED")
MOVEMENT = REPORTS["BM-02"]

days = st.integers(0, 400).map(lambda number: START + timedelta(days=number))
stretches = st.lists(st.tuples(st.integers(1, 120), st.sampled_from(CHAPTERS)), min_size=1, max_size=4)
lives = st.lists(
    st.tuples(days, st.sampled_from(WHYS), stretches, st.none() | st.sampled_from(ENDS)), min_size=1, max_size=6
)
quick = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def someone(province):
    return province.add_member("Người Thử", CHAPTERS[0])


class Undone(Exception):
    """What an example wrote goes away with it."""


def tried(province, write, look):
    """What is seen after writing, of which nothing stays."""
    seen = []
    try:
        with province.database.transaction() as tx:
            tx.execute(memberships.delete())
            write(tx)
            seen.append(look(tx))
            raise Undone
    except Undone:
        return seen[0]


def write_lives(province, someone, given):
    """Each life is a bond of its own: stretches without a gap, the last one open or ended."""

    def write(tx):
        for begun, why, parts, ended_as in given:
            bond, since = ids.new(), begun
            for place, (length, code) in enumerate(parts):
                is_last = place == len(parts) - 1
                until = None if is_last and ended_as is None else since + timedelta(days=length)
                row = {
                    "bond_id": bond,
                    "person_id": _stranger(tx, province, someone),
                    "unit_id": province.id(code),
                    "valid": Range(since, until),
                    "why": why if place == 0 else "transfer",
                    "ended_as": ended_as if is_last else None,
                }
                tx.execute(insert(memberships).values(row))
                since = until

    return write


def _stranger(tx, province, someone):
    """Rules against two stretches of a person on one day are not what is tested: each stretch has somebody of its own."""
    return tx.people.add({"full_name": "X", "sex": "male", "status": "ACTIVE", "origin": "seed"}).id


def figures(tx, province, report, code, by=counting.by_child):
    counted = by(tx, sources.of(report, PERIOD, {}), province.units[code].path)
    return counted, domain.completed(REPORTS[report].columns, domain.sum_of(counted.values()))


@quick
@given(given=lives)
def test_what_was_and_what_came_less_what_went_is_what_is(province, someone, given):
    def look(tx):
        return {code: figures(tx, province, "BM-02", code)[1] for code in BRANCHES}

    for row in tried(province, write_lives(province, someone, given), look).values():
        assert row["opening"] + row["plus"] - row["minus"] == row["closing"]


@quick
@given(given=lives)
def test_the_parts_have_together_what_the_whole_has(province, someone, given):
    def look(tx):
        children = {"24": ("24-01", "24-02"), "24-01": ("24-01-001", "24-01-002")}
        return [
            (figures(tx, province, "BM-02", whole)[1], [figures(tx, province, "BM-02", part)[1] for part in parts])
            for whole, parts in children.items()
        ]

    for whole, parts in tried(province, write_lives(province, someone, given), look):
        assert whole == {code: sum(part[code] for part in parts) for code in whole}


def test_a_transfer_in_and_a_strike_off_on_one_day_are_both_shown(province, someone):
    moved_on = date(2024, 5, 6)

    def write(tx):
        person_id = _stranger(tx, province, someone)
        stretch = Stretch(
            id=ids.new(), bond_id=ids.new(), person_id=person_id, unit_id=province.id(CHAPTERS[1]), since=moved_on,
            until=None,
        )  # fmt: skip
        tx.memberships.begin_all([Begun(stretch=stretch, why="transfer", is_new_bond=True)])
        tx.memberships.finish(stretch, on=moved_on, ended_as="STRUCK_OFF")

    row = tried(province, write, lambda tx: figures(tx, province, "BM-02", CHAPTERS[1])[1])

    assert (row["moved_in"], row["STRUCK_OFF"], row["opening"], row["closing"]) == (1, 1, 0, 0)


@quick
@given(moved_on=st.dates(PERIOD.first, PERIOD.last), pair=st.permutations(CHAPTERS[:3]))
def test_a_move_inside_a_branch_leaves_its_number_as_it_was(province, someone, moved_on, pair):
    life = [(START, "admit", [((moved_on - START).days, pair[0]), (30, pair[1])], None)]

    row = tried(province, write_lives(province, someone, life), lambda tx: figures(tx, province, "BM-02", "24-01")[1])

    assert (row["opening"], row["closing"], row["moved_in"], row["moved_out"]) == (1, 1, 1, 1)


@quick
@given(
    kinds=st.lists(st.tuples(st.sampled_from(("TEMP", "RESIDENCE")), st.sampled_from(CHAPTERS)), max_size=8),
)
def test_guests_never_count_as_members(province, someone, kinds):
    def write(tx):
        row = {"bond_id": ids.new(), "person_id": someone.id, "unit_id": province.id(CHAPTERS[0]), "why": "admit"}
        tx.execute(insert(memberships).values(row | {"valid": Range(START, None)}))
        for kind, host in kinds:
            values = {"person_id": someone.id, "case_id": ids.new(), "kind": kind, "from_on": START}
            tx.execute(insert(secondary_memberships).values(values | {"host_unit_id": province.id(host)}))

    def look(tx):
        return {report: figures(tx, province, report, "24")[1]["members"] for report in ("BM-03", "BM-05", "BM-12")}

    assert set(tried(province, write, look).values()) == {1}


@quick
@given(
    lines=st.lists(
        st.tuples(st.sampled_from(CHAPTERS), st.sampled_from(("HTXS", "HTT", "HT", "KHT")), st.booleans()), max_size=8
    )
)
def test_a_line_that_was_taken_back_is_in_no_figure(province, someone, lines):
    def write(tx):
        for code, rating, is_revoked in lines:
            person = _stranger(tx, province, someone)
            tx.execute(
                insert(record_lines).values(
                    person_id=person,
                    unit_id=province.id(code),
                    case_id=ids.new(),
                    case_number="X",
                    process="evaluation",
                    title="X",
                    happened_on=PERIOD.last,
                    data={"year": 2024, "rating": rating},
                    revoked_on=PERIOD.last if is_revoked else None,
                )
            )

    standing = [code for code, _, is_revoked in lines if not is_revoked]
    _, total = tried(province, write, lambda tx: figures(tx, province, "BM-05", "24"))

    assert total["rated"] == len(standing)


@quick
@given(given=lives)
def test_the_lines_of_the_workbook_sum_up_to_what_the_screen_shows(province, someone, given):
    def look(tx):
        by_unit = figures(tx, province, "BM-02", "24", by=counting.by_unit)[1]
        return by_unit, figures(tx, province, "BM-02", "24")[1]

    by_unit, by_child = tried(province, write_lives(province, someone, given), look)

    assert by_unit == by_child
