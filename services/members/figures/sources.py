"""Which facts each report counts."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from services.members.figures import discipline_facts, line_facts, reach_facts, standing_facts
from services.members.figures.domain import Period
from services.members.figures.facts import Facts

_SOURCES: Final[Mapping[str, Callable[[Period, Mapping[str, Any]], list[Facts]]]] = {
    "BM-01": standing_facts.units_then,
    "BM-02": standing_facts.movement,
    "BM-03": standing_facts.composition,
    "BM-04": standing_facts.officers,
    "BM-05": line_facts.ratings,
    "BM-06": line_facts.training,
    "BM-07": line_facts.party,
    "BM-08": line_facts.awards,
    "BM-09": discipline_facts.discipline,
    "BM-11": reach_facts.youth,
    "BM-12": line_facts.away,
    "BM-13": reach_facts.digital,
}


def of(report: str, period: Period, rules: Mapping[str, Any]) -> list[Facts]:
    """What the report counts over those days."""
    return _SOURCES[report](period, rules)
