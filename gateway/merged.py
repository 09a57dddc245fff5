"""One list of what several services answer, each a page of its own."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from gateway import calls
from services.kit.faults import Fault, Unavailable
from services.kit.schema import Request, instance

Pages = dict[str, Any]
Refused = dict[str, Fault]
Item = TypeVar("Item")


def ask_each(
    contracts: Mapping[str, type[Request]],
    given_to: Callable[[str], Mapping[str, Any]],
    *,
    without: tuple[type[Fault], ...] = (Unavailable,),
) -> tuple[Pages, Refused]:
    """What each service answers to what it is given, and which fault took the place of an answer.

    without: faults of one service that leave the others' pages standing; any other is raised.
    """
    pages: Pages = {}
    refused: Refused = {}
    for service, contract in contracts.items():
        try:
            pages[service] = calls.call(contract, given_to(service))
        except without as fault:
            refused[service] = fault
    return pages, refused


def names_missing(refused: Refused) -> list[str]:
    """Services that could not be asked just now."""
    return [service for service, fault in refused.items() if isinstance(fault, Unavailable)]


def take_first(
    found: Iterable[Item], pages: Pages, *, limit: int, key: Callable[[Item], Any]
) -> tuple[list[Item], bool]:
    """The latest of what was found, and whether there is more. Each page must have as many as are asked for."""
    in_order = sorted(found, key=key, reverse=True)
    return in_order[:limit], len(in_order) > limit or any(page["next"] for page in pages.values())


def read_limit(contract: type[Request], given: Mapping[str, str]) -> int:
    """How many are asked for, by default as the contract says."""
    return int(given.get("limit", instance(contract).fields["limit"].load_default))
