"""Whatever cases leave on records, the figures of parts add up to the whole, and what was taken back is in none of them."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert
from sqlalchemy.dialects.postgresql import Range

from services.kit import ids
from services.members.cases.tables import record_lines, secondary_memberships, unit_records
from services.members.figures import reports
from services.members.tables import memberships, positions
from tests.integration.members.registry.test_movement import (
    CHAPTERS,
    PERIOD,
    START,
    _stranger,
    figures,
    someone,  # noqa: F401  # fixture
    tried,
)

PARTS = {"24": ("24-01", "24-02"), "24-01": ("24-01-001", "24-01-002")}
COUNTED = ("BM-04", "BM-05", "BM-06", "BM-07", "BM-08", "BM-09", "BM-12")
RATED = st.sampled_from([code for code, _ in reports.RATINGS])
LEVELS = st.sampled_from([code for code, _ in reports.AWARD_LEVELS])
SAID = st.one_of(
    st.tuples(st.just("evaluation"), st.fixed_dictionaries({"year": st.just(2024), "rating": RATED})),
    st.tuples(
        st.just("training"),
        st.fixed_dictionaries({"year": st.just(2024), "stage": st.just("CONFIRMED"), "result": st.just("DAT")}),
    ),
    st.tuples(
        st.just("outstanding"),
        st.fixed_dictionaries({"stage": st.sampled_from([code for code, _ in reports.PARTY_STAGES])}),
    ),
    st.tuples(
        st.just("award"),
        st.fixed_dictionaries({"level": LEVELS, "form": st.sampled_from(("BK", "GK")), "is_collective": st.booleans()}),
    ),
    st.tuples(
        st.just("discipline"),
        st.fixed_dictionaries({
            "stage": st.just("DECIDED"),
            "form": st.sampled_from(("KHIEN_TRACH", "CANH_CAO", "KHAI_TRU")),
            "is_officer": st.booleans(),
        }),
    ),
)  # fmt: skip
ON = st.integers(0, 200).map(lambda number: PERIOD.first + timedelta(days=number))
LEFT_BEHIND = st.lists(st.tuples(st.sampled_from(CHAPTERS), ON, SAID, st.booleans()), min_size=1, max_size=8)
LINKS = st.lists(st.tuples(st.sampled_from(CHAPTERS), st.sampled_from(("AWAY", "TEMP", "RESIDENCE")), ON), max_size=6)
quick = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(params=COUNTED)
def code(request):
    return request.param


def member(tx, province, someone, code):  # noqa: F811
    """Somebody of the chapter throughout, who holds an office there."""
    person_id = _stranger(tx, province, someone)
    bond = {"bond_id": ids.new(), "person_id": person_id, "unit_id": province.id(code), "why": "admit"}
    tx.execute(insert(memberships).values(bond | {"valid": Range(START, None)}))
    held = {"id": ids.new(), "person_id": person_id, "unit_id": province.id(code), "from_on": START}
    tx.execute(insert(positions).values(held | {"role": "CHAPTER_OFFICER", "code": "UVBCH"}))
    return person_id


def write_lines(province, someone, lines, links=(), *, unwritten=False):  # noqa: F811
    """Writes what cases have left: lines of people and of units, links of guests. unwritten: without what is taken back."""

    def write(tx):
        for place, on, (process, data), is_revoked in lines:
            whose = {"unit_id": province.id(place), "case_id": ids.new(), "case_number": "X", "title": "X"}
            line = whose | {"process": process, "data": data, "happened_on": on}
            line |= {"revoked_on": on if is_revoked else None}
            person_id = member(tx, province, someone, place)
            if is_revoked and unwritten:
                continue
            tx.execute(insert(record_lines).values(line | {"person_id": person_id}))
            if process in ("evaluation", "award"):
                tx.execute(insert(unit_records).values(line | {"case_id": ids.new()}))
        for place, kind, on in links:
            link = {"person_id": member(tx, province, someone, place), "case_id": ids.new(), "kind": kind}
            tx.execute(insert(secondary_memberships).values(link | {"host_place": "Nơi khác", "from_on": on}))

    return write


@quick
@given(lines=LEFT_BEHIND, links=LINKS)
def test_the_parts_have_together_what_the_whole_has(province, someone, code, lines, links):  # noqa: F811
    def look(tx):
        return [
            (figures(tx, province, code, whole)[0], [figures(tx, province, code, part)[0] for part in parts])
            for whole, parts in PARTS.items()
        ]

    for whole, parts in tried(province, write_lines(province, someone, lines, links), look):
        assert added(whole) == added(*parts)


def added(*counted):
    """Cells of all rows of all countings, as one."""
    total = {}
    for rows in counted:
        for row in rows.values():
            for name, number in row.items():
                total[name] = total.get(name, 0) + (number or 0)
    return {name: number for name, number in total.items() if number}


@quick
@given(lines=LEFT_BEHIND)
def test_what_was_taken_back_is_as_if_it_had_never_been_written(province, someone, code, lines):  # noqa: F811
    def look(tx):
        return figures(tx, province, code, "24")

    seen = tried(province, write_lines(province, someone, lines), look)
    never = tried(province, write_lines(province, someone, lines, unwritten=True), look)

    assert seen == never
