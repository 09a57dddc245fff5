"""The report of fees, from the ledger: what each unit directly below has to do with money between two days."""

from collections import Counter

from services.members.domain.units import Unit
from services.members.fees import figures
from services.members.fees.figures import Figures, Money
from services.members.fees.ledger import Ledger
from services.members.figures.counting import OWN
from services.members.figures.domain import Period
from services.members.store import Tx

_WHOLE = "whole"


def by_child(tx: Tx, unit: Unit, days: Period) -> tuple[dict[str, Counter[str]], Counter[str]]:
    """Label of the unit directly below (OWN for the unit itself) → money; and that of the whole, whose inner flows are none."""
    depth = unit.path.count(".") + 1
    child_of = {
        row.id: OWN if row.id == unit.id else row.path.split(".")[depth] for row in figures.units_below(tx, unit.path)
    }
    known = Money(tx, Ledger(tx), days.first, days.last, unit.path)
    whole = known.grouped(dict.fromkeys(child_of, _WHOLE)).get(_WHOLE, Figures())
    found = {label: _counts(each) for label, each in known.grouped(child_of).items()}
    return {label: counts for label, counts in found.items() if counts}, _counts(whole)


def _counts(money: Figures) -> Counter[str]:
    """Without what follows from the others."""
    return Counter({code: amount for code, amount in money.view().items() if amount and code != "kept"})
