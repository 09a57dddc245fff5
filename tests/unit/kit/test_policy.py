"""The policy table: who may do what, where — and a list says the same as a check."""

from datetime import date
from types import SimpleNamespace
from uuid import UUID

import pytest
from sqlalchemy import Uuid, column

from services.kit.actor import OPERATOR_ID, Actor, Position
from services.kit.faults import Denied, Unauthenticated
from services.kit.policy import (
    EVERYONE,
    OPERATOR,
    Policy,
    Subject,
    Where,
    allow,
    is_allowed,
    matrix,
    refusal,
    require,
    visible,
)

ROOT, BRANCH, LEAF, OTHER, ME, YOU = (UUID(int=number) for number in range(1, 7))
PARENTS = {LEAF: BRANCH, BRANCH: ROOT, OTHER: ROOT}


class Tree:
    def is_below(self, unit_id, ancestor_id):
        parent = PARENTS.get(unit_id)
        return parent is not None and (parent == ancestor_id or self.is_below(parent, ancestor_id))

    def below(self, place, unit_ids, or_self):
        inside = {unit for unit in PARENTS if any(self.is_below(unit, held) for held in unit_ids)}
        return place.in_(inside | (unit_ids if or_self else frozenset()))


POLICY = Policy(
    "shop",
    allow("book.read", EVERYONE, Where.ANYWHERE),
    allow("card.view", EVERYONE, Where.SELF),
    allow("shelf.count", "CHAPTER_OFFICER", Where.SAME_UNIT),
    allow("shelf.see", "CHAPTER_OFFICER", Where.UNIT_OR_BELOW),
    allow("shelf.close", "CHAPTER_OFFICER", Where.BELOW),
    allow("loan.see", (EVERYONE, "CHAPTER_OFFICER"), Where.PARTY),
    allow("till.open", "SYSADMIN", Where.ANYWHERE),
    allow("copy.fill", OPERATOR, Where.ANYWHERE),
)


def asking(*positions, person_id=ME, is_admin=False):
    held = tuple(Position(role, unit, "X", until, "BT") for role, unit, until in positions)
    return SimpleNamespace(actor=Actor(person_id, None, "", held, is_admin), today=date(2026, 11, 24), tree=Tree())


OFFICER = asking(("CHAPTER_OFFICER", BRANCH, None))
PAST_OFFICER = asking(("CHAPTER_OFFICER", BRANCH, date(2026, 11, 23)))
MEMBER = asking()
CASES = [
    ("anyone reads", MEMBER, "book.read", Subject(), None),
    ("one sees one's own card", MEMBER, "card.view", Subject(person_id=ME), None),
    ("one sees no other card", MEMBER, "card.view", Subject(person_id=YOU), "elsewhere"),
    ("an officer counts the own unit", OFFICER, "shelf.count", Subject(BRANCH), None),
    ("an officer counts no unit below", OFFICER, "shelf.count", Subject(LEAF), "elsewhere"),
    ("an officer sees the unit", OFFICER, "shelf.see", Subject(BRANCH), None),
    ("an officer sees below", OFFICER, "shelf.see", Subject(LEAF), None),
    ("an officer sees nothing above", OFFICER, "shelf.see", Subject(ROOT), "elsewhere"),
    ("an officer sees nothing beside", OFFICER, "shelf.see", Subject(OTHER), "elsewhere"),
    ("an officer closes below", OFFICER, "shelf.close", Subject(LEAF), None),
    ("an officer does not close the own unit", OFFICER, "shelf.close", Subject(BRANCH), "elsewhere"),
    ("a member sees no shelf", MEMBER, "shelf.see", Subject(LEAF), "no-role"),
    ("a term that ended gives nothing", PAST_OFFICER, "shelf.see", Subject(LEAF), "no-role"),
    ("a party is a person", MEMBER, "loan.see", Subject(parties=frozenset({ME})), None),
    ("a party is a unit of one's role", OFFICER, "loan.see", Subject(parties=frozenset({BRANCH})), None),
    ("who is no party sees nothing", OFFICER, "loan.see", Subject(parties=frozenset({YOU})), "elsewhere"),
    ("a subject without a place is nowhere", OFFICER, "shelf.see", Subject(), "elsewhere"),
    ("an administrator is told by the token", asking(is_admin=True), "till.open", Subject(), None),
    (
        "the machine's own command fills copies",
        asking(person_id=OPERATOR_ID, is_admin=True),
        "copy.fill",
        Subject(),
        None,
    ),
    ("an administrator fills no copies", asking(is_admin=True), "copy.fill", Subject(), "no-role"),
    ("others are no administrators", OFFICER, "till.open", Subject(), "no-role"),
]


@pytest.mark.parametrize(
    ("tx", "action", "of", "reason"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_who_may_do_what_where(tx, action, of, reason):
    assert refusal(POLICY, tx, action, of) == reason


@pytest.mark.parametrize("action", ["book.read", "card.view", "shelf.count", "shelf.see", "shelf.close", "till.open"])
@pytest.mark.parametrize("tx", [OFFICER, PAST_OFFICER, MEMBER], ids=["officer", "past officer", "member"])
def test_a_list_shows_what_a_check_allows(tx, action):
    condition = visible(POLICY, tx, action, unit=column("unit_id", Uuid), person=column("person_id", Uuid))

    shown = {
        (unit, person) for unit in (ROOT, BRANCH, LEAF, OTHER) for person in (ME, YOU) if holds(condition, unit, person)
    }
    allowed = {
        (unit, person)
        for unit in (ROOT, BRANCH, LEAF, OTHER)
        for person in (ME, YOU)
        if is_allowed(POLICY, tx, action, Subject(unit, person))
    }
    assert shown == allowed


def holds(condition, unit, person):
    """The condition's value for one row, computed by SQLite."""
    import sqlite3

    compiled = condition.compile(compile_kwargs={"literal_binds": True})
    row = sqlite3.connect(":memory:").execute(
        f"SELECT {compiled} FROM (SELECT '{unit.hex}' AS unit_id, '{person.hex}' AS person_id)"
    )
    return bool(row.fetchone()[0])


def test_a_refusal_names_action_and_reason():
    with pytest.raises(Denied) as caught:
        require(POLICY, MEMBER, "shelf.see", Subject(LEAF))

    assert caught.value.fields == {"action": "shelf.see", "reason": "no-role"}


def test_nobody_is_asked_to_sign_in():
    with pytest.raises(Unauthenticated, match="sign-in-required"):
        require(POLICY, asking(person_id=None), "shelf.see", Subject(LEAF))


def test_the_services_themselves_may_do_all():
    require(POLICY, SimpleNamespace(actor=Actor.SYSTEM, today=None, tree=Tree()), "till.open", Subject())


def test_an_unknown_action_is_a_defect_not_a_refusal():
    with pytest.raises(LookupError, match=r"shelf\.burn"):
        is_allowed(POLICY, MEMBER, "shelf.burn", Subject())


@pytest.mark.parametrize(
    "rules",
    [
        (allow("Burn", "CHAPTER_OFFICER", Where.SELF),),
        (allow("shelf.see", "CHAPTER_OFFICER", Where.SELF), allow("shelf.see", ("X", "CHAPTER_OFFICER"), Where.SELF)),
    ],
    ids=["misspelt", "twice"],
)
def test_a_bad_table_fails_when_it_is_made(rules):
    with pytest.raises(ValueError, match="shop"):
        Policy("shop", *rules)


def test_the_matrix_lists_every_rule():
    assert len(matrix(POLICY)) == len(POLICY.rules)
