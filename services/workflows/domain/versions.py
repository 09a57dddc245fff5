"""Definitions that open cases still go by, where a later one differs in who makes its moves."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from services.workflows.domain.process import Effect, Issue, Move, Prepare, Process, State


def with_relation(process: Process, was: str, *, instead_of: str, version: int) -> Process:
    """The definition of that version: where the present one names a relation, it named another."""

    def named(relation: Any) -> Any:
        return was if relation == instead_of else relation

    def of_effects(effects: Iterable[Effect]) -> tuple[Effect, ...]:
        return tuple(
            replace(each, by=named(each.by)) if isinstance(each, Issue | Prepare) else each for each in effects
        )

    def of_move(move: Move) -> Move:
        turns = tuple(replace(turn, then=of_effects(turn.then)) for turn in move.turns)
        or_by = tuple(map(named, move.or_by))
        return replace(move, by=named(move.by), or_by=or_by, turns=turns, then=of_effects(move.then))

    def of_state(state: State) -> State:
        return replace(state, held_by=named(state.held_by))

    states, moves = tuple(map(of_state, process.states)), tuple(map(of_move, process.moves))
    return replace(process, states=states, opening=of_move(process.opening), moves=moves, version=version)
