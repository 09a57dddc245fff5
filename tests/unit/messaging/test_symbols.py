"""How a unit writes the symbols of its papers: letters alone, and only what is not usual."""

from dataclasses import replace

import pytest

from services.kit.faults import Invalid
from services.messaging.domain import issuing, shelf, symbols
from services.messaging.domain.symbols import Symbols
from tests.unit.messaging.builders import COMMUNE, an_order


def chosen(body=None, **types):
    return symbols.chosen(body=body, types=types, usual_body="ĐTN")


def test_every_type_that_takes_numbers_can_be_written_otherwise():
    assert {each.kind for each in shelf.TEMPLATES.values() if each.numbered} == set(symbols.TYPES)


def test_what_is_usual_or_left_empty_is_not_kept():
    assert chosen("ĐTN", QĐ="QĐ", TTr="", GT=None) == symbols.USUAL
    assert chosen("HĐTN", QĐ="QĐKT", TTr="TT") == Symbols("HĐTN", {"QĐ": "QĐKT", "TTr": "TT"})


@pytest.mark.parametrize("written", ["QĐ KT", "QĐ-KT", "QĐ1", "QĐ/KT", "Quyếtđịnh", "_"])
def test_an_abbreviation_is_up_to_eight_letters(written):
    with pytest.raises(Invalid) as fault:
        chosen(written, QĐ=written)

    assert set(fault.value.fields["errors"]) == {"body", "types.QĐ"}


def test_a_type_that_there_is_not_is_refused():
    with pytest.raises(Invalid) as fault:
        chosen(XX="YY")

    assert set(fault.value.fields["errors"]) == {"types.XX"}


def test_papers_stand_in_the_register_of_the_abbreviation_that_they_bear():
    unit = issuing.Unit(COMMUNE, term="2022-2027", symbols=Symbols(types={"QĐ": "QĐX"}))

    assert issuing.register_of(an_order(template="T03"), unit).kind == "QĐX"
    assert issuing.register_of(an_order(template="T03"), replace(unit, symbols=symbols.USUAL)).kind == "QĐ"


def test_the_form_says_what_is_usual_and_what_is_written_now():
    box = symbols.form(Symbols(types={"QĐKT": "QĐ"}), usual_body="ĐTN")["properties"]["types"]["properties"]["QĐKT"]

    assert (box["default"], box["description"]) == ("QĐ", "Bỏ trống thì dùng QĐKT.")
