"""What a guard sees: the case, named facts, rules and today. Nothing else decides."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from services.workflows.domain.calendar import BY_LAW, Calendar
from services.workflows.domain.case import Case, Doer, Office, Unit
from services.workflows.domain.rules import Rules


@dataclass(frozen=True)
class PersonFact:
    """A person as the registry's copy knows them."""

    id: UUID
    full_name: str
    status: str
    unit_id: UUID | None
    born_on: date | None = None
    joined_on: date | None = None
    status_on: date | None = None
    code: str | None = None
    sex: str | None = None
    flags: tuple[str, ...] = ()
    extended_until: date | None = None
    unit_since: date | None = None
    born_precision: str = "day"


@dataclass(frozen=True)
class OfficeFact:
    """A position that the case's subject holds today."""

    unit_id: UUID
    level: str
    role: str
    code: str
    unit_name: str = ""


@dataclass(frozen=True)
class FeeFact:
    """How the subject stands with fees. owed: first days of past months that are neither paid nor exempt."""

    paid_until: date | None = None
    owed: tuple[date, ...] = ()


@dataclass(frozen=True)
class CaseFact:
    """Another case about the same person, open or closed."""

    id: UUID
    number: str
    process: str
    state: str
    opened_on: date
    decided_on: date | None
    closed_on: date | None
    campaign_id: UUID | None
    form: Mapping[str, Any]


@dataclass(frozen=True)
class AttendanceFact:
    """A meeting that the subject was called to. state: present, late, excused, absent."""

    meeting_id: UUID
    held_on: date
    state: str


@dataclass(frozen=True)
class VoterFact:
    """A time in which somebody counts at meetings of a unit. until: the first day without it. code: of an office."""

    person_id: UUID
    from_on: date | None = None
    until: date | None = None
    code: str | None = None

    def covers(self, day: date) -> bool:
        """The person counts on the day."""
        return (self.from_on is None or self.from_on <= day) and (self.until is None or day < self.until)


@dataclass(frozen=True)
class PastFact:
    """A move that the case has made."""

    action: str
    from_state: str | None
    to_state: str
    on: date


@dataclass(frozen=True)
class View:
    """A case as its guards see it.

    before: the case as it stood before the move that is being made, if one is.
    facts: `unit` (Unit), `introducer`, `subject` (PersonFact or None), `unit_size` (int), `join_unit`, `destination`, `chapter`,
    `elected_chapter`, `standing_unit` (the case's unit or who took over from it), `origin_union`, `destination_union` (Unit or None), `other_case` (number or None), `namesakes`, `active_namesakes` (int), `offices` (OfficeFact…),
    `fees` (FeeFact or None), `past` (PastFact…, of the case itself, oldest first), `cases` (CaseFact…, newest first), `subject_unit` (Unit or None), `unit_cases` (CaseFact…: of the
    process at the unit, about nobody), `attendances` (AttendanceFact…, newest first), `ratings` (rating →
    how many of the unit have it in the case's campaign), `roll`, `residents`, `committee`, `superior_committee` (VoterFact…, now
    and before: members of the unit, those who live there, its officers, those of the superior). facts_about: facts of a changed case. calendar: the working days as
    they are known today, whatever set the case was opened under.
    """

    case: Case
    facts: Mapping[str, Any]
    rules: Rules
    today: date
    doer: Doer | None = field(default=None, compare=False)
    office: Office | None = field(default=None, compare=False)
    before: Case | None = field(default=None, compare=False)
    facts_about: Callable[[Case], Mapping[str, Any]] | None = field(default=None, compare=False)
    calendar: Calendar = field(default=BY_LAW, compare=False)

    @property
    def unit(self) -> Unit:
        unit: Unit = self.facts["unit"]
        return unit

    @property
    def subject(self) -> PersonFact | None:
        """Whom the case is about, as the registry's copy knows them."""
        subject: PersonFact | None = self.facts["subject"]
        return subject

    @property
    def form_is_in(self) -> bool:
        """The move is being made. Before that a guard says nothing about what its form still asks for."""
        return self.before is not None

    def with_form(self, given: Mapping[str, Any]) -> "View":
        """The same view once the case's form says what is given."""
        return self.of(replace(self.case, form={**self.case.form, **given})) if given else self

    def adopting(self, group: str) -> "View":
        """The same view once what the group says is the case's own."""
        return self.with_form(self.case.form.get(group) or {})

    def without(self, groups: Iterable[str]) -> "View":
        """The same view of a case whose form never had the groups."""
        forgotten = set(groups)
        if not forgotten:
            return self
        kept = {name: value for name, value in self.case.form.items() if name not in forgotten}
        return self.of(replace(self.case, form=kept))

    def of(self, case: Case) -> "View":
        """The same view of the case as it has become."""
        return replace(self, case=case, facts=self.facts_about(case) if self.facts_about else self.facts)

    def text(self, name: str) -> str:
        return str(self.value(name) or "")

    def flag(self, name: str) -> bool:
        return self.value(name) is True

    def number(self, name: str) -> int | None:
        found = self.value(name)
        return found if isinstance(found, int) else None

    def setting(self, key: str) -> int:
        """A number as the case's campaign sets it, else as the rules say."""
        own = self.number(f"campaign.{key}")
        return self.rules.number(key) if own is None else own

    def day(self, name: str) -> date | None:
        found = self.value(name)
        return date.fromisoformat(found) if found else None

    def value(self, name: str) -> Any:
        """A value of the form; `vote.present` looks into a group, of a list of groups into the last one."""
        group, _, inner = name.rpartition(".")
        form = (self.case.form.get(group) or {}) if group else self.case.form
        return (form[-1] if isinstance(form, list) else form).get(inner)
