"""One transaction of the registry, with its stores."""

from functools import cached_property

from services.kit.database import Tx as KitTx
from services.members.stores.changes import HoldStore, RecordStore, RuleStore
from services.members.stores.memberships import MembershipStore, PositionStore
from services.members.stores.people import PersonStore
from services.members.stores.units import UnitStore
from services.members.tree import UnitTree


class Tx(KitTx):
    """A transaction with the registry's stores."""

    @cached_property
    def tree(self) -> UnitTree:
        return UnitTree(self)

    @cached_property
    def units(self) -> UnitStore:
        return UnitStore(self)

    @cached_property
    def people(self) -> PersonStore:
        return PersonStore(self)

    @cached_property
    def memberships(self) -> MembershipStore:
        return MembershipStore(self)

    @cached_property
    def positions(self) -> PositionStore:
        return PositionStore(self)

    @cached_property
    def holds(self) -> HoldStore:
        return HoldStore(self)

    @cached_property
    def records(self) -> RecordStore:
        return RecordStore(self)

    @cached_property
    def rules(self) -> RuleStore:
        return RuleStore(self)
