"""What members may undertake for a year: five groups, each with proposals to choose from.

The case's rule set has the province's; the units above the member may add theirs.

A programme names a group by its code; its items are the proposals as they stand, or the member's own words.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from services.contracts.training_catalogue import GROUPS
from services.workflows.domain.rules import Rules

TITLES: Final = GROUPS
CODES: Final = tuple(GROUPS)
Entry = Mapping[str, Any]
"""An item as it is kept: group, text, measure, target."""


@dataclass(frozen=True)
class Proposal:
    """Something to undertake. measure: by what it is judged; target: how much, as proposed."""

    text: str
    measure: str
    target: str


@dataclass(frozen=True)
class Group:
    """One of the five."""

    code: str
    title: str
    proposals: tuple[Proposal, ...]


def of(rules: Rules, added: Sequence[Entry] = ()) -> tuple[Group, ...]:
    """The groups with what the set proposes in each, then what units add; what says the same is proposed once."""
    rows = list(_once([*rules.rows("training_items"), *added]))
    return tuple(
        Group(code, title, tuple(_proposal(row) for row in rows if row["group"] == code))
        for code, title in TITLES.items()
    )


def _once(rows: Sequence[Entry]) -> Iterator[Entry]:
    seen: set[tuple[str, str]] = set()
    for row in rows:
        words = (str(row["group"]), str(row["text"]).strip().casefold())
        if words not in seen:
            yield row
        seen.add(words)


def _proposal(row: Entry) -> Proposal:
    return Proposal(*(str(row.get(name) or "") for name in ("text", "measure", "target")))


def first_of_each(rules: Rules) -> list[dict[str, str]]:
    """A programme to begin with: one proposal of each group."""
    return [{"group": group.code, **asdict(group.proposals[0])} for group in of(rules) if group.proposals]
