"""A member's file on its way to another installation."""

from datetime import date

import pytest

from services.kit.faults import Conflict, Invalid
from services.workflows.domain import forms, packages
from services.workflows.forms.transfer import TransferForm

CONTENT = {
    "format": packages.FORMAT,
    "id": "01920000-0000-7000-8000-0000000000e1",
    "issued_on": "2026-11-24",
    "expires_on": "2027-02-22",
    "case_number": "CSH-2026-0001",
    "reason": "WORK",
    "issuer": {"name": "Đoàn phường Láng Hạ"},
    "introduction": {"number": "05-GT/ĐTN", "on": "2026-11-24"},
    "fees": {"paid_until": "2026-11-01"},
    "person": {
        "full_name": "Trần Thị Mai",
        "sex": "female",
        "birth_date": "2000-05-17",
        "union_join_date": "2016-03-26",
    },
    "history": [{"kind": "evaluation", "title": "Xếp loại năm 2025: HTXS"}, {"kind": "award", "title": "Giấy khen"}],
}


def test_the_canonical_form_does_not_depend_on_order_or_spaces():
    turned = dict(reversed(CONTENT.items()))

    assert packages.canonical(turned) == packages.canonical(CONTENT)
    assert "Đoàn phường".encode() in packages.canonical(CONTENT)


def test_a_fingerprint_reads_in_groups_of_four_and_is_compared_without_them():
    told = packages.fingerprint(b"k" * 32)

    assert [len(group) for group in told.split()] == [4] * 16
    assert packages.squeezed(told.upper()) == told.replace(" ", "")


@pytest.mark.parametrize(
    "package",
    [
        {},
        {"content": CONTENT, "key": "ab"},
        {"content": {**CONTENT, "format": "other"}, "key": "ab", "signature": "cd"},
        {"content": {**CONTENT, "person": "Mai"}, "key": "ab", "signature": "cd"},
        {"content": {**CONTENT, "history": ["x" * packages.LARGEST]}, "key": "ab", "signature": "cd"},
    ],
    ids=["nothing", "no signature", "another format", "no person", "too large"],
)
def test_what_is_no_package_is_refused(package):
    with pytest.raises(Invalid):
        packages.parts(package)


def test_a_package_is_taken_until_its_last_day():
    packages.require_current(CONTENT, today=date(2027, 2, 22))

    with pytest.raises(Conflict) as fault:
        packages.require_current(CONTENT, today=date(2027, 2, 23))
    assert fault.value.code == "package-expired"


@pytest.mark.parametrize("born", ["", "2000", "05/2000", "17/05/2000"])
def test_a_package_is_taken_for_whom_it_is_about(born):
    packages.require_person(CONTENT, full_name="trần thị mai", born=born)


@pytest.mark.parametrize(
    ("name", "born"),
    [
        ("Trần Thị Lan", "17/05/2000"),
        ("Trần Thị Mai", "1999"),
        ("Trần Thị Mai", "18/05/2000"),
        ("Trần Thị Mai", "06/2000"),
    ],
)
def test_a_package_of_another_person_is_refused(name, born):
    with pytest.raises(Conflict) as fault:
        packages.require_person(CONTENT, full_name=name, born=born)
    assert fault.value.code == "package-of-another"


def test_the_form_is_filled_in_as_the_arrival_asks():
    form = packages.form_of(CONTENT, destination_id="01920000-0000-7000-8000-000000000001")

    assert forms.load(TransferForm, form)["outside"] == "INTO_PROVINCE"
    assert (form["born_on"], form["joined_on"], form["origin_place"]) == (
        "2000-05-17",
        "2016-03-26",
        "Đoàn phường Láng Hạ",
    )
    assert form["ratings"] == "Xếp loại năm 2025: HTXS"
