"""States of a document and what is frozen with its number."""

from uuid import UUID

import pytest

from services.kit.faults import Conflict, Invalid
from services.messaging.domain import document, issuing
from services.messaging.domain.document import State
from services.messaging.domain.issuing import Register, Unit
from tests.unit.messaging.builders import CHAPTER, COMMUNE, MOMENT, a_document, an_order


@pytest.mark.parametrize(
    ("before", "after"), [("issued", "in_force"), ("issued", "cancelled"), ("in_force", "revoked")]
)
def test_a_document_takes_the_steps_that_the_union_knows(before, after):
    found = a_document(state=State(before))

    settled = document.settle(found, to=State(after), reason="Lý do", at=MOMENT)

    assert (settled.state, settled.reason, settled.version) == (State(after), "Lý do", found.version + 1)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("cancelled", "in_force"),
        ("revoked", "in_force"),
        ("issued", "revoked"),
        ("in_force", "cancelled"),
        ("in_force", "issued"),
    ],
)
def test_a_document_takes_no_other_step(before, after):
    with pytest.raises(Conflict) as refused:
        document.settle(a_document(state=State(before)), to=State(after), reason=None, at=MOMENT)

    assert refused.value.code == "document-cannot-be-settled"


def test_settling_again_changes_nothing():
    found = a_document(state=State.IN_FORCE)

    assert document.settle(found, to=State.IN_FORCE, reason=None, at=MOMENT) is found


def test_a_document_is_issued_with_its_number_signer_and_people():
    issued = a_document()

    assert issued.symbol == "12-QĐ/ĐTN"
    assert issued.period == "2022-2027"
    assert issued.signer == "Lương Thị Hồng Vân"
    assert issued.state is State.ISSUED
    assert issued.content["people"][0]["full_name"] == "Nguyễn Thu Hà"


def test_a_document_that_needs_no_registry_is_in_force_at_once():
    issued = a_document(an_order(in_force=True))

    assert (issued.state, issued.settled_at) == (State.IN_FORCE, MOMENT)


def test_the_register_follows_type_unit_and_period():
    register = issuing.register_of(an_order(numbering_reset="YEAR"), Unit(COMMUNE, term="2022-2027"))

    assert register == Register(COMMUNE.id, "QĐ", "2026")


def test_the_people_and_chapters_that_a_paper_names_are_its_parties():
    assert issuing.parties_of(a_document().content) == {UUID(int=5), CHAPTER.id}


def test_the_fingerprint_does_not_depend_on_the_order_of_keys():
    assert document.hash_of({"a": 1, "b": [2]}) == document.hash_of({"b": [2], "a": 1})


def test_a_document_is_searched_by_title_and_names_without_accents():
    assert issuing.search_key(a_document()) == "quyet dinh chuan y ket nap doan vien nguyen thu ha"


def test_an_unknown_template_is_refused():
    with pytest.raises(Invalid) as refused:
        issuing.register_of(an_order(template="T99"), Unit(COMMUNE, term=""))

    assert refused.value.code == "unknown-template"


@pytest.mark.parametrize(
    "content", [{}, {"people": []}, {"people": [{"full_name": "  "}]}], ids=["nothing", "nobody", "no name"]
)
def test_a_document_about_nobody_is_refused(content):
    with pytest.raises(Invalid) as refused:
        a_document(an_order(content=content))

    assert refused.value.code == "document-without-people"


@pytest.mark.parametrize("born_on", ["2010", "", None, "không rõ"])
def test_a_birth_date_that_is_not_a_day_is_left_out(born_on):
    issued = a_document(an_order(content={"people": [{"full_name": "Nguyễn Thu Hà", "born_on": born_on}]}))

    assert issued.content["articles"][0]["text"].endswith("đối với thanh niên *Nguyễn Thu Hà*.")
