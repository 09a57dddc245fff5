"""How long a step may take, as people read it."""

from services.contracts.rules import WORKING_DAYS
from services.workflows.domain.process import Move, Process
from services.workflows.domain.rules import Rules


def term_of(process: Process, state: str, rules: Rules) -> str | None:
    """What is to be done in the state and by when, where a rule says so: “Quyết định kỷ luật: trong 30 ngày”."""
    moves = [move for move in process.moves_from(state) if move.within and move.by != "system"]
    return f"{moves[0].label}: {_time(moves[0], rules)}" if moves else None


def _time(move: Move, rules: Rules) -> str:
    rule = str(move.within)
    if rule.endswith("_by"):
        return f"đến hết ngày {rules.text(rule).replace('-', '/')}"
    unit = "tháng" if rule.endswith("_months") else "ngày làm việc" if rule in WORKING_DAYS else "ngày"
    return f"trong {rules.number(rule)} {unit}"
