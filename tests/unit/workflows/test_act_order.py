"""The recommended act of a case comes first, those that end something last and apart: in every state of every process."""

import pytest

from services.workflows import registry
from services.workflows.domain.act_order import arrange_offers
from services.workflows.domain.case import Refusal
from services.workflows.domain.machine import Offer, list_possible, list_refused

STATES = [
    pytest.param(process, state.code, id=f"{process.code}-{state.code}")
    for process in registry.PROCESSES.values()
    for state in process.states
    if state.held_by and not state.is_system
]


@pytest.mark.parametrize(("process", "state"), STATES)
def test_one_act_at_most_is_recommended_and_first_and_destructive_ones_are_last(process, state):
    offers = [Offer(move) for move in process.moves_from(state) if move.by != "system"]
    placed = arrange_offers(offers)

    places = [place for _, place in placed]
    assert places == sorted(places, key=("recommended", "other", "destructive").index)
    assert places.count("recommended") == any(each.move.primary and not each.move.destructive for each in offers)
    assert {offer.move.action for offer, place in placed if place == "destructive"} == {
        each.move.action for each in offers if each.move.destructive
    }


def test_what_is_refused_just_now_is_arranged_by_itself():
    approve, back, reject, *_ = registry.get("admission").moves_from("submitted")
    offers = [Offer(reject), Offer(back), Offer(approve, (Refusal("no-quorum", "Chưa đủ người."),))]

    assert [(each.move.action, place) for each, place in arrange_offers(list_possible(offers))] == [
        ("return", "other"),
        ("reject", "destructive"),
    ]
    assert [(each.move.action, place) for each, place in arrange_offers(list_refused(offers))] == [
        ("approve", "recommended")
    ]
