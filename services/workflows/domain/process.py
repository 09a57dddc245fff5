"""A process on one page: states, and a table of moves between them.

A move without `by` cannot be written; guards answer a reason or nothing; effects are asked of other services once the move
is made, and are told apart here by what they say, not by who carries them out.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Literal
from uuid import UUID

from marshmallow import Schema

from services.workflows.domain.campaign import Drive
from services.workflows.domain.case import Refusal
from services.workflows.domain.members_sheet import MembersSheet
from services.workflows.domain.view import View

Guard = Callable[[View], Refusal | None]
Teller = Callable[[View], dict[str, Any]]
Saying = str | Callable[[View], str]
Subjects = Literal["none", "optional", "member"]
"""Whom a case is about: somebody its form describes, that or someone of the registry, or always someone of the registry."""
STAY = "="
"""As the target of a move: the case stays where it is."""


@dataclass(frozen=True)
class Asked:
    """A choice of an opening form: its title, what a person is told beside it, and whether few need it, so that it stays folded."""

    title: str
    hint: str
    is_rare: bool = False


def nothing(_view: View) -> dict[str, Any]:
    return {}


def is_never(_view: View) -> bool:
    return False


def no_fields(_view: View) -> frozenset[str]:
    return frozenset()


@dataclass(frozen=True)
class Prepare:
    """The registry checks the change and holds the person for the case. by: whose cases go together, under one decision.

    A case may change the registry more than once: each time is prepared, and applied, on its own.
    """

    kind: Saying
    data: Teller
    by: str = "superior"


@dataclass(frozen=True)
class Issue:
    """A document is numbered at the unit that fills `by`. One for all cases moved together: `common` once, `person` for each.

    after: documents of the case that must have their number first, because this one cites them. single: each case has a paper
    of its own, also when many are moved together. again: the case has had such a paper before and gets another one.
    of_one_meeting: cases that different meetings considered have papers apart. reasoned: it says why, as whoever made the move did.
    """

    template: str
    by: str
    common: Teller
    person: Teller
    in_force: bool = False
    after: tuple[str, ...] = ()
    single: bool = False
    again: bool = False
    of_one_meeting: bool = False
    reasoned: bool = False


@dataclass(frozen=True)
class Apply:
    """The prepared change takes effect under the document, if there is one, and leaves a record line with what it writes."""

    template: str | None
    title: Saying
    confidential: bool = False
    data: Teller = nothing
    writes: Teller = nothing


@dataclass(frozen=True)
class Record:
    """A line on the record of the case's person, or of its unit, with what it writes. Nothing was prepared, nothing is answered.

    template: the document that the line cites. data and writes: see contracts/records.py and `Writes` of contracts/changes.py.
    """

    title: Saying
    data: Teller
    writes: Teller = nothing
    template: str | None = None
    confidential: bool = False
    about_unit: bool = False


@dataclass(frozen=True)
class Strike:
    """The lines that the case left before this move count no more, and what they wrote is taken back. reason: said where no
    person said why."""

    reason: str = ""


@dataclass(frozen=True)
class Open:
    """Another case about the same person is open, because of this one; where its rules refuse that, the move is refused."""

    process: str
    form: Teller
    unit: Callable[[View], UUID] | None = None


@dataclass(frozen=True)
class Settle:
    """The case's document is in force, cancelled or revoked. by: the document of the case that revokes it."""

    template: str
    state: str
    by: str | None = None


@dataclass(frozen=True)
class Drop:
    """The case's earlier document counts no more; a new one will be asked for."""

    template: str


@dataclass(frozen=True)
class Release:
    """What the registry held for the case is let go."""


@dataclass(frozen=True)
class Revoke:
    """What the registry applied for the case is undone. reason: said where no person said why."""

    reason: str = ""


Effect = Prepare | Issue | Apply | Record | Strike | Open | Settle | Drop | Release | Revoke
EFFECTS: tuple[type, ...] = (Prepare, Issue, Apply, Record, Strike, Open, Settle, Drop, Release, Revoke)


def no_summary(_views: Sequence[View]) -> dict[str, Any]:
    """Nothing about all of them together."""
    return {}


@dataclass(frozen=True)
class Grid:
    """What a grid of many cases shows. action: the move that it fills in; from_above: the one that whoever is above fills in.
    row: of one case; summary: of all of them.

    plain: what is left of a row for those who have no part in the case and are no inspectors. screen: its word in the address.
    """

    action: str
    row: Teller
    summary: Callable[[Sequence[View]], dict[str, Any]] = no_summary
    plain: Callable[[Mapping[str, Any]], dict[str, Any]] = dict
    screen: str = "xep-loai"
    from_above: str | None = None

    def filled(self, *, from_above: bool) -> str:
        """The move that the grid fills in, seen from the cases' own unit or from above it."""
        return self.from_above if from_above and self.from_above else self.action


@dataclass(frozen=True)
class State:
    """Where a case can stand. held_by: the relation that it waits for; none once it is over.

    step: the step of the rail it belongs to, when that is another state's.
    """

    code: str
    title: str
    held_by: str | None = None
    is_end: bool = False
    step: str | None = None

    @property
    def is_system(self) -> bool:
        """The services are at work on it; people wait."""
        return self.held_by == "system"


@dataclass(frozen=True)
class Turn:
    """A guard whose refusal sends the case elsewhere, with effects of its own. forgets: groups of the form that count no more."""

    guard: Guard
    to: str
    then: tuple[Effect, ...] = ()
    forgets: tuple[str, ...] = ()


@dataclass(frozen=True)
class Move:
    """One way on. turns: the first one whose guard refuses says where the case goes instead.

    or_by: further relations that may make it. within: rule with the days, or months, from entering the state (or from the day
    that `counted_from` names in the form, or tells) to making the move, or with the day of the year by which it is made; a move
    of the services' own is made then by itself. keep: group of the case's form for the move's own form; appends: one more entry
    of a list of such groups; stamps: its field with the day of the move. adopts: group that becomes the case's own form, after it
    waited for an answer; freezes: facts of the registry that go to the form and are never read again; forgets: groups that count
    no more; leaves_out: fields that do not apply to this case. decides: nobody decides about themselves. judges: it says of
    somebody else's case whether it is good, without ending it. bars: whoever makes it judges nothing of the case later.
    """

    action: str
    label: str
    from_: tuple[str, ...]
    to: str
    by: str
    or_by: tuple[str, ...] = ()
    needs: tuple[Guard, ...] = ()
    turns: tuple[Turn, ...] = ()
    within: str | None = None
    counted_from: str | Callable[[View], date | None] | None = None
    form: type[Schema] | None = None
    keep: str | None = None
    appends: bool = False
    stamps: str | None = None
    adopts: str | None = None
    forgets: tuple[str, ...] = ()
    fills: Teller = nothing
    freezes: Teller = nothing
    leaves_out: Callable[[View], frozenset[str]] = no_fields
    document: str | None = None
    then: tuple[Effect, ...] = ()
    primary: bool = False
    destructive: bool = False
    needs_note: bool = False
    decides: bool = False
    judges: bool = False
    bars: bool = False
    consequences: tuple[str, ...] = ()

    @property
    def is_judging(self) -> bool:
        """Whoever it is about and whoever brought the case do not make it (domain rule 2.3)."""
        return self.decides or self.judges

    @property
    def makers(self) -> tuple[str, ...]:
        """Every relation that may make it."""
        return (self.by, *self.or_by)

    @property
    def effects(self) -> tuple[Effect, ...]:
        """Everything that the move can ask for, whichever way it goes."""
        return (*self.then, *(effect for turn in self.turns for effect in turn.then))

    @property
    def ways(self) -> tuple[tuple[str, tuple[Effect, ...]], ...]:
        """Where it can lead, and what it asks for on that way."""
        return ((self.to, self.then), *((turn.to, turn.then) for turn in self.turns))

    def targets(self, state: str) -> tuple[str, ...]:
        """Where the case can stand after the move was made from the state."""
        return tuple(state if to == STAY else to for to in (self.to, *(turn.to for turn in self.turns)))


@dataclass(frozen=True)
class Lane:
    """States that officers look at together. side: whether a unit that is asked for is where cases come from, where they go
    to, or narrows only when it is chosen."""

    code: str
    title: str
    states: tuple[str, ...]
    side: Literal["from", "to", "any"] = "from"


@dataclass(frozen=True)
class Board:
    """A screen of the process's own. name: its word in the address. lanes: none where each state that waits is one.

    takes_packages: cases are also opened there by what another installation sent.
    """

    name: str
    lanes: tuple[Lane, ...] = ()
    takes_packages: bool = False


Named = Callable[[UUID | None], dict[str, Any] | None]
"""A unit by its id, as a reply names it."""


@dataclass(frozen=True)
class Dossier:
    """A screen that draws each case of the process. name: which one; told: what it shows, by contracts/dossiers.py."""

    name: str
    told: Callable[[View, Named], dict[str, Any]]


@dataclass(frozen=True)
class Process:
    """One of the Union's procedures.

    family: the process among whose it is counted, kept on record and shown, where it is a variant of another. known: what the
    services put into the form when a case opens. campaign: how it is run for many at once, where it can be.
    grid: how many of its cases are shown and filled in together. subject_name: whom the form names, where it is about no member.
    changes_membership: one open case of such processes a person. below: its cases may be about members of units below the one
    that opens them; of_officers: and about officers of that one, wherever they are members. confidential: read by those who have a part in it, its subject and inspectors alone; parties_only: whether its documents are
    read by these alone too. follows_subject: when
    the member moves, the open case goes along; where follows_in names states, while it stands in one of them. outlives_unit: it is about the unit, and is no successor's when that is over. candidates: path of the list of members whom the records name for such a case.
    """

    code: str
    title: str
    prefix: str
    states: tuple[State, ...]
    opening: Move
    moves: tuple[Move, ...]
    rail: tuple[str, ...]
    form: type[Schema]
    case_title: Callable[[str], str]
    subject_name: Callable[[Mapping[str, Any]], str] = lambda _form: ""
    subject: Subjects = "none"
    subject_asked: Asked | None = None
    """How the subject is asked for, where its name and hint are not those of any member."""
    warnings: tuple[Guard, ...] = ()
    changes_membership: bool = False
    below: bool = False
    of_officers: bool = False
    confidential: bool = False
    parties_only: Callable[[View], bool] = is_never
    follows_subject: bool = False
    follows_in: tuple[str, ...] = ()
    outlives_unit: bool = False
    candidates: str | None = None
    sensitive: frozenset[str] = frozenset()
    workbook: type[Schema] | None = None
    """What a workbook of many subjects does not say: asked once for all of them. None: cases are opened one by one."""
    members_sheet: MembersSheet | None = None
    """How cases about many members come out of a workbook of them, where they can."""
    family: str | None = None
    known: Teller = nothing
    campaign: Drive | None = None
    grid: Grid | None = None
    board: Board | None = None
    dossier: Dossier | None = None
    version: int = 1

    def state(self, code: str) -> State:
        return next(state for state in self.states if state.code == code)

    def moves_from(self, state: str) -> tuple[Move, ...]:
        return tuple(move for move in self.moves if state in move.from_)

    def effects_into(self, state: str) -> tuple[Effect, ...]:
        """What is asked for on the way into the state, by whichever move or turn: each kind of change, each document once."""
        asked = [effect for move in self.moves for to, way in move.ways if to == state for effect in way]
        once = {(type(effect), getattr(effect, "kind", getattr(effect, "template", None))): effect for effect in asked}
        return tuple(once.values())

    def documents_towards(self, state: str, effects: Iterable[Effect]) -> frozenset[str]:
        """Templates of what is issued on the way into the state, and by the services until people's turn comes again."""
        found = {effect.template for effect in effects if isinstance(effect, Issue)}
        front, passed = [state], set[str]()
        while front:
            code = front.pop()
            if code in passed or not self.state(code).is_system:
                continue
            passed.add(code)
            for to, way in (each for move in self.moves_from(code) for each in move.ways):
                found |= {effect.template for effect in way if isinstance(effect, Issue)}
                front.append(code if to == STAY else to)
        return frozenset(found)

    def form_of(self, state: str, action: str) -> type[Schema] | None:
        """What the move asks for from that state; nothing for a move that is not there."""
        return next((move.form for move in self.moves_from(state) if move.action == action), None)

    @cached_property
    def relations(self) -> frozenset[str]:
        """Every relation that the process names."""
        held = {state.held_by for state in self.states if state.held_by}
        asked = {effect.by for move in self.moves for effect in move.effects if isinstance(effect, Issue | Prepare)}
        made = {maker for move in (self.opening, *self.moves) for maker in move.makers}
        return frozenset(held | asked | made)
