"""Who signs a document: a property over every office and every template; whoever may not is refused with what to do."""

from dataclasses import replace
from uuid import UUID

import pytest

from services.contracts.offices import SIGNED_BY_MEETING, SIGNING, TITLES
from services.kit.faults import Conflict
from services.messaging.domain import issuing
from services.messaging.domain.issuing import Stamp, Unit
from services.messaging.domain.shelf import TEMPLATES
from services.messaging.domain.signature import signature
from tests.unit.messaging.builders import CHAPTER, COMMUNE, DISTRICT, MOMENT, an_order
from tests.unit.messaging.samples import an_order_for

OTHERS = tuple(code for code in TITLES if code not in SIGNING)
OFFICE = {"BT": "BÍ THƯ", "PBT_TT": "PHÓ BÍ THƯ THƯỜNG TRỰC", "PBT": "PHÓ BÍ THƯ"}
SIGNER = UUID(int=6)
UNSIGNED = {"T16"} | SIGNED_BY_MEETING
"""Templates that nobody signs by office: books say so themselves, minutes are signed by their meeting."""


def issued(order, issuer=COMMUNE, known=(COMMUNE, CHAPTER, DISTRICT)):
    unit = Unit(issuer, term="2022-2027")
    units = {each.id: Unit(each, term="2022-2027") for each in known}
    return issuing.issue(
        order,
        unit=unit,
        register=issuing.register_of(order, unit),
        ordinal=12,
        people={SIGNER: "Lương Thị Hồng Vân"},
        names={},
        stamp=Stamp(UUID(int=100), bytes(range(16)), MOMENT, "layout"),
        signing_unit=issuing.signing_unit(order, units),
    )


@pytest.mark.parametrize("code", SIGNING)
@pytest.mark.parametrize("template", sorted(set(TEMPLATES) - UNSIGNED))
def test_a_document_bears_the_name_and_the_office_of_who_signed(template, code):
    order = replace(an_order_for(template), signer_id=SIGNER, signer_position=code)

    signed = issued(order).content["signature"]
    assert (signed["position"], signed["name"]) == (OFFICE[code], "Lương Thị Hồng Vân")
    assert signed["formula"].startswith("TM. ")


@pytest.mark.parametrize("code", OTHERS)
@pytest.mark.parametrize("template", sorted(set(TEMPLATES) - UNSIGNED))
def test_no_other_office_signs_any_document(template, code):
    order = replace(an_order_for(template), signer_id=SIGNER, signer_position=code)

    with pytest.raises(Conflict) as fault:
        issued(order)
    assert fault.value.code == "office-cannot-sign"
    assert fault.value.fields["mend"] == "Để Bí thư hoặc Phó Bí thư của đơn vị làm bước này."


@pytest.mark.parametrize("code", OTHERS)
@pytest.mark.parametrize("template", sorted(SIGNED_BY_MEETING))
def test_minutes_are_signed_by_their_meeting_whoever_records_it(template, code):
    content = issued(replace(an_order_for(template), signer_id=SIGNER, signer_position=code)).content

    assert [content[place]["formula"] for place in ("beside", "signature")] == ["THƯ KÝ", "CHỦ TOẠ"]


def test_somebody_without_an_office_does_not_sign_as_the_secretary():
    signed = issued(an_order(signer_id=SIGNER, signer_position=None)).content["signature"]

    assert (signed["position"], signed["name"]) == ("BÍ THƯ", "")


@pytest.mark.parametrize(
    ("unit", "formula"),
    [
        (COMMUNE, "TM. BAN CHẤP HÀNH ĐOÀN XÃ TÂN MỸ"),
        (DISTRICT, "TM. BAN THƯỜNG VỤ ĐOÀN HUYỆN YÊN DŨNG"),
    ],
    ids=["the commune", "the district"],
)
def test_a_unit_that_acts_in_the_place_of_one_below_signs_in_its_own_name(unit, formula):
    order = an_order(template="T02", unit_id=CHAPTER.id, signer_unit_id=unit.id)

    signed = issued(order, issuer=CHAPTER).content["signature"]
    assert (signed["formula"], signed["position"]) == (formula, "BÍ THƯ")


def test_an_issuer_that_signs_itself_is_not_named_twice():
    order = an_order(template="T02", unit_id=CHAPTER.id, signer_unit_id=CHAPTER.id)

    assert issued(order, issuer=CHAPTER).content["signature"]["formula"] == "TM. BCH CHI ĐOÀN"


@pytest.mark.parametrize("code", OTHERS)
def test_the_block_itself_refuses_an_office_that_does_not_sign(code):
    with pytest.raises(Conflict):
        signature(body="BCH", unit_name="Đoàn xã Tân Mỹ", position=code, name="Vi Văn Nam")
