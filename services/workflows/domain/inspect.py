"""What is wrong with a definition, told before it runs; and its drawing."""

from collections.abc import Iterator

from services.contracts import rules as contract
from services.workflows.domain import relations
from services.workflows.domain.process import EFFECTS, STAY, Issue, Move, Process


def problems(process: Process) -> list[str]:
    """Everything wrong with the process; a definition with problems does not import."""
    return [
        *_unknown_names(process),
        *_ambiguous(process),
        *_unreachable(process),
        *_dead_ends(process),
        *_find_unheld_states(process),
    ]


def _all_moves(process: Process) -> tuple[Move, ...]:
    return (process.opening, *process.moves)


def _unknown_names(process: Process) -> Iterator[str]:
    codes = {state.code for state in process.states}
    for move in _all_moves(process):
        unknown = [name for name in (*move.from_, *move.targets(STAY)) if name not in codes | {STAY}]
        yield from (f"{move.action}: unknown state {name}" for name in unknown)
        yield from _unknown_in_move(move)
    for state in process.states:
        if state.held_by and state.held_by not in relations.KNOWN:
            yield f"{state.code}: unknown relation {state.held_by}"
    yield from (f"rail: unknown state {step}" for step in process.rail if step not in codes)
    laid = [name for lane in process.board.lanes for name in lane.states] if process.board else []
    yield from (f"board: unknown state {name}" for name in laid if name not in codes)


def _unknown_in_move(move: Move) -> Iterator[str]:
    if not move.by:
        yield f"{move.action}: nobody makes it"
    yield from (f"{move.action}: unknown relation {each}" for each in move.makers if each not in {"", *relations.KNOWN})
    if move.within and move.within not in contract.DEFAULTS:
        yield f"{move.action}: unknown rule {move.within}"
    if move.appends and move.keep is None:
        yield f"{move.action}: appends to nothing"
    yield from (
        f"{move.action}: unknown effect {effect!r}" for effect in move.effects if not isinstance(effect, EFFECTS)
    )
    issued = [effect for effect in move.effects if isinstance(effect, Issue)]
    for effect in issued:
        if effect.by not in relations.KNOWN - relations.PERSONAL:
            yield f"{move.action}: {effect.template} is issued by nobody"


def _ambiguous(process: Process) -> Iterator[str]:
    for state in process.states:
        actions = [move.action for move in process.moves_from(state.code)]
        for action in sorted({action for action in actions if actions.count(action) > 1}):
            yield f"{state.code}: {action} is ambiguous"


def _unreachable(process: Process) -> Iterator[str]:
    reached, front = set[str](), [*process.opening.targets(STAY)]
    while front:
        code = front.pop()
        if code not in reached:
            reached.add(code)
            front += [to for move in process.moves_from(code) for to in move.targets(code)]
    for state in process.states:
        if state.code not in reached:
            yield f"{state.code}: cannot be reached"


def _dead_ends(process: Process) -> Iterator[str]:
    ending = {state.code for state in process.states if state.is_end}
    grown = True
    while grown:
        more = {code for move in process.moves for code in move.from_ if ending & set(move.targets(code))} - ending
        grown = bool(more)
        ending |= more
    for state in process.states:
        if state.code not in ending:
            yield f"{state.code}: no way leads to an end"


def _find_unheld_states(process: Process) -> Iterator[str]:
    for state in process.states:
        moves = process.moves_from(state.code)
        if state.is_end:
            continue
        if state.held_by is None:
            yield f"{state.code}: nobody holds it"
        elif all(state.held_by not in move.makers for move in moves):
            yield f"{state.code}: its holder {state.held_by} has no move"
        if state.is_system and any(move.makers != ("system",) for move in moves):
            yield f"{state.code}: people interrupt the services"


def diagram(process: Process) -> str:
    """The process as a mermaid state diagram."""
    lines = ["stateDiagram-v2"]
    lines += [f'    state "{state.title}" as {state.code}' for state in process.states]
    lines += [f"    [*] --> {to}: {process.opening.label}" for to in process.opening.targets(STAY)]
    for move in process.moves:
        for start in move.from_:
            lines += [f"    {start} --> {to}: {move.label} ({move.by})" for to in move.targets(start)]
    lines += [f"    {state.code} --> [*]" for state in process.states if state.is_end]
    return "\n".join(dict.fromkeys(lines)) + "\n"
