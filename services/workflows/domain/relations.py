"""Who makes a move: a relation of the case, resolved from the dated tree, delegations and acting-level rules.

A relation names a unit, never a level. `system` is the services themselves; `applicant` is the person the case is about.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from services.contracts.offices import SIGNING, TITLES
from services.kit.faults import Conflict, Denied
from services.workflows.domain import award_forms
from services.workflows.domain.case import Case, Delegation, Doer, Office, Officer, Seat, Unit
from services.workflows.domain.rules import INSTALLED, Rules

OWN_DECIDER, ADMITTING = "grassroots_unit", "admitting_unit"
OWN_DECIDERS = frozenset({OWN_DECIDER, ADMITTING})
"""Which the case's own unit may fill: a grassroots chapter for its members, a union for a place without a chapter."""
PERSONAL = frozenset({"applicant", "system"})
_LEVEL_ORDER = {"PROVINCE": 0, "DISTRICT": 1, "GRASSROOTS": 2, "SUB_GRASSROOTS": 3, "CHAPTER": 4, "GROUP": 5}
_ACTING = frozenset({"PROVINCE", "DISTRICT", "GRASSROOTS"})


def height(level: str) -> int:
    """How far below the top units of the level stand; levels that nobody knows stand lowest."""
    return _LEVEL_ORDER.get(level, len(_LEVEL_ORDER))


@dataclass(frozen=True)
class Surroundings:
    """What a case's seats are resolved from: the units around it, their officers today, delegations in force, its rule set."""

    units: Mapping[UUID, Unit]
    officers: Mapping[UUID, tuple[Officer, ...]]
    delegations: tuple[Delegation, ...] = ()
    rules: Rules = INSTALLED

    def above(self, unit: Unit) -> list[Unit]:
        """Units above, the nearest first."""
        return [self.units[key] for key in reversed(unit.path[:-1]) if key in self.units]


def superior(case: Case, around: Surroundings) -> UUID:
    """The direct superior with authority over the case's unit.

    A chapter under a grassroots union has that union, also through a sub-grassroots one. A grassroots chapter has the district
    or province, or an upper grassroots union with granted power. A delegation lets a unit on the way act in its place.
    """
    return _superior_of(around.units[case.unit_id], around)


def _superior_of(unit: Unit, around: Surroundings) -> UUID:
    found = next((above for above in around.above(unit) if _has_authority(above, over=unit)), None)
    if found is None:
        raise Conflict(
            "no-superior",
            text=f"{unit.name} chưa có Đoàn cấp trên có thẩm quyền.",
            mend="Đoàn cấp trên cần kiểm tra lại cây tổ chức.",
        )
    delegated = {each.to_unit_id for each in around.delegations if each.from_unit_id == found.id}
    return next((key for key in reversed(unit.path) if key in delegated), found.id)


def origin(case: Case, around: Surroundings) -> UUID:
    """The grassroots unit that keeps the members' files: a grassroots chapter does everything itself (S33)."""
    unit = around.units[case.unit_id]
    return unit.id if unit.level == "GRASSROOTS" else superior(case, around)


def decides_its_own(case: Case) -> bool:
    """The case's own unit is the one that decides, by rule (domain rules 4, 6 and 20)."""
    return any(name in case.seats and _is_own(case, name, case.seats[name].due_unit_id) for name in OWN_DECIDERS)


def admitting_unit(case: Case, around: Surroundings) -> UUID:
    """Who approves an admission: the superior; for a place without an organisation the grassroots union that proposes itself."""
    unit = around.units[case.unit_id]
    return unit.id if unit.level == "GRASSROOTS" and unit.kind != "CHI_DOAN_CO_SO" else superior(case, around)


def above_origin(case: Case, around: Surroundings) -> UUID:
    """To whom one complains about the unit that keeps the file."""
    return _superior_of(around.units[origin(case, around)], around)


def _has_authority(above: Unit, *, over: Unit) -> bool:
    if above.level not in _ACTING or above.closed:
        return False
    if over.level == "GRASSROOTS":
        return above.level != "GRASSROOTS" or above.upper_power
    return True


def rater(case: Case, around: Surroundings) -> UUID:
    """Whoever is above the unit where the case's subject holds office, else above the case's own unit.

    Nobody is above the province: it rates its own, none of them themselves.
    """
    office = _named(case, around, "office_unit_id") or around.units[case.unit_id]
    try:
        return superior(replace(case, unit_id=office.id), around)
    except Conflict:
        if office.level != "PROVINCE":
            raise
        return office.id


def own_unit(case: Case, around: Surroundings) -> UUID:
    """The unit where the case was opened."""
    return around.units[case.unit_id].id


def destination(case: Case, around: Surroundings) -> UUID:
    """The grassroots unit that a transfer or a stay goes to."""
    target = _destination(case, around)
    acting = [unit for unit in (target, *around.above(target)) if unit.level in _ACTING and not unit.closed]
    return acting[0].id if acting else target.id


def destination_unit(case: Case, around: Surroundings) -> UUID:
    """The chapter that a transfer or a stay goes to: as the other side assigned it, else as it was asked for."""
    return (_named(case, around, "chapter_id") or _destination(case, around)).id


def common_ancestor(case: Case, around: Surroundings) -> UUID:
    """The nearest unit above both sides."""
    here, there = around.units[case.unit_id].path[:-1], set(_destination(case, around).path[:-1])
    shared = [key for key in here if key in there]
    if not shared:
        raise Conflict(
            "no-common-superior",
            text="Hai đơn vị không có Đoàn cấp trên chung trong hệ thống.",
            mend="Chọn nơi đến trong tỉnh, hoặc chuyển theo loại “không có trên hệ thống”.",
        )
    return shared[-1]


def _named(case: Case, around: Surroundings, field: str) -> Unit | None:
    given = case.form.get(field)
    return around.units.get(UUID(str(given))) if given else None


def _destination(case: Case, around: Surroundings) -> Unit:
    unit = _named(case, around, "destination_id")
    if unit is None:
        raise Conflict("no-destination", text="Chưa chọn nơi đến.", mend="Chọn đơn vị nơi đến.")
    return unit


def handler(case: Case, around: Surroundings) -> UUID:
    """The unit that examines an offence: the one where the case was opened; the superior when its whole committee is involved."""
    return superior(case, around) if case.form.get("committee_involved") else own_unit(case, around)


def decider(case: Case, around: Surroundings) -> UUID:
    """The unit that has decided on discipline: the superior, or the chapter itself where that was its to decide."""
    return superior(case, around) if case.form.get("decision") else handler(case, around)


def above_decider(case: Case, around: Surroundings) -> UUID:
    """Whoever is above the superior that has decided; the province, which nobody is above, is its own."""
    decided = around.units[superior(case, around)]
    above = [unit for unit in around.above(decided) if unit.level in _ACTING and not unit.closed]
    return above[0].id if above else decided.id


def complaint_authority(case: Case, around: Surroundings) -> UUID:
    """Whom the last complaint went to: the superior of whoever decided, for each further one the next level above."""
    chain = complaint_chain(case, around.units[case.unit_id].path, superior(case, around))
    return chain[min(len(case.form.get("complaints", ())), len(chain)) - 1] if chain else superior(case, around)


def complaint_chain(case: Case, path: tuple[UUID, ...], superior_id: UUID) -> tuple[UUID, ...]:
    """Units that answer complaints about the case's decision, the nearest first."""
    above = tuple(reversed(path[: path.index(superior_id)]))
    by_chapter = not case.form.get("decision") and not case.form.get("committee_involved")
    return (superior_id, *above) if by_chapter else above


def _nearest_at(level: str, case: Case, around: Surroundings) -> Unit:
    """The case's unit or the nearest one above that is of the level, or of a higher one where the tree has none."""
    unit = around.units[case.unit_id]
    line = [unit, *(above for above in around.above(unit) if not above.closed)]
    wanted = _LEVEL_ORDER.get(level, 0)
    return next((each for each in line if height(each.level) <= wanted), line[-1])


def award_owner(case: Case, around: Surroundings) -> UUID:
    """The unit that owns the proposed form of award; for one of the central committee the province, which forwards it."""
    form = award_forms.find(around.rules, str(case.form.get("award_form")))
    return _nearest_at(form.level if form else "PROVINCE", case, around).id


def award_reviewer(case: Case, around: Surroundings) -> UUID:
    """Whose turn it is to review a proposal: the units between its own and the owner, the nearest first, then the owner."""
    owner, unit = award_owner(case, around), around.units[case.unit_id]
    between = [above.id for above in around.above(unit) if above.level in _ACTING and not above.closed]
    chain = [
        key for key in between if around.units[key].path[: len(around.units[owner].path)] == around.units[owner].path
    ]
    reviewed = len(case.form.get("reviews", ()))
    return chain[reviewed] if reviewed < len(chain) else owner


def honorary_approver(case: Case, around: Surroundings) -> UUID:
    """The nearest unit of the level that the proposal names; the case's own where it is of that level."""
    return _nearest_at(str(case.form.get("approver_level") or "PROVINCE"), case, around).id


UNITS: dict[str, Callable[[Case, Surroundings], UUID]] = {
    "chapter_officer": own_unit,
    "unit_officer": own_unit,
    "superior": superior,
    "origin": origin,
    OWN_DECIDER: origin,  # a grassroots chapter itself, for its own members (domain rule 20, S42)
    ADMITTING: admitting_unit,
    "above_origin": above_origin,
    "rater": rater,
    "destination": destination,
    "destination_chapter": destination_unit,
    "common_ancestor": common_ancestor,
    "handler": handler,
    "decider": decider,
    "above_decider": above_decider,
    "complaint_authority": complaint_authority,
    "award_owner": award_owner,
    "award_reviewer": award_reviewer,
    "honorary_approver": honorary_approver,
}
KNOWN = frozenset(UNITS) | PERSONAL
PLACES = ("destination_id", "chapter_id", "deciding_unit_id", "reviewing_unit_id", "office_unit_id")
"""Fields of forms that name the units which relations look at."""
NEEDS_DESTINATION = frozenset({"destination", "destination_chapter", "common_ancestor"})
NEEDED = {
    **dict.fromkeys(NEEDS_DESTINATION, "destination_id"),
    "above_decider": "decision",
    "complaint_authority": "complaints",
    "award_owner": "award_form",
    "award_reviewer": "award_form",
    "honorary_approver": "approver_level",
}
"""Relation → what the form must say before anybody fills it, and sees the case because of it."""
OVER_WITH = {"above_decider": "announcement"}
"""Relation → what the form says once nobody fills it any more: whoever was there by it alone sees the case no longer."""
TOLD_BY_FORM = frozenset(NEEDED) | {"handler", "decider"}
"""Relations that another form may give to another unit."""
EXAMINING = frozenset({"handler", "decider", "award_owner", "award_reviewer"})
"""Relations that everybody of the unit fills but the person whom the case is about."""
CARRYING = frozenset({"chapter_officer", "unit_officer"})
"""The side that brings a case; whoever carried it there does not decide it."""
BRINGING = CARRYING | {"handler", "destination_chapter"}
"""Whoever prepares a case: it goes to a unit that has officers, with a secretary or without."""
DECIDING = frozenset(UNITS) - CARRYING  # the side that a case is brought to


def seats(case: Case, names: Iterable[str], around: Surroundings) -> dict[str, Seat]:
    """Every relation's seat. A relation about a destination stays open until the form names one."""
    placed = {}
    for name in sorted(set(names) - PERSONAL):
        if name in NEEDED and not case.form.get(NEEDED[name]):
            continue
        if name in OVER_WITH and case.form.get(OVER_WITH[name]):
            continue
        unit = around.units[UNITS[name](case, around)]
        excluded = barred(case, name, due_unit_id=unit.id)
        apart = _apart(case, name, around, due_unit_id=unit.id)
        seat = _filled(unit, around, barred=excluded, apart=apart, signing=name not in BRINGING)
        # Where nobody signs all the way up, whoever is there goes on with what needs no signature.
        placed[name] = seat if seat.unit_id else _filled(unit, around, barred=excluded, apart=apart, signing=False)
    return placed


def _apart(case: Case, relation: str, around: Surroundings, *, due_unit_id: UUID) -> frozenset[UUID]:
    """Units that do not decide, because they carried the case in place of one below without officers (domain 2.3).

    One that a written delegation names decides all the same.
    """
    if relation not in {"superior", "rater", *OWN_DECIDERS} or _is_own(case, relation, due_unit_id):
        return frozenset()
    return frozenset(case.stood_in.values()) - {each.to_unit_id for each in around.delegations}


def _filled(
    unit: Unit, around: Surroundings, *, barred: frozenset[UUID], apart: frozenset[UUID], signing: bool
) -> Seat:
    """The unit itself, its deputy acting for it, or the next level that has someone who may act; signing: and sign."""
    passed = ""
    for place in (unit, *around.above(unit)):
        if place.level == "GROUP":
            continue
        if place.id in apart:
            passed = passed or f"{place.name} đã làm thay đơn vị chưa có cán bộ nên không xét duyệt"
            continue
        able = [officer for officer in around.officers.get(place.id, ()) if officer.person_id not in barred]
        if any(officer.code in SIGNING or not signing for officer in able):
            note = f"{passed}; việc chuyển {place.name}." if passed else _note(unit, place, around, barred, able)
            return Seat(unit.id, place.id, note)
    return Seat(unit.id, None, _no_officer_text(unit, passed))


def _no_officer_text(unit: Unit, passed: str) -> str:
    lacking = f"{passed}; các cấp trên khác" if passed else f"{unit.name} và các cấp trên"
    return f"{lacking} đều chưa có cán bộ. Báo Tỉnh đoàn để bổ sung người."


def barred_from(case: Case) -> frozenset[UUID]:
    """Who does not decide on this case: the person it is about, and whoever carried it for the other side."""
    carried = {UUID(person) for person in case.acted.values()}
    return frozenset(carried | ({case.subject_id} if case.subject_id else set()))


def _is_own(case: Case, relation: str, due_unit_id: UUID) -> bool:
    # A grassroots chapter that admits by delegation names no chapter to join: another officer decides there.
    is_for_own = bool(case.form.get("join_unit_id")) if relation == ADMITTING else relation == OWN_DECIDER
    return is_for_own and due_unit_id == case.unit_id


def barred(case: Case, relation: str, *, due_unit_id: UUID) -> frozenset[UUID]:
    """Who does not act in the relation, which the unit is to fill. What a unit decides itself, its own people carried."""
    if relation in EXAMINING or _is_own(case, relation, due_unit_id):
        return frozenset({case.subject_id} if case.subject_id else ())
    return frozenset() if relation in CARRYING else barred_from(case)


def _note(unit: Unit, place: Unit, around: Surroundings, barred: frozenset[UUID], able: list[Officer]) -> str | None:
    here = around.officers.get(unit.id, ())
    if place.id != unit.id:
        free = [officer for officer in here if officer.person_id not in barred]
        lacking = f"{unit.name} chưa có " + ("Bí thư, Phó Bí thư để ký" if free else "cán bộ")
        reason = "Cán bộ của đơn vị có liên quan đến hồ sơ" if here and not free else lacking
        return f"{reason} nên việc chuyển {place.name}."
    if any(officer.person_id in barred for officer in here):
        return f"{title_of(able[0].code)} xử lý thay vì người khác có liên quan đến hồ sơ."
    if not any(officer.code == "BT" for officer in here):
        return f"Chức vụ Bí thư đang trống; {title_of(able[0].code)} xử lý thay."
    return None


_ORDER = tuple(TITLES)


def title_of(code: str | None) -> str:
    """A position as people say it."""
    return TITLES.get(code or "", "Cán bộ Đoàn")


def rank(code: str) -> int:
    """Secretaries first."""
    return _ORDER.index(code) if code in _ORDER else len(_ORDER)


def office_for(doer: Doer, relation: str, case: Case) -> Office | None:
    """The position from which the doer fills the relation of this case, or None."""
    seat = case.seats.get(relation)
    return doer.office_at(seat.unit_id) if seat else None


def issuer(case: Case, relation: str) -> UUID:
    """The unit in whose register the document stands: a decision's is the one that decided, a chapter's paper its own."""
    seat = case.seats[relation]
    return seat.due_unit_id if relation in CARRYING or seat.unit_id is None else seat.unit_id


def fills(doer: Doer, relation: str, case: Case) -> bool:
    """The doer is the one whom the relation means."""
    if relation == "system":
        return doer.is_system
    if relation == "applicant":
        return doer.person_id is not None and doer.person_id == case.subject_id
    return office_for(doer, relation, case) is not None


def require(doer: Doer, relation: str, case: Case, *, action: str, decides: bool) -> None:
    """Raises Denied unless the doer fills the relation, and for a decision, unless it is about someone else."""
    if decides and doer.person_id is not None and doer.person_id == case.subject_id:
        raise Denied(
            "own-case",
            action=action,
            reason="own-case",
            text="Hồ sơ này là của chính bạn nên bạn không quyết định được.",
            mend="Để cán bộ khác của đơn vị hoặc Đoàn cấp trên quyết định.",
        )
    if not fills(doer, relation, case):
        raise Denied(
            "not-the-holder",
            action=action,
            reason=f"only {relation}",
            text=_who(relation, case),
            mend="Xem mục “Đang ở” của hồ sơ để biết ai làm bước này.",
        )


def _who(relation: str, case: Case) -> str:
    seat = case.seats.get(relation)
    if seat is not None and seat.note:
        return f"Bạn chưa có quyền làm bước này. {seat.note}"
    return "Bạn chưa có quyền làm bước này của hồ sơ."
