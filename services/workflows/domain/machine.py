"""The engine: a case moves from state to state, or says why it may not. Pure: it asks nobody and writes nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from services.contracts.rules import WORKING_DAYS
from services.kit.faults import Conflict, Invalid
from services.workflows.domain import bounds, calendar, forms, guards, lifetime, relations, rules, signatories
from services.workflows.domain.case import CHANGED, Case, Doer, Line, Refusal
from services.workflows.domain.process import STAY, Effect, Move, Prepare, Process
from services.workflows.domain.view import View


@dataclass(frozen=True)
class Act:
    """What someone wants to do with a case. reasons: refusals that came from another service, kept in the history.

    follows: another case asks for it, which its own maker could do.
    """

    action: str
    doer: Doer
    at: datetime
    today: date
    form: Mapping[str, Any] = field(default_factory=dict)
    note: str | None = None
    reasons: tuple[Refusal, ...] = ()
    follows: bool = False


@dataclass(frozen=True)
class Step:
    """A move made: the case as it is now, its new line of history, and what is asked of other services."""

    case: Case
    line: Line
    move: Move
    effects: tuple[Effect, ...]


@dataclass(frozen=True)
class Offer:
    """A move that the doer may make now, or is refused for the reasons given."""

    move: Move
    refusals: tuple[Refusal, ...] = ()


def open_case(process: Process, view: View, act: Act) -> Step:
    """The case is open. view.case holds its identity and seats. Raises as `advance` does."""
    return _made(process, process.opening, view, act)


def advance(process: Process, view: View, act: Act) -> Step:
    """The case has made the move.

    Raises Conflict("action-not-possible") when the state has no such move, Denied when it is another's, Invalid for its form
    and note, Conflict("case-refused", refusals=…) with every reason at once.
    """
    state = process.state(view.case.state)
    move = next((move for move in process.moves_from(state.code) if move.action == act.action), None)
    if move is None:
        raise Conflict(
            "action-not-possible",
            action=act.action,
            state=state.code,
            text=f"Hồ sơ đang ở bước “{state.title}” nên không làm được việc này nữa.",
            mend="Tải lại hồ sơ để xem các việc có thể làm.",
        )
    return _made(process, move, view, act)


def _made(process: Process, move: Move, view: View, act: Act) -> Step:
    maker = _maker(move, view, act)
    given = _loaded(move, act)
    if move.needs_note and not (act.note or "").strip():
        raise Invalid(errors={"note": ["Ghi lý do."]})
    if wrong := lifetime.before_birth(forms.days_of(move.form, given), given, view):
        raise Invalid(errors=wrong)
    office = relations.office_for(act.doer, maker, view.case)
    seen = replace(view.with_form(_form_update(move, given, view.case)), doer=act.doer, office=office, before=view.case)
    seen = _frozen(move, seen)
    _require(_refusals(process, move, seen, maker))
    if wrong := bounds.wrong_days(forms.bounds_of(move.form), given, act.today, bounds.in_case(view)):
        raise Invalid(errors=wrong)
    turn, why = next(((turn, why) for turn in move.turns if (why := turn.guard(seen))), (None, None))
    to, then = (turn.to, turn.then) if turn else (move.to, move.then)
    to = view.case.state if to == STAY else to
    _require([signatories.refusal(process, then, act.doer, office, to=to)])
    case = _moved(process, move, seen.without(turn.forgets if turn else move.forgets), act, to=to)
    reasons = act.reasons + ((why,) if why and move is not process.opening else ())
    line = Line(
        action=move.action,
        label=move.label,
        from_state=None if move is process.opening else view.case.state,
        to_state=to,
        at=act.at,
        actor_id=act.doer.person_id,
        actor_name=act.doer.name,
        position=office.code if office else None,
        unit_id=office.unit_id if office else None,
        note=act.note,
        refusals=reasons,
        form=_history_form(process, move, given, view.case),
    )
    return Step(case, line, move, then)


def _loaded(move: Move, act: Act) -> Mapping[str, Any]:
    given = forms.load(move.form, act.form)
    return {**given, move.stamps: act.today.isoformat()} if move.stamps else given


def _require(refusals: Iterable[Refusal | None]) -> None:
    """Raises Conflict("case-refused") with whatever stands against the move."""
    if found := [refusal.plain() for refusal in refusals if refusal]:
        raise Conflict("case-refused", refusals=found)


def _maker(move: Move, view: View, act: Act) -> str:
    """The relation in which the doer makes the move. Raises Denied where there is none."""
    if act.follows:
        return move.by
    maker = _maker_of(move, act.doer, view.case) or move.by
    relations.require(act.doer, maker, view.case, action=move.action, decides=move.decides)
    return maker


def _maker_of(move: Move, doer: Doer, case: Case) -> str | None:
    """The relation in which the doer may make the move, one in which they may not judge last of all."""
    makers = [each for each in move.makers if relations.fills(doer, each, case)]
    return next((each for each in makers if not _is_own(move, each, doer, case)), makers[0] if makers else None)


def _is_own(move: Move, maker: str, doer: Doer, case: Case) -> bool:
    """The doer would judge a case about themselves, or act on it for the side that it is brought to (domain rule 2.3)."""
    is_subject = doer.person_id is not None and doer.person_id == case.subject_id
    return is_subject and (move.is_judging or maker in relations.DECIDING)


def _history_form(process: Process, move: Move, given: Mapping[str, Any], before: Case) -> Mapping[str, Any]:
    """What the history keeps of a form: the whole of a group; of the case's own form the names of what it changed, and the
    files that it brought."""
    if move.keep is not None:
        return given
    brought = {name: given[name] for name in forms.files_of(move.form) if given.get(name)}
    # An empty box and one that was never ticked are the same.
    changed = [name for name in given if (given[name] or None) != (before.form.get(name) or None)]
    return brought | ({CHANGED: changed} if changed and move is not process.opening else {})


def _form_update(move: Move, given: Mapping[str, Any], case: Case) -> Mapping[str, Any]:
    if move.adopts is not None:
        return {**case.form.get(move.adopts, {}), move.adopts: None}
    if move.keep is None:
        return given
    if move.appends:
        return {move.keep: [*case.form.get(move.keep, ()), {**given}]}
    return {move.keep: {**given}}


def _frozen(move: Move, view: View) -> View:
    """The view with the facts that the move freezes beside what its form says."""
    facts = move.freezes(view)
    if not facts or move.keep is None:
        return view.with_form(facts)
    return view.with_form({move.keep: {**view.case.form[move.keep], **facts}})


def _moved(process: Process, move: Move, view: View, act: Act, *, to: str) -> Case:
    form = {key: value for key, value in view.case.form.items() if value is not None}
    acted = dict(view.case.acted)
    if move.bars and act.doer.person_id is not None:
        acted[move.action] = str(act.doer.person_id)
    is_end = process.state(to).is_end
    return replace(
        view.case,
        state=to,
        form=form,
        acted=acted,
        stood_in=_stood_in(move, view),
        deciders=_deciders(move, view),
        decided_on=act.today if _is_decision(move) else view.case.decided_on,
        escalated_unit_id=view.case.escalated_unit_id if to == view.case.state else None,
        signer=view.case.signer if act.doer.is_system else _signer(view, act),
        subject_name=process.subject_name(form) or view.case.subject_name,
        version=view.case.version + (move is not process.opening),
        since=view.case.since if to == view.case.state and move is not process.opening else act.at,
        due_at=None if is_end else due_at(process, view, state=to, since=_since(view, act, to=to)),
        closed_at=act.at if is_end else None,
        warnings=_doubts(process, move, view) if not is_end else (),
    )


def _is_decision(move: Move) -> bool:
    return move.decides or any(isinstance(effect, Prepare) for effect in move.effects)


def _stood_in(move: Move, view: View) -> Mapping[str, UUID]:
    """Made anew by the unit that should, a move is no longer one of the unit above."""
    if not move.bars:
        return view.case.stood_in
    others = {action: unit_id for action, unit_id in view.case.stood_in.items() if action != move.action}
    seat = next((view.case.seats[maker] for maker in move.makers if maker in view.case.seats), None)
    if seat is None or view.office is None or view.office.unit_id == seat.due_unit_id:
        return others
    return {**others, move.action: view.office.unit_id}


def _deciders(move: Move, view: View) -> tuple[UUID, ...]:
    """Whoever decides; not who takes a decision back, of which nothing is left to read."""
    known, office = view.case.deciders, view.office
    decides = move.decides and not move.destructive
    return (*known, office.unit_id) if decides and office and office.unit_id not in known else known


def _doubts(process: Process, move: Move, view: View) -> tuple[Refusal, ...]:
    if move.form is None:
        return view.case.warnings
    return tuple(doubt for guard in process.warnings if (doubt := guard(view)))


def _signer(view: View, act: Act) -> dict[str, str | None]:
    person_id = str(act.doer.person_id) if act.doer.person_id else None
    office = view.office
    return {
        "person_id": person_id,
        "name": act.doer.name,
        "position": office.code if office else None,
        "unit_id": str(office.unit_id) if office else None,
    }


def _since(view: View, act: Act, *, to: str) -> date:
    return view.case.since.astimezone(calendar.ZONE).date() if to == view.case.state else act.today


def due_at(process: Process, view: View, *, state: str, since: date) -> datetime | None:
    """When the state's own move is due; the earliest where several are."""
    moves = [move for move in process.moves_from(state) if move.within and move.by != "system"]
    return min((_limit(move, view, since) for move in moves), default=None)


def expires_at(process: Process, view: View, *, state: str, since: date) -> datetime | None:
    """When the services themselves go on with a case that nobody goes on with."""
    move = timed_move(process, view, state=state, since=since)
    return _limit(move, view, since) if move else None


def timed_move(process: Process, view: View, *, state: str, since: date) -> Move | None:
    """The services' own move that time makes first from the state, of those that nothing stands against."""
    timed = [move for move in process.moves_from(state) if move.within and move.by == "system"]
    moves = [move for move in timed if not _refusals(process, move, view)]
    return min(moves, key=lambda move: _limit(move, view, since), default=None)


def _limit(move: Move, view: View, since: date) -> datetime:
    """The end of the last day that the move's rule gives: days are put off to a working day, months end on their day; a day
    of the year is the first one from the start on."""
    told = move.counted_from
    rule, start = str(move.within), (view.day(told) if isinstance(told, str) else told and told(view)) or since
    if rule.endswith("_by"):
        return calendar.end_of(calendar.next_on(start, view.rules.text(rule)))
    if rule.endswith("_months"):
        return calendar.end_of(rules.add_months(start, view.rules.number(rule)))
    return view.calendar.due_at(start, view.rules.number(rule), working=rule in WORKING_DAYS)


def _refusals(process: Process, move: Move, view: View, maker: str | None = None) -> list[Refusal]:
    """Everything that stands against the move, whichever way it goes; of a conflict of interest once, however many say it."""
    asked = [guard(view) for guard in move.needs]
    if view.doer is not None:
        asked.append(signatories.refusal_of_every_way(process, move, view.doer, view.office, state=view.case.state))
    found = [refusal for refusal in asked if refusal]
    known = {refusal.code for refusal in found}
    return found + [each for each in _conflicts(move, view, maker) if each.code not in known]


def _conflicts(move: Move, view: View, maker: str | None) -> list[Refusal]:
    """Nobody judges their own case, nor one that they brought to whoever judges it (domain rule 2.3)."""
    if maker is None or view.doer is None:
        return []
    own = [_OWN_CASE] if _is_own(move, maker, view.doer, view.case) else []
    judged_above = move.is_judging and maker in relations.DECIDING
    return own + [each for each in [guards.decided_by_another(view) if judged_above else None] if each]


_OWN_CASE = Refusal(
    "own-case",
    "Hồ sơ này là của chính bạn nên bạn không làm được bước này.",
    "Để cán bộ khác của đơn vị hoặc Đoàn cấp trên làm.",
)


def offers(process: Process, view: View, doer: Doer) -> list[Offer]:
    """The doer's moves from where the case stands, each with the reasons that stand against it just now.

    A guard that looks at the move's own form judges what an earlier form left there; a fresh one is judged when it comes.
    """
    offered = []
    by_maker: dict[str, View] = {}
    for move in process.moves_from(view.case.state):
        maker = _maker_of(move, doer, view.case)
        if doer.is_system or maker is None:
            continue
        if move.decides and doer.person_id == view.case.subject_id and doer.person_id is not None:
            continue
        if maker not in by_maker:
            by_maker[maker] = replace(view, doer=doer, office=relations.office_for(doer, maker, view.case))
        offered.append(Offer(move, tuple(_refusals(process, move, _fresh(move, by_maker[maker]), maker))))
    return offered


def list_possible(offers: Iterable[Offer]) -> list[Offer]:
    """Those that nothing stands against."""
    return [each for each in offers if not each.refusals]


def list_refused(offers: Iterable[Offer]) -> list[Offer]:
    """Those that something stands against just now."""
    return [each for each in offers if each.refusals]


def _fresh(move: Move, view: View) -> View:
    """The view without what the move's own form said earlier."""
    return view.with_form({move.keep: {}}) if move.keep and not move.appends else view
