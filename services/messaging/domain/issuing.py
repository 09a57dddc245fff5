"""From an order to a document with its number: which register, what is frozen, whom it concerns."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from services.messaging.domain import facts, numbering, phrases, tokens
from services.messaging.domain.document import Document, State, hash_of
from services.messaging.domain.facts import Facts, Issuer, Subject
from services.messaging.domain.shelf import Template, check_people, template_of
from services.messaging.domain.symbols import USUAL, Symbols

UNNUMBERED = "Không số"
"""Where a number would stand, for a paper that takes none."""


class Register(NamedTuple):
    """One sequence of numbers: a unit's documents of one type, as it abbreviates that, in one period."""

    unit_id: UUID
    kind: str
    period: str


@dataclass(frozen=True)
class Order:
    """One document that a case asks for; the fields of the contract."""

    key: str
    template: str
    unit_id: UUID
    on: date
    case_ids: tuple[UUID, ...]
    content: Mapping[str, Any]
    signer_id: UUID | None
    signer_position: str | None
    in_force: bool
    numbering_reset: str
    signer_unit_id: UUID | None = None

    @property
    def unit_ids(self) -> frozenset[UUID]:
        """The issuer, and the unit that signs in its place."""
        return frozenset({self.unit_id, self.signer_unit_id or self.unit_id})


@dataclass(frozen=True)
class Unit:
    """A unit as the registry's copy has it, with what its registers need."""

    issuer: Issuer
    term: str
    symbols: Symbols = USUAL
    usual_abbr: str = ""
    """How the registry abbreviates it."""


@dataclass(frozen=True)
class Stamp:
    """What the world gives to one document: its key, its chance, its moment, the layout of the day."""

    id: UUID
    random: bytes
    at: datetime
    layout_hash: str


def register_of(order: Order, unit: Unit) -> Register:
    """The register by the document's own date, however late it is issued."""
    template = template_of(order.template)
    return Register(
        order.unit_id,
        unit.symbols.of(template.kind),
        numbering.period_key(order.numbering_reset, term=unit.term, on=order.on),
    )


def issue(
    order: Order,
    *,
    unit: Unit,
    register: Register,
    ordinal: int,
    people: Mapping[UUID, str],
    names: Mapping[UUID, str],
    stamp: Stamp,
    signing_unit: Issuer | None = None,
) -> Document:
    """The document as it will stay. people, names: names of persons and of units, by id. signing_unit: see Facts."""
    template = template_of(order.template)
    symbol = _symbol(template, kind=register.kind, ordinal=ordinal, issuer=unit.issuer)
    given = _facts(
        order,
        template=template,
        unit=unit,
        number=symbol if template.numbered else None,
        signer=_signer(order, people),
        names=names,
    )
    given = replace(given, signing_unit=signing_unit)
    check_people(template, given.subjects)
    content = template.words(given) | _audience_units(order, template, unit, given)
    return Document(
        id=stamp.id,
        key=order.key,
        template=template.code,
        layout_hash=stamp.layout_hash,
        unit_id=order.unit_id,
        kind=register.kind,
        period=register.period,
        ordinal=ordinal,
        symbol=symbol,
        title=_title(template, given.subjects),
        on=order.on,
        content=content,
        content_hash=hash_of(content),
        signer=given.signer or None,
        signer_id=order.signer_id,
        token=tokens.token_of(stamp.random),
        state=State.IN_FORCE if order.in_force else State.ISSUED,
        reason=None,
        issued_at=stamp.at,
        settled_at=stamp.at if order.in_force else None,
        case_ids=order.case_ids,
        corrects_id=corrected_by(order),
        dissolves=_dissolved(order, content),
    )


def _signer(order: Order, people: Mapping[UUID, str]) -> str:
    """Who signs, by name. Somebody who acts without an office signs nothing: there is room for the secretary's hand."""
    if order.signer_id and not order.signer_position:
        return ""
    known = people.get(order.signer_id, "") if order.signer_id else ""
    return known or str(order.content.get("signer_name") or "")


def signing_unit(order: Order, known: Mapping[UUID, Unit]) -> Issuer | None:
    """The unit whose officer signs in the issuer's place; none where the issuer's own officer does, or nobody yet."""
    if order.signer_unit_id in (None, order.unit_id) or order.signer_position is None:
        return None
    return known[order.signer_unit_id].issuer


def _audience_units(order: Order, template: Template, unit: Unit, given: Facts) -> dict[str, Any]:
    """Units that the paper is about, and others that may look at it; what there is."""
    told = {"readers": _readers(order, template, unit), "concerns": _concerns(order, given)}
    for_parties = {"parties_only": True} if _is_for_parties_only(order, template) else {}
    return {name: units for name, units in told.items() if units} | for_parties


def _is_for_parties_only(order: Order, template: Template) -> bool:
    """A paper of an officer's discipline: neither their chapter nor whoever is above the issuer reads it (domain rule 12B)."""
    is_of_officer = any(person.get("is_officer") for person in order.content.get("people") or ())
    return template.confidential and bool(order.content.get("parties_only") or is_of_officer)


def _readers(order: Order, template: Template, unit: Unit) -> list[str]:
    """Units that may look at the paper though it does not name them: those that its asker tells, of a confidential one the unit
    above its issuer alone, unless it is for the parties of its case."""
    if template.confidential and not _is_for_parties_only(order, template):
        return [str(unit.issuer.superior_id)] if unit.issuer.superior_id else []
    return [str(each) for each in order.content.get("readers") or ()]


def _concerns(order: Order, given: Facts) -> list[str]:
    """Units that the paper is about: those that its asker tells, and those that it names as collectives."""
    named = [each.unit_id for each in given.subjects if not each.person_id and phrases.is_collective(given, each)]
    return list(dict.fromkeys(str(each) for each in (*(order.content.get("concerns") or ()), *named) if each))


def _dissolved(order: Order, content: Mapping[str, Any]) -> UUID | None:
    """The unit that the decision dissolves: the first that it is about."""
    is_dissolution = (order.content.get("about") or {}).get("operation") == "DISSOLVE"
    return UUID(content["concerns"][0]) if is_dissolution and content.get("concerns") else None


def corrected_by(order: Order) -> UUID | None:
    """The document that this one revokes, restores or puts right, when the asker names it."""
    told = (order.content.get("about") or {}).get("corrects") or {}
    return UUID(str(told["document_id"])) if told.get("document_id") else None


def corrected_key(order: Order) -> str | None:
    """The key that the corrected document was asked for under, when the asker knows it by that alone."""
    told = (order.content.get("about") or {}).get("corrects") or {}
    return None if told.get("document_id") else told.get("document_key")


def correcting(order: Order, original: Document) -> Order:
    """The order with the id of the document that it corrects."""
    about = dict(order.content["about"])
    about["corrects"] = {**about["corrects"], "document_id": str(original.id)}
    return replace(order, content={**order.content, "about": about})


def citing(order: Order, original: Document, *, concerns: Iterable[UUID]) -> Order:
    """The order with what the register itself says of the document that it corrects. concerns: the units that this is about."""
    about = dict(order.content["about"])
    about["corrects"] = {
        **about["corrects"],
        "number": original.symbol,
        "on": original.on.isoformat(),
        "title": original.title,
        "issuer": original.content["issuer"],
        "signed": _signed_by_two(original.content),
    }
    told = order.content.get("concerns") or sorted(str(unit_id) for unit_id in concerns)
    return replace(order, content={**order.content, "about": about, "concerns": told})


def _signed_by_two(content: Mapping[str, Any]) -> dict[str, Any] | None:
    """Who signed minutes, their secretary and their chair; none of a paper that one signed."""
    return {name: content[name] for name in ("beside", "signature")} if content.get("beside") else None


def is_numbered(order: Order) -> bool:
    """The document takes a number from its register."""
    return template_of(order.template).numbered


def is_shared(document: Document) -> bool:
    """Units that come to its case read it: not a confidential one, unless it is for just them."""
    return not template_of(document.template).confidential or bool(document.content.get("parties_only"))


def parties_of(content: Mapping[str, Any]) -> frozenset[UUID]:
    """The people and units that a paper names or is meant for, who may look at it wherever they are. Of one for the parties of
    its case alone, a person's unit is none."""
    keys = ("person_id",) if content.get("parties_only") else ("person_id", "unit_id")
    named = [each[key] for each in content["people"] for key in keys]
    return frozenset(UUID(each) for each in (*named, *content.get("readers", ())) if each) | concerned(content)


def concerned(content: Mapping[str, Any]) -> frozenset[UUID]:
    """The units that a paper is about."""
    return frozenset(UUID(each) for each in content.get("concerns", ()))


def units_of(content: Mapping[str, Any]) -> frozenset[UUID]:
    """The units among them."""
    if content.get("parties_only"):
        return frozenset(UUID(each) for each in content.get("readers", ()))
    return frozenset(UUID(each["unit_id"]) for each in content["people"] if each["unit_id"])


def units_named(order: Order) -> frozenset[UUID]:
    """The units that the order gives by id alone."""
    told = [order.content.get("about") or {}, *(order.content.get("people") or ())]
    return frozenset(UUID(str(each[key])) for each in told for key in ("unit_id", "to_unit_id") if each.get(key))


def search_key(document: Document) -> str:
    """What the register is searched by beside the number: the title and the names."""
    people = " ".join(each["full_name"] for each in document.content["people"])
    return numbering.folded(f"{document.title} {people}")


def _symbol(template: Template, *, kind: str, ordinal: int, issuer: Issuer) -> str:
    if not template.numbered:
        return UNNUMBERED
    department = template.department if issuer.level == "PROVINCE" else None
    return numbering.symbol(ordinal, kind=kind, body=issuer.abbr, department=department)


def _facts(
    order: Order, *, template: Template, unit: Unit, number: str | None, signer: str, names: Mapping[UUID, str]
) -> Facts:
    content = order.content
    return Facts(
        issuer=unit.issuer,
        number=number,
        on=order.on,
        subjects=tuple(_placed(subject, names) for subject in facts.subjects_of(content)),
        meeting=facts.meeting_of(content),
        resolution=facts.resolution_of(content),
        bases=facts.texts_of(content, "bases"),
        recipients=facts.texts_of(content, "recipients"),
        body=content.get("body") or template.body,
        position=order.signer_position,
        signer=signer,
        about=_named(content.get("about") or {}, names),
    )


def _placed(subject: Subject, names: Mapping[UUID, str]) -> Subject:
    known = names.get(subject.unit_id) if subject.unit_id else None
    return replace(subject, unit_name=subject.unit_name or known, told=_named(subject.told, names))


def _named(told: Mapping[str, Any], names: Mapping[UUID, str]) -> dict[str, Any]:
    """What was told, the unit that the bearer goes to by its name."""
    to = told.get("to_unit_id")
    known = names.get(UUID(str(to))) if to else None
    return {**told, "to_unit_name": told.get("to_unit_name") or known} if known else dict(told)


def _title(template: Template, subjects: tuple[Subject, ...]) -> str:
    return f"{template.title} ({len(subjects)} người)" if len(subjects) > 1 else template.title
