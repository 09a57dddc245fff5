"""What a bench reports: a number with its unit, its budget, and what a peer does where there is one."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from statistics import quantiles
from typing import Any


@dataclass(frozen=True)
class Figure:
    """One measured number. `at_most`: the budget is a ceiling, else a floor. peer: the peer's number in the same unit."""

    name: str
    value: float
    unit: str
    budget: float | None = None
    at_most: bool = True
    peer: float | None = None
    peer_name: str | None = None
    note: str = ""

    @property
    def held(self) -> bool | None:
        """Whether the budget is kept; None where there is none."""
        if self.budget is None:
            return None
        return self.value <= self.budget if self.at_most else self.value >= self.budget

    def record(self) -> dict[str, Any]:
        """The figure as JSON."""
        return {**asdict(self), "held": self.held}


@dataclass(frozen=True)
class Times:
    """Durations of one load, in milliseconds, and operations a second over the whole of it."""

    p50: float
    p95: float
    per_s: float
    count: int


def times(seconds: Iterable[float], wall_s: float) -> Times:
    """The durations summed up."""
    found = sorted(seconds)
    cuts = quantiles(found, n=100, method="inclusive")
    return Times(p50=cuts[49] * 1000, p95=cuts[94] * 1000, per_s=len(found) / wall_s, count=len(found))
