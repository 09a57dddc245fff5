"""Who may do what, where: one table a service, read by checks and by lists alike.

    POLICY = Policy("meetings",
        allow("meeting.open", ("CHAPTER_OFFICER", "DISTRICT_OFFICER"), Where.SAME_UNIT),
        allow("attendance.check_in", EVERYONE, Where.PARTY))

Whatever no rule allows is denied. Places: SELF the subject is the asker · SAME_UNIT the asker's unit · UNIT_OR_BELOW and
BELOW by the tree of today · PARTY a dated row joins the subject with the asker or one of their units · ANYWHERE.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cached_property
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import ColumnElement, false, or_, true

from services.kit.actor import Actor
from services.kit.faults import Denied, Unauthenticated

EVERYONE = "MEMBER"
"""Held by everyone signed in, over themselves; over units only where a position says so."""
ADMINISTRATOR = "SYSADMIN"
"""Held by those whom the token calls administrators."""
OPERATOR = "OPERATOR"
"""Held by the commands of whoever runs the machine, which fill copies anew; by no person, an administrator included."""
_ACTION = re.compile(r"[a-z][a-z_]*\.[a-z][a-z_]*")
_known_roles: set[str] = set()
_OWN_ROLES = frozenset({OPERATOR})


class Where(Enum):
    """Where a role reaches."""

    SELF = "self"
    SAME_UNIT = "same unit"
    UNIT_OR_BELOW = "unit or below"
    BELOW = "below"
    PARTY = "party"
    ANYWHERE = "anywhere"


@dataclass(frozen=True)
class Rule:
    """One line of a policy."""

    action: str
    roles: tuple[str, ...]
    where: Where


@dataclass(frozen=True)
class Subject:
    """What an action is about: where it belongs, whose it is, and which people and units are joined with it."""

    unit_id: UUID | None = None
    person_id: UUID | None = None
    parties: frozenset[UUID] = frozenset()


class Tree(Protocol):
    """The tree of units as each service knows it."""

    def is_below(self, unit_id: UUID, ancestor_id: UUID) -> bool:
        """The unit is strictly below the other."""

    def below(self, column: Any, unit_ids: frozenset[UUID], or_self: bool) -> ColumnElement[bool]:
        """The column's unit is below one of the units, or one of them."""


class Asking(Protocol):
    """What a decision needs of the transaction."""

    actor: Actor

    @property
    def today(self) -> date: ...

    @property
    def tree(self) -> Tree: ...


def known_roles(*names: str) -> None:
    """From here on a policy that names any other role fails at import."""
    _known_roles.update(names)


def allow(action: str, who: str | tuple[str, ...], where: Where) -> Rule:
    """One of the roles may do the action there."""
    return Rule(action, (who,) if isinstance(who, str) else tuple(who), where)


class Policy:
    """The table of one service. Misspelt actions, unknown roles and repeated lines fail at import."""

    def __init__(self, service: str, *rules: Rule) -> None:
        self.service = service
        self.rules = rules
        seen: set[tuple[str, str, Where]] = set()
        for rule in rules:
            if not _ACTION.fullmatch(rule.action):
                raise ValueError(f"{service}: {rule.action!r} is not of the form noun.verb")
            for role in rule.roles:
                if _known_roles and role not in _known_roles | _OWN_ROLES:
                    raise ValueError(f"{service}: {rule.action} names the unknown role {role!r}")
                if (rule.action, role, rule.where) in seen:
                    raise ValueError(f"{service}: {rule.action} for {role} {rule.where.value} stands twice")
                seen.add((rule.action, role, rule.where))

    @cached_property
    def by_action(self) -> dict[str, tuple[Rule, ...]]:
        """The rules of each action."""
        actions = dict.fromkeys(rule.action for rule in self.rules)
        return {action: tuple(rule for rule in self.rules if rule.action == action) for action in actions}

    def of(self, action: str) -> tuple[Rule, ...]:
        """The rules of an action; a name nobody wrote down is a defect, not a refusal."""
        if action not in self.by_action:
            raise LookupError(f"{self.service} has no rule for {action!r}")
        return self.by_action[action]


def require(policy: Policy, tx: Asking, action: str, of: Subject) -> None:
    """The asker may do this. Raises Unauthenticated("sign-in-required") or Denied("not-allowed", action, reason)."""
    reason = refusal(policy, tx, action, of)
    if reason is None:
        return
    if tx.actor == Actor.NOBODY:
        raise Unauthenticated("sign-in-required")
    raise Denied("not-allowed", action=action, reason=reason)


def require_somewhere(policy: Policy, tx: Asking, action: str) -> None:
    """The asker may do this somewhere, wherever it is. Raises Denied("not-allowed", action, reason) for a role that may nowhere."""
    reason = refusal(policy, tx, action, Subject())
    if reason == "no-role":
        raise Denied("not-allowed", action=action, reason=reason)


def is_allowed(policy: Policy, tx: Asking, action: str, of: Subject) -> bool:
    """The asker may do this."""
    return refusal(policy, tx, action, of) is None


def refusal(policy: Policy, tx: Asking, action: str, of: Subject) -> str | None:
    """Why the asker may not, as a word: `no-role` (none of theirs may), else `elsewhere` (theirs does not reach there)."""
    rules = policy.of(action)
    if tx.actor.is_system or any(_reaches(tx, rule, of) for rule in rules):
        return None
    return "elsewhere" if any(_holds(tx, rule) for rule in rules) else "no-role"


def visible(
    policy: Policy,
    tx: Asking,
    action: str,
    *,
    unit: Any,
    person: Any = None,
    party: Callable[[UUID | None, frozenset[UUID]], ColumnElement[bool]] | None = None,
) -> ColumnElement[bool]:
    """The SQL condition under which the asker may do the action: what `is_allowed` says, for every row at once.

    party: given the asker's person id and the units where the rule's roles are held, the condition that joins them.
    """
    if tx.actor.is_system:
        return true()
    return or_(false(), *_conditions(policy.of(action), tx, unit, person, party))


def _conditions(
    rules: tuple[Rule, ...], tx: Asking, unit: Any, person: Any, party: Any
) -> Iterator[ColumnElement[bool]]:
    for rule in rules:
        if not _holds(tx, rule):
            continue
        units = tx.actor.unit_ids(*rule.roles, on=tx.today)
        match rule.where:
            case Where.ANYWHERE:
                yield true()
            case Where.SELF if person is not None:
                yield person == tx.actor.person_id
            case Where.SAME_UNIT if units:
                yield unit.in_(units)
            case Where.UNIT_OR_BELOW | Where.BELOW if units:
                yield tx.tree.below(unit, units, or_self=rule.where is Where.UNIT_OR_BELOW)
            case Where.PARTY if party is not None:
                yield party(tx.actor.person_id if EVERYONE in rule.roles else None, units)


def _holds(tx: Asking, rule: Rule) -> bool:
    actor = tx.actor
    if EVERYONE in rule.roles and actor.person_id is not None:
        return True
    if ADMINISTRATOR in rule.roles and actor.is_admin:
        return True
    if OPERATOR in rule.roles and actor.is_operator:
        return True
    return bool(actor.unit_ids(*rule.roles, on=tx.today))


def _reaches(tx: Asking, rule: Rule, of: Subject) -> bool:
    if not _holds(tx, rule):
        return False
    units = tx.actor.unit_ids(*rule.roles, on=tx.today)
    match rule.where:
        case Where.ANYWHERE:
            return True
        case Where.SELF:
            return of.person_id is not None and of.person_id == tx.actor.person_id
        case Where.PARTY:
            mine = units | {tx.actor.person_id} if EVERYONE in rule.roles else units
            return bool(of.parties & mine)
        case Where.SAME_UNIT:
            return of.unit_id in units
        case Where.UNIT_OR_BELOW | Where.BELOW:
            return _covers(tx.tree, units, of.unit_id, or_self=rule.where is Where.UNIT_OR_BELOW)


def _covers(tree: Tree, units: frozenset[UUID], unit_id: UUID | None, *, or_self: bool) -> bool:
    if unit_id is None:
        return False
    return (or_self and unit_id in units) or any(tree.is_below(unit_id, held) for held in units)


def matrix(policy: Policy) -> list[tuple[str, str, str, str]]:
    """(service, action, roles, place) for each rule, in the order of actions: what `./doanso permissions` prints."""
    lines = ((policy.service, rule.action, " ".join(rule.roles), rule.where.value) for rule in policy.rules)
    return sorted(lines)


def main() -> None:
    """Print the matrix of every service that has a policy."""
    import sys

    from services.kit.discovery import policies

    for line in (line for policy in policies() for line in matrix(policy)):
        sys.stdout.write("\t".join(line) + "\n")


if __name__ == "__main__":
    main()
