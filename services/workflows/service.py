"""The entries of workflows, one line each."""

from services.contracts import applications as applications_contract
from services.contracts import attendances as attendances_contract
from services.contracts import audit as audit_contract
from services.contracts import bulk_acts, changes, delegations, meetings, members, messaging, openings, training_items
from services.contracts import campaigns as campaigns_contract
from services.contracts import inbox as inbox_contract
from services.contracts import packages as packages_contract
from services.contracts import workflows as contract
from services.kit import inbox, jobs, revocations
from services.kit.entrypoints import Transactions, every, job, rpc, subscribe
from services.kit.policy import Subject, require
from services.workflows.actions import (
    answers,
    application_links,
    applications,
    attachments,
    attendances,
    audit_log,
    bulk,
    campaign_jobs,
    campaign_opening,
    campaigns,
    candidates,
    cases,
    catalogue,
    classes,
    deadlines,
    evidence,
    exports,
    grid,
    grid_sheets,
    lists,
    members_sheets,
    opening_many,
    packages,
    progress,
    seats,
    watch,
)
from services.workflows.copies import RULE_SETS, TRAINING_ITEMS
from services.workflows.policy import POLICY
from services.workflows.store import Tx


class WorkflowsService:
    """Cases of the Union's processes, their deadlines, and what waits for whom."""

    name = "workflows"
    tx = Transactions(Tx)

    @rpc(contract.ListProcesses)
    def list_processes(self, tx, **given):
        return lists.list_processes(tx, **given)

    @rpc(contract.GetProcess)
    def get_process(self, tx, **given):
        return lists.get_process(tx, **given)

    @rpc(contract.ListAwardForms)
    def list_award_forms(self, tx):
        return lists.list_award_forms(tx)

    @rpc(contract.OpenCase)
    def open_case(self, tx, **given):
        return cases.open_case(tx, **given)

    @rpc(contract.GetCase)
    def get_case(self, tx, **given):
        return cases.get_case(tx, **given)

    @rpc(contract.GetCaseFile)
    def get_case_file(self, tx, **given):
        return attachments.get_case_file(tx, **given)

    @rpc(contract.ListCases)
    def list_cases(self, tx, **given):
        return lists.list_cases(tx, **given)

    @rpc(contract.StartCaseExport)
    def start_case_export(self, tx, **given):
        return exports.start_case_export(tx, **given)

    @rpc(contract.TakeAction)
    def take_action(self, tx, **given):
        return cases.take_action(tx, **given)

    @rpc(bulk_acts.TakeBulkAction)
    def take_bulk_action(self, tx, **given):
        return bulk.take_bulk_action(tx, **given)

    @rpc(contract.CancelJob)
    def cancel_job(self, tx, id):
        jobs.cancel(tx, id)
        return jobs.read(tx, id)

    @rpc(contract.GetWorkflowsJob)
    def get_job(self, tx, id, results):
        return jobs.read(tx, id, results=results)

    @rpc(contract.ListWorkflowsJobs)
    def list_jobs(self, tx, **given):
        return jobs.listed(tx, **given)

    @rpc(openings.OpenAdmissions)
    def open_admissions(self, tx, **given):
        return classes.open_admissions(tx, **given)

    @rpc(attendances_contract.ListAttendances)
    def list_attendances(self, tx, **given):
        return attendances.list_attendances(tx, **given)

    @rpc(attendances_contract.RecordAttendance)
    def record_attendance(self, tx, **given):
        return attendances.record_attendance(tx, **given)

    @rpc(applications_contract.ListApplicationLinks)
    def list_application_links(self, tx, **given):
        return application_links.list_application_links(tx, **given)

    @rpc(applications_contract.CreateApplicationLink)
    def create_application_link(self, tx, **given):
        return application_links.create_application_link(tx, **given)

    @rpc(applications_contract.RevokeApplicationLink)
    def revoke_application_link(self, tx, **given):
        return application_links.revoke_application_link(tx, **given)

    @rpc(applications_contract.GetApplicationForm)
    def get_application_form(self, tx, **given):
        return application_links.get_application_form(tx, **given)

    @rpc(applications_contract.SendApplication)
    def send_application(self, tx, **given):
        return application_links.send_application(tx, **given)

    @rpc(applications_contract.ListApplications)
    def list_applications(self, tx, **given):
        return applications.list_applications(tx, **given)

    @rpc(applications_contract.GetApplication)
    def get_application(self, tx, **given):
        return applications.get_application(tx, **given)

    @rpc(applications_contract.DismissApplication)
    def dismiss_application(self, tx, **given):
        applications.dismiss_application(tx, **given)
        return {"ok": True}

    @rpc(applications_contract.ListWaitingApplications)
    def list_waiting_applications(self, tx):
        return applications.list_waiting_applications(tx)

    @rpc(openings.ListRemovalCandidates)
    def list_removal_candidates(self, tx, **given):
        return candidates.list_removal_candidates(tx, **given)

    @rpc(openings.GetMembersSheet)
    def get_members_sheet(self, tx, **given):
        return members_sheets.get_members_sheet(tx, **given)

    @rpc(openings.OpenFromMembersSheet)
    def open_from_members_sheet(self, tx, **given):
        return members_sheets.open_from_members_sheet(tx, **given)

    @rpc(openings.OpenCases)
    def open_cases(self, tx, **given):
        return opening_many.open_cases(tx, **given)

    @rpc(packages_contract.SealPackage)
    def seal_package(self, tx, **given):
        return packages.seal_package(tx, **given)

    @rpc(packages_contract.OpenFromPackage)
    def open_from_package(self, tx, **given):
        return packages.open_from_package(tx, **given)

    @rpc(packages_contract.ListTrustedKeys)
    def list_trusted_keys(self, tx):
        return packages.list_trusted_keys(tx)

    @rpc(packages_contract.TrustKey)
    def trust_key(self, tx, **given):
        return packages.trust_key(tx, **given)

    @rpc(packages_contract.RevokeTrustedKey)
    def revoke_trusted_key(self, tx, **given):
        return packages.revoke_trusted_key(tx, **given)

    @rpc(audit_contract.ListWorkflowsAudit)
    def list_audit(self, tx, **given):
        return audit_log.list_audit(tx, **given)

    @rpc(contract.ListWorkflowsFailedMessages)
    def list_failed_messages(self, tx):
        require(POLICY, tx, "system.view", Subject())
        return {"items": inbox.list_failed(tx)}

    @rpc(contract.ReplayWorkflowsMessage)
    def replay_message(self, tx, **given):
        require(POLICY, tx, "system.replay", Subject())
        tx.record("message.replay", subject_id=given["id"])
        inbox.replay(tx, given["id"])
        return {"ok": True}

    @rpc(inbox_contract.ListInbox)
    def list_inbox(self, tx, **given):
        return lists.list_inbox(tx, **given)

    @rpc(inbox_contract.CountInbox)
    def count_inbox(self, tx):
        return lists.count_inbox(tx)

    @rpc(contract.GetProgress)
    def get_progress(self, tx, **given):
        return progress.get_progress(tx, **given)

    @rpc(delegations.Delegate)
    def delegate(self, tx, **given):
        return seats.delegate(tx, **given)

    @rpc(delegations.EndDelegation)
    def end_delegation(self, tx, **given):
        return seats.end_delegation(tx, **given)

    @rpc(delegations.ListDelegations)
    def list_delegations(self, tx, **given):
        return lists.list_delegations(tx, **given)

    @subscribe(members.UnitsChanged)
    def on_units_changed(self, tx, event):
        seats.on_units_changed(tx, event.fields["units"])

    @subscribe(members.PeopleChanged)
    def on_people_changed(self, tx, event):
        seats.on_people_changed(tx, event.fields["people"])

    @subscribe(members.PositionsChanged)
    def on_positions_changed(self, tx, event):
        seats.on_positions_changed(tx, event.fields["positions"])

    @subscribe(members.RuleSetsChanged)
    def on_rule_sets_changed(self, tx, event):
        RULE_SETS.apply(tx, event.fields["rule_sets"])

    @subscribe(training_items.TrainingItemsChanged)
    def on_training_items_changed(self, tx, event):
        TRAINING_ITEMS.apply(tx, event.fields["items"])

    @subscribe(members.SessionsRevoked)
    def on_sessions_revoked(self, tx, event):
        revocations.revoke(tx, *event.fields["session_ids"], before=event.fields["before"])

    @subscribe(changes.ChangesPrepared)
    def on_changes_prepared(self, tx, event):
        answers.on_changes_prepared(tx, **event.fields)

    @subscribe(members.FeeStandingsChanged)
    def on_fee_standings_changed(self, tx, event):
        evidence.on_fee_standings_changed(tx, event.fields["standings"])

    @subscribe(meetings.AttendanceRecorded)
    def on_attendance_recorded(self, tx, event):
        evidence.on_attendance_recorded(tx, **event.fields)

    @subscribe(messaging.DocumentsIssued)
    def on_documents_issued(self, tx, event):
        answers.on_documents_issued(tx, documents=event.fields["documents"])

    @subscribe(changes.ChangesApplied)
    def on_changes_applied(self, tx, event):
        answers.on_changes_applied(tx, **event.fields)

    @every(5)
    def keep_deadlines(self, tx):
        deadlines.pass_due(tx)

    @every(30)
    def ask_again(self, tx):
        watch.ask_again(tx)

    @every(60)
    def follow_days(self, tx):
        seats.follow_days(tx)

    @every(3600)
    def measure_paces(self, tx):
        progress.measure(tx)

    @every(3600)
    def delete_unkept_uploads(self, _tx):
        attachments.delete_unkept()

    @every(3600)
    def delete_old_applications(self, tx):
        applications.delete_old(tx)

    @job(bulk.ACT)
    def act_on_many(self, job):
        return bulk.act_on_many(job)

    @job(exports.EXPORT)
    def export_cases(self, job):
        return exports.export_cases(job)

    @job(opening_many.OPEN)
    def open_each(self, job):
        return opening_many.open_each(job)

    @job(members_sheets.OPEN)
    def open_each_of_members_sheet(self, job):
        return members_sheets.open_each(job)

    @job(classes.OPEN)
    def open_many(self, job):
        return classes.open_many(job)

    @rpc(campaigns_contract.ListCampaignKinds)
    def list_campaign_kinds(self, tx):
        return campaigns.list_campaign_kinds(tx)

    @rpc(campaigns_contract.PreviewCampaign)
    def preview_campaign(self, tx, **given):
        return campaign_opening.preview_campaign(tx, **given)

    @rpc(campaigns_contract.OpenCampaign)
    def open_campaign(self, tx, **given):
        return campaign_opening.open_campaign(tx, **given)

    @rpc(campaigns_contract.ListCampaigns)
    def list_campaigns(self, tx, **given):
        return campaigns.list_campaigns(tx, **given)

    @rpc(campaigns_contract.GetCampaign)
    def get_campaign(self, tx, **given):
        return campaigns.get_campaign(tx, **given)

    @rpc(campaigns_contract.ListCampaignUnits)
    def list_campaign_units(self, tx, **given):
        return campaigns.list_campaign_units(tx, **given)

    @rpc(campaigns_contract.CloseCampaign)
    def close_campaign(self, tx, **given):
        return campaigns.close_campaign(tx, **given)

    @rpc(campaigns_contract.CancelCampaign)
    def cancel_campaign(self, tx, **given):
        return campaigns.cancel_campaign(tx, **given)

    @rpc(campaigns_contract.ListCampaignRows)
    def list_campaign_rows(self, tx, **given):
        return grid.list_campaign_rows(tx, **given)

    @rpc(campaigns_contract.GetCampaignSheet)
    def get_campaign_sheet(self, tx, **given):
        return grid_sheets.get_campaign_sheet(tx, **given)

    @rpc(campaigns_contract.ReadCampaignSheet)
    def read_campaign_sheet(self, tx, **given):
        return grid_sheets.read_campaign_sheet(tx, **given)

    @rpc(campaigns_contract.GetTrainingCatalogue)
    def get_training_catalogue(self, tx, **given):
        return catalogue.get_training_catalogue(tx, **given)

    @every(300)
    def follow_campaigns(self, tx):
        campaign_jobs.follow_campaigns(tx)

    @job(campaign_jobs.OPEN)
    def open_cases_of_campaign(self, job):
        return campaign_jobs.open_campaign(job)

    @job(campaign_jobs.CLOSE)
    def close_cases_of_campaign(self, job):
        return campaign_jobs.close_campaign(job)

    @job(campaign_jobs.CANCEL)
    def withdraw_cases_of_campaign(self, job):
        return campaign_jobs.cancel_campaign(job)


SERVICE = WorkflowsService
