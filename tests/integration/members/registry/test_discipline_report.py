"""BM-09 counts the form that stands on the last day of the report, as complaints have left it."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.contracts.titles import DISCIPLINE_FORMS, UNIT_DISCIPLINE_FORMS
from services.kit import ids
from tests.integration.members.registry.cases import CHAPTER

ANSWERS = ("UPHELD", "CHANGED", "ANNULLED")
DECIDED_ON, ANSWERED_ON, BETWEEN = date(2026, 3, 10), date(2026, 5, 20), date(2026, 4, 1)


@pytest.fixture
def case(registry, province):
    """`case("CANH_CAO")` is announced; `.answered(…)` leaves what the answer to a complaint leaves; `.figures(day)` counts."""
    person = province.add_member("Bị Kỷ Luật", CHAPTER)

    class Case:
        def __init__(self, form, **changes):
            self.id, self.stage, self.person = ids.new(), 0, person
            self.keep("DECIDED", DECIDED_ON, form=form, **changes)

        def keep(self, stage, on, **changes):
            self.stage += 2
            data = {"stage": stage, **changes}
            registry.keep(
                registry.build_line(
                    person, case_id=self.id, stage=str(self.stage), process="discipline", on=on, confidential=True,
                    data=data,
                )
            )  # fmt: skip

        def answered(self, outcome, form, on=ANSWERED_ON, *, strikes):
            if strikes:
                registry.strike({"case_id": self.id, "stage": None, "before": self.stage + 1}, on=on)
            self.keep("COMPLAINED", on, outcome=outcome, form=form)

    yield Case
    with province.database.transaction() as tx:
        tx.connection.exec_driver_sql("DELETE FROM record_lines")


def figures(ask, province, last, *, since=date(2026, 1, 1)):
    given = {"code": "BM-09", "unit_id": province.id("24"), "since": since, "on": last}
    total = ask("get_report", by="24", **given)["total"]
    return {name: number for name, number in total.items() if number}


@pytest.mark.parametrize("form", ["KHIEN_TRACH", "CANH_CAO", "CACH_CHUC"])
def test_a_form_that_a_complaint_made_lighter_counts_as_it_stands_on_the_day(ask, province, case, form):
    warned = case("KHAI_TRU" if form == "CACH_CHUC" else "CACH_CHUC")
    warned.answered("CHANGED", form, strikes=form == "CACH_CHUC")

    counted = {"disciplined": 1, form: 1, "ordinary": 1, "COMPLAINED": 1, "CHANGED": 1}
    assert figures(ask, province, date(2026, 6, 30)) == counted


def test_a_report_of_an_earlier_day_counts_the_form_that_stood_then(ask, province, case):
    case("CANH_CAO", is_officer=True).answered("CHANGED", "KHIEN_TRACH", strikes=False)
    case("KHAI_TRU").answered("ANNULLED", "KHAI_TRU", strikes=True)

    stood = {"disciplined": 2, "CANH_CAO": 1, "KHAI_TRU": 1, "officers": 1, "ordinary": 1}
    assert figures(ask, province, BETWEEN) == stood
    assert figures(ask, province, date(2026, 3, 9)) == {}


def test_a_decision_that_a_complaint_lifted_counts_no_more_though_its_complaint_does(ask, province, case):
    lifted = case("CANH_CAO")
    lifted.answered("UPHELD", "CANH_CAO", on=BETWEEN, strikes=False)
    lifted.answered("ANNULLED", "CANH_CAO", strikes=True)

    assert figures(ask, province, date(2026, 6, 30)) == {"COMPLAINED": 2, "UPHELD": 1, "ANNULLED": 1}


def test_the_last_of_two_changes_is_the_one_that_counts(ask, province, case):
    twice = case("KHAI_TRU")
    twice.answered("CHANGED", "CANH_CAO", on=BETWEEN, strikes=True)
    twice.answered("CHANGED", "KHIEN_TRACH", on=BETWEEN, strikes=False)

    found = figures(ask, province, date(2026, 6, 30))
    assert (found["disciplined"], found["KHIEN_TRACH"], found.get("CANH_CAO"), found["CHANGED"]) == (1, 1, None, 2)


def test_a_decision_counts_in_the_period_in_which_it_was_made_and_its_complaint_in_its_own(ask, province, case):
    case("CANH_CAO").answered("CHANGED", "KHIEN_TRACH", strikes=False)

    later = figures(ask, province, date(2026, 6, 30), since=date(2026, 4, 1))
    assert later == {"COMPLAINED": 1, "CHANGED": 1}


def test_a_suspension_that_is_prolonged_and_lifted_is_one(ask, province, case):
    suspended = case("CANH_CAO")
    suspended.keep("SUSPENDED", date(2026, 2, 1), form=None, until="2026-05-01")
    suspended.keep("SUSPENDED", date(2026, 4, 20), form=None, until="2026-07-01")
    suspended.keep("SUSPENDED", date(2026, 6, 1), form=None, until="2026-06-01")

    assert figures(ask, province, date(2026, 6, 30))["SUSPENDED"] == 1
    assert "SUSPENDED" not in figures(ask, province, date(2026, 6, 30), since=BETWEEN)


# ---------------------------------------------------------------- of units


@pytest.fixture
def unit_line(registry, province):
    """`unit_line(unit, stage, day, form=…)` leaves a line about a unit; `case_id` and `place` say which case and when in it."""

    def add_line(code, stage, on, *, case_id=None, place="1", **told):
        data = {"stage": stage, "is_collective": True, **told}
        line = registry.build_line(
            None, case_id=case_id, stage=place, about_unit=True, unit=code, process="discipline", on=on,
            confidential=True, data=data,
        )  # fmt: skip
        registry.keep(line)
        return line

    yield add_line
    with province.database.transaction() as tx:
        tx.connection.exec_driver_sql("DELETE FROM unit_records")


def test_discipline_of_units_counts_beside_that_of_people(ask, province, case, unit_line):
    case("CANH_CAO")
    unit_line("24-01-001", "DECIDED", DECIDED_ON, form="KHIEN_TRACH")
    unit_line(CHAPTER, "DECIDED", DECIDED_ON, form="GIAI_TAN")

    counted = {"disciplined": 1, "CANH_CAO": 1, "ordinary": 1, "unit_KHIEN_TRACH": 1, "unit_GIAI_TAN": 1}
    assert figures(ask, province, date(2026, 6, 30)) == {**counted, "units_disciplined": 2}


def test_a_units_complaint_counts_among_all_and_apart_and_what_it_lifted_no_more(ask, province, unit_line):
    decided = unit_line(CHAPTER, "DECIDED", DECIDED_ON, form="CANH_CAO")
    again = {"case_id": decided["case_id"], "place": "2"}
    unit_line(CHAPTER, "COMPLAINED", ANSWERED_ON, outcome="CHANGED", form="KHIEN_TRACH", **again)

    assert figures(ask, province, BETWEEN) == {"units_disciplined": 1, "unit_CANH_CAO": 1}
    assert figures(ask, province, date(2026, 6, 30)) == {
        "units_disciplined": 1, "unit_KHIEN_TRACH": 1, "COMPLAINED": 1, "CHANGED": 1, "unit_COMPLAINED": 1,
    }  # fmt: skip


UNITS = ("24-01", "24-01-001", CHAPTER, "24-02-001-001")
OF_PERSON = st.tuples(st.sampled_from(sorted(DISCIPLINE_FORMS)), st.booleans(), st.sampled_from([None, *ANSWERS]))
OF_UNIT = st.tuples(
    st.sampled_from(UNITS), st.sampled_from(sorted(UNIT_DISCIPLINE_FORMS)), st.sampled_from([None, *ANSWERS])
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(people=st.lists(OF_PERSON, max_size=5), of_units=st.lists(OF_UNIT, max_size=5))
def test_whatever_was_decided_sums_agree(ask, province, case, unit_line, people, of_units):
    with province.database.transaction() as tx:
        tx.connection.exec_driver_sql("DELETE FROM unit_records; DELETE FROM record_lines")
    for form, is_officer, outcome in people:
        made = case(form, is_officer=is_officer)
        if outcome:
            made.answered(outcome, "KHIEN_TRACH", strikes=outcome == "ANNULLED")
    for code, form, outcome in of_units:
        decided = unit_line(code, "DECIDED", DECIDED_ON, form=form)
        if outcome:
            unit_line(
                code, "COMPLAINED", ANSWERED_ON, case_id=decided["case_id"], place="2", outcome=outcome,
                form="KHIEN_TRACH",
            )  # fmt: skip

    asked = {"code": "BM-09", "since": date(2026, 1, 1), "on": date(2026, 6, 30)}
    whole = ask("get_report", by="24", unit_id=province.id("24"), **asked)
    total = whole["total"]
    parts = [each["figures"] for each in whole["rows"]]

    assert all(sum(part.get(name) or 0 for part in parts) == number for name, number in total.items() if number)
    assert (
        total["disciplined"] == total["officers"] + total["ordinary"] == sum(total[form] for form in DISCIPLINE_FORMS)
    )
    assert total["units_disciplined"] == sum(total[f"unit_{form}"] for form in UNIT_DISCIPLINE_FORMS)
    assert total["units_disciplined"] == len(of_units)
    assert total["COMPLAINED"] == sum(total[code] for code in ANSWERS)
    assert total["unit_COMPLAINED"] == sum(1 for *_, outcome in of_units if outcome)
