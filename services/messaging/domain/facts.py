"""What an asker tells of a document, read once into values; what it leaves out is absent, never an error.

content = {
  "people":     [{"full_name", "born_on"?, "code"?, "person_id"?, "unit_id"?, "unit_name"?,
                  "vote"?: {"agree", "disagree", "blank", "invalid"?}, …}],
  "about"?:     {key: value},
  "meeting"?:   {"on"?, "members"?, "present"?, "chair"?, "secretary"?, "place"?},
  "resolution"?: {"number", "on"?},
  "bases"?: [text], "recipients"?: [text], "signer_name"?: text, "body"?: "BCH" | "BTV"
}
What each template is told under `about` and of each person is listed in contracts/papers.py.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID


@dataclass(frozen=True)
class Vote:
    """Ballots about one person. invalid: spoilt ones, which say nothing; a blank one says that its voter has no opinion."""

    agree: int
    disagree: int
    blank: int
    invalid: int = 0

    @property
    def total(self) -> int:
        return self.agree + self.disagree + self.blank + self.invalid


@dataclass(frozen=True)
class Subject:
    """A person that the paper is about."""

    full_name: str
    born_on: date | None = None
    code: str | None = None
    person_id: UUID | None = None
    unit_id: UUID | None = None
    unit_name: str | None = None
    vote: Vote | None = None
    told: Mapping[str, Any] = field(default_factory=dict)
    """Everything the asker said of the person, by key."""


@dataclass(frozen=True)
class Meeting:
    """The meeting that resolved."""

    on: date | None = None
    members: int | None = None
    present: int | None = None
    chair: str | None = None
    secretary: str | None = None
    place: str | None = None


@dataclass(frozen=True)
class Issuer:
    """The issuing unit on the day, and the one above it."""

    id: UUID
    name: str
    level: str
    abbr: str
    place: str
    superior_id: UUID | None = None
    superior_name: str | None = None


@dataclass(frozen=True)
class Facts:
    """Everything that the wording of a paper draws on."""

    issuer: Issuer
    number: str | None
    on: date
    subjects: tuple[Subject, ...]
    meeting: Meeting | None = None
    resolution: tuple[str, date | None] | None = None
    bases: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    body: str | None = None
    position: str | None = None
    signer: str = ""
    signing_unit: Issuer | None = None
    """Where the signer holds the office, when that is not the issuer."""
    about: Mapping[str, Any] = field(default_factory=dict)

    def of(self, subject: Subject, key: str) -> Any:
        """What is said of the person, else of all; none when nothing is."""
        own = subject.told.get(key)
        return self.about.get(key) if own in _NOTHING else own

    def shared(self, key: str) -> Any:
        """What is said of every person alike, else of the paper; none when they differ."""
        if not self.subjects:
            return self.about.get(key)
        values = [self.of(subject, key) for subject in self.subjects]
        return values[0] if all(value == values[0] for value in values) else None


_NOTHING: tuple[Any, ...] = (None, "", [], {})


def subjects_of(content: Mapping[str, Any]) -> tuple[Subject, ...]:
    """The people of a paper, in their order."""
    return tuple(_subject(given) for given in content.get("people") or ())


def meeting_of(content: Mapping[str, Any]) -> Meeting | None:
    given = content.get("meeting")
    if not given:
        return None
    return Meeting(
        on=day_of(given.get("on")),
        members=given.get("members"),
        present=given.get("present"),
        chair=given.get("chair"),
        secretary=given.get("secretary"),
        place=given.get("place"),
    )


def resolution_of(content: Mapping[str, Any]) -> tuple[str, date | None] | None:
    given = content.get("resolution")
    return reference_of(given)


def reference_of(given: Any) -> tuple[str, date | None] | None:
    """Number and day of another paper."""
    return (str(given["number"]), day_of(given.get("on"))) if given and given.get("number") else None


def texts_of(content: Mapping[str, Any], key: str) -> tuple[str, ...]:
    return tuple(str(text) for text in content.get(key) or ())


def _subject(given: Mapping[str, Any]) -> Subject:
    vote = given.get("vote")
    return Subject(
        full_name=" ".join(str(given.get("full_name") or "").split()),
        born_on=day_of(given.get("born_on")),
        code=given.get("code"),
        person_id=_id(given.get("person_id")),
        unit_id=_id(given.get("unit_id")),
        unit_name=given.get("unit_name"),
        vote=Vote(*(int(vote.get(key) or 0) for key in ("agree", "disagree", "blank", "invalid"))) if vote else None,
        told=dict(given),
    )


def day_of(given: Any) -> date | None:
    """The day; none for one that is known by its year alone: a paper never states what nobody knows."""
    try:
        return date.fromisoformat(str(given)) if given else None
    except ValueError:
        return None


def _id(given: str | UUID | None) -> UUID | None:
    return UUID(str(given)) if given else None
