"""The registry's entrypoints, one line each. Signing in and imports are in accounts/ and importing/."""

from typing import Any

from services.contracts import administration as administration_contract
from services.contracts import audit as audit_contract
from services.contracts import award_forms as award_forms_contract
from services.contracts import calendar_days as calendar_days_contract
from services.contracts import changes, meetings, messaging, registry_copies
from services.contracts import duplicates as duplicates_contract
from services.contracts import members as contract
from services.contracts import sittings as sittings_contract
from services.contracts import training_items as training_items_contract
from services.contracts import units as units_contract
from services.contracts import waiting as waiting_contract
from services.kit import jobs
from services.kit.entrypoints import Transactions, every, handle, job, rpc, subscribe
from services.members import copies as local_copies
from services.members.accounts.service import AccountsService
from services.members.actions import (
    audit_log,
    award_forms,
    calendar_days,
    changing_units,
    committee_terms,
    committees,
    copies,
    duplicates,
    exports,
    members,
    numbering,
    positions,
    records,
    reorganising,
    rules,
    searching,
    sittings,
    statistics,
    training_items,
    unit_history,
    unit_training_items,
    units,
    unrecognising,
    waiting,
    youth_counts,
)
from services.members.cases import applying, keeping, preparing, revoking
from services.members.edit_requests.service import EditRequestsService
from services.members.fees.service import FeesService
from services.members.figures.service import FiguresService
from services.members.importing import jobs as importing
from services.members.importing.service import ImportsService
from services.members.store import Tx


class MembersService(AccountsService, ImportsService, EditRequestsService, FeesService, FiguresService):
    """People, units, memberships, positions, and what cases change about them."""

    name = "members"
    tx = Transactions(Tx)

    @rpc(waiting_contract.ListWaitingWork)
    def list_waiting_work(self, tx: Tx) -> dict[str, Any]:
        return waiting.list_waiting_work(tx)

    # units

    @rpc(units_contract.GetUnit)
    def get_unit(self, tx: Tx, **given: Any) -> dict[str, Any]:
        return units.get_unit(tx, **given)

    @rpc(units_contract.ListUnits)
    def list_units(self, tx: Tx, **given: Any) -> dict[str, Any]:
        return units.list_units(tx, **given)

    @rpc(units_contract.ListChildren)
    def list_children(self, tx: Tx, **given: Any) -> dict[str, Any]:
        return units.list_children(tx, **given)

    @rpc(units_contract.ListUnitActs)
    def list_unit_acts(self, tx: Tx, **given: Any) -> dict[str, Any]:
        return unit_history.list_unit_acts(tx, **given)

    @rpc(units_contract.CreateUnit)
    def create_unit(self, tx: Tx, **given: Any) -> dict[str, Any]:
        return changing_units.create_unit(tx, **given)

    @rpc(units_contract.RenameUnit)
    def rename_unit(self, tx: Tx, **given: Any) -> dict[str, Any]:
        return changing_units.rename_unit(tx, **given)

    @rpc(units_contract.MoveUnit)
    def move_unit(self, tx: Tx, **given: Any) -> dict[str, Any]:
        return changing_units.move_unit(tx, **given)

    @rpc(units_contract.CloseUnit)
    def close_unit(self, tx: Tx, **given: Any) -> dict[str, Any]:
        return changing_units.close_unit(tx, **given)

    @rpc(units_contract.MergeUnits)
    def merge_units(self, tx: Tx, **given: Any) -> dict[str, Any]:
        return reorganising.merge_units(tx, **given)

    @rpc(units_contract.UnmergeUnit)
    def unmerge_unit(self, tx: Tx, **given: Any) -> dict[str, Any]:
        return reorganising.unmerge_unit(tx, **given)

    @rpc(units_contract.SplitUnit)
    def split_unit(self, tx: Tx, **given: Any) -> dict[str, Any]:
        return reorganising.split_unit(tx, **given)

    @rpc(units_contract.GetUnitStatistics)
    def get_unit_statistics(self, tx: Tx, **given: Any) -> dict[str, Any]:
        return statistics.get_unit_statistics(tx, **given)

    @rpc(units_contract.AppointOfficer)
    def appoint_officer(self, tx: Tx, **given: Any) -> dict[str, Any]:
        return positions.appoint_officer(tx, **given)

    @rpc(units_contract.RecogniseCommittee)
    def recognise_committee(self, tx: Tx, **given: Any) -> dict[str, Any]:
        return committees.recognise_committee(tx, **given)

    @rpc(units_contract.RecordYouthCount)
    def record_youth_count(self, tx: Tx, **given: Any) -> dict[str, Any]:
        return youth_counts.record_youth_count(tx, **given)

    @rpc(units_contract.ExtendCommittee)
    def extend_committee(self, tx: Tx, **given: Any) -> dict[str, Any]:
        return committees.extend_committee(tx, **given)

    @rpc(units_contract.UnrecogniseCommittee)
    def unrecognise_committee(self, tx: Tx, **given: Any) -> dict[str, Any]:
        return unrecognising.unrecognise_committee(tx, **given)

    @rpc(units_contract.ShortenCommittee)
    def shorten_committee(self, tx: Tx, **given: Any) -> dict[str, Any]:
        return committees.shorten_committee(tx, **given)

    @every(60)
    def follow_terms(self, tx: Tx) -> None:
        committee_terms.follow(tx)

    @rpc(sittings_contract.ListSittings)
    def list_sittings(self, tx: Tx, **given: Any) -> dict[str, Any]:
        return sittings.list_sittings(tx, **given)

    @rpc(sittings_contract.RecordSitting)
    def record_sitting(self, tx: Tx, **given: Any) -> dict[str, Any]:
        return sittings.record_sitting(tx, **given)

    @subscribe(meetings.AttendanceRecorded)
    def on_attendance_recorded(self, tx: Tx, event: Any) -> None:
        sittings.save_attendance(tx, **event.fields)

    @rpc(units_contract.EndPosition)
    def end_position(self, tx: Tx, **given: Any) -> dict[str, Any]:
        return positions.end_position(tx, **given)

    @rpc(units_contract.ChangePosition)
    def change_position(self, tx: Tx, **given: Any) -> dict[str, Any]:
        return positions.change_position(tx, **given)

    @rpc(units_contract.ListOfficers)
    def list_officers(self, tx: Tx, **given: Any) -> dict[str, Any]:
        return units.list_officers(tx, **given)

    # members

    @rpc(contract.ListMembers)
    def list_members(self, tx: Tx, **given: Any) -> dict[str, Any]:
        return searching.list_members(tx, **given)

    @rpc(contract.GetMemberFilters)
    def get_member_filters(self, tx: Tx) -> dict[str, Any]:
        return records.get_member_filters(tx)

    @rpc(contract.GetMember)
    def get_member(self, tx: Tx, **given: Any) -> dict[str, Any]:
        return members.get_member(tx, **given)

    @rpc(contract.GetMemberPhoto)
    def get_member_photo(self, tx: Tx, **given: Any) -> dict[str, Any]:
        return members.get_photo(tx, **given)

    @rpc(contract.UpdateMember)
    def update_member(self, tx: Tx, **given: Any) -> dict[str, Any]:
        return members.update_member(tx, **given)

    @rpc(contract.ConfirmMembers)
    def confirm_members(self, tx: Tx, **given: Any) -> dict[str, Any]:
        return members.confirm_members(tx, **given)

    @rpc(contract.GetTimeline)
    def get_timeline(self, tx: Tx, **given: Any) -> dict[str, Any]:
        return records.get_timeline(tx, **given)

    @rpc(contract.GetCard)
    def get_card(self, tx: Tx, **given: Any) -> dict[str, Any]:
        return records.get_card(tx, **given)

    @rpc(contract.ListAccessLog)
    def list_access_log(self, tx: Tx, **given: Any) -> dict[str, Any]:
        return records.list_access_log(tx, **given)

    # pairs that may be one person

    @rpc(duplicates_contract.ListDuplicates)
    def list_duplicates(self, tx: Tx, **given: Any) -> dict[str, Any]:
        return duplicates.list_duplicates(tx, **given)

    @rpc(duplicates_contract.GetDuplicate)
    def get_duplicate(self, tx: Tx, **given: Any) -> dict[str, Any]:
        return duplicates.get_duplicate(tx, **given)

    @rpc(duplicates_contract.SettleDuplicate)
    def settle_duplicate(self, tx: Tx, **given: Any) -> dict[str, Any]:
        return duplicates.settle_duplicate(tx, **given)

    @rpc(duplicates_contract.MergeDuplicate)
    def merge_duplicate(self, tx: Tx, **given: Any) -> dict[str, Any]:
        return duplicates.merge_duplicate(tx, **given)

    @rpc(duplicates_contract.ReopenDuplicate)
    def reopen_duplicate(self, tx: Tx, **given: Any) -> dict[str, Any]:
        return duplicates.reopen_duplicate(tx, **given)

    @rpc(duplicates_contract.ListComparisons)
    def list_comparisons(self, tx: Tx, **given: Any) -> dict[str, Any]:
        return duplicates.list_comparisons(tx, **given)

    @rpc(duplicates_contract.SettleComparison)
    def settle_comparison(self, tx: Tx, **given: Any) -> dict[str, Any]:
        return duplicates.settle_comparison(tx, **given)

    # rules, rights

    @rpc(administration_contract.ExplainPermission)
    def explain_permission(self, tx: Tx, **given: Any) -> dict[str, Any]:
        return records.explain_permission(tx, **given)

    @rpc(administration_contract.ListPermissions)
    def list_permissions(self, tx: Tx) -> dict[str, Any]:
        return records.list_permissions(tx)

    @rpc(audit_contract.ListMembersAudit)
    def list_audit(self, tx: Tx, **given: Any) -> dict[str, Any]:
        return audit_log.list_audit(tx, **given)

    @rpc(contract.ListRules)
    def list_rules(self, tx: Tx, **given: Any) -> dict[str, Any]:
        return rules.list_rules(tx, **given)

    @rpc(contract.ChangeRule)
    def change_rule(self, tx: Tx, **given: Any) -> dict[str, Any]:
        return rules.change_rule(tx, **given)

    @rpc(award_forms_contract.AddAwardForm)
    def add_award_form(self, tx: Tx, **given: Any) -> dict[str, Any]:
        return award_forms.add_award_form(tx, **given)

    @rpc(award_forms_contract.RenameAwardForm)
    def rename_award_form(self, tx: Tx, **given: Any) -> dict[str, Any]:
        return award_forms.rename_award_form(tx, **given)

    @rpc(award_forms_contract.EndAwardForm)
    def end_award_form(self, tx: Tx, **given: Any) -> dict[str, Any]:
        return award_forms.end_award_form(tx, **given)

    @rpc(calendar_days_contract.AddCalendarDay)
    def add_calendar_day(self, tx: Tx, **given: Any) -> dict[str, Any]:
        return calendar_days.add_calendar_day(tx, **given)

    @rpc(calendar_days_contract.ChangeCalendarDay)
    def change_calendar_day(self, tx: Tx, **given: Any) -> dict[str, Any]:
        return calendar_days.change_calendar_day(tx, **given)

    @rpc(calendar_days_contract.EndCalendarDay)
    def end_calendar_day(self, tx: Tx, **given: Any) -> dict[str, Any]:
        return calendar_days.end_calendar_day(tx, **given)

    @rpc(calendar_days_contract.GetYearCalendar)
    def get_year_calendar(self, tx: Tx, **given: Any) -> dict[str, Any]:
        return calendar_days.get_year_calendar(tx, **given)

    @rpc(training_items_contract.AddTrainingItem)
    def add_training_item(self, tx: Tx, **given: Any) -> dict[str, Any]:
        return training_items.add_training_item(tx, **given)

    @rpc(training_items_contract.ChangeTrainingItem)
    def change_training_item(self, tx: Tx, **given: Any) -> dict[str, Any]:
        return training_items.change_training_item(tx, **given)

    @rpc(training_items_contract.EndTrainingItem)
    def end_training_item(self, tx: Tx, **given: Any) -> dict[str, Any]:
        return training_items.end_training_item(tx, **given)

    @rpc(training_items_contract.ListUnitTrainingItems)
    def list_unit_training_items(self, tx: Tx, **given: Any) -> dict[str, Any]:
        return unit_training_items.list_unit_training_items(tx, **given)

    @rpc(training_items_contract.AddUnitTrainingItem)
    def add_unit_training_item(self, tx: Tx, **given: Any) -> dict[str, Any]:
        return unit_training_items.add_unit_training_item(tx, **given)

    @rpc(training_items_contract.ChangeUnitTrainingItem)
    def change_unit_training_item(self, tx: Tx, **given: Any) -> dict[str, Any]:
        return unit_training_items.change_unit_training_item(tx, **given)

    @rpc(training_items_contract.EndUnitTrainingItem)
    def end_unit_training_item(self, tx: Tx, **given: Any) -> dict[str, Any]:
        return unit_training_items.end_unit_training_item(tx, **given)

    @rpc(training_items_contract.ListTrainingItemCopies)
    def list_training_item_copies(self, tx: Tx, **given: Any) -> dict[str, Any]:
        return copies.page(tx, "training_items", **given)

    @rpc(registry_copies.ListRuleSetCopies)
    def list_rule_set_copies(self, tx: Tx, **given: Any) -> dict[str, Any]:
        return rules.list_copies(tx, **given)

    # exports and jobs

    @rpc(contract.StartExport)
    def start_export(self, tx: Tx, **given: Any) -> dict[str, Any]:
        return exports.start_export(tx, **given)

    @job("export_members")
    def export_members(self, running: Any) -> dict[str, Any]:
        return exports.run_export(running)

    @rpc(contract.GetMembersJob)
    def get_job(self, tx: Tx, *, id: str, results: bool) -> dict[str, Any]:
        return jobs.read(tx, id, results=results)

    @rpc(contract.ListMembersJobs)
    def list_jobs(self, tx: Tx, **given: Any) -> dict[str, Any]:
        return jobs.listed(tx, besides=importing.KINDS, **given)

    # copies

    @subscribe(messaging.DocumentsIssued, regards=numbering.regards)
    def on_documents_issued(self, tx: Tx, event: Any) -> None:
        numbering.papers_issued(tx, event.fields["documents"])

    @subscribe(messaging.DocumentsSettled, regards=local_copies.regards)
    def on_documents_settled(self, tx: Tx, event: Any) -> None:
        local_copies.save_unit_documents(tx, event.fields["documents"])

    @rpc(registry_copies.ListUnitCopies)
    def list_unit_copies(self, tx: Tx, **given: Any) -> dict[str, Any]:
        return copies.page(tx, "units", **given)

    @rpc(registry_copies.ListPersonCopies)
    def list_person_copies(self, tx: Tx, **given: Any) -> dict[str, Any]:
        return copies.page(tx, "people", **given)

    @rpc(registry_copies.ListPositionCopies)
    def list_position_copies(self, tx: Tx, **given: Any) -> dict[str, Any]:
        return copies.page(tx, "positions", **given)

    # what cases ask

    @handle(changes.PrepareChanges)
    def prepare_changes(self, tx: Tx, command: Any) -> None:
        preparing.prepare(tx, **command.fields)

    @handle(changes.ApplyChanges)
    def apply_changes(self, tx: Tx, command: Any) -> None:
        applying.apply(tx, **command.fields)

    @handle(changes.ReleaseChanges)
    def release_changes(self, tx: Tx, command: Any) -> None:
        revoking.release(tx, **command.fields)

    @handle(changes.RevokeChanges)
    def revoke_changes(self, tx: Tx, command: Any) -> None:
        revoking.revoke(tx, **command.fields)

    @handle(changes.KeepRecords)
    def keep_records(self, tx: Tx, command: Any) -> None:
        keeping.keep(tx, **command.fields)

    @handle(changes.StrikeRecords)
    def strike_records(self, tx: Tx, command: Any) -> None:
        keeping.strike(tx, **command.fields)


SERVICE = MembersService
