"""In which order acts stand before people: the recommended one first, those that end something last and apart."""

from collections.abc import Sequence

from services.workflows.domain.machine import Offer

RECOMMENDED, OTHER, DESTRUCTIVE = "recommended", "other", "destructive"
_ORDER = (RECOMMENDED, OTHER, DESTRUCTIVE)


def arrange_offers(offers: Sequence[Offer]) -> list[tuple[Offer, str]]:
    """The offers with their places, in the order of the places; within one as the process has them. One at most is recommended."""
    recommended = next((each for each in offers if each.move.primary and not each.move.destructive), None)
    placed = [(each, _place(each, is_recommended=each is recommended)) for each in offers]
    return sorted(placed, key=lambda pair: _ORDER.index(pair[1]))


def _place(offer: Offer, *, is_recommended: bool) -> str:
    if offer.move.destructive:
        return DESTRUCTIVE
    return RECOMMENDED if is_recommended else OTHER
