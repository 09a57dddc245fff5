"""Calls: who may ask, what comes back, and what never does."""

import pytest

from services.kit.faults import Conflict

pytestmark = pytest.mark.usefixtures("shop")


def test_a_call_is_answered_in_the_name_of_its_asker(rpc, token_for):
    person_id = "01920000-0000-7000-8000-000000000009"

    answer = rpc.call("shop.echo", token=token_for(__import__("uuid").UUID(person_id)), text="xin chào")

    assert (answer["text"], answer["asker"]) == ("xin chào", person_id)


def test_a_fault_arrives_as_it_was_raised(rpc, token):
    with pytest.raises(Conflict) as caught:
        rpc.call("shop.sell", token=token, book="Kiều", fail="fault")

    assert (caught.value.code, caught.value.fields) == ("sold-out", {"book": "Kiều"})
