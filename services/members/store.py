"""One transaction of the registry, with its stores."""

from dataclasses import replace
from functools import cached_property

from sqlalchemy import select

from services.kit.actor import Actor, Position
from services.kit.database import Tx as KitTx
from services.members.accounts.store import AccountStore
from services.members.cases.store import HoldStore, RecordStore
from services.members.cases.writes_store import WriteStore
from services.members.edit_requests.store import EditRequestStore
from services.members.fees.store import FeeStore
from services.members.stores.committee_terms import TermStore
from services.members.stores.memberships import MembershipStore, PositionStore
from services.members.stores.merges import MergerStore
from services.members.stores.people import PersonStore
from services.members.stores.recognitions import RecognitionStore
from services.members.stores.report_submissions import SubmissionStore
from services.members.stores.rules import RuleStore
from services.members.stores.sittings import SittingStore
from services.members.stores.training_items import TrainingItemStore
from services.members.stores.unit_acts import UnitActStore
from services.members.stores.units import UnitStore
from services.members.tables import people
from services.members.tree import UnitTree


class Tx(KitTx):
    """A transaction with the registry's stores."""

    def asker_now(self) -> Actor:
        """Whoever asks, with the positions that the registry says they hold today and their account still gives them."""
        person_id = self.actor.person_id
        if person_id is None:
            return self.actor
        accounts = AccountStore(self.connection)
        account = accounts.find(person_id)
        if account is not None and account.closed_at is not None:
            return replace(self.actor, positions=(), is_admin=False)
        offices = accounts.offices(person_id, on=self.today)
        positions = tuple(Position(held.role, held.unit_id, held.level, held.until, held.code) for held in offices)
        name = self.execute(select(people.c.full_name).where(people.c.id == person_id)).scalar() or self.actor.name
        return replace(self.actor, name=name, positions=positions, is_admin=account is not None and account.is_admin)

    @cached_property
    def tree(self) -> UnitTree:
        return UnitTree(self)

    @cached_property
    def units(self) -> UnitStore:
        return UnitStore(self)

    @cached_property
    def acts(self) -> UnitActStore:
        return UnitActStore(self)

    @cached_property
    def mergers(self) -> MergerStore:
        return MergerStore(self)

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
    def writes(self) -> WriteStore:
        return WriteStore(self)

    @cached_property
    def edit_requests(self) -> EditRequestStore:
        return EditRequestStore(self)

    @cached_property
    def fees(self) -> FeeStore:
        return FeeStore(self)

    @cached_property
    def rules(self) -> RuleStore:
        return RuleStore(self)

    @cached_property
    def training_items(self) -> TrainingItemStore:
        return TrainingItemStore(self)

    @cached_property
    def committee_terms(self) -> TermStore:
        return TermStore(self)

    @cached_property
    def recognitions(self) -> RecognitionStore:
        return RecognitionStore(self)

    @cached_property
    def sittings(self) -> SittingStore:
        return SittingStore(self)

    @cached_property
    def submissions(self) -> SubmissionStore:
        return SubmissionStore(self)
